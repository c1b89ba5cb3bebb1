// Footnotes. cmark has read them: references have the number of their note, and the notes are the last blocks of the
// document, in the order of their numbers.
#include "article/markdown_dialects.h"
#include "article/plain_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace carepress::article {
namespace {

/// A "[^label]:" at the beginning of a line.
struct Definition {
    std::string_view label;
    int line = 0;
};

std::vector<Definition> definitions_in(std::string_view body) {
    std::vector<Definition> found;
    int number = 0;
    for (std::size_t begin = 0; begin < body.size();) {
        const std::size_t end = line_end(body, begin);
        std::string_view line = body.substr(begin, end - begin);
        ++number;
        line.remove_prefix(std::min(line.find_first_not_of(" >"), line.size()));
        if (line.starts_with("[^")) {
            const std::size_t close = line.find_first_of("] \t");
            if (close != std::string_view::npos && close > 2 && line.substr(close).starts_with("]:"))
                found.push_back({line.substr(2, close - 2), number});
        }
        begin = end + (body.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return found;
}

cmark_node* top_level(cmark_node* node, cmark_node* document) {
    while (cmark_node_parent(node) != document) node = cmark_node_parent(node);
    return node;
}

bool is_title(cmark_node* node) {
    return cmark_node_get_type(node) == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 1;
}

bool is_definition(cmark_node* node) { return cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION; }

class NoteSetter {
public:
    NoteSetter(cmark_node* document, const MarkdownPlaces& places, EmptiedBlocks& emptied, Diagnostics& diagnostics)
        : document_(document), places_(places), emptied_(emptied), diagnostics_(diagnostics) {}

    bool set() {
        gather_sections();
        gather();
        // A note that only other notes refer to is placed once one of those is.
        for (bool placed = true; std::exchange(placed, false);)
            for (const std::size_t note : in_order_) placed |= place(notes_[note]);
        number();
        for (const auto& [reference, note] : references_) replace(reference, notes_[note]);
        say_unused();
        for (const Note& note : notes_)
            if (note.item == nullptr) unlink(note.definition, emptied_);
        return !notes_.empty();
    }

private:
    struct Note {
        cmark_node* definition;
        int line = 0, last_line = 0;
        cmark_node* first = nullptr;  ///< the reference that is first in reading order
        cmark_node* item = nullptr;   ///< where it was placed
        int number = 0;
    };

    /// What is between two headings.
    struct Section {
        cmark_node* last;
        cmark_node* notes = nullptr;
    };

    void gather_sections() {
        for (cmark_node* block = cmark_node_first_child(document_); block; block = cmark_node_next(block)) {
            if (is_definition(block)) break;  // behind all others
            if (sections_.empty() || cmark_node_get_type(block) == CMARK_NODE_HEADING) sections_.push_back({block});
            sections_.back().last = block;
            section_of_[block] = sections_.size() - 1;
        }
    }

    void gather() {
        std::vector<cmark_node*> found;
        std::map<cmark_node*, InlineNote> inline_notes;  // by their references; looked up, never walked
        for (const InlineNote& each : take_inline_notes(document_)) inline_notes.emplace(each.reference, each);
        const IteratorOwner iterator(cmark_iter_new(document_));
        for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            if (event != CMARK_EVENT_ENTER) continue;
            const cmark_node_type type = cmark_node_get_type(node);
            if (type == CMARK_NODE_FOOTNOTE_DEFINITION && cmark_node_get_start_line(node) > 0)
                notes_.push_back({node, cmark_node_get_start_line(node), cmark_node_get_end_line(node)});
            if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK)
                literal_lines_.emplace_back(cmark_node_get_start_line(node), cmark_node_get_end_line(node));
            if (type == CMARK_NODE_FOOTNOTE_REFERENCE || inline_notes.count(node) > 0) found.push_back(node);
        }
        const std::size_t cmark_notes = notes_.size();
        for (cmark_node* reference : found) {
            std::size_t note = 0;
            if (const auto own = inline_notes.find(reference); own != inline_notes.end()) {
                note = notes_.size();
                notes_.push_back({own->second.definition, own->second.line, own->second.line});
            } else {  // cmark's number is the place of the note among the others
                const std::string_view text = cmark_node_get_literal(reference);
                std::from_chars(text.data(), text.data() + text.size(), note);
                if (note < 1 || note-- > cmark_notes) continue;
            }
            references_.emplace_back(reference, note);
            if (notes_[note].first != nullptr) continue;
            notes_[note].first = reference;
            in_order_.push_back(note);
        }
    }

    /// cmark drops a note that nothing refers to, and the second of two with one label.
    void say_unused() {
        std::set<int> printed;
        for (const Note& note : notes_)
            if (note.item != nullptr) printed.insert(note.line);
        auto literal = literal_lines_.begin();
        for (const Definition& definition : definitions_in(places_.body())) {
            while (literal != literal_lines_.end() && literal->second < definition.line) ++literal;
            const bool is_literal = literal != literal_lines_.end() && literal->first <= definition.line;
            if (is_literal || printed.count(definition.line) > 0) continue;
            const std::uint32_t begin = places_.at(definition.line, 1);
            diagnostics_.warning("article/unused-note"_code, {begin, begin},
                                 "the footnote \"[^" + diagnostics_.excerpt(shortened(definition.label)) +
                                     "]\" is not printed: nothing refers to it, or another one has its label",
                                 "write its label where it belongs in the text, or delete it");
        }
    }

    /// Moves a note to the end of the section that first refers to it: before the next heading.
    bool place(Note& note) {
        if (note.item != nullptr || note.first == nullptr) return false;
        cmark_node* block = top_level(note.first, document_);
        if (is_definition(block)) return false;
        Section& section = sections_[section_of_.at(block)];
        if (section.notes == nullptr) {
            section.notes = insert_after(section.last,
                                         new_custom(CMARK_NODE_CUSTOM_BLOCK, "<ol data-carepress=\"notes\">", "</ol>"));
            section_of_[section.notes] = section_of_.at(block);
        }
        note.item = append(section.notes, new_custom(CMARK_NODE_CUSTOM_BLOCK, "<li>", "</li>"));
        note_of_[note.item] = &note;
        // A note of one paragraph is set without space around it.
        cmark_node* content = cmark_node_first_child(note.definition);
        if (content == nullptr || cmark_node_next(content) != nullptr ||
            cmark_node_get_type(content) != CMARK_NODE_PARAGRAPH)
            content = note.definition;
        while (cmark_node* inner = cmark_node_first_child(content)) cmark_node_append_child(note.item, inner);
        unlink(note.definition, emptied_);
        return true;
    }

    /// In the order in which they are printed.
    void number() {
        int number = 0;
        for (const Section& section : sections_) {
            if (section.notes == nullptr) continue;
            for (cmark_node* item = cmark_node_first_child(section.notes); item; item = cmark_node_next(item)) {
                Note& note = *note_of_.at(item);
                note.number = ++number;
                const std::string enter = "<li value=\"" + std::to_string(number) + "\"" +
                                          lines_attribute(places_, note.line, 1, note.last_line) + ">";
                cmark_node_set_on_enter(item, enter.c_str());
            }
        }
    }

    void replace(cmark_node* reference, const Note& note) {
        if (note.item == nullptr) return;  // in a note that is not printed
        if (is_title(top_level(reference, document_))) {
            const std::uint32_t at =
                places_.at(cmark_node_get_start_line(reference), cmark_node_get_start_column(reference));
            diagnostics_.warning("article/note-in-title"_code, {at, at},
                                 "the title cannot refer to a footnote; the note stays at the end of its section",
                                 "refer to it in the first paragraph");
        } else {
            NodeOwner link(cmark_node_new(CMARK_NODE_HTML_INLINE));
            const std::string html =
                "<a data-carepress=\"note\" href=\"#note-" + std::to_string(note.number) + "\"></a>";
            cmark_node_set_literal(link.get(), html.c_str());
            insert_after(reference, std::move(link));
        }
        cmark_node_free(reference);
    }

    cmark_node* document_;
    const MarkdownPlaces& places_;
    EmptiedBlocks& emptied_;
    Diagnostics& diagnostics_;
    std::vector<Note> notes_;
    std::vector<std::size_t> in_order_;                            ///< of their first references
    std::vector<std::pair<cmark_node*, std::size_t>> references_;  ///< and which note they refer to
    std::vector<std::pair<int, int>> literal_lines_;               ///< of code and HTML, ascending
    std::vector<Section> sections_;
    std::map<cmark_node*, std::size_t> section_of_;  ///< of each block of the document; looked up, never walked
    std::map<cmark_node*, Note*> note_of_;           ///< of each item; the same
};

}  // namespace

bool set_notes(cmark_node* document, const MarkdownPlaces& places, EmptiedBlocks& emptied, Diagnostics& diagnostics) {
    const std::string_view body = places.body();
    if (body.find("[^") == std::string_view::npos && body.find("^[") == std::string_view::npos) return false;
    return NoteSetter(document, places, emptied, diagnostics).set();
}

}  // namespace carepress::article
