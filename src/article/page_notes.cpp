#include "article/page_notes.h"

#include "article/gumbo_walk.h"
#include "article/html.h"
#include "article/html_reader.h"
#include "article/list_numbers.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/percent.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace carepress::article {
namespace {

constexpr int farthest_name = 2;  ///< elements between a reference and the one around it that has its name

/// An attribute that is a list of words, such as role and class.
bool says_one_of(const GumboElement& element, const char* name, std::initializer_list<std::string_view> words) {
    const std::string value = " " + ascii_lower(attribute(element, name)) + " ";
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return value.find(" " + std::string(word) + " ") != std::string::npos;
    });
}

bool is_called_reference(const GumboElement& element) {
    return says_one_of(element, "role", {"doc-noteref"}) || says_one_of(element, "epub:type", {"noteref"}) ||
           says_one_of(element, "class", {"footnote-ref", "footnoteref", "noteref"}) ||
           says_one_of(element, "rel", {"footnote"}) || has_attribute(element, "data-footnote-ref");
}

bool is_called_back_link(const GumboElement& element) {
    return says_one_of(element, "role", {"doc-backlink"}) || says_one_of(element, "epub:type", {"backlink"}) ||
           says_one_of(element, "class",
                       {"footnote-back", "footnote-backref", "reversefootnote", "data-footnote-backref"}) ||
           has_attribute(element, "data-footnote-backref");
}

/// The text below a node, as far as a few characters: to tell a mark from words.
std::string beginning_of(const GumboNode& root) {
    constexpr std::size_t enough = 40;
    std::string text;
    std::vector<const GumboNode*> waiting = {&root};
    while (!waiting.empty() && text.size() < enough) {
        const GumboNode& node = *waiting.back();
        waiting.pop_back();
        if (node.type == GUMBO_NODE_TEXT) text += node.v.text.text;
        if (const GumboElement* element = element_in(node))
            for (unsigned int i = element->children.length; i > 0; --i) waiting.push_back(&child_of(*element, i - 1));
    }
    return std::string(trim(text));
}

/// "1", "[12]", "(a)", "*", "†", "iv": without words.
bool is_mark(std::string_view text) {
    const auto encloses = [](char c) { return std::string_view("[]().:").find(c) != std::string_view::npos; };
    while (!text.empty() && encloses(text.front())) text.remove_prefix(1);
    while (!text.empty() && encloses(text.back())) text.remove_suffix(1);
    if (text.empty() || count_characters(text) > 3) return false;
    if (text.size() == 1) return true;
    return std::none_of(text.begin(), text.end(), [](char c) {
        return is_ascii_letter(c) && std::string_view("ivx").find(c) == std::string_view::npos;
    });
}

bool is_tag(const GumboNode* node, std::initializer_list<GumboTag> tags) {
    return node != nullptr && node->type == GUMBO_NODE_ELEMENT &&
           std::find(tags.begin(), tags.end(), node->v.element.tag) != tags.end();
}

const GumboNode* ancestor(const GumboNode* node, std::initializer_list<GumboTag> tags) {
    while (node != nullptr && !is_tag(node, tags)) node = node->parent;
    return node;
}

bool is_inside(const GumboNode* node, const GumboNode& around) {
    while (node != nullptr && node != &around) node = node->parent;
    return node != nullptr;
}

/// The element that is the note when its name is that of `place`; null if it can't be one.
const GumboNode* holder_of(const GumboNode& place) {
    const GumboNode* holder =
        ancestor(&place, {GUMBO_TAG_LI, GUMBO_TAG_ASIDE, GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_DD,
                          GUMBO_TAG_TD, GUMBO_TAG_BODY, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4});
    if (is_tag(holder, {GUMBO_TAG_P}) && is_tag(holder->parent, {GUMBO_TAG_LI})) holder = holder->parent;
    if (!is_tag(holder, {GUMBO_TAG_LI, GUMBO_TAG_ASIDE, GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_SECTION})) return nullptr;
    if (is_tag(holder, {GUMBO_TAG_LI}) && !is_tag(holder->parent, {GUMBO_TAG_OL, GUMBO_TAG_UL})) return nullptr;
    return ancestor(holder, {GUMBO_TAG_TABLE}) == nullptr ? holder : nullptr;
}

/// A part of the page with headings is a section that a table of contents leads to, by numbers.
bool has_headings(const GumboNode& holder) {
    bool found = false;
    for_each_element(holder, [&](const GumboNode&, const GumboElement& element) {
        found = found || (element.tag >= GUMBO_TAG_H1 && element.tag <= GUMBO_TAG_H6);
        return !found;
    });
    return found;
}

/// The names by which a note can lead back to a reference: its own, and that of a <sup> or <span> around it.
std::vector<std::string_view> names_of(const GumboNode& link) {
    std::vector<std::string_view> names;
    const GumboNode* node = &link;
    for (int i = 0; i <= farthest_name && node != nullptr && node->type == GUMBO_NODE_ELEMENT; ++i) {
        if (i > 0 && !is_tag(node, {GUMBO_TAG_SUP, GUMBO_TAG_SPAN, GUMBO_TAG_SMALL, GUMBO_TAG_B})) break;
        for (const char* name : {"id", "name"})
            if (const std::string_view value = attribute(node->v.element, name); !value.empty()) names.push_back(value);
        node = node->parent;
    }
    return names;
}

}  // namespace

PageNotes::PageNotes(const GumboNode& root, const PageSurvey& survey) : survey_(survey) {
    gather(root);
    if (links_.empty()) return;
    find_references();
    if (holders_.empty()) return;
    find_back_links();
    number_neighbours();
    forget_other_anchors();
}

const PageNotes::Reference* PageNotes::reference(const GumboElement& link) const {
    if (references_.empty()) return nullptr;
    const auto found = references_.find(&link);
    return found == references_.end() ? nullptr : &found->second;
}

int PageNotes::note(const GumboElement& element) const {
    if (notes_.empty()) return 0;
    const auto found = notes_.find(&element);
    return found == notes_.end() ? 0 : found->second;
}

void PageNotes::gather(const GumboNode& root) {
    for_each_element(root, [&](const GumboNode& node, const GumboElement& element) {
        for (const char* name : {"id", "name"})
            if (const std::string_view value = attribute(element, name); !value.empty()) places_.emplace(value, &node);
        const std::string_view href = attribute(element, "href");
        if (element.tag == GUMBO_TAG_A && href.size() > 1 && href[0] == '#' &&
            attribute(element, "data-carepress") != html_note)
            links_.push_back({&node, percent_decoded(href.substr(1))});
        return true;
    });
    for (const Link& link : links_) links_to_.emplace(link.target, link.node);
}

bool PageNotes::is_left_out(const GumboNode& node) const {
    for (const GumboNode* around = &node; around != nullptr; around = around->parent)
        if (survey_.left_out(*around) != nullptr) return true;
    return false;
}

/// Whether something in the note leads to the reference.
bool PageNotes::leads_back(const GumboNode& holder, const GumboNode& link) const {
    for (const std::string_view name : names_of(link)) {
        const auto [begin, end] = links_to_.equal_range(name);
        constexpr int most_tried = 16;  // a note has as many back links as references
        int tried = 0;
        for (auto each = begin; each != end && tried < most_tried; ++each, ++tried)
            if (is_inside(each->second, holder)) return true;
    }
    return false;
}

bool PageNotes::is_in_note(const GumboNode& node) const {
    for (const GumboNode* around = node.parent; around != nullptr; around = around->parent)
        if (around->type == GUMBO_NODE_ELEMENT && note(around->v.element) > 0) return true;
    return false;
}

void PageNotes::find_references() {
    for (const Link& link : links_) {
        const GumboElement& element = link.node->v.element;
        const bool is_called = is_called_reference(element) || (is_tag(link.node->parent, {GUMBO_TAG_SUP}) &&
                                                                is_called_reference(link.node->parent->v.element));
        const std::string text = beginning_of(*link.node);
        if (text.empty() || (!is_called && !is_mark(text)) || is_left_out(*link.node)) continue;
        if (anchors_.contains(link.target) && is_in_note(*link.node)) continue;  // it leads back
        const auto place = places_.find(link.target);
        const bool is_title = ancestor(link.node, {GUMBO_TAG_H1}) != nullptr;
        if (place == places_.end() || is_left_out(*place->second)) {
            if (is_called) references_.emplace(&element, Reference{0, is_title});
            continue;
        }
        const GumboNode* holder = holder_of(*place->second);
        if (holder == nullptr || is_inside(link.node, *holder)) continue;
        if (!is_called && !leads_back(*holder, *link.node)) continue;
        if (is_in_note(*holder) || around_notes_.count(holder) > 0) continue;
        const auto [known, is_new] = notes_.emplace(&holder->v.element, 0);
        if (is_new && !has_headings(*holder)) {
            holders_.push_back(holder);
            known->second = static_cast<int>(holders_.size());
        }
        if (known->second == 0) continue;
        for (const GumboNode* around = holder->parent; around != nullptr; around = around->parent)
            around_notes_.insert(around);
        references_.emplace(&element, Reference{known->second, is_title});
        anchors_.insert(link.target);
        for (const std::string_view name : names_of(*link.node)) anchors_.emplace(name);
    }
}

void PageNotes::find_back_links() {
    for (const GumboNode* holder : holders_)
        for_each_element(*holder, [&](const GumboNode& node, const GumboElement& element) {
            const std::string_view href = attribute(element, "href");
            const bool leads_to_reference = element.tag == GUMBO_TAG_A && href.size() > 1 && href[0] == '#' &&
                                            anchors_.contains(percent_decoded(href.substr(1)));
            const std::string text = leads_to_reference ? beginning_of(node) : std::string();
            const bool has_words = !is_mark(text) && std::any_of(text.begin(), text.end(), is_ascii_letter);
            // Wikipedia's are in a box of their own.
            if (has_class(element, "mw-cite-backlink") ||
                (leads_to_reference && (is_called_back_link(element) || !has_words)))
                back_links_.insert(&element);
            return true;
        });
}

/// The names that nothing but references and back links leads to.
void PageNotes::forget_other_anchors() {
    std::erase_if(anchors_, [&](const std::string& name) {
        const auto [begin, end] = links_to_.equal_range(name);
        return std::any_of(begin, end, [&](const auto& each) {
            const GumboElement* link = &each.second->v.element;
            return references_.count(link) == 0 && back_links_.count(link) == 0;
        });
    });
}

/// The others of a list of notes, to which nothing refers, are numbered behind those.
void PageNotes::number_neighbours() {
    int last = static_cast<int>(holders_.size());
    std::set<const GumboNode*> done;
    for (const GumboNode* holder : holders_) {
        const GumboNode& list = *holder->parent;
        if (!is_tag(holder, {GUMBO_TAG_LI}) || !done.insert(&list).second) continue;
        for (unsigned int k = 0; k < list.v.element.children.length; ++k)
            if (const GumboNode& item = child_of(list.v.element, k); is_tag(&item, {GUMBO_TAG_LI}))
                if (notes_.emplace(&item.v.element, last + 1).second) ++last;
    }
}

}  // namespace carepress::article
