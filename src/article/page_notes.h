#pragma once

#include "article/page_survey.h"

#include <gumbo.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace carepress::article {

/// Footnotes of a page. A link is a reference to a note if the page calls it one (role doc-noteref, epub:type noteref,
/// the classes of pandoc, GitHub, kramdown and Python-Markdown), or if its text is a mark, such as "1" or "[a]", and
/// what it leads to leads back to it. Notes are numbered in the order of their first references, whatever the page
/// calls them.
class PageNotes {
public:
    PageNotes(const GumboNode& root, const PageSurvey& survey);

    struct Reference {
        int number = 0;  ///< of the note; 0: the page does not print it
        bool is_in_title = false;
    };
    /// Null if the link is not a reference.
    const Reference* reference(const GumboElement& link) const;
    /// The number of the note that the element is, or 0.
    int note(const GumboElement& element) const;
    /// Whether the element is there only to lead from a note back to its reference.
    bool is_back_link(const GumboElement& element) const { return back_links_.count(&element) > 0; }
    /// Whether only references and back links lead to the name.
    bool is_anchor(std::string_view name) const { return anchors_.contains(name); }

private:
    struct Link {
        const GumboNode* node;
        std::string target;
    };
    void gather(const GumboNode& root);
    void find_references();
    void find_back_links();
    void number_neighbours();
    bool leads_back(const GumboNode& holder, const GumboNode& link) const;
    bool is_in_note(const GumboNode& node) const;
    void forget_other_anchors();
    bool is_left_out(const GumboNode& node) const;

    const PageSurvey& survey_;
    std::vector<Link> links_;                                             ///< to places of the page
    std::map<std::string, const GumboNode*, std::less<>> places_;         ///< by their names
    std::multimap<std::string, const GumboNode*, std::less<>> links_to_;  ///< by what they lead to
    std::unordered_map<const GumboElement*, Reference> references_;
    std::unordered_map<const GumboElement*, int> notes_;
    std::vector<const GumboNode*> holders_;    ///< of the notes, in the order of their numbers
    std::set<const GumboNode*> around_notes_;  ///< elements that hold one
    std::set<const GumboElement*> back_links_;
    std::set<std::string, std::less<>> anchors_;
};

}  // namespace carepress::article
