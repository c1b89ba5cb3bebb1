#include "library/walk.h"

#include "base/error.h"
#include "base/inside_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::library {
namespace {

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

void walk_articles(const std::string& folder, const std::function<void(std::string&&, const FileStamp&)>& visit,
                   const std::function<void(const std::string&, const FileStamp&)>& visit_folder,
                   const std::function<void(const std::string&)>& pass_over) {
    std::vector<std::string> folders{""};  // relative to `folder`, each with a slash behind it
    while (!folders.empty()) {
        const std::string below = std::move(folders.back());
        folders.pop_back();
        std::string path = folder;
        if (!below.empty()) path += '/';
        path += below;
        const std::unique_ptr<DIR, CloseFolder> open(::opendir(path.c_str()));
        if (!open) throw EnvironmentError("cannot read the library " + path + ": " + std::strerror(errno));
        struct stat own {};
        if (visit_folder && ::fstat(::dirfd(open.get()), &own) == 0) visit_folder(below, stamp_of(own));
        for (;;) {
            errno = 0;
            const dirent* entry = ::readdir(open.get());
            if (entry == nullptr && errno != 0)
                throw EnvironmentError("cannot read the library " + path + ": " + std::strerror(errno));
            if (entry == nullptr) break;
            const std::string_view name = entry->d_name;
            if (name.front() == '.') continue;
            const bool is_article = name.ends_with(".md");
            if (!is_article && entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN) continue;
            struct stat status {};
            const auto look = [&](int flags) {
                return ::fstatat(::dirfd(open.get()), entry->d_name, &status, flags) == 0;
            };
            if (!look(AT_SYMLINK_NOFOLLOW)) continue;  // gone meanwhile
            if (is_article && S_ISLNK(status.st_mode)) {
                if (!look(0)) continue;
                if (!is_inside_folder(folder, path + "/" + entry->d_name)) {
                    if (pass_over) pass_over(below + entry->d_name);
                    continue;
                }
            }
            if (S_ISDIR(status.st_mode))
                folders.push_back((below + entry->d_name).append("/"));
            else if (is_article && S_ISREG(status.st_mode))
                visit(below + entry->d_name, stamp_of(status));
        }
    }
}

}  // namespace carepress::library
