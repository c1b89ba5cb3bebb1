#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace carepress::image {

/// What the pixels of a picture mean before they are made sRGB or grey.
enum class PixelModel : std::uint8_t { grey, rgb, cmyk, inverted_cmyk };

/// Bytes of an embedded ICC profile; larger ones are ignored.
inline constexpr std::size_t largest_profile = 4'000'000;

/// Converts rows of 8-bit pixels from an embedded ICC profile's colour space to sRGB (grey stays grey, with sRGB's
/// tone curve).
class ColorConversion {
public:
    /// nullptr when `profile` is not a usable ICC profile for `model`, or would change nothing that can be seen (it is
    /// sRGB by another name). `with_alpha`: each pixel has one more channel, which is kept.
    static std::unique_ptr<ColorConversion> make(std::string_view profile, PixelModel model, bool with_alpha);

    ~ColorConversion();
    ColorConversion(const ColorConversion&) = delete;
    ColorConversion& operator=(const ColorConversion&) = delete;

    /// `in` and `out` may be the same where a pixel has as many channels before as after.
    void apply(const unsigned char* in, unsigned char* out, std::size_t pixels) const;

private:
    explicit ColorConversion(void* transform) : transform_(transform) {}
    void* transform_;
};

/// CMYK to sRGB without a profile, by the plain formula of ISO 32000-1 10.3.5: what is missing of ink, times what is
/// missing of black.
void convert_plain_cmyk(const unsigned char* in, unsigned char* out, std::size_t pixels, bool inverted);

}  // namespace carepress::image
