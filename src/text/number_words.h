#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace carepress::text {

/// What a word is to a number beside it.
struct NumberWord {
    enum Flag : std::uint16_t {
        unit = 1,       ///< behind a number: "mg", "times"
        form = 2,       ///< what a medicine comes in, also a unit: "tablets"
        half_day = 4,   ///< "AM", "Uhr", "오전"
        month = 8,      ///< beside the day or the year of a date
        capital = 16,   ///< is one only with a capital: "March" in English, "AM" in German
        range = 32,     ///< between two numbers: "to"
        label = 64,     ///< before a number: "page"
        title = 128,    ///< before a name, with a full stop: "Dr"
        of_date = 256,  ///< between day, month and year: "de"
    };
    /// Of what a unit is; those of one kind may follow each other: "5 ft 10 in".
    enum class Kind : std::uint8_t { none, time, mass, length, volume, temperature, half_day, date };

    std::uint16_t flags = 0;
    Kind kind = Kind::none;
    bool is(std::uint16_t wanted) const { return (flags & wanted) != 0; }
};

/// Those words in one language: in small letters, without the full stop of an abbreviation, with U+0020 as their only
/// white space.
class LanguageNumberWords {
    struct Entry {
        std::u16string word;
        NumberWord what;
    };

public:
    /// Reads a text one unit after the other as long as a word may come of it.
    class Search {
    public:
        explicit Search(std::span<const Entry> entries) : entries_(entries) {}
        /// Whether some word goes on with `unit`; if not, the search is over.
        bool next(char16_t unit);
        /// What the units read so far are together; nothing if they are not a word.
        NumberWord word() const {
            return entries_.front().word.size() == depth_ ? entries_.front().what : NumberWord{};
        }

    private:
        std::span<const Entry> entries_;  ///< ascending; those that begin with what was read
        std::size_t depth_ = 0;
    };
    /// For what begins at a place.
    Search forwards() const { return Search(forwards_); }
    /// For what ends there, from the last unit to the first: labels, titles, months and halves of the day.
    Search backwards() const { return Search(backwards_); }

    /// Adds what `word` also is. Words of no letter, of more than 30 units or that hold a digit are left out.
    void add(std::u16string word, NumberWord what);
    /// After the last add(), before the first search.
    void sort();

private:
    std::map<std::u16string, NumberWord> words_;
    std::vector<Entry> forwards_, backwards_;
};

/// The words of all languages: those of words/numbers.yaml, and units, months and halves of the day as Unicode's CLDR
/// has them, by ICU. Shared by threads; a language is read when first asked for.
class NumberWords {
public:
    explicit NumberWords(std::string file);
    ~NumberWords();
    NumberWords(const NumberWords&) = delete;
    NumberWords& operator=(const NumberWords&) = delete;

    /// For text in `language` (BCP 47); valid as long as this. Throws EnvironmentError when the file or ICU's data
    /// can't be read.
    const LanguageNumberWords& of(const std::string& language) const;

private:
    class File;
    std::string file_;
    mutable std::mutex mutex_;
    mutable std::unique_ptr<const File> read_;
    mutable std::map<std::string, std::unique_ptr<const LanguageNumberWords>> languages_;
};

}  // namespace carepress::text
