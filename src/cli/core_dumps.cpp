#include "cli/core_dumps.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace carepress::cli {

void forbid_core_dumps() {
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
}

}  // namespace carepress::cli
