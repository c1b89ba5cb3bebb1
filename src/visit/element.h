#pragma once

#include "base/diagnostic.h"
#include "visit/json.h"
#include "visit/record.h"
#include "visit/visit.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carepress {

/// What goes wrong while a resource is read. A wrong JSON type is an error: the bundle is no FHIR and is refused. What
/// is FHIR but can't be used (a date that is no date, a modifier extension) makes the resource unusable, and whoever
/// reads it leaves it out.
class Findings {
public:
    explicit Findings(Diagnostics& diagnostics) : diagnostics_(&diagnostics) {}

    void wrong_type(const JsonValue& value, std::string_view wanted);
    /// Keeps the first reason since take().
    void unusable(const JsonValue& value, LeftOutReason reason, std::string message);

    struct Problem {
        const JsonValue* value = nullptr;
        LeftOutReason reason = LeftOutReason::malformed;
        std::string message;
    };
    /// What made the resource unusable, if anything did; clears it.
    std::optional<Problem> take();
    /// Gives back what take() took.
    void put(std::optional<Problem> problem) { problem_ = std::move(problem); }

    Diagnostics& diagnostics() const { return *diagnostics_; }

private:
    Diagnostics* diagnostics_;
    std::optional<Problem> problem_;
    std::set<const JsonValue*> wrong_;
};

/// A view of a JSON object as an element of FHIR, or of one that is not there. Its getters check types; what is absent,
/// empty or of a wrong type comes back empty. Entering an element with a modifierExtension makes the resource unusable,
/// as FHIR R4, 2.4.0.1.1, demands of who does not know the extension.
class Element {
public:
    Element() = default;
    /// `object` is a JSON object.
    Element(const JsonValue& object, Findings& findings);

    bool present() const { return value_ != nullptr; }
    const JsonValue& json() const { return *value_; }
    Findings& findings() const { return *findings_; }
    std::string path() const { return path_of(*value_); }
    bool has(std::string_view name) const { return value_ && value_->find(name); }
    void unusable(LeftOutReason reason, std::string message) const {
        findings_->unusable(*value_, reason, std::move(message));
    }

    /// A string without white space around it; of a code, id or URI.
    std::string_view code(std::string_view name) const;
    /// A string to print: see RecordText. No language.
    std::string words(std::string_view name) const;
    /// The translations that a string carries beside it, in the member "_name" (FHIR R4, 2.6.2 and the extension
    /// "translation": lang, content). One without a language tag or without content is no translation.
    std::vector<RecordTranslation> translations(std::string_view name) const;
    std::optional<bool> boolean(std::string_view name) const;
    /// The decimal text of a number.
    std::string decimal(std::string_view name) const;
    /// A positiveInt or unsignedInt; over a million is unusable.
    std::optional<int> count(std::string_view name) const;
    RecordTime date_time(std::string_view name) const;
    RecordPeriod period(std::string_view name) const;

    Element child(std::string_view name) const;
    std::vector<Element> children(std::string_view name) const;
    /// The strings of an array; nulls (which only carry extensions) are left out.
    std::vector<std::string_view> codes(std::string_view name) const;
    std::vector<std::string> word_list(std::string_view name) const;

private:
    const JsonValue* member(std::string_view name, JsonValue::Kind kind, std::string_view wanted) const;

    const JsonValue* value_ = nullptr;
    Findings* findings_ = nullptr;
};

/// `text` as RecordText wants it: lines parted by "\n", white space at the ends removed, other controls made spaces.
std::string clean_words(std::string_view text);

}  // namespace carepress
