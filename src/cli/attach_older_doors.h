#pragma once

#include "cli/attach_options.h"
#include "cli/handout_file.h"

namespace carepress::cli {

/// `carepress attach --as`: writes the PDF as an HL7 v2 message or a C-CDA document, or sends the message by MLLP and
/// reads its acknowledgement. Returns the exit status.
int attach_by_older_door(const HandoutFile& handout, const AttachOptions& options);

}  // namespace carepress::cli
