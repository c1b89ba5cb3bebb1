#pragma once

#include "layout/paged_document.h"
#include "pdf/objects.h"
#include "pdf/standard.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace carepress::pdf {

/// The logical structure of one document (ISO 32000-1 14.7): hands out marked-content identifiers while pages are
/// written, then writes structure elements and parent tree. An element's children are its child nodes in tree order,
/// its own content between them where it was marked.
class StructureTree {
public:
    StructureTree(const handout::TagTree& tree, const Standard& standard);

    /// A new marked-content sequence of `node` on `page`; returns its MCID. Pages come in ascending order.
    int mark(text::NodeId node, std::uint32_t page);
    /// A picture of a figure, for its bounding box; x and y of the lower left corner in PDF's coordinates.
    void place_figure(text::NodeId node, std::uint32_t page, Rectangle box);
    /// The link annotation `annotation` inside `node`, a Link. Its StructParent is the number of pages plus its place
    /// among all annotations: the parent tree holds the pages first.
    void annotate(text::NodeId node, std::uint32_t page, ObjectNumber annotation);
    std::size_t annotation_count() const { return annotations_.size(); }

    /// Writes everything; `pages` are the page objects. Returns the structure tree root.
    ObjectNumber write(Objects& objects, const std::vector<ObjectNumber>& pages);
    /// The element of a node or, if it was left out, of its nearest ancestor. Once everything is written.
    ObjectNumber element(text::NodeId node) const;

    std::string_view type(text::NodeId node) const { return standard_.type(tree_.nodes[node].role).name; }
    /// The language of a node's text: its own or the nearest ancestor's; empty when none says one.
    std::string_view language(text::NodeId node) const { return languages_[node]; }

private:
    struct Mark {
        text::NodeId node;
        std::uint32_t page;
        int id;
        std::uint32_t next;  ///< of the same node, or no_index
    };
    struct Annotation {
        text::NodeId node;
        std::uint32_t page;
        ObjectNumber object;
        std::uint32_t next;  ///< of the same node, or no_index
    };
    struct FigureBox {
        std::uint32_t page;
        Rectangle box;
    };
    struct Element {
        text::NodeId first_child = no_index, next_sibling = no_index;
        std::uint32_t first_mark = no_index;     ///< own
        std::uint32_t earliest_mark = no_index;  ///< own or of a descendant
        std::uint32_t first_annotation = no_index;
        std::uint32_t figure_box = no_index;
        bool is_kept = false;
        ObjectNumber object = 0;
    };

    void link_elements();
    void link_references();
    void append_element(std::string& out, text::NodeId node, const std::vector<ObjectNumber>& pages) const;
    void append_kids(std::string& out, text::NodeId node, const std::vector<ObjectNumber>& pages) const;
    void append_attributes(std::string& out, text::NodeId node) const;
    void append_references(std::string& out, text::NodeId node) const;
    void append_id_tree(std::string& out) const;
    void append_parent_tree(std::string& out, std::size_t page_count) const;

    const handout::TagTree& tree_;
    const Standard& standard_;
    std::vector<handout::TagReference> references_;  ///< to elements that are kept, by `from`
    ObjectNumber pdf_2_0_ = 0;                       ///< its namespace, if elements name theirs
    std::vector<std::string_view> languages_;
    std::vector<Element> elements_;
    std::vector<Mark> marks_;
    std::vector<Annotation> annotations_;
    std::vector<FigureBox> figure_boxes_;
    std::uint32_t page_ = no_index;  ///< of the last mark
    int next_id_ = 0;
};

}  // namespace carepress::pdf
