#pragma once

#include "article/page_style.h"

#include <gumbo.h>

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace carepress::article {

/// A part of a page that is not printed.
struct LeftOut {
    enum class Why : std::uint8_t { furniture, hidden, struck };
    Why why = Why::hidden;
    std::string cause;                    ///< of what is hidden: "display: none", "<noscript>", never words of the text
    std::vector<const GumboNode*> nodes;  ///< siblings in order; all that is below them is left out with them
};

/// Looks through a page before it is read: which parts of it are not for its reader. Hidden parts: the attribute
/// hidden, display: none, visibility: hidden, aria-hidden, classes that say "not in print", <noscript>, <template>, a
/// closed <dialog>. Struck: del, s, strike, and what a style strikes through. Text for screen readers alone stays: it
/// may say what a picture says to others, such as "Do not". Furniture of a whole page: what is outside of its <main>;
/// navigation, header, footer and search of a page without one; skip links, breadcrumbs, cookie notices and buttons to
/// share.
class PageSurvey {
public:
    /// `whole_page`: furniture is looked for, too; not in a page of write_html(), which marks its own.
    PageSurvey(const GumboNode& root, bool whole_page);

    /// What the node begins or belongs to, as the root of what is left out; null if it is to be read.
    const LeftOut* left_out(const GumboNode& node) const {
        if (left_out_.empty()) return nullptr;
        const auto found = left_out_.find(&node);
        return found == left_out_.end() ? nullptr : &parts_[found->second];
    }
    /// What an abbreviation stands for, to be printed behind it: at the first of those with this title, unless the page
    /// says it in its text anyway; else empty.
    std::string_view expansion(const GumboElement& element) const {
        const auto found = expansions_.find(&element);
        return found == expansions_.end() ? std::string_view() : std::string_view(found->second);
    }
    /// Whether all of the page's style was looked at.
    bool style_is_whole() const { return style_.is_whole(); }
    /// Whether a link of the page leads to the element with this id or name.
    bool is_target(std::string_view name) const { return targets_.contains(name); }
    /// The comments of the page, but for those in parts that are left out.
    const std::vector<const GumboNode*>& comments() const { return comments_; }
    /// The counter style of a list, in lower case; empty if nothing sets it.
    std::string_view list_style(const GumboElement& element) const {
        const auto found = list_styles_.find(&element);
        return found == list_styles_.end() ? std::string_view() : std::string_view(found->second);
    }

private:
    void find_sheets(const GumboNode& root);
    void find_main(const GumboNode& root);
    void gather_comments(const GumboNode& root);
    void walk(const GumboNode& node);
    void leave_out(const GumboNode& node, LeftOut::Why why, std::string cause = {});
    bool is_furniture(const GumboNode& node) const;
    bool is_outside_main(const GumboNode& node) const;
    bool holds_main(const GumboNode& node) const;
    std::string cause_to_hide(const GumboElement& element) const;
    void find_expansions();
    bool shows_something(const GumboElement& element) const;

    PageStyle style_;
    bool whole_page_;
    const GumboNode* main_ = nullptr;
    const GumboNode* title_ = nullptr;           ///< the only h1 of the page
    std::vector<const GumboNode*> around_main_;  ///< both, and what they are in
    bool only_title_in_header_ = false;          ///< the page's only h1 is in a header
    std::vector<const GumboElement*> ancestors_;
    int inside_article_ = 0, inside_section_ = 0;  ///< how many of them are around; <main> is an article, too
    std::vector<LeftOut> parts_;
    std::unordered_map<const GumboNode*, std::size_t> left_out_;
    std::unordered_map<const GumboElement*, std::string> list_styles_, expansions_;
    std::vector<const GumboElement*> abbreviations_;  ///< that are printed and have a title
    std::string text_;                                ///< what is printed, if there are any
    bool has_abbreviations_ = false;
    std::set<std::string, std::less<>> targets_;
    std::vector<const GumboNode*> comments_;
};

/// A class for text that is for screen readers alone, as Bootstrap, WordPress and the design systems of the NHS and the
/// United States have it.
bool is_for_screen_readers(const GumboElement& element);

}  // namespace carepress::article
