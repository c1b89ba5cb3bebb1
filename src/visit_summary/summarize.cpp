#include "visit_summary/summarize.h"

#include "style/summary_parts.h"
#include "visit_summary/body_sites.h"
#include "visit_summary/dates.h"
#include "visit_summary/shown.h"

#include <algorithm>
#include <array>
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

/// The first lines of the page, "Patient: Ana Ruiz · Date of birth: March 3, 1950".
class Facts {
public:
    explicit Facts(const SummaryWords& words) : words_(words), text_(words.language()) {}

    void add(std::string_view key, const Pieces& value) {
        if (value.empty() || value.front().text.empty()) return;
        part();
        text_.add(words_.visit[key]).add(": ").add(value, article::inline_strong);
    }
    void add(std::string_view key, const std::string& value) { add(key, plain(value, words_)); }
    /// A fact without a value.
    void add(std::string_view key) {
        part();
        text_.add(words_.visit[key], article::inline_strong);
    }
    /// In brackets after what was added last.
    void add_aside(const Pieces& aside) { text_.add(" (").add(aside).add(")"); }
    void line() {
        if (begun_) text_.line();
        begun_ = false;
    }
    article::InlineText take() { return text_.take(); }

private:
    void part() {
        text_.add(begun_ ? " \u00B7 " : "");
        begun_ = true;
    }

    const SummaryWords& words_;
    TextBuilder text_;
    bool begun_ = false;  ///< the line is not empty
};

/// Who, when, where, seen by: the first lines of the page.
article::InlineText facts(const visit::Visit& visit, const SummaryWords& words, bool with_record_number) {
    Facts facts(words);
    const visit::VisitPatient& patient = visit.patient;
    facts.add("patient", Pieces{name_piece(patient.name.text, words.language())});
    if (!patient.preferred_name.text.empty())
        facts.add_aside(fill_pattern(words.visit["goes-by"], words.language(),
                                     {{"name", Pieces{name_piece(patient.preferred_name.text, words.language())}}}));
    facts.add("born", say_date(patient.birth_date, words));
    if (with_record_number) facts.add("record-number", record_number(patient));
    if (patient.interpreter_needed) facts.add("interpreter-needed");
    facts.line();
    facts.add("visit-date", say_period(visit.encounter.period, words));
    // Without a reason in the record, why_blocks() gives the kind of visit instead.
    if (!visit.encounter.reasons.empty() && !visit.encounter.types.empty())
        facts.add("visit-type", {record_piece(visit.encounter.types.front(), words.language())});
    std::string people;
    for (const visit::Participant& one : visit.encounter.participants)
        people += (people.empty() ? "" : ", ") + one.name;
    facts.add("seen-by", Pieces{name_piece(people, words.language())});
    facts.line();
    const visit::CarePlace& provider = visit.encounter.provider;
    const visit::CarePlace& location = visit.encounter.location;
    std::string place = provider.name;
    if (!location.name.empty() && location.name != place) place += (place.empty() ? "" : ", ") + location.name;
    facts.add("visit-place", place);
    return facts.take();
}

/// In place of findings: the other parts that hold some. That there are none is said only if everything was read.
article::Block elsewhere_block(const visit::Visit& visit, const SummaryWords& words, const Shown& shown) {
    if (!shown.findings.empty()) return see_block(words, shown.findings);
    for (const visit::VisitSection section :
         {visit::VisitSection::conditions, visit::VisitSection::results, visit::VisitSection::procedures,
          visit::VisitSection::vital_signs, visit::VisitSection::given})
        if (visit.incomplete(section) || visit.holds_more(section)) return phrase_block(words, "not-shown");
    return phrase_block(words, shown.hides_findings ? "not-shown" : "no-findings");
}

/// The reason as stated, else the kind of visit.
Blocks why_blocks(const visit::Visit& visit, const SummaryWords& words) {
    Blocks out{heading_block(words, "why-heading")};
    const auto& reasons = visit.encounter.reasons.empty() ? visit.encounter.types : visit.encounter.reasons;
    std::vector<article::InlineText> items;
    items.reserve(reasons.size());
    for (const visit::Concept& reason : reasons)
        items.push_back(TextBuilder(words.language()).add(record_piece(reason, words.language())).take());
    const bool incomplete = visit.incomplete(visit::VisitSection::encounter);
    if (items.empty() && !incomplete)
        out.push_back(phrase_block(words, "no-reason"));
    else if (items.size() == 1)
        out.push_back(paragraph_block(std::move(items.front())));
    else if (!items.empty())
        out.push_back(list_block(std::move(items)));
    add_left_out(out, visit, visit::VisitSection::encounter, words);
    return out;
}

Blocks found_blocks(const visit::Visit& visit, const SummaryWords& words, const Shown& shown) {
    Blocks out{heading_block(words, "found-heading")};
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
    if (!items.empty())
        out.push_back(list_block(std::move(items)));
    else if (only_possible)
        out.push_back(phrase_block(words, "findings-not-confirmed"));
    else
        out.push_back(elsewhere_block(visit, words, shown));
    return out;
}

/// A part of the summary by its name. Those that refer to other parts need to know what is shown.
struct Part {
    std::string_view name;
    Blocks (*make)(const visit::Visit&, const SummaryWords&, const Shown&);
};

template <Blocks (*make)(const visit::Visit&, const SummaryWords&)>
Blocks plain_part(const visit::Visit& visit, const SummaryWords& words, const Shown&) {
    return make(visit, words);
}

/// In the standard order: first this visit's essentials, then what was done, then what the record holds besides.
constexpr std::array<Part, style::summary_parts.size()> parts{{
    {"why", plain_part<why_blocks>},
    {"found", found_blocks},
    {"to-do", to_do_blocks},
    {"medicines", plain_part<medicine_blocks>},
    {"appointments", plain_part<appointment_blocks>},
    {"call", [](const visit::Visit&, const SummaryWords& words, const Shown&) { return call_blocks(words); }},
    {"orders", plain_part<order_blocks>},
    {"given", plain_part<given_blocks>},
    {"procedures", plain_part<procedure_blocks>},
    {"results", plain_part<result_blocks>},
    {"measurements", plain_part<vital_sign_blocks>},
    {"conditions", [](const visit::Visit& visit, const SummaryWords& words,
                      const Shown& shown) { return condition_blocks(visit, words, shown.has_found); }},
    {"allergies", plain_part<allergy_blocks>},
    {"vaccines", plain_part<immunization_blocks>},
    {"goals", plain_part<goal_blocks>},
    {"care-plan", plain_part<care_plan_blocks>},
    {"care-team", plain_part<care_team_blocks>},
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
    shown.has_orders = shows("orders") && order_blocks(visit, words).size() > 1;
    shown.has_appointments = shows("appointments") && has_unbooked_visits(visit, words);
    return shown;
}

Blocks blocks_of_part(std::string_view name, const visit::Visit& visit, const SummaryWords& words, const Shown& shown) {
    const auto* part = std::find_if(parts.begin(), parts.end(), [&](const Part& each) { return each.name == name; });
    return part == parts.end() ? Blocks{} : part->make(visit, words, shown);
}

}  // namespace

article::Article summarize(const visit::Visit& visit, const SummaryWords& words, const SummaryOptions& options) {
    article::Article article;
    article.metadata.title = words.visit["title"];
    article.metadata.language = words.language();
    article.metadata.language_stated = true;
    article.metadata.reviewed_by = "the patient's record";  // not an article that a reviewer signs

    Blocks& out = article.blocks;
    out.push_back(paragraph_block(facts(visit, words, options.with_record_number)));
    const std::vector<std::string_view> names = chosen_parts(options);
    const Shown shown = what_is_shown(visit, words, options, names);
    for (const std::string_view name : names) append(out, blocks_of_part(name, visit, words, shown));
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
    std::erase_if(names, [&](std::string_view name) { return blocks_of_part(name, visit, words, shown).empty(); });
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
