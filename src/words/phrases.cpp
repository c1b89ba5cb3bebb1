#include "words/phrases.h"

#include "base/error.h"
#include "base/language.h"
#include "base/yaml.h"
#include "words/calendar_names.h"

#include <unicode/dcfmtsym.h>
#include <unicode/localebuilder.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

namespace carepress::words {
namespace {

/// Every key of messages/<language>.yaml; each file has them all.
constexpr std::array<std::string_view, 49> phrase_keys = {"page-of",
                                                          "updated",
                                                          "version",
                                                          "code",
                                                          "sample-notice",
                                                          "learn-more-heading",
                                                          "learn-more-go-to",
                                                          "learn-more-enter-code",
                                                          "qr-alternative",
                                                          "callout-emergency",
                                                          "callout-call-now",
                                                          "callout-watch",
                                                          "notice-note",
                                                          "notice-tip",
                                                          "notice-important",
                                                          "notice-warning",
                                                          "notice-caution",
                                                          "task-open",
                                                          "task-done",
                                                          "questions-call",
                                                          "signs-on-page",
                                                          "scan-to-read",
                                                          "date-pattern",
                                                          "article",
                                                          "continued",
                                                          "continues-on-next-page",
                                                          "sheet-leaves-out",
                                                          "sheet-whole-handout",
                                                          "sheet-overview",
                                                          "sheet-part-of",
                                                          "bundle-title",
                                                          "contents-heading",
                                                          "note-heading",
                                                          "left-out",
                                                          "language-help-heading",
                                                          "teach-back-heading",
                                                          "teach-back-actions",
                                                          "teach-back-help",
                                                          "teach-back-questions",
                                                          "page-languages",
                                                          "page-listen",
                                                          "page-stop",
                                                          "page-larger",
                                                          "page-smaller",
                                                          "page-print",
                                                          "page-code",
                                                          "page-open",
                                                          "page-unknown-code",
                                                          "page-nothing-found"};

using Texts = std::map<std::string, std::string, std::less<>>;

/// The key for the form of a phrase in one plural category: no key of a file contains a bar.
std::string form_key(std::string_view key, std::string_view category) {
    return std::string(key) + "|" + std::string(category);
}

/// A text, or a mapping of plural categories (CLDR) to texts, "other" among them.
void read_phrase(const std::string& key, const YamlNode& value, Texts& texts, Diagnostics& diagnostics) {
    if (value.kind != YamlNode::Kind::mapping) {
        texts.emplace(key, value.scalar);
        return;
    }
    constexpr std::array<std::string_view, 6> categories = {"zero", "one", "two", "few", "many", "other"};
    for (const auto& [category, form] : value.entries) {
        if (std::find(categories.begin(), categories.end(), category.scalar) == categories.end())
            diagnostics.error("phrases/plural-category"_code, category.span,
                              "'" + category.scalar + "' is not a plural category",
                              "write zero, one, two, few, many or other");
        texts.emplace(form_key(key, category.scalar), form.scalar);
    }
    if (value.find("other") == nullptr)
        diagnostics.error("phrases/no-other"_code, value.span, "the phrase '" + key + "' lacks its form for other");
}

Texts read_messages(const std::string& path, const PhraseKeys& keys) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    const YamlNode root = read_yaml(source.bytes, 0, diagnostics);
    Texts texts;
    std::vector<std::string_view> known = keys.required;
    known.insert(known.end(), keys.optional.begin(), keys.optional.end());
    const std::set<std::string_view> lookup(known.begin(), known.end());
    for (const auto& [key, value] : root.entries) {
        if (!lookup.contains(key.scalar)) {
            const std::string_view meant = nearest(key.scalar, known);
            diagnostics.error("phrases/unknown"_code, key.span, "unknown phrase '" + key.scalar + "'",
                              meant.empty() ? "" : "did you mean '" + std::string(meant) + "'?");
        }
        read_phrase(key.scalar, value, texts, diagnostics);
    }
    for (const std::string_view key : keys.required)
        if (!texts.contains(key) && !texts.contains(form_key(key, "other")))
            diagnostics.error("phrases/missing"_code, {}, "the phrase '" + std::string(key) + "' is missing");
    if (diagnostics.has_errors()) throw EnvironmentError(format(diagnostics.all().front()));
    return texts;
}

}  // namespace

PhraseKeys page_phrase_keys() { return {{phrase_keys.begin(), phrase_keys.end()}, {}}; }

/// ICU's formatter is made when a date is first needed (it costs a millisecond) and guarded, as it is not thread-safe.
/// Articles of one library share dates: their texts are kept.
struct Phrases::DateFormatter {
    static constexpr std::size_t most_kept = 1'000;
    std::mutex mutex;
    std::unique_ptr<icu::SimpleDateFormat> format;
    std::string pattern;              ///< that `format` has now
    std::map<int, std::string> said;  ///< by days since 1970-01-01

    std::string write(const std::string& language, double milliseconds, const std::string& wanted) {
        UErrorCode status = U_ZERO_ERROR;
        if (!format) {
            // As keywords and not as "-u-ca-gregory-nu-latn": for that ICU makes a table of all extensions, which takes
            // longer than pressing a first handout.
            icu::Locale locale = icu::Locale::forLanguageTag(language, status);
            locale.setKeywordValue("calendar", "gregorian", status);
            locale.setKeywordValue("numbers", "latn", status);
            format = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString::fromUTF8(wanted), locale, status);
            if (U_FAILURE(status)) throw EnvironmentError("ICU has no date format for " + language);
            use_own_calendar_names(*format, language);
            format->adoptTimeZone(icu::TimeZone::getGMT()->clone());
            pattern = wanted;
        }
        if (pattern != wanted) {
            format->applyPattern(icu::UnicodeString::fromUTF8(wanted));
            pattern = wanted;
        }
        icu::UnicodeString text;
        format->format(static_cast<UDate>(milliseconds), text);
        std::string out;
        text.toUTF8String(out);
        return out;
    }
};

/// ICU's plural rules, made when a number is first counted.
struct Phrases::Plurals {
    std::once_flag once;
    std::unique_ptr<icu::PluralRules> rules;
};

/// ICU's number format, made when a number with decimals or thousands is first written.
struct Phrases::NumberFormatter {
    std::once_flag once;
    icu::number::LocalizedNumberFormatter format;
};

namespace {

/// The signs of a number do not hang on ICU's release where the releases of Debian 12 (CLDR 42) and 13 (CLDR 46)
/// differ: both write as CLDR 46 does. In Khmer 0.5 is as on labels in the United States, where it was 0,5 and a
/// thousand was 1.000; Italian has no sign in numbers of four digits.
void use_signs_of_cldr_46(icu::number::LocalizedNumberFormatter& format, const icu::Locale& locale,
                          UErrorCode& status) {
    const std::string_view language = locale.getLanguage();
    if (language == "it") format = std::move(format).grouping(UNUM_GROUPING_MIN2);
    if (language != "km") return;
    icu::DecimalFormatSymbols symbols(locale, status);
    symbols.setSymbol(icu::DecimalFormatSymbols::kDecimalSeparatorSymbol, icu::UnicodeString(u'.'));
    symbols.setSymbol(icu::DecimalFormatSymbols::kGroupingSeparatorSymbol, icu::UnicodeString(u','));
    format = std::move(format).symbols(symbols);
}

/// "-12.50". ICU is never asked for another text: a formatter whose third call fails writes no number from then on.
bool is_decimal(std::string_view text) {
    const auto skip_digits = [&text] {
        const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(digits);
        return digits > 0;
    };
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    if (!skip_digits()) return false;
    if (text.empty()) return true;
    if (text.front() != '.') return false;
    text.remove_prefix(1);
    return skip_digits() && text.empty();
}

}  // namespace

Phrases::Phrases(std::string language, Texts texts)
    : language_(std::move(language)),
      texts_(std::move(texts)),
      dates_(std::make_unique<DateFormatter>()),
      plurals_(std::make_unique<Plurals>()),
      numbers_(std::make_unique<NumberFormatter>()) {}
Phrases::~Phrases() = default;
Phrases::Phrases(Phrases&&) noexcept = default;

const std::string& Phrases::operator[](std::string_view key) const {
    const auto found = texts_.find(key);
    assert(found != texts_.end());
    return found->second;
}

const std::string* Phrases::find(std::string_view key) const {
    const auto found = texts_.find(key);
    return found == texts_.end() ? nullptr : &found->second;
}

const std::string* Phrases::counted(std::string_view key, double number) const {
    if (const std::string* only = find(key)) return only;
    std::call_once(plurals_->once, [this] {
        UErrorCode status = U_ZERO_ERROR;
        plurals_->rules.reset(icu::PluralRules::forLocale(icu::Locale::forLanguageTag(language_, status), status));
        if (U_FAILURE(status)) throw EnvironmentError("ICU has no plural rules for " + language_);
    });
    std::string category;
    plurals_->rules->select(number).toUTF8String(category);
    const std::string* form = find(form_key(key, category));
    const bool named_after =
        (category == "zero" && number == 0) || (category == "one" && number == 1) || (category == "two" && number == 2);
    const bool fits = form != nullptr && (named_after || form->find("{n}") != std::string::npos);
    return fits ? form : find(form_key(key, "other"));
}

std::string Phrases::number(std::string_view decimal) const {
    const bool plain = decimal.size() < 4 && decimal.find_first_not_of("0123456789") == std::string_view::npos;
    if (plain) return std::string(decimal);
    if (!is_decimal(decimal)) return std::string(decimal);
    std::call_once(numbers_->once, [this] {
        UErrorCode status = U_ZERO_ERROR;
        icu::Locale locale = icu::Locale::forLanguageTag(language_, status);
        icu::LocaleBuilder builder;
        builder.setLocale(locale);
        if (*locale.getCountry() == '\0') builder.setRegion("US");
        locale = builder.build(status);
        locale.setKeywordValue("numbers", "latn", status);
        numbers_->format = icu::number::NumberFormatter::withLocale(locale);
        use_signs_of_cldr_46(numbers_->format, locale, status);
        if (U_FAILURE(status)) throw EnvironmentError("ICU has no number format for " + language_);
    });
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString text =
        numbers_->format.formatDecimal({decimal.data(), static_cast<std::int32_t>(decimal.size())}, status)
            .toString(status);
    if (U_FAILURE(status)) return std::string(decimal);
    std::string out;
    // Not every face has the narrow space that some languages put between thousands.
    text.findAndReplace(icu::UnicodeString(u'\u202F'), icu::UnicodeString(u'\u00A0')).toUTF8String(out);
    return out;
}

std::string Phrases::fill(std::string_view key,
                          std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
    // A single pass through the pattern: braces within a value are part of the value.
    const std::string& pattern = (*this)[key];
    std::string out;
    out.reserve(2 * pattern.size());
    for (std::size_t at = 0; at < pattern.size();) {
        const std::string_view rest = std::string_view(pattern).substr(at);
        const auto named = std::find_if(values.begin(), values.end(), [&](const auto& value) {
            const std::string_view name = value.first;
            return rest.size() > name.size() + 1 && rest[0] == '{' && rest.substr(1, name.size()) == name &&
                   rest[name.size() + 1] == '}';
        });
        if (named == values.end()) {
            out += pattern[at++];
        } else {
            out += named->second;
            at += named->first.size() + 2;
        }
    }
    return out;
}

std::string Phrases::date(std::string_view iso) const {
    const auto digits = [&](std::size_t at, std::size_t count) {
        int number = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            if (i >= iso.size() || iso[i] < '0' || iso[i] > '9') return -1;
            number = number * 10 + (iso[i] - '0');
        }
        return number;
    };
    const int year = digits(0, 4), month = digits(5, 2), day = digits(8, 2);
    const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (year < 0 || month < 0 || day < 0 || !date.ok()) return std::string(iso);
    // Whole days, without a time zone: a date never shifts.
    const int days = std::chrono::sys_days(date).time_since_epoch().count();

    const std::lock_guard lock(dates_->mutex);
    const auto known = dates_->said.find(days);
    if (known != dates_->said.end()) return known->second;
    std::string out = dates_->write(language_, static_cast<double>(days) * 86'400'000.0, (*this)["date-pattern"]);
    if (dates_->said.size() >= DateFormatter::most_kept) dates_->said.clear();
    dates_->said.emplace(days, out);
    return out;
}

std::string Phrases::date_time(double local_milliseconds, const std::string& pattern) const {
    const std::lock_guard lock(dates_->mutex);
    return dates_->write(language_, local_milliseconds, pattern);
}

struct PhraseBook::Slot {
    std::once_flag once;
    std::optional<Phrases> phrases;
};

PhraseBook::PhraseBook(const std::string& folder, PhraseKeys keys) : folder_(folder), keys_(std::move(keys)) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".yaml")
            by_language_.emplace(entry.path().stem().string(), std::make_unique<Slot>());
    if (error) throw EnvironmentError("cannot read the messages in " + folder + ": " + error.message());
    if (!by_language_.contains("en")) throw EnvironmentError("the messages in " + folder + " lack en.yaml");
}

PhraseBook::~PhraseBook() = default;

const Phrases& PhraseBook::in(std::string_view language) const {
    auto found = find_language(by_language_, language);
    if (found == by_language_.end()) found = by_language_.find("en");
    Slot& slot = *found->second;
    std::call_once(slot.once, [&] {
        slot.phrases.emplace(found->first, read_messages(folder_ + "/" + found->first + ".yaml", keys_));
    });
    return *slot.phrases;
}

std::vector<std::string> PhraseBook::languages() const {
    std::vector<std::string> tags;
    for (const auto& entry : by_language_) tags.push_back(entry.first);
    return tags;
}

}  // namespace carepress::words
