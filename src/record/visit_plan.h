#pragma once

#include "record/capabilities.h"
#include "record/http_record.h"
#include "record/visit_types.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::record {

/// How a search names a resource. Both forms are valid (FHIR R4, 3.1.1.4.12 "reference"), and some servers know one.
enum class ReferenceForm : std::uint8_t {
    id,        ///< patient=23
    with_type  ///< patient=Patient/23
};

/// Whose visit is read, and when it was.
struct VisitScope {
    std::string patient;
    std::vector<std::string> encounters;  ///< ids of the visit and its parts; none: all visits
    std::string first_day, last_day;      ///< "2026-11-22", with a margin; empty: open
    ReferenceForm form = ReferenceForm::id;
};

struct PlannedSearch {
    const VisitType* type = nullptr;  ///< nullptr: $everything, for the types that cannot be searched
    std::string path;
};

struct VisitPlan {
    std::vector<PlannedSearch> searches;  ///< in the order of visit_types(); a type may have two
    std::vector<const VisitType*> not_offered;
    std::vector<Gap> gaps;  ///< what scopes do not allow
};

/// Which searches read a visit, but for that of its encounters.
VisitPlan plan_visit(const Capabilities* capabilities, std::string_view scopes, const VisitScope& scope);

/// The search of the patient's encounters; an empty path if it is not offered or not allowed.
std::string encounters_path(const Capabilities* capabilities, std::string_view scopes, std::string_view patient,
                            ReferenceForm form = ReferenceForm::id);

/// The day `days` after the date that a FHIR dateTime begins with; empty if it does not begin with a whole one.
std::string day_near(std::string_view date_time, int days);

}  // namespace carepress::record
