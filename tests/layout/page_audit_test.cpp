// The page audit: what goes wrong on pages, counted from what the layout engine puts on them, without pixels. The
// counts are held in goldens/page_audit.txt and may only fall. CAREPRESS_AUDIT=whole prints those of the whole library
// in every layout and holds nothing.
#include "page_audit.h"

#include "bless.h"
#include "template_pages.h"

#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <map>
#include <sstream>

namespace carepress::test {
namespace {

const char* const layouts[] = {"letter",     "a4",         "large-print", "large-print-cclvi",
                               "two-column", "teach-back", "fridge-sheet"};

/// The articles that are audited: all kinds of blocks are in them. New articles and translations change no count.
struct Audited {
    const char* language;
    std::vector<const char*> slugs;
};
const std::vector<const char*> few = {"back-pain-and-intimacy"};
const std::vector<const char*> six = {"allergic-reaction", "back-pain-and-intimacy", "chest-pain",
                                      "fever-in-children", "high-blood-pressure",    "low-blood-sugar"};
const std::vector<const char*> many = {"allergic-reaction",
                                       "asthma-when-to-get-help",
                                       "back-pain-and-intimacy",
                                       "chest-pain",
                                       "concussion",
                                       "copd",
                                       "cuts-and-stitches",
                                       "depression",
                                       "fever-in-children",
                                       "flu",
                                       "heart-failure-zones",
                                       "high-blood-pressure",
                                       "kidney-stones",
                                       "low-blood-sugar",
                                       "sprained-ankle",
                                       "taking-warfarin",
                                       "preventing-falls",
                                       "vomiting-and-diarrhea"};
const Audited audited[] = {{"en", many}, {"es", many}, {"ar", six}, {"fr", six},     {"hi", six},
                           {"ja", few},  {"km", few},  {"ru", six}, {"zh-Hans", six}};

std::string number_called(const std::string& language) {
    return resources().brand("default").brand->texts_for(language).emergency_number;
}

using Table = std::map<std::string, AuditCounts>;

void add(Table& table, const std::string& row, const std::string& path, const std::string& layout,
         const std::string& language, engine::Workspace& workspace) {
    const LaidOutArticle laid_out = lay_out_article(path, layout, "default", workspace);
    if (laid_out.refused) return;
    const AuditCounts counts =
        audit(laid_out.document, *loaded({layout, "default"}).stylesheet, language, to_utf16(number_called(language)));
    AuditCounts& sums = table[row];
    for (std::size_t i = 0; i < finding_count; ++i) sums[i] += counts[i];
}

/// What is said of an article on each line: "letter en: emergency-split 0, ..."
std::string write(const Table& table) {
    std::ostringstream out;
    for (const auto& [row, counts] : table) {
        out << row << ":";
        for (std::size_t i = 0; i < finding_count; ++i)
            out << (i > 0 ? ", " : " ") << name_of(static_cast<Finding>(i)) << " " << counts[i];
        out << "\n";
    }
    return out.str();
}

Table read(const std::string& path) {
    Table table;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        const std::size_t colon = line.find(':');
        if (line.empty() || line.front() == '#' || colon == std::string::npos) continue;
        AuditCounts& counts = table[line.substr(0, colon)];
        std::istringstream words(line.substr(colon + 1));
        std::string name, number;
        for (std::size_t i = 0; i < finding_count && words >> name >> number; ++i) counts[i] = std::stoi(number);
    }
    return table;
}

std::string counts_file() { return project("tests/layout/goldens/page_audit.txt"); }

/// How far a count may be over the held one, since texts of articles change. A first page without the emergency number
/// does not depend on the text.
int slack(Finding finding, int held) { return finding == Finding::emergency_unnamed && held == 0 ? 0 : 1 + held / 20; }

/// CAREPRESS_AUDIT=raise with CAREPRESS_BLESS=1: what rose for a good reason is held from now on. Without it only what
/// fell is.
bool may_rise() {
    const char* set = std::getenv("CAREPRESS_AUDIT");
    return is_blessing() && set != nullptr && std::string_view(set) == "raise";
}

TEST(PageAudit, CountsOnlyFall) {
    engine::Workspace workspace(resources());
    Table now;
    for (const std::string layout : layouts)
        for (const auto& [language, slugs] : audited)
            for (const std::string slug : slugs) {
                const std::string path = project("articles/" + std::string(language) + "/" + slug + ".md");
                add(now, layout + " " + language, path, layout, language, workspace);
            }
    std::cout << write(now);
    const Table held = read(counts_file());
    Table lowest = now;
    for (auto& [row, counts] : lowest) {
        const auto before = held.find(row);
        EXPECT_TRUE(is_blessing() || before != held.end()) << row;
        for (std::size_t i = 0; before != held.end() && i < finding_count; ++i) {
            const auto finding = static_cast<Finding>(i);
            if (may_rise()) continue;
            EXPECT_LE(counts[i], before->second[i] + slack(finding, before->second[i]))
                << row << ": more " << name_of(finding) << " than tests/layout/goldens/page_audit.txt holds";
            counts[i] = std::min(counts[i], before->second[i]);
        }
    }
    EXPECT_GE(now.size(), std::size(layouts) * 8);
    if (!is_blessing()) return;
    std::ofstream(counts_file())
        << "# Faults and pages by layout and language over the articles of page_audit_test.cpp. "
           "Counts may only fall.\n"
        << write(lowest);
}

/// Pages made by hand, line by line.
class Pages {
public:
    Pages() : stylesheet_(*loaded({"letter", "default"}).stylesheet) {
        document_.page_size = stylesheet_.page;
        document_.tags.nodes.emplace_back().role = handout::TagRole::document;
    }
    text::NodeId node(handout::TagRole role, text::NodeId parent = 0) {
        document_.tags.nodes.emplace_back().role = role;
        document_.tags.nodes.back().parent = parent;
        return static_cast<text::NodeId>(document_.tags.nodes.size() - 1);
    }
    void turn() {
        document_.pages.emplace_back();
        y_ = body().y;
    }
    void say(std::u16string_view text, text::NodeId node, Color color = {}) {
        y_ += points(16);
        GlyphRun run;
        run.origin = {body().x, y_};
        run.size = points(12);
        run.color = color;
        run.text_begin = static_cast<std::uint32_t>(document_.text.size());
        document_.text += text;
        run.text_end = static_cast<std::uint32_t>(document_.text.size());
        document_.pages.back().items.push_back({node, run});
    }
    void skip_to_foot() { y_ = body().bottom() - points(40); }
    void rule(Length below) {
        document_.pages.back().rules.push_back({{body().x, y_ + below, body().width, points(1)}, {}});
    }
    const style::Stylesheet& stylesheet() const { return stylesheet_; }
    int count(Finding finding) {
        document_.parts = {{0, static_cast<std::uint32_t>(document_.pages.size()), 1}};
        return audit(document_, stylesheet_, "en", u"911")[static_cast<std::size_t>(finding)];
    }

private:
    Rectangle body() const {
        return stylesheet_.body_frame(static_cast<std::uint32_t>(document_.pages.size() - 1)).box;
    }
    style::Stylesheet stylesheet_;
    PagedDocument document_;
    Length y_;
};

TEST(PageAudit, CountsWhatStandsAtTheFootOfAPage) {
    Pages pages;
    const text::NodeId section = pages.node(handout::TagRole::section);
    const text::NodeId heading = pages.node(handout::TagRole::heading_2, section);
    const text::NodeId paragraph = pages.node(handout::TagRole::paragraph, section);
    pages.turn();
    pages.say(u"Call 911 now.", paragraph);
    EXPECT_EQ(pages.count(Finding::blank_foot), 0);  // the last page
    pages.turn();
    pages.say(u"More.", paragraph);
    EXPECT_EQ(pages.count(Finding::blank_foot), 1);
    pages.skip_to_foot();
    pages.say(u"Call if:", paragraph);
    EXPECT_EQ(pages.count(Finding::lead_in_alone), 0);
    pages.turn();
    pages.say(u"Your leg is cold.", paragraph);
    EXPECT_EQ(pages.count(Finding::lead_in_alone), 1);
    EXPECT_EQ(pages.count(Finding::blank_foot), 1);
    EXPECT_EQ(pages.count(Finding::heading_alone), 0);
    pages.skip_to_foot();
    pages.say(u"When should you call?", heading);
    pages.say(u"One line.", paragraph);
    pages.turn();
    EXPECT_EQ(pages.count(Finding::heading_alone), 1);
    EXPECT_EQ(pages.count(Finding::emergency_unnamed), 0);
    EXPECT_EQ(pages.count(Finding::pages), 4);
}

TEST(PageAudit, CountsLinesAndRules) {
    Pages pages;
    const text::NodeId paragraph = pages.node(handout::TagRole::paragraph);
    pages.turn();
    pages.say(u"Rest for 10", paragraph);
    pages.say(u"minutes, or for 2 to", paragraph);
    pages.say(u"4 hours.", paragraph);
    EXPECT_EQ(pages.count(Finding::unit_parted), 2);
    EXPECT_EQ(pages.count(Finding::emergency_unnamed), 1);
    pages.say(std::u16string(72, u'a'), paragraph);
    EXPECT_EQ(pages.count(Finding::long_line), 0);
    pages.say(std::u16string(73, u'a'), paragraph);
    EXPECT_EQ(pages.count(Finding::long_line), 1);
    pages.rule(points(9));
    EXPECT_EQ(pages.count(Finding::text_near_rule), 0);
    pages.rule(points(1));  // an underline
    EXPECT_EQ(pages.count(Finding::text_near_rule), 0);
    pages.rule(points(6));
    EXPECT_EQ(pages.count(Finding::text_near_rule), 1);
}

TEST(PageAudit, CountsBoxesThatWouldStandOnOnePage) {
    Pages pages;
    const text::NodeId section = pages.node(handout::TagRole::section);
    const text::NodeId heading = pages.node(handout::TagRole::heading_3, section);
    const text::NodeId text = pages.node(handout::TagRole::paragraph, section);
    const auto color = [&](style::BlockRole role) { return pages.stylesheet().block(role).text.color; };
    pages.turn();
    pages.say(u"Emergency: call 911", heading, color(style::BlockRole::callout_heading_emergency));
    pages.say(u"One sign.", text);
    EXPECT_EQ(pages.count(Finding::emergency_split), 0);
    pages.turn();
    pages.say(u"Another sign.", text);
    EXPECT_EQ(pages.count(Finding::emergency_split), 1);
    EXPECT_EQ(pages.count(Finding::box_split), 0);
    for (int i = 0; i < 40; ++i) pages.say(u"More than a page holds.", text);
    EXPECT_EQ(pages.count(Finding::emergency_split), 0);
}

TEST(PageAudit, WholeLibrary) {
    const char* wanted = std::getenv("CAREPRESS_AUDIT");
    if (wanted == nullptr || std::string_view(wanted) != "whole") GTEST_SKIP() << "CAREPRESS_AUDIT=whole prints it";
    engine::Workspace workspace(resources());
    Table table;
    for (const std::string& layout : layout_names())
        for (const std::string& path : sample_articles()) {
            const std::string language = std::filesystem::path(path).parent_path().filename().string();
            add(table, layout + " " + language, path, layout, language, workspace);
        }
    const std::string written = write(table);
    for (const std::string& layout : layout_names()) EXPECT_NE(written.find(layout), std::string::npos) << layout;
    std::cout << written;
}

}  // namespace
}  // namespace carepress::test
