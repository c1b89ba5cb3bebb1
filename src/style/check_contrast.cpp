#include "base/numbers.h"
#include "style/read_layout.h"

#include <algorithm>
#include <cstdint>
#include <map>

namespace carepress::style {

namespace {

/// A text colour on a ground: indices of colour roles; ground -1 is paper.
struct Pair {
    int text = -1, ground = -1;
    auto operator<=>(const Pair&) const = default;
};

/// A colour role as a ground (-1 is paper) and where a style or frame chose it.
struct Ground {
    int role = -1;
    Place place;
};

/// Where a pair of colours meets.
struct Meeting {
    std::string style;
    Place place;         ///< of the style's colour
    Place ground_place;  ///< of the fill
};

using Meetings = std::map<Pair, std::vector<Meeting>>;  // ordered: messages come in the same order everywhere

constexpr BlockRole boxes[] = {BlockRole::callout_emergency, BlockRole::callout_call_now,
                               BlockRole::callout_watch,     BlockRole::quote,
                               BlockRole::learn_more,        BlockRole::note};

Ground ground_of(const LayoutReading& reading, BlockRole role) {
    const Draft<BlockDraft>& draft = reading.blocks[static_cast<std::size_t>(role)];
    return {draft.value.fill, place_of(draft, block_keys(), "fill")};
}

Ground ground_of(const LayoutReading& reading, FrameRole role) {
    const Draft<FrameDraft>& draft = reading.frames[static_cast<std::size_t>(role)];
    return {draft.value.fill, place_of(draft, frame_keys(), "fill")};
}

/// The grounds of both bodies.
std::vector<Ground> body_grounds(const LayoutReading& reading) {
    std::vector<Ground> grounds = {ground_of(reading, FrameRole::body), ground_of(reading, FrameRole::body_first)};
    if (grounds[0].role == grounds[1].role) grounds.pop_back();
    return grounds;
}

/// The grounds that texts of the flow can meet, without a fill of their own.
std::vector<Ground> flow_grounds(const LayoutReading& reading) {
    std::vector<Ground> grounds = body_grounds(reading);
    for (const BlockRole box : boxes) {
        const Ground ground = ground_of(reading, box);
        const bool known =
            std::any_of(grounds.begin(), grounds.end(), [&](const Ground& other) { return other.role == ground.role; });
        if (!known) grounds.push_back(ground);
    }
    return grounds;
}

std::vector<Ground> grounds_of(const LayoutReading& reading, BlockRole role) {
    if (const Ground own = ground_of(reading, role); own.role >= 0) return {own};
    if (const FrameRole frame = frame_of(role); frame != FrameRole::body) {
        const Ground own = ground_of(reading, frame);
        return {own.role < 0 && frame == FrameRole::band_text ? ground_of(reading, FrameRole::band) : own};
    }
    const BlockRole box = box_of(role);
    if (box == BlockRole::count_) return flow_grounds(reading);
    if (const Ground ground = ground_of(reading, box); ground.role >= 0) return {ground};
    return body_grounds(reading);
}

Meetings text_meetings(const LayoutReading& reading) {
    Meetings meetings;
    for (std::size_t i = 0; i < block_role_count; ++i) {
        const Draft<BlockDraft>& draft = reading.blocks[i];
        const BlockRole role = static_cast<BlockRole>(i);
        if (draft.value.color < 0) continue;
        for (const Ground& ground : grounds_of(reading, role)) {
            meetings[{draft.value.color, ground.role}].push_back(
                {name_of(role), place_of(draft, block_keys(), "color"), ground.place});
        }
    }
    std::vector<Ground> everywhere = flow_grounds(reading);
    for (const BlockRole role : {BlockRole::preformatted, BlockRole::table_head, BlockRole::table_cell}) {
        if (reading.block(role).fill >= 0) everywhere.push_back(ground_of(reading, role));
    }
    for (std::size_t i = 0; i < inline_role_count; ++i) {
        const Draft<InlineDraft>& draft = reading.inlines[i];
        if (draft.value.color < 0) continue;
        for (const Ground& ground : everywhere) {
            meetings[{draft.value.color, ground.role}].push_back(
                {name_of(static_cast<InlineRole>(i)), place_of(draft, inline_keys(), "color"), ground.place});
        }
    }
    return meetings;
}

/// The frames of help boxes tell the levels apart: they have to be seen on the paper.
Meetings frame_meetings(const LayoutReading& reading) {
    Meetings meetings;
    for (const BlockRole role : {BlockRole::callout_emergency, BlockRole::callout_call_now, BlockRole::callout_watch}) {
        const Draft<BlockDraft>& draft = reading.blocks[static_cast<std::size_t>(role)];
        if (draft.value.border_color < 0 || draft.value.style.border == Sides{}) continue;
        meetings[{draft.value.border_color, -1}].push_back(
            {name_of(role), place_of(draft, block_keys(), "border-color"), {}});
    }
    return meetings;
}

std::string ratio_text(double ratio) {
    const int tenths = static_cast<int>(ratio * 10);  // cut off, so that 4.49 does not read as 4.5
    return tenths_text(tenths) + ":1";
}

class ContrastCheck {
public:
    ContrastCheck(LayoutReading& reading, Diagnostics& brand_diagnostics)
        : reading_(reading), brand_diagnostics_(brand_diagnostics), palette_(reading.context.palette) {}

    void check(const Meetings& meetings, double least, const char* what) {
        for (const auto& [pair, places] : meetings) {
            const Color text = palette_[pair.text].color;
            const Color ground = pair.ground < 0 ? palette_.paper() : palette_[pair.ground].color;
            const double ratio = contrast_ratio(text, ground);
            if (ratio < least) report(pair, places, ratio, least, what);
        }
    }

private:
    std::string ground_name(int ground) const { return ground < 0 ? "paper" : palette_[ground].name; }

    void report(const Pair& pair, const std::vector<Meeting>& places, double ratio, double least, const char* what) {
        const ColorRole& role = palette_[pair.text];
        const Color ground = pair.ground < 0 ? palette_.paper() : palette_[pair.ground].color;
        std::string message = "the " + std::string(what) + " colour \"" + role.name + "\" (" + hex(role.color) +
                              ") on \"" + ground_name(pair.ground) + "\" (" + hex(ground) + ") has a contrast of " +
                              ratio_text(ratio) + ", under " + ratio_text(least) + ", in ";
        for (std::size_t i = 0; i < places.size() && i < 3; ++i) message += (i == 0 ? "" : ", ") + places[i].style;
        if (places.size() > 3) message += " and " + std::to_string(places.size() - 3) + " more";
        const std::string hint =
            "\"" + hex(nearest_with_contrast(role.color, ground, least)) + "\" would do for \"" + role.name + "\"";

        // The brand is to blame where it chose one of the two colours, the layout where it chose both.
        const ColorRole& text_origin = palette_.origin(pair.text);
        const ColorRole* ground_origin = pair.ground < 0 ? nullptr : &palette_.origin(pair.ground);
        const ColorRole* branded = text_origin.from_brand                                  ? &text_origin
                                   : ground_origin != nullptr && ground_origin->from_brand ? ground_origin
                                                                                           : nullptr;
        if (branded != nullptr) {
            brand_diagnostics_.error("brand/contrast"_code, brand_place(*reading_.brand, "colors", branded->name),
                                     message, hint);
        } else {
            // Of the values that made the pair, the one in the file that derives last brought the fault.
            Place fault = text_origin.place;
            for (const Place& other : {ground_origin == nullptr ? Place{} : ground_origin->place, places.front().place,
                                       places.front().ground_place}) {
                if (other.file < fault.file) fault = other;
            }
            reading_.error("layout/contrast"_code, fault, message, hint);
        }
    }

    LayoutReading& reading_;
    Diagnostics& brand_diagnostics_;
    const Palette& palette_;
};

}  // namespace

Color nearest_with_contrast(Color text, Color ground, double least) {
    const Color black{}, white{255, 255, 255};
    const Color goal = contrast_ratio(black, ground) >= contrast_ratio(white, ground) ? black : white;
    const auto mixed = [](std::uint8_t from, std::uint8_t to, int percent) {
        return static_cast<std::uint8_t>((from * (100 - percent) + to * percent) / 100);
    };
    for (int percent = 0; percent < 100; ++percent) {
        const Color candidate{mixed(text.red, goal.red, percent), mixed(text.green, goal.green, percent),
                              mixed(text.blue, goal.blue, percent)};
        if (contrast_ratio(candidate, ground) >= least) return candidate;
    }
    return goal;
}

void check_contrast(LayoutReading& reading, Diagnostics& brand_diagnostics) {
    ContrastCheck check(reading, brand_diagnostics);
    check.check(text_meetings(reading), least_text_contrast, "text");
    check.check(frame_meetings(reading), least_frame_contrast, "border");
}

}  // namespace carepress::style
