#include "library/search_correction.h"

#include "base/utf.h"
#include "library/sound.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace carepress::library {
namespace {

constexpr std::size_t shortest_by_letter = 5;  ///< letters of a word that one other letter is enough to mean
constexpr std::size_t shortest = 4, longest = 40;
constexpr std::size_t shortest_of_text = 6;  ///< shorter words are looked for among the names of articles only

/// sound_of() knows how these are written.
constexpr std::string_view languages_of_sounds = R"((language : ^ "en" OR language : ^ "es"))";

bool has_figure(std::string_view word) { return word.find_first_of("0123456789") != std::string_view::npos; }

/// The letters that the words which sound like one with this beginning may begin with.
std::string beginnings_of(const std::string& first) {
    for (const std::string_view alike : {"nkgpm", "skcqzxp", "fpv", "jgz", "rw", "aeiouyh", "td", "bv"})
        if (first.size() == 1 && alike.find(first.front()) != std::string_view::npos) return std::string(alike) + first;
    return first;
}

/// A word of the index that may be meant.
struct Candidate {
    std::string word;
    std::size_t edits = 0;
    std::int64_t articles = 0;
    bool by_sound = false;

    bool operator<(const Candidate& other) const {
        return edits != other.edits ? edits < other.edits : articles > other.articles;
    }
};

/// Goes through the words of the index that begin with `first`.
void add_candidates(Database& database, const std::string& written, const std::string& first,
                    std::vector<Candidate>& candidates) {
    const std::u16string letters = to_utf16(written);
    const std::string sound = sound_of(written);
    const std::size_t most_by_sound = sound.size() < 2 ? 0 : std::min<std::size_t>(1 + letters.size() / 3, 4);
    const std::size_t most_by_letter = letters.size() < shortest_by_letter || written[0] != first[0] ? 0 : 1;
    const std::size_t most = std::max(most_by_sound, most_by_letter);
    if (most == 0) return;
    Statement near = database.prepare("SELECT term, doc FROM words WHERE term >= ?1 AND term < ?1 || char(1114111)");
    near.bind(1, first);
    while (near.step()) {
        const std::string_view term = near.text(0);
        // Of n letters, UTF-8 has n to 4 n bytes.
        if (term.size() + most < letters.size() || term.size() > 4 * (letters.size() + most)) continue;
        if (term.size() < shortest || has_figure(term) || are_opposites(written, term)) continue;
        const bool sounds_alike = most_by_sound > 0 && sound_of(term) == sound;
        const std::size_t allowed = sounds_alike ? most : most_by_letter;
        if (allowed == 0) continue;
        const std::size_t edits = edits_between(letters, to_utf16(term), allowed);
        if (edits <= allowed) candidates.push_back({std::string(term), edits, near.integer(1), edits > most_by_letter});
    }
}

}  // namespace

std::string nearest_word(Database& database, const std::string& written, const std::string& languages) {
    const std::u16string letters = to_utf16(written);
    if (letters.size() < shortest || letters.size() > longest || has_figure(written)) return {};
    const std::string first = to_utf8(std::u16string_view(letters).substr(0, 1));
    std::vector<Candidate> candidates;
    if (first.size() > 1) {
        add_candidates(database, written, first, candidates);
    } else {
        std::string tried;
        for (const char letter : beginnings_of(first)) {
            if (tried.find(letter) != std::string::npos) continue;
            tried += letter;
            add_candidates(database, written, std::string(1, letter), candidates);
        }
    }
    std::stable_sort(candidates.begin(), candidates.end());
    Statement known = database.prepare("SELECT 1 FROM texts WHERE texts MATCH ?1 LIMIT 1");
    constexpr std::size_t most_tried = 8;
    if (candidates.size() > most_tried) candidates.resize(most_tried);
    const auto is_known = [&](const Candidate& candidate, const std::string& scope) {
        std::string match = scope;
        if (candidate.by_sound) match.append(languages_of_sounds).append(" AND ");
        if (letters.size() < shortest_of_text) match += "{title synonyms keywords} : ";
        match.append("\"").append(candidate.word).append("\"");
        known.bind(1, match);
        const bool found = known.step();
        known.reset();
        return found;
    };
    // Of words that are equally near, English ones first: "astma" is nearer to nothing than to "asthma" and "asma".
    if (languages.empty())
        for (Candidate& candidate : candidates)
            if (candidate.edits == candidates.front().edits && is_known(candidate, R"((language : ^ "en") AND )"))
                return std::move(candidate.word);
    const std::string scope = languages.empty() ? "" : "(" + languages + ") AND ";
    for (Candidate& candidate : candidates)
        if (is_known(candidate, scope)) return std::move(candidate.word);
    return {};
}

std::size_t edits_between(std::u16string_view a, std::u16string_view b, std::size_t most) {
    if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
    std::vector<std::size_t> before_last, last(b.size() + 1), now(b.size() + 1);
    for (std::size_t k = 0; k <= b.size(); ++k) last[k] = k;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        std::size_t least = i;
        for (std::size_t k = 1; k <= b.size(); ++k) {
            now[k] = std::min({last[k] + 1, now[k - 1] + 1, last[k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1)});
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                now[k] = std::min(now[k], before_last[k - 2] + 1);
            least = std::min(least, now[k]);
        }
        if (least > most) return most + 1;
        before_last = last;
        std::swap(last, now);
    }
    return std::min(last[b.size()], most + 1);
}

}  // namespace carepress::library
