#include "article/read.h"
#include "base/error.h"
#include "library/find.h"
#include "library/walk.h"

#include <algorithm>
#include <cstdio>
#include <memory>
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
    const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return false;
    std::string head(enough, '\0');
    head.resize(std::fread(head.data(), 1, head.size(), file.get()));
    return head.find(code) != std::string::npos;
}

}  // namespace

std::vector<LibraryEntry> find_translations(const std::string& folder, const std::string& code) {
    std::vector<LibraryEntry> entries;
    for (const std::string& path : article_paths(folder)) {
        if (!may_have_code(path, code)) continue;
        if (const auto metadata = read_metadata(path); metadata && metadata->code == code)
            entries.push_back({path, metadata->code, metadata->language, metadata->title, metadata->version});
    }
    return entries;
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
