#include "handout/pair_languages.h"

#include "article/align.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace carepress::handout {
namespace {

/// A box of the flow with what is in it: boxes [begin, end).
struct Unit {
    std::uint32_t begin = 0, end = 0;
    style::BlockRole role = style::BlockRole::paragraph;
    const article::Block* block = nullptr;  ///< null: the page's own
};

/// What is about the handout as a whole, in whatever language, and belongs to no pair.
bool is_of_the_handout(style::BlockRole role) {
    return role == style::BlockRole::note || role == style::BlockRole::sample_notice ||
           role == style::BlockRole::footer_disclaimer;
}

const article::List* list_of(const article::Block& block) { return std::get_if<article::List>(&block.content); }

/// Whether both are lists that pair item by item.
bool have_as_many_items(const article::Block& one, const article::Block& other) {
    const article::List *ours = list_of(one), *theirs = list_of(other);
    return ours != nullptr && theirs != nullptr && !ours->items.empty() && ours->items.size() == theirs->items.size();
}

class LanguagePairer {
public:
    LanguagePairer(Handout& handout, const LanguageSide& ours, const LanguageSide& theirs, Diagnostics& diagnostics)
        : handout_(handout),
          ours_{ours, units_of(ours), 0},
          theirs_{theirs, units_of(theirs), 0},
          diagnostics_(diagnostics) {}

    void run() {
        for (const article::SectionPair& section : article::align(ours_.from.article, theirs_.from.article))
            pair_section(section);
        pair_page_units(ours_.units.size(), theirs_.units.size());
        handout_.boxes.resize(ours_.from.begin);
        handout_.boxes.insert(handout_.boxes.end(), made_.begin(), made_.end());
    }

private:
    /// A language: its units, and how many of them are in pairs by now.
    struct Side {
        const LanguageSide& from;
        std::vector<Unit> units;
        std::size_t next;
    };

    std::vector<Unit> units_of(const LanguageSide& side) const;
    std::vector<Unit> units_of(std::uint32_t begin, std::uint32_t end) const;
    std::uint32_t box_of(const Side& side, const article::Block* block) const;
    const Unit* find_unit(const Side& side, const article::Block* block) const;

    void pair_section(const article::SectionPair& section);
    void pair_units(const Unit* one, const Unit* other);
    void pair_page_units(std::size_t ours_end, std::size_t theirs_end);
    void add_alone(const Unit& unit, const Side& side);
    void warn(const Unit& unit, const char* what);

    void add_pair(const Unit* one, const Unit* other, PairBox look = {});
    void add_items(const Unit& one, const Unit& other);
    void add_learn_more(const Unit& one, const Unit& other);

    /// The rows of a pair as they are numbered.
    struct Rows {
        bool begun = false;  ///< the first row is not empty
        std::uint32_t last = 0;
    };
    void number_rows(const std::vector<article::BlockPair>& pairs, Rows& rows);
    void number_inside(const article::Block& one, const article::Block& other, Rows& rows);
    void number_page_rows(std::uint32_t one, std::uint32_t other, Rows& rows);
    void number_row(std::uint32_t one, std::uint32_t other, Rows& rows);

    std::uint32_t next_index() const { return ours_.from.begin + static_cast<std::uint32_t>(made_.size()); }
    std::size_t open(BoxContent content, const Unit& from);
    void close(std::size_t box) { made_[box].end = next_index(); }
    void copy(std::uint32_t begin, std::uint32_t end);
    void copy_paired(std::uint32_t begin, std::uint32_t end);
    std::uint32_t after(std::uint32_t box) const { return std::max(box + 1, handout_.boxes[box].end); }

    Handout& handout_;
    Side ours_, theirs_;
    Diagnostics& diagnostics_;
    std::vector<Box> made_;  ///< in place of the boxes of both
};

std::vector<Unit> LanguagePairer::units_of(std::uint32_t begin, std::uint32_t end) const {
    std::vector<Unit> units;
    for (std::uint32_t i = begin; i < end; i = after(i))
        units.push_back({i, after(i), handout_.boxes[i].role, nullptr});
    return units;
}

/// A learn-more block is the page's own: where an article has none, the page adds one.
std::vector<Unit> LanguagePairer::units_of(const LanguageSide& side) const {
    std::vector<Unit> units = units_of(side.begin, side.end);
    std::size_t next = 0;
    for (const article::Block& block : side.article.blocks) {
        const auto box = side.block_boxes.find(&block);
        if (box == side.block_boxes.end() || std::holds_alternative<article::LearnMore>(block.content)) continue;
        while (next < units.size() && units[next].begin != box->second) ++next;
        if (next < units.size()) units[next].block = &block;
    }
    return units;
}

std::uint32_t LanguagePairer::box_of(const Side& side, const article::Block* block) const {
    const auto found = side.from.block_boxes.find(block);
    return found == side.from.block_boxes.end() ? no_index : found->second;
}

/// Null where the block has no unit: a figure whose picture could not be loaded.
const Unit* LanguagePairer::find_unit(const Side& side, const article::Block* block) const {
    if (block == nullptr || box_of(side, block) == no_index) return nullptr;
    const auto begin = side.units.begin() + static_cast<std::ptrdiff_t>(side.next);
    const auto found = std::find_if(begin, side.units.end(), [&](const Unit& unit) { return unit.block == block; });
    return found == side.units.end() ? nullptr : &*found;
}

/// A section without a counterpart is reported once.
void LanguagePairer::pair_section(const article::SectionPair& section) {
    bool is_reported = false;
    for (const article::BlockPair& pair : section.blocks) {
        const bool is_closing =
            std::holds_alternative<article::LearnMore>((pair.one != nullptr ? pair.one : pair.other)->content);
        const Unit* one = is_closing ? nullptr : find_unit(ours_, pair.one);
        const Unit* other = is_closing ? nullptr : find_unit(theirs_, pair.other);
        if (one == nullptr && other == nullptr) continue;
        const auto before = [](const Side& side, const Unit* unit) {
            return unit == nullptr ? side.next : static_cast<std::size_t>(unit - side.units.data());
        };
        pair_page_units(before(ours_, one), before(theirs_, other));
        if (one != nullptr) ++ours_.next;
        if (other != nullptr) ++theirs_.next;
        if (one != nullptr && other != nullptr) {
            pair_units(one, other);
            continue;
        }
        const Unit& alone = one != nullptr ? *one : *other;
        if (section.sections.both())
            warn(alone, "block");
        else if (!std::exchange(is_reported, true))
            warn(alone, "section");
        add_pair(one, other);
    }
}

void LanguagePairer::pair_units(const Unit* one, const Unit* other) {
    if (one->block != nullptr && have_as_many_items(*one->block, *other->block))
        add_items(*one, *other);
    else if (one->role == style::BlockRole::learn_more)
        add_learn_more(*one, *other);
    else
        add_pair(one, other);
}

/// Pairs what the page has of its own before the next blocks of both.
void LanguagePairer::pair_page_units(std::size_t ours_end, std::size_t theirs_end) {
    if (ours_.next == ours_end && theirs_.next == theirs_end) return;
    // What one language has here the other may have in front of a later block.
    const auto behind_page_units = [](const Side& side, std::size_t end) {
        while (end < side.units.size() && side.units[end].block == nullptr) ++end;
        return end;
    };
    ours_end = behind_page_units(ours_, ours_end);
    theirs_end = behind_page_units(theirs_, theirs_end);
    const auto shapes_of = [](const Side& side, std::size_t end) {
        std::vector<article::AlignedShape> shapes;
        for (std::size_t i = side.next; i < end; ++i)
            shapes.push_back({static_cast<std::size_t>(side.units[i].role), 0});
        return shapes;
    };
    const std::vector<article::AlignedShape> ours = shapes_of(ours_, ours_end), theirs = shapes_of(theirs_, theirs_end);
    for (const article::IndexPair& pair : article::align(std::span(ours), std::span(theirs))) {
        if (pair.both())
            pair_units(&ours_.units[ours_.next + pair.one], &theirs_.units[theirs_.next + pair.other]);
        else if (pair.one != no_index)
            add_alone(ours_.units[ours_.next + pair.one], ours_);
        else
            add_alone(theirs_.units[theirs_.next + pair.other], theirs_);
    }
    ours_.next = ours_end;
    theirs_.next = theirs_end;
}

/// Set across both columns, in the direction and reading order of its language, where it is about the handout.
void LanguagePairer::add_alone(const Unit& unit, const Side& side) {
    PairBox look;
    look.stacked = is_of_the_handout(unit.role);
    if (!look.stacked) warn(unit, "block");
    &side == &ours_ ? add_pair(&unit, nullptr, look) : add_pair(nullptr, &unit, look);
}

void LanguagePairer::warn(const Unit& unit, const char* what) {
    diagnostics_.warning("handout/no-counterpart"_code, handout_.boxes[unit.begin].span,
                         std::string("this ") + what + " has no counterpart in the other language and is printed alone",
                         "give both articles the same headings, help boxes and blocks in the same order");
}

std::size_t LanguagePairer::open(BoxContent content, const Unit& from) {
    Box box;
    box.content = content;
    box.span = handout_.boxes[from.begin].span;
    made_.push_back(box);
    return made_.size() - 1;
}

void LanguagePairer::copy(std::uint32_t begin, std::uint32_t end) {
    const std::uint32_t to = next_index();
    for (std::uint32_t i = begin; i < end; ++i) {
        made_.push_back(handout_.boxes[i]);
        made_.back().end = after(i) - begin + to;
    }
}

/// The second language of a pair leaves no bookmarks: its partner's lead to the same place.
void LanguagePairer::copy_paired(std::uint32_t begin, std::uint32_t end) {
    const std::size_t first = made_.size();
    copy(begin, end);
    for (std::size_t i = first; i < made_.size(); ++i)
        if (auto* text = std::get_if<TextBox>(&made_[i].content)) text->heading_level = 0;
}

void LanguagePairer::add_pair(const Unit* one, const Unit* other, PairBox look) {
    if (one != nullptr && other != nullptr) {
        Rows rows;
        if (one->block != nullptr)
            number_rows({{one->block, other->block}}, rows);
        else if (handout_.boxes[one->begin].is<GroupBox>())
            number_page_rows(one->begin, other->begin, rows);
    }
    const Unit& any = one != nullptr ? *one : *other;
    const std::size_t pair = open(look, any);
    const std::size_t first = open(SideBox{ours_.from.direction}, any);
    if (one != nullptr) copy(one->begin, one->end);
    close(first);
    const std::size_t second = open(SideBox{theirs_.from.direction}, any);
    if (other != nullptr) one != nullptr ? copy_paired(other->begin, other->end) : copy(other->begin, other->end);
    close(second);
    close(pair);
}

/// What is inside the blocks of a pair is level with its translation, too: it begins a row of the pair.
void LanguagePairer::number_rows(const std::vector<article::BlockPair>& pairs, Rows& rows) {
    for (const article::BlockPair& pair : pairs) {
        const std::uint32_t one = box_of(ours_, pair.one), other = box_of(theirs_, pair.other);
        if (one == no_index && other == no_index) continue;
        if (one == no_index || other == no_index)
            rows.begun = true;
        else if (std::holds_alternative<article::Quote>(pair.one->content) ||
                 std::holds_alternative<article::Callout>(pair.one->content) ||
                 have_as_many_items(*pair.one, *pair.other))
            number_inside(*pair.one, *pair.other, rows);
        else
            number_row(one, other, rows);
    }
}

/// Of boxes around blocks, of one kind.
void LanguagePairer::number_inside(const article::Block& one, const article::Block& other, Rows& rows) {
    if (const auto* callout = std::get_if<article::Callout>(&one.content)) {
        // Its heading is the first box in it, be it the article's or the page's.
        number_row(box_of(ours_, &one) + 1, box_of(theirs_, &other) + 1, rows);
        number_rows(article::align(callout->blocks, std::get<article::Callout>(other.content).blocks), rows);
    } else if (const auto* quote = std::get_if<article::Quote>(&one.content)) {
        number_rows(article::align(quote->blocks, std::get<article::Quote>(other.content).blocks), rows);
    } else if (const auto* list = std::get_if<article::List>(&one.content)) {
        for (std::size_t i = 0; i < list->items.size(); ++i)
            number_rows(article::align(list->items[i].blocks, std::get<article::List>(other.content).items[i].blocks),
                        rows);
    }
}

/// Of boxes that the page made: they pair by their roles.
void LanguagePairer::number_page_rows(std::uint32_t one, std::uint32_t other, Rows& rows) {
    const std::vector<Unit> ours = units_of(one + 1, after(one)), theirs = units_of(other + 1, after(other));
    const auto shapes_of = [](const std::vector<Unit>& units) {
        std::vector<article::AlignedShape> shapes;
        shapes.reserve(units.size());
        for (const Unit& unit : units) shapes.push_back({static_cast<std::size_t>(unit.role), 0});
        return shapes;
    };
    const auto has_rows = [&](std::uint32_t box, std::uint32_t counterpart) {
        const Box &here = handout_.boxes[box], &there = handout_.boxes[counterpart];
        if (here.content.index() != there.content.index() || here.role == style::BlockRole::figure ||
            here.role == style::BlockRole::table)
            return false;
        if (here.is<ListBox>())
            return units_of(box + 1, after(box)).size() == units_of(counterpart + 1, after(counterpart)).size();
        return here.is<GroupBox>() || here.is<ItemBox>();
    };
    const std::vector<article::AlignedShape> our_shapes = shapes_of(ours), their_shapes = shapes_of(theirs);
    for (const article::IndexPair& pair : article::align(std::span(our_shapes), std::span(their_shapes)))
        if (!pair.both())
            rows.begun = true;
        else if (has_rows(ours[pair.one].begin, theirs[pair.other].begin))
            number_page_rows(ours[pair.one].begin, theirs[pair.other].begin, rows);
        else
            number_row(ours[pair.one].begin, theirs[pair.other].begin, rows);
}

void LanguagePairer::number_row(std::uint32_t one, std::uint32_t other, Rows& rows) {
    if (std::exchange(rows.begun, true)) handout_.boxes[one].pair_row = handout_.boxes[other].pair_row = ++rows.last;
}

/// Lists of as many items: a pair for each item, in a list of its own box.
void LanguagePairer::add_items(const Unit& one, const Unit& other) {
    const std::vector<article::ListItem>&our_items = list_of(*one.block)->items,
          &their_items = list_of(*other.block)->items;
    std::uint32_t item = one.begin + 1, translated = other.begin + 1;
    for (std::size_t i = 0; i < our_items.size(); ++i) {
        Rows rows;
        number_rows(article::align(our_items[i].blocks, their_items[i].blocks), rows);
        PairBox look;
        look.continues_list = i > 0;
        const std::size_t pair = open(look, one);
        const auto add_side = [&](const Side& side, const Unit& list, std::uint32_t at, bool is_second) {
            const std::size_t opened = open(SideBox{side.from.direction}, list);
            const std::size_t box = made_.size();
            made_.push_back(handout_.boxes[list.begin]);
            is_second ? copy_paired(at, after(at)) : copy(at, after(at));
            close(box);
            close(opened);
            return after(at);
        };
        item = add_side(ours_, one, item, false);
        translated = add_side(theirs_, other, translated, true);
        close(pair);
    }
}

/// Both languages share one box, and the code to scan in it.
void LanguagePairer::add_learn_more(const Unit& one, const Unit& other) {
    Rows rows;
    number_page_rows(one.begin, other.begin, rows);
    const std::size_t group = made_.size();
    made_.push_back(handout_.boxes[one.begin]);
    const Unit inside{one.begin + 1, one.end, one.role, nullptr},
        translated{other.begin + 1, other.end, other.role, nullptr};
    PairBox look;
    look.has_short_lines = true;
    add_pair(&inside, &translated, look);
    close(group);
}

}  // namespace

void pair_languages(Handout& handout, const LanguageSide& ours, const LanguageSide& theirs, Diagnostics& diagnostics) {
    LanguagePairer(handout, ours, theirs, diagnostics).run();
}

}  // namespace carepress::handout
