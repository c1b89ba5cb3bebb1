#include "check/passages.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace carepress::check {
namespace {

class PassageGatherer {
public:
    explicit PassageGatherer(std::vector<Passage>& out) : out_(out) {}

    void all(const std::vector<article::Block>& blocks) {
        for (const article::Block& block : blocks)
            if (block.language.empty()) std::visit(*this, block.content);
    }

    void operator()(const article::Paragraph& paragraph) { add(paragraph.text); }
    void operator()(const article::Heading& heading) {
        add(heading.text);
        out_.back().heading = true;
    }
    void operator()(const article::Preformatted& preformatted) { add(preformatted.text); }
    void operator()(const article::Quote& quote) { all(quote.blocks); }
    void operator()(const article::LearnMore& more) { all(more.blocks); }
    void operator()(const article::Divider&) {}
    void operator()(const article::Callout& callout) {
        const std::optional<article::Urgency> outer = std::exchange(help_, callout.urgency);
        all(callout.blocks);
        help_ = outer;
    }
    void operator()(const article::List& list) {
        for (const article::ListItem& item : list.items) all(item.blocks);
    }
    void operator()(const article::Figure& figure) {
        if (figure.caption) add(*figure.caption);
    }
    void operator()(const article::Table& table) {
        if (table.caption) add(*table.caption);
        for (const article::TableRow& row : table.rows) {
            Passage passage;
            passage.help = help_;
            for (const article::TableCell& cell : row.cells) append(passage, cell.text);
            out_.push_back(std::move(passage));
        }
    }

private:
    void add(const article::InlineText& text) {
        Passage passage;
        passage.help = help_;
        append(passage, text);
        out_.push_back(std::move(passage));
    }

    static void append(Passage& passage, const article::InlineText& text) {
        if (!passage.text.empty()) passage.text += ' ';
        const auto moved = static_cast<std::uint32_t>(passage.text.size());
        passage.text += text.text;
        for (article::InlineRun run : text.runs) {
            run.begin += moved;
            run.end += moved;
            passage.runs.push_back(run);
        }
    }

    std::vector<Passage>& out_;
    std::optional<article::Urgency> help_;
};

UChar32 character_at(std::string_view text, std::size_t at, std::size_t& next) {
    auto i = static_cast<std::int32_t>(at);
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), i, static_cast<std::int32_t>(text.size()),
                    character);
    next = static_cast<std::size_t>(i);
    return character;
}

bool is_digit(UChar32 c) { return c >= '0' && c <= '9'; }
bool is_letter(UChar32 c) {
    return u_isalpha(c) || u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK;
}
/// The signs that end a sentence in the scripts that articles come in.
bool ends_sentence(UChar32 c) {
    constexpr std::u32string_view signs = U".!?\u2026\u3002\uFF01\uFF1F\u0964\u061F\u06D4\u1362\u104B\u17D4";
    return signs.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}
bool closes(UChar32 c) { return c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xBB || c == ')'; }

/// "Dr" and the like before the full stop at `at`.
bool is_abbreviation(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 9> known{"Dr", "Mr", "Mrs", "Ms", "Sr", "Sra", "Dra", "vs", "e.g"};
    const std::string_view before = text.substr(0, at);
    const auto is_it = [&](std::string_view word) {
        if (!before.ends_with(word)) return false;
        const std::size_t begin = before.size() - word.size();
        return begin == 0 || !(u_isalnum(static_cast<unsigned char>(before[begin - 1])));
    };
    return is_it("i.e") || std::any_of(known.begin(), known.end(), is_it);
}

class SentenceReader {
public:
    explicit SentenceReader(std::string_view text) : text_(text) {}

    std::vector<Sentence> read() {
        std::size_t next = 0;
        for (std::size_t at = 0; at < text_.size(); at = next) {
            const UChar32 c = character_at(text_, at, next);
            if (c == 0xB0)
                next = after_unit(next);
            else if (is_digit(c))
                next = figure(at);
            else if (is_letter(c))
                next = word(at);
            else if (ends_sentence(c) && !(c == '.' && is_abbreviation(text_, at)))
                next = sentence_end(at);
        }
        finish(text_.size());
        return std::move(sentences_);
    }

private:
    /// "°F", "° C".
    std::size_t after_unit(std::size_t at) const {
        std::size_t unit = at;
        if (unit < text_.size() && text_[unit] == ' ') ++unit;
        const bool is_unit = unit < text_.size() && (text_[unit] == 'C' || text_[unit] == 'F');
        if (!is_unit) return at;
        std::size_t next = 0;
        if (unit + 1 < text_.size() && is_letter(character_at(text_, unit + 1, next))) return at;
        return unit + 1;
    }

    /// Digits with points, commas, colons, slashes and hyphens between them.
    std::size_t figure(std::size_t begin) {
        constexpr std::string_view between = ".,:/-";
        std::size_t end = begin, last = begin;
        while (end < text_.size() && (is_digit(text_[end]) || between.find(text_[end]) != std::string_view::npos)) {
            if (is_digit(text_[end])) last = end;
            ++end;
        }
        words_.push_back({begin, last + 1});
        return last + 1;
    }

    /// Letters; an apostrophe or hyphen between letters joins.
    std::size_t word(std::size_t begin) {
        std::size_t end = begin, next = 0;
        for (std::size_t at = begin; at < text_.size(); at = next) {
            const UChar32 c = character_at(text_, at, next);
            if (is_letter(c)) {
                end = next;
                continue;
            }
            std::size_t after = 0;
            const bool joins = (c == '\'' || c == 0x2019 || c == '-') && next < text_.size() &&
                               is_letter(character_at(text_, next, after));
            if (!joins) break;
        }
        words_.push_back({begin, end});
        return end;
    }

    std::size_t sentence_end(std::size_t at) {
        std::size_t end = at, next = 0;
        while (end < text_.size() && ends_sentence(character_at(text_, end, next))) end = next;
        while (end < text_.size() && closes(character_at(text_, end, next))) end = next;
        const bool east_asian = static_cast<unsigned char>(text_[at]) == 0xE3;
        if (end < text_.size() && !u_isUWhiteSpace(character_at(text_, end, next)) && !east_asian) return end;
        finish(end);
        return end;
    }

    void finish(std::size_t end) {
        if (!words_.empty()) sentences_.push_back({words_.front().begin, end, std::move(words_)});
        words_.clear();
    }

    std::string_view text_;
    std::vector<Word> words_;
    std::vector<Sentence> sentences_;
};

}  // namespace

SourceSpan Passage::in_source(std::size_t begin, std::size_t end) const {
    SourceSpan span;
    bool found = false;
    for (const article::InlineRun& run : runs) {
        if (run.end <= begin || run.begin >= end) continue;
        const std::size_t first = std::max<std::size_t>(begin, run.begin), last = std::min<std::size_t>(end, run.end);
        SourceSpan part = run.span;
        if (run.span.end - run.span.begin == run.end - run.begin) {
            part = {run.span.begin + static_cast<std::uint32_t>(first - run.begin),
                    run.span.begin + static_cast<std::uint32_t>(last - run.begin)};
        } else if (run.span.end <= source.size()) {
            const std::string_view words = std::string_view(text).substr(first, last - first);
            const std::string_view place = source.substr(run.span.begin, run.span.end - run.span.begin);
            if (const std::size_t at = place.find(words); at != std::string_view::npos)
                part = {run.span.begin + static_cast<std::uint32_t>(at),
                        run.span.begin + static_cast<std::uint32_t>(at + words.size())};
        }
        span = found ? SourceSpan{span.begin, std::max(span.end, part.end)} : part;
        found = true;
    }
    return span;
}

std::vector<Passage> passages_of(const article::Article& article, std::string_view source) {
    std::vector<Passage> passages;
    PassageGatherer(passages).all(article.blocks);
    for (Passage& passage : passages) passage.source = source;
    return passages;
}

std::vector<Sentence> sentences_of(std::string_view text) { return SentenceReader(text).read(); }

}  // namespace carepress::check
