#include "engine/summary_report.h"

#include "visit/section_names.h"
#include "visit_summary/medicine_dosages.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>

namespace carepress::engine {
namespace {

ReportItem item(visit::VisitSection section, std::string_view reason, std::string path = {}, int count = 1) {
    return {std::string(visit::name_of(section)), std::string(reason), std::move(path), count};
}

/// The section that a part of the page (summary_parts) consists of, if it is in no other part; else empty.
std::string section_of_part(std::string_view part) {
    constexpr std::pair<std::string_view, visit::VisitSection> sections[] = {
        {"medicines", visit::VisitSection::medicines},
        {"allergies", visit::VisitSection::allergies},
        {"measurements", visit::VisitSection::vital_signs},
        {"vaccines", visit::VisitSection::immunizations},
        {"goals", visit::VisitSection::goals},
        {"care-plan", visit::VisitSection::care_plans},
        {"results", visit::VisitSection::results},
        {"procedures", visit::VisitSection::procedures},
        {"given", visit::VisitSection::given},
        {"care-team", visit::VisitSection::care_team},
        {"appointments", visit::VisitSection::appointments}};
    for (const auto& [name, section] : sections)
        if (name == part) return std::string(visit::name_of(section));
    return {};
}

std::string_view code_of(visit::MedicineWarning warning) {
    switch (warning) {
        case visit::MedicineWarning::dosage_missing:
            return "how_to_take";
        case visit::MedicineWarning::dosage_incomplete:
            return "how_much_or_when";
        case visit::MedicineWarning::partly_unreadable:
            return "dosage_left_out";
        case visit::MedicineWarning::listed_twice:
            return "which_of_two";
        case visit::MedicineWarning::may_have_ended:
            return "still_to_take";
    }
    return {};
}

/// How many things were read for each section.
std::vector<ReportItem> shown_in(const visit::Visit& visit) {
    const std::initializer_list<std::pair<visit::VisitSection, std::size_t>> counts = {
        {visit::VisitSection::encounter, 1},
        {visit::VisitSection::conditions, visit.conditions.size()},
        {visit::VisitSection::medicines, visit.medicines.size()},
        {visit::VisitSection::allergies, visit.allergies.list.size()},
        {visit::VisitSection::vital_signs, visit.vital_signs.size()},
        {visit::VisitSection::immunizations, visit.immunizations.size()},
        {visit::VisitSection::goals, visit.goals.size()},
        {visit::VisitSection::care_plans, visit.care_plans.size()},
        {visit::VisitSection::service_requests, visit.service_requests.size()},
        {visit::VisitSection::appointments, visit.appointments.size()},
        {visit::VisitSection::notes, visit.notes.size()},
        {visit::VisitSection::results, visit.results.results.size()},
        {visit::VisitSection::procedures, visit.procedures.size()},
        {visit::VisitSection::given, visit.given.size()},
        {visit::VisitSection::care_team, visit.care_team.size()},
    };
    std::vector<ReportItem> shown;
    for (const auto& [section, count] : counts)
        if (count > 0) shown.push_back(item(section, {}, {}, static_cast<int>(count)));
    return shown;
}

std::vector<ReportItem> asked_in(const visit::Visit& visit, const visit_summary::SummaryWords& words) {
    std::vector<ReportItem> asked;
    for (std::size_t i = 0; i < visit.medicines.size(); ++i) {
        const visit::Medicine& medicine = visit.medicines[i];
        const std::string path = medicine.path.empty() ? "medicines[" + std::to_string(i) + "]" : medicine.path;
        for (const visit::MedicineWarning warning : medicine.warnings)
            asked.push_back(item(visit::VisitSection::medicines, code_of(warning), path));
        if (medicine.state != visit::MedicineState::take) continue;
        for (const std::string_view key : visit_summary::alerts_about(medicine, words))
            asked.push_back(item(visit::VisitSection::medicines, key, path));
    }
    if (visit.allergies.known == visit::AllergiesKnown::not_recorded)
        asked.push_back(item(visit::VisitSection::allergies, "not_recorded"));
    std::set<visit::VisitSection> incomplete;
    for (const visit::LeftOut& each : visit.left_out)
        if (visit::makes_incomplete(each.reason)) incomplete.insert(each.section);
    for (const visit::VisitSection section : incomplete) asked.push_back(item(section, "incomplete"));
    return asked;
}

/// Medicines, allergies and orders that belong on the page and could not be read in full.
int omissions_in(const visit::Visit& visit) {
    const auto is_missed = [](const visit::LeftOut& each) {
        const bool matters = each.section == visit::VisitSection::medicines ||
                             each.section == visit::VisitSection::allergies ||
                             each.section == visit::VisitSection::service_requests;
        return matters && visit::makes_incomplete(each.reason);
    };
    const auto is_cut = [](const visit::Medicine& medicine) {
        return visit_summary::has_warning(medicine, visit::MedicineWarning::partly_unreadable);
    };
    return static_cast<int>(std::count_if(visit.left_out.begin(), visit.left_out.end(), is_missed) +
                            std::count_if(visit.medicines.begin(), visit.medicines.end(), is_cut));
}

}  // namespace

SummaryReport report_of(const visit::Visit& visit, const std::vector<std::string>& omit_parts,
                        const visit_summary::SummaryWords& words) {
    SummaryReport report;
    report.shown = shown_in(visit);
    for (const visit::LeftOut& each : visit.left_out)
        report.left_out.push_back(item(each.section, visit::name_of(each.reason), each.path));
    for (const std::string& part : omit_parts) {
        const std::string section = section_of_part(part);
        std::erase_if(report.shown, [&](const ReportItem& each) { return each.section == section; });
        report.left_out.push_back({section.empty() ? part : section, "left_out_on_request", {}, 1});
    }
    report.asked = asked_in(visit, words);
    report.omissions = omissions_in(visit);
    return report;
}

}  // namespace carepress::engine
