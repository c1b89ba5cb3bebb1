#include "token/key_set.h"

#include "token/json.h"
#include "token/known_signatures.h"
#include "token/public_key.h"

#include <algorithm>
#include <utility>

namespace carepress::token {
namespace {

std::string name_of_key(std::size_t index) { return "keys[" + std::to_string(index) + "]"; }

KeyProblem place(const JsonProblem& problem) {
    if (problem.line == 0) return {"", problem.what};
    return {"line " + std::to_string(problem.line) + ", column " + std::to_string(problem.column), problem.what};
}

/// Whether some token could be verified with either.
bool are_confusable(const PublicKey& a, const PublicKey& b) {
    return a.kid == b.kid && a.is_rsa == b.is_rsa && (!a.algorithm || !b.algorithm || a.algorithm == b.algorithm);
}

}  // namespace

KeySet::KeySet() : known_signatures_(std::make_shared<KnownSignatures>()) {}

std::variant<KeySet, KeyProblem> KeySet::read(std::string_view jwks) {
    if (jwks.size() > largest) return KeyProblem{"", "the key set is larger than 1 MB"};
    const auto object = read_object(jwks);
    if (const auto* problem = std::get_if<JsonProblem>(&object)) return place(*problem);
    const ::json_t* list = ::json_object_get(std::get<JsonHandle>(object).get(), "keys");
    if (!json_is_array(list)) return KeyProblem{"", "a JWK Set must have \"keys\", an array"};

    KeySet set;
    std::vector<std::size_t> indexes;  // of the keys that are kept
    for (std::size_t i = 0; i < ::json_array_size(list); ++i) {
        const ::json_t* jwk = ::json_array_get(list, i);
        if (!json_is_object(jwk)) return KeyProblem{name_of_key(i), "a key must be a JSON object"};
        if (has_secret(jwk))
            return KeyProblem{name_of_key(i),
                              "the key is private or symmetric; replace it, since it has been published, and write "
                              "public keys only"};
        auto read = read_public_key(jwk);
        if (const auto* reason = std::get_if<std::string_view>(&read)) {
            set.left_out_.push_back({name_of_key(i), std::string(*reason)});
            continue;
        }
        auto key = std::make_shared<const PublicKey>(std::get<PublicKey>(std::move(read)));
        for (std::size_t k = 0; k < set.keys_.size(); ++k)
            if (are_confusable(*set.keys_[k], *key))
                return KeyProblem{name_of_key(i), "the key has the same \"kid\" as " + name_of_key(indexes[k]) +
                                                      "; give each key its own"};
        set.keys_.push_back(std::move(key));
        indexes.push_back(i);
    }
    if (!set.keys_.empty()) return set;
    if (set.left_out_.empty()) return KeyProblem{"", "the key set is empty"};
    const KeyProblem& first = set.left_out_.front();
    return KeyProblem{first.where, "none of the keys can verify a token; of this one, " + first.what};
}

const PublicKey* KeySet::find(std::string_view kid, Algorithm algorithm) const {
    const auto found = std::find_if(keys_.begin(), keys_.end(),
                                    [&](const auto& key) { return key->kid == kid && key->verifies(algorithm); });
    return found == keys_.end() ? nullptr : found->get();
}

}  // namespace carepress::token
