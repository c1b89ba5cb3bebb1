// Encodings that a source declares: by mark, XML declaration or <meta>; what is not valid is said with its place.
#include "article/read.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <string>
#include <vector>

namespace carepress::test {
using namespace article;
namespace {

/// The bytes of a text in an encoding, by ICU, whose tables the reader uses, too: how they are found is tested here.
std::string encoded(const std::string& utf8, const char* encoding) {
    std::string out(utf8.size() * 4 + 16, '\0');
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size = ucnv_convert(encoding, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()),
                                           utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
    EXPECT_TRUE(U_SUCCESS(status)) << encoding;
    out.resize(static_cast<std::size_t>(size));
    return out;
}

struct Read {
    Article article;
    std::string text, messages;
};

Read read(const std::string& bytes, const std::string& name = "a.html") {
    const Source source{name, bytes};
    Diagnostics diagnostics(source);
    Read out{read_article(source, diagnostics), {}, {}};
    for (const Block& block : out.article.blocks)
        if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) out.text += paragraph->text.text;
    for (const Diagnostic& each : diagnostics.all())
        out.messages += std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
                        std::string(name_of(each.severity)) + ": " + each.message + "\n";
    return out;
}

std::string page(const std::string& head, const std::string& text, const std::string& language = "en") {
    return "<html lang=" + language + "><head>" + head + "<title>T</title></head>\n<body><p>" + text +
           "</p></body></html>";
}

struct Case {
    const char *label, *encoding, *language, *text;
};

const std::vector<Case> cases = {
    {"windows-1252", "windows-1252", "fr", "Fièvre – 38,5 °C… « œuf » 5 €"},
    {"ISO-8859-1", "windows-1252", "fr", "Fièvre – 5 €"},
    {"latin1", "windows-1252", "de", "Übelkeit “x”"},
    {"us-ascii", "windows-1252", "de", "Übelkeit"},
    {"iso-8859-2", "iso-8859-2", "pl", "Gorączka, żółć"},
    {"windows-1250", "windows-1250", "cs", "Horečka „x“"},
    {"iso-8859-15", "iso-8859-15", "fr", "Cœur, 5 €"},
    {"windows-1251", "windows-1251", "ru", "Температура"},
    {"koi8-r", "koi8-r", "ru", "Температура"},
    {"iso-8859-9", "windows-1254", "tr", "Ateş – ğ"},
    {"windows-1255", "windows-1255", "he", "חום"},
    {"windows-1256", "windows-1256", "ar", "حمى"},
    {"tis-620", "windows-874", "th", "ไข้"},
    {"big5", "Big5-HKSCS", "zh-TW", "傷口發燒"},
    {"gb2312", "gb18030", "zh", "发烧咳嗽"},
    {"GBK", "gb18030", "zh", "发烧"},
    {"gb18030", "gb18030", "zh", "发烧𠮷"},
    {"Shift_JIS", "windows-31j", "ja", "発熱①"},
    {"euc-jp", "euc-jp", "ja", "発熱"},
    {"iso-2022-jp", "iso-2022-jp", "ja", "発熱"},
    {"euc-kr", "windows-949", "ko", "발열"},
};

TEST(DecodeText, DeclaredEncodingsAreRead) {
    for (const Case& each : cases)
        for (const std::string& head :
             {"<meta charset=" + std::string(each.label) + ">",
              "<META  CharSet = \"" + std::string(each.label) + "\" />",
              "<meta http-equiv='Content-Type' content='text/html; charset=" + std::string(each.label) + "'>"}) {
            const Read got = read(encoded(page(head, each.text, each.language), each.encoding));
            EXPECT_EQ(got.text, each.text) << head;
            EXPECT_EQ(got.messages, "") << head;
        }
}

TEST(DecodeText, AnXmlDeclarationAndUtf16AreRead) {
    const std::string xml = "<?xml version=\"1.0\" encoding='windows-1251'?>" + page("", "Температура", "ru");
    EXPECT_EQ(read(encoded(xml, "windows-1251"), "a.xhtml").text, "Температура");
    for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
        const std::string mark = encoded("\uFEFF", encoding);
        const Read got = read(mark + encoded(page("<meta charset=utf-16>", "发烧 x 𠮷", "zh"), encoding));
        EXPECT_EQ(got.text, "发烧 x 𠮷") << encoding;
        EXPECT_EQ(got.messages, "") << encoding;
        const Read markdown = read(mark + encoded("# Title\n\nFièvre\n", encoding), "a.md");
        EXPECT_EQ(markdown.text, "Fièvre") << encoding;
    }
}

TEST(DecodeText, PlacesAreThoseOfTheSource) {
    const std::string bytes = encoded(page("<meta charset=big5>", "傷口<blink2>x</blink2>", "zh-TW"), "Big5-HKSCS");
    const Read got = read(bytes);
    EXPECT_EQ(got.messages, "2:12 warning: unknown tag <blink2>; its text stays\n");
    const SourceSpan span = got.article.blocks.at(0).span;
    EXPECT_EQ(bytes.substr(span.begin, 3), "<p>");
    EXPECT_EQ(bytes.substr(span.end - 4, 4), "</p>");
}

TEST(DecodeText, AByteThatIsNotValidNamesWhatWasDeclared) {
    const Read got = read("<html lang=zh-TW><meta charset=big5><title>T</title>\n<p>x \xFF y</p>");
    EXPECT_EQ(got.messages, "2:6 error: the byte 0xFF is not valid in big5, which the page declares\n");
    const Read truncated = read("<html lang=ja><meta charset=shift_jis><title>T</title><p>x\x83");
    EXPECT_NE(truncated.messages.find("the byte 0x83 is not valid in shift_jis, which the page declares"),
              std::string::npos)
        << truncated.messages;
    const Read odd = read(std::string("\xFF\xFE"
                                      "a",
                                      3),
                          "a.txt");
    EXPECT_NE(odd.messages.find("the byte 0x61 is not valid in utf-16le, which the file's first bytes say"),
              std::string::npos)
        << odd.messages;
}

TEST(DecodeText, UnknownEncodingsAreNamed) {
    for (const char* label : {"x-klingon", "utf-7", "hz-gb-2312", "ibm037", "scsu"})
        EXPECT_NE(read(page("<meta charset=" + std::string(label) + ">", "x \xE9"))
                      .messages.find("error: the page declares the encoding " + std::string(label) +
                                     ", which is not one that can be read"),
                  std::string::npos)
            << label;
}

TEST(DecodeText, Utf8ThatDeclaresSomethingElseIsReadAsUtf8) {
    const Read got = read(page("<meta charset=iso-8859-1>", "Fièvre"));
    EXPECT_EQ(got.text, "Fièvre");
    EXPECT_EQ(got.messages, "1:21 warning: the page declares iso-8859-1, but it is in UTF-8, and is read as that\n");
    EXPECT_EQ(read(page("<meta charset=utf-8>", "Fièvre")).messages, "");
    EXPECT_EQ(read(page("<meta charset=utf-16>", "Fièvre")).messages, "");
    EXPECT_EQ(read(page("<meta charset=x-klingon>", "plain")).messages, "");
    EXPECT_EQ(read(page("<!-- <meta charset=big5> -->", "Fièvre")).text, "Fièvre");
}

TEST(DecodeText, WithoutADeclarationItIsUtf8OrAnError) {
    EXPECT_EQ(read("# Title\n\nFi\xE8vre\n", "a.md").messages, "3:3 error: the byte 0xE8 is not UTF-8 here\n");
    EXPECT_NE(read(page("", "Fi\xE8vre")).messages.find("the byte 0xE8 is not UTF-8 here"), std::string::npos);
    EXPECT_NE(read("<meta charset=big5>\n\nFi\xE8vre\n", "a.md").messages.find("is not UTF-8 here"), std::string::npos);
}

}  // namespace
}  // namespace carepress::test
