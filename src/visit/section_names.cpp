#include "visit/section_names.h"

namespace carepress::visit {

std::string_view name_of(VisitSection section) {
    switch (section) {
        case VisitSection::encounter:
            return "encounter";
        case VisitSection::conditions:
            return "conditions";
        case VisitSection::medicines:
            return "medicines";
        case VisitSection::allergies:
            return "allergies";
        case VisitSection::vital_signs:
            return "vital_signs";
        case VisitSection::immunizations:
            return "immunizations";
        case VisitSection::goals:
            return "goals";
        case VisitSection::care_plans:
            return "care_plans";
        case VisitSection::service_requests:
            return "service_requests";
        case VisitSection::appointments:
            return "appointments";
        case VisitSection::notes:
            return "notes";
        case VisitSection::results:
            return "results";
        case VisitSection::procedures:
            return "procedures";
        case VisitSection::given:
            return "given";
        case VisitSection::care_team:
            return "care_team";
    }
    return {};
}

std::string_view name_of(LeftOutReason reason) {
    switch (reason) {
        case LeftOutReason::other_patient:
            return "other_patient";
        case LeftOutReason::unclear_subject:
            return "unclear_subject";
        case LeftOutReason::not_of_this_visit:
            return "not_of_this_visit";
        case LeftOutReason::after_visit:
            return "after_visit";
        case LeftOutReason::not_in_force:
            return "not_in_force";
        case LeftOutReason::restricted:
            return "restricted";
        case LeftOutReason::not_understood:
            return "not_understood";
        case LeftOutReason::no_words:
            return "no_words";
        case LeftOutReason::malformed:
            return "malformed";
        case LeftOutReason::repeated:
            return "repeated";
        case LeftOutReason::for_clinicians:
            return "for_clinicians";
        case LeftOutReason::not_shown:
            return "not_shown";
        case LeftOutReason::not_health:
            return "not_health";
        case LeftOutReason::states_absence:
            return "states_absence";
        case LeftOutReason::of_relatives:
            return "of_relatives";
        case LeftOutReason::unknown_reader:
            return "unknown_reader";
    }
    return {};
}

}  // namespace carepress::visit
