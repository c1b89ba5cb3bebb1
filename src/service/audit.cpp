#include "service/audit.h"

#include "base/digest.h"
#include "base/error.h"
#include "visit/record_time.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace carepress::service {
namespace {

std::string line_of(const GivenHandout& given) {
    using Json = nlohmann::ordered_json;
    Json articles = Json::array();
    for (const GivenArticle& article : given.articles)
        articles.push_back({{"code", article.code}, {"language", article.language}, {"version", article.version}});
    const Json json{{"time", visit::instant_text(given.time.time_since_epoch().count())},
                    {"subject", given.subject},
                    {"visit", given.visit},
                    {"articles", articles},
                    {"language", given.language},
                    {"layout", given.layout},
                    {"brand", given.brand},
                    {"note", given.has_note},
                    {"pages", given.pages},
                    {"sha256", hex(sha256(given.pdf))}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Audit::Audit(std::string path) : path_(std::move(path)) {
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
    const std::string line = line_of(given);
    const std::lock_guard lock(mutex_);
    if (!is_still_there()) open();
    // One write at the end of the file is not mixed with those of others.
    if (::write(file_.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        throw EnvironmentError("can't write the audit " + path_ + ": " + std::strerror(errno));
}

}  // namespace carepress::service
