#include "layout/place_furniture.h"

#include "base/numbers.h"
#include "layout/lay_out_blocks.h"
#include "layout/place_aside.h"
#include "layout/place_pages.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace carepress::layout {
namespace {

inline constexpr Length footer_gap = points(12);  ///< at least, between the two ends of the last line

constexpr std::u16string_view fields = u"\uFDD0\uFDD1\uFDD2\uFDD3\uFDD4";
static_assert(fields[0] == handout::page_number_field && fields[1] == handout::page_count_field &&
              fields[2] == handout::part_page_number_field && fields[3] == handout::part_page_count_field &&
              fields[4] == handout::signs_page_field);

bool has_fields(const text::StyledText& text) { return text.text.find_first_of(fields) != std::u16string::npos; }

std::u16string digits(std::size_t number) {
    const std::string narrow = std::to_string(number);
    return {narrow.begin(), narrow.end()};
}

/// "0.4 pt", rounded up, so that the text fits once its frame is that much taller.
std::string in_points(Length excess) { return tenths_text((excess.millipoints + 99) / 100) + " pt"; }

/// Where a text of one kind was said.
SourceSpan span_of(const text::StyledText& text) { return text.runs.empty() ? SourceSpan{} : text.runs.front().span; }

}  // namespace

FurniturePlacer::FurniturePlacer(const handout::Handout& handout, const handout::HandoutPart& part, TextBreaker& texts,
                                 LinePlacer& lines, PagedDocument& document,
                                 std::vector<text::ShapedParagraph>& paragraphs)
    : furniture_(part.furniture),
      aside_(part.aside),
      direction_(part.direction),
      stylesheet_(*handout.stylesheet),
      texts_(texts),
      lines_(lines),
      document_(document),
      paragraphs_(paragraphs) {}

bool FurniturePlacer::is_printed(style::FrameRole role) const {
    const Rectangle& box = stylesheet_.frame(role).box;
    return box.width > Length{} && box.height > Length{};
}

Axis FurniturePlacer::axis_of(style::FrameRole role) const {
    Rectangle box = stylesheet_.frame(role).box;
    if (role == style::FrameRole::footer) {
        box.y -= footer_growth_;
        box.height += footer_growth_;
    }
    if (role == style::FrameRole::aside) {
        // Below the body it moves up with the body's end; beside it, it ends where the body does.
        const bool is_below = is_aside_below();
        if (is_below) box.y -= footer_growth_ + aside_growth_;
        box.height += is_below ? aside_growth_ : -footer_growth_;
    }
    return Axis::of(box, stylesheet_.page.width, direction_);
}

FurniturePlacer::BrokenText FurniturePlacer::break_text(const text::StyledText& text, style::BlockRole role,
                                                        Length measure) {
    BrokenText result;
    result.role = role;
    result.text = &text;
    if (text.text.empty()) return result;
    // All but the title, the code and the patient are said alike on every handout; a patient must leave no trace.
    const bool varies = role == style::BlockRole::running_title || role == style::BlockRole::footer_left ||
                        role == style::BlockRole::footer_patient;
    result.paragraph = varies ? texts_.shape(text) : texts_.shape_standing(text);
    result.metrics = texts_.metrics(role, text);
    if (texts_.segment_count(result.paragraph) > 0) result.lines = texts_.break_into_lines(result.paragraph, measure);
    return result;
}

std::u16string FurniturePlacer::field_value(char16_t field, std::uint32_t number) const {
    switch (field) {
        case handout::page_number_field:
            return digits(pages_.first + number + 1);
        case handout::page_count_field:
            return digits(document_.pages.size());
        case handout::part_page_number_field:
            return digits(number + 1);
        case handout::signs_page_field:
            return digits(pages_.first + signs_page_ + 1);
        default:
            return digits(pages_.count);
    }
}

const text::StyledText& FurniturePlacer::filled(const text::StyledText& text, std::uint32_t number) {
    if (!has_fields(text)) return text;
    text::StyledText& result = filled_.emplace_back(text);
    std::size_t at = 0;
    while ((at = result.text.find_first_of(fields, at)) != std::u16string::npos) {
        const std::u16string value = field_value(result.text[at], number);
        result.text.replace(at, 1, value);
        const auto grown = static_cast<std::uint32_t>(value.size() - 1);
        for (text::StyledRun& run : result.runs) {
            if (run.begin > at) run.begin += grown;
            if (run.end > at) run.end += grown;
        }
        at += value.size();
    }
    return result;
}

void FurniturePlacer::place(std::uint32_t number, PartPages pages) {
    pages_ = pages;
    Page& page = document_.pages[pages.first + number];
    if (number == 0) {
        place_aside(page);
        place_band(page);
    } else {
        place_running_head(page);
        place_answers(page);
    }
    place_footer(page, number);
}

void FurniturePlacer::place_frame(Page& page, style::FrameRole role) {
    if (is_printed(role)) place_frame(page, stylesheet_.frame(role), axis_of(role));
}

void FurniturePlacer::place_frame(Page& page, const style::Frame& frame, const Axis& axis) {
    const Rectangle& box = axis.frame;
    const Column all{{}, box.width};
    if (frame.fill) page.rules.insert(page.rules.begin(), {box, *frame.fill});
    const auto draw = [&](Column stretch, Length y, Length height) {
        if (stretch.width > Length{} && height > Length{})
            lines_.rules().push_back({axis.place(stretch, y, height), frame.border_color});
    };
    const style::Sides& border = frame.border;
    const Length inner_top = box.y + border.top, inner_height = box.height - border.top - border.bottom;
    draw(all, box.y, border.top);
    draw(all, box.bottom() - border.bottom, border.bottom);
    draw({{}, border.start}, inner_top, inner_height);
    draw({box.width - border.end, border.end}, inner_top, inner_height);
}

void FurniturePlacer::place_text(Page& page, const BrokenText& text, const Axis& axis, Column column, Length y,
                                 style::Alignment alignment, Ownership owner) {
    for (const LineCut& line : text.lines) {
        const LinePlace place{axis.place(column, y, text.metrics.leading), y + text.metrics.ascent, alignment,
                              axis.mirrored};
        lines_.place(paragraphs_[text.paragraph], line.first, line.last, place, owner, page, page.furniture);
        y += text.metrics.leading;
    }
}

void FurniturePlacer::check_height(Length wanted, style::FrameRole role, const char* what,
                                   const text::StyledText& text) {
    const Length excess = wanted - stylesheet_.frame(role).box.height;
    if (excess <= Length{}) return;
    texts_.diagnostics().warning(
        "layout/overfull-frame"_code, span_of(text),
        std::string(what) + " is " + in_points(excess) + " taller than its frame",
        "shorten it, or make the frame \"" + std::string(style::name_of(role)) + "\" of the layout taller");
}

void FurniturePlacer::place_band(Page& page) {
    place_frame(page, style::FrameRole::band_text);
    place_frame(page, style::FrameRole::band_logo);
    place_frame(page, style::FrameRole::band);
    place_logo(page);
    if (!is_printed(style::FrameRole::band_text)) return;
    const Axis axis = axis_of(style::FrameRole::band_text);
    const Column column{{}, axis.frame.width};
    const BrokenText name = break_text(furniture_.organisation, style::BlockRole::band_name, column.width);
    const BrokenText telephone = break_text(aside_.telephone.text.empty() ? furniture_.telephone : nothing_,
                                            style::BlockRole::band_telephone, column.width);
    const style::BlockStyle& name_style = stylesheet_.block(style::BlockRole::band_name);
    const style::BlockStyle& telephone_style = stylesheet_.block(style::BlockRole::band_telephone);
    const Length space =
        name.empty() || telephone.empty() ? Length{} : std::max(name_style.space_after, telephone_style.space_before);
    const Length height = name.height() + space + telephone.height();
    check_height(height, style::FrameRole::band_text, "the text of the title band", furniture_.organisation);
    // Both are in the middle of the band, as the logo is.
    const Length y = axis.frame.y + std::max(Length{}, (axis.frame.height - height) / 2);
    if (!name.empty())
        place_text(page, name, axis, column, y, alignment_in(direction_, *name.text, name_style.alignment), {true});
    if (!telephone.empty())
        place_text(page, telephone, axis, column, y + name.height() + space,
                   alignment_in(direction_, *telephone.text, telephone_style.alignment), {true});
}

bool FurniturePlacer::is_aside_below() const {
    return stylesheet_.frame(style::FrameRole::aside).box.y >=
           stylesheet_.frame(style::FrameRole::body_first).box.bottom();
}

Length FurniturePlacer::grow_aside() {
    if (!stylesheet_.has_aside() || aside_.section == text::artifact || !is_aside_below()) return {};
    // The page of the signs is not known yet: they may be on another one, whatever its number.
    const AsidePlacer placer(aside_, filled(aside_.signs, 0), direction_, stylesheet_, texts_, paragraphs_);
    aside_growth_ = std::max(Length{}, placer.height() - stylesheet_.frame(style::FrameRole::aside).box.height);
    return aside_growth_;
}

void FurniturePlacer::place_aside(Page& page) {
    if (!stylesheet_.has_aside() || aside_.section == text::artifact) return;
    place_frame(page, style::FrameRole::aside);
    const bool elsewhere = aside_.signs_heading != text::artifact && signs_page_ > 0;
    AsidePlacer placer(aside_, elsewhere ? filled(aside_.signs, 0) : nothing_, direction_, stylesheet_, texts_,
                       paragraphs_);
    const Axis axis = axis_of(style::FrameRole::aside);
    if (const Length excess = placer.height() - axis.frame.height; excess > Length{})
        texts_.diagnostics().warning("layout/overfull-frame"_code, span_of(aside_.telephone),
                                     "what the aside says is " + in_points(excess) + " taller than its frame",
                                     "make the frame \"aside\" of the layout taller, or leave out what it says");
    placer.place(page, axis, lines_);
}

/// The column beside the flow goes on: on later pages it has two questions, with room to answer them in writing.
void FurniturePlacer::place_answers(Page& page) {
    const style::Frame& frame = stylesheet_.frame(style::FrameRole::aside);
    const Rectangle &first = stylesheet_.frame(style::FrameRole::body_first).box,
                    &body = stylesheet_.frame(style::FrameRole::body).box;
    const bool is_beside = frame.box.x >= body.right() || frame.box.right() <= body.x;
    if (!stylesheet_.has_aside() || aside_.actions.text.empty() || is_aside_below() || !is_beside) return;
    Rectangle box = frame.box;
    box.y = body.y + std::max(Length{}, frame.box.y - first.y);
    box.height = frame.box.bottom() - footer_growth_ - box.y;
    const Axis axis = Axis::of(box, stylesheet_.page.width, direction_);
    place_frame(page, frame, axis);

    const style::BlockRole role = style::BlockRole::aside_text;
    const Column column = aside_column(stylesheet_, 0);
    if (!actions_) actions_ = break_text(aside_.actions, role, column.width);
    if (!help_) help_ = break_text(aside_.help, role, column.width);
    const style::BlockStyle& line = stylesheet_.block(style::BlockRole::teach_back_line);
    const Length pitch = line.padding.top + line.border.bottom;
    const Length gap = stylesheet_.block(style::BlockRole::aside_telephone).space_before;
    const Length room = box.height - actions_->height() - help_->height() - gap;
    if (pitch <= Length{} || room < pitch * 2) return;
    const int count = std::min(stylesheet_.aside.answers, room.millipoints / pitch.millipoints / 2);
    Length y = box.y;
    for (const BrokenText* question : {&*actions_, &*help_}) {
        place_text(page, *question, axis, column, y,
                   alignment_in(direction_, *question->text, stylesheet_.block(role).alignment), {true});
        y += question->height();
        for (int i = 0; i < count; ++i) {
            y += pitch;
            lines_.rules().push_back(
                {axis.place(column, y - line.border.bottom, line.border.bottom), line.border_color});
        }
        y += gap;
    }
}

void FurniturePlacer::place_logo(Page& page) {
    if (!is_printed(style::FrameRole::band_logo) || !stylesheet_.logo) return;
    const Axis axis = axis_of(style::FrameRole::band_logo);
    const Size natural = stylesheet_.logo->size;
    if (natural.width <= Length{} || natural.height <= Length{}) return;
    // The largest size of the logo's proportions that fits; a drawing may grow.
    Length width = axis.frame.width;
    const auto in_proportion = [](Length side, Length other, Length to) {
        return Length{static_cast<std::int32_t>(std::int64_t{side.millipoints} * to.millipoints / other.millipoints)};
    };
    Length height = in_proportion(natural.height, natural.width, width);
    if (height > axis.frame.height) {
        height = axis.frame.height;
        width = in_proportion(natural.width, natural.height, height);
    }
    const Length y = axis.frame.y + (axis.frame.height - height) / 2;
    const std::uint32_t picture = PagePlacer::picture_index(document_, stylesheet_.logo);
    page.decorations.push_back(
        {text::artifact, PlacedPicture{picture, axis.place({{}, width}, y, height),
                                       stylesheet_.block(style::BlockRole::band_name).text.color}});
}

void FurniturePlacer::place_running_head(Page& page) {
    if (!is_printed(style::FrameRole::running_head)) return;
    place_frame(page, style::FrameRole::running_head);
    const Axis axis = axis_of(style::FrameRole::running_head);
    const Column column{{}, axis.frame.width};
    if (!running_title_) {
        running_title_ = break_text(furniture_.running_title, style::BlockRole::running_title, column.width);
        // A long title is cut to the lines that fit: it is in full on the first page.
        const Length leading = std::max(running_title_->metrics.leading, Length{1});
        const auto fitting = static_cast<std::size_t>(std::max(axis.frame.height.millipoints / leading.millipoints, 1));
        if (running_title_->lines.size() > fitting) running_title_->lines.resize(fitting);
    }
    if (running_title_->empty()) return;
    const style::Alignment alignment =
        alignment_in(direction_, *running_title_->text, stylesheet_.block(style::BlockRole::running_title).alignment);
    // A script with long marks below may need more than the frame's height: it takes it from the margin above, so that
    // it doesn't touch the rule.
    const Length rule = stylesheet_.frame(style::FrameRole::running_head).border.bottom;
    const Length top = axis.frame.bottom() - rule -
                       running_title_->metrics.leading * static_cast<std::int32_t>(running_title_->lines.size());
    place_text(page, *running_title_, axis, column, std::min(axis.frame.y, top), alignment, {true});
}

/// Whose it is, sample notice, disclaimer, then one line with the code at its start and the page at its end; the last
/// line is at the frame's bottom on every page.
Length FurniturePlacer::lay_out_footer(std::uint32_t number) {
    const Length width = stylesheet_.frame(style::FrameRole::footer).box.width;
    if (!patient_) patient_ = break_text(furniture_.patient, style::BlockRole::footer_patient, width);
    if (!notice_) notice_ = break_text(furniture_.sample_notice, style::BlockRole::sample_notice, width);
    if (!disclaimer_) disclaimer_ = break_text(furniture_.disclaimer, style::BlockRole::footer_disclaimer, width);

    if (!plain_right_ || has_fields(furniture_.footer_right))
        plain_right_ = break_text(filled(furniture_.footer_right, number), style::BlockRole::footer_right, width / 2);
    const BrokenText& right = *plain_right_;
    const Length width_before = left_width_;
    right_width_ = right.empty() ? Length{} : std::min(texts_.extent(right.paragraph).widest, width / 2);
    left_width_ = width - right_width_ - (right.empty() ? Length{} : footer_gap);
    // Page numbers are mostly of one width, and then what is beside them is as on the page before.
    if (!plain_left_ || has_fields(furniture_.footer_left) || left_width_ != width_before)
        plain_left_ = break_text(filled(furniture_.footer_left, number), style::BlockRole::footer_left, left_width_);

    // From the bottom up: every text with the larger of the two spaces that meet below it.
    Length above = std::max(stylesheet_.block(style::BlockRole::footer_left).space_before,
                            stylesheet_.block(style::BlockRole::footer_right).space_before);
    Length height = std::max(plain_left_->height(), right.height());
    const auto stack = [&](const BrokenText& text) {
        if (text.empty()) return height;
        const style::BlockStyle& style = stylesheet_.block(text.role);
        if (height > Length{}) height += std::max(above, style.space_after);
        height += text.height();
        above = style.space_before;
        return height;
    };
    disclaimer_height_ = stack(*disclaimer_);
    notice_height_ = stack(*notice_);
    patient_height_ = stack(*patient_);
    return height + stylesheet_.frame(style::FrameRole::footer).border.top;
}

Length FurniturePlacer::grow_footer() {
    if (!is_printed(style::FrameRole::footer)) return {};
    const Length own = stylesheet_.frame(style::FrameRole::footer).box.height;
    const Length excess = lay_out_footer(0) - own;
    const Length line = std::max(stylesheet_.block(style::BlockRole::footer_left).text.leading, Length{1});
    if (excess <= Length{}) return {};
    const Length grown = line * ((excess.millipoints + line.millipoints - 1) / line.millipoints);
    if (grown > own)
        texts_.diagnostics().error("layout/overfull-frame"_code, span_of(furniture_.disclaimer),
                                   "the footer's text is " + in_points(excess) + " taller than its frame",
                                   "use a shorter disclaimer, or make the frame \"footer\" of the layout taller");
    else
        footer_growth_ = grown;
    return footer_growth_;
}

void FurniturePlacer::place_footer(Page& page, std::uint32_t number) {
    if (!is_printed(style::FrameRole::footer)) return;
    place_frame(page, style::FrameRole::footer);
    lay_out_footer(number);
    const Axis axis = axis_of(style::FrameRole::footer);
    const Column column{{}, axis.frame.width};
    const Length bottom = axis.frame.bottom();

    // Each is tagged once, on the part's last page, where it is the last in the tree.
    const bool last_page = number + 1 == pages_.count;
    const auto place_paragraph = [&](const BrokenText& text, Length height, text::NodeId node) {
        if (text.empty()) return;
        const style::Alignment alignment = alignment_in(direction_, *text.text, stylesheet_.block(text.role).alignment);
        place_text(page, text, axis, column, bottom - height, alignment, {!last_page || node == text::artifact, node});
    };
    place_paragraph(*patient_, patient_height_, text::artifact);
    place_paragraph(*notice_, notice_height_, furniture_.sample_notice_node);
    place_paragraph(*disclaimer_, disclaimer_height_, furniture_.disclaimer_node);
    const BrokenText &left = *plain_left_, &right = *plain_right_;
    if (!left.empty())
        place_text(page, left, axis, {{}, left_width_}, bottom - left.height(), style::Alignment::start, {true});
    if (!right.empty())
        place_text(page, right, axis, {column.width - right_width_, right_width_}, bottom - right.height(),
                   style::Alignment::end, {true});
}

}  // namespace carepress::layout
