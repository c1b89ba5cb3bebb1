#include "build_bundle.h"
#include "visit/element.h"
#include "visit/negation.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

struct Cleaned {
    std::string written, clean;
};

class CleanWordsOf : public testing::TestWithParam<Cleaned> {};

TEST_P(CleanWordsOf, TheRecord) { EXPECT_EQ(clean_words(GetParam().written).text, GetParam().clean); }

INSTANTIATE_TEST_SUITE_P(
    References, CleanWordsOf,
    testing::Values(Cleaned{"Lisinopril &amp; HCTZ <b>20</b>/12.5", "Lisinopril & HCTZ 20/12.5"},
                    Cleaned{"A &amp;amp; B", "A & B"}, Cleaned{"A &amp;amp;amp; B", "A & B"},
                    Cleaned{"5 &micro;g &frac12; tab &#8804; 2 &#xBD;", "5 \u00B5g \u00BD tab \u2264 2 \u00BD"},
                    Cleaned{"a&nbsp;b", "a\u00A0b"},
                    Cleaned{"salt & pepper; AT&T; &unknown; & &;", "salt & pepper; AT&T; &unknown; & &;"},
                    Cleaned{"&#0; &#xD800; &#99999999;", "&#0; &#xD800; &#99999999;"},
                    Cleaned{"&lt;b&gt;Take&lt;/b&gt; 1", "Take 1"}, Cleaned{"Don&#146;t &#x80;5", "Don\u2019t \u20AC5"},
                    Cleaned{"Wait&#133;then go", "Wait\u2026then go"}, Cleaned{"Wait\u0085then go", "Wait\nthen go"},
                    Cleaned{"a&#129;b", "a b"}));

INSTANTIATE_TEST_SUITE_P(LessThan, CleanWordsOf,
                         testing::Values(Cleaned{"if < 5 mg", "if < 5 mg"}, Cleaned{"<100", "<100"},
                                         Cleaned{"BP <90 or >180", "BP <90 or >180"},
                                         Cleaned{"if &lt;5 and &gt;3", "if <5 and >3"}, Cleaned{"x<y>z", "x<y>z"},
                                         Cleaned{"<Drug name>", "<Drug name>"}, Cleaned{"<5 mg>", "<5 mg>"},
                                         Cleaned{"a <b and c> d", "a <b and c> d"}, Cleaned{"weight <p", "weight <p"},
                                         Cleaned{"glucose < 70", "glucose < 70"}));

INSTANTIATE_TEST_SUITE_P(
    Tags, CleanWordsOf,
    testing::Values(Cleaned{"Rest.<br/>Drink.<BR>Sleep.", "Rest.\nDrink.\nSleep."},
                    Cleaned{"<p>Rest</p><p>Walk</p>", "Rest\nWalk"}, Cleaned{"<p>Rest<p>Walk", "Rest\nWalk"},
                    Cleaned{"<ol><li>Rest<li>Walk</ol>", "1. Rest\n2. Walk"},
                    Cleaned{"Take <s>4</s> 1 tablet", "Take 1 tablet"},
                    Cleaned{"Take <span style='display:none'>4</span>1", "Take 1"},
                    Cleaned{"Take ~~4 tablets~~ 1 tablet", "Take 1 tablet"}, Cleaned{"~~ 5 mg ~~ 6", "~~ 5 mg ~~ 6"},
                    Cleaned{"Take 4\u0336 1", "Take 1"}, Cleaned{"1<sup>1</sup>/<sub>2</sub> tab", "1\u00BD tab"},
                    Cleaned{"<b><i>Rest</b></i> now", "Rest now"}, Cleaned{"Rest</div> now", "Rest now"},
                    Cleaned{"Rest<!-- not now -->", "Rest"}, Cleaned{"<script>x</script>Rest", "Rest"},
                    Cleaned{"<a href=\"http://x/?a=1&b=2\">Rest</a>", "Rest"}));

INSTANTIATE_TEST_SUITE_P(
    Blanks, CleanWordsOf,
    testing::Values(Cleaned{"one tab\n      q8h  PRN ", "one tab\nq8h PRN"}, Cleaned{"a\tb\r\nc", "a b\nc"},
                    Cleaned{"a\n\n\n\nb", "a\n\nb"}, Cleaned{"a \u00A0 b", "a b"}, Cleaned{"  ", ""},
                    Cleaned{"\u00A0", ""}, Cleaned{"a\u2028b\u0085c", "a\nb\nc"},
                    // Windows-1252 that was taken for Latin-1
                    Cleaned{"Don\u0092t \u0096 \u0093rest\u0094", "Don\u2019t \u2013 \u201Crest\u201D"},
                    Cleaned{"a\u0081b", "a b"}));

INSTANTIATE_TEST_SUITE_P(HiddenCharacters, CleanWordsOf,
                         testing::Values(Cleaned{"Warfarin \u202E5 mg", "Warfarin 5 mg"},
                                         Cleaned{"\u202Aa\u202Bb\u202Cc\u202Dd", "abcd"},
                                         Cleaned{"a\u2066b\u2067c\u2068d\u2069e", "abcde"},
                                         Cleaned{"a\u200Eb\u200Fc\u061Cd", "abcd"},
                                         Cleaned{"Meto\u200Bprolol suc\u00ADcinate\uFEFF", "Metoprolol succinate"},
                                         Cleaned{"a\U000E0041b\U000E007Fc\u2060d\u2063e\u180Ef", "abcdef"},
                                         Cleaned{"Te&#8238;st", "Test"}, Cleaned{"a\u200Db\u200Cc", "abc"},
                                         Cleaned{"\u0646\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                                                 "\u0646\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"},
                                         Cleaned{"\u0915\u094D\u200D\u0937", "\u0915\u094D\u200D\u0937"},
                                         Cleaned{"\U0001F469\u200D\U0001F52C", "\U0001F469\u200D\U0001F52C"},
                                         Cleaned{"\u1780\u17B6\u200B\u1795\u17D2", "\u1780\u17B6\u200B\u1795\u17D2"},
                                         Cleaned{"\u8FBB\U000E0100", "\u8FBB\U000E0100"}));

INSTANTIATE_TEST_SUITE_P(FirstAndLastOfTheUnseen, CleanWordsOf,
                         testing::Values(Cleaned{"a\u00ADb\u00ADc", "abc"}, Cleaned{"a\u061Cb\u061Cc", "abc"},
                                         Cleaned{"a\u180Eb\u180Ec", "abc"}, Cleaned{"a\u200Eb\u200Fc", "abc"},
                                         Cleaned{"a\u202Ab\u202Ec", "abc"}, Cleaned{"a\u2060b\u206Fc", "abc"},
                                         Cleaned{"a\uFEFFb\uFEFFc", "abc"}, Cleaned{"a\uFFF9b\uFFFBc", "abc"},
                                         Cleaned{"a\U0001BCA0b\U0001BCA3c", "abc"},
                                         Cleaned{"a\U0001D173b\U0001D17Ac", "abc"},
                                         Cleaned{"a\U000E0000b\U000E007Fc", "abc"}, Cleaned{"a\u3164b\u3164c", "abc"}));
INSTANTIATE_TEST_SUITE_P(NextToTheUnseen, CleanWordsOf,
                         testing::Values(Cleaned{"a\u061Bb\u061Dc", "a\u061Bb\u061Dc"},
                                         Cleaned{"a\u2010b\u2070c", "a\u2010b\u2070c"},
                                         Cleaned{"a\uFFF8b\uFFFCc", "a\uFFF8b\uFFFCc"},
                                         Cleaned{"a\U0001BC9Fb\U0001BCA4c", "a\U0001BC9Fb\U0001BCA4c"},
                                         Cleaned{"a\U0001D172b\U0001D17Bc", "a\U0001D172b\U0001D17Bc"},
                                         Cleaned{"a\u3163b\u3165c", "a\u3163b\u3165c"},
                                         Cleaned{"a\U000E0080b\U000E0100c", "a\U000E0080b\U000E0100c"}));

class LooseTags : public testing::TestWithParam<const char*> {};

TEST_P(LooseTags, of_html_are_not_printed) {
    const std::string tag = GetParam();
    const std::string clean = clean_words("Take 1 <" + tag + "></" + tag + "> a day").text;
    EXPECT_EQ(clean.find_first_of("<>"), std::string::npos) << clean;
    EXPECT_TRUE(clean.starts_with("Take 1")) << clean;
    const std::string other = "Take 1 <" + tag + "z> a day";
    EXPECT_EQ(clean_words(other).text, other) << "not a tag";
}

INSTANTIATE_TEST_SUITE_P(All, LooseTags,
                         testing::Values("a", "abbr", "acronym", "address", "article", "b", "bdi", "bdo", "big",
                                         "blockquote", "body", "br", "caption", "center", "cite", "code", "col",
                                         "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "font", "footer",
                                         "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
                                         "i", "iframe", "img", "ins", "kbd", "label", "li", "main", "mark", "nav",
                                         "nobr", "object", "ol", "p", "pre", "q", "s", "samp", "script", "section",
                                         "small", "span", "strike", "strong", "style", "sub", "sup", "table", "tbody",
                                         "td", "tfoot", "th", "thead", "title", "tr", "u", "ul"));

TEST(CleanWordsOfTheRecord, StruckOutAfterManyTags) {
    std::string many;
    for (int i = 0; i < 300; ++i) many += "<b>a</b> ";
    EXPECT_TRUE(clean_words(many + "Take <s>4</s> 1").text.ends_with("a Take 1"));
    std::string deep;
    for (int i = 0; i < 300; ++i) deep += "<b>a";
    const CleanWords clean = clean_words(deep + "<s>4</s>");
    EXPECT_TRUE(clean.hidden && clean.text.empty()) << "nobody can tell what it says";
}

TEST(CleanWordsOfTheRecord, HostileTextsTakeNoLongerThanTheyAreLong) {
    for (const std::string part :
         {"<!--", "<a b=", "<a b='", "<s>", "</p>", "&amp;", "~~a", "~~", "&#", "<a b=1 ", "\u202E", "a\u0336"}) {
        std::string text;
        while (text.size() < 2'000'000) text += part;
        clean_words(text);  // the time limit of the test is the expectation
    }
    std::string known = "no";
    while (known.size() < 2'000'000) known += " known";
    Concept made;
    made.name.text = known;
    EXPECT_EQ(absence_of_allergies(made, {}).says, Absence::no);
    EXPECT_EQ(absence_of_medicines(made), Absence::no);
}

TEST(CleanWordsOfTheRecord, AreSaidOnceForEachResource) {
    const Read got = read_with({condition("a", "Fe\u202Ever <b>x</b>", R"(, "severity": {"text": "mi\u200Bld"})"),
                                condition("b", "Cou\u202Egh <s>dry</s>")});
    ASSERT_TRUE(got.visit) << got.messages;
    ASSERT_EQ(got.visit->conditions.size(), 2U);
    EXPECT_EQ(got.visit->conditions[0].name.name.text, "Fever x");
    EXPECT_EQ(got.visit->conditions[1].name.name.text, "Cough");
    const auto count = [&](const std::string& words) {
        int found = 0;
        for (std::size_t at = 0; (at = got.messages.find(words, at)) != std::string::npos; ++at) ++found;
        return found;
    };
    EXPECT_EQ(count("hidden characters"), 2) << got.messages;
    EXPECT_EQ(count("note Bundle.entry[2].resource.code.text: HTML tags"), 1) << got.messages;
    EXPECT_EQ(count("warning Bundle.entry[3].resource.code.text: words that are struck out"), 1) << got.messages;
}

TEST(CleanWordsOfTheRecord, NamesToo) {
    Json who = patient();
    who["name"] = parse(R"([{"use": "official", "family": "Te\u202Est", "given": ["Ro\u202Cbin"]}])");
    const Read got = read(bundle({who, encounter()}));
    ASSERT_TRUE(got.visit);
    EXPECT_EQ(got.visit->patient.name.text, "Robin Test");
}

}  // namespace
}  // namespace carepress::test
