#include "record/attach.h"

#include "base/name_uuid.h"
#include "cli/attach_older_doors.h"
#include "cli/attach_options.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/core_dumps.h"
#include "cli/handout_file.h"
#include "cli/json_output.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "record/owner.h"
#include "visit/record_time.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace carepress::cli {
namespace {

/// Whose a handout is, and of which visit: ids of the record.
struct Chart {
    std::string patient, encounter;
};

/// Of a summary, as its receipt says. Nothing, after the error is printed, if that is of another patient or visit than
/// those that were named, or names none of this record.
std::optional<Chart> chart_of_summary(const HandoutFile& read, const AttachOptions& options, std::string_view base) {
    const record::Target patient = record::target_of(read.receipt.patient, base);
    const record::Target encounter = record::target_of(read.receipt.encounter, base);
    if (patient.type != "Patient") {
        print_error("the receipt names no patient of this record",
                    "press the summary from the record: carepress visit --record URL --encounter ID");
        return std::nullopt;
    }
    if (encounter.type != "Encounter" && options.encounter.empty()) {
        print_error("the receipt names no encounter of this record", "name it with --encounter");
        return std::nullopt;
    }
    if (encounter.type == "Encounter" && !options.encounter.empty() && encounter.id != options.encounter) {
        print_error("the receipt is of another encounter than --encounter names", "look which of the two is meant");
        return std::nullopt;
    }
    if (!options.patient.empty() && options.patient != patient.id) {
        print_error("the receipt is of another patient than --patient names", "look which of the two is meant");
        return std::nullopt;
    }
    return Chart{patient.id, options.encounter.empty() ? encounter.id : options.encounter};
}

/// Of a handout of articles, as the options say.
std::optional<Chart> chart_of_articles(const AttachOptions& options) {
    if (!options.patient.empty() && !options.encounter.empty()) return Chart{options.patient, options.encounter};
    print_error("the receipt of a handout of articles does not say whose it is",
                "name the patient and the visit with --patient and --encounter");
    return std::nullopt;
}

/// The handout as the record is to have it; nothing, after the error is printed, if it is not clear whose it is.
std::optional<record::Handout> handout_of(const HandoutFile& read, const AttachOptions& options,
                                          std::string_view base) {
    const bool is_summary = read.receipt.is_summary();
    const std::optional<Chart> chart = is_summary ? chart_of_summary(read, options, base) : chart_of_articles(options);
    if (!chart) return std::nullopt;
    record::Handout handout;
    handout.pdf = read.pdf.bytes;
    handout.link = options.link;
    handout.is_summary = is_summary;
    // The same articles may be given to others, and again at another visit.
    handout.identifier =
        is_summary ? read.receipt.identifier
                   : name_uuid(read.receipt.identifier + "\n" + std::string(base) + "/Encounter/" + chart->encounter);
    handout.patient = chart->patient;
    handout.encounter = chart->encounter;
    handout.given_at = read.receipt.given_at;
    if (handout.given_at.empty() && !is_summary)
        handout.given_at = visit::instant_text(now_in_nanoseconds() / 1'000'000'000);
    handout.title = read.receipt.title;
    handout.language = read.receipt.language;
    handout.articles = read.receipt.articles;
    if (!options.replaces.empty()) handout.replaces.push_back(options.replaces);
    return handout;
}

std::string text_of(const record::Attached& attached) {
    const std::string document = attached.id.empty() ? "" : " as DocumentReference/" + attached.id;
    std::string text;
    switch (attached.state) {
        case record::AttachState::attached:
            text = "attached" + document;
            break;
        case record::AttachState::already_there:
            text = "was attached already" + document + "; nothing was added";
            break;
        case record::AttachState::uncertain:
            return "may be attached already: look in the record before you attach it again\n";
        case record::AttachState::not_attached:
            return "not attached\n";
    }
    if (attached.is_opened) text += "; it was read back and is what was sent";
    if (attached.is_superseded) text += "; the older edition is superseded";
    return text + "\n";
}

std::string json_of(const record::Attached& attached) {
    JsonOutput::Array notes;
    for (const std::string& note : attached.notes) notes.push_back(note);
    return JsonOutput::object({{"state", record::name_of(attached.state)},
                               {"id", attached.id},
                               {"opened", attached.is_opened},
                               {"superseded", attached.is_superseded},
                               {"notes", std::move(notes)},
                               {"why", attached.why}})
        .text();
}

int report(const record::Attached& attached, const AttachOptions& options) {
    for (const std::string& note : attached.notes) print_note(note);
    if (!attached.why.empty()) print_error(attached.why);
    write_standard_output(options.format == "json" ? json_of(attached) : text_of(attached));
    switch (attached.state) {
        case record::AttachState::uncertain:
            return exit_incomplete;
        case record::AttachState::not_attached:
            return exit_refused;
        default:
            return attached.is_opened ? exit_done : exit_incomplete;
    }
}

int attach_to_record(const HandoutFile& read, const AttachOptions& options) {
    const std::optional<record::Handout> handout =
        handout_of(read, options, record::base_address(options.connection.url));
    if (!handout) return exit_refused;
    OpenRecord opened(options.connection);
    if (const int status = opened.open(RecordPurpose::attach); status != exit_done) return status;
    record::EhrProfile profile = record::make_profile(opened.capabilities(), profile_settings_of(options));
    record::limit_to_scopes(opened.granted(), profile);
    return report(record::attach(opened.client(), profile, filing_of(options), *handout), options);
}

int run_attach(const AttachOptions& options) {
    forbid_core_dumps();
    if (!check_attach_options(options)) return exit_usage;
    const std::optional<HandoutFile> read = read_handout(options.pdf, options.receipt);
    if (!read) return exit_refused;
    if (!options.as.empty() && !read->receipt.is_summary()) {
        print_error("a message is of a visit, and this is a handout of articles", "attach it with --record");
        return exit_refused;
    }
    return options.as.empty() ? attach_to_record(*read, options) : attach_by_older_door(*read, options);
}

}  // namespace

Command attach_command() {
    const auto options = std::make_shared<AttachOptions>();
    return {
        .name = "attach",
        .summary = "attach a handout to the visit in a record system",
        .description =
            "Creates a DocumentReference (US Core) with the PDF for the encounter that the receipt or `--encounter` "
            "names, reads it back and compares the bytes. It is attached once, whatever answers are lost on the way: a "
            "try is repeated "
            "only after 408, 429 or 5xx, and only if the record confirms that it has no copy yet. Where it cannot, "
            "the command says that the handout may be attached already, and ends with status 4.\n\nThe program signs "
            "in with `--key` and `--client-id` (SMART backend services). Nothing of the patient is in a message.\n\n"
            "With `--as`, the PDF is put into an HL7 v2 message or a C-CDA document instead, for record systems that "
            "take "
            "these; who the patient is comes from the bundle of the visit.",
        .options = attach_options(*options),
        .examples =
            {
                {"attach summary.pdf --receipt receipt.json --record https://ehr.example.org/fhir --key "
                 "carepress.pem --client-id carepress",
                 "to the visit that the receipt names"},
                {"attach handout.pdf --receipt receipt.json --record https://ehr.example.org/fhir --patient 7 "
                 "--encounter 12",
                 "a handout of articles, to this visit of this patient"},
                {"attach summary.pdf --receipt receipt.json --record http://127.0.0.1:8080/fhir --replaces 12",
                 "instead of an older edition, which becomes superseded"},
                {"attach summary.pdf --receipt receipt.json --record https://ehr.example.org/fhir --system "
                 "athena-practice --link https://handouts.example.org/a/K977",
                 "a link, since this record takes no PDF"},
                {"attach summary.pdf --receipt receipt.json --as mdm --bundle bundle.json --mllp 127.0.0.1:2575",
                 "as HL7 v2 MDM^T02, to an interface engine on this machine"},
                {"attach summary.pdf --receipt receipt.json --as cda --bundle bundle.json -o summary.xml",
                 "as a C-CDA unstructured document"},
            },
        .statuses = {{"1", "it was not attached, and why is said"},
                     {"4", "it may be attached already and a person must look, or it was not read back"}},
        .run = [options] { return run_attach(*options); },
        .is_private = true,
    };
}

}  // namespace carepress::cli
