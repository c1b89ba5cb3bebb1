// Import: what a record says comes out, word for word, in an article that reads as if written by hand.
#include "import/import.h"

#include "article/read.h"
#include "article/write_markdown.h"
#include "import/library_folder.h"
#include "import/proof.h"
#include "import/slug.h"
#include "import/xml_records.h"
#include "support/test_data.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace carepress::test {
using namespace import;
namespace {

namespace fs = std::filesystem;

std::vector<ImportRecord> import_text(const std::string& text, const std::string& name = "in.xml",
                                      ImportSettings settings = {}) {
    std::istringstream in(text);
    std::vector<ImportRecord> records;
    import_records(in, name, settings, [&](ImportRecord record) { records.push_back(std::move(record)); });
    return records;
}

std::string markdown_of(const ImportRecord& record) {
    return record.article ? article::write_markdown(*record.article) : "refused: " + record.refusal;
}

constexpr const char* topics_begin =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!DOCTYPE health-topics PUBLIC \"-//X//DTD//EN\" \"https://example.org/never-fetched.dtd\">\n"
    "<health-topics total=\"2\" date-generated=\"07/21/2012 02:32:56\">\n";

std::string topic(const std::string& summary, const std::string& attributes = "title=\"Ankle Sprain\" id=\"12\"",
                  const std::string& more = "") {
    return "<health-topic " + attributes +
           " url=\"https://example.org/ankle.html\" language=\"English\" date-created=\"01/02/2003\">" + more +
           "<full-summary>" + summary + "</full-summary></health-topic>\n";
}

TEST(Import, HealthTopicOf2012BecomesAnArticle) {
    const auto records = import_text(
        std::string(topics_begin) +
        topic("&lt;p&gt;Rest the  ankle.\n  See a &lt;a href='https://example.org/x.html'&gt;doctor&lt;/a&gt; if"
              "&lt;ul&gt;&lt;li&gt;\tIt swells &lt;/li&gt;&lt;li&gt;You &lt;span class=\"qt0\"&gt;hear&lt;/span&gt; a "
              "snap"
              "&lt;/li&gt;&lt;/ul&gt;&lt;/p&gt;\n&lt;p style=\"font-weight:bold;font-style:italic;\"&gt;NIH: Institute "
              "of "
              "Ankles&lt;/p&gt;",
              "title=\"Ankle &amp;amp; Foot Sprains\" id=\"12\"",
              "<also-called>Twisted ankle</also-called><see-reference>Sprain, Ankle</see-reference>"
              "<group>Injuries</group><language-mapped-topic id=\"13\" language=\"Spanish\">Esguince"
              "</language-mapped-topic>") +
        "</health-topics>");
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(markdown_of(records[0]),
              "---\n"
              "code: MP12\n"
              "title: \"Ankle & Foot Sprains\"\n"
              "language: en\n"
              "updated: 2012-07-21\n"
              "keywords: [Injuries]\n"
              "synonyms: [Twisted ankle, \"Sprain, Ankle\"]\n"
              "source: \"MedlinePlus, National Library of Medicine\"\n"
              "source_url: https://example.org/ankle.html\n"
              "---\n"
              "\n"
              "Rest the ankle. See a doctor if\n"
              "\n"
              "- It swells\n"
              "- You hear a snap\n"
              "\n"
              "*NIH: Institute of Ankles*\n"
              "\n"
              "Source: [MedlinePlus, National Library of Medicine](https://example.org/ankle.html)\n");
    EXPECT_EQ(records[0].slug, "ankle-foot-sprains");
    ASSERT_EQ(records[0].diagnostics.size(), 1U);
    EXPECT_EQ(records[0].diagnostics[0].message, "1 link was removed; the text stays");
}

TEST(Import, MedicalTopicOf2011SharesItsCodeWithItsTranslation) {
    const auto medical = [](const std::string& id, const std::string& language, const std::string& mapped) {
        return "<MedicalTopic ID=\"T" + id + "\" langcode=\"" + language + "\"><ID>" + id +
               "</ID><MedicalTopicName>Name</MedicalTopicName><URL>http://example.org/a</URL><FullSummary><p>Raw "
               "<b>elements</b>&nbsp;stay.</p></FullSummary><Synonyms><Synonym>Other</Synonym></Synonyms>"
               "<LanguageMappedTopicID>" +
               mapped + "</LanguageMappedTopicID></MedicalTopic>";
    };
    const auto records = import_text("<MedicalTopics>" + medical("85", "English", "90") +
                                     medical("90", "Spanish", "85") + "</MedicalTopics>");
    ASSERT_EQ(records.size(), 2U);
    ASSERT_TRUE(records[0].article && records[1].article) << records[0].refusal << records[1].refusal;
    EXPECT_EQ(records[0].article->metadata.code, "MP85");
    EXPECT_EQ(records[1].article->metadata.code, "MP85");
    EXPECT_EQ(records[1].article->metadata.language, "es");
    EXPECT_EQ(records[1].added_after, "Fuente: MedlinePlus, Biblioteca Nacional de Medicina de EE. UU.");
    EXPECT_NE(markdown_of(records[0]).find("Raw **elements**\xC2\xA0stay."), std::string::npos)
        << markdown_of(records[0]);
}

TEST(Import, AnswersOfTheSearchServiceAreRead) {
    const std::string begin =
        "<?xml version=\"1.0\"?><nlmSearchResult><term>sprain</term><count>1</count><list num=\"1\">";
    const std::string whole =
        "<content name=\"healthTopic\"><health-topic title=\"Sprains\" url=\"https://example.org/sprains.html\" "
        "id=\"12\" language=\"English\"><also-called>Twists</also-called><full-summary>&lt;p&gt;Rest.&lt;/p&gt;"
        "</full-summary></health-topic></content>";
    const std::string parts =
        "<content name=\"title\">&lt;span class=\"qt0\"&gt;Sprains&lt;/span&gt;</content>"
        "<content name=\"altTitle\">Twists</content><content name=\"groupName\">Bones</content>"
        "<content name=\"FullSummary\">&lt;p&gt;&lt;span class=\"qt0\"&gt;Rest&lt;/span&gt;.&lt;/p&gt;</content>"
        "<content name=\"snippet\">Re ...</content>";
    const auto answer = [&](const std::string& url, const std::string& content) {
        return import_text(begin + "<document rank=\"0\" url=\"" + url + "\">" + content +
                           "</document></list></nlmSearchResult>");
    };
    for (const std::string& content : {whole, parts + whole, parts}) {
        const auto records = answer("https://example.org/sprains.html", content);
        ASSERT_EQ(records.size(), 1U);
        ASSERT_TRUE(records[0].article) << records[0].refusal;
        const article::Metadata& metadata = records[0].article->metadata;
        EXPECT_EQ(metadata.code, content == parts ? "MP-SPRAINS" : "MP12");
        EXPECT_EQ(metadata.title, "Sprains");
        EXPECT_EQ(metadata.synonyms, std::vector<std::string>{"Twists"});
        EXPECT_NE(markdown_of(records[0]).find("\nRest.\n"), std::string::npos) << markdown_of(records[0]);
    }
    const auto spanish = answer("https://example.org/spanish/sprains.html", parts);
    ASSERT_TRUE(spanish.at(0).article) << spanish[0].refusal;
    EXPECT_EQ(spanish[0].article->metadata.language, "es");
    EXPECT_EQ(answer("", parts).at(0).refusal, "the topic has no address to make a code from");
    EXPECT_FALSE(import_text("<nlmSearchResult><count>0</count></nlmSearchResult>").at(0).refusal.empty());
}

TEST(Import, TextThatWasEscapedTwiceIsRead) {
    const auto records = import_text(std::string(topics_begin) + topic("&amp;lt;p&amp;gt;Rest.&amp;lt;/p&amp;gt;"));
    ASSERT_TRUE(records.at(0).article) << records[0].refusal;
    EXPECT_NE(markdown_of(records[0]).find("\nRest.\n"), std::string::npos) << markdown_of(records[0]);
}

TEST(Import, ABadRecordStopsNoOther) {
    const auto records = import_text(std::string(topics_begin) + topic("<p>a</b>") + topic("&lt;p&gt;Good.&lt;/p&gt;") +
                                     topic("", "title=\"Empty\" id=\"14\"") + topic("x", "title=\"\" id=\"15\"") +
                                     "<health-topic title=\"cut off\" id=\"16\">" +
                                     topic("&lt;p&gt;Also good.&lt;/p&gt;", "title=\"T\" id=\"17\"") +
                                     "<health-topic title=\"at the end\" id=\"18\"><full-summary>");
    ASSERT_EQ(records.size(), 7U);
    EXPECT_EQ(records[0].refusal.substr(0, 41), "the record is not well-formed XML: start-");
    EXPECT_TRUE(records[1].article) << records[1].refusal;
    EXPECT_EQ(records[2].refusal, "the topic has no text");
    EXPECT_EQ(records[3].refusal, "the topic has no title");
    EXPECT_EQ(records[4].refusal, "the record has no end tag");
    EXPECT_TRUE(records[5].article) << records[5].refusal;
    EXPECT_EQ(records[6].refusal, "the file ends inside this record");
    EXPECT_EQ(records[1].position.line, 5U);
}

TEST(Import, EntitiesAreNeverDeclared) {
    const auto records = import_text(
        "<?xml version=\"1.0\"?><!DOCTYPE health-topics [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
        "<health-topics><health-topic title=\"&b;\" id=\"1\" language=\"English\"><full-summary>&b;</full-summary>"
        "</health-topic></health-topics>");
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(records[0].refusal, "the document type declares entities or markup of its own, which is not supported");
}

TEST(Import, EncodingsButUtf8AreRefused) {
    EXPECT_EQ(import_text("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><health-topics/>").at(0).refusal,
              "the file is in \"iso-8859-1\"; save it as UTF-8");
    EXPECT_EQ(import_text(std::string("\xFF\xFE<\0h\0", 6)).at(0).refusal, "the file is in UTF-16; save it as UTF-8");
    EXPECT_EQ(import_text(std::string(topics_begin) + topic("caf\xE9")).at(0).refusal,
              "the record is not well-formed UTF-8");
}

TEST(Import, DeepNestingIsRefused) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<b>";
    const auto records = import_text(std::string(topics_begin) + topic(deep));
    EXPECT_EQ(records.at(0).refusal, "elements are nested too deeply");
}

TEST(Import, MemoryHoldsOneRecordOfALargeFile) {
    // 40 MB of one record after the other; the buffer never holds more than a chunk and a token.
    class Endless : public std::streambuf {
    public:
        Endless() { text_ = topics_begin; }
        std::size_t left = 20'000;

    private:
        int_type underflow() override {
            if (left == 0) return traits_type::eof();
            if (!text_.empty() && first_) {
                first_ = false;
            } else {
                text_ = topic(std::string(2000, 'x'));
                --left;
            }
            setg(text_.data(), text_.data(), text_.data() + text_.size());
            return traits_type::to_int_type(text_[0]);
        }
        std::string text_;
        bool first_ = true;
    };
    Endless buffer;
    std::istream in(&buffer);
    XmlRecords records(in);
    std::size_t count = 0, largest = 0;
    while (const auto record = records.next()) {
        ++count;
        largest = std::max(largest, record->bytes.size());
    }
    EXPECT_EQ(count, 20'000U);
    EXPECT_LT(largest, 2300U);
}

TEST(Import, ARecordOverEightMegabytesIsRefusedAndTheNextOneRead) {
    const auto records = import_text(std::string(topics_begin) + topic(std::string(8'100'000, 'x')) +
                                     topic("&lt;p&gt;Good.&lt;/p&gt;", "title=\"T\" id=\"2\""));
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].refusal, "the record is larger than 8 MB");
    EXPECT_TRUE(records[1].article);
}

constexpr const char* label =
    "<?xml version=\"1.0\"?><document xmlns=\"urn:hl7-org:v3\"><code code=\"34391-3\"/><title>Long</title>"
    "<effectiveTime value=\"20140113\"/><setId root=\"12345678-9abc-def0-1234-56789abcdef0\"/><versionNumber "
    "value=\"11\"/>"
    "<author><assignedEntity><representedOrganization><name>Maker Inc</name></representedOrganization></assignedEntity>"
    "</author><component><structuredBody>"
    "<component><section><code "
    "code=\"48780-1\"/><subject><manufacturedProduct><manufacturedProduct><name>MEDIDOL</name>"
    "<asEntityWithGeneric><genericMedicine><name>Medidolin</name></genericMedicine></asEntityWithGeneric>"
    "</manufacturedProduct></manufacturedProduct></subject></section></component>"
    "<component><section><code code=\"42231-1\"/><title>MEDICATION GUIDE</title><text>"
    "<paragraph><content styleCode=\"bold\">What is MEDIDOL?</content></paragraph>"
    "<paragraph>MEDIDOL<sup>\xC2\xAE</sup> is a medicine<footnote>For pain</footnote>.</paragraph>"
    "<list><item>one</item><item>two<list listType=\"ordered\"><item>inner</item></list></item></list>"
    "<paragraph>heat \xE2\x80\xA2 cold</paragraph>"
    "<table><tbody><tr><td>Age</td><td>Dose</td></tr><tr><td>4 years</td><td>10 mL</td></tr></tbody></table>"
    "<renderMultiMedia referencedObject=\"M1\"/></text>"
    "<component><section><title>Storage</title><text><paragraph>Keep it dry.</paragraph></text></section></component>"
    "</section></component></structuredBody></component></document>";

TEST(Import, MedicationGuideOfADrugLabel) {
    const auto records = import_text(label);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(
        markdown_of(records[0]),
        "---\n"
        "code: SPL-123456789abc\n"
        "title: \"Medidol: Medication Guide\"\n"
        "language: en\n"
        "updated: 2014-01-13\n"
        "version: \"11\"\n"
        "synonyms: [Medidolin]\n"
        "source: \"Maker Inc, drug label\"\n"
        "source_url: https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=12345678-9abc-def0-1234-56789abcdef0\n"
        "---\n"
        "\n"
        "## What is MEDIDOL?\n"
        "\n"
        "MEDIDOL\xC2\xAE is a medicine (For pain).\n"
        "\n"
        "- one\n"
        "- two\n"
        "  1. inner\n"
        "\n"
        "heat\n"
        "\n"
        "- cold\n"
        "\n"
        "| Age | Dose |\n"
        "|---|---|\n"
        "| 4 years | 10 mL |\n"
        "\n"
        "## Storage\n"
        "\n"
        "Keep it dry.\n"
        "\n"
        "Source: [Maker Inc, drug "
        "label](https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=12345678-9abc-def0-1234-56789abcdef0)\n");
    ASSERT_FALSE(records[0].diagnostics.empty());
    EXPECT_EQ(records[0].diagnostics[0].message, "1 picture of the label left out: the file does not contain them");
}

TEST(Import, PageLosesItsFurnitureWithANote) {
    const auto records = import_text(
        "<!DOCTYPE html><html lang=\"es\"><head><title>Sitio</title><link rel=\"canonical\" "
        "href=\"https://example.org/t\">"
        "<meta property=\"og:site_name\" content=\"Clinic\"><meta name=\"keywords\" content=\"uno, dos\">"
        "<meta name=\"dcterms.modified\" content=\"2026-01-31T00:00\"></head><body><nav>Home About</nav>"
        "<h1>La tos</h1><p>Beba <q>agua</q>.</p><script>x()</script><footer>Copyright</footer></body></html>",
        "tos.html");
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(markdown_of(records[0]),
              "---\n"
              "code: tos\n"
              "title: La tos\n"
              "language: es\n"
              "updated: 2026-01-31\n"
              "keywords: [uno, dos]\n"
              "source: Clinic\n"
              "source_url: https://example.org/t\n"
              "---\n"
              "\n"
              "Beba «agua».\n"
              "\n"
              "Fuente: [Clinic](https://example.org/t)\n");
    std::string notes;
    for (const Diagnostic& each : records[0].diagnostics) notes += each.message + "\n";
    EXPECT_NE(notes.find("\"Home About\""), std::string::npos) << notes;
    EXPECT_NE(notes.find("\"Copyright\""), std::string::npos) << notes;
}

TEST(Import, APageThatStatesNoLanguageIsEnglishWithANote) {
    const std::string page = "<h1>Hola</h1><p>Beba agua.</p>";
    const auto records = import_text(page, "a.html");
    ASSERT_TRUE(records.at(0).article) << records[0].refusal;
    EXPECT_EQ(records[0].article->metadata.language, "en");
    EXPECT_EQ(records[0].diagnostics.at(0).message,
              "the page does not state its language; it is assumed to be English");
    ImportSettings settings;
    settings.language = "es";
    EXPECT_EQ(import_text(page, "a.html", settings).at(0).article->metadata.language, "es");
}

TEST(Import, ALinkWhoseTextIsItsAddressStays) {
    const auto records = import_text(
        "<h1>T</h1><p>See <a href=\"https://example.org/\">www.example.org</a> no: <a "
        "href=\"https://example.org/\">example.org</a>, <a href=\"https://example.org/x\">this</a>, or "
        "www.example.com.</p>",
        "page.html");
    ASSERT_EQ(records.size(), 1U);
    const std::string markdown = markdown_of(records[0]);
    EXPECT_NE(markdown.find("See www.example.org no: [example.org](https://example.org/), this, or www.example.com.\n"),
              std::string::npos)
        << markdown;
    EXPECT_EQ(records[0].diagnostics.back().message, "2 links were removed; the text stays");
}

TEST(Import, APageWithATitleAloneIsRefused) {
    const auto records = import_text("---\ntitle: Contact us\n---\n", "page.md");
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(markdown_of(records[0]), "refused: it has no text besides its title");
}

TEST(Import, FrontMatterOfAnotherProgramIsOneNote) {
    const auto records = import_text("---\ntitle: T\nlayout: page\norder: 3\nlanguage: en\n---\n\nText.\n", "a.md");
    ASSERT_EQ(records.size(), 1U);
    ASSERT_EQ(records[0].diagnostics.size(), 1U);
    EXPECT_EQ(records[0].diagnostics[0].message, "unused front matter: \"layout\", \"order\"");
    EXPECT_EQ(records[0].diagnostics[0].severity, Severity::note);
}

TEST(Import, AHeadingStandsOnOneLine) {
    const auto records =
        import_text("<h1>T</h1><h2>Rest <br>your <b>ankle</b><br/>now</h2><p>Text.</p>", "page.html", {false, "en"});
    ASSERT_EQ(records.size(), 1U);
    EXPECT_NE(markdown_of(records[0]).find("## Rest your **ankle** now\n"), std::string::npos)
        << markdown_of(records[0]);
}

TEST(Import, WordsThatWereLostOrAddedAreNamed) {
    EXPECT_EQ(difference_of_texts("Take (two) \"pills\"  a day.", "TAKE two pills a\nday."), "");
    EXPECT_EQ(difference_of_texts("Take two pills a day", "Take pills a day"), "words were lost: \"two\"");
    EXPECT_EQ(difference_of_texts("Take pills", "Take ten pills"), "words were added: \"ten\"");
    EXPECT_EQ(difference_of_texts("Take pills now", "pills Take now"), "the words are in a different order");
    EXPECT_NE(difference_of_texts("5 mg", "5 g"), "");
    EXPECT_NE(difference_of_texts("1.5 mg", "15 mg"), "");
    EXPECT_NE(difference_of_texts("5%", "5"), "");
}

TEST(Import, SlugsAreFileNames) {
    EXPECT_EQ(slug_of("Parkinson's Disease"), "parkinsons-disease");
    EXPECT_EQ(slug_of("Dolor de estómago, niños"), "dolor-de-estomago-ninos");
    EXPECT_EQ(slug_of("../../etc/passwd"), "etc-passwd");
    EXPECT_EQ(slug_of("流感"), "liu-gan");
    EXPECT_EQ(slug_of("???"), "page-d6a951a2");
    EXPECT_LE(slug_of(std::string(500, 'x')).size(), 60U);
}

class ImportLibrary : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("carepress-import-" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_ / "en");
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// Imports one topic as a run of its own, and writes what is to be written.
    ArticlePlace import(const std::string& summary, const std::string& date = "07/21/2012", bool force = false,
                        const std::string& title = "Ankle") {
        std::string begin = topics_begin;
        begin.replace(begin.find("07/21/2012"), 10, date);
        const auto records = import_text(begin + topic(summary, "title=\"" + title + "\" id=\"12\""));
        ArticlePlace placement = LibraryFolder(folder_.string()).place(records.at(0), force);
        if (placement.fate == Fate::added || placement.fate == Fate::updated)
            std::ofstream(folder_ / placement.file) << placement.bytes;
        return placement;
    }

    void edit(const std::string& from, const std::string& to) {
        std::string bytes = read_source((folder_ / "en/ankle.md").string()).bytes;
        ASSERT_NE(bytes.find(from), std::string::npos) << bytes;
        bytes.replace(bytes.find(from), from.size(), to);
        std::ofstream(folder_ / "en/ankle.md") << bytes;
    }

    fs::path folder_;
};

TEST_F(ImportLibrary, ASecondRunChangesNothing) {
    EXPECT_EQ(import("Rest it.").fate, Fate::added);
    EXPECT_EQ(import("Rest it.").fate, Fate::unchanged);
    EXPECT_EQ(import("Rest it.", "08/01/2013").fate, Fate::unchanged) << "a date alone is not a change";
    EXPECT_EQ(import("Rest it well.").fate, Fate::updated);
    EXPECT_EQ(import("Rest it well.", "07/21/2012", false, "Ankle sprain").file, "en/ankle.md")
        << "a record keeps its file, whatever its title";
}

TEST_F(ImportLibrary, WhatWasEditedByHandIsNeverOverwritten) {
    import("Rest it.");
    edit("Rest it.", "Rest it for two days.");
    EXPECT_EQ(import("Rest it.").fate, Fate::unchanged);
    edit("updated: 2012-07-21", "updated: 2012-08-01");
    EXPECT_EQ(import("Rest it.").fate, Fate::unchanged) << "a date of the editor's own";
    const ArticlePlace refused = import("Rest it well.");
    EXPECT_EQ(refused.fate, Fate::refused);
    EXPECT_EQ(refused.reason, "en/ankle.md was edited by hand since it was imported");
    EXPECT_EQ(import("Rest it well.", "07/21/2012", true).fate, Fate::updated);
    EXPECT_EQ(import("Rest it well.").fate, Fate::unchanged);
}

TEST_F(ImportLibrary, OnesOwnArticleWithTheSameCodeStays) {
    std::ofstream(folder_ / "en/own.md") << "---\ncode: MP12\ntitle: Own\n---\n\nMine.\n";
    const ArticlePlace refused = import("Rest it.");
    EXPECT_EQ(refused.fate, Fate::refused);
    EXPECT_EQ(refused.reason, "en/own.md has this code but was not imported");
}

TEST_F(ImportLibrary, AnArticleOfAnotherSourceWithTheSameCodeStays) {
    import("Rest it.");
    edit("source_url: https://example.org/ankle.html", "source_url: https://example.org/other.html");
    const ArticlePlace refused = import("Rest it well.");
    EXPECT_EQ(refused.fate, Fate::refused);
    EXPECT_EQ(refused.reason, "en/ankle.md has this code but comes from https://example.org/other.html");
}

TEST_F(ImportLibrary, a_code_is_taken_once_in_a_run) {
    const auto records = import_text(topics_begin + topic("Rest it.", "title=\"Ankle\" id=\"12\"") +
                                     topic("Rest it well.", "title=\"Foot\" id=\"12\""));
    LibraryFolder library(folder_.string());
    EXPECT_EQ(library.place(records.at(0), false).fate, Fate::added);
    const ArticlePlace refused = library.place(records.at(1), true);
    EXPECT_EQ(refused.fate, Fate::refused);
    EXPECT_EQ(refused.reason, "another record of this run has the code MP12 in this language");
}

TEST_F(ImportLibrary, AnotherArticleOfThatNameStays) {
    std::ofstream(folder_ / "en/ankle.md") << "---\ncode: K1\ntitle: Own\n---\n\nMine.\n";
    EXPECT_EQ(import("Rest it.").file, "en/ankle-mp12.md");
}

TEST(Import, RealFilesComeThroughWhole) {
    std::size_t articles = 0;
    for (const char* name : {"medlineplus/medline_vocab_2011-04-23_sample.xml",
                             "medlineplus/medlineplus_sample_record.xml", "medlineplus/mplus_topics_2012-07-21.xml",
                             "openfda_spl/64f8040f-938d-4236-8e22-c838c9b5f8da.xml", "openfda_spl/cough.xml"}) {
        std::ifstream in(test::test_data(name), std::ios::binary);
        import_records(in, name, {}, [&](const ImportRecord& record) {
            EXPECT_TRUE(record.article) << name << ":" << record.position.line << ": " << record.refusal;
            ++articles;
        });
    }
    EXPECT_EQ(articles, 32U);
}

}  // namespace
}  // namespace carepress::test
