#include "cli/attach_options.h"

#include "cli/messages.h"
#include "cli/shared_options.h"
#include "net/client.h"
#include "net/mllp.h"

#include <iterator>
#include <utility>

namespace carepress::cli {
namespace {

bool check_older_door(const AttachOptions& options) {
    if (!options.connection.url.empty())
        return refuse("the handout can't go to both --record and --as", "leave one of them out");
    if (options.bundle.empty() || options.bundle == "-")
        return refuse("--as needs --bundle: the file of the visit's bundle", "the message names the patient by it");
    if (options.output.empty() == options.mllp.empty())
        return refuse("--as needs either --output or --mllp", "name a file, or where to send the message");
    if (options.as == "cda" && !options.mllp.empty())
        return refuse("a C-CDA document is not sent by MLLP", "write it to a file with --output");
    if (!(options.patient + options.encounter).empty())
        return refuse("--patient and --encounter are for --record", "the receipt names both");
    return true;
}

}  // namespace

std::vector<CommandOption> attach_options(AttachOptions& options) {
    std::vector<CommandOption> all = {
        {.names = "HANDOUT",
         .help = "the PDF that carepress visit or carepress render has written",
         .to = into(options.pdf),
         .completion = Completion::files,
         .required = true},
        {.names = "--receipt",
         .value = "FILE",
         .help = "its receipt, which says what it is and, of a visit's summary, whose",
         .to = into(options.receipt),
         .completion = Completion::files,
         .required = true},
    };
    std::vector<CommandOption> connection = record_connection_options(options.connection, false);
    std::move(connection.begin(), connection.end(), std::back_inserter(all));
    std::vector<CommandOption> more = {
        {.names = "--patient",
         .value = "ID",
         .help = "the patient by the id in the record, for a handout of articles, whose receipt names none",
         .more = "`--encounter` must be of this patient.",
         .to = into(options.patient)},
        {.names = "--encounter",
         .value = "ID",
         .help = "the visit by its id in the record, if the receipt does not name it so",
         .to = into(options.encounter)},
        {.names = "--replaces",
         .value = "ID",
         .help = "the DocumentReference of an older edition, which becomes superseded",
         .more = "With `--as`, the key in the older edition's receipt (`urn:uuid:…`).",
         .to = into(options.replaces)},
        {.names = "--type",
         .value = "CODE",
         .help = "the type of document, a LOINC code or SYSTEM|CODE, instead of 67781-5 (34895-3 of articles)",
         .to = into(options.type)},
        {.names = "--category",
         .value = "CODE",
         .help = "its category, a code of US Core or SYSTEM|CODE, instead of clinical-note",
         .to = into(options.category)},
        {.names = "--pdf",
         .value = "HOW",
         .help = "put the PDF inline, in a Binary, or as a link, instead of what is known of the record",
         .to = into(options.transport),
         .choices = {"inline", "binary", "link"}},
        {.names = "--link",
         .value = "URL",
         .help = "the address of the handout's page, for records that take no PDF",
         .more = "It must not contain anything about the patient.",
         .to = into(options.link)},
        {.names = "--repeat",
         .value = "HOW",
         .help = "how a second copy is avoided, instead of what is known of the record",
         .more = "`conditional`: by If-None-Exist; `search`: documents are searched before each try; `ask`: a person "
                 "looks.",
         .to = into(options.repeat),
         .choices = {"conditional", "search", "ask"}},
        {.names = "--no-communication",
         .help = "make no Communication, where the record would take one",
         .to = into(options.no_communication)},
        {.names = "--as",
         .value = "FORMAT",
         .help = "make an HL7 v2 message, or a C-CDA document, instead",
         .to = into(options.as),
         .choices = {"mdm", "oru", "cda"}},
        {.names = "--bundle",
         .value = "FILE",
         .help = "the bundle of the visit, for the patient's name and number in a message",
         .to = into(options.bundle),
         .completion = Completion::files},
        {.names = "--mllp",
         .value = "HOST:PORT",
         .help = "send the HL7 v2 message there, and wait for its acknowledgement",
         .more = "MLLP is not encrypted, so it must be 127.0.0.1 or localhost, where a tunnel or an interface engine "
                 "listens.",
         .to = into(options.mllp),
         .wrong = net::wrong_mllp_address},
        {.names = "-o,--output",
         .value = "FILE",
         .help = "the file for the message or document; `-` for standard output",
         .to = into(options.output),
         .group = OptionGroup::output,
         .completion = Completion::files},
        format_option(options.format, "print what became of it as text or JSON"),
    };
    std::move(more.begin(), more.end(), std::back_inserter(all));
    return all;
}

bool check_attach_options(const AttachOptions& options) {
    if (options.pdf == "-" || options.receipt == "-")
        return refuse("a handout and its receipt are read from files", "name them");
    if (options.as.empty() && options.connection.url.empty())
        return refuse("--record is missing: the FHIR base address of the record system",
                      "name it, or a message with --as; see carepress attach --help");
    if (options.as.empty() && !(options.bundle + options.output + options.mllp).empty())
        return refuse("--bundle, --mllp and --output are for --as", "leave them out, or name a message with --as");
    if (options.as.empty() ? !check_record_connection(options.connection) : !check_older_door(options)) return false;
    if (!options.link.empty()) {
        if (const std::string wrong = net::wrong_client_address(options.link); !wrong.empty())
            return refuse("the address of --link cannot be used: " + wrong, "name an https address");
    }
    return true;
}

record::ProfileSettings profile_settings_of(const AttachOptions& options) {
    return {options.connection.system, record::pdf_transport_named(options.transport),
            record::repeat_named(options.repeat)};
}

record::FilingSettings filing_of(const AttachOptions& options) {
    record::FilingSettings filing;
    if (!options.type.empty()) {
        filing.summary_type = record::document_code(options.type, filing.summary_type);
        filing.handout_type = record::document_code(options.type, filing.handout_type);
    }
    if (!options.category.empty()) filing.category = record::document_code(options.category, filing.category);
    filing.sends_communication = !options.no_communication;
    return filing;
}

}  // namespace carepress::cli
