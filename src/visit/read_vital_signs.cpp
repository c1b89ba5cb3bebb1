#include "visit/concepts.h"
#include "visit/negation.h"
#include "visit/of_visit.h"
#include "visit/read_timing.h"
#include "visit/read_visit_parts.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace carepress::visit {
namespace {

/// A number alone says nothing, but for an index or a score, which have no unit.
bool can_be_printed(const Measurement& measurement) {
    if (measurement.words.stated()) return true;
    const Quantity& value = measurement.value.low.stated() ? measurement.value.low : measurement.value.high;
    const bool has_unit = !value.unit.empty() || !value.ucum.empty();
    return value.stated() && (has_unit || measurement.kind == VitalSignKind::pain);
}

bool is_named(const Measurement& measurement) {
    return measurement.kind != VitalSignKind::other || measurement.name.stated();
}

void read_value(const Chart& chart, const Element& element, Measurement& measurement) {
    measurement.name = chart.concept_of(element.child("code"));
    measurement.kind = vital_sign_kind(measurement.name);
    if (element.has("valueRange"))
        measurement.value = range_of_quantities(element.child("valueRange"));
    else
        measurement.value.low = quantity_of(element.child("valueQuantity"));
    measurement.words = chart.concept_of(element.child("valueCodeableConcept"));
    if (RecordText words = chart.text_of(element, "valueString"); !words.empty())
        measurement.words.name = std::move(words);
    if (element.has("dataAbsentReason")) measurement.value = {};
    // A weight of 700 kg or an oxygen level of 0.97 % is a slip of the pen: nobody is told such a thing as a finding.
    if (!is_plausible(measurement.kind, measurement.value.low) ||
        !is_plausible(measurement.kind, measurement.value.high))
        element.unusable(LeftOutReason::malformed, "no living person has this value: check the number and its unit");
}

/// The number of a component of this kind; nullopt for none that is a plain number.
std::optional<double> number_of(const VitalSign& sign, VitalSignKind kind) {
    for (const Measurement& each : sign.components) {
        const std::string& text = each.value.low.value;
        double value = 0;
        if (each.kind == kind && std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc())
            return value;
    }
    return std::nullopt;
}

/// Two numbers of a blood pressure that are in each other's place, or one that is wrong: which one, nobody can tell.
void check_blood_pressure(const Element& observation, const VitalSign& sign) {
    const auto systolic = number_of(sign, VitalSignKind::systolic),
               diastolic = number_of(sign, VitalSignKind::diastolic);
    if (systolic && diastolic && *diastolic > *systolic)
        observation.unusable(LeftOutReason::malformed,
                             "the diastolic pressure is above the systolic: check both numbers");
}

class VitalSignReader {
public:
    explicit VitalSignReader(const Chart& chart) : chart_(chart) {}

    Reading<VitalSign> operator()(const Element& observation) const {
        VitalSign sign;
        sign.when = time_of(observation, "effective");
        if (!is_of_this_visit(observation, sign.when)) return LeftOutReason::not_of_this_visit;
        const std::string_view status = observation.code("status");
        if (status != "final" && status != "amended" && status != "corrected") return LeftOutReason::not_in_force;
        if (observation.has("focus")) return LeftOutReason::other_patient;  // of something else than its subject
        if (chart_.after_visit(sign.when, observation)) return LeftOutReason::after_visit;
        read_value(chart_, observation, sign);
        for (const Element& part : observation.children("component")) {
            Measurement component;
            read_value(chart_, part, component);
            if (is_named(component) && can_be_printed(component)) sign.components.push_back(std::move(component));
        }
        check_blood_pressure(observation, sign);
        if (!can_be_printed(sign)) sign.value = {};
        if (!is_named(sign) || (!can_be_printed(sign) && sign.components.empty())) return LeftOutReason::no_words;
        return sign;
    }

private:
    /// By its encounter, or, where it states none, measured within the visit.
    bool is_of_this_visit(const Element& observation, const RecordTime& when) const {
        const VisitRelation relation = chart_.relation(observation);
        if (relation != VisitRelation::not_stated) return relation == VisitRelation::this_visit;
        const RecordPeriod& visit = chart_.visit_period();
        const auto begun = order_of(when, visit.start), ended = order_of(when, visit.end);
        return when.has_time() && visit.start.has_time() && visit.end.has_time() &&
               (begun == TimeOrder::after || begun == TimeOrder::same) &&
               (ended == TimeOrder::before || ended == TimeOrder::same);
    }

    const Chart& chart_;
};

struct CheckedSign {
    VitalSign sign;
    bool corrected = false;  ///< by its status
};

bool same_kind(const VitalSign& a, const VitalSign& b) {
    return a.kind == b.kind && (a.kind != VitalSignKind::other || a.name.name.text == b.name.name.text);
}

}  // namespace

std::vector<VitalSign> read_vital_signs(Chart& chart) {
    std::vector<CheckedSign> all;
    std::vector<VitalSign> latest;
    const auto is_vital = [](const Element& each) { return observation_kind(each) == ObservationKind::vital_sign; };
    chart.each_wanted(
        "Observation", VisitSection::vital_signs, all, is_vital,
        [&, read = VitalSignReader(chart)](const Element& each) -> Reading<CheckedSign> {
            Reading<VitalSign> reading = read(each);
            if (const auto* reason = std::get_if<LeftOutReason>(&reading)) return *reason;
            const std::string_view status = each.code("status");
            return CheckedSign{std::get<VitalSign>(std::move(reading)), status == "corrected" || status == "amended"};
        });
    // Of two of one time, the corrected one counts.
    std::stable_partition(all.begin(), all.end(), [](const CheckedSign& each) { return each.corrected; });
    for (CheckedSign& checked : all) {
        VitalSign& sign = checked.sign;
        const auto earlier =
            std::find_if(latest.begin(), latest.end(), [&](const VitalSign& each) { return same_kind(each, sign); });
        if (earlier == latest.end())
            latest.push_back(std::move(sign));
        else if (order_of(sign.when, earlier->when) == TimeOrder::after)
            *earlier = std::move(sign);
    }
    return latest;
}

std::vector<VisitImmunization> read_immunizations(Chart& chart) {
    std::vector<VisitImmunization> all;
    chart.each("Immunization", VisitSection::immunizations, all,
               [&](const Element& given) -> Reading<VisitImmunization> {
                   VisitImmunization read;
                   read.when = given.date_time("occurrenceDateTime");
                   read.of_this_visit = is_of_visit(chart, given, read.when);
                   if (given.code("status") != "completed") return LeftOutReason::not_in_force;
                   if (given.boolean("isSubpotent").value_or(false))
                       return LeftOutReason::not_in_force;  // does not protect
                   const RecordTime recorded = given.date_time("recorded");
                   if (chart.after_visit(read.when.stated() ? read.when : recorded, given))
                       return LeftOutReason::after_visit;
                   read.name = chart.concept_of(given.child("vaccineCode"));
                   read.site = chart.concept_of(given.child("site"));
                   if (const Absence absence = absence_of_problems(read.name, {}); absence != Absence::no)
                       return reason_of(absence);
                   if (!read.name.stated()) return LeftOutReason::no_words;
                   return read;
               });
    std::stable_sort(all.begin(), all.end(), [](const VisitImmunization& a, const VisitImmunization& b) {
        return range_of(a.when).begin > range_of(b.when).begin;
    });
    return all;
}

}  // namespace carepress::visit
