#include "article/emergency_numbers.h"

#include "article/each_text.h"
#include "base/ascii.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

namespace carepress::article {
namespace {

/// "{name}" in a text: bytes [begin, end), and the name.
struct Braces {
    std::size_t begin = 0, end = 0;
    std::string_view name;
};

/// The first braces at or after `from` that hold a name of lower-case words: "{crisis-line}", not "{5 mg}" or "{n=5}".
std::optional<Braces> find_braces(std::string_view text, std::size_t from) {
    for (std::size_t begin = text.find('{', from); begin != std::string_view::npos; begin = text.find('{', begin + 1)) {
        std::size_t end = begin + 1;
        while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '-' || text[end] == '_'))
            ++end;
        if (end == begin + 1 || end == text.size() || text[end] != '}') continue;
        return Braces{begin, end + 1, text.substr(begin + 1, end - begin - 1)};
    }
    return std::nullopt;
}

/// Text that is written anew, so that places in the old one can be found in it: in order, each once.
class Rewrite {
public:
    explicit Rewrite(const std::string& old) : old_(old) {}

    void replace(const Braces& braces, std::string_view words) {
        text_.append(old_, done_, braces.begin - done_);
        text_ += words;
        edits_.push_back({braces.begin, braces.end, text_.size()});
        done_ = braces.end;
    }
    bool is_changed() const { return !edits_.empty(); }
    std::string finish() {
        text_.append(old_, done_);
        return std::move(text_);
    }

    /// Where byte `at` of the old text is in the new one; what was inside of braces is at their end. Asked in order.
    std::uint32_t moved(std::uint32_t at) {
        while (next_ < edits_.size() && edits_[next_].old_begin < at) ++next_;
        if (next_ == 0) return at;
        const Edit& edit = edits_[next_ - 1];
        return static_cast<std::uint32_t>(edit.new_end + (at < edit.old_end ? 0 : at - edit.old_end));
    }

private:
    struct Edit {
        std::size_t old_begin, old_end, new_end;
    };
    const std::string& old_;
    std::string text_;
    std::vector<Edit> edits_;
    std::size_t done_ = 0, next_ = 0;
};

/// Fills the texts of an article.
class NumberFiller {
public:
    NumberFiller(const EmergencyNumbers& numbers, Diagnostics& diagnostics)
        : numbers_(numbers), diagnostics_(diagnostics) {}

    void all(std::vector<Block>& blocks) {
        for (Block& block : blocks) std::visit([this](auto& content) { fill(content); }, block.content);
    }

    /// Texts without runs have one place.
    void fill(std::string& text, SourceSpan span) {
        Rewrite rewrite(text);
        std::size_t from = 0;
        while (const auto braces = find_braces(text, from)) {
            from = braces->end;
            if (const std::string* number = number_of(braces->name, span)) rewrite.replace(*braces, *number);
        }
        if (rewrite.is_changed()) text = rewrite.finish();
    }

private:
    void fill(InlineText& text) {
        for (Link& link : text.links) fill_address(link);
        Rewrite rewrite(text.text);
        auto run = text.runs.begin();
        std::size_t from = 0;
        while (const auto braces = find_braces(text.text, from)) {
            from = braces->end;
            while (run != text.runs.end() && run->end <= braces->begin) ++run;
            if (run != text.runs.end() && (run->styles & inline_code) != 0) continue;
            const SourceSpan span = run == text.runs.end() ? text.span : run->span;
            if (const std::string* number = number_of(braces->name, span)) rewrite.replace(*braces, *number);
        }
        if (!rewrite.is_changed()) return;
        for (InlineRun& each : text.runs) {
            each.begin = rewrite.moved(each.begin);
            each.end = rewrite.moved(each.end);
        }
        std::erase_if(text.runs, [](const InlineRun& each) { return each.begin == each.end; });
        text.text = rewrite.finish();
    }
    void fill(Paragraph& paragraph) { fill(paragraph.text); }
    void fill(Heading& heading) { fill(heading.text); }
    void fill(Preformatted& preformatted) { fill(preformatted.text); }
    void fill(Callout& callout) { all(callout.blocks); }
    void fill(Quote& quote) { all(quote.blocks); }
    void fill(LearnMore& more) { all(more.blocks); }
    void fill(Divider&) {}
    void fill(List& list) {
        for (ListItem& item : list.items) all(item.blocks);
    }
    void fill(Figure& figure) {
        fill(figure.alternative, figure.caption ? figure.caption->span : SourceSpan{});
        if (figure.caption) fill(*figure.caption);
    }
    void fill(Table& table) {
        if (table.caption) fill(*table.caption);
        for (TableRow& row : table.rows)
            for (TableCell& cell : row.cells) fill(cell.text);
    }

    /// "tel:{crisis-line}", whose braces the reader may have written as %7B and %7D.
    void fill_address(Link& link) {
        for (const NumberPlaceholder& each : number_placeholders)
            for (const auto& [open, close] : {std::pair{"{", "}"}, {"%7B", "%7D"}}) {
                const std::string written = open + std::string(each.name) + close;
                const std::size_t at = link.address.find(written);
                if (at == std::string::npos) continue;
                const std::string* number = number_of(each.name, link.span);
                if (number != nullptr) link.address.replace(at, written.size(), *number);
            }
    }

    /// nullptr, with a message, if there is none.
    const std::string* number_of(std::string_view name, SourceSpan span) {
        const auto known = std::find_if(number_placeholders.begin(), number_placeholders.end(),
                                        [&](const NumberPlaceholder& each) { return each.name == name; });
        if (known == number_placeholders.end()) {
            name_unknown(name, span);
            return nullptr;
        }
        const std::string& number = numbers_.*known->number;
        if (!number.empty()) return &number;
        diagnostics_.error("article/no-number"_code, span, "the brand has no number for {" + std::string(name) + "}",
                           "add \"" + std::string(name) + ": ...\" to the brand's texts");
        return nullptr;
    }

    void name_unknown(std::string_view name, SourceSpan span) {
        std::vector<std::string_view> names;
        names.reserve(number_placeholders.size());
        for (const NumberPlaceholder& each : number_placeholders) names.push_back(each.name);
        const std::string_view meant = nearest(name, names);
        diagnostics_.warning("article/unknown-placeholder"_code, span,
                             "\"{" + diagnostics_.excerpt(name) + "}\" is printed as it is",
                             meant.empty() ? "the placeholders are {emergency-number}, {poison-help} and {crisis-line}"
                                           : "did you mean {" + std::string(meant) + "}?");
    }

    const EmergencyNumbers& numbers_;
    Diagnostics& diagnostics_;
};

}  // namespace

EmergencyNumbers us_emergency_numbers() { return {"911", "1-800-222-1222", "988"}; }

bool may_have_placeholders(const Article& article) {
    const auto has_brace = [](const std::string& text) { return text.find('{') != std::string::npos; };
    const Metadata& metadata = article.metadata;
    bool found = has_brace(metadata.title) || has_brace(metadata.printed_title) || has_brace(article.own_disclaimer) ||
                 std::any_of(metadata.keywords.begin(), metadata.keywords.end(), has_brace);
    EachText([&](const auto& text, std::string_view) {
        if constexpr (std::is_same_v<std::decay_t<decltype(text)>, InlineText>) {
            found =
                found || text.text.find('{') != std::string::npos ||
                std::any_of(text.links.begin(), text.links.end(), [](const Link& link) {
                    return link.address.find("%7B") != std::string::npos || link.address.find('{') != std::string::npos;
                });
        } else {
            found = found || text.find('{') != std::string::npos;
        }
    }).all(article.blocks);
    return found;
}

void fill_numbers(Article& article, const EmergencyNumbers& numbers, Diagnostics& diagnostics) {
    if (!may_have_placeholders(article)) return;
    NumberFiller filler(numbers, diagnostics);
    Metadata& metadata = article.metadata;
    filler.fill(metadata.title, metadata.title_span);
    filler.fill(metadata.printed_title, metadata.title_span);
    for (std::string& keyword : metadata.keywords) filler.fill(keyword, metadata.title_span);
    filler.fill(article.own_disclaimer, metadata.title_span);
    filler.all(article.blocks);
}

}  // namespace carepress::article
