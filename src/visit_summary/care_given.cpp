// What was done and given in the visit, and who cares for the patient beyond it.
#include "visit/dosage_codes.h"
#include "visit_summary/blocks.h"
#include "visit_summary/dates.h"
#include "visit_summary/dosage_keys.h"
#include "visit_summary/units.h"

#include <algorithm>
#include <utility>

namespace carepress::visit_summary {
namespace {

constexpr std::size_t most_procedures = 8, most_members = 8;

/// "Into a muscle": the phrase of the page's language for a known route, else the record's words.
Pieces route_of_given(const visit::Concept& route, const SummaryWords& words) {
    if (!route.stated()) return {};
    const std::string_view key = route_key(visit::route_of(route));
    const std::string* phrase = key.empty() ? nullptr : words.visit.find(key);
    return phrase != nullptr ? plain(*phrase, words) : Pieces{record_piece(route, words.language())};
}

article::InlineText given_text(const visit::GivenMedicine& given, const SummaryWords& words) {
    TextBuilder text(words.language());
    text.add(record_piece(given.name, words.language()), article::inline_strong);
    DottedLine line(text);
    if (!given.dosage.empty()) {
        line.add({record_piece(given.dosage, words.language())});
    } else {
        if (const auto dose = say_quantity(given.dose, words)) line.add(*dose);
        line.add(route_of_given(given.route, words));
        if (given.site.stated()) line.add({record_piece(given.site, words.language())});
    }
    if (const std::string when = say_time(given.when, words); !when.empty()) line.add(plain(when, words));
    return text.take();
}

}  // namespace

Section procedure_section(const visit::Visit& visit, const SummaryWords& words) {
    std::vector<article::InlineText> items;
    for (const visit::VisitProcedure& procedure : visit.procedures) {
        if (items.size() == most_procedures) break;
        TextBuilder text(words.language());
        text.add(record_piece(procedure.name, words.language()));
        if (!procedure.body_sites.empty()) text.add(" (").add(list_of(procedure.body_sites, words)).add(")");
        if (procedure.outcome.stated())
            add_line(text, words, "note-of", "note", {record_piece(procedure.outcome, words.language())});
        items.push_back(text.take());
    }
    const std::size_t more = visit.procedures.size() - items.size();
    return section_of(visit, visit::VisitSection::procedures, "procedures-heading",
                      list_content(std::move(items), more, words), words);
}

Section given_section(const visit::Visit& visit, const SummaryWords& words) {
    std::vector<article::InlineText> items;
    for (const visit::GivenMedicine& given : visit.given) items.push_back(given_text(given, words));
    for (const visit::VisitImmunization& vaccine : visit.immunizations) {
        if (!vaccine.of_this_visit) continue;
        TextBuilder text(words.language());
        text.add(record_piece(vaccine.name, words.language()), article::inline_strong);
        if (vaccine.site.stated()) text.line().add(record_piece(vaccine.site, words.language()));
        items.push_back(text.take());
    }
    return section_of(visit, visit::VisitSection::given, "given-heading", list_content(std::move(items), 0, words),
                      words);
}

Section care_team_section(const visit::Visit& visit, const SummaryWords& words) {
    std::vector<article::InlineText> items;
    for (const visit::CareTeamMember& member : visit.care_team) {
        if (items.size() == most_members) break;
        TextBuilder text(words.language());
        text.add(member.name, article::inline_strong);
        if (member.is_primary_care) text.add(" \u00B7 ").add(words.visit["primary-care"]);
        if (member.role.stated()) text.add(" \u00B7 ").add(record_piece(member.role, words.language()));
        for (const visit::ContactPoint& phone : member.phones) text.add(" \u00B7 ").add(phone.phone);
        items.push_back(text.take());
    }
    const std::size_t more = visit.care_team.size() - items.size();
    return section_of(visit, visit::VisitSection::care_team, "care-team-heading",
                      list_content(std::move(items), more, words), words);
}

}  // namespace carepress::visit_summary
