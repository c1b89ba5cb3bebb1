#include "visit/concepts.h"

#include "base/language.h"
#include "visit/chart.h"
#include "visit/negation.h"
#include "visit/plain_words.h"
#include "visit/systems.h"
#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <algorithm>
#include <array>

namespace carepress::visit {
namespace {

/// What a fully specified name has in brackets at its end (SNOMED CT Editorial Guide, "Semantic Tag"), in English and
/// Spanish.
constexpr std::array<std::string_view, 46> semantic_tags{"disorder",
                                                         "finding",
                                                         "clinical finding",
                                                         "procedure",
                                                         "situation",
                                                         "regime/therapy",
                                                         "event",
                                                         "morphologic abnormality",
                                                         "observable entity",
                                                         "substance",
                                                         "product",
                                                         "medicinal product",
                                                         "medicinal product form",
                                                         "clinical drug",
                                                         "real clinical drug",
                                                         "physical object",
                                                         "organism",
                                                         "body structure",
                                                         "cell structure",
                                                         "qualifier value",
                                                         "person",
                                                         "ethnic group",
                                                         "context-dependent category",
                                                         "record artifact",
                                                         "social concept",
                                                         "environment",
                                                         "environment / location",
                                                         "occupation",
                                                         "specimen",
                                                         "attribute",
                                                         "assessment scale",
                                                         "staging scale",
                                                         "tumor staging",
                                                         "contextual qualifier",
                                                         "dose form",
                                                         "basic dose form",
                                                         "unit of presentation",
                                                         "navigational concept",
                                                         "trastorno",
                                                         "hallazgo",
                                                         "procedimiento",
                                                         "situaci\u00F3n",
                                                         "evento",
                                                         "sustancia",
                                                         "estructura corporal",
                                                         "calificador"};

/// A fully specified name of SNOMED CT ends with a tag for its hierarchy, which is not part of the term: "Acute
/// bronchitis (disorder)". Texts of any system have it, with or without a blank before it.
void drop_semantic_tag(std::string& words) {
    const std::size_t open = words.rfind('(');
    if (open == std::string::npos || open == 0 || !words.ends_with(')')) return;
    const std::string_view tag = std::string_view(words).substr(open + 1, words.size() - open - 2);
    if (!is_one_of(tag, semantic_tags)) return;
    words.resize(open);
    while (words.ends_with(' ')) words.pop_back();
}

/// How SNOMED CT names parts of the body: "Structure of left knee", "Entire left knee", "Both eyes, entire".
void drop_anatomy_words(std::string& words) {
    constexpr std::string_view entire = ", entire";
    if (words.ends_with(entire)) words.erase(words.size() - entire.size());
    for (const std::string_view opening : {"Structure of ", "Entire "}) {
        if (!words.starts_with(opening) || words.size() <= opening.size()) continue;
        words.erase(0, opening.size());
        if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
        break;
    }
}

/// SNOMED CT, children of 182353008 |Side|.
constexpr std::string_view left_code = "7771000", right_code = "24028007", both_code = "51440002";

/// The codes of a side in an extension of a body site, whatever its URL (mCODE's laterality qualifier, say).
std::vector<std::string> sides_in(const Element& site) {
    std::vector<std::string> sides;
    const auto add = [&](const Element& coding) {
        const std::string_view code = coding.code("code");
        if (is_one_of(code, {left_code, right_code, both_code})) sides.emplace_back(code);
    };
    for (const Element& extension : site.children("extension")) {
        if (extension.has("valueCoding")) add(extension.child("valueCoding"));
        if (extension.has("valueCodeableConcept"))
            for (const Element& coding : extension.child("valueCodeableConcept").children("coding")) add(coding);
    }
    return sides;
}

void drop_terminology_words(RecordText& name, bool snomed) {
    drop_semantic_tag(name.text);
    if (snomed) drop_anatomy_words(name.text);
    for (RecordTranslation& each : name.translations) drop_semantic_tag(each.text);
}

}  // namespace

std::string language_tag(std::string_view tag) { return is_language_tag(tag) ? std::string(tag) : std::string{}; }

Quantity quantity_of(const Element& element) {
    Quantity quantity;
    if (!element.present()) return quantity;
    quantity.value = element.decimal("value");
    quantity.comparator = element.code("comparator");
    quantity.unit = element.words("unit");
    if (element.code("system") == systems::ucum) quantity.ucum = element.code("code");
    if (!is_one_of(quantity.comparator, {"", "<", "<=", ">=", ">"}))
        element.unusable(LeftOutReason::malformed, "the comparator of a quantity must be <, <=, >= or >");
    return quantity;
}

QuantityRange range_of_quantities(const Element& range) {
    return {quantity_of(range.child("low")), quantity_of(range.child("high"))};
}

RecordText Chart::text(std::string words, const Element& at) const {
    RecordText text{std::move(words), {}};
    if (text.text.empty()) return text;
    for (const JsonValue* up = &at.json(); up; up = up->parent) {
        if (!up->find("resourceType")) continue;
        if (const JsonValue* language = up->find("language"); language && language->kind == JsonValue::Kind::string)
            text.language = language_tag(language->text);
        break;
    }
    return text;
}

RecordText Chart::text_of(const Element& element, std::string_view name) const {
    RecordText read = text(element.words(name), element);
    if (!read.empty()) read.translations = element.translations(name);
    return read;
}

namespace {

/// Letters of a concept's name; the longest in SNOMED CT and LOINC have 255.
constexpr std::size_t most_letters = 1000;

bool cut_name(std::string& name) {
    if (name.size() <= most_letters) return false;
    std::size_t letters = 0, at = 0;
    for (; at < name.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(name[at]) & 0xC0U) != 0x80U;
        if (begins && letters++ == most_letters) break;
    }
    if (at == name.size()) return false;
    name.resize(at);
    name += "\u2026";
    return true;
}

}  // namespace

Concept Chart::concept_of(const Element& element) const {
    Concept made;
    if (!element.present()) return made;
    RecordText chosen, first;
    bool snomed = false;
    for (const Element& coding : element.children("coding")) {
        RecordText display = text_of(coding, "display");
        if (coding.boolean("userSelected").value_or(false) && chosen.empty()) chosen = display;
        if (first.empty()) first = std::move(display);
        if (const std::string_view code = coding.code("code"); !code.empty()) {
            made.codes.push_back({std::string(coding.code("system")), std::string(code)});
            snomed = snomed || coding.code("system") == systems::snomed_ct;
        }
    }
    made.name = text_of(element, "text");
    if (made.name.empty()) made.name = chosen.empty() ? std::move(first) : std::move(chosen);
    drop_terminology_words(made.name, snomed);
    bool cut = cut_name(made.name.text);
    for (RecordTranslation& each : made.name.translations) cut = cut_name(each.text) || cut;
    if (cut) problems_.name_cut(element.json());
    return made;
}

std::vector<Concept> Chart::concepts(const Element& element, std::string_view name) const {
    std::vector<Concept> all;
    for (const Element& each : element.children(name))
        if (Concept made = concept_of(each); made.stated() && !withheld(made, each)) all.push_back(std::move(made));
    return all;
}

namespace {

/// In doubt, ruled out, or the words that there is none: as a reason it would read like a finding.
bool is_not_a_finding(const Concept& reason) {
    return is_only_possible(reason.name.text) || is_ruled_out(reason.name.text) ||
           absence_of_problems(reason, {}) != Absence::no;
}

}  // namespace

std::vector<Concept> Chart::reasons(const Element& element, std::string_view codes, std::string_view references) const {
    std::vector<Concept> all = concepts(element, codes);
    const bool of_encounter = element.present() && type_of(element.json()) == "Encounter";
    std::erase_if(all, [&](const Concept& reason) {
        if (!is_not_a_finding(reason)) return false;
        // What a visit looked for is listed among the conditions, as possible.
        if (!of_encounter || !is_only_possible(reason.name.text))
            problems_.diagnostics().note("record/reason-in-doubt"_code, element.json().span(),
                                         element.path() + "." + std::string(codes) +
                                             ": a reason that is in doubt, ruled out or not known is left out");
        return true;
    });
    for (const Element& reference : element.children(references)) {
        const Element found = follow(reference, {"Condition", "Observation", "Procedure", "DiagnosticReport"});
        if (!found.present() || !is_in_force(found) || is_differential(found)) continue;
        Concept made = concept_of(found.child("code"));
        if (made.stated() && !is_not_a_finding(made)) all.push_back(std::move(made));
    }
    return all;
}

std::vector<Concept> Chart::body_sites_of(const Element& element) const {
    std::vector<Concept> sites;
    for (const Element& each : element.children("bodySite")) {
        Concept site = concept_of(each);
        for (const std::string& side : sides_in(each))
            if (!site.has(systems::snomed_ct, side)) site.codes.push_back({std::string(systems::snomed_ct), side});
        const Side side = side_of(site);
        if (!site.stated() && side != Side::none)
            site.name = {std::string(side == Side::left ? "Left" : side == Side::right ? "Right" : "Both sides"), "en"};
        if (site.stated()) sites.push_back(std::move(site));
    }
    return sites;
}

Side side_of(const Concept& site) {
    const bool left = site.has(systems::snomed_ct, left_code), right = site.has(systems::snomed_ct, right_code);
    if (site.has(systems::snomed_ct, both_code) || (left && right)) return Side::both;
    return left ? Side::left : right ? Side::right : Side::none;
}

Side side_in_words(std::string_view words) {
    const std::string plain = plain_words(words);
    const bool left = holds_one_phrase_of(plain, {"left", "lt", "izquierdo", "izquierda", "izq"});
    const bool right = holds_one_phrase_of(plain, {"right", "rt", "derecho", "derecha", "der"});
    const bool both = holds_one_phrase_of(plain, {"both", "bilateral", "bilaterally", "ambos", "ambas"});
    if (both || (left && right)) return Side::both;
    return left ? Side::left : right ? Side::right : Side::none;
}

namespace {

/// The code of a clinical or verification status that is stated in words alone; empty for other words.
std::string_view status_in_words(std::string_view text) {
    static constexpr WordTable<std::string_view, 19> codes{{{"resolved", "resolved"},
                                                            {"inactive", "inactive"},
                                                            {"remission", "remission"},
                                                            {"in remission", "remission"},
                                                            {"recurrence", "recurrence"},
                                                            {"relapse", "relapse"},
                                                            {"refuted", "refuted"},
                                                            {"ruled out", "refuted"},
                                                            {"excluded", "refuted"},
                                                            {"disproved", "refuted"},
                                                            {"entered in error", "entered-in-error"},
                                                            {"error", "entered-in-error"},
                                                            {"unconfirmed", "unconfirmed"},
                                                            {"not confirmed", "unconfirmed"},
                                                            {"suspected", "unconfirmed"},
                                                            {"possible", "differential"},
                                                            {"provisional", "provisional"},
                                                            {"presumed", "provisional"},
                                                            {"differential", "differential"}}};
    return look_up(codes, plain_words(text)).value_or(std::string_view{});
}

}  // namespace

bool has_coding(const Element& element, std::string_view code) {
    const std::vector<Element> codings = element.children("coding");
    bool coded = false;
    for (const Element& each : codings) {
        if (each.code("code") == code) return true;
        coded = coded || each.has("code");
    }
    if (coded) return false;
    const auto says = [&](std::string_view words) { return !words.empty() && status_in_words(words) == code; };
    return says(element.code("text")) ||
           std::any_of(codings.begin(), codings.end(), [&](const Element& each) { return says(each.code("display")); });
}

bool is_in_force(const Element& resource) {
    static constexpr std::array<std::string_view, 13> off{
        "entered-in-error", "cancelled", "draft",    "not-done", "registered", "preliminary", "unknown",
        "preparation",      "revoked",   "rejected", "proposed", "stopped",    "abandoned"};
    if (is_one_of(resource.code("status"), off)) return false;
    const Element verification = resource.child("verificationStatus");
    return !has_coding(verification, "refuted") && !has_coding(verification, "entered-in-error");
}

bool is_unconfirmed(const Element& resource) {
    const Element status = resource.child("verificationStatus");
    return has_coding(status, "unconfirmed") || has_coding(status, "provisional") || has_coding(status, "differential");
}

bool is_differential(const Element& resource) {
    return has_coding(resource.child("verificationStatus"), "differential");
}

}  // namespace carepress::visit
