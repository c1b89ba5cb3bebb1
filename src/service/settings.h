#pragma once

#include "engine/resources.h"
#include "record/record_system.h"
#include "service/cds_clients.h"
#include "service/key_keeper.h"
#include "service/visit_child.h"
#include "style/theme.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace carepress::service {

/// What a service is made from.
struct ServiceSettings {
    engine::ResourceSettings resources;
    std::string library;       ///< folder of articles
    std::string index_folder;  ///< that search indexes are kept in
    std::string web_folder;    ///< the files of the pages
    style::Theme theme;        ///< that page counts are of, and that the page begins with
    /// The names that browsers may call the service by, without port; others are 421, since a page of another site
    /// could make its name mean this machine (DNS rebinding). Empty: any, for a service behind a proxy that checks
    /// them.
    std::vector<std::string> hosts;
    /// How others reach the service, "https://handouts.example.org", for addresses that are read elsewhere: in feeds
    /// and FHIR resources. Empty: http and the Host of the request.
    std::string address;
    bool is_library_closed = false;  ///< what the library has needs a session or a token too
    bool are_sessions_open = false;  ///< the service's own page may open a session without a token
    std::string token_issuer;
    std::vector<std::string> token_audiences;
    std::string library_scope = "carepress/library", patient_scope = "carepress/visits";
    KeySettings token_keys;  ///< that verify tokens
    /// Record systems that may ask by CDS Hooks; `address` must be set, since their tokens name it.
    std::vector<CdsClientSettings> cds_clients;
    std::string audit_file;      ///< gets a line for each handout that is given; empty: none
    std::string audit_key_file;  ///< see read_audit_key(); empty: the audit has no references to encounters

    /// The record systems that may launch the clinician's page, with the keys of confidential clients.
    std::vector<record::RecordSystem> records;
    std::string ca_file;  ///< see net::Client; for what is asked of record systems

    /// Whose pages' scripts may use the API (CORS), each as net::is_origin() takes it. Empty: the service's own alone.
    std::vector<std::string> origins;
    std::string frame_ancestors = "'self'";  ///< CSP: which origins may show the page in a frame
    std::string fallback_date;               ///< ISO 8601, for handouts whose articles have no date; may be empty

    std::size_t preview_bytes = 256'000'000;            ///< of all previews together
    std::chrono::seconds preview_time{300};             ///< that a preview is kept without being looked at
    std::size_t visit_bytes = 256'000'000;              ///< of all bundles together
    std::chrono::seconds visit_time{900};               ///< that a visit is kept without being used
    ChildLimits visit_limits;                           ///< of the process that presses a visit
    std::chrono::seconds session_time{8 * 60 * 60};     ///< that a page's session is kept without being used
    std::chrono::seconds launch_time{600};              ///< from the launch to the way back, with a sign-in in between
    std::chrono::milliseconds first_look_again{2'000};  ///< how often the library is looked at for changes, at most
};

}  // namespace carepress::service
