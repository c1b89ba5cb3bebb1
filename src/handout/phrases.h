#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace carepress {

/// The fixed phrases of the page in one language: messages/<language>.yaml, which a translator can edit.
class Phrases {
public:
    Phrases(std::string language, std::map<std::string, std::string, std::less<>> texts);
    ~Phrases();
    Phrases(Phrases&&) noexcept;

    const std::string& language() const { return language_; }

    /// The phrase under `key`. The key must be one of phrase_keys().
    const std::string& operator[](std::string_view key) const;

    /// The phrase with each "{name}" replaced by its value.
    std::string fill(std::string_view key,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;

    /// An ISO 8601 date ("2026-11-22", more is ignored) in words of this language, by the Gregorian calendar and with
    /// Western digits whatever the language's own custom is. Returns `iso` itself when it is no date.
    std::string date(std::string_view iso) const;

private:
    struct DateFormatter;
    std::string language_;
    std::map<std::string, std::string, std::less<>> texts_;
    std::unique_ptr<DateFormatter> dates_;
};

/// All languages' phrases: immutable, shared by threads.
class PhraseBook {
public:
    /// Reads every messages/*.yaml of `folder`. Throws EnvironmentError for broken YAML and for a missing or unknown
    /// key.
    explicit PhraseBook(const std::string& folder);

    /// The phrases for a language: exact, else by its primary subtag, else English.
    const Phrases& in(std::string_view language) const;

private:
    std::map<std::string, Phrases, std::less<>> by_language_;
};

}  // namespace carepress
