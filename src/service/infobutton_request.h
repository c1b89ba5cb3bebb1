#pragma once

#include "job/find_by_code.h"
#include "net/target.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::service {

/// How an Infobutton answer is written (knowledgeResponseType).
enum class AnswerForm : std::uint8_t { atom, json, html };

/// One mainSearchCriteria.
struct SearchCriterion {
    std::string number;  ///< as it was sent: "" of mainSearchCriteria.v.c, "1" of mainSearchCriteria.v.c1
    job::CodeQuestion question;
};

/// What somebody asks by the URL-based guide of HL7's "Context-Aware Knowledge Retrieval" (Infobutton).
struct InfobuttonRequest {
    std::vector<SearchCriterion> criteria;  ///< at least one, in the order of their numbers
    std::string task;                       ///< taskContext.c.c; may be empty
    std::string recipient = "PAT";          ///< informationRecipient: "PAT", "PROV" or "PAYOR"
    std::string language;                   ///< BCP 47, of the recipient, else of the performer; empty: neither says
    AnswerForm form = AnswerForm::atom;
};

inline constexpr std::size_t most_criteria = 10;

/// Reads a query, or says what is wrong with it. Names count whatever their case, since clients differ. Only the
/// parameters that InfobuttonRequest has are looked at: others, among them a patient's name and birth date and a
/// caller's password, which clients send too, are passed over without their values being read.
std::variant<InfobuttonRequest, std::string> read_infobutton_request(const net::Target& target);

/// The language tag that a client means by "es-MX", "es_MX", "spa" or "sp", which clients of MedlinePlus Connect send
/// for Spanish; empty if it is not one.
std::string language_meant(std::string_view text);

}  // namespace carepress::service
