#pragma once

#include "support/test_data.h"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {

using Files = std::vector<std::pair<std::string, std::string>>;

inline std::string little(std::size_t number, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i, number >>= 8) out += static_cast<char>(number & 0xFF);
    return out;
}

inline std::string deflated(const std::string& text) {
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
    std::string out(libdeflate_deflate_compress_bound(compressor, text.size()), '\0');
    out.resize(libdeflate_deflate_compress(compressor, text.data(), text.size(), out.data(), out.size()));
    libdeflate_free_compressor(compressor);
    return out;
}

/// A ZIP archive; the first file stored, the others deflated.
inline std::string zip(const Files& files) {
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

inline constexpr const char* word_types =
    R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>)";
inline constexpr const char* word_relations =
    R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>)";
inline constexpr const char* word_styles =
    R"(<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>)";
inline constexpr const char* document_relations =
    R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
 Target="styles.xml"/></Relationships>)";

/// `media`: files below word/, whose relations have the ids m0, m1 and so on.
inline std::string word_document(const std::string& body, const Files& media = {}) {
    std::string relations = document_relations;
    const std::size_t end = relations.find("</Relationships>");
    for (std::size_t i = media.size(); i > 0; --i)
        relations.insert(end,
                         "<Relationship Id=\"m" + std::to_string(i - 1) +
                             "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\""
                             " Target=\"" +
                             media[i - 1].first + "\"/>");
    Files files = {
        {"[Content_Types].xml", word_types},
        {"_rels/.rels", word_relations},
        {"word/_rels/document.xml.rels", relations},
        {"word/styles.xml", word_styles},
        {"word/document.xml",
         R"(<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
         R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006")"
         R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")"
         R"( xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")"
         R"( xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture")"
         R"( xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body>)" +
             body + "</w:body></w:document>"}};
    for (const auto& [name, bytes] : media) files.emplace_back("word/" + name, bytes);
    return zip(files);
}

inline std::string paragraph(const std::string& text, const std::string& style = "") {
    return "<w:p>" + (style.empty() ? "" : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>") +
           "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

inline bool has_pandoc() { return std::system("pandoc --version >/dev/null 2>&1") == 0; }

#define CAREPRESS_NEEDS_PANDOC()                                                                  \
    if (!has_pandoc()) {                                                                          \
        if (is_data_required()) FAIL() << "NOT CHECKED: pandoc is missing";                       \
        GTEST_SKIP() << "NOT CHECKED: pandoc is missing; tools/packages conformance installs it"; \
    }                                                                                             \
    static_assert(true, "a semicolon must follow")

/// A picture in the line, the file with the relation `id`.
inline std::string drawing(const std::string& id, const std::string& alternative, const std::string& more = "") {
    return "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"360000\" cy=\"180000\"/><wp:docPr id=\"1\" name=\"P\"" +
           (alternative.empty() ? "" : " descr=\"" + alternative + "\"") + ">" + more +
           "</wp:docPr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
           "<pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"a\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
           "<a:blip r:embed=\"" +
           id +
           "\"/></pic:blipFill><pic:spPr><a:xfrm><a:ext cx=\"360000\" cy=\"180000\"/>"
           "</a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
}

}  // namespace carepress::test
