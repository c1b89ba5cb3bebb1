#pragma once

#include "base/diagnostic.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace carepress::article {

/// The comments of an article, "<!-- ... -->", which are never printed. They are said once an article: as a note, or as
/// a warning where one of them looks like a task that is still open.
class EditorsComments {
public:
    /// `written`: the comment with its signs. Conditional comments of browsers ("<!--[if IE]>") and empty ones don't
    /// count.
    void add(std::string_view written, SourceSpan span);
    /// Adds the comments of `html`, which begins at `at`.
    template <class SpanOf>
    void add_all(std::string_view html, SpanOf span_of) {
        for (std::size_t begin = 0; (begin = html.find("<!--", begin)) != std::string_view::npos;) {
            const std::size_t close = html.find("-->", begin + 4);
            const std::size_t end = close == std::string_view::npos ? html.size() : close + 3;
            add(html.substr(begin, end - begin), span_of(begin, end));
            begin = end;
        }
    }
    void say(Diagnostics& diagnostics) const;

private:
    struct Comment {
        std::string words;
        SourceSpan span;
    };
    static void keep_first(std::optional<Comment>& first, std::string_view words, SourceSpan span);

    std::size_t count_ = 0;
    std::optional<Comment> first_, first_task_;
};

}  // namespace carepress::article
