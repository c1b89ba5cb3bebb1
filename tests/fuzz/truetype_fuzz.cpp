// Any bytes as a TrueType font, of which some glyphs are embedded: no crash, no hang. A subset is a font that HarfBuzz
// reads, with the glyphs at the places that were told and their advance widths.
//
// The last eight bytes of an input are the glyphs, four ids of two bytes; what comes before is the font.
#include "text/truetype_subset.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace carepress;

using HbFont = std::unique_ptr<hb_font_t, decltype(&hb_font_destroy)>;

constexpr std::size_t asked_glyphs = 4;

text::HbFace face_of(std::string_view bytes) {
    const text::HbBlob blob(
        hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    return text::HbFace(hb_face_create(blob.get(), 0));
}

/// Ascending, each once, with .notdef first.
std::vector<std::uint32_t> glyphs_of(std::string_view bytes) {
    std::vector<std::uint32_t> glyphs{0};
    for (std::size_t at = 0; at < bytes.size(); at += 2)
        glyphs.push_back(static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) << 8 |
                         static_cast<unsigned char>(bytes[at + 1]));
    std::sort(glyphs.begin(), glyphs.end());
    glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
    return glyphs;
}

void expect_same_advances(hb_face_t* whole, hb_face_t* subset, const std::vector<std::uint32_t>& glyphs,
                          const std::vector<std::uint32_t>& new_ids) {
    const HbFont from(hb_font_create(whole), &hb_font_destroy), to(hb_font_create(subset), &hb_font_destroy);
    for (std::size_t i = 0; i < glyphs.size(); ++i)
        if (hb_font_get_glyph_h_advance(from.get(), glyphs[i]) != hb_font_get_glyph_h_advance(to.get(), new_ids[i]))
            std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2 * asked_glyphs) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const text::HbFace face = face_of(input.substr(0, size - 2 * asked_glyphs));
    const text::TrueTypeSubsetter subsetter(face.get());
    if (!subsetter.is_usable()) return 0;
    const std::vector<std::uint32_t> glyphs = glyphs_of(input.substr(size - 2 * asked_glyphs));
    std::vector<std::uint32_t> new_ids;
    const std::string subset = subsetter.subset(glyphs, new_ids);
    if (subset.empty()) return 0;

    const text::HbFace made = face_of(subset);
    const unsigned count = hb_face_get_glyph_count(made.get());
    if (new_ids.size() != glyphs.size() || new_ids[0] != 0 || count < glyphs.size()) std::abort();
    if (!std::is_sorted(new_ids.begin(), new_ids.end()) || new_ids.back() >= count) std::abort();
    expect_same_advances(face.get(), made.get(), glyphs, new_ids);
    return 0;
}
