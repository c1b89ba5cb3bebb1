#include "net/headers.h"

#include "base/ascii.h"

#include <algorithm>

namespace carepress::net {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

auto has_name(std::string_view name) {
    return [name](const Headers::Field& field) { return equal_ignoring_case(field.first, name); };
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_token_character(char c) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || marks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

std::vector<std::string_view> list_elements(std::string_view list) {
    std::vector<std::string_view> elements;
    bool is_quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= list.size(); ++i) {
        if (i == list.size() || (list[i] == ',' && !is_quoted)) {
            if (const std::string_view element = trim(list.substr(begin, i - begin)); !element.empty())
                elements.push_back(element);
            begin = i + 1;
        } else if (list[i] == '"') {
            is_quoted = !is_quoted;
        } else if (list[i] == '\\' && is_quoted && i + 1 < list.size()) {
            ++i;
        }
    }
    return elements;
}

std::optional<std::string_view> Headers::get(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), has_name(name));
    if (found == fields_.end()) return std::nullopt;
    return found->second;
}

std::string Headers::joined(std::string_view name) const {
    std::string values;
    const char* separator = "";
    for (const Field& field : fields_)
        if (equal_ignoring_case(field.first, name)) {
            values += separator + field.second;
            separator = ", ";
        }
    return values;
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(std::count_if(fields_.begin(), fields_.end(), has_name(name)));
}

void Headers::set(std::string name, std::string value) {
    remove(name);
    add(std::move(name), std::move(value));
}

void Headers::remove(std::string_view name) { std::erase_if(fields_, has_name(name)); }

void Headers::add_to_list(std::string name, std::string_view element) {
    const std::string list = joined(name);
    for (const std::string_view present : list_elements(list))
        if (equal_ignoring_case(present, element)) return;
    set(std::move(name), list.empty() ? std::string(element) : list + ", " + std::string(element));
}

void Headers::merge(const Headers& other) {
    for (const auto& [name, value] : other.fields_) {
        if (!equal_ignoring_case(name, "Vary"))
            set(name, value);
        else
            for (const std::string_view element : list_elements(value)) add_to_list(name, element);
    }
}

}  // namespace carepress::net
