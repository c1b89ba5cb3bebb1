#include "pdf/color_profile.h"

#include "base/error.h"

#include <lcms2.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <type_traits>

namespace carepress::pdf {

namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};

struct DeleteContext {
    void operator()(cmsContext context) const { cmsDeleteContext(context); }
};

}  // namespace

std::string make_srgb_profile() {
    // A context of its own: lcms2's global one is shared by threads.
    const std::unique_ptr<std::remove_pointer_t<cmsContext>, DeleteContext> context(cmsCreateContext(nullptr, nullptr));
    const std::unique_ptr<void, CloseProfile> profile(context ? cmsCreate_sRGBProfileTHR(context.get()) : nullptr);
    cmsUInt32Number size = 0;
    if (!profile || cmsSaveProfileToMem(profile.get(), nullptr, &size) == 0) {
        throw EnvironmentError("lcms2 can't make an sRGB profile");
    }
    std::string bytes(size, '\0');
    if (cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == 0) {
        throw EnvironmentError("lcms2 can't save an sRGB profile");
    }
    // ICC.1:2010 7.2.8: date and time, six big-endian numbers from byte 24; the profile ID (7.2.18) stays zero.
    constexpr std::string_view date("\x07\xD0\0\x01\0\x01\0\0\0\0\0\0", 12);  // 2000-01-01T00:00:00
    std::copy(date.begin(), date.end(), bytes.begin() + 24);
    return bytes;
}

}  // namespace carepress::pdf
