#include "cli/arguments.h"

#include "article/front_matter.h"
#include "visit/record_time.h"

#include <cstdlib>
#include <ctime>

namespace carepress {

std::string date_of_environment() {
    const char* set = std::getenv("SOURCE_DATE_EPOCH");
    if (set == nullptr || *set == '\0') return {};
    char* end = nullptr;
    const long long seconds = std::strtoll(set, &end, 10);
    if (*end != '\0' || seconds < 0 || seconds > 253'402'300'799) return {};
    return instant_text(seconds);
}

std::string now_as_instant() {
    const std::string stated = date_of_environment();
    return stated.empty() ? instant_text(std::time(nullptr)) : stated;
}

std::string wrong_language_tag(const std::string& tag) {
    return canonical_language(tag) ? std::string()
                                   : "'" + tag + "' is not a language tag; write one such as es, pt-BR or zh-Hant";
}

}  // namespace carepress
