#pragma once

#include "style/keys.h"
#include "style/read.h"

#include <array>

namespace carepress::style {

/// A layout on its way to a stylesheet: what its files say, with the places, before and while the stylesheet is made.
struct LayoutReading {
    LayoutFiles files;
    const Brand* brand = nullptr;
    ValueContext context;
    Draft<LayoutDraft> top;
    Draft<FitRange> fit;
    Place floor_place;
    Draft<Size> page;
    std::array<Draft<FrameDraft>, frame_role_count> frames;
    std::array<Draft<BlockDraft>, block_role_count> blocks;
    std::array<Draft<InlineDraft>, inline_role_count> inlines;
    Stylesheet stylesheet;

    /// Where to complain about `place`; a place that is not known is the beginning of the asked-for file.
    Diagnostics& diagnostics_at(const Place& place) { return files.files[place.known() ? place.file : 0]->diagnostics; }
    void error(DiagnosticCode code, const Place& place, std::string message, std::string hint = {}) {
        diagnostics_at(place).error(code, place.known() ? place.span : SourceSpan{}, std::move(message),
                                    std::move(hint));
    }
    void warning(DiagnosticCode code, const Place& place, std::string message, std::string hint = {}) {
        diagnostics_at(place).warning(code, place.known() ? place.span : SourceSpan{}, std::move(message),
                                      std::move(hint));
    }
    const BlockDraft& block(BlockRole role) const { return blocks[static_cast<std::size_t>(role)].value; }
    const FrameDraft& frame(FrameRole role) const { return frames[static_cast<std::size_t>(role)].value; }
};

/// Reads a layout that is in memory already; its bases and icons come from `folder`.
StylesheetResult read_stylesheet(Source layout, const std::string& folder, const Brand& brand,
                                 const std::string& standard = {});

/// The frames of all files, as boxes on the page: two of three insets each way (frames.cpp).
void read_frames(LayoutReading& reading);

/// The box that holds blocks of this role and nothing else does (a callout its heading); `count_`: the flow or any box.
BlockRole box_of(BlockRole role);

/// Frames are inside the page, apart from each other and wider than a word (check_geometry.cpp).
void check_geometry(LayoutReading& reading);

/// No size, multiplied by what inline styles and the fitter may make of it, is under the layout's floor
/// (check_floor.cpp).
void check_floor(LayoutReading& reading);

/// Every text has a contrast of at least 4.5:1 to each ground that it can be on (WCAG 2.1, 1.4.3), and the frames of
/// help boxes 3:1 to the paper (1.4.11). What the brand's colour breaks is said of the brand (check_contrast.cpp).
void check_contrast(LayoutReading& reading, Diagnostics& brand_diagnostics);

/// The least contrast of text: the rule for large text, 3:1, is not used, so that a fax stays readable.
inline constexpr double least_text_contrast = 4.5;
inline constexpr double least_frame_contrast = 3.0;

/// `text` darkened, or on a dark ground lightened, until it has the least contrast to `ground`: for hints.
Color nearest_with_contrast(Color text, Color ground, double least);

}  // namespace carepress::style
