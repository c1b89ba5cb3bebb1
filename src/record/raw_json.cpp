#include "record/raw_json.h"

#include "base/ascii.h"

#include <cstddef>

namespace carepress::record {
namespace {

/// From the quotation mark at `at` to behind the one that ends the string.
std::size_t end_of_string(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at)
        if (json[at] == '\\') ++at;
    return at < json.size() ? at + 1 : json.size();
}

/// Behind the value at `at`.
std::size_t end_of_value(std::string_view json, std::size_t at) {
    int depth = 0;
    while (at < json.size()) {
        const char c = json[at];
        if (depth == 0 && (c == ',' || c == '}' || c == ']')) return at;
        if (c == '"') {
            at = end_of_string(json, at);
        } else {
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            ++at;
        }
        if (depth == 0 && (c == '"' || c == '}' || c == ']')) return at;
    }
    return at;
}

std::size_t skip_blanks(std::string_view json, std::size_t at) {
    const std::size_t found = json.find_first_not_of(" \t\r\n", at);
    return found == std::string_view::npos ? json.size() : found;
}

}  // namespace

bool is_shallow(std::string_view json, int deepest) {
    int depth = 0;
    for (std::size_t at = 0; at < json.size();) {
        const char c = json[at];
        if ((c == '{' || c == '[') && ++depth > deepest) return false;
        if (c == '}' || c == ']') --depth;
        at = c == '"' ? end_of_string(json, at) : at + 1;
    }
    return true;
}

std::optional<std::string_view> raw_member(std::string_view object, std::string_view name) {
    std::optional<std::string_view> found;
    std::size_t at = skip_blanks(object, 0);
    if (at >= object.size() || object[at] != '{') return std::nullopt;
    for (++at; at < object.size();) {
        at = skip_blanks(object, at);
        if (at >= object.size() || object[at] != '"') return found;
        const std::size_t end = end_of_string(object, at);
        const std::string_view key = object.substr(at + 1, end - at - 2);
        at = skip_blanks(object, skip_blanks(object, end) + 1);  // the colon
        const std::size_t value_end = end_of_value(object, at);
        if (key == name) {
            if (found) return std::nullopt;
            found = trim(object.substr(at, value_end - at));
        }
        at = skip_blanks(object, value_end);
        if (at < object.size() && object[at] == ',') ++at;
    }
    return found;
}

std::vector<std::string_view> raw_items(std::string_view array) {
    std::vector<std::string_view> items;
    std::size_t at = skip_blanks(array, 0);
    if (at >= array.size() || array[at] != '[') return items;
    for (++at; at < array.size();) {
        at = skip_blanks(array, at);
        if (at >= array.size() || array[at] == ']') return items;
        const std::size_t end = end_of_value(array, at);
        items.push_back(trim(array.substr(at, end - at)));
        at = skip_blanks(array, end);
        if (at < array.size() && array[at] == ',') ++at;
    }
    return items;
}

}  // namespace carepress::record
