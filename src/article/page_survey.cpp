#include "article/page_survey.h"

#include "article/gumbo_walk.h"
#include "article/html.h"
#include "article/html_reader.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/css.h"
#include "base/percent.h"
#include "base/utf.h"

#include <algorithm>
#include <array>

namespace carepress::article {
namespace {

constexpr std::size_t deepest_survey = 64;  ///< as deep as HtmlReader reads elements

bool has_words(const GumboNode& root) {
    bool found = false;
    for_each_element(root, [&](const GumboNode&, const GumboElement& element) {
        if (role_of(element) == Role::dropped) return false;
        for (unsigned int i = 0; i < element.children.length && !found; ++i) {
            const GumboNode& child = child_of(element, i);
            found = child.type == GUMBO_NODE_TEXT && !only_white_space(child.v.text.text);
        }
        return !found;
    });
    return found;
}

bool has_role(const GumboElement& element, std::string_view role) {
    return equal_ignoring_case(trim(attribute(element, "role")), role);
}

/// A page's own head or foot, unless it is that of an article or section in it.
bool is_head_or_foot(const GumboElement& element) {
    return element.tag == GUMBO_TAG_HEADER || element.tag == GUMBO_TAG_FOOTER || has_role(element, "banner") ||
           has_role(element, "contentinfo");
}

/// Whether a class or the id has these words, joined by "-" or "_": "nhsuk-breadcrumb__list" has "breadcrumb".
template <std::size_t size>
bool is_named(const GumboElement& element, const std::array<std::string_view, size>& names) {
    const auto one_of = [&](std::string_view text) {
        std::string name = "-" + ascii_lower(text) + "-";
        std::replace(name.begin(), name.end(), '_', '-');
        return std::any_of(names.begin(), names.end(), [&](std::string_view each) {
            return name.find("-" + std::string(each) + "-") != std::string::npos;
        });
    };
    const std::string_view classes = attribute(element, "class");
    constexpr std::string_view spaces = " \t\n\r\f";
    for (std::size_t begin = classes.find_first_not_of(spaces); begin != std::string_view::npos;) {
        const std::size_t end = std::min(classes.find_first_of(spaces, begin), classes.size());
        if (one_of(classes.substr(begin, end - begin))) return true;
        begin = classes.find_first_not_of(spaces, end);
    }
    const std::string_view id = attribute(element, "id");
    return !id.empty() && one_of(id);
}

constexpr std::array<std::string_view, 28> furniture_names = {
    "breadcrumb",     "breadcrumbs",  "cookie-banner", "cookie-consent", "cookie-notice", "cookie-bar",
    "cookie-message", "cookie-popup", "cookiebanner",  "cookieconsent",  "onetrust",      "skip-link",
    "skip-links",     "skiplink",     "skip-nav",      "skipnav",        "share-buttons", "share-links",
    "share-bar",      "social-share", "social-links",  "social-sharing", "addthis",       "addtoany",
    "sharethis",      "site-search",  "search-form",   "searchform"};

constexpr std::array<std::string_view, 6> screen_only_names = {"no-print",     "noprint",      "d-print-none",
                                                               "hidden-print", "print-hidden", "print-hide"};

constexpr std::array<std::string_view, 8> screen_reader_names = {
    "sr-only",     "visually-hidden",   "visuallyhidden",   "screen-reader-text", "screen-reader-only",
    "show-for-sr", "element-invisible", "screenreader-only"};

bool is_skip_link(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_A || !attribute(element, "href").starts_with('#')) return false;
    for (unsigned int i = 0; i < element.children.length; ++i)
        if (const GumboNode& child = child_of(element, i); child.type == GUMBO_NODE_TEXT)
            return ascii_lower(trim(child.v.text.text)).starts_with("skip to ");
    return false;
}

/// A form with a field of the type search.
bool asks_for_search(const GumboNode& node) {
    bool found = false;
    for_each_element(node, [&](const GumboNode&, const GumboElement& element) {
        found = found || (element.tag == GUMBO_TAG_INPUT && equal_ignoring_case(attribute(element, "type"), "search"));
        return !found;
    });
    return found;
}

bool is_article(const GumboElement& element) {
    return element.tag == GUMBO_TAG_MAIN || element.tag == GUMBO_TAG_ARTICLE || has_role(element, "main") ||
           has_role(element, "article");
}

/// <abbr> or <acronym> with a title: what it stands for (HTML 4.5.9).
bool is_abbreviation(const GumboElement& element) {
    return (element.tag == GUMBO_TAG_ABBR || element.tag == GUMBO_TAG_ACRONYM) && has_attribute(element, "title");
}

/// The footnotes of a page belong to its text wherever they are.
bool has_footnotes(const GumboElement& element) {
    return has_role(element, "doc-endnotes") || has_attribute(element, "data-footnotes") ||
           has_class(element, "footnotes");
}

bool is_blank_or_comment(const GumboNode& node) {
    return node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_COMMENT ||
           (node.type == GUMBO_NODE_TEXT && only_white_space(node.v.text.text));
}

/// A <header> that holds a part of the text: a paragraph under a heading of its own, or more than a site says of
/// itself.
bool introduces_text(const GumboNode& node) {
    if (node.v.element.tag != GUMBO_TAG_HEADER || has_role(node.v.element, "banner")) return false;
    constexpr std::size_t longest_slogan = 200;  // bytes in paragraphs
    bool has_heading = false, has_both = false;
    std::size_t size = 0;
    for_each_element(node, [&](const GumboNode& each, const GumboElement& element) {
        has_heading = has_heading || (element.tag >= GUMBO_TAG_H2 && element.tag <= GUMBO_TAG_H6);
        if (element.tag != GUMBO_TAG_P) return element.tag != GUMBO_TAG_NAV;
        has_both = has_both || (has_heading && has_words(each));
        for (unsigned int i = 0; i < element.children.length; ++i)
            if (const GumboNode& child = child_of(element, i); child.type == GUMBO_NODE_TEXT)
                size += trim(child.v.text.text).size();
        return true;
    });
    return has_both || size > longest_slogan;
}

}  // namespace

bool is_for_screen_readers(const GumboElement& element) { return is_named(element, screen_reader_names); }

PageSurvey::PageSurvey(const GumboNode& root, bool whole_page) : whole_page_(whole_page) {
    find_sheets(root);
    if (whole_page_) find_main(root);
    const GumboElement* html = element_in(root);
    if (html == nullptr) return;
    gather_comments(root);
    ancestors_.push_back(html);
    for (unsigned int i = 0; i < html->children.length; ++i) {
        // A page that hides all of itself until a script runs is not a hidden page.
        const GumboElement* body = element_in(child_of(*html, i));
        if (body == nullptr || body->tag != GUMBO_TAG_BODY) continue;
        ancestors_.push_back(body);
        for (unsigned int j = 0; j < body->children.length; ++j) walk(child_of(*body, j));
        ancestors_.pop_back();
    }
    ancestors_.clear();
    find_expansions();
}

/// Those outside of the body; walk() finds the others.
void PageSurvey::gather_comments(const GumboNode& root) {
    const auto take = [&](const GumboVector& children) {
        for (unsigned int i = 0; i < children.length; ++i)
            if (const auto* node = static_cast<const GumboNode*>(children.data[i]); node->type == GUMBO_NODE_COMMENT)
                comments_.push_back(node);
    };
    if (root.parent != nullptr && root.parent->type == GUMBO_NODE_DOCUMENT) take(root.parent->v.document.children);
    take(root.v.element.children);
    for (unsigned int i = 0; i < root.v.element.children.length; ++i)
        if (const GumboElement* head = element_in(child_of(root.v.element, i)); head && head->tag == GUMBO_TAG_HEAD)
            take(head->children);
}

void PageSurvey::find_expansions() {
    if (abbreviations_.empty()) return;
    const std::string text = folded(text_);
    text_.clear();
    std::set<std::string> said;
    constexpr std::size_t most_looked_for = 100;  // in all of the text; those beyond are taken as not said
    for (const GumboElement* element : abbreviations_) {
        const std::string title = one_line(replace_malformed_utf8(attribute(*element, "title")));
        const std::string words = folded(title);
        if (words.empty() || !said.insert(words).second) continue;
        if (said.size() <= most_looked_for && text.find(words) != std::string::npos) continue;
        expansions_.emplace(element, title);
    }
}

void PageSurvey::find_sheets(const GumboNode& root) {
    for_each_element(root, [&](const GumboNode&, const GumboElement& element) {
        if (const std::string_view href = attribute(element, "href");
            element.tag == GUMBO_TAG_A && href.size() > 1 && href[0] == '#' &&
            attribute(element, "data-carepress") != html_note)  // footnotes are found by their numbers
            targets_.insert(percent_decoded(href.substr(1)));
        has_abbreviations_ = has_abbreviations_ || is_abbreviation(element);
        if (element.tag == GUMBO_TAG_META && attribute(element, "name").starts_with("carepress:")) whole_page_ = false;
        // The sheets of write_html() are for its furniture.
        if (attribute(element, "data-carepress") == html_furniture) return false;
        if (element.tag != GUMBO_TAG_STYLE || !is_for_print(attribute(element, "media"))) return true;
        for (unsigned int i = 0; i < element.children.length; ++i)
            if (const GumboNode& child = child_of(element, i); child.type == GUMBO_NODE_TEXT)
                style_.add_sheet(child.v.text.text);
        return false;
    });
}

/// The first <main> with words in it; a title above it, if it has none; and whether titles are in page headers alone.
void PageSurvey::find_main(const GumboNode& root) {
    bool in_header = false, elsewhere = false;
    std::vector<const GumboNode*> titles;
    for_each_element(root, [&](const GumboNode& node, const GumboElement& element) {
        const bool is_main = element.tag == GUMBO_TAG_MAIN || has_role(element, "main");
        if (main_ == nullptr && is_main && !has_attribute(element, "hidden") && has_words(node)) main_ = &node;
        if (element.tag != GUMBO_TAG_H1) return true;
        titles.push_back(&node);
        bool head = false;
        for (const GumboNode* around = node.parent; around != nullptr && !head; around = around->parent)
            head = around->type == GUMBO_NODE_ELEMENT && is_head_or_foot(around->v.element);
        (head ? in_header : elsewhere) = true;
        return true;
    });
    only_title_in_header_ = in_header && !elsewhere;
    if (titles.size() == 1) title_ = titles.front();
    for (const GumboNode* kept : {main_, title_})
        for (const GumboNode* node = kept; node != nullptr && node->type == GUMBO_NODE_ELEMENT; node = node->parent)
            around_main_.push_back(node);
}

/// Whether the node is beside the <main> or beside something that it is in.
bool PageSurvey::is_outside_main(const GumboNode& node) const {
    const auto is_around = [&](const GumboNode* each) {
        return std::find(around_main_.begin(), around_main_.end(), each) != around_main_.end();
    };
    if (main_ == nullptr || is_around(&node)) return false;
    for (const GumboNode* around = node.parent; around != nullptr; around = around->parent)
        if (around == main_ || around == title_) return false;
    return is_around(node.parent);
}

/// What holds the <main> is shown, whatever a script had just done to the page: "aria-hidden" behind a dialog.
bool PageSurvey::holds_main(const GumboNode& node) const {
    const GumboNode* around = main_;
    while (around != nullptr && around != &node) around = around->parent;
    return around != nullptr;
}

bool PageSurvey::is_furniture(const GumboNode& node) const {
    const GumboElement* element = element_in(node);
    if (element != nullptr && has_footnotes(*element)) return false;
    if (is_outside_main(node)) return true;
    if (element == nullptr) return false;
    if (is_head_or_foot(*element) && inside_article_ + inside_section_ == 0 && !introduces_text(node)) {
        bool has_title = false;
        if (only_title_in_header_)
            for_each_element(node, [&](const GumboNode&, const GumboElement& each) {
                has_title = has_title || each.tag == GUMBO_TAG_H1;
                return !has_title;
            });
        return !has_title;
    }
    const bool navigates = element->tag == GUMBO_TAG_NAV || has_role(*element, "navigation");
    if (navigates && (inside_article_ == 0 || equal_ignoring_case(attribute(*element, "aria-label"), "breadcrumb")))
        return true;
    return has_role(*element, "search") || (element->tag == GUMBO_TAG_UNKNOWN && tag_name(*element) == "search") ||
           is_named(*element, furniture_names) || is_skip_link(*element) ||
           (element->tag == GUMBO_TAG_FORM && asks_for_search(node));
}

/// Whether something below an invisible element is visible again.
bool PageSurvey::shows_something(const GumboElement& element) const {
    std::vector<const GumboElement*> ancestors = ancestors_;
    bool shown = false;
    for (unsigned int i = 0; i < element.children.length && !shown; ++i)
        for_each_element(child_of(element, i), [&](const GumboNode&, const GumboElement& each) {
            shown = shown || style_.value(each, ancestors, "visibility") == "visible";
            return !shown;
        });
    return shown;
}

/// Empty if the element is shown.
std::string PageSurvey::cause_to_hide(const GumboElement& element) const {
    if (element.tag == GUMBO_TAG_NOSCRIPT) return "<noscript>";
    if (element.tag == GUMBO_TAG_TEMPLATE) return "<template>";
    if (element.tag == GUMBO_TAG_DATALIST) return "<datalist>";
    if (has_attribute(element, "hidden")) return "hidden";
    // A picture that screen readers skip is a decoration, and is seen.
    if (element.tag != GUMBO_TAG_IMG && equal_ignoring_case(trim(attribute(element, "aria-hidden")), "true"))
        return "aria-hidden";
    if (element.tag == GUMBO_TAG_UNKNOWN && tag_name(element) == "dialog" && !has_attribute(element, "open"))
        return "a closed <dialog>";
    if (style_.value(element, ancestors_, "display") == "none") return "display: none";
    const std::string visibility = style_.value(element, ancestors_, "visibility");
    if ((visibility == "hidden" || visibility == "collapse") && !shows_something(element))
        return "visibility: " + visibility;
    return is_named(element, screen_only_names) ? "a class for what is not printed" : std::string();
}

void PageSurvey::leave_out(const GumboNode& node, LeftOut::Why why, std::string cause) {
    const auto joins = [&](const LeftOut& last) {
        const GumboNode& before = *last.nodes.back();
        if (why != LeftOut::Why::furniture || last.why != why || before.parent != node.parent) return false;
        for (std::size_t i = before.index_within_parent + 1; i < node.index_within_parent; ++i)
            if (!is_blank_or_comment(child_of(node.parent->v.element, static_cast<unsigned int>(i)))) return false;
        return true;
    };
    if (parts_.empty() || !joins(parts_.back())) parts_.push_back({why, std::move(cause), {}});
    parts_.back().nodes.push_back(&node);
    left_out_.emplace(&node, parts_.size() - 1);
}

void PageSurvey::walk(const GumboNode& node) {
    if (node.type == GUMBO_NODE_COMMENT) comments_.push_back(&node);
    if (is_blank_or_comment(node) || ancestors_.size() > deepest_survey) return;
    const GumboElement* element = element_in(node);
    if (element != nullptr && attribute(*element, "data-carepress") == html_furniture) return;
    if (whole_page_ && is_furniture(node)) return leave_out(node, LeftOut::Why::furniture);
    if (has_abbreviations_ && node.type == GUMBO_NODE_TEXT) text_.append(node.v.text.text).append(" ");
    if (element == nullptr) return;
    const Role role = role_of(*element);
    // Scripts, styles and the like are dropped whatever they are; a page that is never closed is an error.
    if (role == Role::dropped && element->tag != GUMBO_TAG_TEMPLATE) return;
    if (element->tag == GUMBO_TAG_TEMPLATE && element->original_end_tag.length == 0) return;
    if (std::string cause = cause_to_hide(*element); !cause.empty() && !holds_main(node))
        return leave_out(node, LeftOut::Why::hidden, std::move(cause));
    if (role == Role::struck ||
        style_.value(*element, ancestors_, "text-decoration-line").find("line-through") != std::string::npos)
        return leave_out(node, LeftOut::Why::struck);
    if (is_abbreviation(*element)) abbreviations_.push_back(element);
    if (role == Role::list)
        if (std::string style = style_.value(*element, ancestors_, "list-style-type"); !style.empty())
            list_styles_.emplace(element, std::move(style));
    const int article = is_article(*element) ? 1 : 0, section = element->tag == GUMBO_TAG_SECTION ? 1 : 0;
    inside_article_ += article;
    inside_section_ += section;
    ancestors_.push_back(element);
    for (unsigned int i = 0; i < element->children.length; ++i) walk(child_of(*element, i));
    ancestors_.pop_back();
    inside_article_ -= article;
    inside_section_ -= section;
}

}  // namespace carepress::article
