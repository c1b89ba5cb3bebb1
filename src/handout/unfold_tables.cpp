#include "handout/unfold_tables.h"

#include "base/language.h"
#include "base/utf.h"
#include "handout/table_grid.h"
#include "handout/text_composer.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace carepress::handout {
namespace {

/// What separates a header and its value.
std::u16string_view colon_of(std::string_view language) {
    const std::string_view primary = primary_subtag(language);
    if (primary == "zh" || primary == "ja" || primary == "yue") return u"：";
    return primary == "fr" ? u"\u00A0: " : u": ";
}

bool ends_clause(std::u16string_view text) {
    return !text.empty() && std::u16string_view(u":?!.…：？！。;").find(text.back()) != std::u16string_view::npos;
}

/// `style` of a run in a block set in `from`, as it is in a block set in `to`.
TextStyle restyled(TextStyle style, const TextStyle& from, const TextStyle& to) {
    if (style.family == from.family) style.family = to.family;
    if (style.weight == from.weight) style.weight = to.weight;
    if (style.slant == from.slant) style.slant = to.slant;
    if (style.color == from.color) style.color = to.color;
    if (from.size > Length{}) {
        const auto scaled = [&](Length length) {
            return Length{static_cast<std::int32_t>(std::int64_t{length.millipoints} * to.size.millipoints /
                                                    from.size.millipoints)};
        };
        style.size = scaled(style.size);
        style.baseline_shift = scaled(style.baseline_shift);
    }
    style.leading = to.leading;
    return style;
}

/// Where `value` is among `values`, at their end if it is new.
template <class T>
std::uint32_t index_in(std::vector<T>& values, const T& value) {
    const auto found = std::find(values.begin(), values.end(), value);
    if (found == values.end()) values.push_back(value);
    return static_cast<std::uint32_t>(std::find(values.begin(), values.end(), value) - values.begin());
}

/// A text of a cell.
struct CellText {
    const text::StyledText* text;
    std::uint32_t index;  ///< Handout::texts
    const Box* box;
};

/// A table to unfold, and how many lists it is in.
struct TableToUnfold {
    std::uint32_t box = 0;
    std::uint8_t depth = 0;
};

/// The tables by their nodes.
using TablesToUnfold = std::unordered_map<text::NodeId, TableToUnfold>;

TablesToUnfold tables_by_node(const Handout& handout, std::span<const std::uint32_t> tables) {
    TablesToUnfold found;
    for (const std::uint32_t table : tables) found[handout.boxes[table].node].box = table;
    std::vector<std::uint32_t> ends;  // of the lists that are open
    for (std::uint32_t i = 0; i < handout.boxes.size(); ++i) {
        while (!ends.empty() && ends.back() <= i) ends.pop_back();
        const auto table = found.find(handout.boxes[i].node);
        if (table != found.end() && table->second.box == i)
            table->second.depth = static_cast<std::uint8_t>(std::min<std::size_t>(ends.size(), 0xFF));
        if (handout.boxes[i].role == style::BlockRole::list) ends.push_back(handout.boxes[i].end);
    }
    return found;
}

/// The cells of a table that have text, where they are looked for.
struct FilledGrid {
    TableGrid grid;
    std::vector<std::vector<const TableGrid::Cell*>> heads;  ///< by column: the header cells above it
    std::vector<std::vector<const TableGrid::Cell*>> rows;   ///< by row, those of spans from above too; no header
    std::vector<std::uint32_t> blank_columns;                ///< with a header, and nothing below it
};

class Unfolder {
public:
    Unfolder(const Handout& handout, std::span<const std::uint32_t> tables)
        : from_(handout),
          tables_(tables_by_node(handout, tables)),
          moved_(handout.tags.nodes.size(), no_index),
          said_(handout.texts.size(), false),
          to_(handout) {}

    Handout run() {
        to_.tags.nodes.clear();
        to_.boxes.clear();
        copy_nodes();
        copy_boxes();
        // New texts have their nodes already: they come after the old ones.
        for (std::size_t i = 0; i < from_.texts.size(); ++i) move_nodes(to_.texts[i]);
        for (std::size_t i = 0; i < from_.links.size(); ++i) {
            to_.links[i].node = moved(from_.links[i].node);
            to_.links[i].target = moved(from_.links[i].target);
        }
        for (HandoutPart& part : to_.parts) {
            move_furniture(part.furniture);
            move_nodes(part.aside);
            part.title = moved(part.title);
        }
        for (TagReference& reference : to_.tags.references) reference = {moved(reference.from), moved(reference.to)};
        return std::move(to_);
    }

private:
    text::NodeId moved(text::NodeId node) const { return node < moved_.size() ? moved_[node] : node; }
    void move_nodes(text::StyledText& text) const {
        for (text::StyledRun& run : text.runs) run.node = moved(run.node);
    }

    void move_furniture(Furniture& furniture) const {
        for (text::StyledText* text :
             {&furniture.organisation, &furniture.telephone, &furniture.running_title, &furniture.sample_notice,
              &furniture.disclaimer, &furniture.footer_left, &furniture.footer_right})
            move_nodes(*text);
        furniture.sample_notice_node = moved(furniture.sample_notice_node);
        furniture.disclaimer_node = moved(furniture.disclaimer_node);
    }
    void move_nodes(Aside& aside) const {
        for (text::StyledText* text :
             {&aside.emergency, &aside.telephone, &aside.signs, &aside.scan, &aside.address, &aside.code})
            move_nodes(*text);
        for (text::NodeId* node : {&aside.scan_node, &aside.section, &aside.signs_heading}) *node = moved(*node);
    }

    std::uint32_t end_of_node(std::uint32_t node) const {
        std::uint32_t end = node + 1;
        while (end < from_.tags.nodes.size() && from_.tags.nodes[end].parent != no_index &&
               from_.tags.nodes[end].parent >= node)
            ++end;
        return end;
    }

    text::NodeId copy_node(std::uint32_t node, text::NodeId parent) {
        to_.tags.nodes.push_back(from_.tags.nodes[node]);
        to_.tags.nodes.back().parent = parent;
        return moved_[node] = static_cast<text::NodeId>(to_.tags.nodes.size() - 1);
    }
    text::NodeId add_node(TagRole role, text::NodeId parent) {
        TagNode node;
        node.role = role;
        node.parent = parent;
        to_.tags.nodes.push_back(std::move(node));
        return static_cast<text::NodeId>(to_.tags.nodes.size() - 1);
    }

    void copy_nodes() {
        for (std::uint32_t node = 0; node < from_.tags.nodes.size();) {
            const auto table = tables_.find(node);
            if (table == tables_.end()) {
                copy_node(node, moved(from_.tags.nodes[node].parent));
                ++node;
            } else {
                lists_.emplace(table->second.box, list_for(table->second, node));
                node = end_of_node(node);
            }
        }
    }

    void copy_boxes() {
        std::vector<std::uint32_t> new_index(from_.boxes.size() + 1, 0);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> open;  // new index of a box, old end
        for (std::uint32_t i = 0; i <= from_.boxes.size();) {
            new_index[i] = static_cast<std::uint32_t>(to_.boxes.size());
            if (i == from_.boxes.size()) break;
            const auto list = lists_.find(i);
            if (list == lists_.end()) {
                Box box = from_.boxes[i];
                box.node = moved(box.node);
                if (auto* group = box.as<GroupBox>()) group->side_picture_node = moved(group->side_picture_node);
                open.emplace_back(static_cast<std::uint32_t>(to_.boxes.size()), box.end);
                to_.boxes.push_back(box);
                ++i;
                continue;
            }
            const auto shift = static_cast<std::uint32_t>(to_.boxes.size());
            for (Box box : list->second) {
                box.end += shift;
                to_.boxes.push_back(box);
            }
            const std::uint32_t end = std::max(i + 1, from_.boxes[i].end);
            while (++i < end) new_index[i] = static_cast<std::uint32_t>(to_.boxes.size());
        }
        for (const auto& [box, end] : open) to_.boxes[box].end = new_index[end];
        for (HandoutPart& part : to_.parts) {
            part.box_begin = new_index[part.box_begin];
            part.box_end = new_index[part.box_end];
        }
    }

    std::vector<Box> list_for(const TableToUnfold& table, std::uint32_t node);
    void add_row(const FilledGrid& filled, std::uint32_t row, std::uint8_t depth, text::NodeId list,
                 std::vector<Box>& boxes);
    static std::uint32_t open_box(std::vector<Box>& boxes, BoxContent content, style::BlockRole role,
                                  text::NodeId node);
    std::uint32_t open_item(std::vector<Box>& boxes, std::uint8_t depth, text::NodeId list, text::NodeId& body);
    void text_box(std::vector<Box>& boxes, text::StyledText text, text::NodeId node);

    std::vector<CellText> texts_of(const TableGrid::Cell& cell) const;
    FilledGrid filled_grid(std::uint32_t table) const;
    text::StyledText labelled(const FilledGrid& filled, const TableGrid::Cell& cell, text::NodeId node, bool strong);
    void append(text::StyledText& out, const CellText& source, text::NodeId node, bool strong);
    void append_plain(text::StyledText& out, std::u16string_view text, text::NodeId node);

    const Handout& from_;
    TablesToUnfold tables_;
    std::vector<text::NodeId> moved_;  ///< by old node; no_index where it is gone
    std::vector<bool> said_;           ///< by old text: it is in a list
    Handout to_;
    const style::Stylesheet* stylesheet_ = nullptr;               ///< of the table's part
    text::Direction direction_ = text::Direction::left_to_right;  ///< of the table's first text
    std::string language_;
    std::unordered_map<std::uint32_t, std::vector<Box>> lists_;  ///< by box of the table; ends count from 0
};

std::vector<CellText> Unfolder::texts_of(const TableGrid::Cell& cell) const {
    std::vector<CellText> texts;
    if (cell.box == no_index) return texts;
    for (std::uint32_t i = cell.box; i < std::max(cell.box + 1, from_.boxes[cell.box].end); ++i) {
        const auto* box = from_.boxes[i].as<TextBox>();
        if (box == nullptr || box->text >= from_.texts.size() || from_.texts[box->text].text.empty()) continue;
        texts.push_back({&from_.texts[box->text], box->text, &from_.boxes[i]});
    }
    return texts;
}

FilledGrid Unfolder::filled_grid(std::uint32_t table) const {
    FilledGrid filled{table_grid(from_, table), {}, {}, {}};
    const TableGrid& grid = filled.grid;
    filled.heads.resize(grid.columns);
    filled.rows.resize(grid.rows());
    std::vector<bool> has_value(grid.columns, false);
    for (const TableGrid::Cell& cell : grid.cells) {
        if (texts_of(cell).empty()) continue;
        const bool is_head = grid.head_rows[cell.row];
        for (std::uint32_t column = cell.column; column <= cell.last_column; ++column) {
            if (is_head) filled.heads[column].push_back(&cell);
            if (!is_head) has_value[column] = true;
        }
        const auto* box = from_.boxes[cell.box].as<CellBox>();
        if (is_head || (box != nullptr && box->says_none)) continue;
        for (std::uint32_t row = cell.row; row <= cell.last_row; ++row) filled.rows[row].push_back(&cell);
    }
    for (std::uint32_t column = 0; column < grid.columns; ++column)
        if (!has_value[column] && !filled.heads[column].empty()) filled.blank_columns.push_back(column);
    return filled;
}

/// The header cells above `cell`, each once.
std::vector<const TableGrid::Cell*> heads_of(const FilledGrid& filled, const TableGrid::Cell& cell) {
    std::vector<const TableGrid::Cell*> heads = filled.heads[cell.column];
    for (std::uint32_t column = cell.column + 1; column <= cell.last_column; ++column)
        heads.insert(heads.end(), filled.heads[column].begin(), filled.heads[column].end());
    std::sort(heads.begin(), heads.end());  // as the grid has them
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    return heads;
}

/// The cells of a row that say something. A column that no row fills is there to be filled in by hand: its header comes
/// with every row.
std::vector<TableGrid::Cell> shown_cells(const FilledGrid& filled, std::uint32_t row) {
    std::vector<TableGrid::Cell> cells;
    for (const TableGrid::Cell* cell : filled.rows[row]) cells.push_back(*cell);
    for (const std::uint32_t column : filled.blank_columns) cells.push_back({no_index, row, row, column, column});
    std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.column < b.column; });
    return cells;
}

std::vector<Box> Unfolder::list_for(const TableToUnfold& table, std::uint32_t node) {
    const text::NodeId list = add_node(TagRole::list, moved(from_.tags.nodes[node].parent));
    to_.tags.nodes[list].language = from_.tags.nodes[node].language;
    to_.tags.nodes[list].numbering = ListNumbering::disc;
    moved_[node] = list;
    for (std::uint32_t child = node + 1; child < end_of_node(node);) {
        const std::uint32_t end = end_of_node(child);
        if (from_.tags.nodes[child].role == TagRole::caption)
            for (std::uint32_t i = child; i < end; ++i) copy_node(i, moved(from_.tags.nodes[i].parent));
        child = end;
    }
    stylesheet_ = &from_.stylesheet_at(table.box);
    const FilledGrid filled = filled_grid(table.box);
    const TableGrid& grid = filled.grid;
    for (auto cell = grid.cells.rbegin(); cell != grid.cells.rend(); ++cell)
        for (const CellText& from : texts_of(*cell)) {
            direction_ = from.text->direction;
            language_ = from.text->languages.front();
        }
    std::vector<Box> boxes;
    open_box(boxes, ListBox{table.depth}, style::BlockRole::list, list);
    for (std::uint32_t row = 0; row < grid.rows(); ++row)
        if (!grid.head_rows[row]) add_row(filled, row, table.depth, list, boxes);
    boxes.front().end = static_cast<std::uint32_t>(boxes.size());
    boxes.front().span = from_.boxes[table.box].span;
    return boxes;
}

void Unfolder::add_row(const FilledGrid& filled, std::uint32_t row, std::uint8_t depth, text::NodeId list,
                       std::vector<Box>& boxes) {
    const std::vector<TableGrid::Cell> cells = shown_cells(filled, row);
    if (cells.empty()) return;

    text::NodeId body = no_index;
    const std::uint32_t item = open_item(boxes, depth, list, body);
    const text::NodeId title = cells.size() == 1 ? body : add_node(TagRole::paragraph, body);
    text_box(boxes, labelled(filled, cells.front(), title, true), title);
    if (cells.size() > 1) {
        const text::NodeId values = add_node(TagRole::list, body);
        to_.tags.nodes[values].numbering = ListNumbering::circle;
        const ListBox made{static_cast<std::uint8_t>(depth + 1), true, true};
        const std::uint32_t inner = open_box(boxes, made, style::BlockRole::list, values);
        for (std::size_t i = 1; i < cells.size(); ++i) {
            text::NodeId value = no_index;
            const std::uint32_t box = open_item(boxes, static_cast<std::uint8_t>(depth + 1), values, value);
            text_box(boxes, labelled(filled, cells[i], value, false), value);
            boxes[box].end = static_cast<std::uint32_t>(boxes.size());
        }
        boxes[inner].end = static_cast<std::uint32_t>(boxes.size());
    }
    boxes[item].end = static_cast<std::uint32_t>(boxes.size());
}

std::uint32_t Unfolder::open_box(std::vector<Box>& boxes, BoxContent content, style::BlockRole role,
                                 text::NodeId node) {
    Box box;
    box.content = content;
    box.role = role;
    box.node = node;
    boxes.push_back(box);
    return static_cast<std::uint32_t>(boxes.size() - 1);
}

std::uint32_t Unfolder::open_item(std::vector<Box>& boxes, std::uint8_t depth, text::NodeId list, text::NodeId& body) {
    const style::Stylesheet& stylesheet = *stylesheet_;
    const text::NodeId item = add_node(TagRole::list_item, list);
    const text::NodeId label = add_node(TagRole::label, item);
    body = add_node(TagRole::list_body, item);
    text::StyledText marker;
    marker.direction = direction_;
    marker.languages.push_back(language_);
    marker.styles.push_back(apply(stylesheet.block(style::BlockRole::list_item).text,
                                  stylesheet.inline_style(style::InlineRole::list_marker)));
    const std::size_t style = std::min<std::size_t>(depth, stylesheet.lists.size() - 1);
    append_plain(marker, to_utf16(stylesheet.lists[style].marker), label);
    const ItemBox made{static_cast<std::uint32_t>(to_.texts.size())};
    to_.texts.push_back(std::move(marker));
    return open_box(boxes, made, style::BlockRole::list_item, item);
}

void Unfolder::text_box(std::vector<Box>& boxes, text::StyledText text, text::NodeId node) {
    const TextBox made{static_cast<std::uint32_t>(to_.texts.size())};
    to_.texts.push_back(std::move(text));
    const std::uint32_t box = open_box(boxes, made, style::BlockRole::list_item, node);
    boxes[box].end = box + 1;
}

/// "Column header: value".
text::StyledText Unfolder::labelled(const FilledGrid& filled, const TableGrid::Cell& cell, text::NodeId node,
                                    bool strong) {
    text::StyledText out;
    const std::vector<CellText> texts = texts_of(cell);
    out.direction = direction_;
    for (const TableGrid::Cell* head : heads_of(filled, cell)) {
        if (!out.text.empty()) append_plain(out, u", ", node);
        for (const CellText& from : texts_of(*head)) append(out, from, node, strong);
    }
    if (!out.text.empty())
        append_plain(out, ends_clause(out.text) ? u" " : colon_of(out.languages[out.runs.back().language]), node);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        out.direction = texts[i].text->direction;
        if (i > 0) append_plain(out, u"\u2028", node);
        append(out, texts[i], node, strong);
    }
    return out;
}

/// Appends a cell's text as a list item has it. When it is repeated its links are not: all of it belongs to `node`.
void Unfolder::append(text::StyledText& out, const CellText& source, text::NodeId node, bool strong) {
    const style::Stylesheet& stylesheet = *stylesheet_;
    const text::StyledText& text = *source.text;
    const Box& box = *source.box;
    const bool again = said_[source.index];
    said_[source.index] = true;
    const TextStyle& cell = text.styles.empty() ? stylesheet.block(box.role).text : text.styles.front();
    const TextStyle& base = stylesheet.block(style::BlockRole::list_item).text;
    for (const text::StyledRun& from : text.runs) {
        text::StyledRun run = from;
        run.begin = static_cast<std::uint32_t>(out.text.size());
        out.text.append(text.text, from.begin, from.end - from.begin);
        run.end = static_cast<std::uint32_t>(out.text.size());
        TextStyle style = restyled(text.styles[from.style], cell, base);
        if (strong) style = apply(style, stylesheet.inline_style(style::InlineRole::strong));
        run.style = index_in(out.styles, style);
        run.language = index_in(out.languages, text.languages[from.language]);
        run.node = node;
        if (again) {
            run.link = no_index;
        } else if (from.node != box.node && from.node < moved_.size()) {
            // A link or a span in another language: it moves below the item, with what it is part of.
            std::vector<text::NodeId> path;
            for (text::NodeId at = from.node; at != no_index && at != box.node && moved_[at] == no_index;
                 at = from_.tags.nodes[at].parent)
                path.push_back(at);
            for (auto at = path.rbegin(); at != path.rend(); ++at) {
                const text::NodeId parent = moved(from_.tags.nodes[*at].parent);
                copy_node(*at, parent == no_index ? node : parent);
            }
            run.node = moved(from.node);
        }
        out.runs.push_back(run);
    }
}

void Unfolder::append_plain(text::StyledText& out, std::u16string_view text, text::NodeId node) {
    if (out.styles.empty()) out.styles.push_back(stylesheet_->block(style::BlockRole::list_item).text);
    if (out.languages.empty()) out.languages.push_back(language_);
    text::StyledRun run;
    run.begin = static_cast<std::uint32_t>(out.text.size());
    out.text.append(text);
    run.end = static_cast<std::uint32_t>(out.text.size());
    run.style = out.runs.empty() ? 0 : out.runs.back().style;
    run.language = out.runs.empty() ? 0 : out.runs.back().language;
    run.node = node;
    out.runs.push_back(run);
}

}  // namespace

bool can_unfold(const Handout& handout, std::uint32_t table) {
    if (handout.boxes[table].node == text::artifact || handout.stylesheet->lists.empty()) return false;
    const TableGrid grid = table_grid(handout, table);
    return std::find(grid.head_rows.begin(), grid.head_rows.end(), false) != grid.head_rows.end();
}

Handout unfold_tables(const Handout& handout, std::span<const std::uint32_t> tables) {
    return Unfolder(handout, tables).run();
}

}  // namespace carepress::handout
