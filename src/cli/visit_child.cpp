#include "cli/commands.h"
#include "service/visit_child_main.h"

#include <memory>
#include <string>

namespace carepress::cli {

/// What `carepress serve` starts for each visit. Nobody types it.
Command visit_child_command() {
    constexpr int most = 1'000'000;
    const auto options = std::make_shared<service::VisitChildOptions>();
    return {
        .name = std::string(service::visit_child_command),
        .summary = "press the summary of a visit for carepress serve",
        .options = {{.names = "--cpu-seconds", .value = "NUMBER", .to = into(options->cpu_seconds, 0, most)},
                    {.names = "--memory-megabytes", .value = "NUMBER", .to = into(options->memory_megabytes, 0, most)},
                    {.names = "--require-seccomp", .to = into(options->require_seccomp)},
                    {.names = "--try-sandbox", .to = into(options->try_sandbox)}},
        .run = [options]() -> int { service::run_visit_child(*options); },
        .is_private = true,
    };
}

}  // namespace carepress::cli
