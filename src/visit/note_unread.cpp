// What the bundle holds of this visit in resources that no reader looks at. A page claims that there is nothing of a
// kind only where everything was read that could say otherwise.
#include "visit/read_visit_parts.h"

#include <algorithm>
#include <array>

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

}  // namespace

void note_unread(Chart& chart) {
    for (const BundleEntry& entry : chart.bundle().entries()) {
        const auto known = std::find_if(unread_types.begin(), unread_types.end(),
                                        [&](const UnreadType& each) { return each.type == entry.type; });
        const Element resource(*entry.resource, chart.findings());
        if (known != unread_types.end() && chart.relation(resource) != VisitRelation::other_visit)
            chart.leave_out(*entry.resource, known->section, LeftOutReason::not_shown);
    }
    chart.findings().take();
}

}  // namespace carepress
