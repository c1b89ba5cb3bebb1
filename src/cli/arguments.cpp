#include "cli/arguments.h"

#include "article/front_matter.h"

#include <cstdlib>
#include <ctime>

namespace carepress {

namespace {

std::string instant_in_utc(std::time_t time) {
    std::tm utc{};
    ::gmtime_r(&time, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

}  // namespace

std::string date_of_environment() {
    const char* set = std::getenv("SOURCE_DATE_EPOCH");
    if (set == nullptr || *set == '\0') return {};
    char* end = nullptr;
    const long long seconds = std::strtoll(set, &end, 10);
    if (*end != '\0' || seconds < 0 || seconds > 253'402'300'799) return {};
    return instant_in_utc(seconds);
}

std::string now_as_instant() {
    const std::string stated = date_of_environment();
    return stated.empty() ? instant_in_utc(std::time(nullptr)) : stated;
}

std::string wrong_language_tag(const std::string& tag) {
    return canonical_language(tag) ? std::string()
                                   : "'" + tag + "' is no language tag; write one such as es, pt-BR or zh-Hant";
}

}  // namespace carepress
