#include "pdf/tags.h"

#include "pdf/numbers.h"
#include "pdf/strings.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <utility>

namespace carepress::pdf {

namespace {

std::string_view name_of(handout::ListNumbering numbering, const Standard& standard) {
    constexpr std::array<std::string_view, 9> names = {"",           "Disc",       "Circle",     "Square",    "Decimal",
                                                       "LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman"};
    static_assert(names.size() == static_cast<std::size_t>(handout::ListNumbering::upper_roman) + 1);
    return numbering == handout::ListNumbering::none ? standard.word_list : names[static_cast<std::size_t>(numbering)];
}

bool is_cell(handout::TagRole role) {
    return role == handout::TagRole::table_header || role == handout::TagRole::table_data;
}

/// A note's ID, which no other element has (ISO 14289-1 7.9). IDs sort as their nodes do.
std::string note_id(text::NodeId node) {
    const std::string digits = std::to_string(node);
    return "note-" + std::string(10 - digits.size(), '0') + digits;
}

}  // namespace

StructureTree::StructureTree(const handout::TagTree& tree, const Standard& standard)
    : tree_(tree), standard_(standard), elements_(tree.nodes.size()) {
    languages_.reserve(tree.nodes.size());
    for (const handout::TagNode& node : tree.nodes) {
        assert(node.parent == no_index || node.parent < languages_.size());
        const bool inherits = node.language.empty() && node.parent != no_index;
        languages_.push_back(inherits ? languages_[node.parent] : std::string_view(node.language));
    }
}

int StructureTree::mark(text::NodeId node, std::uint32_t page) {
    if (page != page_) next_id_ = 0;
    page_ = page;
    marks_.push_back({node, page, next_id_, no_index});
    return next_id_++;
}

void StructureTree::annotate(text::NodeId node, std::uint32_t page, ObjectNumber annotation) {
    annotations_.push_back({node, page, annotation, no_index});
}

void StructureTree::place_figure(text::NodeId node, std::uint32_t page, Rectangle box) {
    std::uint32_t& index = elements_[node].figure_box;
    if (index == no_index) {
        index = static_cast<std::uint32_t>(figure_boxes_.size());
        figure_boxes_.push_back({page, box});
        return;
    }
    FigureBox& figure = figure_boxes_[index];
    if (figure.page != page) return;  // a box is on one page: the first one
    const Length right = std::max(figure.box.right(), box.right());
    const Length top = std::max(figure.box.bottom(), box.bottom());
    figure.box.x = std::min(figure.box.x, box.x);
    figure.box.y = std::min(figure.box.y, box.y);
    figure.box.width = right - figure.box.x;
    figure.box.height = top - figure.box.y;
}

/// Links children, marks and what is kept. Children come after their parents, so one walk from the end does it.
/// A node without content in its subtree has nothing to say and is left out; but not a table's cell, because rows must
/// have equal columns (ISO 14289-1 7.5).
void StructureTree::link_elements() {
    for (auto i = static_cast<std::uint32_t>(marks_.size()); i-- > 0;) {
        Element& element = elements_[marks_[i].node];
        marks_[i].next = element.first_mark;
        element.first_mark = element.earliest_mark = i;
        element.is_kept = true;
    }
    for (auto i = static_cast<std::uint32_t>(annotations_.size()); i-- > 0;) {
        Element& element = elements_[annotations_[i].node];
        annotations_[i].next = element.first_annotation;
        element.first_annotation = i;
        element.is_kept = true;
    }
    for (auto i = static_cast<text::NodeId>(elements_.size()); i-- > 0;) {
        Element& element = elements_[i];
        const handout::TagNode& node = tree_.nodes[i];
        element.is_kept = element.is_kept || is_cell(node.role) || i == 0;
        if (node.parent == no_index) continue;
        Element& parent = elements_[node.parent];
        if (!element.is_kept) continue;
        parent.is_kept = true;
        parent.earliest_mark = std::min(parent.earliest_mark, element.earliest_mark);
        element.next_sibling = parent.first_child;
        parent.first_child = i;
    }
}

/// Only elements that are in the file refer to each other.
void StructureTree::link_references() {
    if (!standard_.has_references) return;
    const auto is_kept = [this](text::NodeId node) { return node < elements_.size() && elements_[node].is_kept; };
    for (const handout::TagReference& reference : tree_.references)
        if (is_kept(reference.from) && is_kept(reference.to)) references_.push_back(reference);
    std::stable_sort(references_.begin(), references_.end(),
                     [](const auto& a, const auto& b) { return a.from < b.from; });
}

void StructureTree::append_references(std::string& out, text::NodeId id) const {
    auto reference = std::partition_point(references_.begin(), references_.end(),
                                          [id](const handout::TagReference& other) { return other.from < id; });
    if (reference == references_.end() || reference->from != id) return;
    out += "/Ref[";
    for (; reference != references_.end() && reference->from == id; ++reference) {
        append_reference(out, elements_[reference->to].object);
        out += ' ';
    }
    out.back() = ']';
}

void StructureTree::append_kids(std::string& out, text::NodeId id, const std::vector<ObjectNumber>& pages) const {
    const Element& element = elements_[id];
    std::uint32_t mark = element.first_mark;
    text::NodeId child = element.first_child;
    const std::uint32_t own_page = mark != no_index ? marks_[mark].page : no_index;
    if (own_page != no_index) {
        put(out, "/Pg ");
        append_reference(out, pages[own_page]);
    }
    put(out, "/K[");
    while (mark != no_index || child != no_index) {
        if (child != no_index &&
            (mark == no_index || elements_[child].earliest_mark == no_index || elements_[child].earliest_mark < mark)) {
            append_reference(out, elements_[child].object);
            child = elements_[child].next_sibling;
        } else if (marks_[mark].page == own_page) {
            append_integer(out, marks_[mark].id);
            mark = marks_[mark].next;
        } else {
            put(out, "<</Type/MCR/Pg ");
            append_reference(out, pages[marks_[mark].page]);
            put(out, "/MCID ");
            append_integer(out, marks_[mark].id);
            put(out, ">>");
            mark = marks_[mark].next;
        }
        out += ' ';
    }
    for (std::uint32_t i = element.first_annotation; i != no_index; i = annotations_[i].next) {
        put(out, "<</Type/OBJR/Obj ");
        append_reference(out, annotations_[i].object);
        put(out, "/Pg ");
        append_reference(out, pages[annotations_[i].page]);
        put(out, ">>");
    }
    out += ']';
}

/// Standard attributes (ISO 32000-1 14.8.5): of lists, table cells and figures.
void StructureTree::append_attributes(std::string& out, text::NodeId id) const {
    const handout::TagNode& node = tree_.nodes[id];
    if (node.role == handout::TagRole::list) {
        out += "/A<</O/List/ListNumbering/";
        out += name_of(node.numbering, standard_);
        out += ">>";
    } else if (is_cell(node.role)) {
        std::string attributes;
        // A header without Scope reaches no cell (ISO 14289-1 7.5): columns are what a lone TH most often heads.
        if (node.role == handout::TagRole::table_header) {
            attributes += node.scope == article::HeaderScope::row ? "/Scope/Row" : "/Scope/Column";
        }
        if (node.column_span > 1) append_integer(attributes += "/ColSpan ", node.column_span);
        if (node.row_span > 1) append_integer(attributes += "/RowSpan ", node.row_span);
        if (!attributes.empty()) out.append("/A<</O/Table").append(attributes).append(">>");
    } else if (node.role == handout::TagRole::note && pdf_2_0_ != 0) {
        out += "/A<</O/FENote/NoteType/Footnote>>";  // ISO 32000-2 14.8.5.9
    } else if (node.role == handout::TagRole::figure) {
        out += "/A<</O/Layout/Placement/Block";
        if (elements_[id].figure_box != no_index) {
            const Rectangle& box = figure_boxes_[elements_[id].figure_box].box;
            out += "/BBox[";
            for (const Length edge : {box.x, box.y, box.right(), box.bottom()}) {
                append_length(out, edge);
                out += ' ';
            }
            out.back() = ']';
        }
        out += ">>";
    }
}

void StructureTree::append_element(std::string& out, text::NodeId id, const std::vector<ObjectNumber>& pages) const {
    const handout::TagNode& node = tree_.nodes[id];
    const StructureType& type = standard_.type(node.role);
    out.append("/S/").append(type.name);
    if (pdf_2_0_ != 0 && type.space == Namespace::pdf_2_0) append_reference(out += "/NS ", pdf_2_0_);
    if (!node.language.empty()) append_literal(out += "/Lang", node.language);
    if (!node.alternative.empty()) append_text(out += "/Alt", node.alternative);
    if (node.role == handout::TagRole::note) append_literal(out += "/ID", note_id(id));
    append_attributes(out, id);
    append_references(out, id);
    append_kids(out, id, pages);
}

/// The elements with an ID (ISO 32000-1 14.7.2, IDTree), in the order of their IDs.
void StructureTree::append_id_tree(std::string& out) const {
    bool any = false;
    for (text::NodeId id = 0; id < elements_.size(); ++id) {
        if (!elements_[id].is_kept || tree_.nodes[id].role != handout::TagRole::note) continue;
        if (!std::exchange(any, true)) out += "/IDTree<</Names[";
        append_literal(out, note_id(id));
        append_reference(out, elements_[id].object);
    }
    if (any) out += "]>>";
}

/// ISO 32000-1 14.7.4.4: an array for each page, by MCID, then an element for each annotation.
void StructureTree::append_parent_tree(std::string& out, std::size_t page_count) const {
    out += "/Nums[";
    std::size_t mark = 0;
    for (std::size_t page = 0; page < page_count; ++page) {
        append_integer(out, static_cast<std::int64_t>(page));
        out += '[';
        for (; mark < marks_.size() && marks_[mark].page == page; ++mark) {
            append_reference(out, elements_[marks_[mark].node].object);
            out += ' ';
        }
        out += ']';
    }
    for (std::size_t i = 0; i < annotations_.size(); ++i) {
        append_integer(out, static_cast<std::int64_t>(page_count + i));
        out += ' ';
        append_reference(out, elements_[annotations_[i].node].object);
        out += ' ';
    }
    out += ']';
}

ObjectNumber StructureTree::write(Objects& objects, const std::vector<ObjectNumber>& pages) {
    link_elements();
    link_references();
    const ObjectNumber root = objects.reserve();
    if (standard_.has_namespaces) pdf_2_0_ = objects.add("/Type/Namespace/NS(http://iso.org/pdf2/ssn)");
    for (Element& element : elements_) {
        if (element.is_kept) element.object = objects.reserve();
    }
    std::string body;
    for (text::NodeId id = 0; id < elements_.size(); ++id) {
        if (!elements_[id].is_kept) continue;
        const text::NodeId parent = tree_.nodes[id].parent;
        body = "/P ";
        append_reference(body, parent == no_index ? root : elements_[parent].object);
        append_element(body, id, pages);
        objects.set_body(elements_[id].object, body);
    }
    body.clear();
    append_parent_tree(body, pages.size());
    const ObjectNumber parent_tree = objects.add(body);
    body = "/Type/StructTreeRoot/ParentTreeNextKey ";
    append_integer(body, static_cast<std::int64_t>(pages.size() + annotations_.size()));
    body += "/ParentTree ";
    append_reference(body, parent_tree);
    if (pdf_2_0_ != 0) {
        append_reference(body += "/Namespaces[", pdf_2_0_);
        body += "]/RoleMap<</FENote/Note/Title/P>>";  // what readers of PDF 1.7 take it for: they know no namespaces
    }
    append_id_tree(body);
    body += "/K[";
    if (!elements_.empty()) append_reference(body, elements_[0].object);
    body += ']';
    objects.set_body(root, body);
    return root;
}

ObjectNumber StructureTree::element(text::NodeId node) const {
    if (node == text::artifact) node = 0;
    while (!elements_[node].is_kept) node = tree_.nodes[node].parent;  // the first one is always kept
    return elements_[node].object;
}

}  // namespace carepress::pdf
