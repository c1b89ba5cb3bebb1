#pragma once

#include "base/diagnostic.h"
#include "handout/handout.h"

namespace carepress::engine {

/// Checks that the words of a handout can be in a PDF of `standard`: private-use characters cannot be in one that
/// claims PDF/UA-2 (ISO 14289-2 8.4.3, 8.6), neither as text nor in alternative texts, since no reader but the author's
/// knows what they mean. Each text that has one is an error.
void check_standard(const handout::Handout& handout, style::PdfStandard standard, Diagnostics& diagnostics);

}  // namespace carepress::engine
