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

using namespace literals;

/// The faces of the project, opened once for all layout tests.
inline const FontLibrary& fonts() {
    static const FontLibrary library(CAREPRESS_SOURCE_FOLDER "/fonts/fonts.yaml");
    return library;
}

/// A drawing of pixels, `width` by `height`, at so many dots per inch.
inline DrawingPointer drawing(Length width, Length height, int resolution = 300) {
    auto result = std::make_shared<Drawing>();
    result->size = {width, height};
    RasterImage image;
    image.width = static_cast<int>(std::int64_t{width.millipoints} * resolution / 72'000);
    image.height = static_cast<int>(std::int64_t{height.millipoints} * resolution / 72'000);
    image.channels = 1;
    image.data = std::string(1, '\x80');
    result->content = image;
    return result;
}

/// A letter page with round numbers: body frames 400 pt wide, of 300 pt on the first and 400 pt on later pages; body
/// 10 on 15, so that 20 lines fill the first page. Tests change what they need.
inline Stylesheet plain_stylesheet() {
    Stylesheet sheet;
    sheet.layout_name = "test";
    sheet.page = {612_pt, 792_pt};
    const auto frame = [&](FrameRole role, Rectangle box) { sheet.frames[static_cast<std::size_t>(role)].box = box; };
    frame(FrameRole::band, {50_pt, 40_pt, 500_pt, 60_pt});
    frame(FrameRole::band_logo, {50_pt, 40_pt, 120_pt, 60_pt});
    frame(FrameRole::band_text, {200_pt, 40_pt, 350_pt, 60_pt});
    frame(FrameRole::running_head, {100_pt, 70_pt, 400_pt, 20_pt});
    frame(FrameRole::body_first, {100_pt, 200_pt, 400_pt, 300_pt});
    frame(FrameRole::body, {100_pt, 100_pt, 400_pt, 400_pt});
    frame(FrameRole::footer, {100_pt, 650_pt, 400_pt, 80_pt});
    sheet.frames[static_cast<std::size_t>(FrameRole::footer)].border.top = 1_pt;
    for (BlockStyle& style : sheet.blocks) {
        style.text.family = "Noto Sans";
        style.text.size = 10_pt;
        style.text.leading = 15_pt;
    }
    const auto block = [&](BlockRole role) -> BlockStyle& { return sheet.blocks[static_cast<std::size_t>(role)]; };
    for (const BlockRole role : {BlockRole::paragraph, BlockRole::lead, BlockRole::list, BlockRole::list_item})
        block(role).space_after = 5_pt;
    for (const BlockRole role : {BlockRole::title, BlockRole::heading_2, BlockRole::heading_3, BlockRole::heading_4}) {
        block(role).text.weight = 700;
        block(role).text.size = 15_pt;
        block(role).text.leading = 20_pt;
        block(role).space_before = 20_pt;
        block(role).space_after = 5_pt;
        block(role).keep_with_next = true;
    }
    for (const BlockRole role :
         {BlockRole::callout_emergency, BlockRole::callout_call_now, BlockRole::callout_watch, BlockRole::learn_more}) {
        block(role).padding = {10_pt, 10_pt, 10_pt, 10_pt};
        block(role).border = {2_pt, 2_pt, 2_pt, 2_pt};
        block(role).space_before = block(role).space_after = 10_pt;
        block(role).keep_together = true;
    }
    block(BlockRole::table_cell).padding = block(BlockRole::table_head).padding = {3_pt, 4_pt, 3_pt, 4_pt};
    block(BlockRole::table_head).fill = Color{230, 230, 230};
    block(BlockRole::table_head).text.weight = 700;
    block(BlockRole::qr_code).picture_limit = {60_pt, 60_pt};
    block(BlockRole::qr_code).padding.start = 12_pt;
    sheet.table_rule = {500};
    sheet.lists = {{"•", "{n}.", 18_pt, 6_pt, 4_pt}, {"–", "{n}.", 16_pt, 6_pt, 2_pt}};
    sheet.underline_offset = {100};
    sheet.underline_thickness = {50};
    return sheet;
}

/// Builds handouts box by box; each text gets a node of its own under the document.
class HandoutBuilder {
public:
    explicit HandoutBuilder(Stylesheet sheet = plain_stylesheet(), Direction direction = Direction::left_to_right)
        : sheet_(std::move(sheet)) {
        handout.direction = direction;
        handout.parts.emplace_back().direction = direction;
        handout.metadata.title = "Test";
        handout.metadata.language = direction == Direction::left_to_right ? "en" : "ar";
        handout.tags.nodes.push_back({TagRole::document, no_index, handout.metadata.language, {}, {}, {}, 1, 1});
    }

    Stylesheet& sheet() { return sheet_; }
    BlockStyle& block(BlockRole role) { return sheet_.blocks[static_cast<std::size_t>(role)]; }

    NodeId node(TagRole role) {
        TagNode tag;
        tag.role = role;
        tag.parent = 0;
        handout.tags.nodes.push_back(tag);
        return static_cast<NodeId>(handout.tags.nodes.size() - 1);
    }

    /// `words` in one style; a newline is a forced break.
    StyledText styled(std::string words, BlockRole role, NodeId owner) {
        for (std::size_t at; (at = words.find('\n')) != std::string::npos;) words.replace(at, 1, "\xE2\x80\xA8");
        StyledText text;
        text.text = to_utf16(words);
        text.styles = {block(role).text};
        text.languages = {handout.metadata.language};
        text.direction = handout.direction;
        StyledRun run;
        run.end = static_cast<std::uint32_t>(text.text.size());
        run.node = owner;
        if (run.end > 0) text.runs = {run};
        return text;
    }

    HandoutBuilder& text(BlockRole role, const std::string& words, TagRole tag = TagRole::paragraph) {
        const NodeId owner = node(tag);
        add(TextBox{static_cast<std::uint32_t>(handout.texts.size())}, role, owner);
        handout.texts.push_back(styled(words, role, owner));
        return close();
    }
    HandoutBuilder& paragraph(const std::string& words) { return text(BlockRole::paragraph, words); }
    HandoutBuilder& heading(const std::string& words, int level = 2) {
        text(BlockRole::heading_2, words, TagRole::heading_2);
        handout.boxes.back().as<TextBox>()->heading_level = static_cast<std::uint8_t>(level);
        return *this;
    }
    HandoutBuilder& open(BoxContent content, BlockRole role) {
        add(content, role, artifact);
        return *this;
    }
    HandoutBuilder& close() {
        handout.boxes[open_.back()].end = static_cast<std::uint32_t>(handout.boxes.size());
        open_.pop_back();
        return *this;
    }
    HandoutBuilder& open_list(std::uint8_t depth = 0, bool compact = false) {
        add(ListBox{depth, compact}, BlockRole::list, artifact);
        return *this;
    }
    HandoutBuilder& open_item(const std::string& marker = "•") {
        const NodeId label = node(TagRole::label);
        add(ItemBox{static_cast<std::uint32_t>(handout.texts.size())}, BlockRole::list_item, artifact);
        handout.texts.push_back(styled(marker, BlockRole::list_item, label));
        return *this;
    }
    HandoutBuilder& item(const std::string& words, const std::string& marker = "•") {
        return open_item(marker).text(BlockRole::list_item, words, TagRole::list_body).close();
    }
    HandoutBuilder& picture(Length width, Length height, int resolution = 300) {
        add(PictureBox{static_cast<std::uint32_t>(handout.pictures.size())}, BlockRole::figure, node(TagRole::figure));
        handout.pictures.push_back(drawing(width, height, resolution));
        return close();
    }
    HandoutBuilder& open_table(std::uint16_t columns) {
        add(TableBox{columns}, BlockRole::table, artifact);
        return *this;
    }
    HandoutBuilder& row(const std::vector<std::string>& cells, bool head = false) {
        add(RowBox{head}, BlockRole::table, artifact);
        for (const std::string& words : cells) cell(words, head);
        return close();
    }
    HandoutBuilder& cell(const std::string& words, bool head = false, std::uint16_t columns = 1,
                         std::uint16_t rows = 1) {
        const BlockRole role = head ? BlockRole::table_head : BlockRole::table_cell;
        add(CellBox{columns, rows}, role, artifact);
        if (!words.empty()) text(role, words, TagRole::table_data);
        return close();
    }

    /// The handout, ready to be laid out.
    const Handout& done() {
        handout.stylesheet = std::make_shared<const Stylesheet>(sheet_);
        handout.parts.back().box_end = static_cast<std::uint32_t>(handout.boxes.size());
        return handout;
    }

    /// Lays it out; diagnostics go to `messages`.
    PagedDocument lay_out() {
        done();
        Shaper shaper(fonts());
        Diagnostics diagnostics(source_);
        PagedDocument document = carepress::lay_out(handout, shaper, diagnostics);
        messages = diagnostics.take();
        return document;
    }

    Handout handout;
    std::vector<Diagnostic> messages;

private:
    void add(BoxContent content, BlockRole role, NodeId owner) {
        Box box;
        box.content = content;
        box.role = role;
        box.node = owner;
        open_.push_back(handout.boxes.size());
        handout.boxes.push_back(box);
    }

    Stylesheet sheet_;
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

/// What holds for every paged document: text stands in item order without gaps or repeats, each glyph belongs to one
/// run, everything is inside its frame, each node's text is whole.
inline void expect_sound(const Handout& handout, const PagedDocument& document) {
    std::uint32_t text_end = 0;
    std::vector<int> owners(document.glyphs.size(), 0);
    std::vector<std::u16string> by_node(handout.tags.nodes.size());
    const Stylesheet& sheet = *handout.stylesheet;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const Page& page = document.pages[i];
        Rectangle body = sheet.frame(i == 0 ? FrameRole::body_first : FrameRole::body).box;
        if (handout.direction == Direction::right_to_left) body.x = sheet.page.width - body.right();
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
                if (item.node != artifact)
                    by_node[item.node] += document.text.substr(run->text_begin, run->text_end - run->text_begin);
            }
        }
        for (const PageItem& item : page.items) {
            EXPECT_NE(item.node, artifact);
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
    for (const StyledText& text : handout.texts) {
        if (text.runs.empty() || text.runs.front().node == artifact || text.runs.size() > 1) continue;
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
