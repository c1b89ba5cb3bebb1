#include "layout/place_aside.h"

#include "layout/lay_out_blocks.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::layout {
namespace {

constexpr int fewest_question_lines = 2;

Length across(const style::BlockStyle& style) {
    return style.border.start + style.border.end + style.padding.start + style.padding.end;
}

}  // namespace

AsidePlacer::AsidePlacer(const handout::Aside& aside, const text::StyledText& signs, text::Direction direction,
                         const style::Stylesheet& stylesheet, TextBreaker& texts,
                         const std::vector<text::ShapedParagraph>& paragraphs)
    : aside_(aside), direction_(direction), stylesheet_(stylesheet), texts_(texts), paragraphs_(paragraphs) {
    add_block({&aside.emergency, &signs}, style::BlockRole::aside_emergency, false);
    add_block({&aside.telephone}, style::BlockRole::aside_telephone, false);
    if (aside.scan_picture != no_index)
        add_block({&aside.scan, &aside.address, &aside.code}, style::BlockRole::aside_text, true);
    if (!aside.questions.text.empty())
        questions_ = break_text(aside.questions, style::BlockRole::aside_text, column(0).width);
}

Column aside_column(const style::Stylesheet& stylesheet, int number) {
    const style::Frame& frame = stylesheet.frame(style::FrameRole::aside);
    const style::AsideSettings& settings = stylesheet.aside;
    const Length start = frame.border.start > Length{} ? frame.border.start + settings.gap : Length{};
    const Length all = frame.box.width - start - frame.border.end;
    const Length width = (all - settings.gap * (settings.columns - 1)) / settings.columns;
    return {start + (width + settings.gap) * number, width};
}

Length AsidePlacer::gap() const { return stylesheet_.block(style::BlockRole::aside_telephone).space_before; }

AsidePlacer::Piece AsidePlacer::break_text(const text::StyledText& text, style::BlockRole role, Length measure) {
    Piece piece;
    piece.role = role;
    piece.text = &text;
    // The code alone differs from article to article; nothing here is about a patient.
    piece.paragraph = &text == &aside_.code ? texts_.shape(text) : texts_.shape_standing(text);
    piece.metrics = texts_.metrics(role, text);
    // What is larger in it has room above.
    for (const TextStyle& style : text.styles) {
        const Length leading = style.size * 6 / 5;
        if (style.size <= piece.metrics.leading || leading <= piece.metrics.leading) continue;
        piece.metrics.ascent += (leading - piece.metrics.leading) / 2;
        piece.metrics.leading = leading;
    }
    if (texts_.segment_count(piece.paragraph) > 0)
        piece.lines = texts_.break_into_lines(piece.paragraph, measure, stylesheet_.block(role).balance);
    return piece;
}

void AsidePlacer::add_block(const std::vector<const text::StyledText*>& texts, style::BlockRole role,
                            bool has_picture) {
    Block block;
    block.box = &stylesheet_.block(role);
    block.at_foot = has_picture;
    const Length measure = column(0).width - across(*block.box);
    if (has_picture) {
        block.picture = stylesheet_.block(style::BlockRole::qr_code).picture_limit;
        block.picture = fit(block.picture, {measure, {}});
        block.height = block.picture.height;
    }
    for (const text::StyledText* text : texts) {
        if (text->text.empty()) continue;
        Piece piece = break_text(*text, block.pieces.empty() ? role : style::BlockRole::aside_text, measure);
        if (block.height > Length{}) block.height += stylesheet_.block(style::BlockRole::aside_text).space_before;
        block.height += piece.height();
        block.pieces.push_back(std::move(piece));
    }
    if (block.pieces.empty()) return;
    const style::BlockStyle& box = *block.box;
    block.height += box.border.top + box.padding.top + box.padding.bottom + box.border.bottom;
    blocks_.push_back(std::move(block));
}

Length AsidePlacer::height() const {
    Length tallest, sum;
    for (const Block& block : blocks_) {
        tallest = std::max(tallest, block.height);
        sum += block.height + (sum > Length{} ? gap() : Length{});
    }
    const style::Sides& border = stylesheet_.frame(style::FrameRole::aside).border;
    return (stylesheet_.aside.columns > 1 ? tallest : sum) + border.top + border.bottom;
}

void AsidePlacer::place(Page& page, const Axis& axis, LinePlacer& lines) {
    page_ = &page;
    axis_ = &axis;
    lines_ = &lines;
    const style::Sides& border = stylesheet_.frame(style::FrameRole::aside).border;
    const Length top = axis.frame.y + border.top;
    Length y = top, bottom = axis.frame.bottom() - border.bottom;
    int number = 0;
    for (const Block& block : blocks_) {
        if (stylesheet_.aside.columns > 1) {
            // Boxes beside each other are of one height.
            const Length height = axis.frame.bottom() - border.bottom - top;
            place_block(block, column(std::min(number++, stylesheet_.aside.columns - 1)), top, height);
            continue;
        }
        if (y > top) y += gap();
        const Length at = block.at_foot ? std::max(y, bottom - block.height) : y;
        place_block(block, column(0), at, block.height);
        if (block.at_foot)
            bottom = at - gap();
        else
            y = at + block.height;
    }
    if (stylesheet_.aside.columns == 1) place_questions(y > top ? y + gap() : y, bottom);
}

void AsidePlacer::place_box(const style::BlockStyle& style, Column column, Length y, Length height) {
    if (style.fill) page_->rules.insert(page_->rules.begin(), {axis_->place(column, y, height), *style.fill});
    const auto draw = [&](Column stretch, Length at, Length tall) {
        if (stretch.width > Length{} && tall > Length{})
            lines_->rules().push_back({axis_->place(stretch, at, tall), style.border_color});
    };
    const style::Sides& border = style.border;
    draw(column, y, border.top);
    draw(column, y + height - border.bottom, border.bottom);
    const Length inner = height - border.top - border.bottom;
    draw({column.start, border.start}, y + border.top, inner);
    draw({column.end() - border.end, border.end}, y + border.top, inner);
}

void AsidePlacer::place_block(const Block& block, Column column, Length y, Length height) {
    const style::BlockStyle& style = *block.box;
    place_box(style, column, y, height);
    const Column inner{column.start + style.border.start + style.padding.start, column.width - across(style)};
    const Length top = y + style.border.top + style.padding.top;
    y = top;
    if (block.at_foot) {
        page_->items.push_back(
            {aside_.scan_node, PlacedPicture{aside_.scan_picture,
                                             axis_->place({inner.start, block.picture.width}, y, block.picture.height),
                                             style.text.color}});
        y += block.picture.height;
    }
    for (const Piece& piece : block.pieces) {
        if (y > top) y += stylesheet_.block(style::BlockRole::aside_text).space_before;
        y = place_piece(piece, inner, y, {});
    }
}

Length AsidePlacer::place_piece(const Piece& piece, Column column, Length y, Ownership owner) {
    const style::Alignment alignment = alignment_in(direction_, *piece.text, stylesheet_.block(piece.role).alignment);
    for (const LineCut& line : piece.lines) {
        const LinePlace place{axis_->place(column, y, piece.metrics.leading), y + piece.metrics.ascent, alignment,
                              axis_->mirrored};
        lines_->place(paragraphs_[piece.paragraph], line.first, line.last, place, owner, *page_,
                      owner.as_artifact ? page_->furniture : page_->items);
        y += piece.metrics.leading;
    }
    return y;
}

/// The label and as many ruled lines as there is room for; none where there is hardly any.
void AsidePlacer::place_questions(Length top, Length bottom) {
    if (questions_.lines.empty()) return;
    const style::BlockStyle& line = stylesheet_.block(style::BlockRole::teach_back_line);
    const Length pitch = line.padding.top + line.border.bottom;
    const Length room = bottom - top - questions_.height();
    if (pitch <= Length{} || room < pitch * fewest_question_lines) return;
    Length y = place_piece(questions_, column(0), top, {true, text::artifact});
    const int count = std::min(stylesheet_.aside.questions, room.millipoints / pitch.millipoints);
    for (int i = 0; i < count; ++i) {
        y += pitch;
        lines_->rules().push_back(
            {axis_->place(column(0), y - line.border.bottom, line.border.bottom), line.border_color});
    }
}

}  // namespace carepress::layout
