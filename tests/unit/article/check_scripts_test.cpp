// Text whose letters can't be its language's is refused, with a hint; what any language may hold is not.
#include "article/read.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <string>

namespace carepress::test {
using namespace article;
namespace {

std::string errors_of(const std::string& text, const std::string& name = "a.md") {
    const Source source{name, text};
    Diagnostics diagnostics(source);
    read_article(source, diagnostics);
    std::string out;
    for (const Diagnostic& each : diagnostics.take())
        if (each.severity == Severity::error) out += std::to_string(each.position.line) + ": " + each.message + "\n";
    return out;
}

std::string in(const std::string& language, const std::string& text) {
    return errors_of("---\ntitle: A title\nlanguage: " + language + "\n---\n\n" + text + "\n");
}

TEST(CheckScripts, letters_of_another_language_are_an_error_at_their_place) {
    EXPECT_EQ(errors_of("# حمى الطفل\n\nSome English.\n\nخذ 500 mg كل 6 ساعات.\n"),
              "5: this text is in Arabic letters, but its language is \"en\" since nothing says another\n");
    EXPECT_EQ(errors_of("<html dir=rtl><title>T</title><h1>T</h1><p>קחו את התרופה בבוקר.</p></html>", "a.html"),
              "1: this text is in Hebrew letters, but its language is \"en\" since nothing says another\n");
    EXPECT_EQ(in("es", "Принимайте лекарство утром."),
              "6: this text is in Cyrillic letters, but its language is \"es\"\n");
    EXPECT_EQ(in("he", "خذ الدواء في الصباح."), "6: this text is in Arabic letters, but its language is \"he\"\n");
    EXPECT_EQ(in("ar", "Take the medicine in the morning with a glass of water.\n\nCall your doctor if it gets worse."),
              "6: the text is in Latin letters, but its language is \"ar\"\n");
    EXPECT_EQ(in("zh-Hans", "약을 아침에 드세요."),
              "6: this text is in Hangul letters, but its language is \"zh-Hans\"\n");
    EXPECT_EQ(
        errors_of("<html lang=en><title>T</title><h1>T</h1><table><tr><td>a<td>خذ الدواء</table></html>", "a.html"),
        "1: this text is in Arabic letters, but its language is \"en\"\n");
}

TEST(CheckScripts, words_of_other_languages_are_usual) {
    EXPECT_EQ(in("en", "Arabic speakers say حمى for fever, and Greek has β, μ and Ω."), "");
    EXPECT_EQ(in("ar", "خذ Tylenol 500 mg."), "");
    EXPECT_EQ(in("en", "<div lang=\"ar\">\n\nخذ الدواء في الصباح.\n\n</div>"), "");
    EXPECT_EQ(in("en", "<span lang=\"ar\">خذ الدواء في الصباح.</span>"), "");
    EXPECT_EQ(in("ja", "薬を飲む。カタカナ、ひらがな。 ABC"), "");
    EXPECT_EQ(in("ko", "약을 드세요. 漢字"), "");
    EXPECT_EQ(in("zh-Hant", "服用藥物ㄅㄆ"), "");
    EXPECT_EQ(in("vi", "Hãy uống thuốc vào buổi sáng."), "");
    EXPECT_EQ(in("sr", "Узмите лек ујутру."), "");
    EXPECT_EQ(in("sr-Latn", "Uzmite lek ujutru, molim vas, i popijte čašu vode posle toga."), "");
    EXPECT_EQ(in("ku", "دەرمانەکە بخۆ."), "");
    EXPECT_EQ(in("und", "خذ الدواء"), "");
    EXPECT_EQ(in("ar", "Tylenol"), "");
    EXPECT_EQ(in("ar", "- خذ الدواء في الصباح.\n- اشرب الماء كثيرًا.\n\n> استرح في البيت.\n"), "");
    EXPECT_EQ(in("en", "<div lang=\"ar\">\n\n- خذ الدواء في الصباح.\n- اشرب الماء كثيرًا.\n\n</div>"), "");
}

}  // namespace
}  // namespace carepress::test
