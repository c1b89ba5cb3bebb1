// Results of tests of this visit: observations, and the reports that group them and draw conclusions.
#include "visit/colleague_words.h"
#include "visit/concepts.h"
#include "visit/of_visit.h"
#include "visit/read_visit_parts.h"
#include "visit/result_flag.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

namespace carepress::visit {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_final(std::string_view status) { return is_one_of(status, {"final", "amended", "corrected", "appended"}); }

bool is_pending(std::string_view status) { return is_one_of(status, {"registered", "preliminary", "partial"}); }

/// To which report or group of this visit an observation belongs.
struct Membership {
    Concept panel;
    bool panel_pending = false;  ///< the whole panel is named as pending
};
using Memberships = std::map<const JsonValue*, Membership>;

/// A ratio as it is read out: "1:80" of a titer.
std::string ratio_text(const Element& ratio) {
    const Quantity high = quantity_of(ratio.child("numerator")), low = quantity_of(ratio.child("denominator"));
    const auto unit = [](const Quantity& each) {
        return each.unit.empty() || each.unit == "1" ? std::string() : " " + each.unit;
    };
    if (!high.stated() || !low.stated()) return {};
    const std::string first = high.comparator + high.value + unit(high), second = low.value + unit(low);
    return unit(high).empty() && unit(low).empty() ? first + ":" + second : first + " per " + second;
}

void read_value(const Chart& chart, const Element& element, VisitResult& result) {
    if (element.has("valueRange"))
        result.value = range_of_quantities(element.child("valueRange"));
    else
        result.value.low = quantity_of(element.child("valueQuantity"));
    if (const std::string number = element.decimal("valueInteger"); !number.empty()) result.value.low.value = number;
    result.words = chart.concept_of(element.child("valueCodeableConcept"));
    if (RecordText words = chart.text_of(element, "valueString"); !words.empty()) result.words.name = std::move(words);
    if (element.has("valueRatio")) result.words.name = {ratio_text(element.child("valueRatio")), {}};
    if (const auto yes = element.boolean("valueBoolean")) result.words.name = {*yes ? "Yes" : "No", "en"};
    if (element.has("dataAbsentReason")) result.value = {};
}

/// When a result was found; where that is not stated, when it was made known (FHIR R4, Observation.issued).
RecordTime time_of_result(const Element& element) {
    const RecordTime when = time_of(element, "effective");
    return when.stated() ? when : element.date_time("issued");
}

/// A note may take back what the value says ("hemolyzed, unreliable"), and it is not for the page.
bool has_note(const Element& observation) {
    const std::vector<Element> notes = observation.children("note");
    return std::any_of(notes.begin(), notes.end(), [](const Element& note) { return note.has("text"); });
}

/// The one range that is usual for this patient: with several, by sex or age, which one holds is not guessed.
void read_usual(const Chart& chart, const Element& element, VisitResult& result) {
    std::vector<Element> usual;
    for (const Element& range : element.children("referenceRange")) {
        const Element type = range.child("type");
        if (!type.present() || has_coding(type, "normal")) usual.push_back(range);
    }
    if (usual.size() != 1) return;
    result.usual = range_of_quantities(usual.front());
    result.usual_words = chart.text_of(usual.front(), "text");
}

class ResultReader {
public:
    ResultReader(Chart& chart, VisitResults& out) : chart_(chart), out_(out) {}

    void read() {
        read_reports();
        read_groups();
        find_replaced();
        std::vector<Found> all;
        const auto is_result = [&](const Element& each) {
            return observation_kind(each) == ObservationKind::result ||
                   (observation_kind(each) == ObservationKind::other && !each.has("category") &&
                    memberships_.count(&each.json()) > 0);
        };
        chart_.each_wanted("Observation", VisitSection::results, all, is_result,
                           [&](const Element& each) { return read_observation(each); });
        for (Found& found : all)
            for (VisitResult& one : found.results) keep_latest(std::move(one), found);
        std::vector<int> others;  // surveys, social history: no part of the page
        const auto is_other = [&](const Element& each) {
            return observation_kind(each) == ObservationKind::other && !is_result(each);
        };
        chart_.each_wanted(
            "Observation", VisitSection::conditions, others, is_other, [&](const Element& each) -> Reading<int> {
                return is_of_visit(chart_, each, time_of(each, "effective")) ? LeftOutReason::not_shown
                                                                             : LeftOutReason::not_of_this_visit;
            });
    }

private:
    /// The results of one observation.
    struct Found {
        std::vector<VisitResult> results;
        const JsonValue* observation = nullptr;
        bool corrected = false;  ///< by its status
    };

    /// Observations that a corrected one takes the place of (FHIR R4, extension observation-replaces).
    void find_replaced() {
        for (const BundleEntry& entry : chart_.bundle().entries()) {
            if (entry.type != "Observation" || chart_.barrier(*entry.resource)) continue;
            const Element latest(*entry.resource, chart_.problems());
            if (!is_final(latest.code("status"))) continue;
            for (const Element& extension : latest.children("extension")) {
                const std::string_view url = extension.code("url");
                if (url != "http://hl7.org/fhir/StructureDefinition/observation-replaces" &&
                    url != "http://hl7.org/fhir/StructureDefinition/replaces")
                    continue;
                const JsonValue* old = chart_.bundle().resolve_any_version(extension.child("valueReference"));
                if (old != nullptr && old != entry.resource) replaced_.insert(old);
            }
        }
        chart_.problems().take();  // reported where the observation itself is read
    }

    void read_reports() {
        chart_.each("DiagnosticReport", VisitSection::results, out_.reports,
                    [&](const Element& report) { return read_report(report); });
    }

    /// The report's own words; its observations are read later, as members of its panel.
    Reading<VisitReport> read_report(const Element& report) {
        const RecordTime when = time_of_result(report);
        if (!is_of_visit(chart_, report, when)) return LeftOutReason::not_of_this_visit;
        if (chart_.after_visit(when, report)) return LeftOutReason::after_visit;
        const std::string_view status = report.code("status");
        VisitReport read;
        read.name = chart_.concept_of(report.child("code"));
        if (status == "cancelled") return LeftOutReason::not_in_force;
        if (!is_final(status) && !is_pending(status)) return LeftOutReason::not_understood;
        const bool pending = is_pending(status);
        bool some = false;
        for (const Element& reference : report.children("result")) {
            const Element observation = chart_.follow(reference, {"Observation"});
            if (!observation.present()) continue;
            some = true;
            memberships_.try_emplace(&observation.json(), Membership{read.name, pending});
        }
        if (pending) {
            if (!read.name.stated()) return LeftOutReason::no_words;
            add_pending(read.name);
            return LeftOutReason::repeated;
        }
        read_conclusion(report, read);
        if (!read.conclusion.empty() && read.name.stated()) return read;
        if (some) return LeftOutReason::repeated;
        return is_of_department(report) ? LeftOutReason::no_words : LeftOutReason::for_clinicians;
    }

    /// In words, else in a code; nothing where only colleagues should read it.
    void read_conclusion(const Element& report, VisitReport& read) const {
        read.conclusion = chart_.text_of(report, "conclusion");
        if (read.conclusion.empty())
            for (const Concept& code : chart_.concepts(report, "conclusionCode"))
                if (read.conclusion.empty()) read.conclusion = code.name;
        if (!is_to_colleagues(read.conclusion.text)) return;
        read.conclusion = {};
        chart_.leave_out_part(report, VisitSection::results, LeftOutReason::no_words,
                              "the conclusion of the report is left out: its words are to colleagues");
    }

    /// The observations that a panel of this visit names are of its group.
    void read_groups() {
        for (const BundleEntry& entry : chart_.bundle().entries()) {
            if (entry.type != "Observation" || chart_.barrier(*entry.resource)) continue;
            const Element panel(*entry.resource, chart_.problems());
            if (!panel.has("hasMember") || !is_of_visit(chart_, panel, time_of_result(panel))) continue;
            const Concept name = chart_.concept_of(panel.child("code"));
            for (const Element& reference : panel.children("hasMember")) {
                const Element found = chart_.follow(reference, {"Observation"});
                if (found.present()) memberships_.try_emplace(&found.json(), Membership{name, false});
            }
        }
        chart_.problems().take();  // reported where the panel itself is read
    }

    /// From a laboratory or an imaging department, and not a note of the visit that is filed as a report.
    static bool is_of_department(const Element& report) {
        const std::vector<Element> categories = report.children("category");
        return categories.empty() || report.has("result") ||
               std::any_of(categories.begin(), categories.end(), [](const Element& each) {
                   for (const std::string_view code : {"LAB", "RAD", "CT", "NMR", "RUS", "CUS", "CH", "HM", "MB", "PAT",
                                                       "LP29684-5", "LP29708-2", "LP7839-6", "laboratory", "imaging"})
                       if (has_coding(each, code)) return true;
                   return false;
               });
    }

    void add_pending(const Concept& name) {
        const bool known = std::any_of(out_.pending.begin(), out_.pending.end(),
                                       [&](const Concept& each) { return each.name.text == name.name.text; });
        if (!known) out_.pending.push_back(name);
    }

    /// By its own encounter, its day, or the report of this visit that holds it.
    bool belongs(const Element& observation, const RecordTime& when, const Membership* member) const {
        if (chart_.relation(observation) == VisitRelation::not_stated && member != nullptr) return true;
        return is_of_visit(chart_, observation, when);
    }

    Reading<Found> read_observation(const Element& observation) {
        const auto known = memberships_.find(&observation.json());
        const Membership* member = known == memberships_.end() ? nullptr : &known->second;
        const RecordTime when = time_of_result(observation);
        if (!belongs(observation, when, member)) {
            if (!when.stated() && chart_.relation(observation) == VisitRelation::not_stated)
                observation.unusable(LeftOutReason::not_understood, "nothing says of which visit it is");
            return LeftOutReason::not_of_this_visit;
        }
        if (replaced_.count(&observation.json()) > 0) return LeftOutReason::not_in_force;
        if (observation.has("focus")) return LeftOutReason::other_patient;  // of something else than its subject
        if (chart_.after_visit(when, observation)) return LeftOutReason::after_visit;
        const std::string_view status = observation.code("status");
        if (status == "cancelled") return LeftOutReason::not_in_force;
        if (!is_final(status) && !is_pending(status)) return LeftOutReason::not_understood;
        const bool absent_for_now = has_coding(observation.child("dataAbsentReason"), "temp-unknown");
        if (is_pending(status) || absent_for_now) {
            const Concept name = chart_.concept_of(observation.child("code"));
            if (!name.stated()) return LeftOutReason::no_words;
            if (member == nullptr || !member->panel_pending) add_pending(name);
            return LeftOutReason::repeated;
        }
        Found found{{}, &observation.json(), status == "corrected" || status == "amended"};
        read_values(observation, member != nullptr ? member->panel : Concept{}, when, found.results);
        if (!found.results.empty()) return found;
        return observation.has("hasMember") ? LeftOutReason::repeated : LeftOutReason::no_words;
    }

    void read_values(const Element& observation, const Concept& panel, const RecordTime& when,
                     std::vector<VisitResult>& out) {
        add_result(observation, panel, when, out);
        const Concept own_name = chart_.concept_of(observation.child("code"));
        std::vector<Element> without_value;
        for (const Element& part : observation.children("component"))
            if (!add_result(part, own_name, when, out)) without_value.push_back(part);
        if (out.empty()) return;
        for (const Element& part : without_value)
            chart_.leave_out_part(part, VisitSection::results,
                                  has_coding(part.child("dataAbsentReason"), "not-applicable")
                                      ? LeftOutReason::not_in_force
                                      : LeftOutReason::no_words,
                                  "a part of the result is left out: it has no value that can be printed");
        if (!has_note(observation)) return;
        for (VisitResult& result : out) result.flag = ResultFlag::unclear;
        observation.problems().diagnostics().warning("record/note-not-printed"_code, observation.json().span(),
                                                     observation.path() + ": a note next to the value is not printed",
                                                     "the page says to ask what the result means");
    }

    /// A result of the observation or of one component; false where it has no value.
    bool add_result(const Element& element, const Concept& panel, const RecordTime& when,
                    std::vector<VisitResult>& out) const {
        VisitResult result;
        result.name = chart_.concept_of(element.child("code"));
        result.panel = panel;
        result.when = when;
        read_value(chart_, element, result);
        read_usual(chart_, element, result);
        if (!result.name.stated() || (!result.value.stated() && !result.words.stated())) return false;
        result.flag = result_flag(element, result);
        out.push_back(std::move(result));
        return true;
    }

    /// What makes two results those of one test.
    static std::string key_of(const VisitResult& result) {
        std::string key = result.panel.name.text + "\n";
        if (result.name.codes.empty()) key += result.name.name.text;
        for (const RecordCode& code : result.name.codes) key += code.system + "|" + code.code + "\n";
        return key;
    }

    void keep_latest(VisitResult result, const Found& from) {
        std::vector<VisitResult>& kept = out_.results;
        const auto [known, is_new] = newest_.try_emplace(key_of(result), Place{kept.size(), from.corrected});
        if (is_new) return kept.push_back(std::move(result));
        auto& [place, corrected] = known->second;
        VisitResult& earlier = kept[place];
        const TimeOrder order = order_of(result.when, earlier.when);
        const bool same_value = result.value == earlier.value && result.words.name.text == earlier.words.name.text;
        const bool one_time = result.when == earlier.when || order == TimeOrder::same;
        if (one_time && from.corrected != corrected && !same_value)
            chart_.problems().diagnostics().note(
                "record/corrected-result"_code, from.observation->span(),
                path_of(*from.observation) + ": of two results of one time, the corrected one is printed");
        if (order == TimeOrder::after || (one_time && from.corrected && !corrected)) {
            earlier = std::move(result);
            corrected = from.corrected;
        } else if (order != TimeOrder::before && !same_value && !(one_time && corrected && !from.corrected)) {
            kept.push_back(std::move(result));  // of one time: which one holds is not guessed
        }
    }

    struct Place {
        std::size_t index = 0;  ///< among the results
        bool corrected = false;
    };

    Chart& chart_;
    VisitResults& out_;
    Memberships memberships_;
    std::map<std::string, Place> newest_;  ///< by test
    std::set<const JsonValue*> replaced_;
};

}  // namespace

VisitResults read_results(Chart& chart) {
    VisitResults results;
    ResultReader(chart, results).read();
    return results;
}

}  // namespace carepress::visit
