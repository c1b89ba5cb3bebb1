#include "visit/sig_vocabulary.h"

#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <algorithm>
#include <array>

namespace carepress::visit {

std::optional<std::string> number_word(std::string_view word) {
    static constexpr WordTable<std::string_view, 17> numbers{{
        {"zero", "0"},
        {"one", "1"},
        {"two", "2"},
        {"three", "3"},
        {"four", "4"},
        {"five", "5"},
        {"six", "6"},
        {"seven", "7"},
        {"eight", "8"},
        {"nine", "9"},
        {"ten", "10"},
        {"eleven", "11"},
        {"twelve", "12"},
        {"fourteen", "14"},
        {"fifteen", "15"},
        {"twenty", "20"},
        {"thirty", "30"},
    }};
    const auto found = look_up(numbers, word);
    return found ? std::optional(std::string(*found)) : std::nullopt;
}

std::optional<TimeUnit> time_unit_of_word(std::string_view word) {
    static constexpr WordTable<TimeUnit, 15> units{{
        {"minute", TimeUnit::minute},
        {"minutes", TimeUnit::minute},
        {"min", TimeUnit::minute},
        {"hour", TimeUnit::hour},
        {"hours", TimeUnit::hour},
        {"hr", TimeUnit::hour},
        {"hrs", TimeUnit::hour},
        {"h", TimeUnit::hour},
        {"day", TimeUnit::day},
        {"days", TimeUnit::day},
        {"week", TimeUnit::week},
        {"weeks", TimeUnit::week},
        {"wk", TimeUnit::week},
        {"month", TimeUnit::month},
        {"months", TimeUnit::month},
    }};
    return look_up(units, word);
}

std::optional<TimeUnit> period_of_adverb(std::string_view word) {
    static constexpr WordTable<TimeUnit, 4> adverbs{{
        {"daily", TimeUnit::day},
        {"weekly", TimeUnit::week},
        {"monthly", TimeUnit::month},
        {"hourly", TimeUnit::hour},
    }};
    return look_up(adverbs, word);
}

std::optional<Weekday> weekday_of_word(std::string_view word) {
    static constexpr auto days =
        std::to_array<std::string_view>({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
    for (std::size_t i = 0; i < days.size(); ++i) {
        const bool is_plural = word.ends_with("days") && word.substr(0, word.size() - 1) == days[i];
        if (is_plural || (word.size() >= 3 && days[i].starts_with(word))) return static_cast<Weekday>(i);
    }
    return std::nullopt;
}

bool is_month(std::string_view word) {
    static constexpr auto months =
        std::to_array<std::string_view>({"january", "february", "march", "april", "june", "july", "august", "september",
                                         "october", "november", "december"});
    return word == "may" || word == "sept" ||
           (word.size() >= 3 &&
            std::any_of(months.begin(), months.end(), [&](std::string_view each) { return each.starts_with(word); }));
}

std::optional<DayMoment> moment_of_word(std::string_view word) {
    static constexpr WordTable<DayMoment, 11> moments{{
        {"morning", DayMoment::morning},
        {"mornings", DayMoment::morning},
        {"noon", DayMoment::noon},
        {"midday", DayMoment::noon},
        {"afternoon", DayMoment::afternoon},
        {"evening", DayMoment::evening},
        {"evenings", DayMoment::evening},
        {"night", DayMoment::night},
        {"nightly", DayMoment::night},
        {"bedtime", DayMoment::bedtime},
        {"bed", DayMoment::bedtime},
    }};
    return look_up(moments, word);
}

std::optional<DayMoment> moment_of_meal(MealSide side, std::string_view word) {
    struct Meal {
        std::string_view word;
        DayMoment with, before, after;
    };
    static constexpr auto meals = std::to_array<Meal>({
        {"breakfast", DayMoment::with_breakfast, DayMoment::before_breakfast, DayMoment::after_breakfast},
        {"lunch", DayMoment::with_lunch, DayMoment::before_lunch, DayMoment::after_lunch},
        {"dinner", DayMoment::with_dinner, DayMoment::before_dinner, DayMoment::after_dinner},
        {"supper", DayMoment::with_dinner, DayMoment::before_dinner, DayMoment::after_dinner},
        {"meal", DayMoment::with_meal, DayMoment::before_meal, DayMoment::after_meal},
        {"meals", DayMoment::with_meal, DayMoment::before_meal, DayMoment::after_meal},
        {"eating", DayMoment::with_meal, DayMoment::before_meal, DayMoment::after_meal},
    });
    for (const Meal& each : meals)
        if (each.word == word)
            return side == MealSide::with ? each.with : side == MealSide::before ? each.before : each.after;
    return std::nullopt;
}

bool is_plain_word(std::string_view word) {
    static constexpr auto signs = std::to_array<std::string_view>({".", ",", ";", "(", ")", "-", "'"});
    static constexpr auto verbs = std::to_array<std::string_view>(
        {"take",    "use",    "apply",   "inject",     "inhale",  "place", "put",   "insert",
         "instill", "instil", "give",    "administer", "swallow", "chew",  "spray", "spread",
         "rub",     "drink",  "breathe", "must",       "need",    "needed"});
    static constexpr auto small_words = std::to_array<std::string_view>(
        {"by",   "the",  "a",    "an",   "in",  "into", "onto",    "on",   "to",    "of",   "and",
         "at",   "for",  "with", "your", "you", "it",   "as",      "via",  "from",  "each", "every",
         "only", "once", "same", "up",   "one", "half", "quarter", "full", "whole", "total"});
    static constexpr auto routes = std::to_array<std::string_view>(
        {"mouth", "orally", "oral", "under", "beneath", "inside", "subcutaneously", "subcutaneous", "rectally",
         "vaginally", "topically", "nasally", "topical", "intramuscularly", "intramuscular", "nebulization",
         "nebulizer", "inhaler", "tube"});
    static constexpr auto places = std::to_array<std::string_view>(
        {"skin",  "tongue",   "muscle", "vein",    "rectum",   "vagina", "cheek", "nose",    "eye",
         "eyes",  "ear",      "ears",   "nostril", "nostrils", "left",   "right", "both",    "side",
         "sides", "affected", "area",   "areas",   "scalp",    "face",   "arm",   "abdomen", "thigh"});
    static constexpr auto times =
        std::to_array<std::string_view>({"time", "times", "day", "days", "bedtime", "morning", "evening", "night"});
    static constexpr auto amounts =
        std::to_array<std::string_view>({"dose", "doses", "amount", "thin", "layer", "units", "unit", "patch", "drop",
                                         "drops", "medicine", "medication", "water", "glass"});
    return is_one_of(word, signs) || is_one_of(word, verbs) || is_one_of(word, small_words) ||
           is_one_of(word, routes) || is_one_of(word, places) || is_one_of(word, times) || is_one_of(word, amounts);
}

void drop_general_moments(std::vector<DayMoment>& moments) {
    const auto has_one_of = [&](std::initializer_list<DayMoment> meals) {
        return std::find_first_of(moments.begin(), moments.end(), meals.begin(), meals.end()) != moments.end();
    };
    const auto drop = [&](std::initializer_list<DayMoment> general) {
        std::erase_if(moments,
                      [&](DayMoment each) { return std::find(general.begin(), general.end(), each) != general.end(); });
    };
    if (has_one_of({DayMoment::with_breakfast, DayMoment::before_breakfast, DayMoment::after_breakfast}))
        drop({DayMoment::morning, DayMoment::early_morning, DayMoment::late_morning, DayMoment::waking});
    if (has_one_of({DayMoment::with_lunch, DayMoment::before_lunch, DayMoment::after_lunch})) drop({DayMoment::noon});
    if (has_one_of({DayMoment::with_dinner, DayMoment::before_dinner, DayMoment::after_dinner}))
        drop({DayMoment::evening});
}

}  // namespace carepress::visit
