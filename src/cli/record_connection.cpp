#include "cli/record_connection.h"

#include "base/secret_file.h"
#include "cli/messages.h"

#include <utility>

namespace carepress::cli {
namespace {

std::vector<std::string> product_names() {
    std::vector<std::string> names;
    for (const record::KnownSystem& each : record::known_systems()) names.emplace_back(each.name);
    return names;
}

int fail(int status, const std::string& message, const std::string& hint = {}) {
    print_error(message, hint);
    return status;
}

}  // namespace

std::vector<CommandOption> record_connection_options(RecordConnection& connection, bool is_required) {
    return {
        {.names = "--record",
         .value = "URL",
         .help = "the FHIR base address of the record system, https (http only of this machine)",
         .to = into(connection.url),
         .required = is_required},
        {.names = "--key",
         .value = "FILE",
         .help = "the private key, in PEM, with which this program signs in (RSA, or EC on P-384)",
         .more = "Its public half is registered at the record system. Only the owner may be able to read the file.",
         .to = into(connection.key_file),
         .completion = Completion::files},
        {.names = "--client-id",
         .value = "ID",
         .help = "the name under which this program is registered there",
         .to = into(connection.client_id)},
        {.names = "--scope",
         .value = "SCOPES",
         .help = "the scopes to ask for, separated by blanks, instead of those that are needed",
         .to = into(connection.scopes)},
        {.names = "--ca-file",
         .value = "FILE",
         .help = "certificates, in PEM, of the only authorities to trust, instead of those of the system",
         .to = into(connection.ca_file),
         .completion = Completion::files},
        {.names = "--system",
         .value = "NAME",
         .help = "the product, instead of what the server calls itself",
         .to = into(connection.system),
         .choices = product_names()},
    };
}

bool check_record_connection(const RecordConnection& connection) {
    if (const std::string wrong = net::wrong_client_address(record::base_address(connection.url)); !wrong.empty())
        return refuse("the address of the record cannot be used: " + wrong,
                      "name its FHIR base, as in https://ehr.example.org/fhir");
    if (connection.key_file.empty() != connection.client_id.empty())
        return refuse("--key and --client-id belong together", "name both, or neither");
    return true;
}

OpenRecord::OpenRecord(const RecordConnection& connection)
    : connection_(connection),
      base_(record::base_address(connection.url)),
      client_(connection.ca_file, record::record_limits) {}

int OpenRecord::open(RecordPurpose purpose) {
    answers_ = record::ask_record(base_, client_);
    if (!answers_.capabilities)
        return fail(exit_environment, "the record cannot be asked: " + answers_.no_capabilities,
                    "name its FHIR base, below which it has \"metadata\"");
    if (const int status = sign_in(purpose); status != exit_done) return status;
    record::TokenSource tokens;
    if (sign_in_) tokens = [this](std::string_view refused) { return sign_in_->token(refused); };
    record_ = std::make_unique<record::RecordClient>(base_, client_, std::move(tokens));
    return exit_done;
}

int OpenRecord::sign_in(RecordPurpose purpose) {
    if (connection_.key_file.empty()) return exit_done;
    const std::string pem = read_secret_file(connection_.key_file, "the key of --key", token::ClientKey::largest);
    auto key = token::ClientKey::read(pem);
    if (const auto* const wrong = std::get_if<std::string>(&key))
        return fail(exit_environment, "the key of --key cannot be used: " + *wrong);
    record::SmartConfiguration smart = answers_.smart.value_or(record::SmartConfiguration{});
    if (smart.token_endpoint.empty()) smart.token_endpoint = answers_.capabilities->sign_in.token;
    if (smart.token_endpoint.empty())
        return fail(exit_environment, "the record does not say where programs sign in: " + answers_.no_smart,
                    "it needs .well-known/smart-configuration; carepress record check shows what it offers");
    std::string scopes = connection_.scopes;
    if (scopes.empty())
        scopes = purpose == RecordPurpose::attach ? record::attaching_scopes(smart, *answers_.capabilities)
                                                  : record::reading_scopes(smart, *answers_.capabilities);
    sign_in_ = std::make_unique<record::BackendSignIn>(client_, smart.token_endpoint, std::get<token::ClientKey>(key),
                                                       connection_.client_id, std::move(scopes));
    const auto token = sign_in_->token({});
    if (const auto* const failure = std::get_if<record::RecordFailure>(&token))
        return fail(exit_environment, failure->what);
    return exit_done;
}

}  // namespace carepress::cli
