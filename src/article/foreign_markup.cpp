#include "article/foreign_markup.h"

#include "article/character_set.h"
#include "article/each_text.h"
#include "article/foreign_patterns.h"
#include "article/plain_text.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <type_traits>

namespace carepress::article {
namespace {

class Namer {
public:
    explicit Namer(Diagnostics& diagnostics) : source_(diagnostics.source().bytes), diagnostics_(diagnostics) {}

    void look_through(const InlineText& text) {
        if (const auto found = foreign_paragraph(text.text)) {
            say(*found, text);
            if (found->severity == Severity::error) return;
        }
        for (std::size_t run = 0; run < text.runs.size();) {
            if (text.runs[run].styles & inline_code) {
                ++run;
                continue;
            }
            // Styles do not end a tag: "{{ *dose* }}".
            std::size_t behind = run + 1;
            while (behind < text.runs.size() && !(text.runs[behind].styles & inline_code)) ++behind;
            look_through(text, text.runs[run].begin, text.runs[behind - 1].end, behind < text.runs.size());
            run = behind;
        }
        for (const Link& link : text.links)
            for (const std::string_view sign : {"{{", "{%", "<%", "%7B%7B", "%7B%25", "%3C%25"})
                if (link.address.find(sign) != std::string::npos) {
                    say({Severity::error, "article/template-tag"_code, "a template tag in the address of a link",
                         "write the address itself"},
                        shortened(link.address), link.span.begin);
                    break;
                }
    }

    /// A text that no run gives a place: a title, or what a picture shows.
    void look_through(std::string_view text) {
        for (std::size_t at = next(text, 0, text.size()); at < text.size();) {
            const auto found = foreign_markup_at(text, at, false);
            if (found) {
                const std::string_view words = text.substr(found->begin, found->end - found->begin);
                const std::size_t place = ++said_ > Diagnostics::limit ? source_.npos : source_.find(words);
                say(*found, shortened(words), place == source_.npos ? 0 : static_cast<std::uint32_t>(place));
            }
            at = next(text, found ? std::max(found->end, at + 1) : at + 1, text.size());
        }
    }

private:
    static std::size_t next(std::string_view text, std::size_t from, std::size_t end) {
        static constexpr CharacterSet signs("{}<+[%$:\\~");
        return std::min(signs.find_in(text, from), end);
    }

    void look_through(const InlineText& text, std::size_t begin, std::size_t end, bool before_code) {
        const std::string_view all = std::string_view(text.text).substr(0, end);
        for (std::size_t at = next(all, begin, end); at < end;) {
            const auto found = foreign_markup_at(all, at, before_code);
            if (found) say(*found, text);
            at = next(all, found ? std::max(found->end, at + 1) : at + 1, end);
        }
    }

    void say(const ForeignMarkup& found, const InlineText& text) {
        const std::string_view words = std::string_view(text.text).substr(found.begin, found.end - found.begin);
        say(found, shortened(words), place_of(words, found.begin, text));
    }

    /// Where the markup begins in the source: in the span of its run, if the source has it there as it is printed.
    std::uint32_t place_of(std::string_view words, std::size_t at, const InlineText& text) {
        if (++said_ > Diagnostics::limit) return text.span.begin;  // not kept: its place need not be looked for
        const auto run =
            std::find_if(text.runs.begin(), text.runs.end(), [&](const InlineRun& r) { return at < r.end; });
        const SourceSpan span = run != text.runs.end() ? run->span : text.span;
        const std::size_t from =
            std::max<std::size_t>(span.begin, searched_ > span.begin && searched_ < span.end ? searched_ : 0);
        const std::string_view sign = words.substr(0, std::min<std::size_t>(words.find_first_of(" \xE2"), 20));
        const std::string_view within = source_.substr(0, std::min<std::size_t>(span.end, source_.size()));
        const std::size_t found = within.find(sign, from);
        if (found == std::string_view::npos) return span.begin;
        searched_ = static_cast<std::uint32_t>(found + words.size());
        return static_cast<std::uint32_t>(found);
    }

    void say(const ForeignMarkup& found, const std::string& words, std::uint32_t at) {
        const bool stays = found.severity == Severity::warning;
        diagnostics_.add(found.severity, found.code, {at, at},
                         std::string(found.name) +
                             (stays ? " is printed as it is written: \"" : " is left in the text: \"") +
                             diagnostics_.excerpt(words) + "\"",
                         std::string(found.hint));
    }

    std::string_view source_;
    Diagnostics& diagnostics_;
    std::size_t said_ = 0;
    std::uint32_t searched_ = 0;  ///< behind the last place that was found
};

bool is_contents_mark(const Block& block, Diagnostics& diagnostics) {
    const auto* paragraph = std::get_if<Paragraph>(&block.content);
    if (paragraph == nullptr) return false;
    const auto found = foreign_paragraph(paragraph->text.text);
    if (!found || found->severity != Severity::note) return false;
    diagnostics.note(
        found->code, block.span,
        "\"" + diagnostics.excerpt(paragraph->text.text) + "\" was left out: an article has no table of contents");
    return true;
}

}  // namespace

void name_foreign_markup(Article& article, Diagnostics& diagnostics) {
    std::erase_if(article.blocks, [&](const Block& block) { return is_contents_mark(block, diagnostics); });
    Namer namer(diagnostics);
    namer.look_through(std::string_view(article.metadata.title));
    EachText([&](const auto& each, std::string_view) {
        if constexpr (std::is_same_v<std::decay_t<decltype(each)>, InlineText>)
            namer.look_through(each);
        else
            namer.look_through(std::string_view(each));
    }).all(article.blocks);
}

}  // namespace carepress::article
