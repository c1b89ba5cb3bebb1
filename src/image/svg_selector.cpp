#include "image/svg_selector.h"

#include "base/ascii.h"
#include "image/svg_faults.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

constexpr std::size_t most_compounds = 16;
constexpr std::string_view css_space = " \t\r\n\f";

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool has_word(std::string_view list, std::string_view word) {
    if (word.empty()) return false;
    while (true) {
        const std::size_t begin = list.find_first_not_of(css_space);
        if (begin == std::string_view::npos) return false;
        list.remove_prefix(begin);
        const std::size_t end = std::min(list.find_first_of(css_space), list.size());
        if (list.substr(0, end) == word) return true;
        list.remove_prefix(end);
    }
}

bool is_first_child(const pugi::xml_node& node) {
    pugi::xml_node before = node.previous_sibling();
    while (before && before.type() != pugi::node_element) before = before.previous_sibling();
    return !before;
}

}  // namespace

class SvgSelector::Reader {
public:
    Reader(std::string_view text, SvgSelector& selector) : rest_(trim(text)), selector_(selector) {}

    bool read() {
        while (!rest_.empty()) {
            if (selector_.compounds_.size() == most_compounds) return false;
            Compound compound;
            const bool is_first = selector_.compounds_.empty();
            if (peek() == '>' && !is_first) {
                compound.is_child = true;
                rest_ = trim(rest_.substr(1));
            }
            const std::size_t before = rest_.size();
            if (!read(compound) || rest_.size() == before) return false;
            selector_.compounds_.push_back(std::move(compound));
            rest_ = trim(rest_);
        }
        return !selector_.compounds_.empty();
    }

private:
    char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

    std::string name() {
        std::size_t length = 0;
        while (length < rest_.size() && is_name_character(rest_[length])) ++length;
        std::string result(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return result;
    }

    bool read(Compound& compound) {
        if (peek() == '*') {
            rest_.remove_prefix(1);
        } else if (is_name_character(peek())) {
            compound.type = name();
            selector_.specificity_ += 1;
        }
        while (!rest_.empty()) {
            const char c = peek();
            if (css_space.find(c) != std::string_view::npos || c == '>') return true;
            rest_.remove_prefix(1);
            if (c == '#' || c == '.') {
                Attribute attribute{c == '#' ? "id" : "class", name(), c == '#' ? '=' : '~'};
                if (attribute.value.empty()) return false;
                compound.attributes.push_back(std::move(attribute));
                selector_.specificity_ += c == '#' ? 1'000'000 : 1000;
            } else if (c == '[') {
                if (!read_attribute(compound)) return false;
                selector_.specificity_ += 1000;
            } else if (c == ':') {
                if (name() != "first-child") return false;
                compound.first_child = true;
                selector_.specificity_ += 1000;
            } else {
                return false;
            }
        }
        return true;
    }

    bool read_attribute(Compound& compound) {
        const std::size_t close = rest_.find(']');
        if (close == std::string_view::npos) return false;
        std::string_view inside = trim(rest_.substr(0, close));
        rest_.remove_prefix(close + 1);
        Attribute attribute;
        const std::size_t equals = inside.find('=');
        std::string_view before = inside.substr(0, equals);
        if (equals != std::string_view::npos) {
            attribute.how = '=';
            if (!before.empty() && std::string_view("~|^$*").find(before.back()) != std::string_view::npos) {
                attribute.how = before.back();
                before.remove_suffix(1);
            }
            std::string_view value = trim(inside.substr(equals + 1));
            if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0])
                value = value.substr(1, value.size() - 2);
            attribute.value = value;
        }
        attribute.name = trim(before);
        if (attribute.name.empty() || !std::all_of(attribute.name.begin(), attribute.name.end(), is_name_character))
            return false;
        compound.attributes.push_back(std::move(attribute));
        return true;
    }

    std::string_view rest_;
    SvgSelector& selector_;
};

std::optional<SvgSelector> SvgSelector::read(std::string_view text) {
    SvgSelector selector;
    if (!Reader(text, selector).read()) return std::nullopt;
    return selector;
}

bool SvgSelector::matches(const Compound& compound, const pugi::xml_node& node, std::string_view prefix) {
    if (!compound.type.empty() && svg_name(node, prefix) != compound.type) return false;
    if (compound.first_child && !is_first_child(node)) return false;
    return std::all_of(compound.attributes.begin(), compound.attributes.end(), [&](const Attribute& wanted) {
        const pugi::xml_attribute found = node.attribute(wanted.name.c_str());
        const std::string_view value = found.value(), part = wanted.value;
        if (!found) return false;
        switch (wanted.how) {
            case '=':
                return value == part;
            case '~':
                return has_word(value, part);
            case '|':
                return value == part || (value.starts_with(part) && value.substr(part.size()).starts_with('-'));
            case '^':
                return !part.empty() && value.starts_with(part);
            case '$':
                return !part.empty() && value.ends_with(part);
            case '*':
                return !part.empty() && value.find(part) != std::string_view::npos;
            default:
                return true;
        }
    });
}

bool SvgSelector::matches(const pugi::xml_node& node, std::string_view prefix) const {
    if (!matches(compounds_.back(), node, prefix)) return false;
    if (compounds_.size() == 1) return true;
    // From the root down: bit j says that a match of compounds [0, j] ends at this element, or at one above it. So time
    // grows with depth times compounds, whatever the selector.
    std::vector<pugi::xml_node> path;
    for (pugi::xml_node at = node; at.type() == pugi::node_element; at = at.parent()) path.push_back(at);
    std::uint32_t above = 0, parent = 0;
    for (auto at = path.rbegin(); at != path.rend(); ++at) {
        std::uint32_t here = 0;
        for (std::size_t j = 0; j < compounds_.size(); ++j) {
            const std::uint32_t before = compounds_[j].is_child ? parent : above;
            const bool goes_on = j == 0 || (before >> (j - 1) & 1U) != 0;
            if (goes_on && matches(compounds_[j], *at, prefix)) here |= 1U << j;
        }
        parent = here;
        above |= here;
    }
    return (parent >> (compounds_.size() - 1) & 1U) != 0;
}

}  // namespace carepress::image
