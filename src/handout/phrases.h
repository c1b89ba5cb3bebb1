#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// All languages' phrases, shared by threads. A language's file is read when its phrases are first wanted: reading all
/// takes longer than pressing a handout.
class PhraseBook {
public:
    /// Looks which languages have a messages/<language>.yaml in `folder`; English must.
    explicit PhraseBook(const std::string& folder);
    ~PhraseBook();

    /// The phrases for a language by lookup_tags(), else English. Throws EnvironmentError for broken YAML and for a
    /// missing or unknown key.
    const Phrases& in(std::string_view language) const;
    /// All there are, in order of their tags.
    std::vector<std::string> languages() const;

private:
    struct Slot;
    std::string folder_;
    std::map<std::string, std::unique_ptr<Slot>, std::less<>> by_language_;
};

}  // namespace carepress
