#include "press/summary_report.h"

#include "summary/medicine_dosages.h"
#include "visit/section_names.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace carepress {
namespace {

ReportItem item(VisitSection section, std::string_view reason, std::string path = {}, int count = 1) {
    return {std::string(name_of(section)), std::string(reason), std::move(path), count};
}

/// The section that makes up a part of the page by itself (summary_parts), and stands in no other; else empty.
std::string section_of_part(std::string_view part) {
    constexpr std::pair<std::string_view, VisitSection> sections[] = {{"medicines", VisitSection::medicines},
                                                                      {"allergies", VisitSection::allergies},
                                                                      {"measurements", VisitSection::vital_signs},
                                                                      {"vaccines", VisitSection::immunizations},
                                                                      {"goals", VisitSection::goals},
                                                                      {"care-plan", VisitSection::care_plans},
                                                                      {"results", VisitSection::results},
                                                                      {"procedures", VisitSection::procedures},
                                                                      {"given", VisitSection::given},
                                                                      {"care-team", VisitSection::care_team},
                                                                      {"appointments", VisitSection::appointments}};
    for (const auto& [name, section] : sections)
        if (name == part) return std::string(name_of(section));
    return {};
}

std::string_view code_of(MedicineWarning warning) {
    switch (warning) {
        case MedicineWarning::dosage_missing:
            return "how_to_take";
        case MedicineWarning::dosage_incomplete:
            return "how_much_or_when";
        case MedicineWarning::partly_unreadable:
            return "dosage_left_out";
        case MedicineWarning::listed_twice:
            return "which_of_two";
        case MedicineWarning::may_have_ended:
            return "still_to_take";
    }
    return {};
}

/// Of how many things each section was made.
std::vector<ReportItem> shown_in(const Visit& visit) {
    const std::initializer_list<std::pair<VisitSection, std::size_t>> counts = {
        {VisitSection::encounter, 1},
        {VisitSection::conditions, visit.conditions.size()},
        {VisitSection::medicines, visit.medicines.size()},
        {VisitSection::allergies, visit.allergies.list.size()},
        {VisitSection::vital_signs, visit.vital_signs.size()},
        {VisitSection::immunizations, visit.immunizations.size()},
        {VisitSection::goals, visit.goals.size()},
        {VisitSection::care_plans, visit.care_plans.size()},
        {VisitSection::service_requests, visit.service_requests.size()},
        {VisitSection::appointments, visit.appointments.size()},
        {VisitSection::notes, visit.notes.size()},
        {VisitSection::results, visit.results.results.size()},
        {VisitSection::procedures, visit.procedures.size()},
        {VisitSection::given, visit.given.size()},
        {VisitSection::care_team, visit.care_team.size()},
    };
    std::vector<ReportItem> shown;
    for (const auto& [section, count] : counts)
        if (count > 0) shown.push_back(item(section, {}, {}, static_cast<int>(count)));
    return shown;
}

std::vector<ReportItem> asked_in(const Visit& visit, const SummaryWords& words) {
    std::vector<ReportItem> asked;
    const auto place_of = [&](std::size_t i) {
        const std::string& path = visit.medicines[i].path;
        return path.empty() ? "medicines[" + std::to_string(i) + "]" : path;
    };
    for (std::size_t i = 0; i < visit.medicines.size(); ++i)
        for (const MedicineWarning warning : visit.medicines[i].warnings)
            asked.push_back(item(VisitSection::medicines, code_of(warning), place_of(i)));
    for (std::size_t i = 0; i < visit.medicines.size(); ++i)
        if (visit.medicines[i].state == MedicineState::take)
            for (const std::string_view key : alerts_about(visit.medicines[i], words))
                asked.push_back(item(VisitSection::medicines, key, place_of(i)));
    if (visit.allergies.known == AllergiesKnown::not_recorded)
        asked.push_back(item(VisitSection::allergies, "not_recorded"));
    std::vector<VisitSection> incomplete;
    for (const LeftOut& each : visit.left_out)
        if (makes_incomplete(each.reason) &&
            std::find(incomplete.begin(), incomplete.end(), each.section) == incomplete.end())
            incomplete.push_back(each.section);
    std::sort(incomplete.begin(), incomplete.end());
    for (const VisitSection section : incomplete) asked.push_back(item(section, "incomplete"));
    return asked;
}

/// Medicines, allergies and orders that belong on the page and could not be read, wholly or in part.
int omissions_in(const Visit& visit) {
    const auto is_missed = [](const LeftOut& each) {
        const bool matters = each.section == VisitSection::medicines || each.section == VisitSection::allergies ||
                             each.section == VisitSection::service_requests;
        return matters && makes_incomplete(each.reason);
    };
    const auto is_cut = [](const Medicine& medicine) {
        return std::find(medicine.warnings.begin(), medicine.warnings.end(), MedicineWarning::partly_unreadable) !=
               medicine.warnings.end();
    };
    return static_cast<int>(std::count_if(visit.left_out.begin(), visit.left_out.end(), is_missed) +
                            std::count_if(visit.medicines.begin(), visit.medicines.end(), is_cut));
}

}  // namespace

SummaryReport report_of(const Visit& visit, const std::vector<std::string>& without, const SummaryWords& words) {
    SummaryReport report;
    report.shown = shown_in(visit);
    for (const LeftOut& each : visit.left_out)
        report.left_out.push_back(item(each.section, name_of(each.reason), each.path));
    for (const std::string& part : without) {
        const std::string section = section_of_part(part);
        std::erase_if(report.shown, [&](const ReportItem& each) { return each.section == section; });
        report.left_out.push_back({section.empty() ? part : section, "left_out_on_request", {}, 1});
    }
    report.asked = asked_in(visit, words);
    report.omissions = omissions_in(visit);
    return report;
}

}  // namespace carepress
