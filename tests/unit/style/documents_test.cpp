#include "base/source.h"
#include "template_testing.h"

#include <algorithm>
#include <set>

namespace carepress::test {
using namespace style;
namespace {

/// The rows under each "<!-- keys: … -->" of a document.
std::map<std::string, std::vector<std::string>> tables_of(const std::string& path) {
    std::map<std::string, std::vector<std::string>> tables;
    std::ifstream document(path);
    std::string line, kind;
    const std::string mark = "<!-- keys: ";
    while (std::getline(document, line)) {
        if (line.rfind(mark, 0) == 0) {
            kind = line.substr(mark.size(), line.size() - mark.size() - 4);
            tables[kind];
        } else if (line.rfind("| `", 0) == 0) {
            tables[kind].push_back(line);
        } else if (line.rfind("|", 0) != 0) {
            kind.clear();
        }
    }
    return tables;
}

std::string row_of(const KeyDescription& key) {
    return "| `" + std::string(key.name) + "` | " + std::string(key.type) + " | " + std::string(key.standard) + " | " +
           std::string(key.meaning) + " |";
}

/// Every key that the reader knows is in the documents with its type, default and meaning, in the reader's order,
/// and no other key does.
TEST(Documents, SayWhatTheReaderKnows) {
    std::map<std::string, std::vector<std::string>> documented = tables_of(source_folder + "/docs/layouts.md");
    documented.merge(tables_of(source_folder + "/docs/brands.md"));
    std::map<std::string, std::vector<std::string>> known;
    for (const KeyDescription& key : describe_keys()) known[key.kind].push_back(row_of(key));
    for (const auto& [kind, rows] : known) EXPECT_EQ(documented[kind], rows) << "under \"" << kind << "\"";
    for (const auto& [kind, rows] : documented) EXPECT_TRUE(known.count(kind)) << "\"" << kind << "\" is not a mapping";
}

TEST(Documents, NameEveryRole) {
    const std::string text = read_source(source_folder + "/docs/layouts.md").bytes;
    for (std::size_t i = 0; i < block_role_count; ++i) {
        EXPECT_TRUE(contains(text, "`" + std::string(name_of(static_cast<BlockRole>(i))) + "`")) << i;
    }
    for (std::size_t i = 0; i < inline_role_count; ++i) {
        EXPECT_TRUE(contains(text, "`" + std::string(name_of(static_cast<InlineRole>(i))) + "`")) << i;
    }
    for (std::size_t i = 0; i < frame_role_count; ++i) {
        EXPECT_TRUE(contains(text, "`" + std::string(name_of(static_cast<FrameRole>(i))) + "`")) << i;
    }
}

TEST(Documents, StandardBreakCostsAreThoseOfTheReader) {
    const BreakCosts costs;
    const std::map<std::string_view, int> values = {{"split-callout", costs.split_callout},
                                                    {"split-emergency", costs.split_emergency},
                                                    {"split-figure-caption", costs.split_figure_caption},
                                                    {"widow-orphan", costs.widow_orphan},
                                                    {"after-heading", costs.after_heading},
                                                    {"split-list-item", costs.split_list_item},
                                                    {"between-items", costs.between_items},
                                                    {"between-blocks", costs.between_blocks},
                                                    {"short-last-page", costs.short_last_page},
                                                    {"short-last-page-lines", costs.short_last_page_lines}};
    for (const Key<BreakCosts>& key : break_keys()) {
        EXPECT_EQ(key.standard, std::to_string(values.at(key.name))) << key.name;
    }
}

TEST(KnownKeys, AreUniqueAndNamedByFile) {
    const std::vector<std::string> keys = known_keys();
    EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), keys.size());
    const auto has = [&](const char* key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
    EXPECT_TRUE(has("layout: page.width"));
    EXPECT_TRUE(has("layout: blocks.<block>.space-before"));
    EXPECT_TRUE(has("brand: texts.<language>.telephone"));
}

}  // namespace
}  // namespace carepress::test
