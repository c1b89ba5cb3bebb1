#include "article/read.h"
#include "base/error.h"
#include "library/article_facts.h"
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
#include <map>
#include <optional>

namespace carepress::library {
namespace {

/// The articles below a folder, in the order of their paths.
std::vector<std::string> article_paths(const std::string& folder) {
    std::vector<std::string> paths;
    walk_articles(folder, {[&](std::string&& path, const FileStamp&) { paths.push_back(folder + "/" + path); }});
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// The metadata of an article; nothing for a file that can't be read, which is reported when somebody asks for it by
/// name.
std::optional<article::Metadata> read_metadata(const std::string& path) {
    try {
        const Source source = read_source(path);
        Diagnostics ignored(source);
        return article::read_article(source, ignored).metadata;
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

/// One of the codes is in the file's first lines, where front matter is.
bool may_have_code(const std::string& path, std::span<const std::string> codes) {
    constexpr std::size_t enough = 4096;
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return false;
    std::array<char, enough> head;
    const ssize_t got = ::read(file, head.data(), head.size());
    ::close(file);
    const std::string_view lines(head.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    return std::any_of(codes.begin(), codes.end(),
                       [&](const std::string& code) { return lines.find(code) != std::string_view::npos; });
}

/// The articles that may have one of the codes: those of all.
std::vector<std::string> scan_for(const std::string& folder, std::span<const std::string> codes) {
    struct Candidate {
        std::string path;
        bool may_be = false;
    };
    std::vector<Candidate> all;
    for (std::string& path : article_paths(folder)) all.push_back({std::move(path)});
    for_each_in_parallel(all, std::max(1u, std::thread::hardware_concurrency()),
                         [&](Candidate& each) { each.may_be = may_have_code(each.path, codes); });
    std::vector<std::string> paths;
    for (Candidate& each : all)
        if (each.may_be) paths.push_back(std::move(each.path));
    return paths;
}

/// The same from the index that searches of this library made; nothing where there is none that can be used.
std::vector<std::string> look_up(const std::string& folder, std::span<const std::string> codes, const IndexUse& use) {
    if (use.folder.empty()) return {};
    std::vector<std::string> paths;
    try {
        const std::string file = index_in_folder(use.folder, folder);
        std::error_code error;
        if (!std::filesystem::exists(file, error)) return {};
        SearchIndex index(file, folder, true);
        constexpr std::int64_t ten_minutes = 600'000'000'000;
        if (!index.looks_fresh(use.now, ten_minutes))
            index.refresh(use.now, std::max(1u, std::thread::hardware_concurrency()));
        for (const std::string& code : codes)
            for (std::string& path : index.paths_of(code)) paths.push_back(path.insert(0, folder + "/"));
    } catch (const std::runtime_error&) {
        paths.clear();  // another process makes the index: files are read
    }
    return paths;
}

void add_entries(const std::vector<std::string>& paths, std::span<const std::string> codes,
                 std::vector<LibraryEntry>& entries) {
    for (const std::string& path : paths) {
        try {
            ArticleFacts facts = read_facts(read_source(path));
            if (std::find(codes.begin(), codes.end(), facts.code) != codes.end())
                entries.push_back({path, facts.code, facts.language, facts.title, facts.version, facts.release});
        } catch (const std::runtime_error&) {
            continue;  // reported when somebody asks for the file by name
        }
    }
}

}  // namespace

std::vector<LibraryEntry> find_translations(const std::string& folder, std::span<const std::string> codes,
                                            const IndexUse& use) {
    std::vector<LibraryEntry> entries;
    if (codes.empty()) return entries;
    add_entries(look_up(folder, codes, use), codes, entries);
    std::vector<std::string> unknown;
    for (const std::string& code : codes)
        if (std::none_of(entries.begin(), entries.end(), [&](const LibraryEntry& entry) { return entry.code == code; }))
            unknown.push_back(code);
    if (!unknown.empty()) add_entries(scan_for(folder, unknown), unknown, entries);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return entries;
}

std::vector<visit::ArticleTopics> topics_of_library(const std::string& folder) {
    std::vector<visit::ArticleTopics> all;
    std::map<std::string, std::size_t> places;
    for (const std::string& path : article_paths(folder)) {
        const auto metadata = read_metadata(path);
        if (!metadata || metadata->code.empty() || metadata->topics.empty()) continue;
        if (metadata->release.status.value_or(article::Status::approved) != article::Status::approved) continue;
        const auto [place, is_new] = places.try_emplace(metadata->code, all.size());
        if (is_new) {
            visit::ArticleTopics& one = all.emplace_back();
            one.code = metadata->code;
            one.title = metadata->title;
            for (const article::Topic& topic : metadata->topics) one.topics.push_back({topic.system, topic.code});
        }
        visit::ArticleTopics& article = all[place->second];
        const bool is_about_medicine = std::any_of(article.topics.begin(), article.topics.end(),
                                                   [](const auto& topic) { return topic.system == "RxNorm"; });
        if (!is_about_medicine) continue;
        article.names.push_back(metadata->title);
        article.names.insert(article.names.end(), metadata->synonyms.begin(), metadata->synonyms.end());
    }
    return all;
}

}  // namespace carepress::library
