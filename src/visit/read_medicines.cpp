#include "visit/colleague_words.h"
#include "visit/concepts.h"
#include "visit/medicine_end.h"
#include "visit/medicine_index.h"
#include "visit/negation.h"
#include "visit/read_visit_parts.h"
#include "visit/sig.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace carepress::visit {
namespace {

/// A request as read, with what decides how it is shown.
struct Order {
    Medicine medicine;
    std::vector<std::string> keys;  ///< of its name
    const JsonValue* resource = nullptr;
    const JsonValue* prior = nullptr;  ///< the order that it replaces, if that may be read
    bool has_prior = false;            ///< it replaces an order, which may be outside the bundle
    VisitRelation relation = VisitRelation::not_stated;
    bool before_visit = false;
    bool is_statement = false;  ///< a MedicationStatement or a home medicine, not an order
    bool to_take = false;       ///< according to the record, whatever the page makes of it
};

/// The name of a Medication: its code, else its only ingredient.
Concept medication_name(const Chart& chart, const Element& medication) {
    if (!is_in_force(medication)) return {};
    Concept name = chart.concept_of(medication.child("code"));
    if (name.stated()) return name;
    const std::vector<Element> ingredients = medication.children("ingredient");
    return ingredients.size() == 1 ? chart.concept_of(ingredients.front().child("itemCodeableConcept")) : Concept{};
}

Concept written_name_of(const Chart& chart, const Element& request) {
    if (request.has("medicationCodeableConcept")) return chart.concept_of(request.child("medicationCodeableConcept"));
    const Element reference = request.child("medicationReference");
    if (!reference.present()) return {};
    const Element medication = chart.follow(reference, {"Medication"});
    if (medication.present()) return medication_name(chart, medication);
    // The words of a reference that says it means a Medication, if the bundle does not hold that.
    const bool means_medication = reference.code("type") == "Medication" ||
                                  reference.code("reference").find("Medication/") != std::string_view::npos;
    if (!means_medication || chart.bundle().resolve(reference)) return {};
    return {chart.text_of(reference, "display"), {}};
}

Concept name_of(const Chart& chart, const Element& request) {
    Concept name = written_name_of(chart, request);
    name.name.text = plain_medicine_name(name.name.text);
    return name;
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
    if (medicine.state == MedicineState::take && says_to_stop(medicine))
        medicine.warnings.push_back(MedicineWarning::may_have_ended);
}

/// An order for the hospital alone is not a medicine to take at home.
bool is_inpatient_only(const Element& request) {
    const std::vector<Element> categories = request.children("category");
    return !categories.empty() && std::all_of(categories.begin(), categories.end(),
                                              [](const Element& each) { return has_coding(each, "inpatient"); });
}

/// Somebody told this to the author of the record (MedicationRequest.reported[x]).
bool is_reported(const Element& request) {
    return request.boolean("reportedBoolean").value_or(false) || request.has("reportedReference");
}

/// The source is a clinician or an organisation, not the patient or a relative.
bool is_reported_by_others(const Chart& chart, const Element& source) {
    if (!source.present()) return false;
    const JsonValue* found = chart.bundle().resolve_any_version(source);
    const std::string_view type = found ? type_of(*found) : source.code("type"), address = source.code("reference");
    const auto names = [&](std::string_view each) {
        return type == each || address.find(std::string(each) + "/") != std::string_view::npos;
    };
    return names("Practitioner") || names("PractitionerRole") || names("Organization");
}

/// Directions are never cut: whoever prints the page decides who may read them.
void warn_of_directions(const Chart& chart, const Element& request, std::string_view name) {
    if (chart.include_restricted()) return;
    for (const Element& dosage : request.children(name))
        if (sensitivity_of_words(dosage.words("text")) != Sensitivity::none ||
            sensitivity_of_words(dosage.words("patientInstruction")) != Sensitivity::none)
            chart.problems().diagnostics().warning("record/violence"_code, dosage.json().span(),
                                                   dosage.path() + ": the directions speak of violence",
                                                   "check who may read them before you give it out");
}

/// Why it was stopped, unless only colleagues should read that.
Concept read_stop_reason(const Chart& chart, const Element& reason) {
    Concept read = chart.concept_of(reason);
    if (!read.stated() || chart.withheld(read, reason)) return {};
    if (!is_to_colleagues(read.name.text)) return read;
    chart.problems().diagnostics().warning("record/words-to-colleagues"_code, reason.json().span(),
                                           reason.path() + ": the reason is left out: its words are to colleagues",
                                           "tell the patient the reason in words for patients");
    return {};
}

Reading<Order> read_order(const Chart& chart, const Element& request) {
    Order order;
    order.resource = &request.json();
    order.relation = chart.relation(request);
    Medicine& medicine = order.medicine;
    medicine.authored = request.date_time("authoredOn");
    medicine.path = request.path();
    const std::string_view status = request.code("status");
    const bool reported = is_reported(request);
    // A plan comes before an order, but the medicines that a patient takes at home are plans too (US Core, "Medication
    // List": intent "plan" and reported[x]).
    const bool home_medicine = request.code("intent") == "plan" && reported;
    if (!home_medicine && !is_one_of(request.code("intent"),
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
    if (const Absence absence = absence_of_medicines(medicine.name); absence != Absence::no) return reason_of(absence);
    if (!medicine.name.stated()) return LeftOutReason::no_words;
    medicine.dosages = read_dosages(chart, request, "dosageInstruction");
    warn_of_directions(chart, request, "dosageInstruction");
    medicine.purposes = chart.reasons(request, "reasonCode", "reasonReference");
    medicine.stop_reason = read_stop_reason(chart, request.child("statusReason"));
    medicine.told = reported && !is_reported_by_others(chart, request.child("reportedReference"));
    read_supply(chart, request, medicine);
    add_warnings(medicine);
    if (medicine.state == MedicineState::take && !says_to_stop(medicine) &&
        may_have_ended(request, medicine.authored, chart.visit_period().start))
        medicine.warnings.push_back(MedicineWarning::may_have_ended);
    order.keys = medicine_keys(medicine.name);
    order.is_statement = home_medicine;
    order.to_take = medicine.state == MedicineState::take;
    order.before_visit = chart.before_visit(medicine.authored, request);
    if (const Element prior = request.child("priorPrescription"); prior.present()) {
        order.has_prior = true;
        const Element found = chart.follow(prior, {"MedicationRequest"});
        if (found.present() && &found.json() != order.resource) order.prior = &found.json();
    }
    return order;
}

/// Equal for equal lists of dosages, and rarely for others.
std::string fingerprint(const Medicine& medicine) {
    std::string mark(1, static_cast<char>('0' + static_cast<int>(medicine.state)));
    for (const Dosage& each : medicine.dosages)
        mark.append("\n")
            .append(each.text.text)
            .append("\n")
            .append(each.patient_instruction.text)
            .append("\n")
            .append(each.dose.low.value);
    return mark;
}

/// The two lists of dosages say the same, in the same words or in others that are fully understood.
bool same_use(const std::vector<Dosage>& left, const std::vector<Dosage>& right) {
    const auto understood = [](const Sig& sig) { return !sig.is_complex && !sig.amounts.empty(); };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](const Dosage& a, const Dosage& b) {
        return a == b || (understood(a.sig) && understood(b.sig) && a.sig == b.sig);
    });
}

void warn_listed_twice(Medicine& medicine) {
    auto& all = medicine.warnings;
    if (std::find(all.begin(), all.end(), MedicineWarning::listed_twice) == all.end())
        all.push_back(MedicineWarning::listed_twice);
}

class MedicineList {
public:
    explicit MedicineList(Chart& chart) : chart_(chart) {
        std::vector<Order> requests;
        chart.each("MedicationRequest", VisitSection::medicines, requests,
                   [&](const Element& request) { return read_order(chart, request); });
        std::copy_if(requests.begin(), requests.end(), std::back_inserter(orders_),
                     [](const Order& each) { return !each.is_statement; });
        index_orders();
        for (Order& each : requests)
            if (each.is_statement) add_statement(std::move(each));
        std::vector<Order> taken;
        chart.each("MedicationStatement", VisitSection::medicines, taken,
                   [&](const Element& statement) { return read_statement(statement); });
        for (Order& each : taken) add_statement(std::move(each));
        index_orders();
    }

    std::vector<Medicine> make() {
        for (std::size_t i = 0; i < orders_.size(); ++i) decide(i);
        std::vector<Medicine> list;
        for (Order& order : orders_)
            if (shown(order) && !merged(order, list)) list.push_back(order.medicine);
        mark_repeated(list);
        note_what_is_not_shown(list);
        return list;
    }

private:
    void index_orders() {
        by_resource_.clear();
        replaced_by_.clear();
        taken_ = {};
        by_key_.clear();
        for (std::size_t i = 0; i < orders_.size(); ++i) {
            by_resource_[orders_[i].resource] = i;
            for (const std::string& key : orders_[i].keys) by_key_.emplace(key, i);
            if (orders_[i].prior) replaced_by_[orders_[i].prior].push_back(i);
        }
        for (const Order& each : orders_) {
            if (each.to_take && !is_replaced(each)) taken_.add(each.keys);
            if (each.is_statement) continue;
            known_.insert(each.keys.begin(), each.keys.end());
            if (each.relation != VisitRelation::this_visit) earlier_.add(each.keys);
            const bool stopped_here =
                each.medicine.state == MedicineState::stopped && each.relation == VisitRelation::this_visit;
            const bool on_page = each.medicine.state != MedicineState::stopped && !is_replaced(each);
            if (on_page || stopped_here || successor_of(each)) said_.insert(each.keys.begin(), each.keys.end());
        }
    }

    static bool has_any(const std::set<std::string>& names, const Order& order) {
        return std::any_of(order.keys.begin(), order.keys.end(),
                           [&](const std::string& key) { return names.count(key) > 0; });
    }

    /// What the patient reports, unless an order that is on the page or that this visit stopped says it too.
    void add_statement(Order statement) {
        if (has_any(said_, statement)) {
            if (statement.before_visit) earlier_.add(statement.keys);
            mark_other_dosages(statement);
            return chart_.leave_out(*statement.resource, VisitSection::medicines, LeftOutReason::repeated);
        }
        // An order for it is over, and the patient still takes it: the patient has to ask which is right.
        if (has_any(known_, statement)) warn_listed_twice(statement.medicine);
        orders_.push_back(std::move(statement));
    }

    /// An order and the patient's own words give different dosages: the patient has to ask which is right. An order of
    /// this visit overrules what was reported before it.
    void mark_other_dosages(const Order& statement) {
        const std::vector<Dosage>& told = statement.medicine.dosages;
        if (!statement.to_take || told.empty()) return;
        for (const std::string& key : statement.keys) {
            const auto [begin, end] = by_key_.equal_range(key);
            for (auto at = begin; at != end; ++at) {
                Order& order = orders_[at->second];
                const bool outdated = order.relation == VisitRelation::this_visit && statement.before_visit;
                if (order.to_take && !outdated && !order.medicine.dosages.empty() &&
                    !same_use(order.medicine.dosages, told))
                    warn_listed_twice(order.medicine);
            }
        }
    }

    Reading<Order> read_statement(const Element& statement) const {
        Order order;
        order.resource = &statement.json();
        order.is_statement = true;
        order.relation = chart_.relation(statement);
        Medicine& medicine = order.medicine;
        medicine.authored = statement.date_time("dateAsserted");
        medicine.path = statement.path();
        const RecordTime taken = statement.date_time("effectiveDateTime");
        const RecordPeriod period = statement.period("effectivePeriod");
        const std::string_view status = statement.code("status");
        if (is_one_of(status, {"completed", "stopped", "not-taken"})) return LeftOutReason::not_in_force;
        // "intended" is not taken yet but may be soon: it makes the list incomplete, as an unknown status does.
        if (!is_one_of(status, {"active", "on-hold"})) return LeftOutReason::not_understood;
        if (status == "on-hold") medicine.state = MedicineState::on_hold;
        order.to_take = status == "active";
        if (is_days_after(chart_.visit_period().start, period.end, 0)) return LeftOutReason::not_in_force;
        const RecordTime& since = taken.stated() ? taken : period.start;
        const RecordTime& made = since.stated() ? since : medicine.authored;
        if (chart_.after_visit(made, statement)) return LeftOutReason::after_visit;
        medicine.name = name_of(chart_, statement);
        if (const Absence absence = absence_of_medicines(medicine.name); absence != Absence::no)
            return reason_of(absence);
        if (!medicine.name.stated()) return LeftOutReason::no_words;
        order.keys = medicine_keys(medicine.name);
        order.before_visit = chart_.before_visit(made, statement);
        medicine.told = !is_reported_by_others(chart_, statement.child("informationSource"));
        medicine.dosages = read_dosages(chart_, statement, "dosage");
        warn_of_directions(chart_, statement, "dosage");
        medicine.purposes = chart_.reasons(statement, "reasonCode", "reasonReference");
        add_warnings(medicine);
        return order;
    }

    const Order* order_at(const JsonValue* resource) const {
        const auto found = by_resource_.find(resource);
        return found == by_resource_.end() ? nullptr : &orders_[found->second];
    }

    template <class Condition>
    const Order* replacement_of(const Order& order, Condition holds) const {
        const auto found = replaced_by_.find(order.resource);
        if (found == replaced_by_.end()) return nullptr;
        for (const std::size_t index : found->second)
            if (orders_[index].to_take && holds(orders_[index])) return &orders_[index];
        return nullptr;
    }

    /// The order of this visit that replaces this one.
    const Order* successor_of(const Order& order) const {
        return replacement_of(order, [](const Order& each) { return each.relation == VisitRelation::this_visit; });
    }

    /// Replaced by an order that is to be taken, so that this one is not.
    bool is_replaced(const Order& order) const {
        return replacement_of(order, [](const Order&) { return true; }) != nullptr;
    }

    bool another_is_taken(const Order& order) const {
        const bool itself = order.to_take && !is_replaced(order);
        return taken_.has_more_than(itself ? 1 : 0, order.keys);
    }

    static bool same_medicine(const Order& a, const Order& b) {
        return std::any_of(a.keys.begin(), a.keys.end(), [&](const std::string& key) {
            return std::binary_search(b.keys.begin(), b.keys.end(), key);
        });
    }

    void decide(std::size_t index) {
        Order& order = orders_[index];
        Medicine& medicine = order.medicine;
        if (medicine.state != MedicineState::take) return;
        // An order to stop does not start anything.
        if (order.relation == VisitRelation::this_visit && says_to_stop(medicine)) return;
        if (order.relation != VisitRelation::this_visit || order.is_statement || medicine.told) {
            if (order.before_visit) medicine.change = MedicineChange::continued;
            return;
        }
        if (!order.has_prior) {
            if (!earlier_.has_more_than(0, order.keys)) medicine.change = MedicineChange::fresh;
            return;
        }
        const Order* prior = order_at(order.prior);
        if (!prior) return;  // what it was before is unknown
        if (same_medicine(*prior, order) && prior->medicine.dosages == medicine.dosages) {
            medicine.change = MedicineChange::continued;
        } else {
            medicine.change = MedicineChange::changed;
            medicine.replaces = ReplacedMedicine{prior->medicine.name, prior->medicine.dosages};
        }
    }

    /// Whether the order is on the page; a stopped one only if this visit ended it.
    bool shown(Order& order) {
        Medicine& medicine = order.medicine;
        const Order* successor = successor_of(order);
        const JsonValue& resource = *order.resource;
        if (successor && !same_medicine(*successor, order) && !another_is_taken(order)) {
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
                                Element(resource, chart_.problems()).code("status") == "stopped";
        if (ended_here && !another_is_taken(order)) {
            medicine.change = MedicineChange::stopped;
            return true;
        }
        chart_.leave_out(resource, VisitSection::medicines, LeftOutReason::not_in_force);
        return false;
    }

    /// The same medicine taken in the same way is listed once; ordered again in this visit, it is continued.
    bool merged(const Order& order, std::vector<Medicine>& list) {
        const std::string mark = "\n" + fingerprint(order.medicine);
        for (const std::string& key : order.keys) {
            std::vector<std::size_t>& alike = listed_[key + mark];
            const auto same = std::find_if(alike.begin(), alike.end(), [&](std::size_t index) {
                return list[index].dosages == order.medicine.dosages;
            });
            if (same == alike.end()) continue;
            Medicine& listed = list[*same];
            listed.told = listed.told && order.medicine.told;
            if (listed.state == MedicineState::take)
                listed.change = change_of_both(listed.change, relations_[*same], order);
            chart_.leave_out(*order.resource, VisitSection::medicines, LeftOutReason::repeated);
            return true;
        }
        for (const std::string& key : order.keys) listed_[key + mark].push_back(list.size());
        relations_.push_back(order.relation);
        return false;
    }

    /// Of two orders that say the same, whichever comes first in the bundle: one before this visit and one of it are an
    /// order renewed; two of this visit are one order.
    static MedicineChange change_of_both(MedicineChange listed, VisitRelation relation, const Order& order) {
        const bool is_listed_here = relation == VisitRelation::this_visit;
        if (is_listed_here != (order.relation == VisitRelation::this_visit)) return MedicineChange::continued;
        const MedicineChange change = order.medicine.change;
        if (listed == change) return listed;
        const bool continued = listed == MedicineChange::continued || change == MedicineChange::continued;
        return continued ? MedicineChange::continued : MedicineChange::not_stated;
    }

    static void mark_repeated(std::vector<Medicine>& list) {
        MedicineCounter counter;
        for (const Medicine& medicine : list)
            if (medicine.state != MedicineState::stopped) counter.add(medicine_keys(medicine.name));
        for (Medicine& medicine : list)
            if (medicine.state != MedicineState::stopped && counter.has_more_than(1, medicine_keys(medicine.name)))
                warn_listed_twice(medicine);
    }

    /// Medicines in other kinds of resources are not listed, so the list must not claim to be complete.
    void note_what_is_not_shown(const std::vector<Medicine>& list) {
        std::set<std::string> names;
        for (const Order& each : orders_) names.insert(each.keys.begin(), each.keys.end());
        for (const BundleEntry& entry : chart_.bundle().entries()) {
            const bool given = entry.type == "MedicationAdministration";
            const bool other = entry.type.starts_with("Medication") && !given &&
                               !is_one_of(entry.type, {"Medication", "MedicationKnowledge", "MedicationRequest",
                                                       "MedicationStatement"});
            if ((!given && !other) || (given && !list.empty())) continue;
            // What was given at this visit has its own part of the page.
            const Element resource(*entry.resource, chart_.problems());
            if (given && resource.code("status") == "completed" &&
                chart_.relation(resource) == VisitRelation::this_visit)
                continue;
            if (!is_missed(entry, names)) continue;
            chart_.leave_out(*entry.resource, VisitSection::medicines, LeftOutReason::not_shown);
        }
        chart_.problems().take();
    }

    bool is_missed(const BundleEntry& entry, const std::set<std::string>& names) const {
        const Element resource(*entry.resource, chart_.problems());
        if (chart_.not_the_patient(resource.child("subject")) == LeftOutReason::other_patient) return false;
        if (is_one_of(resource.code("status"), {"entered-in-error", "not-done", "cancelled", "declined", "stopped"}))
            return false;
        for (const Element& order : resource.children("authorizingPrescription"))
            if (order_at(chart_.bundle().resolve_any_version(order))) return false;
        const std::vector<std::string> keys = medicine_keys(name_of(chart_, resource));
        return std::none_of(keys.begin(), keys.end(), [&](const std::string& key) { return names.count(key) > 0; });
    }

    Chart& chart_;
    std::vector<Order> orders_;
    std::map<const JsonValue*, std::size_t> by_resource_;
    std::multimap<std::string, std::size_t> by_key_;
    std::map<const JsonValue*, std::vector<std::size_t>> replaced_by_;
    MedicineCounter taken_, earlier_;     ///< what is to be taken; what was ordered or taken before this visit
    std::set<std::string> known_, said_;  ///< of any order; of those on the page or stopped here
    std::map<std::string, std::vector<std::size_t>> listed_;
    std::vector<VisitRelation> relations_;  ///< of what is listed
};

}  // namespace

Concept medicine_name_of(const Chart& chart, const Element& holder) { return name_of(chart, holder); }

std::vector<Medicine> read_medicines(Chart& chart) { return MedicineList(chart).make(); }

}  // namespace carepress::visit
