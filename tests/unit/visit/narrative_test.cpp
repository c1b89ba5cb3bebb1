#include "visit/narrative.h"

#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

/// What a reader of the page sees, and the text that comes out.
struct Seen {
    std::string name, xhtml, text;
};

class Narratives : public testing::TestWithParam<Seen> {};

TEST_P(Narratives, ReadAsAPageWouldShowThem) {
    const auto read = read_narrative("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + GetParam().xhtml + "</div>");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text, GetParam().text);
}

const std::string css_table =
    "<table><thead><tr><th>Day</th><th>Do</th></tr></thead><tbody><tr><td>1</td><td>Rest</td></tr>"
    "<tr><td>2</td><td>Walk</td></tr></tbody></table>";

INSTANTIATE_TEST_SUITE_P(
    Cases, Narratives,
    testing::Values(
        Seen{"s", "<p>Take <s>4 tablets</s> 1 tablet</p>", "Take 1 tablet"},
        Seen{"del", "<p><del>Take ibuprofen.</del> Rest.</p>", "Rest."},
        Seen{"strike", "Walk <strike>far</strike> a little", "Walk a little"},
        Seen{"line_through", "<p style=\"color:red; TEXT-DECORATION : line-through\">Take 4</p><p>Take 1</p>",
             "Take 1"},
        Seen{"line_through_long", "<span style=\"text-decoration-line: underline line-through\">4</span>1", "1"},
        Seen{"inserted", "Take <del>4</del><ins>1</ins> tablet", "Take 1 tablet"},
        Seen{"display_none", "<p>Rest</p><p style=\"display: none !important\">Take warfarin</p>", "Rest"},
        Seen{"display_overridden", "<p style=\"display:none;display:block\">Rest</p>", "Rest"},
        Seen{"visibility", "<p style=\"visibility:hidden\">Take warfarin</p><p>Rest</p>", "Rest"},
        Seen{"hidden_attribute", "<p hidden=\"hidden\">Take warfarin</p><p>Rest</p>", "Rest"},
        Seen{"aria_hidden_is_seen", "<p aria-hidden=\"true\">Rest</p>", "Rest"},
        Seen{"class_is_seen", "<p class=\"hidden\">Rest</p>", "Rest"},
        Seen{"script", "<script>alert(1)</script><style>p{}</style>Rest", "Rest"},
        Seen{"bdo", "<p>Rest <bdo dir=\"rtl\">gm 21</bdo></p>", "Rest"},
        Seen{"picture_with_words", "<p>See <img src=\"a.png\" alt=\"a raised leg\"/> here</p>",
             "See a raised leg here"},
        Seen{"picture_without", "<p>Keep <img src=\"a.png\"/> dry</p>", "Keep dry"},
        Seen{"bullets", "<ul><li>Rest</li><li><p>Drink</p></li></ul>", "\u2022 Rest\n\u2022 Drink"},
        Seen{"numbers", "<ol><li>Rest</li><li>Walk</li></ol>", "1. Rest\n2. Walk"},
        Seen{"numbers_from", "<ol start=\"4\"><li>Rest</li><li value=\"9\">Walk</li><li>Sleep</li></ol>",
             "4. Rest\n9. Walk\n10. Sleep"},
        Seen{"letters", "<ol type=\"a\"><li>Rest</li><li>Walk</li></ol>", "a. Rest\nb. Walk"},
        Seen{"letters_past_z",
             "<ol type=\"a\" start=\"26\"><li>Rest</li><li>Walk</li><li value=\"52\">Eat</li><li>Sleep</li>"
             "<li value=\"703\">Read</li></ol>",
             "z. Rest\naa. Walk\naz. Eat\nba. Sleep\naaa. Read"},
        Seen{"visibility_collapse", "<p style=\"visibility:collapse\">Take warfarin</p><p>Rest</p>", "Rest"},
        Seen{"roman_by_type",
             "<ol type=\"I\"><li>Rest</li><li>Walk</li></ol><ol type=\"i\" "
             "start=\"4\"><li>Eat</li></ol>",
             "I. Rest\nII. Walk\niv. Eat"},
        Seen{"definition_after_words", "<dl><dt>Rest</dt><dd>in bed</dd><dd>at home</dd></dl>",
             "Rest: in bed\nat home"},
        Seen{"lines_of_the_source", "Take\n1\r\n tablet", "Take 1 tablet"},
        Seen{"roman", "<ol style=\"list-style-type: upper-roman\"><li>Rest</li><li>Walk</li></ol>",
             "I. Rest\nII. Walk"},
        Seen{"reversed", "<ol reversed=\"reversed\"><li>Rest</li><li>Walk</li></ol>", "2. Rest\n1. Walk"},
        Seen{"struck_item_keeps_its_number", "<ol><li>Rest</li><li><s>Run</s></li><li>Walk</li></ol>",
             "1. Rest\n3. Walk"},
        Seen{"nested", "<ol><li>Rest<ul><li>In bed</li></ul></li><li>Walk</li></ol>",
             "1. Rest\n\u2003\u2013 In bed\n2. Walk"},
        Seen{"table", css_table, "Day: 1; Do: Rest\nDay: 2; Do: Walk"},
        Seen{"table_of_th_row",
             "<table><tr><th>Morning</th><th>Night</th></tr><tr><td></td><td>1 tablet</td></tr></table>",
             "Night: 1 tablet"},
        Seen{"table_across",
             "<table><tr><th>Morning</th><th>Noon</th><th>Night</th></tr><tr><td "
             "colspan=\"2\">1</td><td>2</td></tr></table>",
             "Morning, Noon: 1; Night: 2"},
        Seen{"table_down",
             "<table><tr><th>Drug</th><th>Day</th><th>Dose</th></tr><tr><td "
             "rowspan=\"2\">A</td><td>1</td><td>2</td></tr>"
             "<tr><td>2</td><td>4</td></tr></table>",
             "Drug: A; Day: 1; Dose: 2\nDrug: A; Day: 2; Dose: 4"},
        Seen{"table_of_pairs", "<table><tr><th>Diet</th><td>Low salt</td></tr></table>", "Diet: Low salt"},
        Seen{"table_struck_row",
             "<table><tr><th>Do</th></tr><tr style=\"text-decoration:line-through\"><td>Run</td></tr>"
             "<tr><td>Rest</td></tr></table>",
             "Do: Rest"},
        Seen{"table_around_tables", "<table><tr><td>Left</td><td>" + css_table + "</td></tr></table>",
             "Left\nDay: 1; Do: Rest\nDay: 2; Do: Walk"},
        Seen{"caption", "<table><caption>Plan</caption><tr><td>Rest</td><td>Walk</td></tr></table>",
             "Plan\nRest; Walk"},
        Seen{"definitions", "<dl><dt>Day 1</dt><dd>Rest</dd><dt>Day 2:</dt><dd>Walk</dd></dl>",
             "Day 1: Rest\nDay 2: Walk"},
        Seen{"raised", "10<sup>9</sup> and 4<sup>th</sup>", "10\u2079 and 4th"},
        Seen{"fraction", "<sup>1</sup>/<sub>2</sub> tablet, 1<sup>1</sup>/<sub>2</sub> tablets",
             "\u00BD tablet, 1\u00BD tablets"},
        Seen{"preformatted", "<pre>Day 1: rest\nDay 2: walk</pre>", "Day 1: rest\nDay 2: walk"},
        Seen{"line_breaks", "Rest<br/>Walk", "Rest\nWalk"}),
    [](const testing::TestParamInfo<Seen>& each) { return each.param.name; });

class Blocks : public testing::TestWithParam<const char*> {};

/// Words of two blocks that run into one another are other words.
TEST_P(Blocks, AreLinesOfTheirOwn) {
    const std::string name = GetParam(), block = "<" + name + ">Rest</" + name + ">";
    EXPECT_EQ(read_narrative("<div>Walk" + block + "</div>")->text, "Walk\nRest");
    EXPECT_EQ(read_narrative("<div>" + block + block + "</div>")->text, "Rest\nRest");
    EXPECT_EQ(read_narrative("<div>" + block + "Walk</div>")->text, "Rest\nWalk");
}

INSTANTIATE_TEST_SUITE_P(All, Blocks,
                         testing::Values("p", "div", "li", "dd", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
                                         "blockquote", "pre", "caption", "section", "article", "header", "nav", "main",
                                         "footer", "address", "center", "figure", "figcaption", "details", "summary",
                                         "form"));

TEST(Narrative, SaysWhatItLeftOut) {
    EXPECT_TRUE(read_narrative("<div>a <s>b</s></div>")->struck_out);
    EXPECT_FALSE(read_narrative("<div>a <s> </s></div>")->struck_out);
    EXPECT_TRUE(read_narrative("<div>a <i hidden=''>b</i></div>")->hidden);
    EXPECT_TRUE(read_narrative("<div><img src=''/>b</div>")->pictures);
    EXPECT_FALSE(read_narrative("<div><img src='' alt='leg'/>b</div>")->pictures);
}

TEST(Narrative, HugeTablesStayBounded) {
    std::string rows;
    for (int i = 0; i < 300; ++i)
        rows += "<tr><td colspan='100' rowspan='1000'>" + std::string(1000, 'x') + "</td></tr>";
    const auto read = read_narrative("<div><table>" + rows + "</table></div>");
    ASSERT_TRUE(read);
    EXPECT_LT(read->text.size(), 400'000U);
}

/// A section of a document of the visit: its code (LOINC) and title, and whether its words are printed.
struct SectionCase {
    std::string code, title;
    bool printed;
    VisitSection missed = VisitSection::encounter;  ///< the part of the page that is not whole without it, if any
    bool is_missed = false;
};

Json document(const std::string& sections, const std::string& type = "18842-5") {
    return of_visit("Composition", "doc",
                    R"("status": "final", "type": {"coding": [{"system": "http://loinc.org", "code": ")" + type +
                        R"("}]}, "section": [)" + sections + "]");
}

std::string section(const std::string& code, const std::string& title, const std::string& more = "",
                    const std::string& words = "Warfarin 5 mg daily") {
    std::string json = R"({"text": {"status": "additional", "div": "<div>)" + words + R"(</div>"})";
    if (!title.empty()) json += R"(, "title": ")" + title + "\"";
    if (!code.empty()) json += R"(, "code": {"coding": [{"system": "http://loinc.org", "code": ")" + code + "\"}]}";
    return json + more + "}";
}

class Sections : public testing::TestWithParam<SectionCase> {};

TEST_P(Sections, OnlyThoseForPatientsArePrinted) {
    const SectionCase& each = GetParam();
    const Read got = read_with({document(section(each.code, each.title))});
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(got.visit->notes.size(), each.printed ? 1U : 0U) << got.messages;
    EXPECT_EQ(got.says("Bundle.entry[2].resource.section[0]: "), !each.printed) << got.messages;
    if (each.is_missed) {
        EXPECT_TRUE(got.visit->incomplete(each.missed)) << got.messages;
    }
    EXPECT_EQ(got.messages.find("arfarin"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Sections,
    testing::Values(SectionCase{"8653-8", "Hospital discharge instructions", true},
                    SectionCase{"74213-0", "Discharge instructions", true},
                    SectionCase{"69730-0", "Instructions", true}, SectionCase{"34895-3", "Education", true},
                    SectionCase{"42344-2", "Discharge diet", true}, SectionCase{"8653-8", "", true},
                    SectionCase{"", "Discharge instructions", true}, SectionCase{"", "  PATIENT INSTRUCTIONS: ", true},
                    SectionCase{"", "What to do at home", true},
                    SectionCase{"", "Instrucciones para el paciente", true}, SectionCase{"", "Educaci\u00F3n", false},
                    SectionCase{"", "Instructions to nursing", false},
                    SectionCase{"10160-0", "Medications stopped", false, VisitSection::medicines, true},
                    SectionCase{"42346-7", "Medications on admission", false, VisitSection::medicines, true},
                    SectionCase{"10183-2", "Instructions", false, VisitSection::medicines, true},
                    SectionCase{"", "Medications stopped", false, VisitSection::medicines, true},
                    SectionCase{"48765-2", "Allergies", false, VisitSection::allergies, true},
                    SectionCase{"", "Allergies", false, VisitSection::allergies, true},
                    SectionCase{"11450-4", "Problems", false, VisitSection::conditions, true},
                    SectionCase{"18776-5", "Plan of treatment", false, VisitSection::notes, true},
                    SectionCase{"", "Plan", false, VisitSection::notes, true},
                    SectionCase{"", "", false, VisitSection::notes, true},
                    SectionCase{"61146-7", "Goals", false, VisitSection::goals, true},
                    SectionCase{"10164-2", "History of present illness", false},
                    SectionCase{"10154-3", "Chief complaint", false}, SectionCase{"51848-0", "Assessment", false},
                    SectionCase{"29545-1", "Physical exam", false}, SectionCase{"8648-8", "Hospital course", false},
                    SectionCase{"10164-2", "Patient instructions", false}));

/// The title takes back what the code says.
INSTANTIATE_TEST_SUITE_P(
    Contradictions, Sections,
    testing::Values(SectionCase{"8653-8", "Medications on admission", false, VisitSection::medicines, true},
                    SectionCase{"69730-0", "Medication history", false, VisitSection::medicines, true},
                    SectionCase{"8653-8", "Discharge medications", false, VisitSection::medicines, true},
                    SectionCase{"8653-8", "Medicamentos al ingreso", false, VisitSection::medicines, true},
                    SectionCase{"8653-8", "Drug allergies", false, VisitSection::medicines, true},
                    SectionCase{"8653-8", "Staff only", false, VisitSection::notes, true},
                    SectionCase{"8653-8", "Instructions to nursing", false, VisitSection::notes, true},
                    SectionCase{"8653-8", "Past medical history", false, VisitSection::notes, true},
                    SectionCase{"8653-8", "How to take your medicines", true},
                    SectionCase{"8653-8", "Medication instructions", true},
                    SectionCase{"8653-8", "When to call your physician", true},
                    SectionCase{"8653-8", "When to seek medical care", true}));

TEST(SectionsOfDocuments, ThoseWithinOthers) {
    const auto notes = [](const Json& resource) {
        const Read got = read_with({resource});
        return got.visit ? got.visit->notes.size() : 99U;
    };
    const auto within = [](const std::string& code, const std::string& title, const std::string& inner) {
        return document(R"({"title": ")" + title + R"(", "code": {"coding": [{"code": ")" + code +
                        R"("}]}, "section": [)" + inner + "]}");
    };
    EXPECT_EQ(notes(within("8653-8", "Discharge instructions", section("", "Activity"))), 1U);
    EXPECT_EQ(notes(within("8653-8", "Discharge instructions", section("", ""))), 1U);
    EXPECT_EQ(notes(within("8653-8", "Discharge instructions", section("", "Your medications"))), 0U);
    EXPECT_EQ(notes(within("8653-8", "Discharge instructions", section("10160-0", "Activity"))), 0U);
    EXPECT_EQ(notes(within("10160-0", "Medications", section("", "Instructions"))), 0U);
    EXPECT_EQ(notes(within("10160-0", "Medications", section("69730-0", "Instructions"))), 1U);
    EXPECT_EQ(notes(document(section("", "Wound care"), "69730-0")), 1U) << "the document is for the patient";
    for (const char* title : {"Staff only", "Provider notes", "Internal", "Assessment", "HPI", "For nursing",
                              "Medications on admission", "Differential", "Private"})
        EXPECT_EQ(notes(within("8653-8", "Discharge instructions", section("", title))), 0U) << title;
    EXPECT_TRUE(read_with({within("8653-8", "Instructions", section("", "Staff only"))})
                    .says("Bundle.entry[2].resource.section[0].section[0]: a section in words is left out"));
    for (const char* title : {"Activity", "Diet", "Wound care", "When to call your nurse", "Your diagnosis"})
        EXPECT_EQ(notes(within("8653-8", "Discharge instructions", section("", title))), 1U) << title;
}

TEST(SectionsOfDocuments, BoxesKeepTheirState) {
    const std::string boxes = "<input type='checkbox'/> Bed rest <input type='checkbox' checked='checked'/> Walk";
    EXPECT_EQ(read_with({document(section("8653-8", "", "", boxes))}).visit->notes.at(0).text.text,
              "[ ] Bed rest [x] Walk");
}

TEST(SectionsOfDocuments, InstructionsSayMoreThanTheirEntries) {
    const std::string entry = R"(, "entry": [{"reference": "Condition/c"}, {"reference": "MedicationRequest/m"}])";
    const std::vector<Json> read{condition("c", "Sprain"), medicine("m", "Placebin")};
    const auto with = [&](const std::string& code, const std::string& title) {
        return read_with({document(section(code, title, entry, "Do not walk")), read[0], read[1]});
    };
    EXPECT_EQ(with("8653-8", "Instructions").visit->notes.size(), 1U);
    EXPECT_EQ(with("", "Discharge instructions").visit->notes.size(), 1U);
    for (const char* code : {"10160-0", "48765-2", "11450-4"}) {
        const Read list = with(code, "List");
        EXPECT_TRUE(list.visit->notes.empty()) << code;
        EXPECT_FALSE(list.says("section[0]")) << "its entries are read";
    }
}

TEST(SectionsOfDocuments, AnAllergyInWordsAloneLetsNobodySayNone) {
    const Json nka = of_visit("AllergyIntolerance", "a", R"("clinicalStatus": {"coding": [{"code": "active"}]},
        "code": {"text": "No known allergies"})");
    const auto known = [&](const std::string& words) {
        return read_with({nka, document(section("48765-2", "Allergies", "", words))}).visit->allergies.known;
    };
    EXPECT_EQ(known("Penicillin - anaphylaxis"), AllergiesKnown::not_recorded);
    EXPECT_EQ(known("No known allergies"), AllergiesKnown::none_recorded);
    const Read got = read_with({document(section("10160-0", "Medications", "", "No current medications"))});
    EXPECT_FALSE(got.visit->incomplete(VisitSection::medicines));
}

TEST(SectionsOfDocuments, WhatIsStruckOutOrHiddenIsSaid) {
    const auto read_section = [](const std::string& words) {
        return read_with({document(section("8653-8", "", "", words))});
    };
    EXPECT_TRUE(read_section("Take <s>4</s> 1 tablet")
                    .says("warning Bundle.entry[2].resource.section[0].text: words that are struck"));
    EXPECT_TRUE(read_section("Rest <i hidden='x'>4</i>").says("words that are hidden are left out"));
    const Read pictures = read_section("<img src='x'/>");
    EXPECT_TRUE(pictures.visit->notes.empty() && pictures.visit->incomplete(VisitSection::notes));
    const Read both = read_section("Rest<img src='x'/>");
    ASSERT_EQ(both.visit->notes.size(), 1U);
    EXPECT_TRUE(both.says("pictures without words"));
    EXPECT_EQ(read_section("Aspirin &amp;amp; rest &amp;lt;b&amp;gt;now&amp;lt;/b&amp;gt;").visit->notes[0].text.text,
              "Aspirin & rest now");
}

}  // namespace
}  // namespace carepress::test
