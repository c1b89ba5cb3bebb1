// MedlinePlus: each rule of reading a topic, on a topic that has just that; and the files that topics come in.
#include "import/medlineplus.h"
#include "import/xml_records.h"
#include "import_texts.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace import;
namespace {

std::string topics(const std::string& inner, const std::string& date = "07/21/2012 02:32:56") {
    return "<?xml version=\"1.0\"?><health-topics date-generated=\"" + date + "\">" + inner + "</health-topics>";
}

std::string topic(const std::string& attributes, const std::string& inner,
                  const std::string& summary = "&lt;p&gt;Text.&lt;/p&gt;") {
    return "<health-topic " + attributes + ">" + inner + "<full-summary>" + summary + "</full-summary></health-topic>";
}

constexpr const char* ankle = "title=\"Ankle\" id=\"12\" language=\"English\" url=\"https://example.org/ankle.html\"";

article::Metadata metadata_of(const std::string& text) {
    const auto records = imported(text);
    EXPECT_TRUE(records.at(0).article) << records[0].refusal;
    return records[0].article ? records[0].article->metadata : article::Metadata{};
}

using Words = std::vector<std::string>;

TEST(HealthTopics, have_each_word_to_find_them_by_once) {
    const article::Metadata metadata = metadata_of(topics(
        topic(ankle,
              "<also-called>Twist</also-called><also-called>twist</also-called><also-called>ANKLE</also-called>"
              "<also-called></also-called><see-reference>Sprain</see-reference><see-reference>Twist</see-reference>"
              "<mesh-heading><descriptor>Bones</descriptor></mesh-heading><mesh-heading><descriptor>Sprain</descriptor>"
              "</mesh-heading><group>Injuries</group><group>bones</group><group>Ankle</group>")));
    EXPECT_EQ(metadata.synonyms, (Words{"Twist", "Sprain"}));
    EXPECT_EQ(metadata.keywords, (Words{"Bones", "Injuries"}));
}

TEST(HealthTopics, have_the_date_of_the_file_or_their_own) {
    const std::string created = std::string(ankle) + " date-created=\"01/02/2003\"";
    EXPECT_EQ(metadata_of(topics(topic(created, ""))).updated, "2012-07-21");
    EXPECT_EQ(metadata_of(topics(topic(created, ""), "nothing at all here")).updated, "2003-01-02");
    EXPECT_EQ(metadata_of(topics(topic(ankle, ""), "nothing at all here")).updated, "");
}

struct Date {
    const char *root, *date;
};
void PrintTo(const Date& row, std::ostream* out) { *out << row.root; }

class DatesOfFiles : public testing::TestWithParam<Date> {};

TEST_P(DatesOfFiles, are_read_as_month_day_year) { EXPECT_EQ(date_generated(GetParam().root), GetParam().date); }

INSTANTIATE_TEST_SUITE_P(All, DatesOfFiles,
                         testing::Values(Date{"<a date-generated=\"07/21/2012\">", "2012-07-21"},
                                         Date{"<a dategenerated=\"07/21/2012 01:02\">", "2012-07-21"},
                                         Date{"<a date-generated=\"07/21/2012", "2012-07-21"},
                                         Date{"<a date-generated=\"07/21/201", ""}, Date{"<a>", ""},
                                         Date{"<a date-generated=\"13/21/2012\">", ""},
                                         Date{"<a date-generated=\"07-21/2012\">", ""},
                                         Date{"<a date-generated=\"07/21-2012\">", ""},
                                         Date{"<a date-generated=\"2012-07-21\">", ""}));

struct Refused {
    const char *attributes, *summary, *why;
};
void PrintTo(const Refused& row, std::ostream* out) { *out << row.why; }

class RefusedTopics : public testing::TestWithParam<Refused> {};

TEST_P(RefusedTopics, say_why) {
    EXPECT_EQ(imported(topics(topic(GetParam().attributes, "", GetParam().summary))).at(0).refusal, GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedTopics,
    testing::Values(
        Refused{"title=\"\" id=\"1\" language=\"English\"", "x", "the topic has no title"},
        Refused{"title=\"T\" id=\"\" language=\"English\"", "x", "the topic has no number"},
        Refused{"title=\"T\" id=\"1a\" language=\"English\"", "x", "the topic has no number"},
        Refused{"title=\"T\" id=\"/\" language=\"English\"", "x", "the topic has no number"},
        Refused{"title=\"T\" id=\":\" language=\"English\"", "x", "the topic has no number"},
        Refused{"title=\"T\" id=\"1234567890123\" language=\"English\"", "x", "the topic has no number"},
        Refused{"title=\"T\" id=\"1\" language=\"French\"", "x",
                "the topic's language \"French\" is neither English nor Spanish"},
        Refused{"title=\"T\" id=\"1\" language=\"English\"", " &lt;p&gt; &lt;/p&gt; ", "the topic has no text"},
        Refused{"title=\"T\" id=\"1\" language=\"English\"", "&lt;blockquote&gt;[!WATCH] Look.&lt;/blockquote&gt;",
                "the article would not say what the source says; words were lost: \"!watch\""},
        Refused{"title=\"T\" id=\"123456789012\" language=\"English\"", "x", ""},
        Refused{"title=\"T\" id=\" 12 \" language=\"English\"", "x", ""}));

TEST(HealthTopics, in_spanish_have_the_code_of_the_english_topic) {
    const std::string spanish = "title=\"Tobillo\" id=\"13\" language=\"Spanish\" url=\"ftp://x\"";
    const article::Metadata mapped =
        metadata_of(topics(topic(spanish, "<language-mapped-topic id=\" 12 \"/><language-mapped-topic id=\"14\"/>")));
    EXPECT_EQ(mapped.code, "MP12");
    EXPECT_EQ(mapped.language, "es");
    EXPECT_EQ(mapped.source, "MedlinePlus, Biblioteca Nacional de Medicina de EE. UU.");
    EXPECT_EQ(mapped.source_url, "") << "not an address of the web";
    EXPECT_EQ(metadata_of(topics(topic(spanish, ""))).code, "MP13");
    EXPECT_EQ(metadata_of(topics(topic(ankle, "<language-mapped-topic id=\"13\"/>"))).code, "MP12");
    EXPECT_EQ(
        metadata_of(topics(topic("title=\"T\" id=\"1\" language=\"English\" url=\"http://a.org/b\"", ""))).source_url,
        "http://a.org/b");
}

struct LastLine {
    const char *summary, *last;
};
void PrintTo(const LastLine& row, std::ostream* out) { *out << row.summary; }

class Attributions : public testing::TestWithParam<LastLine> {};

TEST_P(Attributions, are_short_lines_that_name_an_office) {
    std::string summary;
    for (const char c : "<p>Text.</p>" + std::string(GetParam().summary))
        summary += c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    EXPECT_EQ(body_of(topics(topic(ankle, "", summary))), "Text.\n\n" + std::string(GetParam().last) + "\n");
}

INSTANTIATE_TEST_SUITE_P(
    Offices, Attributions,
    testing::Values(LastLine{"<p>NIH: Aging</p>", "*NIH: Aging*"}, LastLine{"<p>NIH Aging</p>", "*NIH Aging*"},
                    LastLine{"<p>Centers for Control</p>", "*Centers for Control*"},
                    LastLine{"<p>Agency for Research</p>", "*Agency for Research*"},
                    LastLine{"<p>Department of Health</p>", "*Department of Health*"},
                    LastLine{"<p>Food and Drug</p>", "*Food and Drug*"},
                    LastLine{"<p>Office on Women</p>", "*Office on Women*"},
                    LastLine{"<p>National Institute</p>", "*National Institute*"},
                    LastLine{"<p>Centros para el Control</p>", "*Centros para el Control*"},
                    LastLine{"<p>Agencia de Salud</p>", "*Agencia de Salud*"},
                    LastLine{"<p>Oficina de Salud</p>", "*Oficina de Salud*"},
                    LastLine{"<p>Departamento de Salud</p>", "*Departamento de Salud*"},
                    LastLine{"<p>Administración de Alimentos</p>", "*Administración de Alimentos*"},
                    LastLine{"<p>Instituto de Salud</p>", "*Instituto de Salud*"},
                    LastLine{"<p>NIH: <b>Aging</b> now</p>", "*NIH: Aging now*"},
                    LastLine{"<p class='NLMattribution'>Somebody</p>", "*Somebody*"},
                    LastLine{"<p style='font-style:italic'>Somebody</p>", "*Somebody*"}));

INSTANTIATE_TEST_SUITE_P(OtherLines, Attributions,
                         testing::Values(LastLine{"<p>Somebody</p>", "Somebody"},
                                         LastLine{"<p>National parks are nice.</p>", "National parks are nice."},
                                         LastLine{"<p>National parks?</p>", "National parks?"},
                                         LastLine{"<p>National parks!</p>", "National parks\\!"},
                                         LastLine{"<p>National parks:</p>", "National parks:"},
                                         LastLine{"<ul><li>NIH: x</li></ul>", "- NIH: x"}));

TEST(Attributions, are_no_longer_than_200_bytes) {
    const auto body = [](std::size_t size) {
        return body_of(topics(
            topic(ankle, "", "&lt;p&gt;Text.&lt;/p&gt;&lt;p&gt;NIH: " + std::string(size - 5, 'x') + "&lt;/p&gt;")));
    };
    EXPECT_NE(body(200).find("*NIH:"), std::string::npos);
    EXPECT_EQ(body(201).find("*NIH:"), std::string::npos);
}

std::string medical(const std::string& inner, const std::string& attributes = "ID=\"T1\" langcode=\"English\"") {
    return "<MedicalTopics><MedicalTopic " + attributes +
           "><ID>1</ID><MedicalTopicName>Name</MedicalTopicName>"
           "<URL>http://example.org/a</URL><FullSummary>&lt;p&gt;Text.&lt;/p&gt;</FullSummary>" +
           inner + "</MedicalTopic></MedicalTopics>";
}

TEST(MedicalTopics, of_2011_say_the_same_in_other_elements) {
    const article::Metadata metadata = metadata_of(medical(
        "<DateCreated><Year>2003</Year><Month>01</Month><Day>02</Day></DateCreated>"
        "<Synonyms><Synonym>Other</Synonym></Synonyms>"
        "<SeeReferencesList><SeeReference><SeeRefName>Seen</SeeRefName></SeeReference></SeeReferencesList>"
        "<MeshHeadingList><MeshHeading><Descriptor><DescriptorName>Bones</DescriptorName></Descriptor></MeshHeading>"
        "</MeshHeadingList><Groups><Group><GroupName>Injuries</GroupName></Group></Groups>"));
    EXPECT_EQ(metadata.code, "MP1");
    EXPECT_EQ(metadata.title, "Name");
    EXPECT_EQ(metadata.updated, "2003-01-02");
    EXPECT_EQ(metadata.synonyms, (Words{"Other", "Seen"}));
    EXPECT_EQ(metadata.keywords, (Words{"Bones", "Injuries"}));
    EXPECT_EQ(metadata.source_url, "http://example.org/a");
    EXPECT_EQ(metadata_of(medical("<DateCreated>01/02/2003</DateCreated>")).updated, "2003-01-02");
    EXPECT_EQ(metadata_of(medical("<DateCreated>\n  01/02/2003\n</DateCreated>")).updated, "2003-01-02");
    EXPECT_EQ(metadata_of(medical("<DateCreated><Year>2003</Year></DateCreated>")).updated, "");
    EXPECT_EQ(metadata_of(medical("")).updated, "");
}

TEST(MedicalTopics, have_links_in_each_of_their_forms) {
    ImportSettings keep;
    keep.keep_links = true;
    for (const char* summary : {"<p>See <a href=\"https://a.org/x\">this</a>.</p>",
                                "&lt;p&gt;See &lt;a href=\"https://a.org/x\"&gt;this&lt;/a&gt;.&lt;/p&gt;",
                                "&amp;lt;p&amp;gt;See &amp;lt;a href=&amp;quot;https://a.org/x&amp;quot;&amp;gt;this"
                                "&amp;lt;/a&amp;gt;.&amp;lt;/p&amp;gt;",
                                "&amp;lt;p&amp;gt;See &amp;lt;a href=&amp;#39;https://a.org/x&amp;#39;&amp;gt;this"
                                "&amp;lt;/a&amp;gt;.&amp;lt;/p&amp;gt;"})
        EXPECT_EQ(
            body_of("<MedicalTopic langcode=\"English\"><ID>1</ID><MedicalTopicName>T</MedicalTopicName><FullSummary>" +
                        std::string(summary) + "</FullSummary></MedicalTopic>",
                    "in.xml", keep),
            "See [this](https://a.org/x).\n")
            << summary;
}

std::string found(const std::string& content, const std::string& url = "https://example.org/back-pain2.html") {
    return "<nlmSearchResult><list><document url=\"" + url + "\">" + content + "</document></list></nlmSearchResult>";
}

std::string content(const std::string& name, const std::string& text) {
    return "<content name=\"" + name + "\">" + text + "</content>";
}

TEST(FoundTopics, have_a_code_from_their_address) {
    const std::string parts = content("title", "T") + content("FullSummary", "Text.");
    const article::Metadata metadata = metadata_of(found(parts + content("altTitle", "Alt") + content("mesh", "Mesh") +
                                                         content("groupName", "Group") + content("other", "Other")));
    EXPECT_EQ(metadata.code, "MP-BACKPAIN2");
    EXPECT_EQ(metadata.synonyms, Words{"Alt"});
    EXPECT_EQ(metadata.keywords, (Words{"Mesh", "Group"}));
    EXPECT_EQ(metadata_of(found(parts, "https://example.org/AbZ09az.html")).code, "MP-ABZ09AZ");
    EXPECT_EQ(metadata_of(found(content("title", "Back&lt;span class=\"qt0\"&gt;ache&lt;/span&gt;") +
                                content("FullSummary", "Text.")))
                  .title,
              "Backache")
        << "what was searched for may be a part of a word";
    EXPECT_EQ(metadata_of(found(parts, "https://example.org/spanish/a.html")).language, "es");
    for (const char* none : {"", "nothing", "https://example.org/.html", "https://example.org/--.html"})
        EXPECT_EQ(imported(found(parts, none)).at(0).refusal, "the topic has no address to make a code from") << none;
}

struct Beginning {
    const char* bytes;
    bool is_xml;
};
void PrintTo(const Beginning& row, std::ostream* out) { *out << row.bytes; }

class Beginnings : public testing::TestWithParam<Beginning> {};

TEST_P(Beginnings, tell_records_from_pages) { EXPECT_EQ(is_record_xml(GetParam().bytes), GetParam().is_xml); }

INSTANTIATE_TEST_SUITE_P(All, Beginnings,
                         testing::Values(Beginning{"<health-topics>", true}, Beginning{"<MedicalTopics>", true},
                                         Beginning{"<nlmSearchResult>", true}, Beginning{"<health-topic id='1'>", true},
                                         Beginning{"<MedicalTopic>", true}, Beginning{"<document>", true},
                                         Beginning{"<html>", false}, Beginning{"<?xml version='1.0'?><html>", false},
                                         Beginning{"<?xml version='1.0'?><other>", true}, Beginning{"<other>", false},
                                         Beginning{"\xEF\xBB\xBF<document>", true},
                                         Beginning{"\xEF\xBB\xBF<?xml version='1.0'?><other>", true},
                                         Beginning{"\xFF\xFE<", true}, Beginning{"\xFE\xFF<", true},
                                         Beginning{"<!-- <html> --><document>", true},
                                         Beginning{"<!-- <document> --><html>", false},
                                         Beginning{"<!-- <document>", false}, Beginning{"<!DOCTYPE html><html>", false},
                                         Beginning{"<!DOCTYPE html [<!ENTITY a 'b'>]><html>", true},
                                         Beginning{"<!DOCTYPE x><document>", true}, Beginning{"# Text <", false},
                                         Beginning{"", false}, Beginning{"1 < 2", false}));

struct Records {
    const char *file, *fault;         ///< of the whole file
    std::vector<std::string> faults;  ///< of each record
};
void PrintTo(const Records& row, std::ostream* out) { *out << row.file; }

class RecordFiles : public testing::TestWithParam<Records> {};

TEST_P(RecordFiles, are_split_and_each_fault_is_of_its_own_record) {
    std::istringstream in(GetParam().file);
    XmlRecords records(in);
    std::vector<std::string> faults;
    while (const auto record = records.next()) faults.push_back(record->fault);
    EXPECT_EQ(records.fault(), GetParam().fault);
    EXPECT_EQ(faults, GetParam().faults);
}

INSTANTIATE_TEST_SUITE_P(
    Whole, RecordFiles,
    testing::Values(
        Records{"<health-topics><health-topic>a</health-topic><health-topic>b</health-topic></health-topics>",
                "",
                {"", ""}},
        Records{"<health-topics><health-topic/><other/><MedicalTopic></MedicalTopic></health-topics>", "", {""}},
        Records{"\xEF\xBB\xBF<document><document></document></document>", "", {""}}, Records{"<health-topic/>", "", {}},
        Records{"<document a='>' b=\">\">x</document>", "", {""}},
        Records{"<document><!-- </document> --><![CDATA[</document>]]><?x </document>?></document>", "", {""}},
        Records{"<document>1 < 2</document>", "", {""}}, Records{"<document>more > than</document>", "", {""}},
        Records{"<document><a></></document>", "", {""}},
        Records{"<health-topics><health-topic a=\"/>\" b='/>'>x</health-topic></health-topics>", "", {""}},
        Records{"<health-topics><health-topic id=\"1>a</health-topic><health-topic>b</health-topic></health-topics>",
                "",
                {""}},
        Records{"<!-- a --><?xml version='1.0' encoding='utf-8'?><!DOCTYPE document><document></document>", "", {""}},
        Records{"<?xml version='1.0' encoding=\"US-ASCII\"?><document></document>", "", {""}},
        Records{"<?xml version='1.0' encoding?><document></document>", "", {""}}));

INSTANTIATE_TEST_SUITE_P(
    Faulty, RecordFiles,
    testing::Values(
        Records{"", "the file contains no XML element", {}}, Records{"text", "the file contains no XML element", {}},
        Records{R"(<!DOCTYPE concept PUBLIC "-//OASIS//DTD DITA Concept//EN" "concept.dtd"><concept id="c"/>)",
                "this is DITA; make HTML of it, as in: dita --format=html5 --input=FILE, and press or import that",
                {}},
        Records{R"(<Document id="1" source="CDC" url="https://example.org/flu"><QAPairs/></Document>)",
                "this is MedQuAD's questions and answers; write an answer as Markdown, or import the page that its url "
                "names",
                {}},
        Records{"<other/>", "<other> is neither a MedlinePlus file nor a drug label", {}},
        Records{"<zip.09-A_Z:\u00E9>", "<zip.09-A_Z:\u00E9> is neither a MedlinePlus file nor a drug label", {}},
        Records{"<a123456789b123456789c123456789d123456789e>",
                "<a123456789b123456789c123456789d123456789> is neither a MedlinePlus file nor a drug label",
                {}},
        Records{"<?xml encoding='a123456789b123456789c123456789d123456789e'?><document/>",
                "the file is in \"a123456789b123456789c123456789d123456789\"; save it as UTF-8",
                {}},
        Records{"<!DOCTYPE document", "the file contains no XML element", {}},
        Records{"<document", "the file contains no XML element", {}},
        Records{"\xFE\xFF<", "the file is in UTF-16; save it as UTF-8", {}},
        Records{"<?xml encoding='latin1'?><document/>", "the file is in \"latin1\"; save it as UTF-8", {}},
        Records{"<!doctype a [<document/>",
                "the document type declares entities or markup of its own, which is not supported",
                {}},
        Records{"<health-topics><health-topic>a<health-topic>b</health-topic></health-topics>",
                "",
                {"the record has no end tag", ""}},
        Records{"<health-topics><health-topic>a", "", {"the file ends inside this record"}},
        Records{"<health-topic>a<!DOCTYPE x></health-topic>",
                "",
                {"a document type declaration appears inside this record"}}));

TEST(RecordFiles, have_places_in_characters_and_a_root) {
    std::istringstream in("<health-topics total='2'>\n é<health-topic>a\n</health-topic><health-topic/>");
    XmlRecords records(in);
    const auto record = records.next();
    ASSERT_TRUE(record);
    EXPECT_EQ(records.root(), "<health-topics total='2'>");
    EXPECT_EQ(record->name, "health-topic");
    EXPECT_EQ(record->bytes, "<health-topic>a\n</health-topic>");
    EXPECT_EQ(record->position, (Position{2, 3}));
}

/// A file is read in parts of 64 KB, which end anywhere.
TEST(RecordFiles, are_split_the_same_wherever_a_part_that_is_read_ends) {
    const std::string record =
        "<document a='b' c=\">\"><!-- </document> --><![CDATA[</document>]]><?x </document>?>a<b/></document>";
    for (std::size_t before = 0; before <= record.size(); ++before) {
        std::istringstream in("<health-topics>" + std::string(65'536 - 15 - before, ' ') + record + record);
        XmlRecords records(in);
        for (int i = 0; i < 2; ++i) {
            const auto found = records.next();
            ASSERT_TRUE(found) << before;
            EXPECT_EQ(found->bytes, record) << before;
            EXPECT_EQ(found->fault, "") << before;
        }
        EXPECT_FALSE(records.next()) << before;
    }
}

TEST(RecordFiles, declare_no_entities_however_long_their_document_type_is) {
    std::istringstream in("<!DOCTYPE document" + std::string(100'000, ' ') + "[<!ENTITY a 'b'>]><document></document>");
    XmlRecords records(in);
    EXPECT_FALSE(records.next());
    EXPECT_EQ(records.fault(), "the document type declares entities or markup of its own, which is not supported");
}

TEST(RecordFiles, nest_no_deeper_than_200_elements) {
    const auto fault_of = [](int depth) {
        std::string text = "<document>";
        for (int i = 1; i < depth; ++i) text += "<b>";
        for (int i = 1; i < depth; ++i) text += "</b>";
        std::istringstream in(text + "</document>");
        return XmlRecords(in).next()->fault;
    };
    EXPECT_EQ(fault_of(200), "");
    EXPECT_EQ(fault_of(201), "elements are nested too deeply");
}

}  // namespace
}  // namespace carepress::test
