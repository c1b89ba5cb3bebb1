// Pictures of pages and documents: what is written beside the article, and what is left out and said.
#include "import/pictures.h"

#include "base/base64.h"
#include "import_texts.h"
#include "office_files.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>

namespace carepress::test {
using namespace import;
namespace {

using Texts = std::vector<std::string>;

std::string png() {
    return read_source(CAREPRESS_SOURCE_FOLDER "/tests/data/resvg/structure/symbol/with-viewBox.png").bytes;
}
const std::string svg =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";

class Pictures : public testing::Test {
protected:
    void write(const std::string& name, const std::string& bytes) {
        std::filesystem::create_directories(std::filesystem::path(folder_.file(name)).parent_path());
        write_file(folder_.file(name), bytes);
    }
    /// Imports a page that is in the folder.
    ImportRecord import_page(const std::string& name, const std::string& text, const std::string& root = "") {
        ImportSettings settings;
        settings.language = "en";
        if (!root.empty()) settings.folder = folder_.file(root);
        write(name, text);
        std::vector<ImportRecord> records = imported(text, folder_.file(name), settings);
        EXPECT_EQ(records.size(), 1U);
        return std::move(records.front());
    }
    static Texts said(const ImportRecord& record) {
        Texts out;
        for (const Diagnostic& each : record.diagnostics)
            if (each.code == "import/picture-left-out"_code)
                out.push_back(std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
                              each.message);
        return out;
    }
    static Texts paths(const ImportRecord& record) {
        Texts out;
        for (const ImportedPicture& each : record.pictures) out.push_back(each.path);
        return out;
    }
    static std::string body(const ImportRecord& record) {
        const std::string text = written(record);
        const std::size_t begin = text.find("\n---\n\n");
        return begin == std::string::npos ? text : text.substr(begin + 6);
    }
    TemporaryFolder folder_;
};

TEST_F(Pictures, AreTakenAlongUnderTheirNameAndDigest) {
    write("site/img/Ankle wrap.png", png());
    write("site/en/b.svg", svg);
    const std::string data = "data:image/png;base64," + to_base64(png());
    const ImportRecord record = import_page(
        "site/en/page.html",
        "<html lang=en><h1>Ankle</h1><p>Wrap it.</p><p><img src='../img/Ankle%20wrap.png?v=3' alt='a wrapped "
        "ankle'></p>"
        "<figure><img src='b.svg' alt='a step'><figcaption>Step 2</figcaption></figure><img src='/img/Ankle wrap.png' "
        "alt='again'><p>Rest. <img src='" +
            data + "' alt='from the page'></p><img src='b.svg' alt=''></html>",
        "site");
    ASSERT_TRUE(record.article) << record.refusal;
    EXPECT_EQ(said(record), Texts());
    ASSERT_EQ(record.pictures.size(), 3U) << "each once under each name";
    EXPECT_EQ(record.pictures[0].bytes, png());
    EXPECT_EQ(record.pictures[1].bytes, svg);
    EXPECT_EQ(record.pictures[2].bytes, png());
    const std::string wrap = record.pictures[0].path, step = record.pictures[1].path;
    EXPECT_EQ(wrap.substr(0, 20), "pictures/ankle-wrap-") << wrap;
    EXPECT_EQ(wrap.size(), std::string("pictures/ankle-wrap-0123456789ab.png").size());
    EXPECT_EQ(step.substr(0, 11), "pictures/b-");
    EXPECT_EQ(body(record), "Wrap it.\n\n![a wrapped ankle](" + wrap + ")\n\n![a step](" + step + " \"Step 2\")\n\n" +
                                "![again](" + wrap + ")\n\nRest.\n\n![from the page](" + record.pictures[2].path +
                                ")\n\n<figure><img src=\"" + step + "\" alt=\"\"></figure>\n");
}

TEST_F(Pictures, OfMarkdownAreTakenAlongToo) {
    write("wrap.png", png());
    const ImportRecord record =
        import_page("page.md", "---\ntitle: Ankle\n---\nWrap it.\n\n![a wrap](wrap.png \"So\")\n");
    ASSERT_TRUE(record.article) << record.refusal;
    ASSERT_EQ(record.pictures.size(), 1U);
    EXPECT_EQ(body(record), "Wrap it.\n\n![a wrap](" + record.pictures[0].path + " \"So\")\n");
}

TEST_F(Pictures, WhatCannotBeTakenIsSaidAndItsWordsStay) {
    write("secret.png", png());
    write("site/old.bmp", "BM" + std::string(60, '\0'));
    write("site/page2.png", "<html>not found</html>");
    write("site/chart.emf", std::string(40, '\1') + " EMF");
    std::filesystem::create_symlink(folder_.file("secret.png"), folder_.file("site/link.png"));
    const ImportRecord record =
        import_page("site/page.html",
                    "<html lang=en><h1>Ankle</h1>\n<p>Wrap it.</p>\n"
                    "<img src='https://example.org/a.png' alt='one'>\n"
                    "<img src='//example.org/a.png' alt='two'>\n"
                    "<figure><img src='none.png' alt='three'><figcaption>Step</figcaption></figure>\n"
                    "<img src='../secret.png' alt='four'>\n"
                    "<img src='link.png' alt='five'>\n"
                    "<img src='old.bmp' alt='six'>\n"
                    "<img src='page2.png' alt='seven'>\n"
                    "<ul><li>Rest.<img src='chart.emf' alt='eight'></li></ul>\n"
                    "<img src='data:image/png;base64,!' alt='nine'>\n"
                    "<img src='none.png' alt=''>\n</html>");
    ASSERT_TRUE(record.article) << record.refusal;
    EXPECT_TRUE(record.pictures.empty());
    EXPECT_EQ(
        body(record),
        "Wrap it.\n\none\n\ntwo\n\nthree\n\nStep\n\nfour\n\nfive\n\nsix\n\nseven\n\n- Rest.\n\n  eight\n\nnine\n");
    const std::string instead = "; its alternative text is printed instead";
    const Texts all = said(record);
    ASSERT_EQ(all.size(), 10U);
    EXPECT_EQ(all[0],
              "3:1 the picture \"https://example.org/a.png\" is left out: it is an address, and nothing is "
              "fetched from the network" +
                  instead);
    EXPECT_EQ(all[2].substr(0, 3), "5:9");
    EXPECT_EQ(all[3], "6:1 the picture \"../secret.png\" is left out: the folder does not have this file" + instead);
    EXPECT_NE(all[4].find("does not have this file"), std::string::npos) << "a link leads out: " << all[4];
    EXPECT_NE(all[5].find("it is BMP, which cannot be drawn"), std::string::npos);
    EXPECT_NE(all[6].find("it is not a picture"), std::string::npos);
    EXPECT_NE(all[7].find("a Windows metafile (EMF)"), std::string::npos);
    EXPECT_NE(all[8].find("in a data: address is left out: its data: address cannot be decoded"), std::string::npos);
    EXPECT_EQ(all[9].find(instead), std::string::npos) << "it has no words";
}

TEST_F(Pictures, OfWordDocumentsAreTakenOutOfThem) {
    CAREPRESS_NEEDS_PANDOC();
    const std::string document = word_document(
        paragraph("Ankle", "Title") + paragraph("Wrap it.") + drawing("m0", "a wrapped ankle") + paragraph("Rest.") +
            drawing(
                "m1", "",
                "<a:extLst><a:ext uri=\"d\"><adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/"
                "2017/decorative\" val=\"1\"/></a:ext></a:extLst>") +
            drawing("m2", "an old drawing") +
            "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"9\" name=\"c\" "
            "descr=\"a chart\"/></wp:inline></w:drawing></w:r></w:p>",
        {{"media/image1.png", png()},
         {"media/line.png", png() + "x"},
         {"media/image2.emf", std::string(40, '\1') + " EMF"}});
    const std::vector<ImportRecord> records = imported(document, folder_.file("ankle.docx"), {false, "en"});
    ASSERT_TRUE(records.at(0).article) << records[0].refusal;
    const ImportRecord& record = records[0];
    ASSERT_EQ(record.pictures.size(), 2U);
    EXPECT_EQ(record.pictures[0].bytes, png());
    EXPECT_EQ(record.pictures[0].path.substr(0, 15), "pictures/ankle-");
    EXPECT_EQ(body(record), "Wrap it.\n\n![a wrapped ankle](" + record.pictures[0].path +
                                ")\n\nRest.\n\n<figure><img src=\"" + record.pictures[1].path +
                                "\" alt=\"\"></figure>\n\nan old drawing\n");
    EXPECT_EQ(
        said(record),
        (Texts{"1:1 the picture \"media/image2.emf\" after \"Rest.\" is left out: it is a Windows metafile (EMF), "
               "which cannot be drawn; save it as PNG or SVG; its alternative text is printed instead",
               "1:1 a chart, diagram or drawing after \"Ankle Wrap it. Rest.\" is left out, because pandoc does "
               "not read it; its alternative text was \"a chart\""}));
}

TEST_F(Pictures, MayMakeADocumentLarge) {
    CAREPRESS_NEEDS_PANDOC();
    std::string large = png();
    for (std::uint32_t i = 0, state = 1; i < 9'000'000; ++i, state = state * 1'664'525 + 1'013'904'223)
        large += static_cast<char>(state >> 24);
    const std::string document =
        word_document(paragraph("Ankle", "Title") + paragraph("Wrap it.") + drawing("m0", "a wrapped ankle"),
                      {{"media/image1.png", large}});
    ASSERT_GT(document.size(), largest_source);
    const std::vector<ImportRecord> records = imported(document, folder_.file("ankle.docx"), {false, "en"});
    ASSERT_TRUE(records.at(0).article) << records[0].refusal;
    EXPECT_EQ(records[0].pictures.at(0).bytes, large);
}

TEST_F(Pictures, OfWordDocumentsNeedWords) {
    CAREPRESS_NEEDS_PANDOC();
    const std::string document = word_document(paragraph("Ankle", "Title") + paragraph("Wrap it.") + drawing("m0", ""),
                                               {{"media/image1.png", png()}});
    const std::vector<ImportRecord> records = imported(document, folder_.file("ankle.docx"), {false, "en"});
    ASSERT_FALSE(records.at(0).article);
    EXPECT_EQ(records[0].refusal,
              "1 picture has no alternative text: after \"Ankle Wrap it.\"; say in Word what each shows, or mark it as "
              "decorative (right-click, \"Edit Alt Text\")");
}

TEST_F(Pictures, OfOpenDocumentsHaveTheWordsThatPandocLeavesOut) {
    CAREPRESS_NEEDS_PANDOC();
    std::string namespaces;
    for (const auto& [prefix, name] : Files{{"office", "office"},
                                            {"style", "style"},
                                            {"text", "text"},
                                            {"draw", "drawing"},
                                            {"svg", "svg-compatible"},
                                            {"fo", "xsl-fo-compatible"}})
        namespaces += " xmlns:" + prefix + "=\"urn:oasis:names:tc:opendocument:xmlns:" + name + ":1.0\"";
    namespaces += " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    const std::string document = zip(
        {{"mimetype", "application/vnd.oasis.opendocument.text"},
         {"META-INF/manifest.xml",
          R"(<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">)"
          R"(<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>)"
          R"(</manifest:manifest>)"},
         {"styles.xml", "<?xml version=\"1.0\"?><office:document-styles" + namespaces + "/>"},
         {"content.xml",
          "<?xml version=\"1.0\"?><office:document-content" + namespaces +
              R"(><office:font-face-decls/><office:automatic-styles/><office:body><office:text>)"
              R"(<text:h text:outline-level="1">Ankle</text:h><text:p>Wrap it.</text:p><text:p><draw:frame draw:name="a")"
              R"( svg:width="1in" svg:height="1in"><draw:image xlink:href="Pictures/1.png" xlink:type="simple"/>)"
              R"(<svg:title>wrap</svg:title><svg:desc>a wrapped "ankle"</svg:desc></draw:frame></text:p></office:text>)"
              R"(</office:body></office:document-content>)"},
         {"Pictures/1.png", png()}});
    const std::vector<ImportRecord> records = imported(document, folder_.file("ankle.odt"), {false, "en"});
    ASSERT_TRUE(records.at(0).article) << records[0].refusal;
    EXPECT_EQ(paths(records[0]).size(), 1U);
    EXPECT_EQ(records[0].pictures.at(0).bytes, png());
    EXPECT_NE(body(records[0]).find("![a wrapped \"ankle\"](pictures/ankle-"), std::string::npos) << body(records[0]);
}

}  // namespace
}  // namespace carepress::test
