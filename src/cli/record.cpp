#include "base/visible_text.h"
#include "cli/commands.h"
#include "cli/json_output.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "net/client.h"
#include "record/ask_record.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace carepress::cli {
namespace {

struct RecordOptions {
    std::string action, url;
    std::string system;  ///< empty: by what the server calls itself
    std::string ca_file;
    std::string format = "text";
};

std::string_view mark(record::Verdict verdict) {
    switch (verdict) {
        case record::Verdict::good:
            return "yes";
        case record::Verdict::limited:
            return "partly";
        case record::Verdict::missing:
            return "NO";
        case record::Verdict::untold:
            return "?";
    }
    return "";
}

/// In columns; the server, its sign-in, the visit and attaching under a heading each.
std::string as_text(const std::string& base, const record::Answers& answers, const record::RecordCheck& check) {
    std::string text = base + "\n";
    if (answers.capabilities && !answers.capabilities->software.empty())
        text += visible(answers.capabilities->software + " " + answers.capabilities->version) + "\n";
    std::size_t width = 0;
    for (const record::Aspect& aspect : check.aspects) width = std::max(width, aspect.what.size());
    std::string about;
    for (const record::Aspect& aspect : check.aspects) {
        if (aspect.about != about) text += "\n" + aspect.about + "\n";
        about = aspect.about;
        const std::string_view verdict = mark(aspect.verdict);
        text += "  " + std::string(verdict) + std::string(8 - verdict.size(), ' ') + aspect.what +
                std::string(width + 2 - aspect.what.size(), ' ') + visible(aspect.meaning) + "\n";
    }
    return text;
}

std::string as_json(const std::string& base, const record::Answers& answers, const record::RecordCheck& check) {
    JsonOutput::Array aspects;
    for (const record::Aspect& aspect : check.aspects)
        aspects.push_back(JsonOutput::object({{"about", aspect.about},
                                              {"what", aspect.what},
                                              {"verdict", record::name_of(aspect.verdict)},
                                              {"meaning", aspect.meaning}}));
    const record::Capabilities stated = answers.capabilities.value_or(record::Capabilities{});
    return JsonOutput::object({{"address", base},
                               {"software", stated.software},
                               {"version", stated.version},
                               {"fhirVersion", stated.fhir_version},
                               {"system", check.profile.name},
                               {"aspects", std::move(aspects)}})
        .text();
}

int check_record(const RecordOptions& options) {
    const std::string base = record::base_address(options.url);
    if (const std::string wrong = net::wrong_client_address(base); !wrong.empty()) {
        print_error("the address of the record cannot be used: " + wrong,
                    "name its FHIR base, as in https://ehr.example.org/fhir");
        return exit_usage;
    }
    const record::Answers answers = record::ask_record(base, net::Client(options.ca_file, record::record_limits));
    if (!answers.capabilities) {
        print_error("the record cannot be asked: " + answers.no_capabilities,
                    "name its FHIR base, below which it has \"metadata\"");
        return exit_environment;
    }
    const record::KnownSystem* const system = options.system.empty()
                                                  ? record::find_system(answers.capabilities->software)
                                                  : record::system_named(options.system);
    const record::RecordCheck check = record::check_record(answers, system);
    write_standard_output(options.format == "json" ? as_json(base, answers, check) : as_text(base, answers, check));
    const bool is_lacking = check.lacks("server") || check.lacks("visit") || check.lacks("attach");
    return is_lacking ? exit_refused : exit_done;
}

std::vector<std::string> names_of_systems() {
    std::vector<std::string> names;
    for (const record::KnownSystem& each : record::known_systems()) names.emplace_back(each.name);
    return names;
}

std::vector<CommandOption> record_options(RecordOptions& options) {
    return {
        {.names = "ACTION",
         .help = "`check`: print what the record takes, and post nothing",
         .to = into(options.action),
         .choices = {"check"},
         .required = true},
        {.names = "URL",
         .help = "the record's FHIR base address, https (http only of this machine)",
         .to = into(options.url),
         .required = true},
        {.names = "--system",
         .value = "NAME",
         .help = "the product, instead of what the server calls itself",
         .to = into(options.system),
         .choices = names_of_systems()},
        {.names = "--ca-file",
         .value = "FILE",
         .help = "certificates, in PEM, of the only authorities to trust, instead of those of the system",
         .to = into(options.ca_file),
         .completion = Completion::files},
        format_option(options.format, "print the answer as text or JSON"),
    };
}

}  // namespace

Command record_command() {
    const auto options = std::make_shared<RecordOptions>();
    return {
        .name = "record",
        .summary = "ask a record system what it takes",
        .description =
            "Asks the FHIR server of a record system, by its CapabilityStatement and its SMART configuration, whether "
            "a visit "
            "can be read from it and a handout attached, and how. No patient is asked for, nothing is posted, and no "
            "sign-in "
            "is needed.\n\nFor each thing it says yes, partly (in another way, or less), NO, or ? where the server "
            "does not "
            "say.",
        .options = record_options(*options),
        .examples = {{"record check https://ehr.example.org/fhir", "what this record takes"},
                     {"record check https://ehr.example.org/r4 --system oracle-health",
                      "the same, with what is known of a product"},
                     {"record check http://127.0.0.1:8080/fhir --format json",
                      "a server on this machine, for a program"}},
        .statuses = {{"1", "a visit cannot be read, or no handout can be attached"}},
        .run = [options] { return check_record(*options); },
    };
}

}  // namespace carepress::cli
