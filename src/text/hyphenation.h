#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::text {

/// Which words may be divided, and where in them.
struct DivisionLimits {
    int shortest = 8;           ///< letters of a word that is divided
    int before = 3, after = 3;  ///< least letters before and after a break; more where the language's patterns ask so
    std::span<const std::u16string> whole{};  ///< words that are never divided, in small letters, ascending
};

/// The words of `text` in small letters, each letter for itself, as DivisionLimits::whole has them; in any order.
void add_words(std::u16string_view text, std::vector<std::u16string>& words);

/// Where words of one language may be divided, by a file of patterns that libhyphen reads.
class WordPatterns {
public:
    /// Throws EnvironmentError when libhyphen can't read the file.
    WordPatterns(const std::string& file, bool capitalised, bool elided);
    ~WordPatterns();
    WordPatterns(const WordPatterns&) = delete;
    WordPatterns& operator=(const WordPatterns&) = delete;

    /// Appends the places of `word` where it may be divided as it is spelled, in units from its start, ascending.
    /// `word` holds letters and marks only, at most 100.
    void find(std::u16string_view word, std::vector<std::uint32_t>& places) const;

    bool divides_capitalised() const { return capitalised_; }  ///< words with a capital, which elsewhere may be names
    bool divides_elided() const { return elided_; }            ///< what follows an apostrophe is a word

private:
    struct Dictionary;
    std::unique_ptr<const Dictionary> dictionary_;
    bool capitalised_, elided_;
};

/// The pattern files of words/hyphenation.yaml (F. M. Liang's method, read by libhyphen): immutable, shared by threads.
/// A file is opened when a text first needs it; a language without one divides no words.
class Hyphenation {
public:
    /// Reads the manifest, no pattern file. Throws EnvironmentError when it can't be read.
    explicit Hyphenation(const std::string& manifest);
    ~Hyphenation();
    Hyphenation(const Hyphenation&) = delete;
    Hyphenation& operator=(const Hyphenation&) = delete;

    /// For text in `language` (BCP 47); null where there are none. Valid as long as this.
    const WordPatterns* patterns(const std::string& language) const;

    /// What a language needs.
    struct PatternFile {
        std::string package;  ///< Debian's
        std::string path;     ///< empty: not installed
    };
    /// None where the manifest has nothing for the language.
    const PatternFile* file(const std::string& language) const;
    /// Of all languages, in the manifest's order.
    std::vector<PatternFile> files() const;

private:
    struct Entry;
    const Entry* entry(const std::string& language) const;
    std::vector<std::unique_ptr<Entry>> entries_;
};

}  // namespace carepress::text
