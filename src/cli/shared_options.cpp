#include "cli/shared_options.h"

#include "article/front_matter.h"
#include "base/error.h"
#include "cli/messages.h"
#include "job/check_values.h"

#include <utility>

namespace carepress::cli {

CommandOption job_option(JobOption& job) {
    return {.names = "--job",
            .value = "FILE",
            .help = "take the job from this JSON file instead of the other options, or `-` for standard input",
            .more = "Only options about outputs and messages can be added.",
            .to = into(job.file),
            .group = OptionGroup::general,
            .completion = Completion::files};
}

CommandOption print_job_option(JobOption& job) {
    return {.names = "--print-job",
            .help = "print the job that the options make, as JSON, and do nothing else",
            .to = into(job.print),
            .group = OptionGroup::general};
}

CommandOption layout_option(std::string& layout) {
    return {.names = "--layout",
            .value = "NAME",
            .help = "print template: a name or a .yaml file",
            .more = "`carepress list layouts` names them with sheet, type size and purpose.",
            .to = into(layout),
            .group = OptionGroup::appearance,
            .completion = Completion::layouts};
}

CommandOption brand_option(std::string& brand) {
    return {.names = "--brand",
            .value = "NAME",
            .help = "organisation: a name, a folder or a .yaml file",
            .to = into(brand),
            .group = OptionGroup::appearance,
            .completion = Completion::brands};
}

CommandOption library_option(std::string& library) {
    return {.names = "--library",
            .value = "FOLDER",
            .help = "folder in which articles are looked up, instead of the one that comes with the program",
            .to = into(library),
            .completion = Completion::folders};
}

CommandOption note_option(std::string& path) {
    return {.names = "--note",
            .value = "FILE",
            .help = "a file with a short note from the clinician, in Markdown, for page 1; or `-` for standard input",
            .more = "It has no pictures. The PDF can then be read only by its owner.",
            .to = into(path),
            .completion = Completion::files};
}

CommandOption language_option(OptionTarget to, const std::string& help) {
    return {.names = "--language",
            .value = "TAG",
            .help = help,
            .more = "A language tag of BCP 47, such as `es`, `pt-BR` or `zh-Hant`.",
            .to = std::move(to),
            .completion = Completion::languages,
            .wrong = job::wrong_language_tag};
}

CommandOption language_notice_option(bool& notice) {
    return {.names = "--language-notice",
            .help = "add the page that offers help in many languages",
            .more = "It names the brand's telephone number.",
            .to = into(notice)};
}

CommandOption standard_option(std::string& standard) {
    return {.names = "--standard",
            .value = "NAME",
            .help = "what a PDF claims: ua-1 for PDF/UA-1 and PDF/A-2a, or ua-2 for PDF/UA-2 and PDF/A-4 (PDF 2.0)",
            .more = "By default as the layout says.",
            .to = into(standard),
            .choices = {style::pdf_standard_names.begin(), style::pdf_standard_names.end()}};
}

std::string wrong_date(const std::string& text) {
    return article::is_iso_date(text) ? std::string() : "'" + text + "' is not a date; write one such as 2026-11-22";
}

CommandOption format_option(std::string& format, const std::string& help) {
    return {.names = "--format",
            .value = "FORMAT",
            .help = help,
            .to = into(format),
            .group = OptionGroup::output,
            .choices = {"text", "json"}};
}

CommandOption quiet_option(bool& quiet, const std::string& help) {
    return {.names = "-q,--quiet", .help = help, .to = into(quiet), .group = OptionGroup::output};
}

std::optional<Source> read_job_source(const std::string& path, bool is_private) {
    try {
        return is_private ? read_private_source(path, "job") : read_source(path, largest_source, SourceKind::stream);
    } catch (const std::runtime_error& error) {  // EnvironmentError, SourceTooLarge
        print_error(error.what());
    }
    return std::nullopt;
}

bool accept_job(const std::vector<Diagnostic>& errors) {
    return errors.empty() || refuse(errors.front().message, errors.front().hint);
}

void print_all(const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& each : diagnostics) print(each);
}

}  // namespace carepress::cli
