#include "text/shape.h"

#include "base/error.h"
#include "text/shaper.h"
#include "text_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <thread>

namespace carepress::test {
using namespace text;
namespace {

using test::styled;
using test::whole_line;

/// Everything a line says, for comparing.
std::string describe(const Line& line) {
    std::string text = std::to_string(line.width.millipoints) + ":";
    for (const LineRun& run : line.runs) {
        text += " run" + std::to_string(run.run) + " face" + std::to_string(run.face) + " level" +
                std::to_string(run.level) + " [" + std::to_string(run.text_begin) + "," + std::to_string(run.text_end) +
                ") x" + std::to_string(run.x.millipoints) + " w" + std::to_string(run.width.millipoints) + " v" +
                std::to_string(run.visible_width.millipoints);
        for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
            const Glyph& glyph = line.glyphs[i];
            text += " " + std::to_string(glyph.id) + "=" + std::to_string(glyph.cluster) + "@" +
                    std::to_string(glyph.x_offset) + "," + std::to_string(glyph.y_offset) + "+" +
                    std::to_string(glyph.advance);
        }
    }
    return text;
}

std::string describe(const ShapedParagraph& paragraph) {
    std::string text;
    for (const Segment& segment : paragraph.segments)
        text += "[" + std::to_string(segment.begin) + "," + std::to_string(segment.end) + ") " +
                std::to_string(segment.width.millipoints) + " " + std::to_string(segment.space.millipoints) + " " +
                std::to_string(segment.hyphen.millipoints) + (segment.mandatory_break ? "!" : "") + "\n";
    for (const auto& missing : paragraph.missing)
        text += std::to_string(missing.at) + ":" + std::to_string(static_cast<unsigned>(missing.character)) + " ";
    return text;
}

/// What must hold of every paragraph and each of its lines, whatever the text.
void check_invariants(Shaper& shaper, const StyledText& text, const ShapedParagraph& paragraph, std::mt19937& random) {
    const std::string shown = to_utf8(text.text);
    const auto size = static_cast<std::uint32_t>(text.text.size());
    std::uint32_t at = 0;
    for (const auto& piece : paragraph.pieces) {
        ASSERT_EQ(piece.begin, at) << shown;
        ASSERT_LT(piece.begin, piece.end) << shown;
        at = piece.end;
    }
    ASSERT_EQ(at, size) << shown;
    at = 0;
    for (const Segment& segment : paragraph.segments) {
        ASSERT_EQ(segment.begin, at) << shown;
        ASSERT_LT(segment.begin, segment.end) << shown;
        at = segment.end;
    }
    ASSERT_EQ(at, size) << shown;
    if (size > 0) {
        EXPECT_TRUE(paragraph.segments.back().mandatory_break);
    }

    const auto count = static_cast<std::uint32_t>(paragraph.segments.size());
    for (std::uint32_t first = 0; first < count;) {
        const std::uint32_t last = std::min<std::uint32_t>(count, first + 1 + random() % 4);
        const Line line = shaper.make_line(paragraph, first, last);
        const std::uint32_t begin = paragraph.segments[first].begin, end = paragraph.segments[last - 1].end;
        Length visible, hanging, x, widest;
        for (std::uint32_t i = first; i < last; ++i) widest += paragraph.segments[i].width;
        for (std::uint32_t i = first; i + 1 < last; ++i) widest += paragraph.segments[i].space;
        widest += paragraph.segments[last - 1].hyphen;
        std::uint32_t glyph = 0;
        for (const LineRun& run : line.runs) {
            EXPECT_EQ(run.glyph_begin, glyph) << shown;
            EXPECT_LT(run.glyph_begin, run.glyph_end) << shown;
            glyph = run.glyph_end;
            std::int64_t advance = 0;
            for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
                const Glyph& one = line.glyphs[i];
                EXPECT_NE(one.id, 0u) << shown;
                EXPECT_TRUE(one.cluster >= run.text_begin && one.cluster < run.text_end) << shown;
                if (i > run.glyph_begin) {
                    const std::uint32_t before = line.glyphs[i - 1].cluster;
                    EXPECT_TRUE((run.level & 1) != 0 ? before >= one.cluster : before <= one.cluster) << shown;
                }
                advance += one.advance;
            }
            EXPECT_EQ(run.width, scale(size_of(text, run.run), advance)) << shown;
            EXPECT_GE(run.text_begin, begin);
            EXPECT_LE(run.text_end, end);
            visible += run.visible_width;
            hanging += run.width - run.visible_width;
        }
        EXPECT_EQ(glyph, line.glyphs.size()) << shown;
        EXPECT_EQ(line.width, visible) << shown;
        EXPECT_LE(line.width, widest) << shown << " segments " << first << " to " << last;
        // After a segment that prints nothing the space before it hangs too.
        if (paragraph.segments[last - 1].width > Length{}) {
            EXPECT_LT((widest - line.width).millipoints, 3 * static_cast<int>(end - begin) + 3) << shown;
        }
        if (text.direction == Direction::right_to_left) x = -hanging;
        for (const LineRun& run : line.runs) {
            EXPECT_EQ(run.x, x) << shown;
            x += run.width;
        }
        first = last;
    }
}

const std::vector<std::u16string>& alphabet() {
    static const std::vector<std::u16string> all = {
        u"word ",   u"AVA",     u"fi",         u"To",
        u"e\u0301", u" ",       u"  ",         u"-",
        u"\u00AD",  u"\u200B",  u"\u2028",     u"\t",
        u"\u0001",  u"12",      u"(",          u")",
        u"[",       u"]",       u".",          u",",
        u"سلام",    u"لا",      u"\u064B",     u"שלום",
        u"\u05B8",  u"हिन्दी",   u"क्ष",         u"ที่นี่",
        u"น้ำ",      u"Ω\u0301", u"ж",          u"→",
        u"☎",       u"\uFE0F",  u"\u200D",     u"\u200C",
        u"\u2066",  u"\u2069",  u"\u202E",     u"\u202C",
        u"\u200F",  u"😀",       u"\U00010348", std::u16string(1, char16_t{0xD800}),
        u"\u00A0",  u"\u3000",  u"中文",       u"\u0301",
        u"/",       u"ﬁ",       u"\u0660"};
    return all;
}

StyledText random_paragraph(std::mt19937& random, std::size_t pieces) {
    StyledText text = styled(test::random_text(random, alphabet(), pieces), "en", "Noto Sans",
                             random() % 3 == 0 ? Direction::right_to_left : Direction::left_to_right);
    text.languages = {"en", "ar", "sr", "hi"};
    TextStyle bold = text.styles[0];
    bold.weight = 700;
    bold.size = {12'345};
    TextStyle unknown = text.styles[0];
    unknown.family = "No Such Family";
    text.styles = {text.styles[0], bold, unknown};
    const auto size = static_cast<std::uint32_t>(text.text.size());
    text.runs.clear();
    for (std::uint32_t at = 0; at < size;) {
        StyledRun run;
        run.begin = at;
        run.end = std::min<std::uint32_t>(size, at + 1 + random() % 20);
        if (run.end < size && (text.text[run.end] & 0xFC00) == 0xDC00) ++run.end;
        run.style = random() % 3;
        run.language = random() % 4;
        text.runs.push_back(run);
        at = run.end;
    }
    return text;
}

class Shape : public testing::Test {
protected:
    std::vector<std::u16string> pieces(const ShapedParagraph& paragraph) const {
        std::vector<std::u16string> result;
        for (const auto& piece : paragraph.pieces)
            result.push_back(paragraph.text->text.substr(piece.begin, piece.end - piece.begin));
        return result;
    }
    std::string family_at(const ShapedParagraph& paragraph, std::uint32_t at) const {
        for (const auto& piece : paragraph.pieces) {
            if (at >= piece.begin && at < piece.end) return fonts.metrics(piece.face).postscript_name;
        }
        return {};
    }
    static std::vector<std::uint32_t> clusters(const Line& line) {
        std::vector<std::uint32_t> result;
        for (const Glyph& glyph : line.glyphs) result.push_back(glyph.cluster);
        return result;
    }

    FontLibrary fonts{test::manifest_path()};
    Shaper shaper{fonts};
};

TEST_F(Shape, EmptyTextHasNothing) {
    const StyledText text = styled(u"");
    const ShapedParagraph paragraph = shaper.shape(text);
    EXPECT_TRUE(paragraph.pieces.empty() && paragraph.segments.empty());
    EXPECT_TRUE(shaper.make_line(paragraph, 0, 0).runs.empty());
}

TEST_F(Shape, InvariantsHoldOfRandomText) {
    std::mt19937 random(11);
    for (int i = 0; i < 3'000; ++i) {
        const StyledText text = random_paragraph(random, 1 + random() % 30);
        ShapedParagraph paragraph = shaper.shape(text);
        check_invariants(shaper, text, paragraph, random);
        if (HasFatalFailure()) return;
        const Length measure = {static_cast<std::int32_t>(random() % 60'000)};
        shaper.split_overlong(paragraph, measure);
        check_invariants(shaper, text, paragraph, random);
        if (HasFatalFailure()) return;
        if (i % 50 == 0) shaper.new_document();
    }
}

TEST_F(Shape, InvariantsHoldOfRealText) {
    const std::vector<std::u16string> paragraphs = test::real_paragraphs();
    std::mt19937 random(3);
    for (std::size_t i = 0; i < paragraphs.size(); i += 7) {
        const StyledText text = styled(paragraphs[i]);
        const ShapedParagraph paragraph = shaper.shape(text);
        check_invariants(shaper, text, paragraph, random);
        if (HasFatalFailure()) return;
        if (i % 100 == 0) shaper.new_document();
    }
}

TEST_F(Shape, CacheAndThreadsChangeNothing) {
    std::mt19937 random(5);
    std::vector<StyledText> texts;
    for (int i = 0; i < 150; ++i) texts.push_back(random_paragraph(random, 20));
    const auto shape_all = [&](Shaper& by, bool fresh) {
        std::string all;
        for (const StyledText& text : texts) {
            Shaper new_one(fonts);
            Shaper& used = fresh ? new_one : by;
            ShapedParagraph paragraph = used.shape(text);
            all += describe(paragraph);
            used.split_overlong(paragraph, points(40));
            all += describe(paragraph) + describe(whole_line(used, paragraph));
        }
        return all;
    };
    const std::string fresh = shape_all(shaper, true);
    EXPECT_EQ(shape_all(shaper, false), fresh);
    shaper.new_document();
    EXPECT_EQ(shape_all(shaper, false), fresh);
    std::vector<std::string> results(4);
    std::vector<std::thread> threads;
    for (std::string& result : results) {
        threads.emplace_back([&] {
            Shaper own(fonts);
            result = shape_all(own, false);
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::string& result : results) EXPECT_EQ(result, fresh);
}

/// Words shaped one by one must be as HarfBuzz sets the whole text: no face of ours kerns with spaces.
TEST_F(Shape, WordsAreSetAsInTheWholeText) {
    const std::pair<const char16_t*, const char*> cases[] = {{u"To AVoid Type 2, “Wait” V. A T Y", "en"},
                                                             {u"سلام عليكم ورحمة الله لا إله", "ar"},
                                                             {u"שָׁלוֹם עולם", "he"},
                                                             {u"हिन्दी कर्म क्षेत्र दवा", "hi"},
                                                             {u"ที่นี่ น้ำ ผู้ป่วย", "th"},
                                                             {u"Ώρα Τα Υ Α ΑΥ", "el"},
                                                             {u"Тут Г. У А Здоровье", "ru"}};
    for (const auto& [words, language] : cases) {
        const bool right_to_left = std::string(language) == "ar" || std::string(language) == "he";
        for (const std::string& family : fonts.families()) {
            StyledText text =
                styled(words, language, family, right_to_left ? Direction::right_to_left : Direction::left_to_right);
            const ShapedParagraph paragraph = shaper.shape(text);
            const FaceId face = paragraph.pieces[0].face;
            if (std::any_of(paragraph.pieces.begin(), paragraph.pieces.end(),
                            [&](const auto& piece) { return piece.face != face; }))
                continue;
            const HbBuffer buffer(hb_buffer_create());
            hb_buffer_add_utf16(buffer.get(), reinterpret_cast<const std::uint16_t*>(text.text.data()), -1, 0, -1);
            hb_buffer_set_language(buffer.get(), hb_language_from_string(language, -1));
            hb_buffer_guess_segment_properties(buffer.get());
            hb_shape(fonts.implementation().face(face).font(), buffer.get(), nullptr, 0);
            unsigned count = 0;
            const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
            const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), nullptr);
            const Line line = whole_line(shaper, paragraph);
            ASSERT_EQ(line.glyphs.size(), count) << family << " " << language;
            for (unsigned i = 0; i < count; ++i) {
                EXPECT_EQ(line.glyphs[i].id, infos[i].codepoint) << family << " " << language << " " << i;
                EXPECT_EQ(line.glyphs[i].advance, positions[i].x_advance) << family << " " << language << " " << i;
                EXPECT_EQ(line.glyphs[i].x_offset, positions[i].x_offset) << family << " " << language << " " << i;
            }
        }
    }
}

TEST_F(Shape, SegmentsEndWhereLinesMayBreak) {
    const StyledText text = styled(u"Call 911 (now) or follow-up.\u2028Next  line");
    const ShapedParagraph paragraph = shaper.shape(text);
    std::vector<std::u16string> parts;
    for (const Segment& segment : paragraph.segments)
        parts.push_back(text.text.substr(segment.begin, segment.end - segment.begin));
    EXPECT_EQ(parts, (std::vector<std::u16string>{u"Call ", u"911 ", u"(now) ", u"or ", u"follow-", u"up.\u2028",
                                                  u"Next  ", u"line"}));
    EXPECT_TRUE(paragraph.segments[5].mandatory_break);
    EXPECT_FALSE(paragraph.segments[4].mandatory_break);
    EXPECT_EQ(paragraph.segments[0].space, scale(points(10), 260));
    EXPECT_EQ(paragraph.segments[6].space, scale(points(10), 520));
}

TEST_F(Shape, TrailingSpaceHangs) {
    const StyledText text = styled(u"ab cd ");
    const ShapedParagraph paragraph = shaper.shape(text);
    const Line line = shaper.make_line(paragraph, 0, 1);
    ASSERT_EQ(line.runs.size(), 1u);
    EXPECT_EQ(line.glyphs.size(), 3u);
    EXPECT_EQ(line.runs[0].width - line.runs[0].visible_width, scale(points(10), 260));
    EXPECT_EQ(line.width, line.runs[0].visible_width);
    EXPECT_EQ(line.runs[0].x, Length{});
}

TEST_F(Shape, TrailingSpaceHangsBeforeRightToLeftText) {
    const StyledText text = styled(u"שלום abc עולם", "he", "Noto Sans Hebrew", Direction::right_to_left);
    const ShapedParagraph paragraph = shaper.shape(text);
    ASSERT_EQ(paragraph.segments.size(), 3u);
    // Broken after the Latin word: its space takes the paragraph's level (UAX #9 L1) and hangs at the left.
    const Line line = shaper.make_line(paragraph, 0, 2);
    EXPECT_EQ(clusters(line), (std::vector<std::uint32_t>{8, 5, 6, 7, 4, 3, 2, 1, 0}));
    EXPECT_LT(line.runs[0].x, Length{});
    EXPECT_EQ(line.runs[0].visible_width, Length{});
    EXPECT_EQ(line.runs[0].x + line.runs[0].width, Length{});
}

TEST_F(Shape, BidiReordersByLine) {
    const StyledText text = styled(u"a אב גד b");
    const ShapedParagraph paragraph = shaper.shape(text);
    EXPECT_EQ(clusters(whole_line(shaper, paragraph)), (std::vector<std::uint32_t>{0, 1, 6, 5, 4, 3, 2, 7, 8}));
    EXPECT_EQ(clusters(shaper.make_line(paragraph, 0, 2)), (std::vector<std::uint32_t>{0, 1, 3, 2, 4}));
}

TEST_F(Shape, IsolatedTelephoneNumberKeepsItsOrder) {
    const StyledText text = styled(u"טל \u2066(856) 546-3003\u2069", "he", "Noto Sans", Direction::right_to_left);
    const Line line = whole_line(shaper, shaper.shape(text));
    EXPECT_EQ(clusters(line), (std::vector<std::uint32_t>{4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 2, 1, 0}));
}

TEST_F(Shape, SoftHyphenShowsOnlyAtABreak) {
    const StyledText text = styled(u"dia\u00ADbetes");
    const ShapedParagraph paragraph = shaper.shape(text);
    ASSERT_EQ(paragraph.segments.size(), 2u);
    EXPECT_EQ(paragraph.segments[0].hyphen, scale(points(10), 322));
    EXPECT_EQ(paragraph.segments[1].hyphen, Length{});
    EXPECT_EQ(clusters(whole_line(shaper, paragraph)), (std::vector<std::uint32_t>{0, 1, 2, 4, 5, 6, 7, 8}));
    const Line broken = shaper.make_line(paragraph, 0, 1);
    EXPECT_EQ(clusters(broken), (std::vector<std::uint32_t>{0, 1, 2, 3}));
    EXPECT_EQ(broken.glyphs[3].advance, 322);
    EXPECT_EQ(broken.width, paragraph.segments[0].width + paragraph.segments[0].hyphen);
}

TEST_F(Shape, LigatureOverASoftHyphenIsUndoneAtTheBreak) {
    for (const char* family : {"Noto Sans", "Noto Serif"}) {
        const StyledText text = styled(u"of\u00ADfice f\u00ADl", "en", family);
        const ShapedParagraph paragraph = shaper.shape(text);
        const Line first = shaper.make_line(paragraph, 0, 1), second = shaper.make_line(paragraph, 1, 2);
        EXPECT_EQ(clusters(first), (std::vector<std::uint32_t>{0, 1, 2})) << family;
        EXPECT_EQ(first.width, paragraph.segments[0].width + paragraph.segments[0].hyphen);
        EXPECT_EQ(second.width, paragraph.segments[1].width);
    }
}

TEST_F(Shape, ArabicStaysJoinedOverASoftHyphen) {
    const StyledText plain = styled(u"سلام", "ar", "Noto Sans Arabic", Direction::right_to_left);
    const StyledText soft = styled(u"سل\u00ADام", "ar", "Noto Sans Arabic", Direction::right_to_left);
    const ShapedParagraph paragraph = shaper.shape(soft);
    ASSERT_EQ(paragraph.segments.size(), 2u);
    const Line first = shaper.make_line(paragraph, 0, 1);
    const StyledText alone = styled(u"سل", "ar", "Noto Sans Arabic", Direction::right_to_left);
    const Line isolated = whole_line(shaper, shaper.shape(alone));
    // The lam before the break keeps its medial form: hyphen, lam, seen.
    ASSERT_EQ(first.glyphs.size(), 3u);
    EXPECT_NE(first.glyphs[1].id, isolated.glyphs[0].id);
    EXPECT_EQ(first.glyphs[2].id, isolated.glyphs[1].id);
}

TEST_F(Shape, ArabicDoesNotJoinOverTheEndOfALine) {
    const auto ids = [](const Line& line) {
        std::vector<std::uint32_t> all;
        for (const Glyph& glyph : line.glyphs) all.push_back(glyph.id);
        return all;
    };
    const StyledText alone = styled(u"وحدات", "ar"), split = styled(u"وحدات\u2028مع", "ar");
    const ShapedParagraph one = shaper.shape(alone), two = shaper.shape(split);
    ASSERT_EQ(two.segments.size(), 2u);
    EXPECT_EQ(ids(shaper.make_line(two, 0, 1)), ids(whole_line(shaper, one)));
}

TEST_F(Shape, ArabicJoinsAcrossRuns) {
    StyledText text = styled(u"سلام", "ar", "Noto Sans Arabic", Direction::right_to_left);
    const std::string whole = describe(whole_line(shaper, shaper.shape(styled(u"سم", "ar", "Noto Sans Arabic"))));
    text.text = u"سم";
    text.runs = {text.runs[0], text.runs[0]};
    text.runs[0].end = 1;
    text.runs[1].begin = 1;
    text.runs[1].end = 2;
    const Line parts = whole_line(shaper, shaper.shape(text));
    ASSERT_EQ(parts.glyphs.size(), 2u);
    EXPECT_NE(whole.find(" " + std::to_string(parts.glyphs[0].id) + "="), std::string::npos);
    EXPECT_NE(whole.find(" " + std::to_string(parts.glyphs[1].id) + "="), std::string::npos);
}

TEST_F(Shape, KerningAtABreakIsTakenBack) {
    // In Noto Sans the pair hyphen-T is kerned.
    const StyledText text = styled(u"T-Test-Type-V-Y");
    const ShapedParagraph paragraph = shaper.shape(text);
    ASSERT_GT(paragraph.segments.size(), 2u);
    bool kerned = false;
    for (std::uint32_t i = 0; i < paragraph.segments.size(); ++i) {
        const Line line = shaper.make_line(paragraph, i, i + 1);
        EXPECT_EQ(line.width, paragraph.segments[i].width) << i;
        kerned |= paragraph.segments[i].space != Length{};
    }
    EXPECT_TRUE(kerned);
    Length sum;
    for (const Segment& segment : paragraph.segments) sum += segment.width + segment.space;
    EXPECT_EQ(whole_line(shaper, paragraph).width, sum);
}

TEST_F(Shape, ClusterFallsBackAsAWhole) {
    const StyledText text = styled(u"a \u2192 ☎\uFE0E سلام e\u0301 हि");
    const ShapedParagraph paragraph = shaper.shape(text);
    EXPECT_TRUE(paragraph.missing.empty());
    EXPECT_EQ(family_at(paragraph, 0), "NotoSans-Regular");
    EXPECT_EQ(family_at(paragraph, 2), "NotoSansSymbols-Regular");
    EXPECT_NE(family_at(paragraph, 4).find("Symbols"), std::string::npos);
    EXPECT_EQ(family_at(paragraph, 5), family_at(paragraph, 4));
    EXPECT_EQ(family_at(paragraph, 7), "NotoSansArabic-Regular");
    EXPECT_EQ(family_at(paragraph, 12), "NotoSans-Regular");
    EXPECT_EQ(family_at(paragraph, 15), "NotoSansDevanagari-Regular");
}

TEST_F(Shape, DefaultIgnorablesForceNoFallback) {
    const StyledText text = styled(u"co\u00ADop\u200Ber\u2060at\u200De\uFEFF \u061C\U000E0041x");
    const ShapedParagraph paragraph = shaper.shape(text);
    EXPECT_TRUE(paragraph.missing.empty());
    for (const auto& piece : paragraph.pieces) EXPECT_EQ(fonts.metrics(piece.face).postscript_name, "NotoSans-Regular");
    EXPECT_EQ(whole_line(shaper, paragraph).glyphs.size(), 11u);
}

TEST_F(Shape, MissingCharactersHaveTheirPlace) {
    const StyledText text = styled(u"ok \U0001F600 a\U0001DA00 \uE000");
    const ShapedParagraph paragraph = shaper.shape(text);
    ASSERT_EQ(paragraph.missing.size(), 3u);
    EXPECT_EQ(paragraph.missing[0].at, 3u);
    EXPECT_EQ(paragraph.missing[0].character, U'\U0001F600');
    EXPECT_EQ(paragraph.missing[1].at, 7u);
    EXPECT_EQ(family_at(paragraph, 6), "NotoSans-Regular");
    EXPECT_EQ(paragraph.missing[2].at, 10u);
    EXPECT_EQ(paragraph.missing[2].character, U'\uE000');
    for (const Glyph& glyph : whole_line(shaper, paragraph).glyphs) EXPECT_NE(glyph.id, 0u);
}

TEST_F(Shape, UnknownFamilyFallsBack) {
    const StyledText text = styled(u"hello", "en", "No Such Family");
    const ShapedParagraph paragraph = shaper.shape(text);
    EXPECT_TRUE(paragraph.missing.empty());
    EXPECT_EQ(family_at(paragraph, 0), "NotoSans-Regular");
}

TEST_F(Shape, SplitOverlongCutsBetweenClusters) {
    const StyledText text = styled(u"short e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301 end");
    ShapedParagraph paragraph = shaper.shape(text);
    EXPECT_TRUE(shaper.split_overlong(paragraph, points(60)).empty());
    const Length measure = points(25);
    EXPECT_EQ(shaper.split_overlong(paragraph, measure), (std::vector<std::uint32_t>{6}));
    ASSERT_EQ(paragraph.segments.size(), 4u);
    for (std::uint32_t i = 0; i < paragraph.segments.size(); ++i) {
        const Segment& segment = paragraph.segments[i];
        EXPECT_LE(segment.width, measure);
        EXPECT_NE(text.text[segment.begin], u'\u0301');
        EXPECT_LE(shaper.make_line(paragraph, i, i + 1).width, measure);
    }
}

TEST_F(Shape, SplitOverlongKeepsAClusterAtLeast) {
    const StyledText text = styled(u"WWW");
    ShapedParagraph paragraph = shaper.shape(text);
    EXPECT_EQ(shaper.split_overlong(paragraph, Length{1}).size(), 1u);
    EXPECT_EQ(paragraph.segments.size(), 3u);
}

TEST_F(Shape, StandingTextsAreShapedAsAllOthers) {
    const auto expect_equal = [](const ShapedParagraph& kept, const ShapedParagraph& fresh, Shaper& by) {
        ASSERT_EQ(kept.text, fresh.text);
        ASSERT_EQ(kept.pieces.size(), fresh.pieces.size());
        ASSERT_EQ(kept.missing.size(), fresh.missing.size());
        const Line a = whole_line(by, kept), b = whole_line(by, fresh);
        ASSERT_EQ(a.width, b.width);
        ASSERT_EQ(a.runs.size(), b.runs.size());
        ASSERT_EQ(a.glyphs.size(), b.glyphs.size());
        for (std::size_t i = 0; i < a.glyphs.size(); ++i) {
            ASSERT_EQ(a.glyphs[i].id, b.glyphs[i].id);
            ASSERT_EQ(a.glyphs[i].cluster, b.glyphs[i].cluster);
            ASSERT_EQ(a.glyphs[i].advance, b.glyphs[i].advance);
        }
    };
    std::vector<StyledText> texts = {
        styled(u"Page 1 of 2"),
        styled(u"Page 1 of 2", "ar", "Noto Sans", Direction::right_to_left),
        styled(u"This is general information."),
        styled(u"This is general information."),
        styled(u"\u0645\u0639\u0644\u0648\u0645\u0627\u062A 12", "ar", "Noto Sans", Direction::right_to_left),
        styled(u"a character of no face: \U000E0FFF"),
        styled(std::u16string(200, u'w')),
        styled(u"")};
    texts[3].styles[0].weight = 700;
    for (int i = 0; i < 100; ++i) texts.push_back(styled(to_utf16("Page " + std::to_string(i) + " of 100")));
    for (int document = 0; document < 4; ++document) {
        shaper.new_document();
        for (const StyledText& text : texts) expect_equal(shaper.shape_standing(text), shaper.shape(text), shaper);
        for (const StyledText& text : texts) expect_equal(shaper.shape_standing(text), shaper.shape(text), shaper);
        // Enough words to have the cache drop what was kept.
        std::u16string words;
        for (int i = 0; i < 20'000; ++i) words += to_utf16(std::to_string(document * 20'000 + i) + "x ");
        const StyledText many = styled(words);
        shaper.shape(many);
    }
}

TEST_F(Shape, AppendedLinesAreThoseMade) {
    const StyledText text = styled(u"Call (856) 546-3003 or \u05E9\u05DC\u05D5\u05DD now, soft\u00ADly");
    const ShapedParagraph paragraph = shaper.shape(text);
    std::vector<Glyph> glyphs(3);
    Line appended;
    for (std::uint32_t last = 1; last <= paragraph.segments.size(); ++last) {
        const Line line = shaper.make_line(paragraph, 0, last);
        const std::size_t before = glyphs.size();
        shaper.append_line(paragraph, 0, last, 1000, appended, glyphs);
        ASSERT_EQ(glyphs.size() - before, line.glyphs.size());
        EXPECT_EQ(appended.width, line.width);
        ASSERT_EQ(appended.runs.size(), line.runs.size());
        for (std::size_t i = 0; i < line.runs.size(); ++i) {
            EXPECT_EQ(appended.runs[i].glyph_begin, line.runs[i].glyph_begin + before);
            EXPECT_EQ(appended.runs[i].x, line.runs[i].x);
        }
        for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
            EXPECT_EQ(glyphs[before + i].id, line.glyphs[i].id);
            EXPECT_EQ(glyphs[before + i].cluster, line.glyphs[i].cluster + 1000);
        }
    }
}

TEST_F(Shape, HostileLengthsStayWithinTime) {
    std::u16string hyphens;
    for (int i = 0; i < 50'000; ++i) hyphens += u"T-";
    for (const std::u16string& long_text : {std::u16string(300'000, u'W'), hyphens, std::u16string(100'000, u'\u0301'),
                                            std::u16string(100'000, u'\u202E'), std::u16string(100'000, u'('),
                                            std::u16string(60'000, u'\u0633'), std::u16string(60'000, u'\u0E01')}) {
        const StyledText text = styled(long_text);
        ShapedParagraph paragraph = shaper.shape(text);
        shaper.split_overlong(paragraph, points(300));
        const auto count = static_cast<std::uint32_t>(paragraph.segments.size());
        ASSERT_GT(count, 0u);
        EXPECT_EQ(paragraph.segments.back().end, text.text.size());
        for (std::uint32_t i = 0; i < count; i += 100) {
            const Line line = shaper.make_line(paragraph, i, std::min(count, i + 20));
            for (const LineRun& run : line.runs) EXPECT_LE(run.glyph_end, line.glyphs.size());
        }
        shaper.new_document();
    }
}

/// Of text in one line: its width, and how far its last mark's white half hangs over that, in ems.
std::pair<double, double> width_and_blank(const std::u16string& text, const std::string& language,
                                          const std::string& family) {
    static const FontLibrary fonts(test::manifest_path());
    Shaper shaper(fonts);
    const StyledText source = test::styled(text, language, family);
    const ShapedParagraph paragraph = shaper.shape(source);
    const Line line = test::whole_line(shaper, paragraph);
    return {line.width.millipoints / 10'000.0, paragraph.segments.back().blank.millipoints / 10'000.0};
}

TEST(FullWidthMarks, WhiteHalvesOfFullWidthMarksHangOverTheLinesEnd) {
    const auto pair = [](double width, double blank) { return std::pair(width, blank); };
    EXPECT_EQ(width_and_blank(u"电话。", "zh-Hans", "Noto Sans"), pair(2.5, 0.5));
    EXPECT_EQ(width_and_blank(u"電話。", "ja", "Noto Sans"), pair(2.5, 0.5));
    EXPECT_EQ(width_and_blank(u"電話」", "ja", "Noto Sans"), pair(2.5, 0.5));
    EXPECT_EQ(width_and_blank(u"電話。", "zh-Hant", "Noto Sans"), pair(3, 0)) << "it stands in the middle";
    EXPECT_EQ(width_and_blank(u"電話。」", "ja", "Noto Sans"), pair(3, 0.5)) << "one of the halves is gone already";
    EXPECT_EQ(width_and_blank(u"电话", "zh-Hans", "Noto Sans"), pair(2, 0));
    EXPECT_EQ(width_and_blank(u"电，话", "zh-Hans", "Noto Sans"), pair(3, 0)) << "inside a line nothing changes";
}

}  // namespace
}  // namespace carepress::test
