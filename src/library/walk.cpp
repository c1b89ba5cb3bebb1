#include "library/walk.h"

#include "base/ascii.h"
#include "base/error.h"
#include "base/inside_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::library {
namespace {

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

/// "letter.HTML" and "letter.markdown" look like articles.
bool may_be_article(std::string_view name) {
    constexpr std::array<std::string_view, 12> endings{".md",    ".markdown", ".mdown", ".mkd", ".html", ".htm",
                                                       ".xhtml", ".txt",      ".docx",  ".odt", ".rtf",  ".doc"};
    const std::size_t dot = name.rfind('.');
    return dot != std::string_view::npos &&
           std::find(endings.begin(), endings.end(), ascii_lower(name.substr(dot))) != endings.end();
}

class Walk {
public:
    Walk(const std::string& library, const WalkEvents& events) : library_(library), events_(events) {}

    void run() {
        while (!folders_.empty() || !links_.empty()) {
            if (folders_.empty()) {
                follow();
                continue;
            }
            const std::string below = std::move(folders_.back());
            folders_.pop_back();
            look_into(below);
        }
    }

private:
    /// Links come last and in order, so that what is a folder of the library itself keeps its own path.
    void follow() {
        const std::string link = std::move(links_.extract(links_.begin()).value());
        if (is_inside_folder(library_, library_ + "/" + link))
            folders_.push_back(link + "/");
        else
            pass_over(PassedOver::linked_folder, link);
    }

    void look_into(const std::string& below) {
        std::string path = library_;
        if (!below.empty()) path += "/" + below;
        const std::unique_ptr<DIR, CloseFolder> open(::opendir(path.c_str()));
        if (!open) throw EnvironmentError("cannot read the library " + path + ": " + std::strerror(errno));
        struct stat own {};
        if (::fstat(::dirfd(open.get()), &own) != 0)
            throw EnvironmentError("cannot read the library " + path + ": " + std::strerror(errno));
        if (!seen_.emplace(own.st_dev, own.st_ino).second) return;
        if (events_.visit_folder) events_.visit_folder(below, stamp_of(own));
        for (;;) {
            errno = 0;
            const dirent* entry = ::readdir(open.get());
            if (entry == nullptr && errno != 0)
                throw EnvironmentError("cannot read the library " + path + ": " + std::strerror(errno));
            if (entry == nullptr) break;
            look_at(*entry, below, ::dirfd(open.get()));
        }
    }

    void look_at(const dirent& entry, const std::string& below, int folder) {
        const std::string_view name = entry.d_name;
        if (name.front() == '.') return;
        const bool is_article = name.ends_with(".md");
        const bool may_be_folder = entry.d_type == DT_DIR || entry.d_type == DT_LNK || entry.d_type == DT_UNKNOWN;
        const bool is_other = !is_article && may_be_article(name);
        if (!is_article && !may_be_folder && !is_other) return;
        struct stat status {};
        const auto look = [&](int flags) { return ::fstatat(folder, entry.d_name, &status, flags) == 0; };
        if (!look(AT_SYMLINK_NOFOLLOW)) return;  // gone meanwhile
        const std::string path = below + entry.d_name;
        const bool is_link = S_ISLNK(status.st_mode);
        const bool is_there = !is_link || look(0);
        if (is_link && (!is_there || S_ISDIR(status.st_mode))) {
            if (is_article && !is_there)
                pass_over(PassedOver::outside, path);
            else
                links_.insert(path);
        } else if (S_ISDIR(status.st_mode)) {
            folders_.push_back(path + "/");
        } else if (is_article && S_ISREG(status.st_mode)) {
            if (is_link && !is_inside_folder(library_, library_ + "/" + path))
                pass_over(PassedOver::outside, path);
            else
                events_.visit(std::string(path), stamp_of(status));
        } else if (is_other && S_ISREG(status.st_mode)) {
            pass_over(PassedOver::other_ending, path);
        }
    }

    void pass_over(PassedOver why, const std::string& path) const {
        if (events_.pass_over) events_.pass_over(why, path);
    }

    const std::string& library_;
    const WalkEvents& events_;
    std::vector<std::string> folders_{""};    ///< still to look into: relative, each with a slash behind it
    std::set<std::string> links_;             ///< to folders, or to nothing
    std::set<std::pair<dev_t, ino_t>> seen_;  ///< folders
};

}  // namespace

const char* reason_of(PassedOver why) {
    switch (why) {
        case PassedOver::outside:
            return "it is a symbolic link to a file outside of the library, which is not followed";
        case PassedOver::linked_folder:
            return "it is a symbolic link to a folder outside of the library, which is not followed";
        case PassedOver::other_ending:
            return "it is passed over, because articles are files that end in .md";
    }
    return "";
}

void walk_articles(const std::string& folder, const WalkEvents& events) { Walk(folder, events).run(); }

}  // namespace carepress::library
