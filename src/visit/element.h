#pragma once

#include "base/diagnostic.h"
#include "visit/json.h"
#include "visit/record.h"
#include "visit/visit.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::visit {

/// Words of the record as RecordText wants them, and what was removed on the way.
struct CleanWords {
    std::string text;
    bool hidden_characters = false;  ///< see without_hidden_characters()
    bool markup = false;             ///< HTML tags; decoded references are not reported
    bool struck_out = false;         ///< words that the record strikes out
    bool hidden = false;             ///< words that a page would not show
};

/// `text` as RecordText wants it: lines separated by "\n", blanks folded, white space at the ends removed, no other
/// controls and no hidden characters; HTML read as a page would show it.
CleanWords clean_words(std::string_view text);

/// What goes wrong while a resource is read. A wrong JSON type is an error: the bundle is not FHIR and is refused. What
/// is FHIR but can't be used (a date that is not a valid date, a modifier extension) makes the resource unusable, and
/// its reader leaves it out.
class ReadingProblems {
public:
    explicit ReadingProblems(Diagnostics& diagnostics) : diagnostics_(&diagnostics) {}

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
    /// Puts back what take() took.
    void put(std::optional<Problem> problem) { problem_ = std::move(problem); }

    /// Reports what was removed from a string of the record, once for each resource.
    void cleaned(const JsonValue& value, const CleanWords& words);
    /// Reports that a part is held back as sensitive, and of which kind, once.
    void withheld(const JsonValue& value, std::string_view kind);
    /// Reports that the name of a concept was too long and was cut, once.
    void name_cut(const JsonValue& value);

    Diagnostics& diagnostics() const { return *diagnostics_; }

private:
    void say_once(DiagnosticCode code, const JsonValue& value, std::string_view what, Severity severity);

    Diagnostics* diagnostics_;
    std::optional<Problem> problem_;
    std::set<const JsonValue*> wrong_;
    std::set<std::pair<const JsonValue*, std::string_view>> said_;
};

/// A view of a JSON object as a FHIR element, or of an absent one. Its getters check types; what is absent, empty or of
/// a wrong type comes back empty. Entering an element with a modifierExtension makes the resource unusable, as FHIR R4,
/// 2.4.0.1.1, demands of readers that do not know the extension.
class Element {
public:
    Element() = default;
    /// `object` is a JSON object.
    Element(const JsonValue& object, ReadingProblems& problems);

    bool present() const { return value_ != nullptr; }
    const JsonValue& json() const { return *value_; }
    ReadingProblems& problems() const { return *problems_; }
    std::string path() const { return path_of(*value_); }
    bool has(std::string_view name) const { return value_ && value_->find(name); }
    void unusable(LeftOutReason reason, std::string message) const {
        problems_->unusable(*value_, reason, std::move(message));
    }

    /// A string without white space around it: a code, id or URI.
    std::string_view code(std::string_view name) const;
    /// A string to print: see RecordText. No language.
    std::string words(std::string_view name) const;
    /// The translations of a string, in the member "_name" (FHIR R4, 2.6.2 and the extension "translation": lang,
    /// content). Those without a language tag or content are left out.
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
    ReadingProblems* problems_ = nullptr;
};

}  // namespace carepress::visit
