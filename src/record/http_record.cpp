#include "record/http_record.h"

#include "base/json_text.h"
#include "net/clock.h"
#include "record/owner.h"
#include "record/search.h"
#include "record/visit_plan.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <set>
#include <utility>

namespace carepress::record {
namespace {

/// Whether the record does not know a type that the page can do without: not the same as that it could not answer.
bool is_not_offered(const VisitType& type, FailureKind kind) {
    if (type.need == Need::unseen && kind == FailureKind::not_allowed) return true;
    return type.need != Need::claimed && (kind == FailureKind::not_found || kind == FailureKind::refused);
}

class VisitFetch {
public:
    VisitFetch(const RecordClient& client, const Capabilities* capabilities, std::string_view scopes,
               const VisitAsked& asked)
        : client_(client),
          capabilities_(capabilities),
          scopes_(scopes),
          asked_(asked),
          deadline_(net::now() + client.limits().visit_time) {}

    Outcome<VisitRecord> run() {
        for (const auto step : {&VisitFetch::read_subject, &VisitFetch::read_encounters, &VisitFetch::read_parts,
                                &VisitFetch::follow_references})
            if (std::optional<RecordFailure> failure = (this->*step)()) return std::move(*failure);
        drop_parts_of_unseen_visits();
        if (std::optional<RecordFailure> failure = write_bundle()) return std::move(*failure);
        return std::move(record_);
    }

private:
    using Step = std::optional<RecordFailure>;

    /// The encounter, and the patient that it is of.
    Step read_subject() {
        record_.patient = asked_.patient;
        if (!asked_.encounter.empty()) {
            Outcome<FoundResource> encounter = read_resource(client_, "Encounter", asked_.encounter);
            if (auto* const failure = std::get_if<RecordFailure>(&encounter))
                return named("the encounter cannot be read: ", std::move(*failure));
            const Json& value = std::get<FoundResource>(encounter).value;
            const Target subject = target_of(text_member(member(value, "subject"), "reference"), client_.base());
            if (subject.type != "Patient") return not_understood("the encounter names no patient of the record");
            if (!asked_.patient.empty() && subject.id != asked_.patient)
                return not_understood("the encounter is another patient's than the one that was asked for");
            record_.patient = subject.id;
            record_.encounter = asked_.encounter;
            if (Step failure = add(std::get<FoundResource>(std::move(encounter)))) return failure;
        }
        if (!is_id(record_.patient)) return not_understood("no encounter and no patient was asked for");
        Outcome<FoundResource> patient = read_resource(client_, "Patient", record_.patient);
        if (auto* const failure = std::get_if<RecordFailure>(&patient))
            return named("the patient cannot be read: ", std::move(*failure));
        return add(std::get<FoundResource>(std::move(patient)));
    }

    static RecordFailure named(const char* what, RecordFailure failure) {
        failure.what.insert(0, what);
        return failure;
    }

    /// All encounters of the patient: they tell the parts of the visit, later visits, and what is restricted.
    Step read_encounters() {
        const std::string path = encounters_path(capabilities_, scopes_, record_.patient, form_);
        if (path.empty()) {
            if (record_.encounter.empty()) return not_understood("the record offers no search for encounters");
            gap("Encounter", "the record does not offer to search them, or the scopes do not allow it", false);
            return std::nullopt;
        }
        Outcome<SearchResult> result = search(client_, path, "Encounter");
        auto* const failure = std::get_if<RecordFailure>(&result);
        if (failure != nullptr && is_fatal(*failure)) return std::move(*failure);
        if (failure != nullptr) {
            if (record_.encounter.empty()) return named("the encounters cannot be read: ", std::move(*failure));
            gap("Encounter", failure->what, failure->kind == FailureKind::not_allowed);
            return std::nullopt;
        }
        SearchResult& found = std::get<SearchResult>(result);
        if (!has_the_visit(found) && found.incomplete.empty()) {
            if (form_ == ReferenceForm::id) {
                form_ = ReferenceForm::with_type;
                return read_encounters();
            }
            gap_of_everything("its search of the patient's encounters does not find this visit");
        }
        return take("Encounter", std::move(found));
    }

    /// Whether a search of the patient's encounters finds the one that is there. A search that does not would find
    /// nothing else of the patient either, and what it does not find would be taken for absent.
    bool has_the_visit(const SearchResult& found) const {
        return record_.encounter.empty() ||
               std::any_of(found.resources.begin(), found.resources.end(),
                           [&](const FoundResource& each) { return each.id == record_.encounter; });
    }

    static bool is_fatal(const RecordFailure& failure) {
        return failure.kind == FailureKind::cancelled || failure.kind == FailureKind::not_signed_in;
    }

    /// The encounter and those that are part of the same visit (Encounter.partOf), in both directions.
    std::vector<std::string> encounters_of_visit() const {
        std::set<std::string> ids;
        if (!record_.encounter.empty()) ids.insert(record_.encounter);
        for (std::size_t size = 0; size != ids.size();) {
            size = ids.size();
            for (const auto& [reference, found] : resources_) {
                if (found.type != "Encounter") continue;
                const Target whole = target_of(text_member(member(found.value, "partOf"), "reference"), client_.base());
                if (whole.type != "Encounter") continue;
                if (ids.contains(whole.id) || ids.contains(found.id)) ids.insert({whole.id, found.id});
            }
        }
        return {ids.begin(), ids.end()};
    }

    /// From a day before the first of its encounters to two days after the last, since zones differ and much is signed
    /// later; open at the end of a visit that goes on.
    void set_days(VisitScope& scope) const {
        for (const std::string& id : scope.encounters) {
            const auto found = resources_.find("Encounter/" + id);
            if (found == resources_.end()) continue;
            const Json& period = member(found->second.value, "period");
            const std::string first = day_near(text_member(period, "start"), -1);
            const std::string last = day_near(text_member(period, "end"), 2);
            if (!first.empty() && (scope.first_day.empty() || first < scope.first_day)) scope.first_day = first;
            if (id == record_.encounter || last > scope.last_day) scope.last_day = std::max(last, scope.last_day);
        }
        const auto own = resources_.find("Encounter/" + record_.encounter);
        if (own == resources_.end() || text_member(member(own->second.value, "period"), "end").empty())
            scope.last_day.clear();
    }

    Step read_parts() {
        VisitScope scope{record_.patient, encounters_of_visit(), {}, {}, form_};
        set_days(scope);
        const VisitPlan plan = plan_visit(capabilities_, scopes_, scope);
        for (const Gap& each : plan.gaps) record_.gaps.push_back(each);
        std::vector<Outcome<SearchResult>> results(plan.searches.size());
        in_parallel(plan.searches.size(), [&](std::size_t i) {
            const VisitType* const type = plan.searches[i].type;
            if (net::now() >= deadline_)
                results[i] = RecordFailure{FailureKind::no_answer, 0, "the record took too long for the whole visit"};
            else
                results[i] = search(client_, plan.searches[i].path, type == nullptr ? "" : type->type);
        });
        for (std::size_t i = 0; i < results.size(); ++i)
            if (Step failure = take_search(plan.searches[i], std::move(results[i]))) return failure;
        for (const VisitType* const type : plan.not_offered) note_not_offered(*type);
        return std::nullopt;
    }

    Step take_search(const PlannedSearch& planned, Outcome<SearchResult> outcome) {
        const std::string type(planned.type == nullptr ? "Patient" : planned.type->type);
        auto* const failure = std::get_if<RecordFailure>(&outcome);
        if (failure == nullptr) return take(type, std::get<SearchResult>(std::move(outcome)));
        if (is_fatal(*failure)) return std::move(*failure);
        if (planned.type == nullptr) {
            gap_of_everything(failure->what);
        } else if (is_not_offered(*planned.type, failure->kind)) {
            note_not_offered(*planned.type);
        } else {
            gap(type, failure->what, failure->kind == FailureKind::not_allowed);
        }
        return std::nullopt;
    }

    void gap_of_everything(const std::string& why) {
        for (const VisitType& type : visit_types())
            if (type.need == Need::claimed) gap(std::string(type.type), why, false);
    }

    void note_not_offered(const VisitType& type) {
        const bool is_helped = type.need == Need::helped && has_any(type.helper);
        if (type.need == Need::optional || type.need == Need::unseen || is_helped)
            record_.notes.push_back("the record, or the scopes, do not offer " + std::string(type.type));
        else
            gap(std::string(type.type), "the record does not offer to search them", false);
    }

    bool has_any(std::string_view type) const {
        return std::any_of(resources_.begin(), resources_.end(),
                           [&](const auto& each) { return each.second.type == type; });
    }

    Step take(const std::string& type, SearchResult result) {
        if (!result.incomplete.empty() && type == "Patient")
            gap_of_everything(result.incomplete);
        else if (!result.incomplete.empty())
            gap(type, result.incomplete, result.is_withheld);
        for (FoundResource& found : result.resources)
            if (Step failure = add(std::move(found))) return failure;
        return std::nullopt;
    }

    /// Keeps a resource of this patient; the first of two copies. Another patient's ends it all.
    Step add(FoundResource found) {
        if (owner_of(found.value, record_.patient, client_.base()) == Owner::another)
            return not_understood("the record answers a question about one patient with a " + found.type +
                                  " of another: nothing of it is used");
        const std::string reference = found.reference();
        const auto known = resources_.find(reference);
        if (known == resources_.end()) {
            order_.push_back(reference);
            resources_.emplace(reference, std::move(found));
        } else if (known->second.value != found.value) {
            other_copies_.push_back(std::move(found));  // the reader of visits takes the newer one
        }
        return std::nullopt;
    }

    void gap(const std::string& type, const std::string& why, bool is_withheld) {
        const bool is_known = std::any_of(record_.gaps.begin(), record_.gaps.end(),
                                          [&](const Gap& each) { return each.type == type && each.why == why; });
        if (!is_known) record_.gaps.push_back({type, why, is_withheld});
    }

    /// Reads what the resources lead to and the searches did not find: who, where, which medicine, for what.
    Step follow_references() {
        int left = client_.limits().followed;
        std::set<std::string> asked;
        for (int round = 0; round < 2; ++round) {
            std::vector<Target> targets;
            for (const std::string& reference : order_)
                for (Target& target : targets_in(resources_.at(reference).value, client_.base()))
                    if ((is_shared(target.type) || is_followed(target.type)) && !resources_.contains(target.text()) &&
                        asked.insert(target.text()).second)
                        targets.push_back(std::move(target));
            if (Step failure = read_targets(targets, left)) return failure;
        }
        return std::nullopt;
    }

    Step read_targets(const std::vector<Target>& targets, int& left) {
        const std::size_t count = std::min(targets.size(), static_cast<std::size_t>(std::max(left, 0)));
        left -= static_cast<int>(count);
        std::vector<Outcome<FoundResource>> results(count);
        in_parallel(count, [&](std::size_t i) {
            if (net::now() >= deadline_)
                results[i] = RecordFailure{FailureKind::no_answer, 0, "the record took too long for the whole visit"};
            else
                results[i] = read_resource(client_, targets[i].type, targets[i].id);
        });
        for (std::size_t i = 0; i < targets.size(); ++i) {
            if (i >= count) {
                gap(targets[i].type, "more references than are read", false);
                continue;
            }
            if (auto* const failure = std::get_if<RecordFailure>(&results[i])) {
                if (is_fatal(*failure)) return std::move(*failure);
                gap(targets[i].type, "one that others name cannot be read: " + failure->what,
                    failure->kind == FailureKind::not_allowed);
                continue;
            }
            FoundResource& found = std::get<FoundResource>(results[i]);
            // A reference may lead to a relative's resource, such as a mother's; it stays outside.
            if (owner_of(found.value, record_.patient, client_.base()) == Owner::another) continue;
            if (Step failure = add(std::move(found))) return failure;
        }
        return std::nullopt;
    }

    /// Whether something is restricted is written in its encounter, too: without that it is not shown.
    void drop_parts_of_unseen_visits() {
        std::erase_if(order_, [&](const std::string& reference) {
            const FoundResource& found = resources_.at(reference);
            if (found.type == "Encounter" || found.type == "Patient") return false;
            const std::vector<Target> visits = encounters_of(found.value, client_.base());
            const bool is_unseen = std::any_of(visits.begin(), visits.end(),
                                               [&](const Target& each) { return !resources_.contains(each.text()); });
            if (is_unseen) gap(found.type, "one is of an encounter that cannot be read", true);
            return is_unseen;
        });
    }

    template <class Work>
    void in_parallel(std::size_t count, const Work& work) {
        std::atomic<std::size_t> next = 0;
        std::vector<std::future<void>> workers;
        for (std::size_t i = 0; i < std::min(count, client_.limits().parallel); ++i)
            workers.push_back(std::async(std::launch::async, [&] {
                for (std::size_t at = next++; at < count; at = next++) work(at);
            }));
        for (std::future<void>& worker : workers) worker.get();
    }

    void write_entry(const FoundResource& found) {
        if (record_.bundle.back() != '[') record_.bundle += ",";
        record_.bundle += "\n{\"fullUrl\":" + json_text(Json(client_.base() + "/" + found.reference())) +
                          ",\"search\":{\"mode\":\"match\"},\"resource\":" + found.json + "}";
    }

    Step write_bundle() {
        record_.bundle = R"({"resourceType":"Bundle","type":"searchset","entry":[)";
        for (const std::string& reference : order_) write_entry(resources_.at(reference));
        for (const FoundResource& found : other_copies_)
            if (std::find(order_.begin(), order_.end(), found.reference()) != order_.end()) write_entry(found);
        for (const Gap& each : record_.gaps) {
            const Json issue{{"severity", "warning"},
                             {"code", each.is_withheld ? "suppressed" : "incomplete"},
                             {"diagnostics", each.why},
                             {"expression", Json::array({each.type})}};
            record_.bundle += ",\n{\"search\":{\"mode\":\"outcome\"},\"resource\":" +
                              json_text(Json{{"resourceType", "OperationOutcome"}, {"issue", Json::array({issue})}}) +
                              "}";
        }
        record_.bundle += "]}\n";
        if (record_.bundle.size() > client_.limits().bytes)
            return not_understood("the record has more of this visit than the 32 MB that are read");
        return std::nullopt;
    }

    const RecordClient& client_;
    const Capabilities* const capabilities_;
    const std::string_view scopes_;
    const VisitAsked& asked_;
    const net::TimePoint deadline_;
    ReferenceForm form_ = ReferenceForm::id;
    VisitRecord record_;
    std::map<std::string, FoundResource> resources_;  ///< by "Type/id"
    std::vector<std::string> order_;                  ///< of resources_
    std::vector<FoundResource> other_copies_;
};

}  // namespace

Outcome<VisitRecord> fetch_visit(const RecordClient& client, const Capabilities* capabilities, std::string_view scopes,
                                 const VisitAsked& asked) {
    for (const std::string& id : {asked.encounter, asked.patient})
        if (!id.empty() && !is_id(id)) return RecordFailure{FailureKind::not_sent, 0, "this is not an id of FHIR"};
    return VisitFetch(client, capabilities, scopes, asked).run();
}

}  // namespace carepress::record
