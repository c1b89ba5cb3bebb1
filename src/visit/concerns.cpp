#include "visit/concerns.h"

#include "visit/chart.h"
#include "visit/concepts.h"
#include "visit/negation.h"
#include "visit/of_visit.h"
#include "visit/read_visit_parts.h"
#include "visit/word_lists.h"

#include <initializer_list>
#include <utility>

namespace carepress::visit {
namespace {

/// A finding of this patient now, and not the word that there is none, a relative's, or one of several thought of.
bool is_finding(const Chart& chart, const Concept& name, const Element& at) {
    return name.stated() && absence_of_problems(name, at) == Absence::no && !is_of_relatives(name) &&
           !is_ruled_out(name.name.text) && !is_only_possible(name.name.text) && !chart.withheld(name, at);
}

/// An order that is being written is a draft; one that was taken back or is over is not an order.
bool is_wanted(const Element& order) {
    return is_one_of(order.code("status"), {"draft", "active", "on-hold"}) &&
           !order.boolean("doNotPerform").value_or(false);
}

class ConcernReader {
public:
    explicit ConcernReader(Chart& chart) : chart_(chart) {}

    void read(const BundleEntry& entry) {
        const Element resource(*entry.resource, chart_.problems());
        if (entry.type == "Condition") {
            const Element code = resource.child("code");
            if (is_in_force(resource) && !is_differential(resource) && !is_over(resource) &&
                !is_social_finding(resource))
                add(chart_.concept_of(code), SuggestionSource::condition, code);
        } else if (entry.type == "Encounter") {
            for (const Element& reason : resource.children("reasonCode"))
                add(chart_.concept_of(reason), SuggestionSource::reason, reason);
        } else if (entry.type == "MedicationRequest" && is_wanted(resource)) {
            add(medicine_name_of(chart_, resource), SuggestionSource::medicine, resource);
        } else if (entry.type == "ServiceRequest" && is_wanted(resource)) {
            const Element code = resource.child("code");
            add(chart_.concept_of(code), SuggestionSource::service_request, code);
        }
    }

    std::vector<Concern> take() { return std::move(all_); }

private:
    static bool is_over(const Element& condition) {
        const Element status = condition.child("clinicalStatus");
        for (const char* code : {"resolved", "inactive", "remission"})
            if (has_coding(status, code)) return true;
        return condition.has("abatementDateTime") || condition.has("abatementPeriod");
    }

    /// Unless the resource turned out not to be usable.
    void add(Concept name, SuggestionSource source, const Element& at) {
        if (at.present() && is_finding(chart_, name, at)) all_.push_back({std::move(name), source});
    }

    Chart& chart_;
    std::vector<Concern> all_;
};

}  // namespace

std::optional<Concerns> read_concerns(Diagnostics& diagnostics) {
    JsonValue root;
    ReadingProblems problems(diagnostics);
    if (!read_json(root, diagnostics)) return std::nullopt;
    const Bundle entries(root, problems);
    if (diagnostics.has_errors()) return std::nullopt;
    const VisitChoice choice;
    Chart chart(entries, choice, problems);
    if (chart.refuse_restricted_bundle(root) || !chart.choose_patient()) return std::nullopt;

    Concerns concerns;
    const Element patient = chart.patient();
    concerns.language = language_of_patient(patient);
    concerns.deceased = is_deceased(patient);
    for (const BundleEntry& entry : entries.entries()) {
        if (entry.type == "Patient" || chart.barrier(*entry.resource)) continue;
        ConcernReader reader(chart);
        reader.read(entry);
        if (chart.problems().take()) continue;  // what can't be understood as a whole suggests nothing
        for (Concern& concern : reader.take()) concerns.all.push_back(std::move(concern));
    }
    if (diagnostics.has_errors()) return std::nullopt;
    return concerns;
}

}  // namespace carepress::visit
