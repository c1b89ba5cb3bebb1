#pragma once

#include "base/css.h"

#include <gumbo.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::article {

/// What a page's style attributes and <style> elements say of an element, as far as it decides what is on paper:
/// display, visibility, list-style-type and text-decoration-line. Media queries are those of print. Selectors are
/// types, classes, ids and attributes, alone or below others ("nav .menu > li"); rules with any other selector have no
/// effect.
class PageStyle {
public:
    /// Adds the rules of a sheet. Those beyond the 2,000 that matter here are left out.
    void add_sheet(std::string_view css);

    /// Whether all rules were applied: not beyond the limits of their number and of the work that they make.
    bool is_whole() const { return is_whole_; }

    /// The value of a property in lower case, by the cascade (CSS Cascade 4, 6.1); empty if nothing sets it.
    /// `ancestors`: the element's, from the root down.
    std::string value(const GumboElement& element, const std::vector<const GumboElement*>& ancestors,
                      std::string_view property) const;

private:
    /// A compound selector, and how the one before it is found.
    struct Compound {
        std::string type;  ///< empty: any
        std::vector<std::string> ids, classes;
        std::vector<std::pair<std::string, std::string>> attributes;  ///< of an empty value: the attribute is there
        bool child = false;                                           ///< of the compound before; else a descendant
    };
    struct Rule {
        std::vector<Compound> selector;
        std::uint32_t specificity = 0;
        std::string property, value;
        bool important = false;
    };

    static std::vector<Compound> read_selector(std::string_view text);
    static bool read_compound(std::string_view text, Compound& out);
    static bool matches(const Compound& compound, const GumboElement& element);
    bool matches(const Rule& rule, const GumboElement& element,
                 const std::vector<const GumboElement*>& ancestors) const;
    void add_rule(const std::vector<Compound>& selector, const CssDeclaration& declaration);
    template <class Visit>
    void each_candidate(const GumboElement& element, Visit visit) const;

    std::vector<Rule> rules_;
    /// Indices of rules by what their last compound asks for: "#id", ".class", "type" or "*".
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_key_;
    mutable std::size_t comparisons_ = 0;
    mutable bool is_whole_ = true;
};

/// The longhands that matter here of a declaration: of "list-style: square inside" list-style-type.
std::vector<CssDeclaration> longhands_of(const CssDeclaration& declaration);

}  // namespace carepress::article
