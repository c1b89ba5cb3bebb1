#include "visit/concepts.h"
#include "visit/negation.h"
#include "visit/of_visit.h"
#include "visit/read_visit_parts.h"
#include "visit/systems.h"

namespace carepress::visit {
namespace {

/// SNOMED CT: tasks of the clinic that do not concern the patient: documentation and reconciliation of medicines.
bool is_paperwork(const Concept& name) {
    return name.has(systems::snomed_ct, "428191000124101") || name.has(systems::snomed_ct, "430193006");
}

}  // namespace

std::vector<VisitProcedure> read_procedures(Chart& chart) {
    std::vector<VisitProcedure> all;
    chart.each("Procedure", VisitSection::procedures, all, [&](const Element& procedure) -> Reading<VisitProcedure> {
        const RecordTime when = time_of(procedure, "performed");
        if (!is_of_visit(chart, procedure, when)) return LeftOutReason::not_of_this_visit;
        const std::string_view status = procedure.code("status");
        if (status != "completed" && status != "in-progress") return LeftOutReason::not_in_force;
        if (chart.after_visit(when, procedure)) return LeftOutReason::after_visit;
        VisitProcedure read;
        read.name = chart.concept_of(procedure.child("code"));
        read.body_sites = chart.concepts(procedure, "bodySite");
        read.outcome = chart.concept_of(procedure.child("outcome"));
        read.follow_up = chart.concepts(procedure, "followUp");
        if (const Absence absence = absence_of_problems(read.name, {}); absence != Absence::no)
            return reason_of(absence);
        if (!read.name.stated()) return LeftOutReason::no_words;
        if (is_paperwork(read.name)) return LeftOutReason::for_clinicians;
        return read;
    });
    std::vector<VisitProcedure> once;
    for (VisitProcedure& one : all) {
        bool known = false;
        for (const VisitProcedure& each : once)
            known |= each.name.name.text == one.name.name.text && each.body_sites == one.body_sites;
        if (!known) once.push_back(std::move(one));
    }
    return once;
}

}  // namespace carepress::visit
