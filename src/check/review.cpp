#include "check/review.h"

#include "check/check.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

namespace carepress::check {
namespace {

constexpr int soon = 60, planned = 90;  // days

std::optional<std::chrono::sys_days> day_of(std::string_view date) {
    if (date.size() != 10) return std::nullopt;
    const auto number = [&](std::size_t begin, std::size_t length) {
        int value = 0;
        std::from_chars(date.data() + begin, date.data() + begin + length, value);
        return value;
    };
    const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2))));
    if (!day.ok()) return std::nullopt;
    return std::chrono::sys_days(day);
}

/// Days from one date to another; nothing where one is not stated.
std::optional<int> days_between(std::string_view from, std::string_view to) {
    const auto begin = day_of(from), end = day_of(to);
    if (!begin || !end) return std::nullopt;
    return static_cast<int>((*end - *begin).count());
}

bool is_before(std::string_view date, std::string_view other) {
    return !date.empty() && !other.empty() && date < other;
}

void check_dates(const article::Metadata& metadata, SourceSpan place, Findings& findings) {
    const auto contradict = [&](const std::string& message) {
        findings.add("check/review"_code, Severity::error, place, message, "correct the one that is wrong");
    };
    if (is_before(metadata.next_review, metadata.reviewed))
        contradict("the next review, " + metadata.next_review + ", is before the last one, " + metadata.reviewed);
    if (is_before(metadata.release.expires, metadata.release.embargo))
        contradict("the article expires on " + metadata.release.expires + ", before its embargo ends on " +
                   metadata.release.embargo);
}

void check_due(const article::Metadata& metadata, SourceSpan place, std::string_view today, Findings& findings) {
    const auto add = [&](Severity severity, const std::string& message, const std::string& hint) {
        findings.add("check/review"_code, severity, place, message, hint);
    };
    if (is_before(today, metadata.reviewed))
        add(Severity::error, "the last review, " + metadata.reviewed + ", has not taken place yet",
            "write when it is to take place as \"next_review:\"");
    const std::string& expires = metadata.release.expires;
    if (const auto left = days_between(today, expires); left && *left <= 0)
        add(Severity::warning, "the article expired on " + expires + ": it is not exported",
            "review it and set a new date, or write \"status: retired\"");
    else if (left && *left <= soon)
        add(Severity::note, "the article expires on " + expires, "review it before then");
    if (const auto left = days_between(today, metadata.next_review); left && *left < 0)
        add(Severity::warning, "the review was due on " + metadata.next_review,
            "review it, and set \"reviewed:\" and \"next_review:\"");
    else if (left && *left <= soon)
        add(Severity::note, "the review is due on " + metadata.next_review, "");
}

}  // namespace

void check_review(const article::Metadata& metadata, SourceSpan place, std::string_view today, Findings& findings) {
    const std::optional<article::Status> status = metadata.release.status;
    check_dates(metadata, place, findings);
    if (status == article::Status::retired) return;
    if (status == article::Status::approved && metadata.reviewed_by.empty())
        findings.add("check/review"_code, Severity::warning, place,
                     "the article is approved, but does not say who reviewed it",
                     "write \"reviewed_by:\"; without it each page says that it is a sample");
    if (!today.empty()) check_due(metadata, place, today, findings);
}

std::vector<DueReview> reviews_due(const std::vector<CheckedArticle>& articles, std::string_view today) {
    std::vector<DueReview> due;
    for (const CheckedArticle& article : articles) {
        const article::Metadata& metadata = article.metadata;
        const std::optional<article::Status> status = metadata.release.status;
        if (status == article::Status::retired) continue;
        const auto add = [&](const std::string& date, std::string what) {
            due.push_back({metadata.reviewed_by, date, std::move(what), article.path, metadata.title});
        };
        if (status == article::Status::draft) add({}, "is a draft");
        if (status == article::Status::review) add({}, "is in review");
        const std::string& expires = metadata.release.expires;
        if (const auto left = days_between(today, expires); left && *left <= planned)
            add(expires, *left <= 0 ? "has expired" : "expires");
        if (const auto left = days_between(today, metadata.next_review); left && *left <= planned)
            add(metadata.next_review, *left < 0 ? "review is overdue" : "review is due");
    }
    std::sort(due.begin(), due.end(), [](const DueReview& a, const DueReview& b) {
        return std::tie(a.reviewer, a.date, a.path, a.what) < std::tie(b.reviewer, b.date, b.path, b.what);
    });
    return due;
}

}  // namespace carepress::check
