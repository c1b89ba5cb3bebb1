#pragma once

#include <harfbuzz/hb.h>

namespace carepress::text {

/// Sends a glyph's outline to `functions`, in units of the font's scale. HarfBuzz 7 gave the function a new name and
/// deprecated the old one, the only one that Debian 12 has.
inline void draw_glyph(hb_font_t* font, hb_codepoint_t glyph, hb_draw_funcs_t* functions, void* data) {
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, functions, data);
#else
    hb_font_get_glyph_shape(font, glyph, functions, data);
#endif
}

}  // namespace carepress::text
