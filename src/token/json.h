#pragma once

#include <jansson.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace carepress::token {

// Tokens and keys are read with jansson, the parser of cjose: what is checked here and what is verified there cannot
// differ, as they could if each was read by a parser of its own.

struct JsonFree {
    void operator()(::json_t* value) const { ::json_decref(value); }
};
using JsonHandle = std::unique_ptr<::json_t, JsonFree>;

/// Why a text is not a JSON object, without words of it.
struct JsonProblem {
    std::string what;
    int line = 0, column = 0;  ///< from 1; 0 if the text is JSON but not an object
};

/// Reads a JSON object. Duplicate names are refused at every depth, since readers disagree on which one counts
/// (RFC 7519, 4); so are malformed UTF-8, NUL characters, and more than 2,048 levels.
std::variant<JsonHandle, JsonProblem> read_object(std::string_view text);

/// A member's text; nullopt if there is no such member or it is not a string.
std::optional<std::string_view> text_of(const ::json_t* object, const char* name);

/// Whether there is such a member, of whatever type.
inline bool has_member(const ::json_t* object, const char* name) { return ::json_object_get(object, name) != nullptr; }

/// What a string holds; empty if the value is not a string.
inline std::string_view text_of(const ::json_t* value) {
    return json_is_string(value) ? std::string_view(::json_string_value(value), ::json_string_length(value))
                                 : std::string_view();
}

/// Sets a member of an object to a text, which must be UTF-8.
inline void set_text(::json_t* object, const char* name, std::string_view text) {
    ::json_object_set_new(object, name, ::json_stringn(text.data(), text.size()));
}

/// A value as JSON without white space, the members of objects in the order of their names.
std::string to_text(const ::json_t* value);

}  // namespace carepress::token
