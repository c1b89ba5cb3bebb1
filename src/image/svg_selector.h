#pragma once

#include <pugixml.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::image {

/// A CSS selector (Selectors 3) without pseudo-classes other than :first-child, and without siblings.
class SvgSelector {
public:
    /// nullopt for anything else.
    static std::optional<SvgSelector> read(std::string_view text);

    /// `prefix` is that of the SVG namespace.
    bool matches(const pugi::xml_node& node, std::string_view prefix) const;
    /// Ids, then classes, attributes and pseudo-classes, then types.
    std::uint32_t specificity() const { return specificity_; }

private:
    struct Attribute {
        std::string name, value;
        char how = 0;  ///< of "=", "~=", "|=", "^=", "$=", "*=" the first character; 0: it is there
    };
    /// What one element must have.
    struct Compound {
        std::string type;  ///< empty: any
        std::vector<Attribute> attributes;
        bool first_child = false;
        bool is_child = false;  ///< of what the compound before it matches, not only a descendant
    };
    class Reader;
    static bool matches(const Compound& compound, const pugi::xml_node& node, std::string_view prefix);

    std::vector<Compound> compounds_;
    std::uint32_t specificity_ = 0;
};

}  // namespace carepress::image
