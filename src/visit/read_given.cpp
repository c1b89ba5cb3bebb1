#include "visit/concepts.h"
#include "visit/negation.h"
#include "visit/of_visit.h"
#include "visit/plain_instruction.h"
#include "visit/read_visit_parts.h"

#include <algorithm>

namespace carepress::visit {
namespace {

Reading<GivenMedicine> read_administration(const Chart& chart, const Element& given) {
    GivenMedicine read;
    read.when = time_of(given, "effective");
    if (!is_of_visit(chart, given, read.when)) return LeftOutReason::not_of_this_visit;
    const std::string_view status = given.code("status");
    // "stopped" and "on-hold" mean that some of it was given: how much is not guessed.
    if (status == "not-done") return LeftOutReason::not_in_force;
    if (status != "completed" && status != "in-progress") return LeftOutReason::not_understood;
    if (chart.after_visit(read.when, given)) return LeftOutReason::after_visit;
    read.name = medicine_name_of(chart, given);
    if (const Absence absence = absence_of_medicines(read.name); absence != Absence::no) return reason_of(absence);
    if (!read.name.stated()) return LeftOutReason::no_words;
    const Element dosage = given.child("dosage");
    if (!dosage.present()) return read;
    read.dosage = plain_instruction(dosage, chart.text_of(dosage, "text"));
    read.dose = quantity_of(dosage.child("dose"));
    read.route = chart.concept_of(dosage.child("route"));
    read.site = chart.concept_of(dosage.child("site"));
    return read;
}

}  // namespace

std::vector<GivenMedicine> read_given(Chart& chart) {
    std::vector<GivenMedicine> all;
    chart.each("MedicationAdministration", VisitSection::given, all,
               [&](const Element& given) { return read_administration(chart, given); });
    std::stable_sort(all.begin(), all.end(), [](const GivenMedicine& a, const GivenMedicine& b) {
        return range_of(a.when).begin < range_of(b.when).begin;
    });
    return all;
}

}  // namespace carepress::visit
