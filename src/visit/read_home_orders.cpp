// Devices and diets: orders that a patient carries out at home.
#include "visit/concepts.h"
#include "visit/read_visit_parts.h"

#include <utility>

namespace carepress {
namespace {

bool is_order(const Element& request) {
    const std::string_view intent = request.code("intent");
    return intent == "order" || intent == "original-order" || intent == "reflex-order" || intent == "filler-order" ||
           intent == "instance-order";
}

Reading<VisitServiceRequest> read_device(const Chart& chart, const Element& request) {
    if (chart.relation(request) != VisitRelation::this_visit) return LeftOutReason::not_of_this_visit;
    if (request.code("status") != "active" || !is_order(request)) return LeftOutReason::not_in_force;
    if (chart.after_visit(request.date_time("authoredOn"), request)) return LeftOutReason::after_visit;
    VisitServiceRequest read;
    read.kind = OrderKind::instruction;
    read.name = chart.concept_of(request.child("codeCodeableConcept"));
    if (!read.name.stated() && request.has("codeReference"))
        read.name.name = chart.text_of(request.child("codeReference"), "display");
    const RecordTime time = request.date_time("occurrenceDateTime");
    read.when = time.stated() ? RecordPeriod{time, {}} : request.period("occurrencePeriod");
    read.reasons = chart.reasons(request, "reasonCode", "reasonReference");
    if (!read.name.stated()) return LeftOutReason::no_words;
    return read;
}

/// A diet by mouth. What is to be left out of the food, or fed by tube, has no words on the page that are safe.
Reading<VisitServiceRequest> read_diet(const Chart& chart, const Element& order) {
    if (chart.relation(order) != VisitRelation::this_visit) return LeftOutReason::not_of_this_visit;
    if (order.code("status") != "active" || !is_order(order)) return LeftOutReason::not_in_force;
    if (chart.after_visit(order.date_time("dateTime"), order)) return LeftOutReason::after_visit;
    if (order.has("excludeFoodModifier") || order.has("enteralFormula")) return LeftOutReason::no_words;
    VisitServiceRequest read;
    read.kind = OrderKind::instruction;
    const Element diet = order.child("oralDiet");
    if (!diet.present()) return LeftOutReason::no_words;
    const std::vector<Concept> types = chart.concepts(diet, "type");
    read.patient_instruction = chart.text_of(diet, "instruction");
    if (types.size() > 1) {
        std::string names;
        for (const Concept& type : types) names += (names.empty() ? "" : ", ") + type.name.text;
        read.name.name = {names, types.front().name.language};
    } else if (types.size() == 1) {
        read.name = types.front();
    } else {
        read.name.name = std::exchange(read.patient_instruction, {});
    }
    if (!read.name.stated()) return LeftOutReason::no_words;
    return read;
}

}  // namespace

std::vector<VisitServiceRequest> read_device_and_diet_orders(Chart& chart) {
    std::vector<VisitServiceRequest> all;
    chart.each("DeviceRequest", VisitSection::service_requests, all,
               [&](const Element& request) { return read_device(chart, request); });
    chart.each("NutritionOrder", VisitSection::service_requests, all,
               [&](const Element& order) { return read_diet(chart, order); });
    return all;
}

}  // namespace carepress
