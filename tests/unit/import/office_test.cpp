// Documents of office programs: what is in them by their own XML, and what an import by pandoc makes of them.
#include "import/office.h"

#include "import/zip.h"
#include "import_texts.h"
#include "support/test_data.h"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
using namespace import;
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string little(std::size_t number, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i, number >>= 8) out += static_cast<char>(number & 0xFF);
    return out;
}

std::string deflated(const std::string& text) {
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
    std::string out(libdeflate_deflate_compress_bound(compressor, text.size()), '\0');
    out.resize(libdeflate_deflate_compress(compressor, text.data(), text.size(), out.data(), out.size()));
    libdeflate_free_compressor(compressor);
    return out;
}

/// A ZIP archive; the first file stored, the others deflated.
std::string zip(const Files& files) {
    std::string out, directory;
    for (const auto& [name, text] : files) {
        const bool is_stored = out.empty();
        const std::string packed = is_stored ? text : deflated(text);
        const std::string facts = little(20, 2) + little(0, 2) + little(is_stored ? 0 : 8, 2) + little(0, 4) +
                                  little(libdeflate_crc32(0, text.data(), text.size()), 4) + little(packed.size(), 4) +
                                  little(text.size(), 4) + little(name.size(), 2) + little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + facts + little(0, 10) + little(out.size(), 4) + name;
        out += "PK\x03\x04" + facts + name + packed;
    }
    const std::size_t begin = out.size();
    return out + directory + "PK\x05\x06" + little(0, 4) + little(files.size(), 2) + little(files.size(), 2) +
           little(directory.size(), 4) + little(begin, 4) + little(0, 2);
}

TEST(Zip, GivesFilesWholeOrNot) {
    const std::string bytes = zip({{"a.txt", "stored"}, {"b/c.txt", std::string(5'000, 'x') + "deflated"}});
    const std::optional<ZipArchive> archive = ZipArchive::open(bytes);
    ASSERT_TRUE(archive);
    EXPECT_TRUE(archive->has("b/c.txt"));
    EXPECT_FALSE(archive->has("c.txt"));
    EXPECT_EQ(archive->read("a.txt", 100), "stored");
    EXPECT_EQ(archive->read("b/c.txt", 10'000), std::string(5'000, 'x') + "deflated");
    EXPECT_EQ(archive->read("b/c.txt", 5'000), std::nullopt) << "it is larger";
    EXPECT_EQ(archive->read("none", 100), std::nullopt);
    EXPECT_FALSE(ZipArchive::open("PK\x03\x04"));
    EXPECT_FALSE(ZipArchive::open(""));
    std::string damaged = bytes;
    damaged[35] ^= 1;  // in "stored"
    EXPECT_EQ(ZipArchive::open(damaged)->read("a.txt", 100), std::nullopt) << "the CRC is another one";
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const std::string cut = bytes.substr(0, size);
        if (const auto read = ZipArchive::open(cut)) read->read("b/c.txt", 10'000);
    }
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string other = bytes;
        other[at] = static_cast<char>(other[at] ^ 0x55);
        if (const auto read = ZipArchive::open(other)) read->read("b/c.txt", 10'000);
    }
}

constexpr const char* word_types =
    R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>)";
constexpr const char* word_relations =
    R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>)";
constexpr const char* word_styles =
    R"(<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>)";
constexpr const char* document_relations =
    R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
 Target="styles.xml"/></Relationships>)";

std::string word_document(const std::string& body) {
    return zip(
        {{"[Content_Types].xml", word_types},
         {"_rels/.rels", word_relations},
         {"word/_rels/document.xml.rels", document_relations},
         {"word/styles.xml", word_styles},
         {"word/document.xml",
          R"(<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
          R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>)" +
              body + "</w:body></w:document>"}});
}

std::string paragraph(const std::string& text, const std::string& style = "") {
    return "<w:p>" + (style.empty() ? "" : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>") +
           "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

TEST(OfficeText, IsWhatAReaderSees) {
    const std::string document = word_document(
        "<w:p><w:r><w:t>Take </w:t></w:r><w:r><w:t xml:space=\"preserve\">5</w:t></w:r><w:r><w:t> mg</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r><w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr>"
        "<w:t>kept</w:t></w:r></w:p>"
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice><w:r><w:t>box</w:t></w:r>"
        "</mc:Choice><mc:Fallback><w:r><w:t>box</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>");
    EXPECT_EQ(office_format(document), OfficeFormat::word);
    EXPECT_EQ(text_of_office(document, OfficeFormat::word), " Take 5 mg new kept box ");

    const std::string open = zip(
        {{"mimetype", "application/vnd.oasis.opendocument.text"},
         {"content.xml",
          R"(<office:document-content xmlns:office="o" xmlns:text="t"><office:automatic-styles>no</office:automatic-styles>)"
          R"(<office:body><office:text><text:tracked-changes>old</text:tracked-changes><text:h>Fever</text:h><text:p>Take)"
          R"(<text:s/>5 mg<office:annotation><text:p>why?</text:p></office:annotation></text:p></office:text></office:body>)"
          R"(</office:document-content>)"}});
    EXPECT_EQ(office_format(open), OfficeFormat::open_document);
    EXPECT_EQ(text_of_office(open, OfficeFormat::open_document), " Fever Take 5 mg ");
    EXPECT_EQ(office_format(zip({{"a.txt", "b"}})), OfficeFormat::none);
    EXPECT_EQ(office_format("PK"), OfficeFormat::none);
}

bool has_pandoc() { return std::system("pandoc --version >/dev/null 2>&1") == 0; }

#define CAREPRESS_NEEDS_PANDOC()                                                                  \
    if (!has_pandoc()) {                                                                          \
        if (is_data_required()) FAIL() << "NOT CHECKED: pandoc is missing";                       \
        GTEST_SKIP() << "NOT CHECKED: pandoc is missing; tools/packages conformance installs it"; \
    }                                                                                             \
    static_assert(true, "a semicolon must follow")

TEST(OfficeImport, AWordDocumentBecomesAnArticle) {
    CAREPRESS_NEEDS_PANDOC();
    const std::string document =
        word_document(paragraph("Fever in Children", "Title") + paragraph("Give water often.") +
                      paragraph("When to call", "Heading1") + paragraph("Call if the fever lasts 3 days."));
    const std::vector<ImportRecord> records = imported(document, "notes/fever.docx", {false, "en"});
    ASSERT_EQ(records.size(), 1U);
    ASSERT_TRUE(records[0].article) << records[0].refusal;
    EXPECT_EQ(records[0].article->metadata.title, "Fever in Children");
    EXPECT_EQ(body_of(document, "notes/fever.docx", {false, "en"}),
              "Give water often.\n\n## When to call\n\nCall if the fever lasts 3 days.\n");
}

TEST(OfficeImport, LosesNoWordOrNoneIsImported) {
    CAREPRESS_NEEDS_PANDOC();
    // pandoc leaves out the text of a box with a shape.
    const std::string document =
        word_document(paragraph("Fever", "Title") + paragraph("Give water.") + "<w:p><w:r><w:object><w:txbxContent>" +
                      paragraph("Never give aspirin.") + "</w:txbxContent></w:object></w:r></w:p>");
    const std::vector<ImportRecord> records = imported(document, "fever.docx", {false, "en"});
    ASSERT_EQ(records.size(), 1U);
    EXPECT_FALSE(records[0].article);
    EXPECT_EQ(records[0].refusal, "pandoc would lose words of the document: \"never\", \"give\", \"aspirin\"");
}

TEST(OfficeImport, WhatIsMissingOrDamagedIsSaid) {
    const std::string document = word_document(paragraph("Fever", "Title"));
    const char* path = std::getenv("PATH");
    const std::string before = path == nullptr ? "" : path;
    ::setenv("PATH", "/nowhere", 1);
    const std::vector<ImportRecord> none = imported(document, "fever.docx");
    ::setenv("PATH", before.c_str(), 1);
    ASSERT_EQ(none.size(), 1U);
    EXPECT_EQ(none[0].refusal,
              "pandoc reads such documents, and is not installed; install it, as in: sudo apt-get install pandoc");
    const std::vector<ImportRecord> empty = imported(word_document(""), "fever.docx");
    EXPECT_EQ(empty[0].refusal, "the document has no text, or is damaged");
    const std::vector<ImportRecord> archive = imported(zip({{"a.txt", "b"}}), "fever.zip");
    EXPECT_NE(archive[0].refusal.find("zip file"), std::string::npos) << archive[0].refusal;
}

}  // namespace
}  // namespace carepress::test
