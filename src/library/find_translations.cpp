#include "article/read.h"
#include "base/error.h"
#include "library/find.h"
#include "library/parallel.h"
#include "library/search_index.h"
#include "library/walk.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>

namespace carepress {
namespace {

/// The articles below a folder, in the order of their paths.
std::vector<std::string> article_paths(const std::string& folder) {
    std::vector<std::string> paths;
    walk_articles(folder, [&](std::string&& path, const FileStamp&) { paths.push_back(folder + "/" + path); });
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// The metadata of an article; nothing for a file that can't be read, which is reported when somebody asks for it by
/// name.
std::optional<Metadata> read_metadata(const std::string& path) {
    try {
        const Source source = read_source(path);
        Diagnostics ignored(source);
        return read_article(source, ignored).metadata;
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

/// The code stands in the file's first lines, where front matter is.
bool may_have_code(const std::string& path, const std::string& code) {
    constexpr std::size_t enough = 4096;
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    std::array<char, enough> head;
    const ssize_t got = ::read(file, head.data(), head.size());
    ::close(file);
    return got > 0 && std::string_view(head.data(), static_cast<std::size_t>(got)).find(code) != std::string_view::npos;
}

/// The articles that may have the code: those of all.
std::vector<std::string> scan_for(const std::string& folder, const std::string& code) {
    struct Candidate {
        std::string path;
        bool may_be = false;
    };
    std::vector<Candidate> all;
    for (std::string& path : article_paths(folder)) all.push_back({std::move(path)});
    for_each_in_parallel(all, std::max(1u, std::thread::hardware_concurrency()),
                         [&](Candidate& each) { each.may_be = may_have_code(each.path, code); });
    std::vector<std::string> paths;
    for (Candidate& each : all)
        if (each.may_be) paths.push_back(std::move(each.path));
    return paths;
}

/// The same from the index that searches of this library made; nothing where there is none that can be used.
std::vector<std::string> look_up(const std::string& folder, const std::string& code, std::int64_t now) {
    std::vector<std::string> paths;
    try {
        const std::string file = default_index(folder);
        std::error_code error;
        if (!std::filesystem::exists(file, error)) return {};
        SearchIndex index(file, folder, true);
        constexpr std::int64_t ten_minutes = 600'000'000'000;
        if (!index.looks_fresh(now, ten_minutes)) index.refresh(now, std::max(1u, std::thread::hardware_concurrency()));
        paths = index.paths_of(code);
        for (std::string& path : paths) path.insert(0, folder + "/");
    } catch (const std::runtime_error&) {
        paths.clear();  // no place for an index, or another process makes it: files are read
    }
    return paths;
}

std::vector<LibraryEntry> entries_of(const std::vector<std::string>& paths, const std::string& code) {
    std::vector<LibraryEntry> entries;
    for (const std::string& path : paths)
        if (const auto metadata = read_metadata(path); metadata && metadata->code == code)
            entries.push_back({path, metadata->code, metadata->language, metadata->title, metadata->version});
    return entries;
}

}  // namespace

std::vector<LibraryEntry> find_translations(const std::string& folder, const std::string& code, std::int64_t now) {
    std::vector<LibraryEntry> entries = entries_of(look_up(folder, code, now), code);
    return entries.empty() ? entries_of(scan_for(folder, code), code) : entries;
}

std::vector<ArticleTopics> topics_of_library(const std::string& folder) {
    std::vector<ArticleTopics> all;
    std::set<std::string> known;
    for (const std::string& path : article_paths(folder)) {
        const auto metadata = read_metadata(path);
        if (!metadata || metadata->code.empty() || metadata->topics.empty()) continue;
        if (!known.insert(metadata->code).second) continue;
        ArticleTopics one{metadata->code, metadata->title, {}};
        for (const Topic& topic : metadata->topics) one.topics.push_back({topic.system, topic.code});
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace carepress
