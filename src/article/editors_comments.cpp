#include "article/editors_comments.h"

#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/utf.h"

#include <algorithm>
#include <array>

namespace carepress::article {
namespace {

/// Words of somebody who has not finished. Each is a word of its own in the comment, or more than one.
constexpr std::array<std::string_view, 17> open_words{
    "todo",    "to do",  "fixme",   "xxx",   "tbd",     "tbc",     "check",        "recheck", "verify",
    "confirm", "review", "unclear", "wrong", "pending", "missing", "needs update", "ask"};

bool looks_open(std::string_view words) {
    const std::string lower = ascii_lower(words);
    if (lower.ends_with('?')) return true;
    return std::any_of(open_words.begin(), open_words.end(), [&](std::string_view word) {
        for (std::size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
            const std::size_t end = at + word.size();
            if ((at == 0 || !belongs_to_word(lower[at - 1])) && (end == lower.size() || !belongs_to_word(lower[end])))
                return true;
        }
        return false;
    });
}

}  // namespace

void EditorsComments::add(std::string_view written, SourceSpan span) {
    if (!written.starts_with("<!--") || written.starts_with("<!--[if") || written.starts_with("<!--#")) return;
    written.remove_prefix(4);
    if (written.ends_with("-->")) written.remove_suffix(3);
    const std::string_view words = trim(written.substr(0, 2'000));
    if (words.empty() || words.starts_with("<![endif]")) return;
    ++count_;
    keep_first(first_, words, span);
    if (looks_open(words)) keep_first(first_task_, words, span);
}

void EditorsComments::keep_first(std::optional<Comment>& first, std::string_view words, SourceSpan span) {
    if (!first || span.begin < first->span.begin) first = Comment{std::string(words), span};
}

void EditorsComments::say(Diagnostics& diagnostics) const {
    if (count_ == 0) return;
    const Comment& shown = first_task_ ? *first_task_ : *first_;
    const std::string words = diagnostics.excerpt(shortened(one_line(replace_malformed_utf8(shown.words))));
    const std::string others = std::to_string(count_ - 1) + (count_ == 2 ? " other comment" : " other comments");
    if (first_task_)
        diagnostics.warning("article/open-task"_code, shown.span,
                            "a comment, which is not printed, asks for something: \"" + words + "\"" +
                                (count_ > 1 ? "; there " + std::string(count_ == 2 ? "is " : "are ") + others : ""),
                            "do what it asks for, then delete it");
    else
        diagnostics.note("article/comment"_code, shown.span,
                         count_ == 1
                             ? "a comment is not printed: \"" + words + "\""
                             : std::to_string(count_) + " comments are not printed; the first: \"" + words + "\"");
}

}  // namespace carepress::article
