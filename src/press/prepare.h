#pragma once

#include "press/resources.h"

#include <string>

namespace carepress {

/// Opens the faces that the notice of language assistance is set in, those of a dozen scripts, before press() needs
/// them: for a thread beside one that reads what is to be pressed, which waits for a face only while it is being
/// opened. Changes nothing of what is pressed; what cannot be read is left for press() to say.
void prepare_language_notice(const Resources& resources, const std::string& layout, const std::string& brand);

}  // namespace carepress
