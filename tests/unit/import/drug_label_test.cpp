// Drug labels (SPL): each rule of reading one, on a label that has just that.
#include "import_texts.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace import;
namespace {

constexpr const char* set_id = "12345678-9abc-def0-1234-56789abcdef0";

std::string section(const std::string& code, const std::string& inner) {
    return "<component><section><code code=\"" + code + "\"/>" + inner + "</section></component>";
}

std::string product(const std::string& name, const std::string& generic = "") {
    return section("48780-1",
                   "<subject><manufacturedProduct><manufacturedProduct><name>" + name + "</name>" +
                       (generic.empty() ? "" : "<genericMedicine><name>" + generic + "</name></genericMedicine>") +
                       "</manufacturedProduct></manufacturedProduct></subject>");
}

std::string label(const std::string& sections, const std::string& head = "", const std::string& type = "34391-3") {
    return "<?xml version=\"1.0\"?><document xmlns=\"urn:hl7-org:v3\"><code code=\"" + type + "\"/><setId root=\"" +
           set_id + "\"/>" + head + "<component><structuredBody>" + sections +
           "</structuredBody></component></document>";
}

std::string guide(const std::string& text, const std::string& title = "") {
    return label(product("Medidol") + section("42231-1", title + "<text>" + text + "</text>"));
}

struct Part {
    const char *name, *spl, *markdown;
};
void PrintTo(const Part& row, std::ostream* out) { *out << row.name; }

class NarrativeParts : public testing::TestWithParam<Part> {};

TEST_P(NarrativeParts, keep_their_form) { EXPECT_EQ(body_of(guide(GetParam().spl)), GetParam().markdown); }

/// HL7 CDA R2, 4.3.5.
INSTANTIATE_TEST_SUITE_P(
    All, NarrativeParts,
    testing::Values(
        Part{"paragraph", "<paragraph>One.</paragraph><paragraph>Two.</paragraph>", "One.\n\nTwo.\n"},
        Part{"plain", "One &lt; two &amp; three.", "One < two & three.\n"},
        Part{"cdata", "<paragraph><![CDATA[One.]]></paragraph>", "One.\n"},
        Part{"bold", "<paragraph>A <content styleCode=\"Bold\">b</content> c.</paragraph>", "A **b** c.\n"},
        Part{"italic", "<paragraph>A <content styleCode=\"italics\">b</content> c.</paragraph>", "A *b* c.\n"},
        Part{"emphasis", "<paragraph>A <content styleCode=\"Emphasis\">b</content> c.</paragraph>", "A *b* c.\n"},
        Part{"bold_italic", "<paragraph>A <content styleCode=\"bold italics\">b</content> c.</paragraph>",
             "A **_b_** c.\n"},
        Part{"no_style", "<paragraph>A <content>b</content> c.</paragraph>", "A b c.\n"},
        Part{"list", "<list><item>a</item><item>b</item></list>", "- a\n- b\n"},
        Part{"ordered", "<list listType=\"ordered\"><item>a</item><item>b</item></list>", "1. a\n2. b\n"},
        Part{"unordered", "<list listType=\"unordered\"><item>a</item><item>b</item></list>", "- a\n- b\n"},
        Part{"list_as_an_item", "<list><item><list><item>a</item></list></item><item>b</item></list>", "- - a\n- b\n"},
        Part{"list_caption", "<list><caption>These:</caption><item>a</item><item>b</item></list>",
             "**These:**\n\n- a\n- b\n"},
        Part{"list_caption_after_text", "One.<list><caption>These:</caption><item>a</item><item>b</item></list>",
             "One.\n\n**These:**\n\n- a\n- b\n"},
        Part{"paragraph_caption", "<paragraph><caption>Note</caption>Rest.</paragraph>", "**Note** Rest.\n"},
        Part{"table_caption", "<table><caption>Doses</caption><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
             "<table><caption>Doses</caption><tbody><tr><td>1</td><td>2</td></tr></tbody></table>\n"},
        Part{"table",
             "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
             "| A | B |\n|---|---|\n| 1 | 2 |\n"},
        Part{"aligned",
             "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td "
             "align=\"right\">2</td></tr></tbody></table>",
             "<table><thead><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead><tbody><tr><td>1</td><td "
             "align=\"right\">2</td></tr></tbody></table>\n"},
        Part{"break_", "<paragraph>a<br/>b</paragraph>", "a\\\nb\n"},
        Part{"raised", "<paragraph>10<sup>9</sup> H<sub>2</sub>O</paragraph>", "10<sup>9</sup> H<sub>2</sub>O\n"},
        Part{"registered", "<paragraph>A<sup>®</sup> B<sup>™</sup> C<sup> © </sup></paragraph>", "A® B™ C ©\n"},
        Part{"footnote", "<paragraph>a<footnote>b</footnote></paragraph>", "a (b)\n"},
        Part{"strong_heading",
             "<paragraph><content styleCode=\"bold\">Who</content></paragraph><paragraph>You.</paragraph>",
             "## Who\n\nYou.\n"},
        Part{"unknown_element", "<paragraph>a <unknown>b</unknown> c</paragraph>", "a b c\n"},
        Part{"bullets_first", "<paragraph>• a • b</paragraph>", "- a\n- b\n"},
        Part{"namespace_prefix",
             "<v3:paragraph xmlns:v3=\"urn:hl7-org:v3\">a</v3:paragraph><v3:paragraph "
             "xmlns:v3=\"urn:hl7-org:v3\">b</v3:paragraph>",
             "a\n\nb\n"},
        Part{"bullets", "<paragraph>Take: • a • b</paragraph>", "Take:\n\n- a\n- b\n"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(DrugLabels, keep_links_to_the_web_alone) {
    ImportSettings keep;
    keep.keep_links = true;
    EXPECT_EQ(body_of(guide("<paragraph>See <linkHtml href=\"https://a.org/x\">a</linkHtml>, <linkHtml "
                            "href=\"http://b.org/x\">b</linkHtml>, <linkHtml href=\"#c\">c</linkHtml>.</paragraph>"),
                      "in.xml", keep),
              "See [a](https://a.org/x), [b](http://b.org/x), c.\n");
}

struct Guide {
    const char *loinc, *title;
};
void PrintTo(const Guide& row, std::ostream* out) { *out << row.loinc; }

class Guides : public testing::TestWithParam<Guide> {};

TEST_P(Guides, are_articles_with_a_title) {
    const auto records =
        imported(label(product("Medidol") + section(GetParam().loinc, "<text><paragraph>Text.</paragraph></text>")));
    ASSERT_EQ(records.size(), 1U);
    ASSERT_TRUE(records[0].article) << records[0].refusal;
    EXPECT_EQ(records[0].article->metadata.title, "Medidol: " + std::string(GetParam().title));
}

INSTANTIATE_TEST_SUITE_P(All, Guides,
                         testing::Values(Guide{"42231-1", "Medication Guide"}, Guide{"42230-3", "Patient Information"},
                                         Guide{"59845-8", "Instructions for Use"}));

TEST(DrugLabels, name_a_guide_by_its_own_title_in_title_case) {
    const auto title_of = [](const std::string& title) {
        const auto records = imported(guide("<paragraph>Text.</paragraph>", "<title>" + title + "</title>"));
        return records.at(0).article ? records[0].article->metadata.title : records[0].refusal;
    };
    EXPECT_EQ(title_of("PATIENT INFORMATION"), "Medidol: Patient Information");
    EXPECT_EQ(title_of("HOW-TO USE"), "Medidol: How-To Use");
    EXPECT_EQ(title_of("PATIENT<br/>INFORMATION"), "Medidol: Patient Information");
    EXPECT_EQ(title_of("\n  PATIENT\n  INFORMATION\n"), "Medidol: Patient Information");
    EXPECT_EQ(title_of("DOZE WARNING"), "Medidol: Doze Warning");
    EXPECT_EQ(title_of("Patient INFORMATION"), "Medidol: Patient INFORMATION");
    EXPECT_EQ(title_of("FAQS"), "Medidol: FAQS") << "four letters may be an abbreviation";
    EXPECT_EQ(title_of("FACTS"), "Medidol: Facts");
}

TEST(DrugLabels, number_the_guides_of_one_label) {
    const std::string text = "<text><paragraph>Text.</paragraph></text>";
    const auto records = imported(
        label(product("Medidol") + section("42231-1", text) + section("42230-3", text) + section("99999-9", text)));
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].article->metadata.code, "SPL-123456789abc");
    EXPECT_EQ(records[1].article->metadata.code, "SPL-123456789abc-2");
}

TEST(DrugLabels, say_what_they_are_of) {
    const auto metadata_of = [](const std::string& head, const std::string& products) {
        const auto records =
            imported(label(products + section("42231-1", "<text><paragraph>Text.</paragraph></text>"), head));
        EXPECT_TRUE(records.at(0).article) << records[0].refusal;
        return records[0].article ? records[0].article->metadata : article::Metadata{};
    };
    const article::Metadata whole = metadata_of(
        "<effectiveTime value=\"20140113\"/><versionNumber value=\"11\"/><author><assignedEntity>"
        "<representedOrganization><name>Maker Inc</name></representedOrganization></assignedEntity></author>",
        product("MEDIDOL", "Medidolin") + product("Medidol Forte", "medidolin") + product("medidol", "MEDIDOL"));
    EXPECT_EQ(whole.updated, "2014-01-13");
    EXPECT_EQ(whole.version, "11");
    EXPECT_EQ(whole.title, "Medidol: Medication Guide");
    EXPECT_EQ(whole.synonyms, (std::vector<std::string>{"Medidol Forte", "Medidolin"}));
    EXPECT_EQ(whole.source, "Maker Inc, drug label");
    EXPECT_EQ(whole.language, "en");
    const article::Metadata bare = metadata_of("", "");
    EXPECT_EQ(bare.updated, "");
    EXPECT_EQ(bare.title, std::string(set_id) + ": Medication Guide");
    EXPECT_EQ(bare.source, "drug label");
    EXPECT_EQ(metadata_of("<effectiveTime value=\"2014011\"/>", "").updated, "");
    EXPECT_EQ(metadata_of("<effectiveTime value=\"20141399\"/>", "").updated, "");
    EXPECT_EQ(metadata_of("<effectiveTime value=\"201401131200\"/>", "").updated, "2014-01-13");
}

TEST(DrugLabels, over_the_counter_are_drug_facts_without_the_package) {
    const std::string sections =
        product("Medidol") + section("55106-9", "<title>Uses</title><text><paragraph>For pain.</paragraph></text>") +
        section("51945-4", "<title>Package</title><text><paragraph>Front.</paragraph></text>");
    const auto records = imported(label(sections, "", "34390-5"));
    ASSERT_EQ(records.size(), 1U);
    ASSERT_TRUE(records[0].article) << records[0].refusal;
    EXPECT_EQ(records[0].article->metadata.title, "Medidol: Drug Facts");
    EXPECT_EQ(body_of(label(sections, "", "34390-5")), "## Uses\n\nFor pain.\n");
    EXPECT_EQ(imported(label(sections)).at(0).refusal,
              "the label has no medication guide, patient package insert or instructions for use");
    EXPECT_EQ(imported(label(sections)).at(0).label, "Medidol");
}

TEST(DrugLabels, without_a_set_id_are_refused) {
    const auto records = imported("<document><code code=\"34391-3\"/>" + product("Medidol") + "</document>");
    EXPECT_EQ(records.at(0).refusal, "the label has no set id");
    EXPECT_EQ(records.at(0).label, "Medidol");
}

TEST(DrugLabels, count_the_pictures_that_are_not_in_the_file) {
    const auto note_for = [](const std::string& pictures) {
        const auto records = imported(guide("<paragraph>Text.</paragraph>" + pictures));
        return records.at(0).diagnostics.empty() ? "none" : records[0].diagnostics[0].message;
    };
    const std::string picture = "<renderMultiMedia referencedObject=\"M1\"/>";
    EXPECT_EQ(note_for(""), "none");
    EXPECT_EQ(note_for(picture), "1 picture of the label left out: the file does not contain them");
    EXPECT_EQ(note_for(picture + picture), "2 pictures of the label left out: the file does not contain them");
}

TEST(DrugLabels, have_headings_for_the_sections_inside) {
    EXPECT_EQ(
        body_of(label(product("Medidol") +
                      section("42231-1", "<title>T</title><text><paragraph>a</paragraph></text>" +
                                             section("1", "<title>Inner</title><text><paragraph>b</paragraph></text>" +
                                                              section("2",
                                                                      "<title>Deep</title><text>"
                                                                      "<paragraph>c</paragraph></text>"))))),
        "a\n\n## Inner\n\nb\n\n### Deep\n\nc\n");
}

TEST(DrugLabels, have_strong_lines_as_headings_of_the_level_of_their_sections) {
    const auto strong = [](const std::string& text) {
        return "<paragraph><content styleCode=\"bold\">" + text + "</content></paragraph>";
    };
    const auto sections = [&](const std::string& first, const std::string& inner) {
        return label(product("Medidol") +
                     section("42231-1", "<text>" + first + "</text>" +
                                            section("1", "<title>Inner</title><text>" + inner + "</text>")));
    };
    EXPECT_EQ(body_of(sections("<paragraph>a</paragraph>",
                               "<paragraph>b</paragraph>" + strong("Who") + "<paragraph>c</paragraph>")),
              "a\n\n## Inner\n\nb\n\n## Who\n\nc\n");
    EXPECT_EQ(body_of(sections("<paragraph>a</paragraph>" + strong("Who"), "<paragraph>b</paragraph>")),
              "a\n\n**Who**\n\n## Inner\n\nb\n")
        << "a heading has text of its own";
}

}  // namespace
}  // namespace carepress::test
