#pragma once

#include "cli/record_connection.h"
#include "record/attach.h"

#include <string>
#include <vector>

namespace carepress::cli {

/// What `carepress attach` was asked for.
struct AttachOptions {
    std::string pdf, receipt;  ///< files
    RecordConnection connection;
    std::string patient;         ///< id, of a handout of articles; empty: the receipt's
    std::string encounter;       ///< id; empty: the receipt's
    std::string replaces;        ///< id of a DocumentReference; may be empty
    std::string link;            ///< address of the handout's page
    std::string transport;       ///< "inline", "binary", "link"; empty: as the record is known
    std::string repeat;          ///< "conditional", "search", "ask"; empty: as the record is known
    std::string type, category;  ///< "SYSTEM|CODE", or a code of LOINC or US Core; empty: the usual ones
    bool no_communication = false;
    std::string as;            ///< "mdm", "oru", "cda"; empty: to `connection`
    std::string bundle;        ///< of the visit, for `as`
    std::string output, mllp;  ///< where a message goes: a file or "-", or HOST:PORT
    std::string format = "text";
};

std::vector<CommandOption> attach_options(AttachOptions& options);

/// Returns false, and prints what is wrong, if the options cannot be used together.
bool check_attach_options(const AttachOptions& options);

record::ProfileSettings profile_settings_of(const AttachOptions& options);
record::FilingSettings filing_of(const AttachOptions& options);

}  // namespace carepress::cli
