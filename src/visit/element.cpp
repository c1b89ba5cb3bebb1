#include "visit/element.h"

#include "base/ascii.h"
#include "base/language.h"
#include "visit/record_time.h"

#include <charconv>
#include <utility>

namespace carepress::visit {

void ReadingProblems::wrong_type(const JsonValue& value, std::string_view wanted) {
    if (!wrong_.insert(&value).second) return;  // read more than once, reported once
    diagnostics_->error("bundle/wrong-type"_code, value.span(),
                        path_of(value) + ": this must be " + std::string(wanted),
                        "the bundle is not FHIR R4; ask the system that made it");
}

void ReadingProblems::unusable(const JsonValue& value, LeftOutReason reason, std::string message) {
    if (!problem_) problem_ = Problem{&value, reason, std::move(message)};
}

void ReadingProblems::say_once(DiagnosticCode code, const JsonValue& value, std::string_view what, Severity severity) {
    const JsonValue* resource = &value;
    while (resource->parent && !resource->find("resourceType")) resource = resource->parent;
    if (!said_.emplace(resource, what).second) return;
    const std::string message = path_of(value) + ": " + std::string(what);
    diagnostics_->add(severity, code, value.span(), message,
                      severity == Severity::warning ? "check it against the record" : "");
}

void ReadingProblems::cleaned(const JsonValue& value, const CleanWords& words) {
    if (words.struck_out)
        say_once("record/struck-out"_code, value, "words that are struck out are left out", Severity::warning);
    if (words.hidden)
        say_once("record/hidden-words"_code, value, "words that are hidden are left out", Severity::warning);
    if (words.hidden_characters)
        say_once("record/hidden-characters"_code, value,
                 "hidden characters, such as those that reverse the order of letters, are removed", Severity::note);
    if (words.markup) say_once("record/markup"_code, value, "HTML tags in a string are removed", Severity::note);
}

void ReadingProblems::withheld(const JsonValue& value, std::string_view kind) {
    if (said_.emplace(&value, kind).second)
        diagnostics_->note("record/sensitive"_code, value.span(),
                           path_of(value) + ": left out as sensitive (" + std::string(kind) + ")",
                           "--include-restricted (in a job, \"include_restricted\") reads it");
}

void ReadingProblems::name_cut(const JsonValue& value) {
    if (said_.emplace(&value, "name").second)
        diagnostics_->warning("record/name-cut"_code, value.span(),
                              path_of(value) + ": a name of more than 1000 letters is cut",
                              "write names in the record as names");
}

std::optional<ReadingProblems::Problem> ReadingProblems::take() { return std::exchange(problem_, std::nullopt); }

Element::Element(const JsonValue& object, ReadingProblems& problems) : value_(&object), problems_(&problems) {
    if (const JsonValue* extensions = object.find("modifierExtension"))
        problems.unusable(*extensions, LeftOutReason::not_understood,
                          "an extension changes the meaning, and it is not known here");
}

const JsonValue* Element::member(std::string_view name, JsonValue::Kind kind, std::string_view wanted) const {
    const JsonValue* found = value_ ? value_->find(name) : nullptr;
    if (!found || found->kind == kind) return found;
    problems_->wrong_type(*found, wanted);
    return nullptr;
}

std::string_view Element::code(std::string_view name) const {
    const JsonValue* found = member(name, JsonValue::Kind::string, "a string");
    return found ? trim(found->text) : std::string_view{};
}

std::string Element::words(std::string_view name) const {
    const JsonValue* found = member(name, JsonValue::Kind::string, "a string");
    if (!found) return {};
    CleanWords clean = clean_words(found->text);
    problems_->cleaned(*found, clean);
    return std::move(clean.text);
}

std::optional<bool> Element::boolean(std::string_view name) const {
    const JsonValue* found = member(name, JsonValue::Kind::boolean, "true or false");
    return found ? std::optional(found->boolean) : std::nullopt;
}

std::vector<RecordTranslation> Element::translations(std::string_view name) const {
    std::vector<RecordTranslation> all;
    const std::string member = "_" + std::string(name);
    if (!has(member)) return all;
    for (const Element& extension : child(member).children("extension")) {
        if (extension.code("url") != "http://hl7.org/fhir/StructureDefinition/translation") continue;
        RecordTranslation translation;
        for (const Element& part : extension.children("extension")) {
            if (part.code("url") == "lang") translation.language = part.code("valueCode");
            if (part.code("url") != "content") continue;
            translation.text = part.words("valueString");
            if (translation.text.empty()) translation.text = part.words("valueMarkdown");
        }
        if (is_language_tag(translation.language) && !translation.text.empty()) all.push_back(std::move(translation));
    }
    return all;
}

std::string Element::decimal(std::string_view name) const {
    const JsonValue* found = member(name, JsonValue::Kind::number, "a number");
    return found ? found->text : std::string{};
}

std::optional<int> Element::count(std::string_view name) const {
    const JsonValue* found = member(name, JsonValue::Kind::number, "a whole number");
    if (!found) return std::nullopt;
    int value = 0;
    const char* end = found->text.data() + found->text.size();
    const auto [stopped, error] = std::from_chars(found->text.data(), end, value);
    if (error == std::errc{} && stopped == end && value >= 0 && value <= 1'000'000) return value;
    problems_->unusable(*found, LeftOutReason::malformed, "this is not a whole number in range");
    return std::nullopt;
}

RecordTime Element::date_time(std::string_view name) const {
    const JsonValue* found = member(name, JsonValue::Kind::string, "a string");
    const std::string_view text = found ? trim(found->text) : std::string_view{};
    if (text.empty()) return {};
    if (auto time = read_time(text)) return *std::move(time);
    // FHIR R4, 2.24.0.1: "a time zone offset SHALL be populated"
    const bool lacks_zone = read_time(std::string(text) + "Z").has_value();
    problems_->unusable(*found, LeftOutReason::malformed,
                        lacks_zone ? "this time lacks a time zone" : "this is not a date or time as FHIR writes it");
    return {};
}

RecordPeriod Element::period(std::string_view name) const {
    const Element period = child(name);
    return {period.date_time("start"), period.date_time("end")};
}

Element Element::child(std::string_view name) const {
    const JsonValue* found = member(name, JsonValue::Kind::object, "an object");
    return found ? Element(*found, *problems_) : Element{};
}

std::vector<Element> Element::children(std::string_view name) const {
    std::vector<Element> elements;
    const JsonValue* found = member(name, JsonValue::Kind::array, "an array");
    if (!found) return elements;
    elements.reserve(found->items.size());
    for (const JsonValue& item : found->items) {
        if (item.kind == JsonValue::Kind::object)
            elements.emplace_back(item, *problems_);
        else
            problems_->wrong_type(item, "an object");
    }
    return elements;
}

std::vector<std::string_view> Element::codes(std::string_view name) const {
    std::vector<std::string_view> texts;
    const JsonValue* found = member(name, JsonValue::Kind::array, "an array");
    if (!found) return texts;
    for (const JsonValue& item : found->items) {
        if (item.kind == JsonValue::Kind::string) {
            if (const std::string_view text = trim(item.text); !text.empty()) texts.push_back(text);
        } else if (item.kind != JsonValue::Kind::null) {
            problems_->wrong_type(item, "a string");
        }
    }
    return texts;
}

std::vector<std::string> Element::word_list(std::string_view name) const {
    std::vector<std::string> all;
    if (codes(name).empty()) return all;  // reports a wrong type
    for (const JsonValue& item : value_->find(name)->items) {
        if (item.kind != JsonValue::Kind::string) continue;
        CleanWords clean = clean_words(item.text);
        problems_->cleaned(item, clean);
        if (!clean.text.empty()) all.push_back(std::move(clean.text));
    }
    return all;
}

}  // namespace carepress::visit
