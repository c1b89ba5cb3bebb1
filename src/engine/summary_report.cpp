#include "engine/summary_report.h"

#include "visit/section_names.h"
#include "visit_summary/medicine_dosages.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>

namespace carepress {
namespace {

ReportItem item(VisitSection section, std::string_view reason, std::string path = {}, int count = 1) {
    return {std::string(name_of(section)), std::string(reason), std::move(path), count};
}

/// The section that a part of the page (summary_parts) consists of, if it is in no other part; else empty.
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

/// How many things were read for each section.
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
    for (std::size_t i = 0; i < visit.medicines.size(); ++i) {
        const Medicine& medicine = visit.medicines[i];
        const std::string path = medicine.path.empty() ? "medicines[" + std::to_string(i) + "]" : medicine.path;
        for (const MedicineWarning warning : medicine.warnings)
            asked.push_back(item(VisitSection::medicines, code_of(warning), path));
        if (medicine.state != MedicineState::take) continue;
        for (const std::string_view key : alerts_about(medicine, words))
            asked.push_back(item(VisitSection::medicines, key, path));
    }
    if (visit.allergies.known == AllergiesKnown::not_recorded)
        asked.push_back(item(VisitSection::allergies, "not_recorded"));
    std::set<VisitSection> incomplete;
    for (const LeftOut& each : visit.left_out)
        if (makes_incomplete(each.reason)) incomplete.insert(each.section);
    for (const VisitSection section : incomplete) asked.push_back(item(section, "incomplete"));
    return asked;
}

/// Medicines, allergies and orders that belong on the page and could not be read in full.
int omissions_in(const Visit& visit) {
    const auto is_missed = [](const LeftOut& each) {
        const bool matters = each.section == VisitSection::medicines || each.section == VisitSection::allergies ||
                             each.section == VisitSection::service_requests;
        return matters && makes_incomplete(each.reason);
    };
    const auto is_cut = [](const Medicine& medicine) {
        return has_warning(medicine, MedicineWarning::partly_unreadable);
    };
    return static_cast<int>(std::count_if(visit.left_out.begin(), visit.left_out.end(), is_missed) +
                            std::count_if(visit.medicines.begin(), visit.medicines.end(), is_cut));
}

}  // namespace

SummaryReport report_of(const Visit& visit, const std::vector<std::string>& omit_parts, const SummaryWords& words) {
    SummaryReport report;
    report.shown = shown_in(visit);
    for (const LeftOut& each : visit.left_out)
        report.left_out.push_back(item(each.section, name_of(each.reason), each.path));
    for (const std::string& part : omit_parts) {
        const std::string section = section_of_part(part);
        std::erase_if(report.shown, [&](const ReportItem& each) { return each.section == section; });
        report.left_out.push_back({section.empty() ? part : section, "left_out_on_request", {}, 1});
    }
    report.asked = asked_in(visit, words);
    report.omissions = omissions_in(visit);
    return report;
}

}  // namespace carepress
