#include "base/css.h"

#include <gtest/gtest.h>

namespace carepress {
namespace {

std::string show(std::string_view text) {
    std::string out;
    for (const CssDeclaration& each : read_css_declarations(text))
        out += "[" + each.name + "=" + each.value + (each.important ? "!" : "") + "]";
    return out;
}

TEST(Css, ReadsDeclarations) {
    EXPECT_EQ(show("color: red; DISPLAY :none"), "[color=red][display=none]");
    EXPECT_EQ(show(" a:b ! Important ;c:d!important"), "[a=b!][c=d!]");
    EXPECT_EQ(show("a: b  \n\t c"), "[a=b c]");
    EXPECT_EQ(show("a: url(data:x;y) ; b: ';' ; c: \"\\\";\""), "[a=url(data:x;y)][b=';'][c=\"\\\";\"]");
    EXPECT_EQ(show("/* a: b; */ c/**/: /* ; */ d"), "[c=d]");
    EXPECT_EQ(show("a: {b; c}; d: e"), "[a={b; c}][d=e]");
}

TEST(Css, LeavesOutWhatIsNotADeclaration) {
    EXPECT_EQ(show(""), "");
    EXPECT_EQ(show(";;a;b:;:c;d: e"), "[d=e]");
    EXPECT_EQ(show("a: 'never closed; b: c"), "[a='never closed; b: c]");
    EXPECT_EQ(show("a: ) ; b: c"), "[a=)][b=c]");
    EXPECT_EQ(show("a: b /* never closed"), "[a=b]");
    EXPECT_EQ(show("a: \\"), "[a=\\]");
}

std::string show_rules(std::string_view sheet) {
    std::string out;
    for (const CssRule& rule : read_css_rules_for_print(sheet)) {
        out += rule.selectors + " {";
        for (const CssDeclaration& each : rule.declarations) out += each.name + ":" + each.value + ";";
        out += "} ";
    }
    return out;
}

TEST(Css, ReadsTheRulesOfASheet) {
    EXPECT_EQ(show_rules("a{b:c}\n d , e > f { g: h; i: j }"), "a {b:c;} d , e > f {g:h;i:j;} ");
    EXPECT_EQ(show_rules("<!-- a{b:c} -->"), "a {b:c;} ");
    EXPECT_EQ(show_rules("@charset \"utf-8\"; @import url(a;b.css); a{b:c}"), "a {b:c;} ");
    EXPECT_EQ(show_rules("/* { */ a /* } */ { b: '}' }"), "a {b:'}';} ");
    EXPECT_EQ(show_rules("a{b:c"), "a {b:c;} ");
    EXPECT_EQ(show_rules("a{} } b{c:d}"), "a {} } b {c:d;} ");
    EXPECT_EQ(show_rules("a;b{c:d} e{f:g}"), "a;b {c:d;} e {f:g;} ");
    EXPECT_EQ(show_rules("a"), "");
}

TEST(Css, KeepsTheRulesThatApplyOnPaper) {
    EXPECT_EQ(show_rules("@media print{a{b:c}} d{e:f}"), "a {b:c;} d {e:f;} ");
    EXPECT_EQ(show_rules("@MEDIA Screen, Print {a{b:c}}"), "a {b:c;} ");
    EXPECT_EQ(show_rules("@media screen{a{b:c}} d{e:f}"), "d {e:f;} ");
    EXPECT_EQ(show_rules("@media (max-width: 600px){a{b:c}} @media print and (color){a{b:c}}"), "");
    EXPECT_EQ(show_rules("@layer x{a{b:c}} @supports (x: y){d{e:f}} @font-face{g:h}"), "a {b:c;} ");
    EXPECT_EQ(show_rules("@media print{@media all{a{b:c}}}"), "a {b:c;} ");
    EXPECT_TRUE(is_for_print(""));
    EXPECT_TRUE(is_for_print("not screen"));
    EXPECT_FALSE(is_for_print("not print"));
    EXPECT_FALSE(is_for_print("screen"));
}

}  // namespace
}  // namespace carepress
