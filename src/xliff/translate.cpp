#include "xliff/translate.h"

#include "article/plain_text.h"
#include "article/read.h"
#include "article/same_content.h"
#include "article/write_markdown.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::xliff {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// A text for comparing, with white space as the reader of articles has it.
class Flat {
public:
    explicit Flat(bool keeps_space) : keeps_space_(keeps_space) {}

    void text(std::string_view words) {
        for (const char c : words) {
            if (keeps_space_ || !is_space(c)) {
                flat_ += c;
                blank_ = false;
            } else if (!blank_) {
                flat_ += ' ';
                blank_ = true;
            }
        }
    }
    void code(Piece::Kind kind, std::string_view id) {
        flat_ += '\0';
        flat_ += static_cast<char>('0' + static_cast<int>(kind));
        flat_ += std::string(id) + '\0';
    }
    std::string take() {
        while (!keeps_space_ && flat_.ends_with(' ')) flat_.pop_back();
        return std::move(flat_);
    }

private:
    bool keeps_space_;
    bool blank_ = true;  ///< the text has just begun, or has a space at its end
    std::string flat_;
};

std::string id_of(std::size_t code) { return std::to_string(code + 1); }

/// The index of a code, of an id that id_of() made.
std::optional<std::size_t> code_named(const std::string& id) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc() || end != id.data() + id.size() || number == 0 || id != id_of(number - 1))
        return std::nullopt;
    return number - 1;
}

/// Whether a code of a file stands for the markup of `code`. A tool may leave out what it does not need.
bool means(const ReadPiece& piece, const Code& code) {
    const std::string& markup = piece.kind == Piece::Kind::close ? code.end : code.begin;
    return (piece.kind == Piece::Kind::point) != code.is_pair() && (piece.data.empty() || piece.data == markup);
}

bool is_same_source(const Unit& unit, const ReadUnit& read) {
    Flat ours(unit.keeps_space()), theirs(unit.keeps_space());
    for (const Piece& piece : unit.source.pieces) {
        if (piece.kind == Piece::Kind::text)
            ours.text(piece.text);
        else
            ours.code(piece.kind, id_of(piece.code));
    }
    for (const ReadPiece& piece : read.source) {
        if (piece.kind == Piece::Kind::text) {
            theirs.text(piece.text);
            continue;
        }
        const auto index = code_named(piece.id);
        if (!index || *index >= unit.source.codes.size() || !means(piece, unit.source.codes[*index])) return false;
        theirs.code(piece.kind, piece.id);
    }
    return ours.take() == theirs.take();
}

std::string quoted(const std::vector<ReadPiece>& pieces) {
    std::string words;
    for (const ReadPiece& piece : pieces) words += piece.kind == Piece::Kind::point ? piece.data : piece.text;
    return "\"" + article::shortened(article::one_line(words)) + "\"";
}

std::string quoted(const Unit& unit) {
    std::string words;
    for (const Piece& piece : unit.source.pieces)
        words += piece.kind == Piece::Kind::point ? unit.source.codes[piece.code].text : piece.text;
    return "\"" + article::shortened(article::one_line(words)) + "\"";
}

std::string shown(const Code& code) { return code.is_pair() ? code.begin + "..." + code.end : code.begin; }

std::size_t count_placeholders(std::string_view text) {
    std::size_t count = 0;
    for (PlaceholderAt at = find_placeholder(text); at.length > 0; at = find_placeholder(text)) {
        ++count;
        text.remove_prefix(at.begin + at.length);
    }
    return count;
}

/// Checks the codes of a translation, and makes pieces of it.
class TargetReader {
public:
    TargetReader(const Unit& unit, const ReadUnit& read, Diagnostics& diagnostics)
        : unit_(unit), read_(read), diagnostics_(diagnostics), uses_(unit.source.codes.size()) {}

    /// Nothing, with an error, if they are not those of the original.
    std::optional<std::vector<Piece>> read() {
        std::vector<Piece> pieces;
        for (const ReadPiece& piece : *read_.target) {
            if (piece.kind == Piece::Kind::text) {
                pieces.push_back({piece.kind, piece.text, 0, piece.span});
                contents_ += std::all_of(piece.text.begin(), piece.text.end(), is_space) ? 0 : 1;
            } else if (const auto code = take(piece)) {
                pieces.push_back({piece.kind, {}, *code, piece.span});
            }
        }
        for (std::size_t i = 0; i < uses_.size(); ++i) check_use(i);
        if (is_good_) check_anchors(pieces);
        if (!is_good_) return std::nullopt;
        return pieces;
    }

private:
    struct Use {
        int opened = 0, closed = 0, points = 0;
        std::size_t contents = 0;  ///< words and points before it
        bool is_early = false;     ///< closed before it is opened
        bool is_empty = false;
    };

    std::optional<std::size_t> take(const ReadPiece& piece) {
        const auto index = code_named(piece.id);
        const std::vector<Code>& codes = unit_.source.codes;
        if (!index || *index >= codes.size()) {
            refuse(piece.span, "has a code that its original does not have: id \"" + piece.id + "\"");
            return std::nullopt;
        }
        if (!means(piece, codes[*index])) {
            refuse(piece.span, "has \"" + piece.data + "\" where its original has " + shown(codes[*index]));
            return std::nullopt;
        }
        count(piece.kind, uses_[*index]);
        return index;
    }

    void count(Piece::Kind kind, Use& use) {
        if (kind == Piece::Kind::point) {
            ++use.points;
            ++contents_;
        } else if (kind == Piece::Kind::open) {
            ++use.opened;
            use.contents = contents_;
        } else {
            ++use.closed;
            use.is_early |= use.opened == 0;
            use.is_empty |= contents_ == use.contents;
        }
    }

    void check_use(std::size_t index) {
        const Code& code = unit_.source.codes[index];
        const Use& use = uses_[index];
        const int begun = code.is_pair() ? use.opened : use.points;
        if (begun == 0)
            refuse(read_.span, "lacks " + shown(code) + ", which its original has");
        else if (begun > 1 || (code.is_pair() && (use.closed != 1 || use.is_early)))
            refuse(read_.span, "does not have " + shown(code) + " just once, as its original");
        else if (use.is_empty)
            refuse(read_.span, "has no words in " + shown(code));
    }

    /// That they are there once is not enough: one may be at a place where it comes to nothing.
    void check_anchors(const std::vector<Piece>& pieces) {
        const article::InlineText text = uncode(unit_.source.codes, pieces, unit_.keeps_space());
        const auto known = static_cast<std::size_t>(
            std::count_if(unit_.source.codes.begin(), unit_.source.codes.end(),
                          [](const Code& code) { return code.kind == Code::Kind::placeholder; }));
        if (count_placeholders(text.text) > known)
            refuse(read_.span, "has a placeholder in braces that was typed as words");
        else if (!has_same_anchors(unit_.source, code_text(text, {})))
            refuse(read_.span, "has a code at a place where it comes to nothing");
    }

    void refuse(SourceSpan span, const std::string& what) {
        is_good_ = false;
        diagnostics_.error("xliff/codes"_code, span, "the translation of " + quoted(unit_) + " " + what,
                           "use each code of the source once in the target, around or between the right words");
    }

    const Unit& unit_;
    const ReadUnit& read_;
    Diagnostics& diagnostics_;
    std::vector<Use> uses_;
    std::size_t contents_ = 0;
    bool is_good_ = true;
};

/// Finds the unit that came back for each of an article.
class UnitMatch {
public:
    UnitMatch(const std::vector<Unit>& units, const ReadFile& file, Diagnostics& diagnostics)
        : units_(units), file_(file), diagnostics_(diagnostics), found_(units.size(), nullptr) {}

    const std::vector<const ReadUnit*>& find() {
        std::map<std::string_view, std::size_t> places;
        is_known_.assign(file_.units.size(), false);
        for (std::size_t i = 0; i < file_.units.size(); ++i) {
            if (places.emplace(file_.units[i].id, i).second) continue;
            is_known_[i] = true;
            diagnostics_.error("xliff/duplicate"_code, file_.units[i].span,
                               "two units have the id \"" + diagnostics_.excerpt(file_.units[i].id) + "\"",
                               "each has to come back once");
        }
        std::vector<std::size_t> at(units_.size(), file_.units.size());
        for (std::size_t i = 0; i < units_.size(); ++i) {
            const auto place = places.find(units_[i].id);
            if (place == places.end()) continue;
            const ReadUnit& read = file_.units[place->second];
            is_known_[place->second] = true;
            at[i] = place->second;
            if (is_same_source(units_[i], read))
                found_[i] = &read;
            else
                say_changed(read, units_[i]);
        }
        is_lost_ = file_.texts == digest_of(units_);
        std::size_t next = 0;  // in the file, behind what was found last
        for (std::size_t i = 0; i < units_.size(); ++i) {
            if (at[i] < file_.units.size())
                next = at[i] + 1;
            else if (units_[i].translate)
                say_missing(units_[i], next);
        }
        for (std::size_t i = 0; i < file_.units.size(); ++i)
            if (!is_known_[i])
                diagnostics_.error("xliff/changed"_code, file_.units[i].span,
                                   "the original no longer has " + quoted(file_.units[i].source), again);
        return found_;
    }

private:
    static constexpr const char* again = "export again, with --with and this file: it takes over what is still right";

    void say_changed(const ReadUnit& read, const Unit& unit) {
        diagnostics_.error("xliff/changed"_code, read.span,
                           "the original of this text is not " + quoted(read.source) + " but " + quoted(unit), again);
    }

    /// What came back in its place, if anything did, is an older text.
    void say_missing(const Unit& unit, std::size_t& next) {
        const std::string kind = std::string(name_of(unit.kind)) + "-";
        if (next < file_.units.size() && !is_known_[next] && file_.units[next].id.starts_with(kind)) {
            is_known_[next] = true;
            return say_changed(file_.units[next++], unit);
        }
        diagnostics_.error("xliff/missing"_code, file_.span,
                           quoted(unit) + (is_lost_ ? " (unit " + unit.id + ") is missing from the file"
                                                    : " is not in the file: it is new in the original, or was lost"),
                           is_lost_ ? "every text of the article has to come back" : again);
    }

    const std::vector<Unit>& units_;
    const ReadFile& file_;
    Diagnostics& diagnostics_;
    std::vector<const ReadUnit*> found_;
    std::vector<bool> is_known_;
    bool is_lost_ = false;  ///< what is missing was in the file: the original has the same texts as then
};

bool is_blank(const std::vector<ReadPiece>& pieces) {
    return std::all_of(pieces.begin(), pieces.end(), [](const ReadPiece& piece) {
        return piece.kind != Piece::Kind::point && std::all_of(piece.text.begin(), piece.text.end(), is_space);
    });
}

/// The pieces of a translation, or nothing, with an error.
std::optional<std::vector<Piece>> read_target(const Unit& unit, const ReadUnit& read, Diagnostics& diagnostics) {
    const bool is_none = !read.target || is_blank(*read.target);
    if (is_none && !(unit.may_be_empty() && read.target && read.state != State::initial)) {
        diagnostics.error("xliff/untranslated"_code, read.span, quoted(unit) + " has no translation",
                          "fill in the target of unit " + unit.id +
                              (unit.may_be_empty() ? ", or leave it empty and set its state to translated" : ""));
        return std::nullopt;
    }
    if (read.to_check) {
        diagnostics.error("xliff/untranslated"_code, read.span,
                          "the translation of " + quoted(unit) + " was to be looked at, and its state is still initial",
                          "set the state of unit " + unit.id + " to translated once it is right");
        return std::nullopt;
    }
    return TargetReader(unit, read, diagnostics).read();
}

/// What an article says of itself holds for its translation, but who has reviewed it and whether it may go out.
void make_draft(article::Article& article, const std::string& language) {
    article::Metadata& metadata = article.metadata;
    metadata.language = language;
    metadata.language_stated = true;
    metadata.direction.reset();
    metadata.release.status = article::Status::draft;
    metadata.reviewed_by.clear();
    metadata.reviewed.clear();
    metadata.next_review.clear();
    metadata.imported.clear();
    metadata.imported_from.clear();
}

/// A part in the language that the whole article is in now is a part like others.
void forget_language(std::vector<article::Block>& blocks, const std::string& language) {
    for (article::Block& block : blocks) {
        if (block.language == language) block.language.clear();
        if (auto* list = std::get_if<article::List>(&block.content))
            for (article::ListItem& item : list->items) forget_language(item.blocks, language);
        if (auto* callout = std::get_if<article::Callout>(&block.content)) forget_language(callout->blocks, language);
        if (auto* quote = std::get_if<article::Quote>(&block.content)) forget_language(quote->blocks, language);
        if (auto* more = std::get_if<article::LearnMore>(&block.content)) forget_language(more->blocks, language);
    }
}

/// The blocks without learn-more blocks: which words begin one depends on the language.
article::Article flat(article::Article article) {
    std::vector<article::Block> blocks;
    for (article::Block& block : article.blocks) {
        auto* more = std::get_if<article::LearnMore>(&block.content);
        if (more == nullptr)
            blocks.push_back(std::move(block));
        else
            std::move(more->blocks.begin(), more->blocks.end(), std::back_inserter(blocks));
    }
    article.blocks = std::move(blocks);
    return article;
}

}  // namespace

std::optional<article::Article> translated_article(const article::Article& original, const ReadFile& file,
                                                   const std::string& language, Diagnostics& diagnostics) {
    std::vector<Unit> units = units_of(original);
    const std::vector<const ReadUnit*> found = UnitMatch(units, file, diagnostics).find();
    std::vector<std::vector<Piece>> targets(units.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (found[i] == nullptr || !units[i].translate) continue;
        if (auto target = read_target(units[i], *found[i], diagnostics)) targets[i] = *std::move(target);
    }
    if (diagnostics.has_errors()) return std::nullopt;
    for (Unit& unit : units)
        for (Code& code : unit.source.codes)
            if (code.kind == Code::Kind::language && code.text == language) code.text.clear();
    article::Article translated = with_texts(
        original, [&](std::size_t i) { return uncode(units[i].source.codes, targets[i], units[i].keeps_space()); });
    make_draft(translated, language);
    forget_language(translated.blocks, language);
    return translated;
}

std::optional<std::string> proven_markdown(const article::Article& translated, Diagnostics& diagnostics) {
    const Source source{"", article::write_markdown(translated)};
    Diagnostics inner(source);
    const article::Article read = article::read_article(source, article::ArticleFormat::markdown, inner);
    std::string why;
    for (const Diagnostic& each : inner.all())
        if (each.severity == Severity::error && why.empty()) why = each.message;
    if (why.empty() && same_content(flat(read), flat(translated))) return source.bytes;
    diagnostics.error("xliff/not-an-article"_code, {},
                      "the translation cannot be written as an article" +
                          (why.empty() ? std::string(" that reads the same") : ": " + why));
    return std::nullopt;
}

void take_targets(const ReadFile& earlier, OutgoingFile& file) {
    std::map<std::string_view, const ReadUnit*> by_id;
    for (const ReadUnit& unit : earlier.units) by_id.emplace(unit.id, &unit);
    const Source none;
    for (std::size_t i = 0; i < file.units.size(); ++i) {
        Unit& unit = file.units[i];
        const auto found = by_id.find(unit.id);
        if (!unit.translate || found == by_id.end() || !is_same_source(unit, *found->second)) continue;
        Diagnostics unheard(none);
        auto target = read_target(unit, *found->second, unheard);
        if (!target) continue;
        unit.target = std::move(target);
        unit.other_target.clear();
        file.reasons[i].clear();
        file.states[i] = std::max(found->second->state, State::translated);
    }
}

}  // namespace carepress::xliff
