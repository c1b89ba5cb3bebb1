#include "check/red_flags.h"

#include "check/red_flags_file.h"

#include <unicode/regex.h>
#include <unicode/utext.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace carepress::check {
namespace {

/// A sign's phrases in one language, as one expression.
struct SignPattern {
    const RedFlag* flag;
    std::unique_ptr<icu::RegexMatcher> matcher;
};

/// Text as ICU's expressions read it, without a copy.
class BorrowedText {
public:
    explicit BorrowedText(std::string_view text) {
        UErrorCode status = U_ZERO_ERROR;
        utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    }
    ~BorrowedText() { utext_close(&text_); }
    BorrowedText(const BorrowedText&) = delete;
    BorrowedText& operator=(const BorrowedText&) = delete;
    UText* get() { return &text_; }

private:
    UText text_ = UTEXT_INITIALIZER;
};

std::size_t length_of(const RedFlagMatch& match) { return match.end - match.begin; }

bool overlap(const RedFlagMatch& a, const RedFlagMatch& b) { return a.begin < b.end && b.begin < a.end; }

std::string_view mark_of(article::Urgency level) {
    constexpr std::string_view marks[] = {"[!EMERGENCY]", "[!CALL-NOW]", "[!WATCH]"};
    return marks[static_cast<std::size_t>(level)];
}

}  // namespace

article::Urgency RedFlag::level_in(const std::string& code) const {
    const auto found = exceptions.find(code);
    return found == exceptions.end() ? level : found->second;
}

struct RedFlags::Impl {
    RedFlagsFile file;
    std::map<std::string, std::vector<SignPattern>, std::less<>> by_language;  ///< made when first asked for

    /// The table's name of a language, or of one that it belongs to; empty if the table knows neither.
    std::string known(std::string language) const {
        while (!language.empty() && !file.expressions.contains(language))
            language.resize(language.rfind('-') == std::string::npos ? 0 : language.rfind('-'));
        return language;
    }

    std::vector<SignPattern>& patterns(const std::string& language) {
        const auto [entry, is_new] = by_language.try_emplace(language);
        if (!is_new) return entry->second;
        const auto found = file.expressions.find(language);
        if (found == file.expressions.end()) return entry->second;
        for (const auto& [index, expression] : found->second) {
            // The file's reader has compiled the expression already.
            UErrorCode status = U_ZERO_ERROR;
            auto matcher = std::make_unique<icu::RegexMatcher>(icu::UnicodeString::fromUTF8(expression),
                                                               UREGEX_CASE_INSENSITIVE, status);
            entry->second.push_back({&file.flags[index], std::move(matcher)});
        }
        return entry->second;
    }
};

RedFlags::RedFlags() : impl_(std::make_unique<Impl>()) {}
RedFlags::RedFlags(const std::string& path) : RedFlags() { impl_->file = read_red_flags(path); }
RedFlags::~RedFlags() = default;
RedFlags::RedFlags(RedFlags&&) noexcept = default;
RedFlags& RedFlags::operator=(RedFlags&&) noexcept = default;

std::span<const RedFlag> RedFlags::all() const { return impl_->file.flags; }

std::vector<RedFlagMatch> RedFlags::find(std::string_view text, const std::string& language) {
    std::vector<RedFlagMatch> all;
    BorrowedText borrowed(text);
    for (SignPattern& pattern : impl_->patterns(impl_->known(language))) {
        pattern.matcher->reset(borrowed.get());
        UErrorCode status = U_ZERO_ERROR;
        while (pattern.matcher->find(status) && U_SUCCESS(status))
            all.push_back({pattern.flag, static_cast<std::size_t>(pattern.matcher->start64(status)),
                           static_cast<std::size_t>(pattern.matcher->end64(status))});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const RedFlagMatch& a, const RedFlagMatch& b) { return length_of(a) > length_of(b); });
    std::vector<RedFlagMatch> matches;
    for (const RedFlagMatch& match : all)
        if (std::none_of(matches.begin(), matches.end(), [&](const RedFlagMatch& longer) {
                return longer.flag == match.flag || overlap(longer, match);
            }))
            matches.push_back(match);
    std::stable_sort(matches.begin(), matches.end(), [](const RedFlagMatch& a, const RedFlagMatch& b) {
        return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
    });
    return matches;
}

void check_red_flags(const std::vector<Passage>& passages, const article::Metadata& metadata, RedFlags& flags,
                     Findings& findings) {
    for (const Passage& passage : passages) {
        if (!passage.help) continue;
        for (const RedFlagMatch& match : flags.find(passage.text, metadata.language)) {
            const article::Urgency level = match.flag->level_in(metadata.code);
            if (level == *passage.help) continue;
            findings.add("check/red-flags"_code, level < *passage.help ? Severity::error : Severity::warning,
                         passage.in_source(match.begin, match.end),
                         "\"" + passage.text.substr(match.begin, match.end - match.begin) + "\" belongs in " +
                             std::string(mark_of(level)) + ", not in " + std::string(mark_of(*passage.help)) + ": " +
                             match.flag->sign,
                         "move it there, or, if it rightly has another level in this article, add an exception to \"" +
                             match.flag->id + "\" in words/red-flags.yaml; the level follows " + match.flag->source);
        }
    }
}

}  // namespace carepress::check
