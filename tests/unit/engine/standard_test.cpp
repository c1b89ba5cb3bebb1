#include "engine/check_standard.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

using style::PdfStandard;

constexpr char private_use[] = "\xEE\x80\x80";        // U+E000
constexpr char supplementary[] = "\xF3\xB0\x80\x80";  // U+F0000

/// What is wrong with a handout of one text.
std::string found_in(std::u16string text, PdfStandard standard) {
    handout::Handout handout;
    text::StyledText& styled = handout.texts.emplace_back();
    styled.text = std::move(text);
    text::StyledRun run;
    run.end = static_cast<std::uint32_t>(styled.text.size());
    run.span = {8, 12, 0};
    styled.runs.push_back(run);
    const Source source{"a.md", "# Title\nText.\n"};
    Diagnostics diagnostics(source);
    engine::check_standard(handout, standard, diagnostics);
    return all_messages(diagnostics.take());
}

TEST(Standard, private_use_characters_cannot_be_in_pdfua2) {
    const std::string message = "a.md:2:1: error: the text has a private-use character, which PDF/UA-2 does not allow";
    EXPECT_EQ(found_in(u"Take \uE000.", PdfStandard::ua_2).find(message), 0u);
    EXPECT_EQ(found_in(u"Take \U000F0000.", PdfStandard::ua_2).find(message), 0u);
    EXPECT_EQ(found_in(u"Take \U0010FFFD", PdfStandard::ua_2).find(message), 0u);
    EXPECT_EQ(found_in(u"Take \uE000.", PdfStandard::ua_1), "");
    EXPECT_EQ(found_in(u"Take \uD7FF\uF900\U0001F600.", PdfStandard::ua_2), "");
    EXPECT_EQ(found_in(u"\xD800", PdfStandard::ua_2), "") << "half a character at the end";
}

TEST(Standard, nor_can_they_be_in_an_alternative_text) {
    const TemporaryFolder folder;
    write_file(folder.file("square.svg"),
               "<svg xmlns='http://www.w3.org/2000/svg' width='96' height='96'><rect width='96' height='96'/></svg>");
    for (const char* character : {private_use, supplementary}) {
        const Source source{"a.md", "# Title\n\nText.\n\n![A square " + std::string(character) + "](square.svg)\n"};
        engine::PressRequest request;
        request.articles.emplace_back().article.source = &source;
        request.articles.back().article.picture_folder = folder.path();
        EXPECT_TRUE(engine().press(request).ok());
        request.standard = PdfStandard::ua_2;
        const engine::PressResult refused = engine().press(request);
        EXPECT_FALSE(refused.ok());
        EXPECT_EQ(
            all_messages(refused.diagnostics).find("a.md:5:1: error: the alternative text has a private-use character"),
            0u)
            << all_messages(refused.diagnostics);
    }
}

}  // namespace
}  // namespace carepress::test
