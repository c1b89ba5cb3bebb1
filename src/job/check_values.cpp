#include "job/check_values.h"

#include "article/front_matter.h"
#include "job/job_message.h"

namespace carepress::job {

void check_language(const std::string& language, std::vector<Diagnostic>& errors) {
    if (language.empty()) return;
    if (std::string message = wrong_language_tag(language); !message.empty())
        errors.push_back(job_error("job/invalid-value"_code, {}, std::move(message)));
}

void check_date(const std::string& date, std::vector<Diagnostic>& errors) {
    if (date.empty() || article::is_iso_date(date)) return;
    errors.push_back(job_error("job/invalid-value"_code, {}, "'" + date + "' is not a date",
                               "write year, month and day as in 2026-11-22"));
}

std::string without_last_slashes(std::string folder) {
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
    return folder;
}

std::string wrong_language_tag(const std::string& tag) {
    return article::canonical_language(tag)
               ? std::string()
               : "'" + tag + "' is not a language tag; write one such as es, pt-BR or zh-Hant";
}

}  // namespace carepress::job
