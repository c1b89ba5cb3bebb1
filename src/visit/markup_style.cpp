#include "visit/markup_style.h"

#include "base/ascii.h"
#include "base/css.h"
#include "base/list_numerals.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace carepress::visit {
namespace {

/// The value of a CSS property in a style attribute, in lower case; of several the last one, or the last important one.
std::string css_value(const pugi::xml_node& element, std::string_view property) {
    CssDeclaration found;
    for (CssDeclaration& each : read_css_declarations(element.attribute("style").value()))
        if (each.name == property && (each.important || !found.important)) found = std::move(each);
    return ascii_lower(found.value);
}

bool is_zero(const std::string& value) {
    return !value.empty() && value[0] == '0' && value.find_first_of("123456789") == std::string::npos;
}

std::string ascii_upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

}  // namespace

bool is_struck_out(const pugi::xml_node& element) {
    const std::string_view name = element.name();
    if (name == "s" || name == "del" || name == "strike") return true;
    return css_value(element, "text-decoration").find("line-through") != std::string::npos ||
           css_value(element, "text-decoration-line").find("line-through") != std::string::npos;
}

bool is_hidden(const pugi::xml_node& element) {
    if (element.attribute("hidden")) return true;
    if (css_value(element, "display") == "none" || css_value(element, "visibility") == "hidden" ||
        css_value(element, "visibility") == "collapse")
        return true;
    return is_zero(css_value(element, "opacity")) || is_zero(css_value(element, "font-size"));
}

bool keeps_lines(const pugi::xml_node& element) {
    return std::string_view(element.name()) == "pre" || css_value(element, "white-space").starts_with("pre") ||
           css_value(element, "white-space") == "break-spaces";
}

int integer_attribute(const pugi::xml_node& element, const char* name, int otherwise, int most) {
    const std::string_view text = element.attribute(name).value();
    int value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::clamp(value, -most, most);
}

std::string item_marker(const pugi::xml_node& list, int number) {
    std::string style = css_value(list, "list-style-type");
    if (style.empty()) style = css_value(list, "list-style");
    const std::string_view type = list.attribute("type").value();
    if (style.find("none") != std::string::npos) return {};
    std::string marker = std::to_string(number);
    if (number > 0 && (style.find("alpha") != std::string::npos || style.find("latin") != std::string::npos ||
                       type == "a" || type == "A"))
        marker = letter_numeral(number);
    else if (number > 0 && (style.find("roman") != std::string::npos || type == "i" || type == "I"))
        marker = roman_numeral(number);
    if (style.find("upper") != std::string::npos || type == "A" || type == "I") marker = ascii_upper(marker);
    return marker + ".";
}

}  // namespace carepress::visit
