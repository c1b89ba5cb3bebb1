#include "article/callout.h"

#include "article/notice.h"
#include "base/ascii.h"
#include "base/utf.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace carepress::article {
namespace {

struct Mark {
    std::string_view name;
    Urgency urgency;
};

constexpr std::array<Mark, 3> marks{
    {{"emergency", Urgency::emergency}, {"call-now", Urgency::call_now}, {"watch", Urgency::watch}}};

/// The text between "[!" and "]" at the start of a quote's first paragraph, or empty.
std::string_view mark_of(const Quote& quote) {
    if (quote.blocks.empty()) return {};
    const auto* paragraph = std::get_if<Paragraph>(&quote.blocks.front().content);
    if (!paragraph || !paragraph->text.text.starts_with("[!")) return {};
    const std::string_view text = paragraph->text.text;
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos || end > 40) return {};
    return text.substr(2, end - 2);
}

std::optional<Urgency> urgency_of(std::string_view mark, SourceSpan span, Diagnostics& diagnostics) {
    std::string name = ascii_lower(mark);
    for (char& c : name)
        if (c == ' ' || c == '_') c = '-';
    for (const Mark& each : marks)
        if (each.name == name) return each.urgency;
    std::vector<std::string_view> names;
    names.reserve(marks.size());
    for (const Mark& each : marks) names.push_back(each.name);
    const std::string_view meant = nearest(name, names);
    std::string capitals(meant);
    for (char& c : capitals)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    diagnostics.warning(
        "article/unknown-callout"_code, span, "unknown callout \"[!" + diagnostics.excerpt(mark) + "]\"",
        meant.empty()
            ? "the known callouts are [!EMERGENCY], [!CALL-NOW] and [!WATCH], and the notices [!NOTE], [!TIP], "
              "[!IMPORTANT], [!WARNING] and [!CAUTION]; the quote stays a quote"
            : "did you mean \"[!" + capitals + "]\"?");
    return std::nullopt;
}

void recognise(Block& block, Diagnostics& diagnostics) {
    auto& quote = std::get<Quote>(block.content);
    const std::string_view mark = mark_of(quote);
    if (mark.empty()) return;
    auto& paragraph = std::get<Paragraph>(quote.blocks.front().content);
    const std::uint32_t begin = quote.blocks.front().span.begin;
    const auto length = static_cast<std::uint32_t>(mark.size() + 3);
    const auto notice = notice_of(mark);
    const auto urgency = notice ? std::nullopt : urgency_of(mark, {begin, begin + length}, diagnostics);
    if (!notice && !urgency) return;
    remove_prefix(paragraph.text, length);
    if (paragraph.text.empty()) quote.blocks.erase(quote.blocks.begin());
    if (quote.blocks.empty()) {
        diagnostics.warning("article/empty-callout"_code, block.span, "this callout is empty",
                            "after the mark, write what the reader has to do");
    }
    if (notice) {
        quote.notice = notice;
        return;
    }
    Callout callout{*urgency, std::move(quote.blocks)};
    block.content = std::move(callout);
}

}  // namespace

void remove_prefix(InlineText& text, std::size_t bytes) {
    bytes = std::min(bytes, text.text.size());
    while (bytes < text.text.size()) {
        const std::string_view rest = std::string_view(text.text).substr(bytes);
        if (rest.starts_with(' '))
            bytes += 1;
        else if (rest.starts_with(line_separator_utf8))
            bytes += line_separator_utf8.size();
        else
            break;
    }
    text.text.erase(0, bytes);
    const auto removed = static_cast<std::uint32_t>(bytes);
    std::erase_if(text.runs, [&](const InlineRun& run) { return run.end <= removed; });
    for (InlineRun& run : text.runs) {
        // A run that is cut moves its place along as far as text and source agree.
        if (run.begin < removed) run.span.begin = std::min(run.span.begin + (removed - run.begin), run.span.end);
        run.begin = run.begin > removed ? run.begin - removed : 0;
        run.end -= removed;
    }
    text.span.begin = text.runs.empty() ? text.span.end : std::max(text.span.begin, text.runs.front().span.begin);
}

void recognise_callouts(std::vector<Block>& blocks, Diagnostics& diagnostics) {
    for (Block& block : blocks) {
        if (std::holds_alternative<Quote>(block.content)) recognise(block, diagnostics);
        if (auto* quote = std::get_if<Quote>(&block.content)) recognise_callouts(quote->blocks, diagnostics);
        if (auto* callout = std::get_if<Callout>(&block.content)) recognise_callouts(callout->blocks, diagnostics);
        if (auto* list = std::get_if<List>(&block.content))
            for (ListItem& item : list->items) recognise_callouts(item.blocks, diagnostics);
    }
}

}  // namespace carepress::article
