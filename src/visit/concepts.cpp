#include "visit/concepts.h"

#include "base/language.h"
#include "visit/chart.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>

namespace carepress {
namespace {

/// What stands in brackets at the end of a fully specified name (SNOMED CT Editorial Guide, "Semantic Tag").
constexpr std::array<std::string_view, 26> semantic_tags{"disorder",
                                                         "finding",
                                                         "procedure",
                                                         "situation",
                                                         "regime/therapy",
                                                         "event",
                                                         "morphologic abnormality",
                                                         "observable entity",
                                                         "substance",
                                                         "product",
                                                         "medicinal product",
                                                         "clinical drug",
                                                         "physical object",
                                                         "organism",
                                                         "body structure",
                                                         "qualifier value",
                                                         "person",
                                                         "context-dependent category",
                                                         "record artifact",
                                                         "social concept",
                                                         "environment",
                                                         "occupation",
                                                         "specimen",
                                                         "attribute",
                                                         "assessment scale",
                                                         "contextual qualifier"};

/// A fully specified name of SNOMED CT ends with a tag for its hierarchy, which is no part of the term: "Acute
/// bronchitis (disorder)".
std::string without_semantic_tag(std::string words) {
    const std::size_t open = words.rfind(" (");
    if (open == std::string::npos || open == 0 || !words.ends_with(')')) return words;
    const std::string_view tag = std::string_view(words).substr(open + 2, words.size() - open - 3);
    if (std::find(semantic_tags.begin(), semantic_tags.end(), tag) != semantic_tags.end()) words.resize(open);
    return words;
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
    static constexpr std::array<std::string_view, 5> comparators{"", "<", "<=", ">=", ">"};
    if (std::find(comparators.begin(), comparators.end(), quantity.comparator) == comparators.end())
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
    if (snomed) made.name.text = without_semantic_tag(std::move(made.name.text));
    return made;
}

std::vector<Concept> Chart::concepts(const Element& element, std::string_view name) const {
    std::vector<Concept> all;
    for (const Element& each : element.children(name))
        if (Concept made = concept_of(each); made.stated()) all.push_back(std::move(made));
    return all;
}

std::vector<Concept> Chart::reasons(const Element& element, std::string_view codes, std::string_view references) const {
    std::vector<Concept> all = concepts(element, codes);
    for (const Element& reference : element.children(references)) {
        const Element found = follow(reference, {"Condition", "Observation", "Procedure", "DiagnosticReport"});
        if (!found.present() || !is_in_force(found)) continue;
        Concept made = concept_of(found.child("code"));
        if (made.stated()) all.push_back(std::move(made));
    }
    return all;
}

bool has_coding(const Element& element, std::string_view code) {
    const std::vector<Element> codings = element.children("coding");
    return std::any_of(codings.begin(), codings.end(), [&](const Element& each) { return each.code("code") == code; });
}

bool is_in_force(const Element& resource) {
    static constexpr std::array<std::string_view, 13> off{
        "entered-in-error", "cancelled", "draft",    "not-done", "registered", "preliminary", "unknown",
        "preparation",      "revoked",   "rejected", "proposed", "stopped",    "abandoned"};
    if (std::find(off.begin(), off.end(), resource.code("status")) != off.end()) return false;
    const Element verification = resource.child("verificationStatus");
    return !has_coding(verification, "refuted") && !has_coding(verification, "entered-in-error");
}

bool is_unconfirmed(const Element& resource) {
    const Element status = resource.child("verificationStatus");
    return has_coding(status, "unconfirmed") || has_coding(status, "provisional") || has_coding(status, "differential");
}

}  // namespace carepress
