#include "article/page_style.h"

#include "article/html_reader.h"
#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace carepress::article {
namespace {

constexpr std::size_t most_rules = 2'000;
/// Of rules with elements, for a page: some tenths of a second. A page of usual size takes a hundredth of it.
constexpr std::size_t most_comparisons = 2'000'000;

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::string_view take_name(std::string_view& text) {
    std::size_t end = 0;
    while (end < text.size() && is_name_character(text[end])) ++end;
    const std::string_view name = text.substr(0, end);
    text.remove_prefix(end);
    return name;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    constexpr std::string_view spaces = " \t\n\r\f";
    for (std::size_t begin = text.find_first_not_of(spaces); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(spaces, begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(spaces, end);
    }
    return words;
}

/// By origin of the declaration, then specificity, then order: what is greater wins.
using Weight = std::tuple<bool, bool, std::uint32_t, std::size_t>;

}  // namespace

std::vector<CssDeclaration> longhands_of(const CssDeclaration& declaration) {
    const auto as = [&](std::string name, std::string_view value) {
        return CssDeclaration{std::move(name), ascii_lower(value), declaration.important};
    };
    const std::string& name = declaration.name;
    if (name == "display" || name == "visibility" || name == "list-style-type" || name == "text-decoration-line")
        return {as(name, declaration.value)};
    if (name == "text-decoration") return {as("text-decoration-line", declaration.value)};
    if (name != "list-style") return {};
    std::string_view type = "disc";  // the initial value of what the shorthand does not say
    for (const std::string_view word : words_of(declaration.value))
        if (word != "inside" && word != "outside" && !word.starts_with("url(")) type = word;
    return {as("list-style-type", type)};
}

bool PageStyle::read_compound(std::string_view text, Compound& out) {
    if (text.starts_with('*')) text.remove_prefix(1);
    out.type = ascii_lower(take_name(text));
    while (!text.empty()) {
        const char kind = text.front();
        text.remove_prefix(1);
        if (kind == '.' || kind == '#') {
            const std::string name(take_name(text));
            if (name.empty()) return false;
            (kind == '.' ? out.classes : out.ids).push_back(name);
        } else if (kind == '[') {
            const std::string name = ascii_lower(take_name(text));
            const std::size_t end = text.find(']');
            if (name.empty() || end == std::string_view::npos) return false;
            std::string_view value = text.substr(0, end);
            text.remove_prefix(end + 1);
            if (!value.empty() && (value.front() != '=' || value.size() < 2)) return false;  // "~=", "^=" and so on
            if (!value.empty()) value.remove_prefix(1);
            if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
                value = value.substr(1, value.size() - 2);
            out.attributes.emplace_back(name, value);
        } else {
            return false;  // a pseudo-class, an escape
        }
    }
    return true;
}

/// Empty if it is not of the kinds that are read.
std::vector<PageStyle::Compound> PageStyle::read_selector(std::string_view text) {
    std::string spaced;
    for (const char c : text) spaced += c == '>' ? std::string(" > ") : std::string(1, c);
    std::vector<Compound> selector;
    bool child = false;
    for (const std::string_view word : words_of(spaced)) {
        if (word == ">") {
            if (child || selector.empty()) return {};
            child = true;
            continue;
        }
        Compound compound;
        compound.child = std::exchange(child, false);
        if (!read_compound(word, compound)) return {};
        selector.push_back(std::move(compound));
    }
    return child ? std::vector<Compound>() : selector;
}

void PageStyle::add_rule(const std::vector<Compound>& selector, const CssDeclaration& declaration) {
    is_whole_ = is_whole_ && rules_.size() < most_rules;
    if (!is_whole_) return;
    Rule rule{selector, 0, declaration.name, declaration.value, declaration.important};
    for (const Compound& each : selector)
        rule.specificity += static_cast<std::uint32_t>(each.ids.size() * 1'000'000 +
                                                       (each.classes.size() + each.attributes.size()) * 1'000 +
                                                       (each.type.empty() ? 0 : 1));
    const Compound& last = selector.back();
    const std::string key = !last.ids.empty()       ? "#" + last.ids.front()
                            : !last.classes.empty() ? "." + last.classes.front()
                            : !last.type.empty()    ? last.type
                                                    : "*";
    by_key_[key].push_back(rules_.size());
    rules_.push_back(std::move(rule));
}

void PageStyle::add_sheet(std::string_view css) {
    for (const CssRule& rule : read_css_rules_for_print(css)) {
        std::vector<CssDeclaration> matter;
        for (const CssDeclaration& each : rule.declarations)
            for (CssDeclaration& longhand : longhands_of(each)) matter.push_back(std::move(longhand));
        if (matter.empty()) continue;
        for (std::string_view rest = rule.selectors; !rest.empty();) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            const std::vector<Compound> selector = read_selector(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
            if (!selector.empty())
                for (const CssDeclaration& each : matter) add_rule(selector, each);
        }
    }
}

bool PageStyle::matches(const Compound& compound, const GumboElement& element) {
    if (!compound.type.empty() && compound.type != tag_name(element)) return false;
    return std::all_of(compound.ids.begin(), compound.ids.end(),
                       [&](const std::string& id) { return attribute(element, "id") == id; }) &&
           std::all_of(compound.classes.begin(), compound.classes.end(),
                       [&](const std::string& name) { return has_class(element, name); }) &&
           std::all_of(compound.attributes.begin(), compound.attributes.end(), [&](const auto& each) {
               return has_attribute(element, each.first.c_str()) &&
                      (each.second.empty() || attribute(element, each.first.c_str()) == each.second);
           });
}

/// From the last compound upwards. Each is found as near as can be, and where a child is asked for, no other place of
/// what is below it is tried: that takes no more than a walk to the root.
bool PageStyle::matches(const Rule& rule, const GumboElement& element,
                        const std::vector<const GumboElement*>& ancestors) const {
    ++comparisons_;
    if (!matches(rule.selector.back(), element)) return false;
    std::size_t above = ancestors.size();
    for (std::size_t i = rule.selector.size() - 1; i > 0; --i) {
        const bool child = rule.selector[i].child;
        bool found = false;
        while (above > 0 && !found) {
            ++comparisons_;
            found = matches(rule.selector[i - 1], *ancestors[--above]);
            if (child && !found) return false;
        }
        if (!found) return false;
    }
    return true;
}

template <class Visit>
void PageStyle::each_candidate(const GumboElement& element, Visit visit) const {
    const auto visit_key = [&](const std::string& key) {
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) return;
        for (const std::size_t index : found->second) {
            is_whole_ = is_whole_ && comparisons_ < most_comparisons;
            if (comparisons_ < most_comparisons) visit(index);
        }
    };
    visit_key("*");
    visit_key(tag_name(element));
    if (const std::string_view id = attribute(element, "id"); !id.empty()) visit_key("#" + std::string(id));
    for (const std::string_view name : words_of(attribute(element, "class"))) visit_key("." + std::string(name));
}

std::string PageStyle::value(const GumboElement& element, const std::vector<const GumboElement*>& ancestors,
                             std::string_view property) const {
    std::string value;
    Weight strongest;
    const auto offer = [&](std::string_view offered, const Weight& weight) {
        if (!value.empty() && weight < strongest) return;
        value = offered;
        strongest = weight;
    };
    if (!rules_.empty())
        each_candidate(element, [&](std::size_t index) {
            const Rule& rule = rules_[index];
            if (rule.property == property && matches(rule, element, ancestors))
                offer(rule.value, {rule.important, false, rule.specificity, index});
        });
    if (const std::string_view own = attribute(element, "style"); !own.empty())
        for (const CssDeclaration& each : read_css_declarations(own))
            for (const CssDeclaration& longhand : longhands_of(each))
                if (longhand.name == property) offer(longhand.value, {longhand.important, true, 0, 0});
    return value;
}

}  // namespace carepress::article
