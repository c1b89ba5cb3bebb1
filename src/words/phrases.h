#pragma once

#include "base/language.h"

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::words {

/// The keys that every message file of a folder has, and those that a translation may lack: without a reliable phrase
/// in a language, English is better. English has them all.
struct PhraseKeys {
    std::vector<std::string_view> required, optional;
};

/// The keys of messages/<language>.yaml: the fixed phrases of every handout.
PhraseKeys page_phrase_keys();

/// The fixed phrases of the page in one language: messages/<language>.yaml, which a translator can edit.
class Phrases {
public:
    Phrases(std::string language, std::map<std::string, std::string, std::less<>> texts);
    ~Phrases();
    Phrases(Phrases&&) noexcept;

    const std::string& language() const { return language_; }

    /// All phrases by their keys, those of plural forms too.
    const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

    /// The phrase under `key`, which must be there.
    const std::string& operator[](std::string_view key) const;
    /// The phrase under `key`, or nullptr.
    const std::string* find(std::string_view key) const;

    /// The form of a phrase that goes with a number, by the language's plural rules (CLDR): of
    /// "{one: …, other: …}" the one for `number`, or "other". A form without "{n}", such as "one tablet", is used only
    /// for the number that its category is named after: CLDR's "one" includes 0.25 in Hebrew and 1.5 in French. nullptr
    /// if the language has no such phrase.
    const std::string* counted(std::string_view key, double number) const;

    /// The phrase with each "{name}" replaced by its value.
    std::string fill(std::string_view key,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;

    /// A plain decimal ("1250.5") with the decimal separator and the grouping that readers of this language in the
    /// United States use (ICU), in Western digits. Returns `decimal` itself if it is not a number.
    std::string number(std::string_view decimal) const;

    /// An ISO 8601 date ("2026-11-22", more is ignored) in words of this language, by the Gregorian calendar and with
    /// Western digits whatever the language's own custom is. Returns `iso` itself if it is not a date.
    std::string date(std::string_view iso) const;

    /// A local date and time, in milliseconds since 1970-01-01T00:00 of the same clock, in words of this language by an
    /// ICU pattern ("EEEE, h:mm a"); calendar and digits as for date().
    std::string date_time(double local_milliseconds, const std::string& pattern) const;

private:
    struct DateFormatter;
    struct Plurals;
    struct NumberFormatter;
    std::string language_;
    std::map<std::string, std::string, std::less<>> texts_;
    std::unique_ptr<DateFormatter> dates_;
    std::unique_ptr<Plurals> plurals_;
    std::unique_ptr<NumberFormatter> numbers_;
};

/// All languages' phrases, shared by threads. A language's file is read when its phrases are first needed: reading all
/// takes longer than pressing a handout.
class PhraseBook {
public:
    /// Looks which languages have a messages/<language>.yaml in `folder`; English must.
    explicit PhraseBook(const std::string& folder, PhraseKeys keys = page_phrase_keys());
    ~PhraseBook();

    /// The phrases for a language by lookup_tags(), else English. Throws EnvironmentError for broken YAML and for a
    /// missing or unknown key.
    const Phrases& in(std::string_view language) const;
    /// There are phrases for the language by lookup_tags(), not counting English as a substitute.
    bool has(std::string_view language) const { return find_language(by_language_, language) != by_language_.end(); }
    /// All languages that have phrases, in order of their tags.
    std::vector<std::string> languages() const;

private:
    struct Slot;
    std::string folder_;
    PhraseKeys keys_;
    std::map<std::string, std::unique_ptr<Slot>, std::less<>> by_language_;
};

}  // namespace carepress::words
