#pragma once

#include "engine/resources.h"

namespace carepress::engine {

/// Opens the faces of the notice of language assistance, those of a dozen scripts, before press() needs them: for a
/// thread next to the one that reads the sources, which waits for a face only while it is being opened. Does not change
/// the output; what cannot be read is left for press() to report.
void prepare_language_notice(const Resources& resources, const style::Theme& theme);

}  // namespace carepress::engine
