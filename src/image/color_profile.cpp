#include "image/color_profile.h"

#include <lcms2.h>

#include <array>
#include <cstdlib>
#include <vector>

namespace carepress::image {
namespace {

/// Larger profiles do not come from cameras or image editors.

struct ProfileCloser {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, ProfileCloser>;

bool is_cmyk(PixelModel model) { return model == PixelModel::cmyk || model == PixelModel::inverted_cmyk; }

cmsColorSpaceSignature signature_of(PixelModel model) {
    if (model == PixelModel::grey) return cmsSigGrayData;
    return is_cmyk(model) ? cmsSigCmykData : cmsSigRgbData;
}

/// Grey with the tone curve of sRGB (IEC 61966-2-1), so that a grey value means what it means as R = G = B.
Profile grey_of_srgb() {
    const cmsFloat64Number curve[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    cmsToneCurve* tone = cmsBuildParametricToneCurve(nullptr, 4, curve);
    if (tone == nullptr) return nullptr;
    Profile profile(cmsCreateGrayProfile(cmsD50_xyY(), tone));
    cmsFreeToneCurve(tone);
    return profile;
}

cmsUInt32Number format_of(PixelModel model, bool with_alpha) {
    const cmsUInt32Number extra = EXTRA_SH(with_alpha ? 1U : 0U) | BYTES_SH(1U);
    switch (model) {
        case PixelModel::grey:
            return COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1U) | extra;
        case PixelModel::rgb:
            return COLORSPACE_SH(PT_RGB) | CHANNELS_SH(3U) | extra;
        case PixelModel::cmyk:
            return TYPE_CMYK_8;
        case PixelModel::inverted_cmyk:
            return TYPE_CMYK_8_REV;
    }
    return 0;
}

/// Whether the transform leaves a grid of colours where they are, give or take what rounding does.
bool changes_nothing(cmsHTRANSFORM transform, std::size_t channels, bool with_alpha) {
    constexpr int tolerance = 3;
    std::vector<unsigned char> grid;
    const std::size_t stride = channels + (with_alpha ? 1 : 0);
    constexpr int step = 51;
    for (int r = 0; r <= 255; r += step)
        for (int g = 0; g <= 255; g += step)
            for (int b = 0; b <= 255; b += step) {
                const std::array<int, 3> color{r, channels == 1 ? r : g, b};
                for (std::size_t c = 0; c < stride; ++c)
                    grid.push_back(static_cast<unsigned char>(c < channels ? color[c] : 255));
            }
    std::vector<unsigned char> converted(grid.size());
    cmsDoTransform(transform, grid.data(), converted.data(), static_cast<cmsUInt32Number>(grid.size() / stride));
    for (std::size_t i = 0; i < grid.size(); ++i) {
        if (i % stride < channels && std::abs(int{grid[i]} - int{converted[i]}) > tolerance) return false;
    }
    return true;
}

}  // namespace

std::unique_ptr<ColorConversion> ColorConversion::make(std::string_view profile, PixelModel model, bool with_alpha) {
    if (profile.empty() || profile.size() > largest_profile) return nullptr;
    const Profile from(cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size())));
    if (from == nullptr || cmsGetColorSpace(from.get()) != signature_of(model)) return nullptr;
    const Profile to = model == PixelModel::grey ? grey_of_srgb() : Profile(cmsCreate_sRGBProfile());
    if (to == nullptr) return nullptr;

    const PixelModel result = model == PixelModel::grey ? PixelModel::grey : PixelModel::rgb;
    cmsHTRANSFORM transform =
        cmsCreateTransform(from.get(), format_of(model, with_alpha), to.get(), format_of(result, with_alpha),
                           INTENT_PERCEPTUAL, with_alpha ? cmsFLAGS_COPY_ALPHA : 0);
    if (transform == nullptr) return nullptr;
    std::unique_ptr<ColorConversion> conversion(new ColorConversion(transform));
    if (!is_cmyk(model) && changes_nothing(transform, model == PixelModel::grey ? 1 : 3, with_alpha)) return nullptr;
    return conversion;
}

ColorConversion::~ColorConversion() { cmsDeleteTransform(transform_); }

void ColorConversion::apply(const unsigned char* in, unsigned char* out, std::size_t pixels) const {
    cmsDoTransform(transform_, in, out, static_cast<cmsUInt32Number>(pixels));
}

void convert_plain_cmyk(const unsigned char* in, unsigned char* out, std::size_t pixels, bool inverted) {
    const unsigned flip = inverted ? 0 : 255;
    for (std::size_t i = 0; i < pixels; ++i, in += 4, out += 3) {
        const unsigned not_black = in[3] ^ flip;
        for (int c = 0; c < 3; ++c) out[c] = static_cast<unsigned char>(((in[c] ^ flip) * not_black + 127) / 255);
    }
}

}  // namespace carepress::image
