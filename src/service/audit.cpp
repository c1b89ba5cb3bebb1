#include "service/audit.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/json_text.h"
#include "base/secret_file.h"
#include "visit/record_time.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

namespace carepress::service {
namespace {

constexpr std::size_t shortest_key = 32, longest_key = 4'096;

std::string line_of(const GivenHandout& given, const std::string& key) {
    using Json = nlohmann::ordered_json;
    Json articles = Json::array();
    for (const GivenArticle& article : given.articles)
        articles.push_back({{"code", article.code}, {"language", article.language}, {"version", article.version}});
    Json json{{"time", visit::instant_text(given.time.time_since_epoch().count())}, {"subject", given.subject}};
    if (!given.encounter.empty() && !key.empty()) json["encounter"] = hex(hmac_sha256(key, given.encounter));
    json.update({{"articles", articles},
                 {"language", given.language},
                 {"layout", given.layout},
                 {"brand", given.brand},
                 {"note", given.has_note},
                 {"pages", given.pages},
                 {"sha256", hex(sha256(given.pdf))}});
    return json_text(json) + "\n";
}

}  // namespace

std::string read_audit_key(const std::string& path) {
    if (path.empty()) return {};
    constexpr std::string_view what = "the key of the audit";
    std::string key = read_secret_file(path, what, longest_key);
    if (key.size() < shortest_key)
        refuse_secret_file(path, what, "it has fewer than 32 bytes: openssl rand -hex 32 makes a key");
    return key;
}

Audit::Audit(std::string path, std::string key) : path_(std::move(path)), key_(std::move(key)) {
    if (is_kept()) open();
}

void Audit::open() {
    file_ = Descriptor(::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file_) throw EnvironmentError("can't open the audit " + path_ + ": " + std::strerror(errno));
}

bool Audit::is_still_there() const {
    struct stat open {
    }, named{};
    return ::fstat(file_.get(), &open) == 0 && ::stat(path_.c_str(), &named) == 0 && open.st_ino == named.st_ino &&
           open.st_dev == named.st_dev;
}

void Audit::add(const GivenHandout& given) {
    if (!is_kept()) return;
    const std::string line = line_of(given, key_);
    const std::lock_guard lock(mutex_);
    if (!is_still_there()) open();
    // One write at the end of the file is not mixed with those of others.
    if (::write(file_.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        throw EnvironmentError("can't write the audit " + path_ + ": " + std::strerror(errno));
}

}  // namespace carepress::service
