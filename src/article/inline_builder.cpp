#include "article/inline_builder.h"

#include "base/utf.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>

namespace carepress::article {
namespace {

constexpr std::string_view blank_line = "\xE2\x80\xA8\xC2\xA0";  // a no-break space alone on the last line

/// What a place in UTF-8 text has that is not copied unchanged.
enum class Special : std::uint8_t { none, white_space, control, separator };

struct Found {
    Special special = Special::none;
    std::size_t length = 1;  ///< bytes
};

Found special_at(std::string_view text, std::size_t i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == ' ' || (byte >= '\t' && byte <= '\r')) return {Special::white_space, 1};
    if (byte < 0x20 || byte == 0x7F) return {Special::control, 1};
    if (byte == 0xC2 && i + 1 < text.size()) {  // U+0080 to U+009F, the C1 controls; NEL among them separates words
        const auto next = static_cast<unsigned char>(text[i + 1]);
        if (next == 0x85) return {Special::white_space, 2};
        if (next < 0xA0) return {Special::control, 2};
    }
    // U+2028 and U+2029 break lines whatever `white-space` says (CSS Text 3, 5.1: class BK).
    if (byte == 0xE2 && (text.compare(i, 3, line_separator_utf8) == 0 || text.compare(i, 3, "\xE2\x80\xA9") == 0))
        return {Special::separator, 3};
    return {};
}

constexpr std::array<bool, 256> special_bytes = [] {
    std::array<bool, 256> special{};
    for (std::size_t byte = 0; byte <= 0x20; ++byte) special[byte] = true;
    special[0x7F] = special[0xC2] = special[0xE2] = true;
    return special;
}();

bool may_be_special(char c) { return special_bytes[static_cast<unsigned char>(c)]; }

SourceSpan join(SourceSpan a, SourceSpan b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

}  // namespace

void InlineBuilder::text(std::string_view utf8, SourceSpan span) {
    std::size_t begin = 0, i = 0;
    while (i < utf8.size()) {
        if (!may_be_special(utf8[i])) {
            ++i;
            continue;
        }
        // One space inside a line of words stays as it is: nearly all of them are that.
        if (!preserve_space_ && utf8[i] == ' ' && i > begin && i + 1 < utf8.size() && !may_be_special(utf8[i + 1])) {
            i += 2;
            continue;
        }
        const Found found = special_at(utf8, i);
        if (found.special == Special::none) {
            ++i;
            continue;
        }
        append(utf8.substr(begin, i - begin), span);
        if (found.special == Special::white_space) white_space(found.length == 1 ? utf8[i] : ' ', span);
        if (found.special == Special::separator) hard_break(span);
        i += found.length;
        begin = i;
    }
    append(utf8.substr(begin), span);
}

void InlineBuilder::white_space(char character, SourceSpan span) {
    if (!preserve_space_) {
        pending_span_ = pending_space_ ? join(pending_span_, span) : span;
        pending_space_ = true;
        return;
    }
    const bool ends_return = after_return_ && character == '\n';
    after_return_ = character == '\r';
    if (ends_return) return;
    const bool line_end = character == '\n' || character == '\r';
    extend(line_end            ? line_separator_utf8
           : character == '\t' ? "    "
                               : " ",
           styles_, current_link(), current_language(), span);
}

void InlineBuilder::append(std::string_view utf8, SourceSpan span) {
    if (utf8.empty()) return;
    after_return_ = false;
    const std::uint32_t link = current_link(), language = current_language();
    if (pending_space_ && !at_line_start()) {
        // A space between two states belongs to neither: an underlined link ends with its last word.
        const InlineRun& before = built_.runs.back();
        extend(" ", before.styles & styles_, before.link == link ? link : no_index,
               before.language == language ? language : no_index, pending_span_);
    }
    pending_space_ = false;
    extend(utf8, styles_, link, language, span);
}

void InlineBuilder::extend(std::string_view utf8, std::uint8_t styles, std::uint32_t link, std::uint32_t language,
                           SourceSpan span) {
    built_.text.append(utf8);
    const auto end = static_cast<std::uint32_t>(built_.text.size());
    if (!built_.runs.empty()) {
        InlineRun& last = built_.runs.back();
        if (last.styles == styles && last.link == link && last.language == language) {
            last.end = end;
            last.span = join(last.span, span);
            return;
        }
    }
    built_.runs.push_back({end - static_cast<std::uint32_t>(utf8.size()), end, styles, link, language, span});
}

void InlineBuilder::hard_break(SourceSpan span) {
    after_return_ = false;
    pending_space_ = false;
    if (built_.text.empty()) return;
    // The break takes the state of what it ends, so that it never makes a run of its own.
    const InlineRun before = built_.runs.back();
    extend(line_separator_utf8, before.styles, before.link, before.language, span);
}

void InlineBuilder::preserve_space(bool preserve) {
    if (preserve_space_ == preserve) return;
    preserve_space_ = preserve;
    after_return_ = false;
}

bool InlineBuilder::at_line_start() const { return built_.text.empty() || built_.text.ends_with(line_separator_utf8); }

void InlineBuilder::push_style(InlineStyle style) {
    ++style_depths_[std::countr_zero(static_cast<std::uint8_t>(style))];
    styles_ |= style;
}

void InlineBuilder::pop_style(InlineStyle style) {
    std::uint32_t& depth = style_depths_[std::countr_zero(static_cast<std::uint8_t>(style))];
    assert(depth > 0);
    if (--depth == 0) styles_ &= static_cast<std::uint8_t>(~style);
}

void InlineBuilder::open_link(Link link) {
    if (link_depth_++ > 0) return;
    link_ = std::move(link);
    link_index_ = no_index;
}

void InlineBuilder::close_link() {
    assert(link_depth_ > 0);
    if (--link_depth_ == 0) link_index_ = no_index;
}

void InlineBuilder::open_language(std::string tag) {
    open_languages_.push_back(std::move(tag));
    language_known_ = false;
}

void InlineBuilder::close_language() {
    assert(!open_languages_.empty());
    open_languages_.pop_back();
    language_known_ = false;
}

std::uint32_t InlineBuilder::current_link() {
    if (link_depth_ == 0) return no_index;
    if (link_index_ == no_index) {
        link_index_ = static_cast<std::uint32_t>(built_.links.size());
        built_.links.push_back(link_);
    }
    return link_index_;
}

std::uint32_t InlineBuilder::current_language() {
    if (language_known_) return language_index_;
    language_known_ = true;
    language_index_ = no_index;
    if (open_languages_.empty() || open_languages_.back().empty()) return no_index;
    std::vector<std::string>& known = built_.languages;
    // A paragraph has a few languages. Looking back a few entries only keeps hostile ones from taking quadratic time.
    const std::size_t first = known.size() > 16 ? known.size() - 16 : 0;
    const auto found =
        std::find(known.begin() + static_cast<std::ptrdiff_t>(first), known.end(), open_languages_.back());
    language_index_ = static_cast<std::uint32_t>(found - known.begin());
    if (found == known.end()) known.push_back(open_languages_.back());
    return language_index_;
}

bool InlineBuilder::empty() const {
    for (std::size_t i = 0; i < built_.text.size(); ++i) {
        if (built_.text[i] == ' ') continue;
        if (built_.text.compare(i, 3, line_separator_utf8) != 0) return false;
        i += 2;
    }
    return true;
}

void InlineBuilder::trim_end() {
    std::string& text = built_.text;
    for (;;) {
        if (text.ends_with(line_separator_utf8)) {
            text.erase(text.size() - line_separator_utf8.size());
        } else if (text.ends_with(' ')) {
            text.pop_back();
        } else if (text.ends_with(blank_line)) {
            text.erase(text.size() - (blank_line.size() - line_separator_utf8.size()));
        } else {
            break;
        }
    }
    while (!built_.runs.empty() && built_.runs.back().begin >= text.size()) built_.runs.pop_back();
    if (!built_.runs.empty()) built_.runs.back().end = static_cast<std::uint32_t>(text.size());
    // A link or language that only the trimmed text had does not belong to this text.
    std::size_t links = 0, languages = 0;
    for (const InlineRun& run : built_.runs) {
        if (run.link != no_index) links = std::max<std::size_t>(links, run.link + 1);
        if (run.language != no_index) languages = std::max<std::size_t>(languages, run.language + 1);
    }
    built_.links.resize(links);
    built_.languages.resize(languages);
}

InlineText InlineBuilder::finish(SourceSpan span) {
    trim_end();
    InlineText result = std::move(built_);
    result.span = span;
    built_ = {};
    pending_space_ = false;
    after_return_ = false;
    link_index_ = no_index;
    language_known_ = false;
    return result;
}

}  // namespace carepress::article
