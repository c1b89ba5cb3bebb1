#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::net {

/// Whether two texts are equal, ignoring ASCII case.
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// A character of a token (RFC 9110, 5.6.2).
bool is_token_character(char c);
/// One or more of them.
bool is_token(std::string_view text);

/// The elements of a comma-separated list (RFC 9110, 5.6.1) without the white space around them. Empty elements are
/// left out. Commas in quoted strings do not separate; an unterminated quoted string extends to the end.
std::vector<std::string_view> list_elements(std::string_view list);

/// The header section of a message: fields in the order of the message, names compared without regard to case.
class Headers {
public:
    using Field = std::pair<std::string, std::string>;

    /// The value of the first field of this name.
    std::optional<std::string_view> get(std::string_view name) const;
    /// The values of all fields of this name, joined by ", " (RFC 9110, 5.3); empty if there is none.
    std::string joined(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    bool contains(std::string_view name) const { return count(name) > 0; }

    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    /// Replaces all fields of this name by one.
    void set(std::string name, std::string value);
    void remove(std::string_view name);
    /// Adds an element to a list field such as Vary, unless the list has it.
    void add_to_list(std::string name, std::string_view element);
    /// Takes over fields, which replace those of the same name, and elements of Vary, which join them.
    void merge(const Headers& other);

    const std::vector<Field>& fields() const { return fields_; }

private:
    std::vector<Field> fields_;
};

}  // namespace carepress::net
