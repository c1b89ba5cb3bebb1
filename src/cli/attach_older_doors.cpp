#include "cli/attach_older_doors.h"

#include "cli/messages.h"
#include "cli/output.h"
#include "net/mllp.h"
#include "record/older_doors.h"
#include "visit/visit.h"

#include <chrono>
#include <optional>
#include <utility>
#include <variant>

namespace carepress::cli {
namespace {

std::optional<record::DocumentFacts> read_facts(const HandoutFile& handout, const AttachOptions& options) {
    const Source bundle = read_private_source(options.bundle, "the bundle", visit::largest_bundle);
    auto facts = record::read_document_facts(bundle.bytes, handout.receipt.patient, handout.receipt.encounter);
    if (auto* const read = std::get_if<record::DocumentFacts>(&facts)) return std::move(*read);
    print_error("the bundle cannot be used: " + std::get<std::string>(facts),
                "name the bundle that the handout was made from");
    return std::nullopt;
}

record::DocumentToSend document_of(const HandoutFile& handout, const AttachOptions& options) {
    const record::DocumentCode type = filing_of(options).summary_type;
    record::DocumentToSend document;
    document.pdf = handout.pdf.bytes;
    document.identifier = handout.receipt.identifier;
    document.title = handout.receipt.title;
    document.language = handout.receipt.language;
    document.given_at = handout.receipt.given_at;
    document.type_code = type.code;
    document.type_name = type.display;
    document.replaces = options.replaces;
    return document;
}

int send(const std::string& message, const AttachOptions& options) {
    constexpr std::chrono::seconds patience{30};
    const auto answer = net::send_by_mllp(options.mllp, message, patience);
    if (const auto* const error = std::get_if<net::ClientError>(&answer)) {
        print_error(error->text());
        const bool may_be_there = error->failure != net::ClientFailure::not_reached;
        if (may_be_there) write_standard_output("may have arrived: look in the record before you send it again\n");
        return may_be_there ? exit_incomplete : exit_environment;
    }
    switch (record::read_acknowledgement(std::get<std::string>(answer), message)) {
        case record::Acknowledged::accepted:
            write_standard_output("sent, and acknowledged\n");
            return exit_done;
        case record::Acknowledged::refused:
            print_error("the receiver refuses the message", "its log says why; the answer is not shown");
            return exit_refused;
        case record::Acknowledged::unreadable:
            break;
    }
    print_error("the receiver's answer is not an acknowledgement of this message");
    write_standard_output("may have arrived: look in the record before you send it again\n");
    return exit_incomplete;
}

}  // namespace

int attach_by_older_door(const HandoutFile& handout, const AttachOptions& options) {
    const std::optional<record::DocumentFacts> facts = read_facts(handout, options);
    if (!facts) return exit_refused;
    if (handout.receipt.given_at.empty()) {
        print_error("the receipt does not say when the handout was given, and the message needs it",
                    "set SOURCE_DATE_EPOCH, or press it after the visit has ended");
        return exit_refused;
    }
    const record::DocumentToSend document = document_of(handout, options);
    const std::string text = options.as == "cda" ? record::cda_document(*facts, document)
                                                 : record::hl7_message(options.as == "mdm" ? record::Hl7Message::mdm
                                                                                           : record::Hl7Message::oru,
                                                                       *facts, document);
    if (!options.mllp.empty()) return send(text, options);
    write_private({{options.output == "-" ? "/dev/stdout" : options.output, text}});
    return exit_done;
}

}  // namespace carepress::cli
