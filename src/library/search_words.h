#pragma once

#include <unicode/uvernum.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace carepress::library {

/// Which rules and dictionaries WordSplitter works by: those of ICU's major version, which its libraries are named
/// after.
inline constexpr std::int64_t word_rules_version = U_ICU_VERSION_MAJOR_NUM;

/// Parts texts into the words that people search for. Words end where letters, digits and marks end; Chinese, Japanese,
/// Thai, Lao, Khmer and Burmese, which have no spaces between words, are split by ICU's dictionaries. A word is
/// folded: letters small, compatibility forms and accents taken off (é = e, đ = d, ﬁ = fi, Arabic and Hebrew points),
/// the marks of Indic scripts, which are letters to their readers, kept. Folding a folded word changes nothing.
class WordSplitter {
public:
    WordSplitter();
    ~WordSplitter();
    WordSplitter(WordSplitter&&) noexcept;

    /// Calls `visit(word, begin, end)` for each word of `text` (UTF-8), in order, with its bytes [begin, end) there;
    /// stops when it returns false.
    using Visit = std::function<bool(std::string_view word, std::size_t begin, std::size_t end)>;
    void split(std::string_view text, const Visit& visit);

private:
    bool split_by_dictionary(std::string_view text, std::size_t begin, std::size_t end, const Visit& visit);
    bool emit(std::string_view text, std::size_t begin, std::size_t end, const Visit& visit);
    void fold(std::string_view word);

    struct Icu;
    std::unique_ptr<Icu> icu_;
    std::string word_;  ///< the folded word
};

}  // namespace carepress::library
