#pragma once

#include "net/message.h"
#include "service/loaded_library.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::service {

/// A search parameter of DocumentReference that the service knows.
enum class DocumentParameter : std::uint8_t {
    id,
    identifier,
    code,
    event,
    language,
    type,
    category,
    status,
    content_type,
    subject
};

/// What the capability statement says of a search parameter.
struct DocumentParameterLine {
    std::string_view name;
    DocumentParameter parameter;
    std::string_view type;           ///< FHIR's, "token" or "reference"
    std::string_view documentation;  ///< empty where FHIR's own definition says it
    bool is_defined_by_fhir = true;
};
const std::vector<DocumentParameterLine>& document_parameters();

/// A value of a token parameter (FHIR R4, 3.1.1.5.10): "system|code", "|code" without a system, "code" in any.
struct FhirToken {
    std::optional<std::string> system;
    std::string code;

    bool matches(std::string_view its_system, std::string_view its_code) const {
        return (!system || *system == its_system) && (code.empty() ? system.has_value() : code == its_code);
    }
};

/// A parameter with its values, of which one has to match.
struct DocumentCondition {
    DocumentParameter parameter;
    std::vector<FhirToken> tokens;
};

/// A search over the handouts, all of whose conditions have to match.
struct DocumentSearch {
    std::vector<DocumentCondition> conditions;
    std::size_t offset = 0, count = 20;
    bool only_total = false;
    bool has_unknown = false;   ///< something was asked that the service does not know, and is ignored
    bool is_of_person = false;  ///< a patient or an encounter was named: no handout of the library has one
    std::string own_query;      ///< what was understood, for links: "code=…&language=es"; without the part of paging
};

inline constexpr std::size_t most_documents = 100;  ///< of one page

/// What is wrong with a search: HTTP status, code of an OperationOutcome's issue, and a sentence without words of the
/// request.
struct FhirProblem {
    int status = 400;
    std::string_view code, text;
};

/// Reads a search. Parameters that are unknown are ignored, or refused if the request prefers "handling=strict" (FHIR
/// R4, 3.1.1.3.1). The value of a patient or an encounter is not read.
std::variant<DocumentSearch, FhirProblem> read_document_search(const net::Request& request);

}  // namespace carepress::service
