#pragma once

#include "style/brand.h"
#include "style/layout_files.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::style {

/// Where a value is: the file's index in LayoutFiles::files and the span in it.
struct Place {
    static constexpr std::uint16_t nowhere = 0xFFFF;
    std::uint16_t file = nowhere;
    SourceSpan span;
    bool known() const { return file != nowhere; }
};

inline constexpr std::size_t most_color_roles = 200;  ///< roles are searched one by one: refuse a flood of them

/// One colour role of a layout: what the layout says it is, what it has become.
struct ColorRole {
    std::string name;
    Place place;              ///< of the layout's own value
    bool from_brand = false;  ///< the brand, not the layout, gave the value
    int base = -1;            ///< the role that this one follows ("link: brand"), or -1
    int percent = 100;        ///< of `base` on paper ("brand 8%")
    Color color;
};

/// The colour roles of a layout with a brand's colours filled in.
class Palette {
public:
    /// Reads the `colors` of every file and fills in the brand's. A role that is not a colour, is unknown or refers to
    /// itself is an error at its place; it becomes black and reading goes on.
    void read(LayoutFiles& layout, const Brand& brand, Diagnostics& brand_diagnostics);

    int find(std::string_view name) const;  ///< -1 when there is none
    const std::vector<ColorRole>& roles() const { return roles_; }
    const ColorRole& operator[](int role) const { return roles_[static_cast<std::size_t>(role)]; }
    std::vector<std::string_view> names() const;
    Color paper() const;

    /// The role whose value decides `role`: itself, or the one that it follows.
    const ColorRole& origin(int role) const;

private:
    void read_file(LayoutFiles& layout, std::uint16_t file);
    void link(LayoutFiles& layout);
    void resolve(int role, LayoutFiles& layout, std::vector<int>& state);

    std::vector<ColorRole> roles_;
    std::vector<std::string> values_;  ///< as written, parallel to roles_
};

/// "#0f5c6e" or "#05e".
bool parse_hex_color(std::string_view text, Color& color);
std::string hex(Color color);

/// What to say of a value that should have been a colour.
std::string color_hint(const YamlNode& value);

/// Where the brand file says `key` of `section`; the file's beginning where it does not.
SourceSpan brand_place(const Brand& brand, std::string_view section, std::string_view key);

}  // namespace carepress::style
