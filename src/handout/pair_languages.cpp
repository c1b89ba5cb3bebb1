#include "handout/pair_languages.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace carepress {
namespace {

/// What can be a pair: of equal kind. Headings of the flow differ by level.
struct Kind {
    BoxKind box = BoxKind::group;
    BlockRole role = BlockRole::paragraph;
    std::uint8_t level = 0;
    bool operator==(const Kind&) const = default;
};

/// A block of the flow: boxes [begin, end).
struct Unit {
    std::uint32_t begin = 0, end = 0;
    Kind kind;
    std::size_t items = 0;  ///< of a list
};

/// A heading with the blocks up to the next one: units [begin, end). What is above all headings is one, too.
struct Section {
    std::size_t begin = 0, end = 0;
    std::uint8_t level = 0;
    std::array<int, block_role_count> roles{};  ///< how many blocks have each
};

constexpr std::uint8_t closing_level = 0xFF;

/// What is about the handout as a whole, in whatever language, and belongs to no pair.
bool is_of_the_handout(BlockRole role) {
    return role == BlockRole::note || role == BlockRole::sample_notice || role == BlockRole::footer_disclaimer;
}

constexpr std::size_t nobody = ~std::size_t{0};
using Match = std::pair<std::size_t, std::size_t>;  ///< nobody: without a partner

/// Matches 0…one-1 with 0…other-1 in order, so that the sum of the scores of all matches is greatest; a score of 0 is
/// no match. Where that would take too long they are matched as they come.
template <class Score>
std::vector<Match> align(std::size_t one, std::size_t other, Score&& score) {
    constexpr std::size_t most_work = 1'000'000;
    std::vector<Match> matches;
    if ((one + 1) * (other + 1) > most_work) {
        for (std::size_t i = 0; i < std::max(one, other); ++i) {
            if (i < one && i < other && score(i, i) > 0) {
                matches.emplace_back(i, i);
                continue;
            }
            if (i < one) matches.emplace_back(i, nobody);
            if (i < other) matches.emplace_back(nobody, i);
        }
        return matches;
    }
    std::vector<int> best((one + 1) * (other + 1), 0);  // of what is left from (i, k) on
    const auto at = [&](std::size_t i, std::size_t k) -> int& { return best[i * (other + 1) + k]; };
    for (std::size_t i = one; i-- > 0;)
        for (std::size_t k = other; k-- > 0;) {
            const int here = score(i, k);
            at(i, k) = std::max({at(i + 1, k), at(i, k + 1), here > 0 ? here + at(i + 1, k + 1) : 0});
        }
    std::size_t i = 0, k = 0;
    while (i < one && k < other) {
        const int here = score(i, k);
        if (here > 0 && at(i, k) == here + at(i + 1, k + 1))
            matches.emplace_back(i++, k++);
        else if (at(i, k) == at(i + 1, k))
            matches.emplace_back(i++, nobody);
        else
            matches.emplace_back(nobody, k++);
    }
    while (i < one) matches.emplace_back(i++, nobody);
    while (k < other) matches.emplace_back(nobody, k++);
    return matches;
}

/// The blocks of boxes [begin, end); the boxes' ends count from `offset`.
std::vector<Unit> units_of(const std::vector<Box>& boxes, std::uint32_t begin, std::uint32_t end,
                           std::uint32_t offset = 0) {
    const auto after = [&](std::uint32_t box) { return std::max(box + 1, std::max(boxes[box].end, offset) - offset); };
    std::vector<Unit> units;
    for (std::uint32_t i = begin; i < end; i = after(i)) {
        const Box& box = boxes[i];
        Unit unit{i, after(i), {box.kind, box.role, box.heading_level}, 0};
        if (box.role == BlockRole::lead) unit.kind.role = BlockRole::paragraph;
        if (box.kind == BoxKind::group && box.role == BlockRole::list)
            for (std::uint32_t item = i + 1; item < unit.end; item = after(item)) ++unit.items;
        units.push_back(unit);
    }
    return units;
}

/// How alike two blocks are; 0: no pair.
int likeness(const Unit& one, const Unit& other) {
    return one.kind != other.kind ? 0 : one.items == other.items ? 3 : 2;
}

class LanguagePairer {
public:
    LanguagePairer(Handout& handout, std::uint32_t begin, std::uint32_t middle, Direction translation,
                   Diagnostics& diagnostics)
        : handout_(handout), begin_(begin), translation_(translation), diagnostics_(diagnostics) {
        const auto end = static_cast<std::uint32_t>(handout.boxes.size());
        ours_ = units_of(handout.boxes, begin, middle);
        theirs_ = units_of(handout.boxes, middle, end);
    }

    void run() {
        const std::vector<Section> ours = sections_of(ours_), theirs = sections_of(theirs_);
        const auto alikeness = [&](std::size_t i, std::size_t k) {
            if (ours[i].level != theirs[k].level) return 0;
            int alike = 1;
            for (std::size_t role = 0; role < block_role_count; ++role)
                alike += 2 * std::min(ours[i].roles[role], theirs[k].roles[role]);
            return alike;
        };
        for (const auto& [i, k] : align(ours.size(), theirs.size(), alikeness)) {
            if (i != nobody && k != nobody)
                pair_sections(ours[i], theirs[k]);
            else if (i != nobody)
                add_alone(ours_, ours[i], true);
            else
                add_alone(theirs_, theirs[k], false);
        }
        handout_.boxes.resize(begin_);
        handout_.boxes.insert(handout_.boxes.end(), made_.begin(), made_.end());
    }

private:
    static std::vector<Section> sections_of(const std::vector<Unit>& units);
    void pair_sections(const Section& ours, const Section& theirs);
    void add_alone(const std::vector<Unit>& units, const Section& section, bool is_ours);
    void add_lonely(const Unit& unit, bool is_ours);
    void add_across(const Unit& unit, bool is_ours);
    void warn(const Unit& unit, bool is_section);
    void add_pair(const Unit* ours, const Unit* theirs);
    void add_items(const Unit& ours, const Unit& theirs);
    void add_learn_more(const Unit& ours, const Unit& theirs);

    std::uint32_t next_index() const { return begin_ + static_cast<std::uint32_t>(made_.size()); }
    std::size_t open(BoxKind kind, const Unit* from);
    void close(std::size_t box) { made_[box].end = next_index(); }
    void copy(std::uint32_t begin, std::uint32_t end);
    void copy_paired(std::uint32_t begin, std::uint32_t end);
    void mark_rows(std::size_t one, std::size_t other);
    struct Rows {
        bool begun = false;  ///< the first row is not empty
        std::uint32_t last = 0;
    };
    void mark_rows(const Unit& ours, const Unit& theirs, Rows& rows);
    std::uint32_t after(std::uint32_t box) const { return std::max(box + 1, handout_.boxes[box].end); }

    Handout& handout_;
    std::uint32_t begin_;
    Direction translation_;
    Diagnostics& diagnostics_;
    std::vector<Unit> ours_, theirs_;
    std::vector<Box> made_;  ///< instead of the boxes from begin_ on
};

std::vector<Section> LanguagePairer::sections_of(const std::vector<Unit>& units) {
    std::vector<Section> sections(1);
    for (std::size_t i = 0; i < units.size(); ++i) {
        // What closes a handout is not part of its last section.
        const bool closes = units[i].kind.role == BlockRole::learn_more || units[i].kind.role == BlockRole::teach_back;
        if (units[i].kind.level > 1 || closes) {
            Section& next = sections.emplace_back();
            next.begin = i;
            next.level = closes ? closing_level : units[i].kind.level;
        }
        ++sections.back().roles[static_cast<std::size_t>(units[i].kind.role)];
        sections.back().end = i + 1;
    }
    return sections;
}

void LanguagePairer::pair_sections(const Section& ours, const Section& theirs) {
    const auto score = [&](std::size_t i, std::size_t k) {
        return likeness(ours_[ours.begin + i], theirs_[theirs.begin + k]);
    };
    for (const auto& [i, k] : align(ours.end - ours.begin, theirs.end - theirs.begin, score)) {
        if (i == nobody) {
            add_lonely(theirs_[theirs.begin + k], false);
        } else if (k == nobody) {
            add_lonely(ours_[ours.begin + i], true);
        } else {
            const Unit &one = ours_[ours.begin + i], &other = theirs_[theirs.begin + k];
            if (one.items > 0 && one.items == other.items)
                add_items(one, other);
            else if (one.kind.role == BlockRole::learn_more)
                add_learn_more(one, other);
            else
                add_pair(&one, &other);
        }
    }
}

/// A section without a partner is reported once.
void LanguagePairer::add_alone(const std::vector<Unit>& units, const Section& section, bool is_ours) {
    if (section.begin < section.end) warn(units[section.begin], true);
    for (std::size_t i = section.begin; i < section.end; ++i) {
        if (is_of_the_handout(units[i].kind.role))
            add_across(units[i], is_ours);
        else
            is_ours ? add_pair(&units[i], nullptr) : add_pair(nullptr, &units[i]);
    }
}

void LanguagePairer::add_lonely(const Unit& unit, bool is_ours) {
    if (is_of_the_handout(unit.kind.role)) return add_across(unit, is_ours);
    warn(unit, false);
    is_ours ? add_pair(&unit, nullptr) : add_pair(nullptr, &unit);
}

/// Set across both columns, in the direction and reading order of its language.
void LanguagePairer::add_across(const Unit& unit, bool is_ours) {
    const std::size_t pair = made_.size();
    is_ours ? add_pair(&unit, nullptr) : add_pair(nullptr, &unit);
    made_[pair].columns = 1;
}

void LanguagePairer::warn(const Unit& unit, bool is_section) {
    diagnostics_.warning(handout_.boxes[unit.begin].span,
                         std::string("this ") + (is_section ? "section" : "block") +
                             " has no counterpart in the other language and stands alone",
                         "give both articles the same headings, help boxes and blocks in the same order");
}

std::size_t LanguagePairer::open(BoxKind kind, const Unit* from) {
    Box box;
    box.kind = kind;
    if (from != nullptr) box.span = handout_.boxes[from->begin].span;
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
    for (std::size_t i = first; i < made_.size(); ++i) made_[i].heading_level = 0;
}

void LanguagePairer::add_pair(const Unit* ours, const Unit* theirs) {
    const Unit* any = ours != nullptr ? ours : theirs;
    const std::size_t pair = open(BoxKind::pair, any);
    made_[pair].columns = 2;
    const std::size_t one = open(BoxKind::side, any);
    made_[one].direction = handout_.parts.back().direction;
    if (ours != nullptr) copy(ours->begin, ours->end);
    close(one);
    const std::size_t other = open(BoxKind::side, any);
    made_[other].direction = translation_;
    if (theirs != nullptr) ours != nullptr ? copy_paired(theirs->begin, theirs->end) : copy(theirs->begin, theirs->end);
    close(other);
    close(pair);
    mark_rows(one, other);
}

/// What is inside the blocks of a pair is level with its translation, too: the rows of the pair.
void LanguagePairer::mark_rows(std::size_t one, std::size_t other) {
    const auto inside = [&](std::size_t side) {
        return Unit{static_cast<std::uint32_t>(side) + 1, made_[side].end - begin_, {}, 0};
    };
    Rows rows;
    mark_rows(inside(one), inside(other), rows);
}

void LanguagePairer::mark_rows(const Unit& ours, const Unit& theirs, Rows& rows) {
    const std::vector<Unit> one = units_of(made_, ours.begin, ours.end, begin_);
    const std::vector<Unit> other = units_of(made_, theirs.begin, theirs.end, begin_);
    const auto score = [&](std::size_t i, std::size_t k) { return likeness(one[i], other[k]); };
    for (const auto& [i, k] : align(one.size(), other.size(), score)) {
        const bool begun = std::exchange(rows.begun, true);
        if (i == nobody || k == nobody) continue;
        const bool has_rows = one[i].kind.box == BoxKind::group && one[i].items == other[k].items &&
                              one[i].kind.role != BlockRole::figure && one[i].kind.role != BlockRole::table;
        if (has_rows) {
            rows.begun = begun;
            mark_rows({one[i].begin + 1, one[i].end, {}, 0}, {other[k].begin + 1, other[k].end, {}, 0}, rows);
        } else if (begun) {
            made_[one[i].begin].pair_row = made_[other[k].begin].pair_row = ++rows.last;
        }
    }
}

/// Lists of as many items: a pair for each item, in a list of its own box.
void LanguagePairer::add_items(const Unit& ours, const Unit& theirs) {
    std::uint32_t item = ours.begin + 1, translated = theirs.begin + 1;
    for (bool first = true; item < ours.end; first = false) {
        const std::size_t pair = open(BoxKind::pair, &ours);
        made_[pair].columns = 2;
        if (!first) made_[pair].role = BlockRole::list_item;
        std::array<std::size_t, 2> sides{};
        for (const bool is_ours : {true, false}) {
            const std::size_t side = open(BoxKind::side, is_ours ? &ours : &theirs);
            made_[side].direction = is_ours ? handout_.parts.back().direction : translation_;
            const std::size_t list = made_.size();
            made_.push_back(handout_.boxes[is_ours ? ours.begin : theirs.begin]);
            std::uint32_t& at = is_ours ? item : translated;
            is_ours ? copy(at, after(at)) : copy_paired(at, after(at));
            at = after(at);
            close(list);
            close(side);
            sides[is_ours ? 0 : 1] = side;
        }
        close(pair);
        mark_rows(sides[0], sides[1]);
    }
}

/// Both languages share one box, and the code to scan in it.
void LanguagePairer::add_learn_more(const Unit& ours, const Unit& theirs) {
    const std::size_t group = made_.size();
    made_.push_back(handout_.boxes[ours.begin]);
    const Unit one{ours.begin + 1, ours.end, ours.kind, 0}, other{theirs.begin + 1, theirs.end, theirs.kind, 0};
    const std::size_t pair = made_.size();
    add_pair(&one, &other);
    made_[pair].equal_columns = true;
    close(group);
}

}  // namespace

void pair_languages(Handout& handout, std::uint32_t begin, std::uint32_t middle, Direction translation,
                    Diagnostics& diagnostics) {
    LanguagePairer(handout, begin, middle, translation, diagnostics).run();
}

}  // namespace carepress
