// Where an article has a character that no font has.
#include "template_pages.h"

#include <algorithm>
#include <string>

namespace carepress::test {
using namespace layout;
namespace {

/// The first message about a character without a face: "line:column: message".
std::string told(const std::string& name, const std::string& text) {
    engine::Workspace workspace(resources());
    const LaidOutArticle laid_out = lay_out_source({name, text}, "letter", "default", workspace);
    const auto found = std::find_if(laid_out.messages.begin(), laid_out.messages.end(), [](const Diagnostic& message) {
        return message.code.text() == std::string_view("text/missing-glyph");
    });
    if (found == laid_out.messages.end()) return "nothing";
    return std::to_string(found->position.line) + ":" + std::to_string(found->position.column) + ": " + found->message;
}

TEST(MissingGlyph, is_told_at_its_own_line_and_column) {
    const std::string message = ": no font has the character U+1F600 (😀)";
    EXPECT_EQ(told("a.md", "# Fever\n\nLine one of this\nline two\nthe sign 😀 here.\n"), "5:10" + message);
    EXPECT_EQ(told("a.md", "# Fever\n\n- one\n- two *three* 😀\n"), "4:15" + message);
    EXPECT_EQ(told("a.md", "---\ntitle: Fever 😀\n---\n\nText.\n"), "2:14" + message);
    EXPECT_EQ(told("a.md", "# Fever\n\n| A | B |\n|---|---|\n| c | d 😀 |\n"), "5:9" + message);
    EXPECT_EQ(told("a.html", "<html lang=en><title>Fever</title><h1>Fever</h1>\n<p>One\ntwo 😀</p>"), "3:5" + message);
}

TEST(MissingGlyph, that_the_source_spells_is_told_at_its_words) {
    const std::string said = told("a.md", "# Fever\n\nThe sign &#x1F600; here.\n");
    EXPECT_EQ(said.substr(0, 2), "3:") << said;
}

/// No sign is shown where nothing would be seen.
TEST(MissingGlyph, without_a_form_is_told_by_its_code) {
    EXPECT_EQ(told("a.md", "# Fever\n\nThe sign \xF3\xB0\x80\x80.\n"), "3:10: no font has the character U+F0000");
}

}  // namespace
}  // namespace carepress::test
