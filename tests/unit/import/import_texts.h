#pragma once

#include "article/write_markdown.h"
#include "import/import.h"

#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
using namespace import;

/// What import makes of a file with these bytes.
inline std::vector<ImportRecord> imported(const std::string& text, const std::string& name = "in.xml",
                                          const ImportSettings& settings = {}) {
    std::istringstream in(text);
    std::vector<ImportRecord> records;
    import_records(in, name, settings, [&](ImportRecord record) { records.push_back(std::move(record)); });
    return records;
}

inline std::string written(const ImportRecord& record) {
    return record.article ? article::write_markdown(*record.article) : "refused: " + record.refusal;
}

/// The Markdown of the only record without its front matter and its credit.
inline std::string body_of(const std::string& text, const std::string& name = "in.xml",
                           const ImportSettings& settings = {}) {
    const std::vector<ImportRecord> records = imported(text, name, settings);
    if (records.size() != 1) return std::to_string(records.size()) + " records";
    std::string out = written(records[0]);
    const std::size_t begin = out.find("\n---\n\n");
    if (begin == std::string::npos) return out;
    out.erase(0, begin + 6);
    for (const char* label : {"\nSource: ", "\nFuente: "})
        if (const std::size_t credit = out.rfind(label); credit != std::string::npos) out.erase(credit);
    return out;
}

}  // namespace carepress::test
