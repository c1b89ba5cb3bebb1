#include "handout/phrases.h"

#include "base/error.h"
#include "base/language.h"
#include "base/yaml.h"
#include "handout/calendar_names.h"

#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <filesystem>
#include <mutex>
#include <optional>
#include <vector>

namespace carepress {
namespace {

/// Every key of a message file; each file has them all.
constexpr std::array<std::string_view, 29> phrase_keys = {"page-of",
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
                                                          "questions-call",
                                                          "date-pattern",
                                                          "article",
                                                          "continued",
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
                                                          "teach-back-questions"};

std::map<std::string, std::string, std::less<>> read_messages(const std::string& path) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    const YamlNode root = read_yaml(source.bytes, 0, diagnostics);
    std::map<std::string, std::string, std::less<>> texts;
    const std::vector<std::string_view> known(phrase_keys.begin(), phrase_keys.end());
    for (const auto& [key, value] : root.entries) {
        if (std::find(known.begin(), known.end(), key.scalar) == known.end()) {
            const std::string_view meant = nearest(key.scalar, known);
            diagnostics.error(key.span, "unknown phrase '" + key.scalar + "'",
                              meant.empty() ? "" : "did you mean '" + std::string(meant) + "'?");
        }
        texts.emplace(key.scalar, value.scalar);
    }
    for (const std::string_view key : known)
        if (!texts.contains(key)) diagnostics.error({}, "the phrase '" + std::string(key) + "' is missing");
    if (diagnostics.has_errors()) throw EnvironmentError(format(diagnostics.all().front()));
    return texts;
}

}  // namespace

/// ICU's formatter is made when a date is first wanted (it costs a millisecond) and guarded, as it is not thread-safe.
/// Articles of one library share dates: those that were said are kept.
struct Phrases::DateFormatter {
    static constexpr std::size_t most_kept = 1'000;
    std::mutex mutex;
    std::unique_ptr<icu::SimpleDateFormat> format;
    std::map<int, std::string> said;  ///< by days since 1970-01-01
};

Phrases::Phrases(std::string language, std::map<std::string, std::string, std::less<>> texts)
    : language_(std::move(language)), texts_(std::move(texts)), dates_(std::make_unique<DateFormatter>()) {}
Phrases::~Phrases() = default;
Phrases::Phrases(Phrases&&) noexcept = default;

const std::string& Phrases::operator[](std::string_view key) const {
    const auto found = texts_.find(key);
    assert(found != texts_.end());
    return found->second;
}

std::string Phrases::fill(std::string_view key,
                          std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
    std::string out = (*this)[key];
    for (const auto& [name, value] : values) {
        const std::string placeholder = "{" + std::string(name) + "}";
        for (std::size_t at = out.find(placeholder); at != std::string::npos;
             at = out.find(placeholder, at + value.size()))
            out.replace(at, placeholder.size(), value);
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
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return std::string(iso);

    // Days since 1970-01-01 by the proleptic Gregorian calendar: a date without a time zone never shifts.
    const int y = month <= 2 ? year - 1 : year;
    const int era = y / 400, year_of_era = y - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int days = era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;

    const std::lock_guard lock(dates_->mutex);
    const auto known = dates_->said.find(days);
    if (known != dates_->said.end()) return known->second;
    UErrorCode status = U_ZERO_ERROR;
    if (!dates_->format) {
        // As keywords and not as "-u-ca-gregory-nu-latn": for that ICU makes a table of all extensions, which takes
        // longer than pressing a first handout.
        icu::Locale locale = icu::Locale::forLanguageTag(language_, status);
        locale.setKeywordValue("calendar", "gregorian", status);
        locale.setKeywordValue("numbers", "latn", status);
        dates_->format = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString::fromUTF8((*this)["date-pattern"]),
                                                                 locale, status);
        if (U_FAILURE(status)) throw EnvironmentError("ICU has no date format for " + language_);
        use_own_calendar_names(*dates_->format, language_);
        dates_->format->adoptTimeZone(icu::TimeZone::getGMT()->clone());
    }
    icu::UnicodeString text;
    dates_->format->format(static_cast<UDate>(days) * 86'400'000.0, text);
    std::string out;
    text.toUTF8String(out);
    if (dates_->said.size() >= DateFormatter::most_kept) dates_->said.clear();
    dates_->said.emplace(days, out);
    return out;
}

struct PhraseBook::Slot {
    std::once_flag once;
    std::optional<Phrases> phrases;
};

PhraseBook::PhraseBook(const std::string& folder) : folder_(folder) {
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
    std::call_once(slot.once,
                   [&] { slot.phrases.emplace(found->first, read_messages(folder_ + "/" + found->first + ".yaml")); });
    return *slot.phrases;
}

std::vector<std::string> PhraseBook::languages() const {
    std::vector<std::string> tags;
    for (const auto& entry : by_language_) tags.push_back(entry.first);
    return tags;
}

}  // namespace carepress
