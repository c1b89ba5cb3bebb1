// What the bundle holds of this visit in resources that no reader looks at. A page claims that there is nothing of a
// kind only where everything was read that could say otherwise.
#include "visit/read_visit_parts.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace carepress {
namespace {

struct UnreadType {
    std::string_view type;
    VisitSection section;
};

constexpr std::array<UnreadType, 10> unread_types{{{"ClinicalImpression", VisitSection::conditions},
                                                   {"ImagingStudy", VisitSection::conditions},
                                                   {"QuestionnaireResponse", VisitSection::conditions},
                                                   {"RiskAssessment", VisitSection::conditions},
                                                   {"DetectedIssue", VisitSection::conditions},
                                                   {"CommunicationRequest", VisitSection::notes},
                                                   {"Communication", VisitSection::notes},
                                                   {"RequestGroup", VisitSection::notes},
                                                   {"Task", VisitSection::notes},
                                                   {"AppointmentResponse", VisitSection::appointments}}};

/// Resources that name medicines, of which a summary reads orders and statements alone.
constexpr std::array<std::string_view, 4> medicine_types{"MedicationDispense", "MedicationOrder", "MedicationUsage",
                                                         "MedicationPrescription"};

}  // namespace

void note_unread(Chart& chart, const Visit& visit) {
    std::string medicine_message = "a summary reads orders and statements of medicines, and there are none to read";
    for (const BundleEntry& entry : chart.bundle().entries()) {
        const auto known = std::find_if(unread_types.begin(), unread_types.end(),
                                        [&](const UnreadType& each) { return each.type == entry.type; });
        const Element resource(*entry.resource, chart.findings());
        if (known != unread_types.end() && chart.relation(resource) != VisitRelation::other_visit)
            chart.leave_out(*entry.resource, known->section, LeftOutReason::not_shown);
        const bool names_medicine =
            std::find(medicine_types.begin(), medicine_types.end(), entry.type) != medicine_types.end();
        if (names_medicine && visit.medicines.empty())  // said once, of the first
            chart.leave_out(*entry.resource, VisitSection::medicines, LeftOutReason::not_understood,
                            std::exchange(medicine_message, {}));
    }
    chart.findings().take();
}

}  // namespace carepress
