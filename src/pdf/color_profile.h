#pragma once

#include <string>

namespace carepress::pdf {

/// The sRGB profile (IEC 61966-2-1) that lcms2 makes, with the time of its making overwritten: the same bytes always.
/// Throws EnvironmentError without memory.
std::string make_srgb_profile();

}  // namespace carepress::pdf
