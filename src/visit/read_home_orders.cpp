// Devices and diets: orders that a patient carries out at home.
#include "visit/concepts.h"
#include "visit/of_visit.h"
#include "visit/plain_instruction.h"
#include "visit/read_visit_parts.h"

#include <utility>

namespace carepress::visit {
namespace {

Reading<VisitServiceRequest> read_device(const Chart& chart, const Element& request) {
    if (chart.relation(request) != VisitRelation::this_visit) return LeftOutReason::not_of_this_visit;
    if (request.code("status") != "active" || !is_order(request)) return LeftOutReason::not_in_force;
    if (chart.after_visit(request.date_time("authoredOn"), request)) return LeftOutReason::after_visit;
    VisitServiceRequest read;
    read.kind = OrderKind::instruction;
    read.name = chart.concept_of(request.child("codeCodeableConcept"));
    if (!read.name.stated() && request.has("codeReference"))
        read.name.name = chart.text_of(request.child("codeReference"), "display");
    read.when = occurrence_of(request);
    read.reasons = chart.reasons(request, "reasonCode", "reasonReference");
    if (!read.name.stated()) return LeftOutReason::no_words;
    return read;
}

/// The parts of a diet in one line. A diet is never printed in part: "Regular" without "nectar thick" is a danger to
/// people who cannot swallow. `whole` becomes false if a part has no words.
struct DietLine {
    std::string text;
    std::string language;
    bool whole = true;

    void add(const RecordText& words, const std::string& more = {}) {
        if (words.empty() || (!text.empty() && words.language != language)) {
            whole = false;
            return;
        }
        language = words.language;
        text += (text.empty() ? "" : ", ") + words.text + more;
    }
};

void add_concepts(const Chart& chart, const Element& holder, std::string_view name, DietLine& line) {
    for (const Element& each : holder.children(name)) line.add(chart.concept_of(each).name);
}

/// "Sodium: 2 g": a nutrient without an amount may be one to eat or to avoid.
void add_nutrients(const Chart& chart, const Element& diet, DietLine& line) {
    for (const Element& nutrient : diet.children("nutrient")) {
        const Quantity amount = quantity_of(nutrient.child("amount"));
        line.whole = line.whole && amount.stated() && !amount.unit.empty();
        line.add(chart.concept_of(nutrient.child("modifier")).name,
                 ": " + amount.comparator + amount.value + " " + amount.unit);
    }
}

void add_textures(const Chart& chart, const Element& diet, DietLine& line) {
    for (const Element& texture : diet.children("texture")) {
        const Element food = texture.child("foodType");
        const RecordText what = chart.concept_of(food).name;
        line.whole = line.whole && (!food.present() || !what.empty());
        line.add(chart.concept_of(texture.child("modifier")).name, what.empty() ? "" : " (" + what.text + ")");
    }
}

/// FHIR R4, NutritionOrder.supplement: a product, and how to take it. There are no words here for when and how much.
void add_supplements(const Chart& chart, const Element& order, DietLine& line) {
    for (const Element& supplement : order.children("supplement")) {
        line.whole = line.whole && !supplement.has("schedule") && !supplement.has("quantity");
        const RecordText product = chart.text_of(supplement, "productName");
        if (supplement.has("type") || product.empty()) line.add(chart.concept_of(supplement.child("type")).name);
        if (!product.empty()) line.add(product);
        if (supplement.has("instruction")) line.add(chart.text_of(supplement, "instruction"));
    }
}

/// There are no safe words on the page for what the food must not contain, for tube feeding, set times and notes.
bool has_part_without_words(const Element& order) {
    return order.has("excludeFoodModifier") || order.has("enteralFormula") || order.has("note") ||
           order.child("oralDiet").has("schedule");
}

Reading<VisitServiceRequest> read_diet(const Chart& chart, const Element& order) {
    if (chart.relation(order) != VisitRelation::this_visit) return LeftOutReason::not_of_this_visit;
    if (order.code("status") != "active" || !is_order(order)) return LeftOutReason::not_in_force;
    if (chart.after_visit(order.date_time("dateTime"), order)) return LeftOutReason::after_visit;
    if (has_part_without_words(order)) return LeftOutReason::no_words;
    VisitServiceRequest read;
    read.kind = OrderKind::instruction;
    const Element diet = order.child("oralDiet");
    DietLine line;
    add_concepts(chart, diet, "type", line);
    add_textures(chart, diet, line);
    add_concepts(chart, diet, "fluidConsistencyType", line);
    add_nutrients(chart, diet, line);
    add_concepts(chart, order, "foodPreferenceModifier", line);
    add_supplements(chart, order, line);
    if (!line.whole) return LeftOutReason::no_words;
    const std::vector<Concept> types = chart.concepts(diet, "type");
    read.patient_instruction = plain_instruction(diet, chart.text_of(diet, "instruction"));
    if (types.size() == 1 && types.front().name.text == line.text)
        read.name = types.front();
    else if (!line.text.empty())
        read.name.name = {line.text, line.language, {}};
    else
        read.name.name = std::exchange(read.patient_instruction, {});
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

}  // namespace carepress::visit
