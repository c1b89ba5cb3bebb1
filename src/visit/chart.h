#pragma once

#include "visit/bundle.h"
#include "visit/record_time.h"
#include "visit/sensitivity.h"
#include "visit/visit.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace carepress::visit {

/// Which visit a part of the record belongs to.
enum class VisitRelation : std::uint8_t { this_visit, other_visit, not_stated };

/// What a reader makes of one resource: a value for the page, or why there is none.
template <class Value>
using Reading = std::variant<Value, LeftOutReason>;

/// The part of a bundle that belongs to one patient, seen from one visit: it alone decides what may be read. Everything
/// that reaches a Visit comes through each() or follow(), which admit resources only if their subject is the patient.
class Chart {
public:
    Chart(const Bundle& bundle, const VisitChoice& choice, ReadingProblems& problems)
        : bundle_(bundle), choice_(choice), problems_(problems) {}

    /// Choose the patient, then the encounter. False, and an error, if there is none or if it is not clear which.
    bool choose_patient();
    bool choose_encounter();

    const Bundle& bundle() const { return bundle_; }
    ReadingProblems& problems() const { return problems_; }
    Element patient() const { return {*patient_, problems_}; }
    Element encounter() const { return {*encounter_, problems_}; }
    /// The encounter and, in the record's order, those that are part of it (Encounter.partOf): one visit.
    std::vector<Element> encounters() const;
    const RecordPeriod& visit_period() const { return visit_period_; }
    bool in_progress() const { return in_progress_; }
    bool include_restricted() const { return choice_.include_restricted; }
    /// The encounter of this visit, or a part of it.
    bool encounter_is(const JsonValue* resource) const;

    /// Why this resource must stay off the page whatever it says: another patient's, restricted, not understood,
    /// entered in error; nullopt if it may be read.
    std::optional<LeftOutReason> barrier(const JsonValue& resource) const;

    /// Why a resource with this reference to its subject is not, or may not be, the patient's; nullopt if it is.
    std::optional<LeftOutReason> not_the_patient(const Element& subject) const;

    /// The resource that a reference leads to, if it is of one of `types` and may be read; else an absent element.
    Element follow(const Element& reference, std::initializer_list<std::string_view> types) const;

    /// Reads all resources of a type into `out`; what can't be read or doesn't belong is noted in left_out().
    template <class Value, class Read>
    void each(std::string_view type, VisitSection section, std::vector<Value>& out, Read read) {
        each_wanted(
            type, section, out, [](const Element&) { return true; }, read);
    }

    /// The same, but only of those that are wanted; the others are neither read nor noted.
    template <class Value, class Wanted, class Read>
    void each_wanted(std::string_view type, VisitSection section, std::vector<Value>& out, Wanted wanted, Read read) {
        for (const BundleEntry& entry : bundle_.entries()) {
            if (entry.type != type) continue;
            const bool is_wanted = wanted(Element(*entry.resource, problems_));
            problems_.take();  // the resource's reader finds it again
            if (!is_wanted) continue;
            if (const auto reason = barrier(*entry.resource)) {
                leave_out(*entry.resource, section, *reason);
                continue;
            }
            Reading<Value> reading = read(Element(*entry.resource, problems_));
            if (auto problem = problems_.take())
                leave_out(*entry.resource, section, problem->reason, problem->message, problem->value);
            else if (const auto* reason = std::get_if<LeftOutReason>(&reading))
                leave_out(*entry.resource, section, *reason);
            else
                out.push_back(std::get<Value>(std::move(reading)));
        }
    }

    /// Notes that a resource, or a part of it (`at`), is not on the page.
    void leave_out(const JsonValue& resource, VisitSection section, LeftOutReason reason,
                   const std::string& message = {}, const JsonValue* at = nullptr);
    /// The same for a part of a resource, with a message of its own: what it is, and why it is left out.
    void leave_out_part(const Element& part, VisitSection section, LeftOutReason reason, const std::string& what);
    /// Something that belongs in this section could not be read.
    bool is_incomplete(VisitSection section) const;
    std::vector<LeftOut> take_left_out() { return std::move(left_out_); }
    /// Reports what was left out, by reason and type.
    void report_left_out() const;

    VisitRelation relation(const Element& resource) const;

    /// Made after this visit ended. A resource that states its encounter belongs to that visit, whatever its date: this
    /// visit's is never after it, a later visit's always. One that states none has a day's grace, since much is signed
    /// later; a date without a time counts by its day. One without a date is taken as made before. While the visit goes
    /// on, nothing is after it.
    bool after_visit(const RecordTime& made, const Element& resource) const;
    /// Made before this visit began, and not stated to be of it.
    bool before_visit(const RecordTime& made, const Element& resource) const;

    /// The string `name` of an element with its translations, in the language that the resource around it states.
    RecordText text_of(const Element& element, std::string_view name) const;
    /// Words with the language that the resource around `at` states.
    RecordText text(std::string words, const Element& at) const;
    Concept concept_of(const Element& codeable_concept) const;
    std::vector<Concept> concepts(const Element& element, std::string_view name) const;
    /// The concepts in `codes`, and the codes of the resources that `references` lead to.
    std::vector<Concept> reasons(const Element& element, std::string_view codes, std::string_view references) const;
    /// The body sites of a condition or order. A side that an extension states is among the codes of its site; a side
    /// that is a code alone gets English words.
    std::vector<Concept> body_sites_of(const Element& element) const;

    /// Why a resource is held back: its labels, those of its encounter, of the order, report, panel, specimen or
    /// condition that it comes from, or what it is about; see visit/sensitivity.h. `none` with include_restricted().
    Sensitivity sensitivity(const JsonValue& resource) const;
    /// A concept that is held back by itself, such as a reason; noted once.
    bool withheld(const Concept& concept_, const Element& at) const;
    /// Labels of the bundle as a whole apply to all of it: then an error.
    bool refuse_restricted_bundle(const JsonValue& bundle) const;

private:
    struct Candidate {
        const JsonValue* resource = nullptr;
        RecordPeriod period;
    };
    using Candidates = std::vector<Candidate>;
    static constexpr int deepest_part = 8;  ///< encounters within encounters (Encounter.partOf)
    static TimeOrder order_of_visits(const Candidate& left, const Candidate& right);
    bool choose_named_encounter();
    bool choose_latest_encounter();
    Candidates gather_candidates();
    /// Without `latest` if it is a call or a task of the clinic that follows a visit; else all of them.
    Candidates without_later_calls(Candidates all, const Candidate& latest) const;
    bool explain_no_encounter() const;
    std::optional<LeftOutReason> encounter_barrier(const JsonValue& resource) const;
    bool take_encounter(const JsonValue& resource);
    void find_parts();
    void complete_period();
    bool allows_summary() const;
    /// The encounter that this one is directly part of; nullptr if the bundle has none.
    const JsonValue* parent_of(const JsonValue& encounter) const;
    /// The outermost encounter that this one is part of and that can be used; else this one.
    const JsonValue& root_of(const JsonValue& encounter) const;
    bool same_visit(const JsonValue& one, const JsonValue& other) const;
    bool is_patient(const JsonValue* resource) const { return resource && resource == patient_; }
    std::optional<LeftOutReason> subject_barrier(const JsonValue& resource) const;
    std::optional<LeftOutReason> appointment_barrier(const JsonValue& appointment) const;
    /// The Encounter in the bundle that the resource says it belongs to; nullptr for none.
    const JsonValue* visit_of(const Element& resource) const;
    bool refuse(DiagnosticCode code, const JsonValue& at, std::string message, std::string hint) const;

    const Bundle& bundle_;
    const VisitChoice& choice_;
    ReadingProblems& problems_;
    const JsonValue* patient_ = nullptr;
    const JsonValue* encounter_ = nullptr;
    std::vector<const JsonValue*> parts_;  ///< of encounter_; in the record's order
    RecordPeriod visit_period_;
    bool in_progress_ = false;
    struct LeftOutNote {
        LeftOut what;
        std::string_view type;
        SourceSpan span;
        Sensitivity sensitivity = Sensitivity::none;
    };
    /// Of the resource itself.
    Sensitivity own_sensitivity(const JsonValue& resource) const;
    /// Of the encounter that it belongs to, and of those that this encounter is part of.
    Sensitivity visit_sensitivity(const JsonValue& resource) const;
    /// Of what it was made from or for: an order, a report, a panel, a specimen, a condition.
    Sensitivity origin_sensitivity(const JsonValue& resource) const;
    void find_origins() const;
    mutable bool origins_found_ = false;
    mutable std::multimap<const JsonValue*, const JsonValue*> origins_;  ///< from a resource to what it comes from
    mutable std::map<const JsonValue*, Sensitivity> sensitivities_;      ///< what was found, by resource
    std::vector<LeftOut> left_out_;
    std::vector<LeftOutNote> notes_;
};

}  // namespace carepress::visit
