#include "xliff/units.h"

#include "article/align.h"
#include "article/plain_text.h"
#include "base/digest.h"
#include "base/no_index.h"

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>
#include <variant>

namespace carepress::xliff {
namespace {

using article::Article;
using article::Block;
using article::InlineText;

/// Where a text is.
struct Place {
    UnitKind kind = UnitKind::paragraph;
    std::optional<article::Urgency> help;
    bool translate = true;
};

/// Calls `visit(text, place)` with each text of an article that is not empty, an InlineText or a std::string, so that
/// it can be changed.
template <class Visit>
class TextWalk {
public:
    TextWalk(Article& article, Visit& visit) : article_(article), visit_(visit) {}

    void all() {
        one(article_.metadata.title, UnitKind::title);
        blocks(article_.blocks);
        list(article_.metadata.keywords, UnitKind::keywords);
        list(article_.metadata.synonyms, UnitKind::synonyms);
        one(article_.own_disclaimer, UnitKind::disclaimer);
    }

private:
    template <class Text>
    void one(Text& text, UnitKind kind) {
        if (!text.empty()) visit_(text, Place{kind, help_, is_foreign_ == 0});
    }

    void list(std::vector<std::string>& words, UnitKind kind) {
        if (words.empty()) return;
        std::string joined;
        for (const std::string& each : words) joined += (joined.empty() ? "" : std::string(list_separator)) + each;
        const std::string before = joined;
        one(joined, kind);
        if (joined == before) return;
        words.clear();
        for (std::size_t begin = 0; begin <= joined.size();) {
            std::size_t end = begin, width = 1;
            // Of Arabic and of Chinese, too.
            constexpr std::string_view signs[] = {";", "\u061B", "\uFF1B"};
            for (; end < joined.size(); ++end) {
                const std::string_view rest = std::string_view(joined).substr(end);
                const auto* const sign = std::find_if(std::begin(signs), std::end(signs),
                                                      [&](std::string_view each) { return rest.starts_with(each); });
                if (sign == std::end(signs)) continue;
                width = sign->size();
                break;
            }
            article::add_once(words, article::one_line(joined.substr(begin, end - begin)));
            begin = end + width;
        }
    }

    void blocks(std::vector<Block>& all) {
        for (Block& block : all) {
            const bool foreign = !block.language.empty();
            is_foreign_ += foreign ? 1 : 0;
            std::visit([this](auto& content) { this->content(content); }, block.content);
            is_foreign_ -= foreign ? 1 : 0;
        }
    }
    void content(article::Paragraph& paragraph) {
        one(paragraph.text, items_ > 0 ? UnitKind::item : UnitKind::paragraph);
    }
    void content(article::Heading& heading) { one(heading.text, UnitKind::heading); }
    void content(article::Preformatted& preformatted) { one(preformatted.text, UnitKind::preformatted); }
    void content(article::Quote& quote) { blocks(quote.blocks); }
    void content(article::LearnMore& more) { blocks(more.blocks); }
    void content(article::Divider&) {}
    void content(article::Callout& callout) {
        const auto outer = std::exchange(help_, callout.urgency);
        blocks(callout.blocks);
        help_ = outer;
    }
    void content(article::List& list) {
        ++items_;
        for (article::ListItem& item : list.items) blocks(item.blocks);
        --items_;
    }
    void content(article::Figure& figure) {
        one(figure.alternative, UnitKind::alternative);
        if (figure.caption) one(*figure.caption, UnitKind::caption);
    }
    void content(article::Table& table) {
        if (table.caption) one(*table.caption, UnitKind::caption);
        for (article::TableRow& row : table.rows)
            for (article::TableCell& cell : row.cells) one(cell.text, UnitKind::cell);
    }

    Article& article_;
    Visit& visit_;
    std::optional<article::Urgency> help_;
    int items_ = 0, is_foreign_ = 0;
};

template <class Visit>
void walk(Article& article, Visit visit) {
    TextWalk<Visit>(article, visit).all();
}

/// Finds the translation of each text by its address.
class TextPairs {
public:
    TextPairs(const Article& original, const Article& translation) {
        for (const article::SectionPair& section : article::align(original, translation)) pair(section.blocks);
    }

    const InlineText* of(const InlineText* text) const {
        const auto found = texts_.find(text);
        return found == texts_.end() ? nullptr : found->second;
    }
    const std::string* of(const std::string* text) const {
        const auto found = strings_.find(text);
        return found == strings_.end() ? nullptr : found->second;
    }

private:
    void pair(const std::vector<article::BlockPair>& blocks) {
        for (const article::BlockPair& each : blocks)
            if (each.both())
                std::visit([this](const auto& a, const auto& b) { this->content(a, b); }, each.one->content,
                           each.other->content);
    }
    void pair(const InlineText& a, const InlineText& b) { texts_[&a] = &b; }
    void pair(const std::optional<InlineText>& a, const std::optional<InlineText>& b) {
        if (a && b) pair(*a, *b);
    }

    void content(const article::Paragraph& a, const article::Paragraph& b) { pair(a.text, b.text); }
    void content(const article::Heading& a, const article::Heading& b) { pair(a.text, b.text); }
    void content(const article::Preformatted& a, const article::Preformatted& b) { pair(a.text, b.text); }
    void content(const article::Quote& a, const article::Quote& b) { pair(article::align(a.blocks, b.blocks)); }
    void content(const article::LearnMore& a, const article::LearnMore& b) { pair(article::align(a.blocks, b.blocks)); }
    void content(const article::Callout& a, const article::Callout& b) {
        if (a.urgency == b.urgency) pair(article::align(a.blocks, b.blocks));
    }
    /// Items pair where none was added or left out: which one, nobody could say.
    void content(const article::List& a, const article::List& b) {
        if (a.items.size() != b.items.size()) return;
        for (std::size_t i = 0; i < a.items.size(); ++i) pair(article::align(a.items[i].blocks, b.items[i].blocks));
    }
    void content(const article::Figure& a, const article::Figure& b) {
        strings_[&a.alternative] = &b.alternative;
        pair(a.caption, b.caption);
    }
    void content(const article::Table& a, const article::Table& b) {
        pair(a.caption, b.caption);
        if (a.rows.size() != b.rows.size()) return;
        for (std::size_t row = 0; row < a.rows.size(); ++row) {
            const auto &ours = a.rows[row].cells, &theirs = b.rows[row].cells;
            for (std::size_t i = 0; ours.size() == theirs.size() && i < ours.size(); ++i)
                pair(ours[i].text, theirs[i].text);
        }
    }
    template <class A, class B>
    void content(const A&, const B&) {}

    std::map<const InlineText*, const InlineText*> texts_;
    std::map<const std::string*, const std::string*> strings_;
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& each : words) text += (text.empty() ? "" : std::string(list_separator)) + each;
    return text;
}

/// The text of the translation that is not in blocks.
std::string outer_text(const Article& translation, UnitKind kind) {
    switch (kind) {
        case UnitKind::title:
            return translation.metadata.title;
        case UnitKind::keywords:
            return joined(translation.metadata.keywords);
        case UnitKind::synonyms:
            return joined(translation.metadata.synonyms);
        case UnitKind::disclaimer:
            return translation.own_disclaimer;
        default:
            return {};
    }
}

/// Kind and hash: 32 bits are enough to tell the texts of one article apart, and what has the same is numbered.
std::string id_of(const Unit& unit) {
    constexpr std::size_t digits = 8;
    std::string content(name_of(unit.kind));
    for (const Piece& piece : unit.source.pieces) {
        content += '\0';
        content += static_cast<char>('0' + static_cast<int>(piece.kind));
        content += piece.kind == Piece::Kind::text
                       ? piece.text
                       : unit.source.codes[piece.code].begin + '\0' + unit.source.codes[piece.code].text;
    }
    return std::string(name_of(unit.kind)) + "-" + hex(sha256(content)).substr(0, digits);
}

void add_target(Unit& unit, const CodedText& target) {
    if (target.pieces.empty()) return;
    unit.target = in_codes_of(unit.source, target);
    if (unit.target) return;
    for (const Piece& piece : target.pieces)
        unit.other_target += piece.kind == Piece::Kind::point  ? target.codes[piece.code].text
                             : piece.kind == Piece::Kind::text ? piece.text
                                                               : "";
    unit.other_target = article::one_line(unit.other_target);
}

}  // namespace

std::string_view name_of(UnitKind kind) {
    switch (kind) {
        case UnitKind::title:
            return "title";
        case UnitKind::heading:
            return "heading";
        case UnitKind::paragraph:
            return "paragraph";
        case UnitKind::item:
            return "item";
        case UnitKind::cell:
            return "cell";
        case UnitKind::caption:
            return "caption";
        case UnitKind::alternative:
            return "alternative";
        case UnitKind::preformatted:
            return "preformatted";
        case UnitKind::keywords:
            return "keywords";
        case UnitKind::synonyms:
            return "synonyms";
        case UnitKind::disclaimer:
            return "disclaimer";
    }
    return {};
}

std::vector<Unit> units_of(const Article& original, const Article* translation) {
    Article copy = original;  // the walk is one for reading and changing
    std::optional<TextPairs> pairs;
    if (translation != nullptr) pairs.emplace(copy, *translation);
    const std::string& own_code = original.metadata.code;
    std::vector<Unit> units;
    std::map<std::string, int> times;
    walk(copy, [&](auto& text, const Place& place) {
        Unit& unit = units.emplace_back();
        unit.kind = place.kind;
        unit.help = place.help;
        unit.translate = place.translate;
        unit.source = code_text(text, own_code);
        unit.id = id_of(unit);
        if (const int time = ++times[unit.id]; time > 1) unit.id += "-" + std::to_string(time);
        if (!pairs || !place.translate) return;
        if (const std::string outer = outer_text(*translation, place.kind); !outer.empty())
            add_target(unit, code_text(outer, own_code));
        else if (unit.may_be_empty())
            unit.target.emplace();
        else if (const auto* other = pairs->of(&text))
            add_target(unit, code_text(*other, own_code));
    });
    return units;
}

Article with_texts(const Article& original, const std::function<InlineText(std::size_t)>& text_of) {
    Article article = original;
    std::size_t unit = 0;
    walk(article, [&](auto& text, const Place& place) {
        const std::size_t index = unit++;
        if (!place.translate) return;
        if constexpr (std::is_same_v<std::decay_t<decltype(text)>, InlineText>)
            text = text_of(index);
        else
            text = text_of(index).text;
    });
    return article;
}

}  // namespace carepress::xliff
