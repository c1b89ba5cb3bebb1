// Documents of office programs: what is in them by their own XML, and what an import by pandoc makes of them.
#include "import/office.h"

#include "import/zip.h"
#include "import_texts.h"
#include "office_files.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace carepress::test {
using namespace import;
namespace {

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
