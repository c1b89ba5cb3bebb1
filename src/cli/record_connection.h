#pragma once

#include "cli/command_line.h"
#include "net/client.h"
#include "record/ask_record.h"
#include "record/backend_sign_in.h"
#include "record/ehr_profile.h"
#include "record/record_client.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace carepress::cli {

/// What options say of a record system.
struct RecordConnection {
    std::string url;                  ///< the FHIR base; empty: none
    std::string key_file, client_id;  ///< of a program that signs in; empty: the record needs no sign-in
    std::string scopes;               ///< empty: those that are needed
    std::string ca_file;
    std::string system;  ///< a product; empty: by what the server calls itself
};

/// The options of a command that talks to a record: --record, --key, --client-id, --scope, --ca-file, --system.
std::vector<CommandOption> record_connection_options(RecordConnection& connection, bool is_required);

/// Returns false, and prints what is wrong, if the options of a connection cannot be used together.
bool check_record_connection(const RecordConnection& connection);

/// What a command does there.
enum class RecordPurpose : std::uint8_t { read_visit, attach };

/// A record that was asked what it can do, and signed in to.
class OpenRecord {
public:
    explicit OpenRecord(const RecordConnection& connection);
    OpenRecord(const OpenRecord&) = delete;
    OpenRecord& operator=(const OpenRecord&) = delete;

    /// Returns the exit status, after it has printed what is wrong; exit_done: it can be used.
    int open(RecordPurpose purpose);

    const record::RecordClient& client() const { return *record_; }
    const record::Capabilities& capabilities() const { return *answers_.capabilities; }
    /// Separated by blanks; empty: not known, or there was no sign-in.
    std::string granted() const { return sign_in_ ? sign_in_->granted() : std::string(); }

private:
    int sign_in(RecordPurpose purpose);

    const RecordConnection& connection_;
    std::string base_;
    net::Client client_;
    record::Answers answers_;
    std::unique_ptr<record::BackendSignIn> sign_in_;
    std::unique_ptr<record::RecordClient> record_;
};

}  // namespace carepress::cli
