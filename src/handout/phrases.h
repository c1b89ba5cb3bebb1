#pragma once

#include <map>
#include <string>
#include <string_view>

namespace carepress {

/// The fixed phrases of the page in one language: messages/<language>.yaml, which a translator can edit.
class Phrases {
public:
    explicit Phrases(std::map<std::string, std::string, std::less<>> texts, std::string language)
        : texts_(std::move(texts)), language_(std::move(language)) {}
    /// The phrase under `key`; asserts that it exists (read_phrases checked every key).
    const std::string& operator[](std::string_view key) const;
    const std::string& language() const { return language_; }

private:
    std::map<std::string, std::string, std::less<>> texts_;
    std::string language_;
};

/// All languages' phrases: immutable, shared.
class PhraseBook {
public:
    /// Reads every messages/*.yaml of `folder`. Throws EnvironmentError for a missing or unknown key.
    explicit PhraseBook(const std::string& folder);
    /// The phrases for a language: exact, else by likely subtags and primary subtag, else English.
    const Phrases& in(std::string_view language) const;

private:
    std::map<std::string, Phrases, std::less<>> by_language_;
};

}  // namespace carepress
