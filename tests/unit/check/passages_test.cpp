// Where sentences and words end, and where they are in the source.
#include "check/passages.h"

#include "article/read.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace check;
namespace {

/// The words of each sentence with "|" between them, the sentences with " / ".
std::string read(const std::string& text) {
    std::string out;
    for (const Sentence& sentence : sentences_of(text)) {
        if (!out.empty()) out += " / ";
        for (std::size_t i = 0; i < sentence.words.size(); ++i)
            out += (i == 0 ? "" : "|") +
                   text.substr(sentence.words[i].begin, sentence.words[i].end - sentence.words[i].begin);
    }
    return out;
}

struct Text {
    std::string text, read;
};
void PrintTo(const Text& row, std::ostream* out) { *out << row.text; }

class Sentences : public testing::TestWithParam<Text> {};

TEST_P(Sentences, have_their_words) { EXPECT_EQ(read(GetParam().text), GetParam().read); }

INSTANTIATE_TEST_SUITE_P(Words, Sentences,
                         testing::Values(Text{"", ""}, Text{"?", ""}, Text{"Go home", "Go|home"},
                                         Text{"don't go", "don't|go"}, Text{"don\u2019t go", "don\u2019t|go"},
                                         Text{"X-ray now", "X-ray|now"}, Text{"a- b", "a|b"}, Text{"a' b", "a|b"},
                                         Text{"a--b", "a|b"}, Text{"'a'", "a"},
                                         Text{"caf\u00E9 \u00FCber", "caf\u00E9|\u00FCber"},
                                         Text{"cafe\u0301", "cafe\u0301"}, Text{"a b-", "a|b"}));
INSTANTIATE_TEST_SUITE_P(Figures, Sentences,
                         testing::Values(Text{"911", "911"}, Text{"1.5 mg", "1.5|mg"}, Text{"120/80", "120/80"},
                                         Text{"1,000", "1,000"}, Text{"9:30", "9:30"}, Text{"2-4", "2-4"},
                                         Text{"It is 5. Go.", "It|is|5 / Go"}, Text{"5- a", "5|a"},
                                         Text{"38 \u00B0C now", "38|now"}, Text{"38 \u00B0 C now", "38|now"},
                                         Text{"101\u00B0F.", "101"}, Text{"90\u00B0 K", "90|K"},
                                         Text{"90\u00B0Cold", "90|Cold"}, Text{"90\u00B0", "90"}));

class Endings : public testing::TestWithParam<const char*> {};

TEST_P(Endings, end_a_sentence) {
    EXPECT_EQ(read("Go" + std::string(GetParam()) + " Now"), "Go / Now");
    EXPECT_EQ(read("Go" + std::string(GetParam()) + GetParam() + " Now"), "Go / Now");
}

INSTANTIATE_TEST_SUITE_P(All, Endings,
                         testing::Values(".", "!", "?", "\u2026", "\u3002", "\uFF01", "\uFF1F", "\u0964", "\u061F",
                                         "\u06D4", "\u1362", "\u104B", "\u17D4"));
INSTANTIATE_TEST_SUITE_P(BeforeWhatCloses, Endings,
                         testing::Values(".\"", ".'", ".\u201D", ".\u2019", ".\u00BB", ".)"));

TEST(Endings, need_a_space_except_in_east_asia) {
    EXPECT_EQ(read("Go.Now"), "Go|Now");
    EXPECT_EQ(read("Go;\" Now"), "Go|Now");
    EXPECT_EQ(read("\u8D70\u3002\u505C\u3002"), "\u8D70 / \u505C");
    const std::vector<Sentence> sentences = sentences_of("Go.\u201D Now.");
    ASSERT_EQ(sentences.size(), 2U);
    EXPECT_EQ(sentences[0].begin, 0U);
    EXPECT_EQ(sentences[0].end, 6U);
    EXPECT_EQ(sentences[1].begin, 7U);
    EXPECT_EQ(sentences[1].end, 11U);
}

/// A passage can be a part of a longer text, such as a row of a table.
TEST(Sentences, end_where_their_text_ends) {
    const std::string_view text = "Go.\") Now";
    for (std::size_t end = 2; end <= 5; ++end) {
        const std::vector<Sentence> sentences = sentences_of(text.substr(0, end));
        ASSERT_EQ(sentences.size(), 1U) << end;
        EXPECT_EQ(sentences[0].end, end);
    }
}

class AbbreviatedWords : public testing::TestWithParam<const char*> {};

TEST_P(AbbreviatedWords, end_no_sentence) {
    const std::string word = GetParam();
    EXPECT_EQ(sentences_of(word + ". Lee is in").size(), 1U);
    EXPECT_EQ(sentences_of("See " + word + ". Lee").size(), 1U);
    EXPECT_EQ(sentences_of("See x" + word + ". Lee").size(), 2U);
    EXPECT_EQ(sentences_of("See " + word + "! Lee").size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(All, AbbreviatedWords,
                         testing::Values("Dr", "Mr", "Mrs", "Ms", "Sr", "Sra", "Dra", "vs", "e.g", "i.e"));

/// A passage whose runs are [begin, end) of the text, each at a place of the source.
Passage passage_of(const std::string& text, std::vector<article::InlineRun> runs, std::string_view source = {}) {
    Passage passage;
    passage.text = text;
    passage.runs = std::move(runs);
    passage.source = source;
    return passage;
}

article::InlineRun run(std::uint32_t begin, std::uint32_t end, SourceSpan span) {
    article::InlineRun made;
    made.begin = begin;
    made.end = end;
    made.span = span;
    return made;
}

struct Body {
    const char *markdown,
        *passages;  ///< with " / " between them, "!" before those of a help level, "#" before headings
};
void PrintTo(const Body& row, std::ostream* out) { *out << row.markdown; }

class Passages : public testing::TestWithParam<Body> {};

TEST_P(Passages, are_what_a_reader_reads) {
    const Source source{"a.md", "---\ntitle: T\nlanguage: en\n---\n\n" + std::string(GetParam().markdown)};
    Diagnostics ignored(source);
    std::string passages;
    for (const Passage& each :
         passages_of(article::read_article(source, article::ArticleFormat::markdown, ignored), source.bytes)) {
        passages += (passages.empty() ? "" : " / ") + std::string(each.help ? "!" : "") + (each.heading ? "#" : "");
        passages += each.text;
    }
    EXPECT_EQ(passages, GetParam().passages);
}

INSTANTIATE_TEST_SUITE_P(
    All, Passages,
    testing::Values(Body{"a\n\n## b\n\nc\n", "a / #b / c"}, Body{"- a\n  - b\n- c\n", "a / b / c"}, Body{"> a\n", "a"},
                    Body{"```\na\n```\n", "a"}, Body{"a\n\n---\n\nb\n", "a / b"}, Body{"![not read](a.png)\n", ""},
                    Body{"<figure><img src=\"a.png\" alt=\"not read\"><figcaption>a</figcaption></figure>\n", "a"},
                    Body{"| a | b |\n|---|---|\n| c | d |\n", "a b / c d"},
                    Body{"<table><caption>a</caption><tr><td>b</td><td>c</td></tr></table>\n", "a / b c"},
                    Body{"## Where can you learn more?\n\na\n", "#Where can you learn more? / a"},
                    Body{"a\n\n> [!WATCH]\n> b\n>\n> - c\n>\n> | d |\n> |---|\n> | e |\n\nf\n",
                         "a / !b / !c / !d / !e / f"},
                    Body{"<p lang=\"es\">no leído</p>\n\nb\n", "b"}));

TEST(Places, are_exact_where_text_and_source_agree) {
    const Passage passage = passage_of("Take two", {run(0, 8, {10, 18})});
    EXPECT_EQ(passage.in_source(0, 4), (SourceSpan{10, 14}));
    EXPECT_EQ(passage.in_source(5, 8), (SourceSpan{15, 18}));
    EXPECT_EQ(passage.in_source(5, 80), (SourceSpan{15, 18}));
}

TEST(Places, are_found_by_their_words_where_they_do_not) {
    const std::string source = "0123 Take &amp; two";
    const Passage passage = passage_of("Take & two", {run(0, 10, {5, 19})}, source);
    EXPECT_EQ(passage.in_source(7, 10), (SourceSpan{16, 19}));
    EXPECT_EQ(passage.in_source(5, 10), (SourceSpan{5, 19})) << "these words are not in the source as they are";
    EXPECT_EQ(passage_of("Take & two", {run(0, 10, {5, 19})}, "short").in_source(7, 10), (SourceSpan{5, 19}));
    EXPECT_EQ(passage_of("Take & two", {run(0, 10, {5, 19})}, source + " or & two").in_source(5, 10),
              (SourceSpan{5, 19}))
        << "the same words of another place";
}

TEST(Places, reach_over_all_runs) {
    const Passage passage = passage_of("Take two", {run(0, 4, {0, 4}), run(4, 8, {20, 24})});
    EXPECT_EQ(passage.in_source(2, 6), (SourceSpan{2, 22}));
    EXPECT_EQ(passage.in_source(0, 4), (SourceSpan{0, 4}));
    EXPECT_EQ(passage.in_source(4, 8), (SourceSpan{20, 24}));
    EXPECT_EQ(passage.in_source(8, 9), SourceSpan{});
}

}  // namespace
}  // namespace carepress::test
