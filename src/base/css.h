#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carepress {

struct CssDeclaration {
    std::string name,
        value;               ///< the name in lower case; of the value ASCII white space is one space, comments are gone
    bool important = false;  ///< "!important" was at its end
};

/// The declarations of a style attribute or of a rule's block (CSS Syntax 3, 5.4.4), in order. What is not one is left
/// out, as browsers do.
std::vector<CssDeclaration> read_css_declarations(std::string_view text);

struct CssRule {
    std::string selectors;  ///< of the whole list, without comments and needless white space
    std::vector<CssDeclaration> declarations;
};

/// The rules of a sheet that apply on paper, in order: those outside of @media, and of @media all and print. Rules
/// that depend on anything else, such as a width, and what other at-rules hold, are left out.
std::vector<CssRule> read_css_rules_for_print(std::string_view sheet);

/// Whether a media query list applies on paper for certain: "", "all", "print", "screen, print", "not screen".
bool is_for_print(std::string_view media);

}  // namespace carepress
