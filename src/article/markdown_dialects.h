#pragma once

#include "article/markdown_tree.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

// What other dialects of Markdown have and CommonMark has not. Each step puts HTML into cmark's tree, and the HTML
// reader makes of it what it makes of an HTML page: lists, boxes and styles have one reader.
namespace carepress::article {

/// Blocks whose content has moved. cmark's texts may lie in the memory of the block that they were parsed in, so these
/// live as long as the tree.
using EmptiedBlocks = std::vector<NodeOwner>;

/// Takes every step. Returns whether the tree has HTML now, that has to be rendered.
bool set_dialects(cmark_node* document, const MarkdownPlaces& places, EmptiedBlocks& emptied, Diagnostics& diagnostics);

/// Footnotes: a reference is a link to its note, and notes are a list at the end of the section that first refers to
/// them. A reference without a note, and a note without a reference, is a warning.
bool set_notes(cmark_node* document, const MarkdownPlaces& places, EmptiedBlocks& emptied, Diagnostics& diagnostics);

/// "::: warning" to ":::" around blocks: the box of its name; of another name the blocks alone, with a warning.
bool set_fences(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics);

/// Where the boxes of MkDocs are in a text: '!!! note "Title"' and lines that are indented under it; "???", too, which
/// folds on a page.
struct IndentedBox {
    int line = 0, last_line = 0;  ///< from 1
    std::string name, title;
};
struct IndentedBoxes {
    std::string body;  ///< the text with the boxes as quotations; each line is where it was, some are longer
    std::vector<IndentedBox> boxes;
};

/// Finds the boxes, but for those that begin on a line of `not_boxes`.
IndentedBoxes quote_indented_boxes(std::string_view body, const std::set<int>& not_boxes);
/// Makes boxes of the quotations. Adds the lines of those that CommonMark doesn't read so to `not_boxes`; then the tree
/// is of no use. Returns whether there are any boxes.
bool set_indented_boxes(cmark_node* document, const std::vector<IndentedBox>& boxes, const MarkdownPlaces& places,
                        EmptiedBlocks& emptied, std::set<int>& not_boxes, Diagnostics& diagnostics);

/// "```{note}" to "```", as MyST writes its boxes: the box. Of another name the code, with a warning.
bool set_directives(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics);

/// Inline notes of pandoc, "^[text]": each becomes a definition at the end of the document.
struct InlineNote {
    cmark_node* reference;  ///< a place in the text, empty
    cmark_node* definition;
    int line = 0;
};
std::vector<InlineNote> take_inline_notes(cmark_node* document);

/// Lines of paragraphs that are more than lines: pasted bullets and numbers, definitions (": …") and verses ("| …").
bool set_lines(cmark_node* document, const MarkdownPlaces& places, EmptiedBlocks& emptied, Diagnostics& diagnostics);

/// "[ ]" and "[x]" at the beginning of items.
bool set_tasks(cmark_node* document);

/// "H~2~O", "10^9^", "==marked==" and "~~struck~~".
bool set_marks(cmark_node* document, const MarkdownPlaces& places);

/// Takes attribute lists, "{.lead #id}", out of the text, with a note.
void take_attributes(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics);

/// Hides the characters that are written with a backslash or as references from all steps, and shows them again. A
/// noncharacter, which no article contains, takes the place of each.
void hide_escapes(cmark_node* document, const MarkdownPlaces& places);
void show_escapes(cmark_node* document, const MarkdownPlaces& places);

/// Turns a node into the box of that name, with its title. An unknown name makes it a block that changes nothing, and
/// returns false. `known_boxes`: the hint for that.
bool make_box(cmark_node* box, std::string_view name, const std::string& title, int line, const MarkdownPlaces& places);
inline constexpr std::string_view known_boxes =
    "known are note, tip, important, warning and caution, and emergency, call-now and watch";

// --- what the steps share -------------------------------------------------------------------------------------------

NodeOwner new_text(const std::string& text);
/// A node that is rendered as `enter`, its children, and `exit`.
NodeOwner new_custom(cmark_node_type type, const std::string& enter, const std::string& exit);
/// Puts `node` behind `place` and returns it; the tree owns it from now on.
cmark_node* insert_after(cmark_node* place, NodeOwner node);
/// Makes `node` the last child of `parent` and returns it; the tree owns it from now on.
cmark_node* append(cmark_node* parent, NodeOwner node);

bool is_text(cmark_node* node);
/// The literal of a text, else empty.
std::string_view literal_of(cmark_node* node);
/// Takes a block out of the tree.
void unlink(cmark_node* block, EmptiedBlocks& emptied);
/// Takes `bytes` bytes, and the white space after them, from the beginning of a text.
void cut_beginning(cmark_node* text, std::size_t bytes);

/// The place of whole lines, as the attribute that the HTML reader knows: ' data-sourcepos="3:1-4:12"'.
std::string lines_attribute(const MarkdownPlaces& places, int first, int column, int last);
/// The line of the source that an inline node is on; of a break, the line that it ends.
int line_of(cmark_node* node);

}  // namespace carepress::article
