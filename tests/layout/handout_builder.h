#pragma once

#include "base/utf.h"
#include "bless.h"
#include "handout/handout.h"
#include "layout/lay_out.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace carepress::test {
using namespace layout;

using namespace literals;

/// The faces of the project, opened once for all layout tests.
inline const text::FontLibrary& fonts() {
    static const text::FontLibrary library(CAREPRESS_SOURCE_FOLDER "/fonts/fonts.yaml");
    return library;
}

/// A drawing of pixels, `width` by `height`, at so many dots per inch.
inline image::DrawingPointer drawing(Length width, Length height, int resolution = 300) {
    auto result = std::make_shared<image::Drawing>();
    result->size = {width, height};
    image::RasterImage image;
    image.width = static_cast<int>(std::int64_t{width.millipoints} * resolution / 72'000);
    image.height = static_cast<int>(std::int64_t{height.millipoints} * resolution / 72'000);
    image.channels = 1;
    image.data = std::string(1, '\x80');
    result->content = image;
    return result;
}

/// A letter page with round numbers: body frames 400 pt wide, of 300 pt on the first and 400 pt on later pages; body
/// 10 on 15, so that 20 lines fill the first page. Tests change what they need.
inline style::Stylesheet plain_stylesheet() {
    style::Stylesheet stylesheet;
    stylesheet.layout_name = "test";
    stylesheet.page = {612_pt, 792_pt};
    const auto frame = [&](style::FrameRole role, Rectangle box) {
        stylesheet.frames[static_cast<std::size_t>(role)].box = box;
    };
    frame(style::FrameRole::band, {50_pt, 40_pt, 500_pt, 60_pt});
    frame(style::FrameRole::band_logo, {50_pt, 40_pt, 120_pt, 60_pt});
    frame(style::FrameRole::band_text, {200_pt, 40_pt, 350_pt, 60_pt});
    frame(style::FrameRole::running_head, {100_pt, 70_pt, 400_pt, 20_pt});
    frame(style::FrameRole::body_first, {100_pt, 200_pt, 400_pt, 300_pt});
    frame(style::FrameRole::body, {100_pt, 100_pt, 400_pt, 400_pt});
    frame(style::FrameRole::footer, {100_pt, 650_pt, 400_pt, 80_pt});
    stylesheet.frames[static_cast<std::size_t>(style::FrameRole::footer)].border.top = 1_pt;
    for (style::BlockStyle& style : stylesheet.blocks) {
        style.text.family = "Noto Sans";
        style.text.size = 10_pt;
        style.text.leading = 15_pt;
    }
    const auto block = [&](style::BlockRole role) -> style::BlockStyle& {
        return stylesheet.blocks[static_cast<std::size_t>(role)];
    };
    for (const style::BlockRole role :
         {style::BlockRole::paragraph, style::BlockRole::lead, style::BlockRole::list, style::BlockRole::list_item})
        block(role).space_after = 5_pt;
    for (const style::BlockRole role : {style::BlockRole::title, style::BlockRole::heading_2,
                                        style::BlockRole::heading_3, style::BlockRole::heading_4}) {
        block(role).text.weight = 700;
        block(role).text.size = 15_pt;
        block(role).text.leading = 20_pt;
        block(role).space_before = 20_pt;
        block(role).space_after = 5_pt;
        block(role).keep_with_next = true;
    }
    for (const style::BlockRole role : {style::BlockRole::callout_emergency, style::BlockRole::callout_call_now,
                                        style::BlockRole::callout_watch, style::BlockRole::learn_more}) {
        block(role).padding = {10_pt, 10_pt, 10_pt, 10_pt};
        block(role).border = {2_pt, 2_pt, 2_pt, 2_pt};
        block(role).space_before = block(role).space_after = 10_pt;
        block(role).keep_together = true;
    }
    block(style::BlockRole::table_cell).padding =
        block(style::BlockRole::table_head).padding = {3_pt, 4_pt, 3_pt, 4_pt};
    block(style::BlockRole::table_head).fill = Color{230, 230, 230};
    block(style::BlockRole::table_head).text.weight = 700;
    block(style::BlockRole::qr_code).picture_limit = {60_pt, 60_pt};
    block(style::BlockRole::qr_code).padding.start = 12_pt;
    stylesheet.table_rule = {500};
    stylesheet.lists = {{"•", "{n}.", 18_pt, 6_pt, 4_pt}, {"–", "{n}.", 16_pt, 6_pt, 2_pt}};
    stylesheet.underline_offset = {100};
    stylesheet.underline_thickness = {50};
    return stylesheet;
}

/// Builds handouts box by box; each text gets a node of its own under the document.
class HandoutBuilder {
public:
    explicit HandoutBuilder(style::Stylesheet stylesheet = plain_stylesheet(),
                            text::Direction direction = text::Direction::left_to_right)
        : sheet_(std::move(stylesheet)) {
        handout.direction = direction;
        handout.parts.emplace_back().direction = direction;
        handout.metadata.title = "Test";
        handout.metadata.language = direction == text::Direction::left_to_right ? "en" : "ar";
        handout.tags.nodes.push_back(
            {handout::TagRole::document, no_index, handout.metadata.language, {}, {}, {}, 1, 1});
    }

    style::Stylesheet& stylesheet() { return sheet_; }
    style::BlockStyle& block(style::BlockRole role) { return sheet_.blocks[static_cast<std::size_t>(role)]; }

    text::NodeId node(handout::TagRole role) {
        handout::TagNode tag;
        tag.role = role;
        tag.parent = 0;
        handout.tags.nodes.push_back(tag);
        return static_cast<text::NodeId>(handout.tags.nodes.size() - 1);
    }

    /// `words` in one style; a newline is a forced break.
    text::StyledText styled(std::string words, style::BlockRole role, text::NodeId owner) {
        for (std::size_t at; (at = words.find('\n')) != std::string::npos;) words.replace(at, 1, "\xE2\x80\xA8");
        text::StyledText text;
        text.text = to_utf16(words);
        text.styles = {block(role).text};
        text.languages = {handout.metadata.language};
        text.direction = handout.direction;
        text::StyledRun run;
        run.end = static_cast<std::uint32_t>(text.text.size());
        run.node = owner;
        if (run.end > 0) text.runs = {run};
        return text;
    }

    HandoutBuilder& text(style::BlockRole role, const std::string& words,
                         handout::TagRole tag = handout::TagRole::paragraph) {
        const text::NodeId owner = node(tag);
        add(handout::TextBox{static_cast<std::uint32_t>(handout.texts.size())}, role, owner);
        handout.texts.push_back(styled(words, role, owner));
        return close();
    }
    HandoutBuilder& paragraph(const std::string& words) { return text(style::BlockRole::paragraph, words); }
    HandoutBuilder& heading(const std::string& words, int level = 2) {
        text(style::BlockRole::heading_2, words, handout::TagRole::heading_2);
        handout.boxes.back().as<handout::TextBox>()->heading_level = static_cast<std::uint8_t>(level);
        return *this;
    }
    HandoutBuilder& open(handout::BoxContent content, style::BlockRole role) {
        add(content, role, text::artifact);
        return *this;
    }
    HandoutBuilder& close() {
        handout.boxes[open_.back()].end = static_cast<std::uint32_t>(handout.boxes.size());
        open_.pop_back();
        return *this;
    }
    HandoutBuilder& open_list(std::uint8_t depth = 0, bool compact = false) {
        add(handout::ListBox{depth, compact}, style::BlockRole::list, text::artifact);
        return *this;
    }
    HandoutBuilder& open_item(const std::string& marker = "•") {
        const text::NodeId label = node(handout::TagRole::label);
        add(handout::ItemBox{static_cast<std::uint32_t>(handout.texts.size())}, style::BlockRole::list_item,
            text::artifact);
        handout.texts.push_back(styled(marker, style::BlockRole::list_item, label));
        return *this;
    }
    HandoutBuilder& item(const std::string& words, const std::string& marker = "•") {
        return open_item(marker).text(style::BlockRole::list_item, words, handout::TagRole::list_body).close();
    }
    HandoutBuilder& picture(Length width, Length height, int resolution = 300) {
        add(handout::PictureBox{static_cast<std::uint32_t>(handout.pictures.size())}, style::BlockRole::figure,
            node(handout::TagRole::figure));
        handout.pictures.push_back(drawing(width, height, resolution));
        return close();
    }
    HandoutBuilder& open_table(std::uint16_t columns) {
        add(handout::TableBox{columns}, style::BlockRole::table, text::artifact);
        return *this;
    }
    HandoutBuilder& row(const std::vector<std::string>& cells, bool head = false) {
        add(handout::RowBox{head}, style::BlockRole::table, text::artifact);
        for (const std::string& words : cells) cell(words, head);
        return close();
    }
    HandoutBuilder& cell(const std::string& words, bool head = false, std::uint16_t columns = 1,
                         std::uint16_t rows = 1) {
        const style::BlockRole role = head ? style::BlockRole::table_head : style::BlockRole::table_cell;
        add(handout::CellBox{columns, rows}, role, text::artifact);
        if (!words.empty()) text(role, words, handout::TagRole::table_data);
        return close();
    }

    /// The handout, ready to be laid out.
    const handout::Handout& done() {
        handout.stylesheet = std::make_shared<const style::Stylesheet>(sheet_);
        handout.parts.back().box_end = static_cast<std::uint32_t>(handout.boxes.size());
        return handout;
    }

    /// Lays it out; diagnostics go to `messages`.
    PagedDocument lay_out() {
        done();
        text::Shaper shaper(fonts());
        Diagnostics diagnostics(source_);
        PagedDocument document = layout::lay_out(handout, shaper, diagnostics);
        messages = diagnostics.take();
        return document;
    }

    handout::Handout handout;
    std::vector<Diagnostic> messages;

private:
    void add(handout::BoxContent content, style::BlockRole role, text::NodeId owner) {
        handout::Box box;
        box.content = content;
        box.role = role;
        box.node = owner;
        open_.push_back(handout.boxes.size());
        handout.boxes.push_back(box);
    }

    style::Stylesheet sheet_;
    Source source_{"test.md", ""};
    std::vector<std::size_t> open_;
};

/// Plain words, `count` of them; the same seed gives the same words.
inline std::string words(int count, unsigned seed = 1) {
    static const char* const pool[] = {"call",     "your",       "doctor", "if",    "the",   "pain",  "gets",
                                       "worse",    "or",         "fever",  "lasts", "more",  "than",  "two",
                                       "days",     "rest",       "and",    "drink", "water", "often", "take",
                                       "medicine", "instructed", "as",     "you",   "were"};
    std::mt19937 random(seed);
    std::string result;
    for (int i = 0; i < count; ++i) {
        if (i > 0) result += ' ';
        result += pool[random() % std::size(pool)];
    }
    return result;
}

inline std::string text_of(const PagedDocument& document, const GlyphRun& run) {
    return to_utf8(std::u16string_view(document.text).substr(run.text_begin, run.text_end - run.text_begin));
}

/// Left and right edge of what can be seen of a run.
inline std::pair<Length, Length> visible_edges(const PagedDocument& document, const GlyphRun& run) {
    std::uint32_t visible_end = run.text_end;
    while (visible_end > run.text_begin &&
           (document.text[visible_end - 1] == u' ' || document.text[visible_end - 1] == 0x2028))
        --visible_end;
    Length x = run.origin.x, left = x, right = x;
    bool any = false;
    for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
        const Length next = x + scale(run.size, document.glyphs[i].advance);
        if (document.glyphs[i].cluster < visible_end) {
            if (!any) left = x;
            right = next;
            any = true;
        }
        x = next;
    }
    return {left, right};
}

/// The runs of a page's body that belong to a node, in order.
inline std::vector<const GlyphRun*> runs(const Page& page) {
    std::vector<const GlyphRun*> result;
    for (const PageItem& item : page.items)
        if (const auto* run = std::get_if<GlyphRun>(&item.content)) result.push_back(run);
    return result;
}

/// The body text of one page, runs parted by "|".
inline std::string body_text(const PagedDocument& document, std::size_t page) {
    std::string result;
    for (const GlyphRun* run : runs(document.pages[page])) {
        if (!result.empty()) result += "|";
        result += text_of(document, *run);
    }
    return result;
}

/// The page whose body shows `words`, from 1; 0 when none does.
inline int page_of(const PagedDocument& document, const std::string& words) {
    for (std::size_t i = 0; i < document.pages.size(); ++i)
        for (const GlyphRun* run : runs(document.pages[i]))
            if (text_of(document, *run).find(words) != std::string::npos) return static_cast<int>(i + 1);
    return 0;
}

/// What holds for every paged document: text is in item order without gaps or repeats, each glyph belongs to one
/// run, everything is inside its frame, each node's text is whole.
inline void expect_sound(const handout::Handout& handout, const PagedDocument& document) {
    std::uint32_t text_end = 0;
    std::vector<int> owners(document.glyphs.size(), 0);
    std::vector<std::u16string> by_node(handout.tags.nodes.size());
    const style::Stylesheet& stylesheet = *handout.stylesheet;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const Page& page = document.pages[i];
        Rectangle body = stylesheet.frame(i == 0 ? style::FrameRole::body_first : style::FrameRole::body).box;
        if (handout.direction == text::Direction::right_to_left) body.x = stylesheet.page.width - body.right();
        for (const auto* items : {&page.items, &page.furniture}) {
            for (const PageItem& item : *items) {
                const auto* run = std::get_if<GlyphRun>(&item.content);
                if (run == nullptr) continue;
                ASSERT_EQ(run->text_begin, text_end) << "page " << i + 1;
                ASSERT_LE(run->glyph_begin, run->glyph_end) << "page " << i + 1;
                ASSERT_LE(run->glyph_end, document.glyphs.size()) << "page " << i + 1;
                text_end = run->text_end;
                for (std::uint32_t g = run->glyph_begin; g < run->glyph_end; ++g) {
                    ++owners[g];
                    EXPECT_GE(document.glyphs[g].cluster, run->text_begin);
                    EXPECT_LT(document.glyphs[g].cluster, run->text_end);
                }
                if (item.node != text::artifact)
                    by_node[item.node] += document.text.substr(run->text_begin, run->text_end - run->text_begin);
            }
        }
        for (const PageItem& item : page.items) {
            EXPECT_NE(item.node, text::artifact);
            if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
                const auto [left, right] = visible_edges(document, *run);
                if (left == right) continue;  // a space alone: it hangs
                EXPECT_GE(left, body.x - Length{100}) << text_of(document, *run);
                EXPECT_LE(right, body.right() + Length{100}) << text_of(document, *run);
                EXPECT_GE(run->origin.y - run->size * 7 / 10, body.y) << text_of(document, *run);
                EXPECT_LE(run->origin.y, body.bottom()) << text_of(document, *run);
            } else {
                const Rectangle box = std::get<PlacedPicture>(item.content).box;
                EXPECT_GE(box.x, body.x);
                EXPECT_LE(box.right(), body.right());
                EXPECT_GE(box.y, body.y);
                EXPECT_LE(box.bottom(), body.bottom());
            }
        }
    }
    EXPECT_EQ(text_end, document.text.size());
    EXPECT_EQ(std::count(owners.begin(), owners.end(), 1), static_cast<std::ptrdiff_t>(owners.size()));
    const auto without_breaks = [](std::u16string text) {
        text.erase(std::remove(text.begin(), text.end(), u'\u2028'), text.end());
        return to_utf8(text);
    };
    for (const text::StyledText& text : handout.texts) {
        if (text.runs.empty() || text.runs.front().node == text::artifact || text.runs.size() > 1) continue;
        EXPECT_EQ(without_breaks(by_node[text.runs.front().node]), without_breaks(text.text));
    }
}

/// Compares a dump with tests/layout/goldens/<name>.txt; CAREPRESS_BLESS=1 writes it instead.
inline void expect_golden(const std::string& name, const PagedDocument& document) {
    const std::string path = CAREPRESS_SOURCE_FOLDER "/tests/layout/goldens/" + name + ".txt";
    const std::string actual = dump(document, fonts());
    if (is_blessing()) {
        std::ofstream(path, std::ios::binary) << actual;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path << " is missing; CAREPRESS_BLESS=1 writes it";
    std::stringstream expected;
    expected << file.rdbuf();
    EXPECT_EQ(expected.str(), actual) << "after a wanted change, CAREPRESS_BLESS=1 writes " << path << " anew";
}

}  // namespace carepress::test
