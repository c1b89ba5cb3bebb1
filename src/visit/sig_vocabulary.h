#pragma once

#include "visit/dosage.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit {

// The English words of an instruction, in lower case, as write_out_abbreviations() leaves them.

/// "two" as "2"; nullopt if `word` is not a number.
std::optional<std::string> number_word(std::string_view word);

/// "hours", "hr"; seconds and years are not read.
std::optional<TimeUnit> time_unit_of_word(std::string_view word);

/// The period of "daily", "weekly", "monthly" and "hourly".
std::optional<TimeUnit> period_of_adverb(std::string_view word);

/// "monday", "mondays", "mon".
std::optional<Weekday> weekday_of_word(std::string_view word);

bool is_month(std::string_view word);

/// "morning", "nightly", "bedtime".
std::optional<DayMoment> moment_of_word(std::string_view word);

/// How a dose relates to a meal.
enum class MealSide : std::uint8_t { with, before, after };
/// The moment before, with or after the meal that `word` names.
std::optional<DayMoment> moment_of_meal(MealSide side, std::string_view word);

/// A word or sign that adds nothing to an amount, a time or a route that is read elsewhere. A text with any other word
/// cannot be compared with its fields: "on weekdays", "call for your dose", a step, a condition, another language.
bool is_plain_word(std::string_view word);

/// "Every morning before breakfast" is one moment: without those of a part of the day whose meal is named too.
void drop_general_moments(std::vector<DayMoment>& moments);

}  // namespace carepress::visit
