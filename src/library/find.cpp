#include "library/find.h"

#include "article/read.h"
#include "base/error.h"

#include <algorithm>
#include <filesystem>

namespace carepress {
namespace fs = std::filesystem;

std::vector<LibraryEntry> scan_library(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
         entry.increment(error))
        if (entry->is_regular_file() && entry->path().extension() == ".md") paths.push_back(entry->path().string());
    if (error) throw EnvironmentError("cannot read the library " + folder + ": " + error.message());
    std::sort(paths.begin(), paths.end());

    std::vector<LibraryEntry> entries;
    for (const std::string& path : paths) {
        try {
            const Source source = read_source(path);
            Diagnostics ignored(source);
            const Article article = read_article(source, ignored);
            if (!article.metadata.code.empty())
                entries.push_back({path, article.metadata.code, article.metadata.language, article.metadata.title});
        } catch (const std::runtime_error&) {
            continue;  // a file that can't be read is reported when somebody asks for it by name
        }
    }
    return entries;
}

}  // namespace carepress
