#include "visit_summary/summarize.h"

#include "base/language.h"
#include "style/summary_parts.h"
#include "visit/headline.h"
#include "visit_summary/body_sites.h"
#include "visit_summary/dates.h"
#include "visit_summary/shown.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>

namespace carepress::visit_summary {
namespace {

/// The medical record number, if one is marked as such; never another kind of number.
std::string record_number(const visit::VisitPatient& patient) {
    for (const visit::PatientIdentifier& identifier : patient.identifiers)
        if (identifier.is_medical_record) return identifier.value;
    return {};
}

/// The reason as stated, else the kind of visit.
const std::vector<visit::Concept>& reasons_of(const visit::VisitEncounter& encounter) {
    return encounter.reasons.empty() ? encounter.types : encounter.reasons;
}

/// The reason if it is one, and short: then it is a fact at the top of the page.
const visit::Concept* short_reason(const visit::Visit& visit) {
    constexpr std::size_t longest = 60;  // bytes
    const std::vector<visit::Concept>& reasons = reasons_of(visit.encounter);
    if (reasons.size() != 1 || visit.incomplete(visit::VisitSection::encounter)) return nullptr;
    const std::string& words = reasons.front().name.text;
    return words.size() <= longest && words.find('\n') == std::string::npos ? &reasons.front() : nullptr;
}

/// Who, when, where, seen by, why: the facts at the top of the page.
/// `date_label`: the name of the date of the visit. `reason`: null where a part of its own has it.
article::Block facts(const visit::Visit& visit, const SummaryWords& words, bool with_record_number,
                     std::string_view date_label, const visit::Concept* reason) {
    article::List list;
    list.facts = true;
    const auto add = [&](std::string_view key, const Pieces& value) {
        if (!value.empty() && !value.front().text.empty()) list.items.push_back(fact_item(words, key, value));
    };
    const auto name = [&](const std::string& text) { return Pieces{name_piece(text, words.language())}; };
    const visit::VisitPatient& patient = visit.patient;
    Pieces who = name(patient.name.text);
    if (!patient.preferred_name.text.empty()) {
        const Pieces goes_by =
            fill_pattern(words.visit["goes-by"], words.language(), {{"name", name(patient.preferred_name.text)}});
        who.push_back({" (", words.language()});
        who.insert(who.end(), goes_by.begin(), goes_by.end());
        who.push_back({")", words.language()});
    }
    add("patient", who);
    add("born", plain(say_date(patient.birth_date, words), words));
    if (with_record_number) add("record-number", name(record_number(patient)));
    add(date_label, plain(say_period(visit.encounter.period, words), words));
    // Without a reason in the record, the kind of visit is in its place.
    if (!visit.encounter.reasons.empty() && !visit.encounter.types.empty())
        add("visit-type", {record_piece(visit.encounter.types.front(), words.language())});
    std::string people;
    for (const visit::Participant& one : visit.encounter.participants)
        people += (people.empty() ? "" : ", ") + one.name;
    add("seen-by", name(people));
    const visit::CarePlace& provider = visit.encounter.provider;
    const visit::CarePlace& location = visit.encounter.location;
    std::string place = provider.name;
    if (!location.name.empty() && location.name != place) place += (place.empty() ? "" : ", ") + location.name;
    add("visit-place", plain(place, words));
    if (reason != nullptr) add("why-heading", {record_piece(*reason, words.language())});
    if (patient.interpreter_needed) add({}, plain(words.visit["interpreter-needed"], words));
    article::Block block;
    block.content = std::move(list);
    return block;
}

/// In place of findings: what to ask, and which other parts hold some, or that the record may.
article::InlineText question_of_findings(const visit::Visit& visit, const SummaryWords& words, const Shown& shown) {
    if (!shown.findings.empty()) return question_text(words, "found-heading", see_also(words, shown.findings));
    for (const visit::VisitSection section :
         {visit::VisitSection::conditions, visit::VisitSection::results, visit::VisitSection::procedures,
          visit::VisitSection::vital_signs, visit::VisitSection::given})
        if (visit.incomplete(section) || visit.holds_more(section))
            return question_text(words, "found-heading", "not-shown");
    return shown.hides_findings ? question_text(words, "found-heading", "not-shown")
                                : question_text(words, "found-heading");
}

Section why_section(const visit::Visit& visit, const SummaryWords& words) {
    const std::vector<visit::Concept>& reasons = reasons_of(visit.encounter);
    std::vector<article::InlineText> items;
    items.reserve(reasons.size());
    for (const visit::Concept& reason : reasons)
        items.push_back(TextBuilder(words.language()).add(record_piece(reason, words.language())).take());
    constexpr visit::VisitSection what = visit::VisitSection::encounter;
    if (items.empty() && !visit.incomplete(what)) return {{}, {question_text(words, "why-heading")}};
    Blocks content;
    if (items.size() == 1)
        content.push_back(paragraph_block(std::move(items.front())));
    else if (!items.empty())
        content.push_back(list_block(std::move(items)));
    return section_of(visit, what, "why-heading", std::move(content), words);
}

Section found_section(const visit::Visit& visit, const SummaryWords& words, const Shown& shown) {
    std::vector<article::InlineText> items;
    for (const visit::VisitCondition& condition : visit.conditions) {
        if (!is_finding(condition)) continue;
        TextBuilder text(words.language());
        text.add(record_piece(condition.name, words.language()));
        add_body_sites(text, condition.body_sites, words);
        if (condition.severity.stated())
            text.add(" (").add(record_piece(condition.severity, words.language())).add(")");
        add_condition_details(text, condition, words);
        items.push_back(text.take());
    }
    const bool only_possible =
        std::any_of(visit.conditions.begin(), visit.conditions.end(),
                    [](const visit::VisitCondition& one) { return one.of_this_visit && one.possible; });
    if (!items.empty()) return {{heading_block(words, "found-heading"), list_block(std::move(items))}, {}};
    return {{},
            {only_possible ? question_text(words, "found-heading", "findings-not-confirmed")
                           : question_of_findings(visit, words, shown)}};
}

/// A part of the summary by its name. Those that refer to other parts need to know what is shown.
struct Part {
    std::string_view name;
    Section (*make)(const visit::Visit&, const SummaryWords&, const Shown&);
};

template <Section (*make)(const visit::Visit&, const SummaryWords&)>
Section plain_part(const visit::Visit& visit, const SummaryWords& words, const Shown&) {
    return make(visit, words);
}

/// In the standard order: first this visit's essentials, then what was done, then what the record holds besides.
constexpr std::array<Part, style::summary_parts.size()> parts{{
    {"why", plain_part<why_section>},
    {"found", found_section},
    {"to-do", to_do_section},
    {"medicines", plain_part<medicine_section>},
    {"appointments", plain_part<appointment_section>},
    {"call", [](const visit::Visit&, const SummaryWords& words, const Shown&) { return call_section(words); }},
    {"orders", plain_part<order_section>},
    {"given", plain_part<given_section>},
    {"procedures", plain_part<procedure_section>},
    {"results", plain_part<result_section>},
    {"measurements", plain_part<vital_sign_section>},
    {"conditions", [](const visit::Visit& visit, const SummaryWords& words,
                      const Shown& shown) { return condition_section(visit, words, shown.has_found); }},
    {"allergies", plain_part<allergy_section>},
    {"vaccines", plain_part<immunization_section>},
    {"goals", plain_part<goal_section>},
    {"care-plan", plain_part<care_plan_section>},
    {"care-team", plain_part<care_team_section>},
}};

template <class Names>
bool has(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The names of the parts to show, in their order.
std::vector<std::string_view> chosen_parts(const SummaryOptions& options) {
    std::vector<std::string_view> names;
    if (options.parts.empty())
        names.assign(style::summary_parts.begin(), style::summary_parts.end());
    else
        names.assign(options.parts.begin(), options.parts.end());
    std::erase_if(names, [&](std::string_view name) { return has(options.omit_parts, name); });
    return names;
}

Shown what_is_shown(const visit::Visit& visit, const SummaryWords& words, const SummaryOptions& options,
                    const std::vector<std::string_view>& names) {
    const auto shows = [&](std::string_view name) { return has(names, name); };
    Shown shown;
    shown.has_note = options.has_note;
    shown.has_found = shows("found");
    const auto add = [&](std::string_view name, std::string_view heading, bool there) {
        if (there && shows(name))
            shown.findings.push_back(heading);
        else if (there)
            shown.hides_findings = true;
    };
    const visit::VisitResults& results = visit.results;
    add("given", "given-heading", !visit.given.empty());
    add("procedures", "procedures-heading", !visit.procedures.empty());
    add("results", "results-heading", !results.results.empty() || !results.reports.empty() || !results.pending.empty());
    add("measurements", "measurements-heading", !visit.vital_signs.empty());
    shown.has_orders = shows("orders") && !order_section(visit, words).blocks.empty();
    shown.has_appointments = shows("appointments") && has_unbooked_visits(visit, words);
    return shown;
}

Section section_of_part(std::string_view name, const visit::Visit& visit, const SummaryWords& words,
                        const Shown& shown) {
    const auto* part = std::find_if(parts.begin(), parts.end(), [&](const Part& each) { return each.name == name; });
    return part == parts.end() ? Section{} : part->make(visit, words, shown);
}

/// The name of the finding is all that the page has of it.
bool says_no_more(const visit::VisitCondition& finding) {
    return finding.body_sites.empty() && !finding.severity.stated() && !finding.onset.stated();
}

/// The only finding as a title, where it is in the language of the page and may be read by others; else empty.
std::string headline(const visit::Visit& visit, const SummaryWords& words) {
    // Beside another language the title is the same in both.
    const visit::VisitCondition* finding = words.english_beside_another ? nullptr : visit::headline_finding(visit);
    if (finding == nullptr) return {};
    const Piece piece = record_piece(finding->name, words.language());
    const bool is_known = words.language() == "en" || words.language() == "es";  // whose private words are known
    return is_known && primary_subtag(piece.language) == words.language() ? piece.text : std::string();
}

/// The parts below each other, and below whom to call, else at the end, the list of what to ask.
Blocks blocks_of_parts(const std::vector<std::string_view>& names, const visit::Visit& visit, const SummaryWords& words,
                       const Shown& shown) {
    Blocks out;
    std::vector<article::InlineText> questions;
    std::size_t ask_at = 0;  ///< index in `out`
    for (const std::string_view name : names) {
        Section section = section_of_part(name, visit, words, shown);
        append(out, std::move(section.blocks));
        std::move(section.questions.begin(), section.questions.end(), std::back_inserter(questions));
        if (name == "call") ask_at = out.size();
    }
    if (questions.empty()) return out;
    Blocks ask{heading_block(words, "ask-heading"), task_list_block(std::move(questions))};
    const auto at = has(names, "call") ? out.begin() + static_cast<std::ptrdiff_t>(ask_at) : out.end();
    out.insert(at, std::make_move_iterator(ask.begin()), std::make_move_iterator(ask.end()));
    return out;
}

}  // namespace

article::Article summarize(const visit::Visit& visit, const SummaryWords& words, const SummaryOptions& options) {
    article::Article article;
    article.metadata.title = words.visit["title"];
    article.metadata.language = words.language();
    article.metadata.language_stated = true;
    article.metadata.reviewed_by = "the patient's record";  // not an article that a reviewer signs

    Blocks& out = article.blocks;
    std::vector<std::string_view> names = chosen_parts(options);
    const Shown shown = what_is_shown(visit, words, options, names);
    if (options.title_by_finding && shown.has_found) article.metadata.printed_title = headline(visit, words);
    // Under another title the page still says what it is.
    const bool is_titled = !article.metadata.printed_title.empty();
    const visit::Concept* reason = has(names, "why") ? short_reason(visit) : nullptr;
    out.push_back(facts(visit, words, options.with_record_number, is_titled ? "title" : "visit-date", reason));
    if (reason != nullptr) std::erase(names, "why");
    if (is_titled && says_no_more(*visit::headline_finding(visit))) std::erase(names, "found");
    append(out, blocks_of_parts(names, visit, words, shown));
    if (!options.omit_parts.empty()) out.push_back(phrase_block(words, "copy-without"));
    if (words.language() != record_language) out.push_back(phrase_block(words, "as-written"));
    // Phrases that no native medical translator has reviewed: patient and clinician are told.
    if (words.visit["reviewed"] != "all") {
        TextBuilder text(words.language());
        text.add(words.visit["not-reviewed"]).add(" ").add(Piece{words.english["not-reviewed"], "en"});
        out.push_back(paragraph_block(text.take()));
    }
    if (options.printed_at.stated())
        out.push_back(paragraph_block(phrase_text(words, "printed",
                                                  {{"time", plain(say_time(options.printed_at, words), words)},
                                                   {"name", plain(options.printed_by, words)}})));
    return article;
}

std::vector<std::string_view> parts_of_summary(const visit::Visit& visit, const SummaryWords& words,
                                               const SummaryOptions& options) {
    std::vector<std::string_view> names = chosen_parts(options);
    const Shown shown = what_is_shown(visit, words, options, names);
    std::erase_if(names, [&](std::string_view name) { return section_of_part(name, visit, words, shown).empty(); });
    return names;
}

words::PatientLine patient_line(const visit::VisitPatient& patient, const SummaryWords& words,
                                bool with_record_number) {
    const std::string number = with_record_number ? record_number(patient) : std::string();
    const Pieces pieces = fill_pattern(words.visit[number.empty() ? "identity" : "identity-record"], words.language(),
                                       {{"name", {name_piece(patient.name.text, words.language())}},
                                        {"date", plain(say_date(patient.birth_date, words), words)},
                                        {"number", {name_piece(number, words.language())}}});
    return {TextBuilder(words.language()).add(pieces).take().text, words.language()};
}

}  // namespace carepress::visit_summary
