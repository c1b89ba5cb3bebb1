#pragma once

namespace carepress::cli {

/// No core file and no debugger ever gets at a patient's record in memory.
void forbid_core_dumps();

}  // namespace carepress::cli
