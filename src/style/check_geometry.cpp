#include "base/numbers.h"
#include "style/read_layout.h"

#include <algorithm>

namespace carepress::style {

namespace {

using namespace literals;

constexpr Length edge = 21.6_pt;      // 0.3 in: what office printers can't reach
constexpr Length punch = 54_pt;       // 0.75 in: holes of 0.28 in whose centres are 0.5 in from the edge
constexpr Length least_body = 72_pt;  // 1 in
constexpr Length largest_page = 14'400_pt;

/// "0.30 in", for messages; lengths are thousandths of a point, so this needs no floating point.
std::string inches(Length length) {
    const long hundredths = (static_cast<long>(length.millipoints) + 360) / 720;
    return hundredths_text(hundredths) + " in";
}

bool is_printed(const Frame& frame) { return frame.box.height.millipoints != 0; }

bool overlap(const Rectangle& a, const Rectangle& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool contains(const Rectangle& outer, const Rectangle& inner) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() &&
           inner.bottom() <= outer.bottom();
}

void check_inside(LayoutReading& reading, FrameRole role) {
    const Rectangle& box = reading.stylesheet.frame(role).box;
    const Place& place = reading.frame(role).place;
    const std::string name = std::string("the frame \"") + name_of(role) + "\"";
    const Size page = reading.stylesheet.page;
    if (box.width.millipoints <= 0 || box.height.millipoints < 0) {
        reading.error("layout/frame-too-small"_code, place, name + " has no room: its insets meet",
                      "it is " + inches(box.width) + " wide and " + inches(box.height) + " high");
        return;
    }
    const Rectangle sheet{{}, {}, page.width, page.height};
    if (!contains(sheet, box)) {
        reading.error("layout/frame-off-page"_code, place, name + " extends beyond the page's edge",
                      "the page is " + inches(page.width) + " by " + inches(page.height));
        return;
    }
    const Length nearest_edge = std::min({box.x, box.y, page.width - box.right(), page.height - box.bottom()});
    if (nearest_edge < edge) {
        reading.error("layout/frame-near-edge"_code, place,
                      name + " is " + inches(nearest_edge) + " from the page's edge",
                      "printers can't print on the outer 0.3 in");
    }
}

void check_body(LayoutReading& reading, FrameRole role) {
    const Rectangle& box = reading.stylesheet.frame(role).box;
    const Place& place = reading.frame(role).place;
    const std::string name = std::string("the frame \"") + name_of(role) + "\"";
    if (box.width < least_body || box.height < least_body) {
        reading.error("layout/frame-too-small"_code, place, name + " is smaller than 1 in",
                      "it is " + inches(box.width) + " wide and " + inches(box.height) + " high");
    }
    if (box.x < punch) {
        reading.error("layout/frame-at-holes"_code, place, name + " begins " + inches(box.x) + " from the left edge",
                      "leave 0.75 in, so that holes can be punched without touching text");
    }
    // The back of a sheet turned on its long edge has its holes on the right.
    const Length right = reading.stylesheet.page.width - box.right();
    if (right < punch && reading.stylesheet.print.duplex == PrintSettings::Duplex::flip_long_edge) {
        reading.warning("layout/frame-at-holes"_code, place, name + " ends " + inches(right) + " from the right edge",
                        "the back of the sheet is punched there: leave 0.75 in");
    }
}

void check_apart(LayoutReading& reading, FrameRole one, FrameRole other) {
    const Frame &a = reading.stylesheet.frame(one), &b = reading.stylesheet.frame(other);
    if (!is_printed(a) || !is_printed(b) || !overlap(a.box, b.box)) return;
    const Place &at = reading.frame(one).place, &other_at = reading.frame(other).place;
    // Of two files the one that derives brought the fault.
    reading.error("layout/frames-overlap"_code, at.file < other_at.file ? at : other_at,
                  std::string("the frames \"") + name_of(one) + "\" and \"" + name_of(other) + "\" overlap",
                  "they are printed on the same page");
}

Length insets(const BlockStyle& style) {
    const Length icon = style.icon ? style.icon_size.width + style.icon_gap : Length{};
    return style.indent.start + style.indent.end + style.border.start + style.border.end + style.padding.start +
           style.padding.end + icon;
}

/// A frame, less what the block and the box around it take, holds a long word of twelve letters, half an em each:
/// layout cuts words that are wider than their line.
void check_words(LayoutReading& reading) {
    constexpr int word = 6;
    const Stylesheet& stylesheet = reading.stylesheet;
    for (std::size_t i = 0; i < block_role_count; ++i) {
        const BlockRole role = static_cast<BlockRole>(i), box = box_of(role);
        FrameRole frame = frame_of(role);
        if (frame == FrameRole::body &&
            stylesheet.frame(FrameRole::body_first).box.width < stylesheet.frame(frame).box.width)
            frame = FrameRole::body_first;
        if (!is_printed(stylesheet.frame(frame)) || stylesheet.frame(frame).box.width <= Length{}) continue;
        const BlockStyle& style = stylesheet.block(role);
        const bool in_flow = frame == FrameRole::body || frame == FrameRole::body_first;
        const bool spans = (box == BlockRole::count_ ? style : stylesheet.block(box)).span;
        const int columns = in_flow && !spans ? stylesheet.columns.count : 1;
        const Length across = (stylesheet.frame(frame).box.width - stylesheet.columns.gap * (columns - 1)) / columns;
        Length room = across - insets(style);
        if (box != BlockRole::count_ && box != role) room -= insets(stylesheet.block(box));
        const Length needed = style.text.size * word;
        if (room >= needed) continue;
        // Of the values that meet, the one in the file that derives last brought the fault.
        Place fault = reading.frame(frame).place;
        for (const Place& other :
             {reading.block(role).place, box == BlockRole::count_ ? Place{} : reading.block(box).place})
            if (other.file < fault.file) fault = other;
        reading.error("layout/frame-too-narrow"_code, fault,
                      std::string("the frame \"") + name_of(frame) + "\" is narrower than a word of \"" +
                          name_of(role) + "\": " + in_points(std::max(room, Length{})) + " are available for it",
                      "a long word at " + in_points(style.text.size) + " takes " + in_points(needed) +
                          ": make the frame wider, or insets and type smaller");
        return;  // one fault shows in many blocks
    }
}

}  // namespace

void check_geometry(LayoutReading& reading) {
    const Size page = reading.stylesheet.page;
    for (const auto& [length, key] : {std::pair{page.width, "width"}, {page.height, "height"}}) {
        if (length < least_body || length > largest_page) {
            reading.error("layout/page-size"_code, place_of(reading.page, page_keys(), key),
                          std::string("the page's ") + key + " is out of range", "pages go from 1in to 200in");
            return;
        }
    }
    for (const FrameRole needed : {FrameRole::body, FrameRole::footer}) {
        if (!is_printed(reading.stylesheet.frame(needed))) {
            reading.error("layout/missing-frame"_code, reading.frame(needed).place,
                          std::string("the layout has no frame \"") + name_of(needed) + "\"",
                          needed == FrameRole::body ? "the text needs a frame to be printed in"
                                                    : "the disclaimer must be printed on every page");
            return;
        }
    }
    for (std::size_t role = 0; role < frame_role_count; ++role) {
        if (is_printed(reading.stylesheet.frames[role])) check_inside(reading, static_cast<FrameRole>(role));
    }
    check_body(reading, FrameRole::body_first);
    check_body(reading, FrameRole::body);

    using enum FrameRole;
    const std::pair<FrameRole, FrameRole> on_one_page[] = {
        {band, body_first},      {band, footer},         {band_logo, band_text}, {band_logo, body_first},
        {band_text, body_first}, {band_logo, footer},    {band_text, footer},    {body_first, footer},
        {running_head, body},    {running_head, footer}, {body, footer},         {aside, body_first},
        {aside, band},           {aside, footer},
    };
    for (const auto& [one, other] : on_one_page) check_apart(reading, one, other);
    for (const FrameRole part : {band_logo, band_text}) {
        const Frame &inner = reading.stylesheet.frame(part), &outer = reading.stylesheet.frame(band);
        if (is_printed(inner) && is_printed(outer) && !contains(outer.box, inner.box)) {
            reading.error("layout/frame-outside-band"_code, reading.frame(part).place,
                          std::string("the frame \"") + name_of(part) + "\" is not inside \"band\"");
        }
    }
    if (!reading.files.has_errors()) check_words(reading);
}

}  // namespace carepress::style
