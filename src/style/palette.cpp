#include "style/palette.h"

#include "base/hex.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace carepress::style {

namespace {

std::uint8_t mix(std::uint8_t over, std::uint8_t under, int percent) {
    return static_cast<std::uint8_t>((over * percent + under * (100 - percent) + 50) / 100);
}

/// Parts "brand 8%" into role and percentage.
bool parse_mix(std::string_view text, std::string_view& role, int& percent) {
    percent = 100;
    const std::size_t space = text.find(' ');
    role = text.substr(0, space);
    if (space == std::string_view::npos) return !role.empty();
    const std::string_view number = text.substr(space + 1);
    if (number.size() < 2 || number.back() != '%') return false;
    const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size() - 1, percent);
    return failure == std::errc() && end == number.data() + number.size() - 1 && percent >= 0 && percent <= 100;
}

}  // namespace

bool parse_hex_color(std::string_view text, Color& color) {
    if (text.size() != 4 && text.size() != 7) return false;
    if (text.front() != '#') return false;
    int channels[3];
    for (std::size_t i = 0; i < 3; ++i) {
        const bool is_short = text.size() == 4;
        const int high = hex_value(text[is_short ? 1 + i : 1 + 2 * i]);
        const int low = is_short ? high : hex_value(text[2 + 2 * i]);
        if (high < 0 || low < 0) return false;
        channels[i] = high * 16 + low;
    }
    color = {static_cast<std::uint8_t>(channels[0]), static_cast<std::uint8_t>(channels[1]),
             static_cast<std::uint8_t>(channels[2])};
    return true;
}

std::string hex(Color color) { return "#" + lower_hex(std::array{color.red, color.green, color.blue}); }

std::string color_hint(const YamlNode& value) {
    if (value.kind == YamlNode::Kind::null) {
        return "write it in quotes, \"#0f5c6e\": without them YAML treats it as a comment";
    }
    return "write red, green and blue in hexadecimal, in quotes: \"#0f5c6e\"";
}

SourceSpan brand_place(const Brand& brand, std::string_view section, std::string_view key) {
    Diagnostics ignored(brand.source);
    const YamlNode root = read_yaml(brand.source.bytes, 0, ignored);
    const YamlNode* parent = root.find(section);
    const YamlNode* value = parent == nullptr ? nullptr : parent->find(key);
    return value == nullptr ? SourceSpan{} : value->span;
}

int Palette::find(std::string_view name) const {
    for (std::size_t i = 0; i < roles_.size(); ++i) {
        if (roles_[i].name == name) return static_cast<int>(i);
    }
    return -1;
}

std::vector<std::string_view> Palette::names() const {
    std::vector<std::string_view> all;
    all.reserve(roles_.size());
    for (const ColorRole& role : roles_) all.push_back(role.name);
    return all;
}

Color Palette::paper() const {
    const int paper = find("paper");
    return paper < 0 ? Color{255, 255, 255} : (*this)[paper].color;
}

const ColorRole& Palette::origin(int role) const {
    // link() has cut every circle, so this ends.
    while ((*this)[role].base >= 0) role = (*this)[role].base;
    return (*this)[role];
}

void Palette::read_file(LayoutFiles& layout, std::uint16_t file) {
    LayoutFile& from = *layout.files[file];
    const YamlNode* colors = from.find_mapping("layout/not-a-mapping"_code, "colors", "roles to colours");
    if (colors == nullptr) return;
    for (const auto& [key, value] : colors->entries) {
        int role = find(key.scalar);
        if (role < 0 && roles_.size() >= most_color_roles) {
            from.diagnostics.error("layout/too-many-colors"_code, key.span, "more than 200 colour roles",
                                   "a page needs a dozen");
            return;
        }
        if (role < 0) {
            role = static_cast<int>(roles_.size());
            roles_.push_back({key.scalar, {}, false, -1, 100, {}});
            values_.emplace_back();
        }
        roles_[static_cast<std::size_t>(role)].place = {file, value.span};
        values_[static_cast<std::size_t>(role)] = value.scalar;
        if (value.kind != YamlNode::Kind::scalar || value.scalar.empty()) {
            from.diagnostics.error("layout/no-color"_code, value.kind == YamlNode::Kind::null ? key.span : value.span,
                                   "the colour role \"" + key.scalar + "\" has no colour", color_hint(value));
            values_[static_cast<std::size_t>(role)] = "#000";
        }
    }
}

void Palette::link(LayoutFiles& layout) {
    for (std::size_t i = 0; i < roles_.size(); ++i) {
        ColorRole& role = roles_[i];
        if (role.from_brand || parse_hex_color(values_[i], role.color)) continue;
        Diagnostics& diagnostics = layout.files[role.place.file]->diagnostics;
        std::string_view followed;
        if (values_[i].front() == '#' || !parse_mix(values_[i], followed, role.percent)) {
            diagnostics.error("layout/invalid-color"_code, role.place.span, "\"" + values_[i] + "\" is not a colour",
                              "write \"#0f5c6e\", another role's name, or a tint of one: brand 8%");
            continue;
        }
        role.base = find(followed);
        if (role.name == "paper" && role.percent != 100) {
            diagnostics.error("layout/paper-tint"_code, role.place.span,
                              "paper cannot be a tint: tints are mixed with it", "write its colour in hexadecimal");
            role.base = -1;
            continue;
        }
        if (role.base < 0) {
            const std::string_view near = nearest(followed, names());
            diagnostics.error(
                "layout/unknown-color"_code, role.place.span,
                "there is no colour role \"" + std::string(followed) + "\"",
                near.empty() ? "list it under \"colors\"" : "did you mean \"" + std::string(near) + "\"?");
        }
    }
}

void Palette::resolve(int role, LayoutFiles& layout, std::vector<int>& state) {
    // Iterative: a chain of roles can be as long as a hostile file makes it.
    std::vector<int> chain;
    for (int at = role; at >= 0 && state[static_cast<std::size_t>(at)] != 2; at = (*this)[at].base) {
        int& mark = state[static_cast<std::size_t>(at)];
        if (mark == 1) {
            ColorRole& closing = roles_[static_cast<std::size_t>(chain.back())];
            layout.files[closing.place.file]->diagnostics.error(
                "layout/color-refers-to-itself"_code, closing.place.span,
                "the colour role \"" + closing.name + "\" refers to itself",
                "give one of the roles a colour of its own");
            closing.base = -1;
            break;
        }
        mark = 1;
        chain.push_back(at);
    }
    for (std::size_t i = chain.size(); i-- > 0;) {
        ColorRole& done = roles_[static_cast<std::size_t>(chain[i])];
        if (done.base >= 0) {
            const Color over = (*this)[done.base].color, under = paper();
            done.color = {mix(over.red, under.red, done.percent), mix(over.green, under.green, done.percent),
                          mix(over.blue, under.blue, done.percent)};
        }
        state[static_cast<std::size_t>(chain[i])] = 2;
    }
}

void Palette::read(LayoutFiles& layout, const Brand& brand, Diagnostics& brand_diagnostics) {
    for (std::size_t file = layout.files.size(); file-- > 0;) read_file(layout, static_cast<std::uint16_t>(file));
    for (const auto& [name, color] : brand.colors) {
        const int role = find(name);
        if (role < 0) {
            const std::string_view near = nearest(name, names());
            brand_diagnostics.warning(
                "brand/unused-color"_code, brand_place(brand, "colors", name),
                "the layout \"" + layout.name + "\" has no colour role \"" + name + "\": this colour is not used",
                near.empty() ? "" : "did you mean \"" + std::string(near) + "\"?");
            continue;
        }
        roles_[static_cast<std::size_t>(role)].color = color;
        roles_[static_cast<std::size_t>(role)].from_brand = true;
    }
    link(layout);
    std::vector<int> state(roles_.size(), 0);
    if (const int paper = find("paper"); paper >= 0) resolve(paper, layout, state);
    for (std::size_t i = 0; i < roles_.size(); ++i) resolve(static_cast<int>(i), layout, state);
}

}  // namespace carepress::style
