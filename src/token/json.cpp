#include "token/json.h"

#include <stdlib.h>

namespace carepress::token {
namespace {

/// jansson's own text quotes the source.
std::string describe(const ::json_error_t& error) {
    switch (::json_error_code(&error)) {
        case ::json_error_duplicate_key:
            return "a name occurs twice in one object";
        case ::json_error_invalid_utf8:
            return "the text is not valid UTF-8";
        case ::json_error_stack_overflow:
            return "the nesting is too deep";
        case ::json_error_numeric_overflow:
            return "a number is too large";
        case ::json_error_premature_end_of_input:
            return "the text ends too early";
        case ::json_error_null_character:
        case ::json_error_null_byte_in_key:
            return "a string contains a NUL character";
        case ::json_error_out_of_memory:
            return "there is not enough memory";
        default:
            return "the text is not valid JSON";
    }
}

}  // namespace

std::variant<JsonHandle, JsonProblem> read_object(std::string_view text) {
    ::json_error_t error;
    JsonHandle value(::json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES, &error));
    if (!value) return JsonProblem{describe(error), error.line, error.column};
    if (!json_is_object(value.get())) return JsonProblem{"the text is not a JSON object"};
    return value;
}

std::optional<std::string_view> text_of(const ::json_t* object, const char* name) {
    const ::json_t* value = ::json_object_get(object, name);
    if (!json_is_string(value)) return std::nullopt;
    return text_of(value);
}

std::string to_text(const ::json_t* value) {
    const std::unique_ptr<char, decltype(&::free)> text(::json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS), ::free);
    return text ? text.get() : "";
}

}  // namespace carepress::token
