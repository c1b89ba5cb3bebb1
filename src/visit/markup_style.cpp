#include "visit/markup_style.h"

#include "base/ascii.h"
#include "base/list_numerals.h"

#include <algorithm>
#include <charconv>

namespace carepress::visit {
namespace {

/// The value of a CSS property in a style attribute, in lower case and without "!important"; the last one counts.
std::string css_value(const pugi::xml_node& element, std::string_view property) {
    const std::string style = ascii_lower(element.attribute("style").value());
    std::string found;
    for (std::size_t at = 0; at < style.size();) {
        const std::size_t end = std::min(style.find(';', at), style.size());
        const std::string_view declaration = std::string_view(style).substr(at, end - at);
        at = end + 1;
        const std::size_t colon = declaration.find(':');
        if (colon == std::string_view::npos) continue;
        std::string name(declaration.substr(0, colon));
        std::erase_if(name, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
        if (name != property) continue;
        const std::string_view value = declaration.substr(colon + 1);
        found = trim(value.substr(0, value.find('!')));
    }
    return found;
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
