#include "visit/concepts.h"
#include "visit/read_visit_parts.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>

namespace carepress {
namespace {

/// A request as read, with what decides how it is shown.
struct Order {
    Medicine medicine;
    const JsonValue* resource = nullptr;
    const JsonValue* prior = nullptr;  ///< the order whose place it takes, when that may be read
    bool has_prior = false;            ///< it takes the place of one, which may be outside the bundle
    VisitRelation relation = VisitRelation::not_stated;
    bool before_visit = false;
};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The name of a Medication: its code, else its only ingredient.
Concept medication_name(const Chart& chart, const Element& medication) {
    if (!is_in_force(medication)) return {};
    Concept name = chart.concept_of(medication.child("code"));
    if (name.stated()) return name;
    const std::vector<Element> ingredients = medication.children("ingredient");
    return ingredients.size() == 1 ? chart.concept_of(ingredients.front().child("itemCodeableConcept")) : Concept{};
}

Concept name_of(const Chart& chart, const Element& request) {
    if (request.has("medicationCodeableConcept")) return chart.concept_of(request.child("medicationCodeableConcept"));
    const Element reference = request.child("medicationReference");
    if (!reference.present()) return {};
    const Element medication = chart.follow(reference, {"Medication"});
    if (medication.present()) return medication_name(chart, medication);
    // The words of a reference, where it says that it means a Medication that the bundle does not hold.
    const bool means_medication = reference.code("type") == "Medication" ||
                                  reference.code("reference").find("Medication/") != std::string_view::npos;
    if (!means_medication || chart.bundle().resolve(reference)) return {};
    return {chart.text_of(reference, "display"), {}};
}

void add_warnings(Medicine& medicine) {
    const auto says_something = [](const Dosage& dosage) {
        return !dosage.text.empty() || !dosage.patient_instruction.empty() || dosage.dose.stated() ||
               dosage.timing.stated() || !dosage.additional.empty();
    };
    const auto is_enough = [](const Dosage& dosage) {
        return !dosage.text.empty() || !dosage.patient_instruction.empty() || dosage.structured;
    };
    const std::vector<Dosage>& dosages = medicine.dosages;
    if (std::none_of(dosages.begin(), dosages.end(), says_something))
        medicine.warnings.push_back(MedicineWarning::dosage_missing);
    else if (!std::all_of(dosages.begin(), dosages.end(), is_enough))
        medicine.warnings.push_back(MedicineWarning::dosage_incomplete);
    if (std::any_of(dosages.begin(), dosages.end(), [](const Dosage& each) { return each.unreadable; }))
        medicine.warnings.push_back(MedicineWarning::partly_unreadable);
}

/// Orders within the hospital alone are no medicines to take at home.
bool is_inpatient_only(const Element& request) {
    const std::vector<Element> categories = request.children("category");
    return !categories.empty() && std::all_of(categories.begin(), categories.end(),
                                              [](const Element& each) { return has_coding(each, "inpatient"); });
}

Reading<Order> read_order(const Chart& chart, const Element& request) {
    Order order;
    order.resource = &request.json();
    order.relation = chart.relation(request);
    Medicine& medicine = order.medicine;
    medicine.authored = request.date_time("authoredOn");
    const std::string_view status = request.code("status");
    if (!is_one_of(request.code("intent"),
                   {"order", "original-order", "reflex-order", "filler-order", "instance-order"}))
        return LeftOutReason::not_in_force;
    if (is_one_of(status, {"cancelled", "draft"})) return LeftOutReason::not_in_force;
    if (!is_one_of(status, {"active", "on-hold", "stopped", "completed"})) return LeftOutReason::not_understood;
    if (chart.after_visit(medicine.authored, request)) return LeftOutReason::after_visit;
    if (request.boolean("doNotPerform").value_or(false)) return LeftOutReason::not_understood;
    if (is_inpatient_only(request)) return LeftOutReason::for_clinicians;
    medicine.state = status == "active"    ? MedicineState::take
                     : status == "on-hold" ? MedicineState::on_hold
                                           : MedicineState::stopped;
    medicine.name = name_of(chart, request);
    if (!medicine.name.stated()) return LeftOutReason::no_words;
    medicine.dosages = read_dosages(chart, request, "dosageInstruction");
    medicine.purposes = chart.reasons(request, "reasonCode", "reasonReference");
    medicine.stop_reason = chart.concept_of(request.child("statusReason"));
    read_supply(chart, request, medicine);
    add_warnings(medicine);
    order.before_visit = chart.before_visit(medicine.authored, request);
    if (const Element prior = request.child("priorPrescription"); prior.present()) {
        order.has_prior = true;
        const Element found = chart.follow(prior, {"MedicationRequest"});
        if (found.present() && &found.json() != order.resource) order.prior = &found.json();
    }
    // A course that ended by itself is over; only "stopped" and what took its place end an order.
    return order;
}

/// By name, or by a code of a system that names medicines one by one (a class of medicines is not enough).
bool same_medicine(const Concept& a, const Concept& b) {
    const auto shared = [&](const RecordCode& code) {
        return (code.system == systems::rxnorm || code.system == systems::snomed_ct || code.system == systems::ndc) &&
               b.has(code.system, code.code);
    };
    return a.name.text == b.name.text || std::any_of(a.codes.begin(), a.codes.end(), shared);
}

class MedicineList {
public:
    explicit MedicineList(Chart& chart) : chart_(chart) {
        chart.each("MedicationRequest", VisitSection::medicines, orders_,
                   [&](const Element& request) { return read_order(chart, request); });
        std::vector<Order> taken;
        chart.each("MedicationStatement", VisitSection::medicines, taken,
                   [&](const Element& statement) { return read_statement(statement); });
        std::move(taken.begin(), taken.end(), std::back_inserter(orders_));
    }

    std::vector<Medicine> make() {
        for (std::size_t i = 0; i < orders_.size(); ++i) decide(i);
        std::vector<Medicine> list;
        for (Order& order : orders_)
            if (shown(order) && !merged(order, list)) list.push_back(order.medicine);
        mark_repeated(list);
        return list;
    }

private:
    /// What the patient says to take: only where no order says it too.
    Reading<Order> read_statement(const Element& statement) const {
        Order order;
        order.resource = &statement.json();
        order.relation = chart_.relation(statement);
        Medicine& medicine = order.medicine;
        medicine.authored = statement.date_time("dateAsserted");
        const RecordTime taken = statement.date_time("effectiveDateTime");
        const RecordPeriod period = statement.period("effectivePeriod");
        if (statement.code("status") != "active") return LeftOutReason::not_in_force;
        if (order_of(period.end, chart_.visit_period().start) == TimeOrder::before) return LeftOutReason::not_in_force;
        const RecordTime& since = taken.stated() ? taken : period.start;
        if (chart_.after_visit(since.stated() ? since : medicine.authored, statement))
            return LeftOutReason::after_visit;
        medicine.name = name_of(chart_, statement);
        if (!medicine.name.stated()) return LeftOutReason::no_words;
        for (const Order& each : orders_)
            if (same_medicine(each.medicine.name, medicine.name)) return LeftOutReason::repeated;
        medicine.dosages = read_dosages(chart_, statement, "dosage");
        medicine.purposes = chart_.reasons(statement, "reasonCode", "reasonReference");
        add_warnings(medicine);
        order.before_visit = chart_.before_visit(since, statement);
        return order;
    }

    const Order* order_at(const JsonValue* resource) const {
        const auto found = std::find_if(orders_.begin(), orders_.end(),
                                        [&](const Order& each) { return resource && each.resource == resource; });
        return found == orders_.end() ? nullptr : &*found;
    }

    /// The order of this visit that takes the place of this one.
    const Order* successor_of(const Order& order) const {
        const auto found = std::find_if(orders_.begin(), orders_.end(), [&](const Order& each) {
            return each.prior == order.resource && each.relation == VisitRelation::this_visit &&
                   each.medicine.state == MedicineState::take;
        });
        return found == orders_.end() ? nullptr : &*found;
    }

    /// Replaced by any order that is to be taken: the old one is not.
    bool is_replaced(const Order& order) const {
        return std::any_of(orders_.begin(), orders_.end(), [&](const Order& each) {
            return each.prior == order.resource && each.medicine.state == MedicineState::take;
        });
    }

    bool another_is_taken(const Order& order) const {
        return std::any_of(orders_.begin(), orders_.end(), [&](const Order& each) {
            return &each != &order && each.medicine.state == MedicineState::take && !is_replaced(each) &&
                   same_medicine(each.medicine.name, order.medicine.name);
        });
    }

    bool has_earlier(const Order& order) const {
        return std::any_of(orders_.begin(), orders_.end(), [&](const Order& each) {
            return &each != &order && each.relation != VisitRelation::this_visit &&
                   same_medicine(each.medicine.name, order.medicine.name);
        });
    }

    void decide(std::size_t index) {
        Order& order = orders_[index];
        Medicine& medicine = order.medicine;
        if (medicine.state != MedicineState::take) return;
        if (order.relation != VisitRelation::this_visit) {
            if (order.before_visit) medicine.change = MedicineChange::continued;
            return;
        }
        if (!order.has_prior) {
            if (!has_earlier(order)) medicine.change = MedicineChange::fresh;
            return;
        }
        const Order* prior = order_at(order.prior);
        if (!prior) return;  // nothing tells what it was before
        const bool same = same_medicine(prior->medicine.name, medicine.name);
        if (same && prior->medicine.dosages == medicine.dosages) {
            medicine.change = MedicineChange::continued;
        } else {
            medicine.change = MedicineChange::changed;
            medicine.replaces = ReplacedMedicine{prior->medicine.name, prior->medicine.dosages};
        }
    }

    /// Whether the order is on the page; a stopped one only where this visit ended it.
    bool shown(Order& order) {
        Medicine& medicine = order.medicine;
        const Order* successor = successor_of(order);
        const JsonValue& resource = *order.resource;
        if (successor && !same_medicine(successor->medicine.name, medicine.name) && !another_is_taken(order)) {
            medicine.state = MedicineState::stopped;
            medicine.change = MedicineChange::stopped;
            return true;
        }
        if (is_replaced(order)) {
            chart_.leave_out(resource, VisitSection::medicines, LeftOutReason::not_in_force);
            return false;
        }
        if (medicine.state != MedicineState::stopped) return true;
        const bool ended_here = order.relation == VisitRelation::this_visit &&
                                Element(resource, chart_.findings()).code("status") == "stopped";
        if (ended_here && !another_is_taken(order)) {
            medicine.change = MedicineChange::stopped;
            return true;
        }
        chart_.leave_out(resource, VisitSection::medicines, LeftOutReason::not_in_force);
        return false;
    }

    /// The same medicine to be taken in the same way stands once; ordered again in this visit, it is continued.
    bool merged(const Order& order, std::vector<Medicine>& list) {
        const auto same = std::find_if(list.begin(), list.end(), [&](const Medicine& each) {
            return each.state == order.medicine.state && each.dosages == order.medicine.dosages &&
                   same_medicine(each.name, order.medicine.name);
        });
        if (same == list.end()) return false;
        if (order.relation == VisitRelation::this_visit || same->change == MedicineChange::continued)
            if (same->state == MedicineState::take) same->change = MedicineChange::continued;
        chart_.leave_out(*order.resource, VisitSection::medicines, LeftOutReason::repeated);
        return true;
    }

    static void mark_repeated(std::vector<Medicine>& list) {
        for (Medicine& medicine : list) {
            const auto repeats = [&](const Medicine& each) {
                return &each != &medicine && each.state != MedicineState::stopped &&
                       same_medicine(each.name, medicine.name);
            };
            if (medicine.state != MedicineState::stopped && std::any_of(list.begin(), list.end(), repeats))
                medicine.warnings.push_back(MedicineWarning::listed_twice);
        }
    }

    Chart& chart_;
    std::vector<Order> orders_;
};

}  // namespace

Concept medicine_name_of(const Chart& chart, const Element& holder) { return name_of(chart, holder); }

std::vector<Medicine> read_medicines(Chart& chart) { return MedicineList(chart).make(); }

}  // namespace carepress
