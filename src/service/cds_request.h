#pragma once

#include "service/answers.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::service {

inline constexpr std::size_t largest_hook = 2'000'000;  ///< bytes of a request

/// A hook of CDS Hooks 2.0: when a record system asks, and what it has to send.
enum class CdsHook : std::uint8_t { patient_view, encounter_discharge, order_sign };

/// A service of the discovery document (CDS Hooks 2.0, "Discovery").
struct CdsService {
    CdsHook hook;
    std::string_view id, hook_name, title, description;
    /// The prefetch keys that the answer depends on; none of them: the context has it.
    std::vector<std::string_view> needed;
};
const std::array<CdsService, 3>& cds_services();
/// Null for an unknown one.
const CdsService* find_cds_service(std::string_view id);
/// The prefetch templates of a service, by key.
Json prefetch_templates(const CdsService& service);

/// What a hook's request is about, and the record that it has: patient data, for as long as the request takes.
struct CdsRequest {
    std::string fhir_server;         ///< may be empty
    std::string patient, encounter;  ///< logical ids of the context; `encounter` may be empty
    std::string bundle;              ///< what was sent, as a FHIR Bundle of type collection
    bool is_partial = false;         ///< a page of a longer list was sent
};

/// Why a request is not answered.
struct CdsRefusal {
    int status = 400;
    std::string text;  ///< without words of the request
};

/// Reads the body of a request to a service. 400: it is not such a request. 412: a prefetch key that the answer depends
/// on was not sent; one that is null, or an OperationOutcome, was asked for in vain, and counts as sent.
std::variant<CdsRequest, CdsRefusal> read_cds_request(const CdsService& service, const std::string& body);

/// What became of a card (CDS Hooks 2.0, "Feedback").
struct CdsFeedback {
    std::string card;  ///< its uuid
    bool is_overridden = false;
};
/// Comments of users are not read.
std::variant<std::vector<CdsFeedback>, CdsRefusal> read_cds_feedback(const std::string& body);

}  // namespace carepress::service
