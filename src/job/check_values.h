#pragma once

#include "base/diagnostic.h"
#include "job/input.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace carepress::job {

/// Adds an error if `language` is neither empty nor a language tag (BCP 47).
void check_language(const std::string& language, std::vector<Diagnostic>& errors);

/// Adds an error if `date` is neither empty nor a day of the calendar as ISO 8601 writes it.
void check_date(const std::string& date, std::vector<Diagnostic>& errors);

/// What is wrong with a language tag, or empty.
std::string wrong_language_tag(const std::string& tag);

/// A folder's path as paths below it begin: "articles" for "articles/".
std::string without_last_slashes(std::string folder);

template <class Input>
bool is_standard_input(const Input& input) {
    const std::string* path = path_of_input(input);
    return path != nullptr && *path == "-";
}

/// How many of the inputs are standard input, which can be read once.
template <class Inputs>
std::ptrdiff_t count_standard_inputs(const std::vector<Inputs>& inputs) {
    return std::count_if(inputs.begin(), inputs.end(), is_standard_input<Inputs>);
}

template <class Input>
std::ptrdiff_t count_standard_inputs(const std::optional<Input>& input) {
    return input && is_standard_input(*input) ? 1 : 0;
}

}  // namespace carepress::job
