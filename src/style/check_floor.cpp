#include "style/read_layout.h"

#include <algorithm>

namespace carepress::style {

namespace {

class FloorCheck {
public:
    explicit FloorCheck(LayoutReading& reading) : reading_(reading), floor_(reading.stylesheet.floor) {}

    void check() {
        for (std::size_t i = 0; i < block_role_count; ++i) check_block(i);
        check_inlines();
        check_fit();
    }

private:
    /// Of the value and the floor that meet, the one in the file that derives last brought the fault.
    void report(const Place& place, const std::string& what, Length size, const std::string& hint) {
        const bool base = !place.known() || place.file > reading_.floor_place.file;
        reading_.error("layout/under-floor"_code, base ? reading_.floor_place : place,
                       what + " is " + in_points(size) + ", under the floor of " + in_points(floor_), hint);
    }

    void check_block(std::size_t index) {
        const Draft<BlockDraft>& draft = reading_.blocks[index];
        const Length size = draft.value.style.text.size;
        const Place place = place_of(draft, block_keys(), "size");
        if (!place.known()) return;  // said already
        if (frame_of(static_cast<BlockRole>(index)) == FrameRole::aside && !reading_.stylesheet.has_aside())
            return;  // inherited, and not printed
        const std::string name = name_of(static_cast<BlockRole>(index));
        if (size < floor_)
            report(place, "the size of \"" + name + "\"", size,
                   "set it to the floor or more: " + name + ": {size: " + in_points(floor_) + "}");
        else if (frame_of(static_cast<BlockRole>(index)) == FrameRole::body && !is_outside_of_articles(index))
            smaller(size, name);
    }

    /// The notice of language assistance is not fitted. Articles have no facts, and facts stay over the floor.
    static bool is_outside_of_articles(std::size_t index) {
        const auto role = static_cast<BlockRole>(index);
        return role == BlockRole::language_name || role == BlockRole::language_text || role == BlockRole::fact_label;
    }

    void smaller(Length size, const std::string& name) {
        if (size >= smallest_) return;
        smallest_ = size;
        smallest_name_ = name;
    }

    /// Inline styles are laid over each other: code in a superscript is as small as both make it.
    void check_inlines() {
        Length size = smallest_;
        for (const Draft<InlineDraft>& draft : reading_.inlines)
            if (const int of_block = draft.value.style.size_thousandths.value_or(1000); of_block < 1000)
                size = scale(size, of_block);
        smallest_inside_ = size;
        if (size >= floor_) return;
        for (std::size_t i = 0; i < inline_role_count; ++i) {
            const Draft<InlineDraft>& draft = reading_.inlines[i];
            const int of_block = draft.value.style.size_thousandths.value_or(1000);
            if (of_block >= 1000) continue;
            const std::string name = name_of(static_cast<InlineRole>(i));
            report(place_of(draft, inline_keys(), "size"),
                   "the smallest text with \"" + name + "\" in it, in \"" + smallest_name_ + "\",", size,
                   "set it at full size: " + name + ": {size: 100%}");
        }
    }

    void check_fit() {
        const Length least = scale(smallest_inside_, reading_.stylesheet.fit.size_thousandths);
        if (reading_.stylesheet.fit.goal == FitRange::Goal::none || least >= floor_ || smallest_inside_ < floor_)
            return;
        report(place_of(reading_.fit, fit_keys(), "size"),
               "the smallest text that the fitter could set, \"" + smallest_name_ + "\",", least,
               "narrow its range, or set that block larger: fit: {size: 100%}");
    }

    LayoutReading& reading_;
    Length floor_;
    Length smallest_ = longest_length;         ///< of the flow's blocks
    Length smallest_inside_ = longest_length;  ///< with the inline styles that make it smaller
    std::string smallest_name_;
};

}  // namespace

void check_floor(LayoutReading& reading) {
    if (reading.stylesheet.floor > Length{}) FloorCheck(reading).check();
}

}  // namespace carepress::style
