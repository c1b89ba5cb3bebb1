#include "base/color.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/length.h"
#include "base/utf.h"
#include "base/yaml.h"
#include "support/process.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdint>

namespace carepress::test {
namespace {

using namespace literals;

TEST(Length, rounds_to_the_nearest_millipoint_halves_away_from_zero) {
    EXPECT_EQ(scale(12_pt, 556), (Length{6672}));
    EXPECT_EQ(scale(Length{1}, 500), (Length{1}));
    EXPECT_EQ(scale(Length{1}, -500), (Length{-1}));
    EXPECT_EQ(scale(Length{1}, 499), (Length{0}));
    EXPECT_EQ(8.5_pt, (Length{8500}));
    EXPECT_EQ(scale(2'000'000_pt, 1000), 2'000'000_pt);
}

TEST(Contrast, is_that_of_wcag) {
    EXPECT_DOUBLE_EQ(contrast_ratio({0, 0, 0}, {255, 255, 255}), 21.0);
    EXPECT_DOUBLE_EQ(contrast_ratio({255, 255, 255}, {0, 0, 0}), 21.0);
    EXPECT_NEAR(contrast_ratio({0x76, 0x76, 0x76}, {255, 255, 255}), 4.54, 0.01);
    EXPECT_DOUBLE_EQ(contrast_ratio({10, 20, 30}, {10, 20, 30}), 1.0);
}

TEST(Position, counts_lines_and_code_points) {
    const std::string text = "ab\n\u00E9x\r\ny\rz";
    EXPECT_EQ(position_at(text, 0), (Position{1, 1}));
    EXPECT_EQ(position_at(text, 2), (Position{1, 3}));
    EXPECT_EQ(position_at(text, 3), (Position{2, 1}));
    EXPECT_EQ(position_at(text, 5), (Position{2, 2}));
    EXPECT_EQ(position_at(text, 8), (Position{3, 1}));
    EXPECT_EQ(position_at(text, 10), (Position{4, 1}));
    EXPECT_EQ(position_at(text, 1000), (Position{4, 2}));
    EXPECT_EQ(position_at("", 5), (Position{1, 1}));
}

TEST(Position, a_finder_finds_what_counting_from_the_start_finds) {
    std::string text;
    for (int i = 0; i < 700; ++i)
        text += i % 7 == 0 ? "\r\n" : i % 5 == 0 ? "\n" : i % 11 == 0 ? "\r" : "ä\xF0\x9F\x98\x80x";
    PositionFinder forwards(text), anywhere(text);
    const auto size = static_cast<std::uint32_t>(text.size());
    for (std::uint32_t i = 0; i < size + 3; ++i) {
        EXPECT_EQ(forwards.at(i), position_at(text, i)) << i;
        const std::uint32_t other = i * 7919 % size;
        EXPECT_EQ(anywhere.at(other), position_at(text, other)) << other;
    }
    EXPECT_EQ(PositionFinder("").at(9), Position());
}

TEST(Sources, only_files_are_read_unless_the_user_names_a_stream) {
    const test::TemporaryFolder folder;
    ASSERT_EQ(::mkfifo(folder.file("pipe").c_str(), 0600), 0);
    try {
        read_source(folder.file("pipe"));
        ADD_FAILURE() << "a pipe was read";
    } catch (const EnvironmentError& error) {
        EXPECT_NE(std::string(error.what()).find("it is a pipe, socket or device, not a file"), std::string::npos);
    }
    EXPECT_THROW(read_source("/dev/zero"), EnvironmentError);
    EXPECT_EQ(read_source("/dev/null", 10, SourceKind::stream).bytes, "");
    EXPECT_THROW(read_source("/dev/zero", 1000, SourceKind::stream), SourceTooLarge);
}

TEST(Diagnostics, keep_order_place_and_a_bounded_number) {
    const Source source{"a.md", "one\ntwo\n"};
    Diagnostics diagnostics(source);
    diagnostics.note("test/fault"_code, {0, 1}, "first");
    EXPECT_FALSE(diagnostics.has_errors());
    diagnostics.error("test/fault"_code, {4, 5}, "second", "fix it");
    EXPECT_TRUE(diagnostics.has_errors());
    EXPECT_EQ(format(diagnostics.all()[1]), "a.md:2:1: error: second\n  hint: fix it");
    for (int i = 0; i < 1000; ++i) diagnostics.warning("test/fault"_code, {}, "again");
    EXPECT_EQ(diagnostics.all().size(), Diagnostics::limit);
    EXPECT_NE(diagnostics.all().back().message.find("803"), std::string::npos) << diagnostics.all().back().message;
}

TEST(Diagnostics, silent_ones_count_errors_and_keep_nothing) {
    const Source source{"a.md", "one"};
    Diagnostics diagnostics(source);
    diagnostics.note("test/fault"_code, {}, "kept");
    Diagnostics silent = diagnostics.silent();
    silent.warning("test/fault"_code, {}, "lost");
    EXPECT_FALSE(silent.has_errors());
    silent.error("test/fault"_code, {}, "lost");
    EXPECT_TRUE(silent.has_errors());
    EXPECT_TRUE(silent.all().empty());
    EXPECT_EQ(silent.excerpt("one"), "one");
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(diagnostics.all().size(), 1u);
    diagnostics.error("test/fault"_code, {}, "kept");
    EXPECT_TRUE(diagnostics.silent().has_errors()) << "an error so far counts";
}

/// Whatever had been said before: nothing, a little, a full list, a list that had run over.
TEST(Diagnostics, forget_what_was_said_since_a_mark) {
    const Source source{"a.md", "one"};
    for (const std::size_t before : {std::size_t{0}, std::size_t{3}, Diagnostics::limit, Diagnostics::limit + 5}) {
        SCOPED_TRACE(before);
        Diagnostics never(source), diagnostics(source);
        for (std::size_t i = 0; i < before; ++i)
            for (Diagnostics* each : {&never, &diagnostics})
                each->warning("test/fault"_code, {}, "message " + std::to_string(i));
        const Diagnostics::Mark mark = diagnostics.mark();
        for (int i = 0; i < 300; ++i) diagnostics.error("test/fault"_code, {}, "a trial");
        EXPECT_TRUE(diagnostics.has_errors());
        diagnostics.forget_since(mark);
        EXPECT_FALSE(diagnostics.has_errors());
        for (Diagnostics* each : {&never, &diagnostics}) each->note("test/fault"_code, {}, "after");
        ASSERT_EQ(diagnostics.all().size(), never.all().size());
        for (std::size_t i = 0; i < never.all().size(); ++i)
            EXPECT_EQ(format(diagnostics.all()[i]), format(never.all()[i]));
    }
}

TEST(Diagnostics, show_no_words_of_a_private_source) {
    const Source article{"a.md", "secret"}, note{"note", "secret", true};
    const Diagnostics both(std::vector<const Source*>{&article, &note});
    EXPECT_EQ(both.excerpt("secret"), "secret");
    EXPECT_EQ(both.excerpt("secret", 1), "…");
}

TEST(PrivateSource, is_called_by_its_name_and_never_by_its_path) {
    EXPECT_EQ(read_private_source("/dev/null", "note").name, "note");
    EXPECT_TRUE(read_private_source("/dev/null", "note").is_private);
    try {
        read_private_source("/no/such/jane-doe.md", "note");
        FAIL() << "read";
    } catch (const EnvironmentError& error) {
        EXPECT_STREQ(error.what(), "cannot read the note: No such file or directory");
    }
    try {
        read_private_source("/proc/self/exe", "note", 1000);
        FAIL() << "read";
    } catch (const SourceTooLarge& error) {
        EXPECT_EQ(std::string(error.what()).find("exe"), std::string::npos) << error.what();
    }
}

TEST(DidYouMean, finds_the_nearest_and_nothing_far) {
    const std::vector<std::string_view> keys = {"title", "language", "updated", "version"};
    EXPECT_EQ(nearest("titel", keys), "title");
    EXPECT_EQ(nearest("languag", keys), "language");
    EXPECT_EQ(nearest("langauge", keys), "language");
    EXPECT_EQ(nearest("colour", keys), "");
    EXPECT_EQ(nearest("", keys), "");
    EXPECT_EQ(nearest(std::string(100'000, 'x'), keys), "");
}

TEST(Utf8, finds_the_first_ill_formed_sequence) {
    EXPECT_FALSE(find_malformed_utf8("plain \u00E9 \u20AC \U0001F600").has_value());
    EXPECT_EQ(find_malformed_utf8("ab\xC0\xAF"), 2u);        // overlong
    EXPECT_EQ(find_malformed_utf8("a\xED\xA0\x80"), 1u);     // surrogate
    EXPECT_EQ(find_malformed_utf8("\xF4\x90\x80\x80"), 0u);  // over U+10FFFF
    EXPECT_EQ(find_malformed_utf8("abc\xE2\x82"), 3u);       // cut off
    EXPECT_EQ(find_malformed_utf8("\x80"), 0u);
}

TEST(Utf8, replaces_maximal_subparts) {
    // The example of Unicode 15.0, table 3-8.
    EXPECT_EQ(replace_malformed_utf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
              "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41");
    // Table 3-11: truncated sequences are one replacement each.
    EXPECT_EQ(replace_malformed_utf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), "\uFFFD\uFFFD\uFFFD\uFFFD\x41");
}

TEST(Utf8, goes_to_utf16_and_back) {
    for (const char32_t c : {U'\0', U'A', U'\u00E9', U'\u20AC', U'\uFFFD', U'\U00010000', U'\U0010FFFF'}) {
        std::string utf8;
        std::u16string utf16;
        append_utf8(utf8, c);
        append_utf16(utf16, c);
        EXPECT_EQ(to_utf16(utf8), utf16);
        EXPECT_EQ(to_utf8(utf16), utf8);
        EXPECT_FALSE(find_malformed_utf8(utf8).has_value());
    }
    EXPECT_EQ(to_utf8(u"\xD800x"), "\uFFFDx");
    EXPECT_EQ(to_utf8(u"x\xDC00"), "x\uFFFD");
}

YamlNode yaml(const std::string& text, std::vector<Diagnostic>& messages, std::uint32_t offset = 0) {
    const Source source{"a.yaml", text};
    Diagnostics diagnostics(source);
    YamlNode node = read_yaml(text, offset, diagnostics);
    messages = diagnostics.take();
    return node;
}

TEST(Utf8, is_appended_to_what_is_there) {
    std::u16string out = u"is: ";
    append_utf16(out, "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80.");
    append_utf16(out, "");
    append_utf16(out, "\xF0\x9F\x98|\xFF|\xED\xA0\x80");
    EXPECT_EQ(out, u"is: a\u00E9\u20AC\U0001F600.\uFFFD|\uFFFD|\uFFFD\uFFFD\uFFFD");
}

TEST(Yaml, remembers_places) {
    std::vector<Diagnostic> messages;
    const std::string text = "a: 1\n\"b\u00E9\": [x, 'y']\nc:\n  d: ~\n";
    const YamlNode root = yaml(text, messages);
    EXPECT_TRUE(messages.empty());
    ASSERT_NE(root.find("a"), nullptr);
    EXPECT_EQ(root.find("a")->scalar, "1");
    EXPECT_EQ(root.find("a")->span, (SourceSpan{3, 4}));
    const YamlNode* list = root.find("b\u00E9");
    ASSERT_NE(list, nullptr);
    ASSERT_EQ(list->items.size(), 2u);
    EXPECT_EQ(text.substr(list->items[1].span.begin, 3), "'y'");
    EXPECT_TRUE(list->items[1].quoted);
    EXPECT_EQ(root.find("c")->find("d")->kind, YamlNode::Kind::null);
    EXPECT_EQ(root.find("nothing"), nullptr);
}

TEST(Yaml, reports_what_is_broken_and_keeps_what_was_read) {
    std::vector<Diagnostic> messages;
    const YamlNode root = yaml("title: A\nkeys: [a, b\n", messages);
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].severity, Severity::error);
    ASSERT_NE(root.find("title"), nullptr);
    EXPECT_EQ(root.find("title")->scalar, "A");
}

TEST(Yaml, refuses_duplicates_aliases_depth_and_width) {
    std::vector<Diagnostic> messages;
    yaml("a: 1\na: 2\n", messages);
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].position, (Position{2, 1}));
    yaml("a: &x 1\nb: *x\n", messages);
    EXPECT_FALSE(messages.empty());
    yaml(std::string(10'000, '['), messages);
    EXPECT_FALSE(messages.empty());
    yaml(std::string(10'000, '{'), messages);
    EXPECT_FALSE(messages.empty());
    std::string wide;
    for (int i = 0; i < 100'000; ++i) wide += "k" + std::to_string(i) + ": 1\n";
    yaml(wide, messages);
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].position.line, 1001u);
    yaml("a: 1\n---\nb: 2\n", messages);
    EXPECT_FALSE(messages.empty());
}

TEST(Yaml, an_empty_document_is_null) {
    std::vector<Diagnostic> messages;
    EXPECT_EQ(yaml("", messages).kind, YamlNode::Kind::null);
    EXPECT_EQ(yaml("# only a comment\n", messages).kind, YamlNode::Kind::null);
    EXPECT_TRUE(messages.empty());
}

}  // namespace
}  // namespace carepress::test
