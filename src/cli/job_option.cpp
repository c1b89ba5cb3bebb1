#include "cli/job_option.h"

#include "base/error.h"
#include "cli/messages.h"
#include "job/check_values.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace carepress {
namespace {

constexpr std::array<std::string_view, 9> not_in_a_job{"output", "report",    "receipt",  "format", "quiet",
                                                       "job",    "print-job", "settings", "help"};

bool is_in_a_job(const CLI::Option& option) {
    const std::vector<std::string>& names = option.get_lnames();
    return names.empty() || std::find(not_in_a_job.begin(), not_in_a_job.end(), names.front()) == not_in_a_job.end();
}

bool has_job(const CLI::App& command) {
    const CLI::Option* job = command.get_option_no_throw("--job");
    return job != nullptr && !job->empty();
}

template <class Read>
auto read_job_file(const Source& source, Read read) {
    Diagnostics diagnostics(source);
    auto job = read(source, diagnostics);
    for (const Diagnostic& each : diagnostics.all()) print(each);
    return job;
}

}  // namespace

void add_job_options(CLI::App& command, JobOption& option) {
    command.add_option("--job", option.file, "take the job from this JSON file, or -, instead of the other options")
        ->type_name("FILE");
    command.add_flag("--print-job", option.print, "print the job that the options make, as JSON, and press nothing");
    command.callback([&command] { check_job_options(command); });
}

void add_style_options(CLI::App& command, std::string& layout, std::string& brand) {
    command.add_option("--layout", layout, "print template: a name or a .yaml file")->capture_default_str();
    command.add_option("--brand", brand, "organisation: a name, a folder or a .yaml file")->capture_default_str();
}

void add_language_option(CLI::App& command, std::string& language, const std::string& help) {
    command.add_option("--language", language, help)->check(wrong_language_tag, "TAG");
}

void add_note_option(CLI::App& command, std::string& path) {
    command
        .add_option("--note", path,
                    "a file with a short note from the clinician, in Markdown, for page 1; or - for standard input")
        ->type_name("FILE");
}

bool is_stated_by_job(const CLI::App& command, const CLI::Option& option) {
    return has_job(command) && is_in_a_job(option);
}

void check_job_options(const CLI::App& command) {
    for (const CLI::Option* option : command.get_options()) {
        if (option->empty() && option->get_positional() && !has_job(command))
            throw CLI::RequiredError(option->get_name());
        if (!option->empty() && is_stated_by_job(command, *option))
            throw CLI::ExcludesError("--job", option->get_name());
    }
}

std::optional<HandoutJob> read_handout_job_file(const std::string& path) {
    try {
        return read_job_file(read_source(path), read_handout_job);
    } catch (const std::runtime_error& error) {  // EnvironmentError, SourceTooLarge
        print_error(error.what());
    }
    return std::nullopt;
}

std::optional<VisitJob> read_visit_job_file(const std::string& path) {
    try {
        return read_job_file(read_private_source(path, "job"), read_visit_job);
    } catch (const std::runtime_error& error) {  // EnvironmentError, SourceTooLarge
        print_error(error.what());
    }
    return std::nullopt;
}

}  // namespace carepress
