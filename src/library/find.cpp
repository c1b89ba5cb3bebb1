#include "library/find.h"

#include "library/article_facts.h"
#include "library/parallel.h"
#include "library/walk.h"

#include <stdexcept>

namespace carepress::library {

std::vector<LibraryEntry> scan_library(const std::string& folder) {
    std::vector<LibraryEntry> entries;
    walk_articles(folder, {[&](std::string&& path, const FileStamp&) {
                      entries.push_back({folder + "/" + path, "", "", ""});
                  }});
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    for_each_in_parallel(entries, std::max(1u, std::thread::hardware_concurrency()), [](LibraryEntry& entry) {
        try {
            ArticleFacts facts = read_facts(read_source(entry.path));
            entry.code = std::move(facts.code);
            entry.language = std::move(facts.language);
            entry.title = std::move(facts.title);
            entry.version = std::move(facts.version);
            entry.release = std::move(facts.release);
        } catch (const std::runtime_error&) {
            entry.code.clear();  // a file that can't be read is reported when somebody asks for it by name
        }
    });
    std::erase_if(entries, [](const LibraryEntry& entry) { return entry.code.empty(); });
    return entries;
}

}  // namespace carepress::library
