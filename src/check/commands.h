#pragma once

#include <string_view>

namespace carepress::check {

/// Whether a sentence that begins with this word, in lower case, tells the reader what to do: "call", "llame". Known
/// for English (an imperative) and Spanish (the polite imperative). Words that are as often something else at the
/// beginning of a sentence ("rest", "heat") are included: the score counts, it does not correct.
bool is_command(std::string_view word, std::string_view language);

}  // namespace carepress::check
