#include "record/visit_plan.h"

#include "record/scopes.h"

#include <charconv>
#include <chrono>
#include <optional>

namespace carepress::record {
namespace {

constexpr std::string_view page_size = "_count=100";

/// How a type is searched at a server.
class Search {
public:
    Search(const VisitType& type, const Capabilities* capabilities)
        : type_(type), is_known_(capabilities != nullptr), use_(is_known_ ? capabilities->find(type.type) : nullptr) {}

    bool is_offered() const {
        return !is_known_ || (use_ != nullptr && use_->searches && !patient_parameter().empty());
    }
    bool has(std::string_view parameter) const {
        return !parameter.empty() &&
               (!is_known_ || (use_ != nullptr && use_->parameters.contains(std::string(parameter))));
    }
    /// "Observation?patient=1&encounter=2&_count=100"
    std::string path(std::string_view patient, const std::string& more, ReferenceForm form) const {
        std::string path = std::string(type_.type) + "?" + patient_parameter() + "=";
        if (patient_parameter() == "subject" || form == ReferenceForm::with_type) path += "Patient/";
        path += patient;
        path += more + "&" + std::string(page_size);
        if (use_ != nullptr && (use_->includes.contains(std::string(type_.include)) || use_->includes.contains("*")) &&
            !type_.include.empty())
            path += "&_include=" + in_query(type_.include);
        return path;
    }

private:
    std::string patient_parameter() const {
        for (const std::string_view name : {type_.patient, std::string_view("patient"), std::string_view("subject")})
            if (has(name)) return std::string(name);
        return {};
    }

    const VisitType& type_;
    bool is_known_;
    const ResourceUse* use_;
};

/// The queries after the patient's for a type of the visit: by its encounters, and by its days, since not all that
/// belongs to a visit names it. Empty ones mean all of the patient's.
std::vector<std::string> visit_queries(const VisitType& type, const Search& search, const VisitScope& scope) {
    std::vector<std::string> queries;
    if (scope.encounters.empty()) return {""};
    if (search.has(type.encounter)) {
        std::string ids;
        for (const std::string& id : scope.encounters)
            ids +=
                (ids.empty() ? "" : ",") + std::string(scope.form == ReferenceForm::with_type ? "Encounter/" : "") + id;
        queries.push_back("&" + std::string(type.encounter) + "=" + ids);
    }
    if (search.has(type.date) && !scope.first_day.empty()) {
        const std::string name = "&" + std::string(type.date) + "=";
        queries.push_back(name + "ge" + scope.first_day + (scope.last_day.empty() ? "" : name + "le" + scope.last_day));
    } else if (type.need == Need::claimed || queries.empty()) {
        return {""};
    }
    return queries;
}

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string padded(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string day_near(std::string_view date_time, int days) {
    using namespace std::chrono;
    if (date_time.size() < 10 || date_time[4] != '-' || date_time[7] != '-') return {};
    const auto y = number_in(date_time.substr(0, 4)), m = number_in(date_time.substr(5, 2)),
               d = number_in(date_time.substr(8, 2));
    if (!y || !m || !d || *m < 1 || *d < 1) return {};
    const year_month_day date{year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
    if (!date.ok() || *y < 1000) return {};
    const year_month_day near(sys_days(date) + std::chrono::days(days));
    return std::to_string(int(near.year())) + "-" + padded(unsigned(near.month())) + "-" + padded(unsigned(near.day()));
}

std::string encounters_path(const Capabilities* capabilities, std::string_view scopes, std::string_view patient,
                            ReferenceForm form) {
    const VisitType& type = visit_types().front();
    const Search search(type, capabilities);
    return search.is_offered() && granted(scopes, type.type, 's') == Grant::all ? search.path(patient, "", form) : "";
}

VisitPlan plan_visit(const Capabilities* capabilities, std::string_view scopes, const VisitScope& scope) {
    VisitPlan plan;
    const ResourceUse* const patients = capabilities == nullptr ? nullptr : capabilities->find("Patient");
    const bool has_everything = patients != nullptr && patients->has_everything;
    bool needs_everything = false;
    for (const VisitType& type : visit_types().subspan(1)) {
        const Search search(type, capabilities);
        const Grant grant = granted(scopes, type.type, 's');
        if (!search.is_offered()) {
            needs_everything |= has_everything && grant == Grant::all;
            if (!has_everything || grant != Grant::all) plan.not_offered.push_back(&type);
            continue;
        }
        // What the scopes do not allow may be there all the same.
        if (grant == Grant::none && type.need == Need::unseen)
            plan.not_offered.push_back(&type);
        else if (grant == Grant::none)
            plan.gaps.push_back({std::string(type.type), "the scopes do not allow it", true});
        if (grant == Grant::part)
            plan.gaps.push_back({std::string(type.type), "the scopes allow a part of them only", true});
        if (grant == Grant::none) continue;
        if (type.reach == Reach::patient) {
            plan.searches.push_back({&type, search.path(scope.patient, "", scope.form)});
        } else {
            for (const std::string& query : visit_queries(type, search, scope))
                plan.searches.push_back({&type, search.path(scope.patient, query, scope.form)});
        }
    }
    if (needs_everything)
        plan.searches.push_back({nullptr, "Patient/" + scope.patient + "/$everything?" + std::string(page_size)});
    return plan;
}

}  // namespace carepress::record
