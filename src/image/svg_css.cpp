#include "image/svg_css.h"

#include "base/ascii.h"
#include "image/svg_selector.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace carepress::image {
namespace {

constexpr std::size_t most_rules = 2000;
constexpr std::size_t most_declarations = 500;  // of one rule or style attribute
/// Elements times rules, and declarations that are applied: what an honest file needs is a hundredth.
constexpr std::size_t most_steps = 20'000'000, most_applied = 1'000'000;

struct CascadedProperty {
    std::string_view name;
    bool is_inherited = false;
};

/// The properties that have an effect here, as attributes or in styles (SVG 2, 6.6). Others, such as rendering hints
/// and editors' own, do not change how a drawing prints.
constexpr CascadedProperty cascaded_properties[] = {
    {"alignment-baseline"},
    {"baseline-shift"},
    {"clip-path"},
    {"clip-rule", true},
    {"color", true},
    {"color-interpolation", true},
    {"cx"},
    {"cy"},
    {"direction", true},
    {"display"},
    {"dominant-baseline", true},
    {"fill", true},
    {"fill-opacity", true},
    {"fill-rule", true},
    {"filter"},
    {"font-family", true},
    {"font-size", true},
    {"font-stretch", true},
    {"font-style", true},
    {"font-variant", true},
    {"font-weight", true},
    {"height"},
    {"isolation"},
    {"letter-spacing", true},
    {"marker-end", true},
    {"marker-mid", true},
    {"marker-start", true},
    {"mask"},
    {"mask-type"},
    {"mix-blend-mode"},
    {"opacity"},
    {"overflow"},
    {"paint-order", true},
    {"r"},
    {"rx"},
    {"ry"},
    {"stop-color"},
    {"stop-opacity"},
    {"stroke", true},
    {"stroke-dasharray", true},
    {"stroke-dashoffset", true},
    {"stroke-linecap", true},
    {"stroke-linejoin", true},
    {"stroke-miterlimit", true},
    {"stroke-opacity", true},
    {"stroke-width", true},
    {"text-anchor", true},
    {"text-decoration"},
    {"transform"},
    {"transform-box"},
    {"transform-origin"},
    {"unicode-bidi"},
    {"vector-effect"},
    {"visibility", true},
    {"white-space", true},
    {"width"},
    {"word-spacing", true},
    {"writing-mode", true},
    {"x"},
    {"y"},
};

constexpr bool by_name_in_cascade(const CascadedProperty& a, const CascadedProperty& b) { return a.name < b.name; }
static_assert(std::is_sorted(std::begin(cascaded_properties), std::end(cascaded_properties), by_name_in_cascade));

const CascadedProperty* find_cascaded(std::string_view name) {
    const auto* const found =
        std::lower_bound(std::begin(cascaded_properties), std::end(cascaded_properties), name,
                         [](const CascadedProperty& p, std::string_view key) { return p.name < key; });
    return found != std::end(cascaded_properties) && found->name == name ? found : nullptr;
}

struct Declaration {
    std::string name, value;
    bool is_important = false;
};

/// `text` without comments, which may be anywhere (CSS 2.1, 4.1.9).
std::string without_comments(std::string_view text) {
    std::string out;
    while (true) {
        const std::size_t begin = text.find("/*");
        out += text.substr(0, begin);
        if (begin == std::string_view::npos) return out;
        const std::size_t end = text.find("*/", begin + 2);
        if (end == std::string_view::npos) return out;
        out += ' ';
        text.remove_prefix(end + 2);
    }
}

/// The place of the first of `ends` that is in no string and no brackets; `text.size()` if there is none.
std::size_t find_outside(std::string_view text, std::string_view ends) {
    char quote = 0;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == '\\') ++i;
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (depth == 0 && ends.find(c) != std::string_view::npos) {
            return i;
        } else if (c == '(' || c == '[') {
            ++depth;
        } else if ((c == ')' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return text.size();
}

/// The properties that the shorthand "font" sets (CSS 2.1, 15.8).
void expand_font(const Declaration& font, std::vector<Declaration>& out) {
    std::string_view rest = trim(font.value);
    const auto set = [&](const char* name, std::string_view value) {
        out.push_back({name, std::string(value), font.is_important});
    };
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
        const std::string_view word = rest.substr(0, end);
        if (word == "italic" || word == "oblique")
            set("font-style", word);
        else if (word == "bold" || word == "bolder" || word == "lighter" ||
                 (word.size() == 3 && is_digit(word[0]) && word.ends_with("00")))
            set("font-weight", word);
        else if (word == "small-caps")
            set("font-variant", word);
        else if (word != "normal")
            break;
        rest = trim(rest.substr(end));
    }
    const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
    set("font-size", rest.substr(0, std::min(end, rest.find('/'))));
    set("font-family", trim(rest.substr(end)));
}

std::vector<Declaration> read_declarations(std::string_view text) {
    std::vector<Declaration> declarations;
    while (!text.empty() && declarations.size() < most_declarations) {
        const std::size_t end = find_outside(text, ";");
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t colon = one.find(':');
        if (colon == std::string_view::npos) continue;
        Declaration declaration;
        std::string_view value = trim(one.substr(colon + 1));
        if (const std::size_t mark = value.rfind('!');
            mark != std::string_view::npos && trim(value.substr(mark + 1)) == "important") {
            declaration.is_important = true;
            value = trim(value.substr(0, mark));
        }
        declaration.name = ascii_lower(trim(one.substr(0, colon)));
        declaration.value = value;
        if (declaration.name == "font") {
            expand_font(declaration, declarations);
        } else if (declaration.name == "marker") {
            for (const char* name : {"marker-start", "marker-mid", "marker-end"})
                declarations.push_back({name, declaration.value, declaration.is_important});
        } else if (find_cascaded(declaration.name) != nullptr) {
            declarations.push_back(std::move(declaration));
        }
    }
    return declarations;
}

struct Rule {
    SvgSelector selector;
    std::size_t declarations;  ///< index of its block
};

class StyleSheets {
public:
    StyleSheets(std::string_view prefix, SvgFaults& faults) : prefix_(prefix), faults_(faults) {}

    void add(const pugi::xml_node& style) {
        const std::string_view type = trim(style.attribute("type").value());
        if (!type.empty() && type != "text/css") {
            faults_.warning(style, "a style sheet of the type \"" + std::string(type.substr(0, 40)) + "\" is not read",
                            "write it in CSS");
            return;
        }
        std::string text;
        for (const pugi::xml_node child : style.children()) text += child.value();
        text = without_comments(text);
        std::string_view rest = trim(text);
        while (!rest.empty() && rules_.size() < most_rules) rest = read_rule(style, rest);
    }

    /// By specificity; equal ones stay in order.
    void sort() {
        std::stable_sort(rules_.begin(), rules_.end(), [](const Rule& a, const Rule& b) {
            return a.selector.specificity() < b.selector.specificity();
        });
    }

    void apply(pugi::xml_node node) {
        for (const char* name : {"mix-blend-mode", "isolation"}) node.remove_attribute(name);  // only of styles
        steps_ += rules_.size();
        std::vector<const Declaration*> important;
        if (!rules_.empty() && steps_ <= most_steps)
            for (const Rule& rule : rules_)
                if (rule.selector.matches(node, prefix_)) apply(node, blocks_[rule.declarations], important);
        if (steps_ > most_steps || applied_ > most_applied)
            faults_.error(node, "too many rules for too many elements", "export the drawing with fewer styles");
        std::vector<Declaration> own;
        if (const pugi::xml_attribute style = node.attribute("style"); style && style.value()[0] != '\0') {
            own = read_declarations(without_comments(style.value()));
            apply(node, own, important);
        }
        for (const Declaration* declaration : important) set(node, *declaration);
        resolve_inherit(node);
    }

private:
    /// One rule or at-rule; returns what follows.
    std::string_view read_rule(const pugi::xml_node& style, std::string_view text) {
        const std::size_t open = find_outside(text, "{;");
        if (text.front() == '@') {
            warn(style, "an at-rule (" + std::string(text.substr(0, std::min<std::size_t>(open, 30))) + ")");
            if (open == text.size() || text[open] == ';') return trim(text.substr(std::min(open + 1, text.size())));
            return trim(after_block(text.substr(open)));
        }
        if (open == text.size() || text[open] == ';') return trim(text.substr(std::min(open + 1, text.size())));
        const std::string_view block = text.substr(open + 1);
        const std::size_t close = find_outside(block, "}");
        blocks_.push_back(read_declarations(block.substr(0, close)));
        std::string_view selectors = text.substr(0, open);
        while (true) {
            const std::size_t comma = find_outside(selectors, ",");
            const std::string_view one = trim(selectors.substr(0, comma));
            if (auto selector = SvgSelector::read(one))
                rules_.push_back({std::move(*selector), blocks_.size() - 1});
            else
                warn(style, "the selector \"" + std::string(one.substr(0, 40)) + "\"");
            if (comma == selectors.size()) break;
            selectors.remove_prefix(comma + 1);
        }
        return trim(block.substr(std::min(close + 1, block.size())));
    }

    /// What is behind the braces that `text` begins with.
    static std::string_view after_block(std::string_view text) {
        int depth = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '{') ++depth;
            if (text[i] == '}' && --depth == 0) return text.substr(i + 1);
        }
        return {};
    }

    void warn(const pugi::xml_node& style, const std::string& what) {
        faults_.warning(style, what + " of <style> is not supported: what it says is left out",
                        "have the drawing program write presentation attributes instead of CSS");
    }

    void apply(pugi::xml_node node, const std::vector<Declaration>& declarations,
               std::vector<const Declaration*>& important) {
        applied_ += declarations.size();
        if (applied_ > most_applied) return;
        for (const Declaration& declaration : declarations) {
            if (declaration.is_important)
                important.push_back(&declaration);
            else
                set(node, declaration);
        }
    }

    static void set(pugi::xml_node node, const Declaration& declaration) {
        const char* const name = declaration.name.c_str();
        if (const pugi::xml_attribute known = node.attribute(name))
            pugi::xml_attribute(known).set_value(declaration.value.c_str());
        else
            node.append_attribute(name).set_value(declaration.value.c_str());
    }

    /// An inherited property needs no attribute; another takes what its parent, already resolved, has.
    static void resolve_inherit(pugi::xml_node node) {
        std::vector<pugi::xml_attribute> inheriting;
        for (const pugi::xml_attribute attribute : node.attributes())
            if (trim(attribute.value()) == "inherit") inheriting.push_back(attribute);
        for (pugi::xml_attribute& attribute : inheriting) {
            const CascadedProperty* const property = find_cascaded(attribute.name());
            if (property == nullptr) continue;
            const pugi::xml_attribute above = node.parent().attribute(attribute.name());
            if (property->is_inherited || !above)
                node.remove_attribute(attribute);
            else
                attribute.set_value(above.value());
        }
    }

    std::string_view prefix_;
    SvgFaults& faults_;
    std::vector<Rule> rules_;
    std::vector<std::vector<Declaration>> blocks_;
    std::size_t steps_ = 0, applied_ = 0;
};

/// Calls `visit` for the elements of the tree, parents before children, without recursion.
template <class Visit>
void for_each_element(const pugi::xml_node& root, const Visit& visit) {
    pugi::xml_node node = root;
    while (true) {
        if (node.type() == pugi::node_element) visit(node);
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != root && !node.next_sibling()) node = node.parent();
        if (node == root) return;
        node = node.next_sibling();
    }
}

}  // namespace

void apply_svg_styles(const pugi::xml_node& root, std::string_view prefix, SvgFaults& faults) {
    StyleSheets sheets(prefix, faults);
    for_each_element(root, [&](const pugi::xml_node& node) {
        if (svg_name(node, prefix) == "style" && node.first_child()) sheets.add(node);
    });
    sheets.sort();
    for_each_element(root, [&](const pugi::xml_node& node) {
        if (!faults.any_errors()) sheets.apply(node);
    });
}

}  // namespace carepress::image
