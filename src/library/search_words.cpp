#include "library/search_words.h"

#include "base/error.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <cstdint>

namespace carepress::library {
namespace {

/// Of a script that writes no spaces between words.
bool needs_dictionary(UChar32 character) {
    if (character < 0x0E00) return false;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(character, &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR:
            return true;
        default:
            return character == 0x30FC;  // the long vowel mark of Katakana and Hiragana, script Common
    }
}

bool is_of_word(UChar32 character) {
    if (character < 0x80) return u_isalnum(character) != 0;
    constexpr std::uint32_t letters = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;
    // ZWNJ and ZWJ join letters of Persian and Indic words.
    return (U_GET_GC_MASK(character) & letters) != 0 || character == 0x200C || character == 0x200D;
}

/// A mark that a searcher may leave out.
bool is_accent(UChar32 character) {
    if (character == 0x200C || character == 0x200D || character == 0x0640) return true;  // joiners, tatweel
    if (character == 0x3099 || character == 0x309A) return false;  // what makes ga of ka makes another letter
    if ((U_GET_GC_MASK(character) & U_GC_MN_MASK) == 0) return false;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(character, &status);
    return script == USCRIPT_INHERITED || script == USCRIPT_ARABIC || script == USCRIPT_HEBREW;
}

/// Letters with a stroke have no decomposition in Unicode.
const char* without_stroke(UChar32 character) {
    switch (character) {
        case 0x0111:
            return "d";
        case 0x0142:
            return "l";
        case 0x00F8:
            return "o";
        case 0x00E6:
            return "ae";
        case 0x0153:
            return "oe";
        case 0x0131:
            return "i";
        case 0x0127:
            return "h";
        default:
            return nullptr;
    }
}

struct CloseText {
    void operator()(UText* text) const { utext_close(text); }
};

}  // namespace

struct WordSplitter::Icu {
    const icu::Normalizer2* fold = nullptr;
    const icu::Normalizer2* decompose = nullptr;
    const icu::Normalizer2* compose = nullptr;
    std::unique_ptr<icu::BreakIterator> words;  ///< made when first needed: its dictionaries take milliseconds

    void make_words() {
        UErrorCode status = U_ZERO_ERROR;
        words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
        if (U_FAILURE(status))
            throw EnvironmentError("ICU has no word breaks; install Debian's package libicu" U_ICU_VERSION_SHORT);
    }
};

WordSplitter::WordSplitter() : icu_(std::make_unique<Icu>()) {
    UErrorCode status = U_ZERO_ERROR;
    icu_->fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    icu_->decompose = icu::Normalizer2::getNFDInstance(status);
    icu_->compose = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status))
        throw EnvironmentError("ICU has no normalisation data; install Debian's package libicu" U_ICU_VERSION_SHORT);
}
WordSplitter::~WordSplitter() = default;
WordSplitter::WordSplitter(WordSplitter&&) noexcept = default;

void WordSplitter::split(std::string_view text, const Visit& visit) {
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
    std::int32_t at = 0;
    while (at < length) {
        const std::int32_t begin = at;
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(text.data(), at, length, character);
        if (!is_of_word(character)) continue;
        const bool by_dictionary = needs_dictionary(character);
        std::int32_t end = at;
        while (end < length) {
            std::int32_t next = end;
            U8_NEXT_OR_FFFD(text.data(), next, length, character);
            const bool is_mark = character >= 0x80 && (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0;
            if (!is_of_word(character) || (!is_mark && needs_dictionary(character) != by_dictionary)) break;
            end = next;
        }
        at = end;
        const auto first = static_cast<std::size_t>(begin), last = static_cast<std::size_t>(end);
        const bool go_on =
            by_dictionary ? split_by_dictionary(text, first, last, visit) : emit(text, first, last, visit);
        if (!go_on) return;
    }
}

bool WordSplitter::split_by_dictionary(std::string_view text, std::size_t begin, std::size_t end, const Visit& visit) {
    if (!icu_->words) icu_->make_words();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, CloseText> run(
        utext_openUTF8(nullptr, text.data() + begin, static_cast<std::int64_t>(end - begin), &status));
    icu_->words->setText(run.get(), status);
    if (U_FAILURE(status)) return emit(text, begin, end, visit);
    std::int32_t from = icu_->words->first();
    for (std::int32_t to = icu_->words->next(); to != icu::BreakIterator::DONE; from = to, to = icu_->words->next())
        if (!emit(text, begin + static_cast<std::size_t>(from), begin + static_cast<std::size_t>(to), visit))
            return false;
    return true;
}

bool WordSplitter::emit(std::string_view text, std::size_t begin, std::size_t end, const Visit& visit) {
    fold(text.substr(begin, end - begin));
    return word_.empty() || visit(word_, begin, end);
}

void WordSplitter::fold(std::string_view word) {
    word_.assign(word);
    bool is_ascii = true;
    for (char& c : word_) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        is_ascii = is_ascii && (c & 0x80) == 0;
    }
    if (is_ascii) return;
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString folded =
        icu_->decompose->normalize(icu_->fold->normalize(icu::UnicodeString::fromUTF8(word), status), status);
    icu::UnicodeString bare;
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 character = folded.char32At(i);
        if (is_accent(character)) continue;
        if (const char* plain = without_stroke(character))
            bare += icu::UnicodeString::fromUTF8(plain);
        else
            bare += character;
    }
    word_.clear();
    icu_->compose->normalize(bare, status).toUTF8String(word_);
}

}  // namespace carepress::library
