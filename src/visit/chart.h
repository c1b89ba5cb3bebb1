#pragma once

#include "visit/bundle.h"
#include "visit/record_time.h"
#include "visit/visit.h"

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace carepress {

/// To which visit something of the record belongs.
enum class VisitRelation : std::uint8_t { this_visit, other_visit, not_stated };

/// What a reader makes of one resource: a value for the page, or why there is none.
template <class Value>
using Reading = std::variant<Value, LeftOutReason>;

/// The part of a bundle that belongs to one patient, seen from one visit: it alone decides what may be read. Everything
/// that reaches a Visit comes through open(), each() or follow(), which admit resources only when their subject is the
/// patient.
class Chart {
public:
    Chart(const Bundle& bundle, const VisitChoice& choice, Findings& findings)
        : bundle_(bundle), choice_(choice), findings_(findings) {}

    /// Chooses the patient, then the encounter. False, and an error, when there is none or no telling which.
    bool choose_patient();
    bool choose_encounter();

    const Bundle& bundle() const { return bundle_; }
    Findings& findings() const { return findings_; }
    Element patient() const { return {*patient_, findings_}; }
    Element encounter() const { return {*encounter_, findings_}; }
    const RecordPeriod& visit_period() const { return visit_period_; }
    bool in_progress() const { return in_progress_; }
    bool include_restricted() const { return choice_.include_restricted; }
    bool encounter_is(const JsonValue* resource) const { return resource && resource == encounter_; }

    /// Why this resource must stay off the page whatever it says: another's, restricted, not understood, entered in
    /// error; nullopt when it may be read.
    std::optional<LeftOutReason> barrier(const JsonValue& resource) const;

    /// The resource that a reference leads to, when it is of one of `types` and may be read; else an absent element.
    Element follow(const Element& reference, std::initializer_list<std::string_view> types) const;

    /// Reads all resources of a type into `out`; what can't be read or doesn't belong is noted in left_out().
    template <class Value, class Read>
    void each(std::string_view type, VisitSection section, std::vector<Value>& out, Read read) {
        each_wanted(
            type, section, out, [](const Element&) { return true; }, read);
    }

    /// The same of those that are wanted; the others are not looked at, and nothing is noted of them.
    template <class Value, class Wanted, class Read>
    void each_wanted(std::string_view type, VisitSection section, std::vector<Value>& out, Wanted wanted, Read read) {
        for (const BundleEntry& entry : bundle_.entries()) {
            if (entry.type != type) continue;
            const bool is_wanted = wanted(Element(*entry.resource, findings_));
            findings_.take();  // who reads the resource finds it again
            if (!is_wanted) continue;
            if (const auto reason = barrier(*entry.resource)) {
                leave_out(*entry.resource, section, *reason);
                continue;
            }
            Reading<Value> reading = read(Element(*entry.resource, findings_));
            if (auto problem = findings_.take())
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
    /// Something that belongs in this section could not be read.
    bool is_incomplete(VisitSection section) const;
    std::vector<LeftOut> take_left_out() { return std::move(left_out_); }
    /// Says in `diagnostics` what was left out for which reason.
    void report_left_out() const;

    VisitRelation relation(const Element& resource) const;

    /// Made after this visit ended. What belongs to this visit may be signed later on the day of its end, by the dates
    /// as they are written; a date without a time counts as within the visit if it is that day's, unless it belongs to
    /// another visit that began later. Without a date, the start of the visit that it belongs to counts; what has
    /// neither is taken as made before. While the visit goes on, nothing is after it.
    bool after_visit(const RecordTime& made, const Element& resource) const;
    /// Made before this visit began.
    bool before_visit(const RecordTime& made, const Element& resource) const;

    /// The string `name` of an element with its translations, in the language that the resource around it states.
    RecordText text_of(const Element& element, std::string_view name) const;
    /// Words with the language that the resource around `at` states.
    RecordText text(std::string words, const Element& at) const;
    Concept concept_of(const Element& codeable_concept) const;
    std::vector<Concept> concepts(const Element& element, std::string_view name) const;
    /// Concepts of `codes` and the codes of the resources that `references` lead to.
    std::vector<Concept> reasons(const Element& element, std::string_view codes, std::string_view references) const;

private:
    struct Candidate {
        const JsonValue* resource = nullptr;
        RecordPeriod period;
    };
    static TimeOrder order_of_visits(const Candidate& left, const Candidate& right);
    bool choose_named_encounter();
    bool choose_latest_encounter();
    std::optional<LeftOutReason> encounter_barrier(const JsonValue& resource) const;
    void take_encounter(const JsonValue& resource);
    bool is_patient(const JsonValue* resource) const { return resource && resource == patient_; }
    std::optional<LeftOutReason> subject_barrier(const JsonValue& resource) const;
    bool restricted(const JsonValue& resource) const;
    /// The visit that the resource says it belongs to, if that is one of the patient's in the bundle.
    const JsonValue* visit_of(const Element& resource) const;
    bool refuse(const JsonValue& at, std::string message, std::string hint) const;

    const Bundle& bundle_;
    const VisitChoice& choice_;
    Findings& findings_;
    const JsonValue* patient_ = nullptr;
    const JsonValue* encounter_ = nullptr;
    RecordPeriod visit_period_;
    bool in_progress_ = false;
    struct LeftOutNote {
        LeftOut what;
        std::string_view type;
        SourceSpan span;
    };
    std::vector<LeftOut> left_out_;
    std::vector<LeftOutNote> notes_;
};

}  // namespace carepress
