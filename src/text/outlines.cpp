#include "text/outlines.h"

#include "text/draw_glyph.h"
#include "text/font_library.h"
#include "text/harfbuzz_handles.h"

#include <cmath>
#include <cstdint>

namespace carepress::text {
namespace {

using Outline = std::vector<OutlineCommand>;
using Step = OutlineCommand::Kind;
using DrawFunctions = std::unique_ptr<hb_draw_funcs_t, Destroy<hb_draw_funcs_destroy>>;

OutlineCommand::Point hundredths(float x, float y) {
    return {static_cast<std::int32_t>(std::lround(x * 100)), static_cast<std::int32_t>(std::lround(y * 100))};
}

Outline& outline_of(void* data) { return *static_cast<Outline*>(data); }

void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
    outline_of(data).push_back({Step::move, {hundredths(x, y), {}, {}}});
}
void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
    outline_of(data).push_back({Step::line, {hundredths(x, y), {}, {}}});
}
void quadratic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float cx, float cy, float x, float y, void*) {
    outline_of(data).push_back({Step::quadratic, {hundredths(cx, cy), hundredths(x, y), {}}});
}
// NOLINTNEXTLINE(readability-function-size): HarfBuzz's signature
void cubic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float ax, float ay, float bx, float by, float x, float y,
              void*) {
    outline_of(data).push_back({Step::cubic, {hundredths(ax, ay), hundredths(bx, by), hundredths(x, y)}});
}
void close_path(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) {
    outline_of(data).push_back({Step::close, {}});
}

DrawFunctions make_draw_functions() {
    DrawFunctions functions(hb_draw_funcs_create());
    hb_draw_funcs_set_move_to_func(functions.get(), move_to, nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(functions.get(), line_to, nullptr, nullptr);
    hb_draw_funcs_set_quadratic_to_func(functions.get(), quadratic_to, nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(functions.get(), cubic_to, nullptr, nullptr);
    hb_draw_funcs_set_close_path_func(functions.get(), close_path, nullptr, nullptr);
    hb_draw_funcs_make_immutable(functions.get());
    return functions;
}

}  // namespace

struct OutlineReader::Implementation {
    const FontLibrary* fonts;
    DrawFunctions functions = make_draw_functions();
    std::vector<HbFont> at_natural_scale;  ///< by face; null until it is asked for
    Outline outline;

    hb_font_t* font(FaceId face) {
        if (at_natural_scale.size() <= face) at_natural_scale.resize(fonts->size());
        HbFont& font = at_natural_scale[face];
        if (!font) {
            const Face& opened = fonts->implementation().face(face);
            font.reset(hb_font_create(hb_font_get_face(opened.font())));  // its scale is the face's units per em
        }
        return font.get();
    }
};

OutlineReader::OutlineReader(const FontLibrary& fonts) : implementation_(std::make_unique<Implementation>()) {
    implementation_->fonts = &fonts;
}

OutlineReader::~OutlineReader() = default;
OutlineReader::OutlineReader(OutlineReader&&) noexcept = default;
OutlineReader& OutlineReader::operator=(OutlineReader&&) noexcept = default;

const std::vector<OutlineCommand>& OutlineReader::read(FaceId face, std::uint32_t glyph) {
    Implementation& self = *implementation_;
    self.outline.clear();
    draw_glyph(self.font(face), glyph, self.functions.get(), &self.outline);
    return self.outline;
}

}  // namespace carepress::text
