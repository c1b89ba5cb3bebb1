#include "cli/arguments.h"

#include "visit/record_time.h"

#include <cstdlib>

namespace carepress {

std::string date_of_environment() {
    const char* set = std::getenv("SOURCE_DATE_EPOCH");
    if (set == nullptr || *set == '\0') return {};
    char* end = nullptr;
    const long long seconds = std::strtoll(set, &end, 10);
    if (*end != '\0' || seconds < 0 || seconds > 253'402'300'799) return {};
    return instant_text(seconds);
}

}  // namespace carepress
