#include "visit/dosage_codes.h"
#include "visit/sig.h"
#include "visit/sig_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace carepress {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view word, Words words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

template <class Value, std::size_t size>
std::optional<Value> look_up(const std::array<std::pair<std::string_view, Value>, size>& table, std::string_view word) {
    for (const auto& [key, value] : table)
        if (key == word) return value;
    return std::nullopt;
}

std::optional<std::string> number_word(std::string_view word) {
    static constexpr std::array<std::string_view, 13> words{"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                                            "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    if (word == "fourteen") return "14";
    if (word == "fifteen") return "15";
    if (word == "twenty") return "20";
    if (word == "thirty") return "30";
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? std::nullopt : std::optional(std::to_string(found - words.begin()));
}

std::optional<TimeUnit> time_unit(std::string_view word) {
    static constexpr auto units = std::to_array<std::pair<std::string_view, TimeUnit>>({{"minute", TimeUnit::minute},
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
                                                                                        {"months", TimeUnit::month}});
    return look_up(units, word);
}

/// "daily", "weekly": what one of it is in.
std::optional<TimeUnit> adverb(std::string_view word) {
    static constexpr auto adverbs = std::to_array<std::pair<std::string_view, TimeUnit>>({{"daily", TimeUnit::day},
                                                                                          {"weekly", TimeUnit::week},
                                                                                          {"monthly", TimeUnit::month},
                                                                                          {"hourly", TimeUnit::hour}});
    return look_up(adverbs, word);
}

std::optional<Weekday> weekday(std::string_view word) {
    static constexpr auto days =
        std::to_array<std::string_view>({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
    static constexpr auto shorts = std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
    for (std::size_t i = 0; i < days.size(); ++i)
        if (word == days[i] || word == std::string(days[i]) + "s" || word == shorts[i] ||
            (word.size() > 3 && days[i].starts_with(word)))
            return static_cast<Weekday>(i);
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

enum class MealSide : std::uint8_t { with, before, after };

std::optional<DayMoment> meal(MealSide side, std::string_view word) {
    struct Meal {
        std::string_view word;
        DayMoment with, before, after;
    };
    static constexpr auto meals = std::to_array<Meal>(
        {{"breakfast", DayMoment::with_breakfast, DayMoment::before_breakfast, DayMoment::after_breakfast},
         {"lunch", DayMoment::with_lunch, DayMoment::before_lunch, DayMoment::after_lunch},
         {"dinner", DayMoment::with_dinner, DayMoment::before_dinner, DayMoment::after_dinner},
         {"supper", DayMoment::with_dinner, DayMoment::before_dinner, DayMoment::after_dinner},
         {"meal", DayMoment::with_meal, DayMoment::before_meal, DayMoment::after_meal},
         {"meals", DayMoment::with_meal, DayMoment::before_meal, DayMoment::after_meal},
         {"eating", DayMoment::with_meal, DayMoment::before_meal, DayMoment::after_meal}});
    for (const Meal& each : meals)
        if (each.word == word)
            return side == MealSide::with ? each.with : side == MealSide::before ? each.before : each.after;
    return std::nullopt;
}

std::optional<DayMoment> moment(std::string_view word) {
    static constexpr auto moments =
        std::to_array<std::pair<std::string_view, DayMoment>>({{"morning", DayMoment::morning},
                                                               {"mornings", DayMoment::morning},
                                                               {"noon", DayMoment::noon},
                                                               {"midday", DayMoment::noon},
                                                               {"afternoon", DayMoment::afternoon},
                                                               {"evening", DayMoment::evening},
                                                               {"evenings", DayMoment::evening},
                                                               {"night", DayMoment::night},
                                                               {"nightly", DayMoment::night},
                                                               {"bedtime", DayMoment::bedtime},
                                                               {"bed", DayMoment::bedtime}});
    return look_up(moments, word);
}

/// Words that open a step, a choice or a condition: what follows cannot be held against one dosage.
bool is_complicated(std::string_view word) {
    return is_one_of(word, {"then",   "followed",  "taper",       "tapering",  "increase", "increasing", "decrease",
                            "reduce", "alternate", "alternating", "titrate",   "titrated", "repeat",     "except",
                            "cycle",  "cycles",    "adjust",      "withhold",  "hold",     "sliding",    "scale",
                            "per",    "over",      "escalation",  "initially", "loading",  "start",      "additional",
                            "extra",  "another",   "when",        "if",        "unless",   "not",        "never",
                            "no",     "avoid",     "without",     "stop",      "don",      "skip"});
}

/// Words that add nothing to an amount, a time or a way that is read elsewhere. Whatever else a text says makes it one
/// that can't be held against its fields: "on weekdays", "call for your dose", a word of another language.
bool is_plain_word(std::string_view word) {
    static constexpr auto words = std::to_array<std::string_view>({"take",
                                                                   "use",
                                                                   "apply",
                                                                   "inject",
                                                                   "inhale",
                                                                   "place",
                                                                   "put",
                                                                   "insert",
                                                                   "instill",
                                                                   "instil",
                                                                   "give",
                                                                   "administer",
                                                                   "swallow",
                                                                   "chew",
                                                                   "spray",
                                                                   "spread",
                                                                   "rub",
                                                                   "drink",
                                                                   "breathe",
                                                                   "by",
                                                                   "mouth",
                                                                   "orally",
                                                                   "oral",
                                                                   "the",
                                                                   "a",
                                                                   "an",
                                                                   "in",
                                                                   "into",
                                                                   "onto",
                                                                   "on",
                                                                   "to",
                                                                   "of",
                                                                   "and",
                                                                   "at",
                                                                   "for",
                                                                   "with",
                                                                   "your",
                                                                   "you",
                                                                   "it",
                                                                   "total",
                                                                   "under",
                                                                   "skin",
                                                                   "tongue",
                                                                   "beneath",
                                                                   "inside",
                                                                   "subcutaneously",
                                                                   "subcutaneous",
                                                                   "intramuscularly",
                                                                   "rectally",
                                                                   "vaginally",
                                                                   "topically",
                                                                   "nasally",
                                                                   "topical",
                                                                   "muscle",
                                                                   "vein",
                                                                   "rectum",
                                                                   "vagina",
                                                                   "cheek",
                                                                   "nose",
                                                                   "eye",
                                                                   "eyes",
                                                                   "ear",
                                                                   "ears",
                                                                   "nostril",
                                                                   "nostrils",
                                                                   "left",
                                                                   "right",
                                                                   "both",
                                                                   "each",
                                                                   "every",
                                                                   "affected",
                                                                   "area",
                                                                   "areas",
                                                                   "thin",
                                                                   "layer",
                                                                   "time",
                                                                   "times",
                                                                   "day",
                                                                   "days",
                                                                   "dose",
                                                                   "doses",
                                                                   "needed",
                                                                   "only",
                                                                   "once",
                                                                   "as",
                                                                   "if",
                                                                   "via",
                                                                   "from",
                                                                   "half",
                                                                   "quarter",
                                                                   "medicine",
                                                                   "medication",
                                                                   "tube",
                                                                   "water",
                                                                   "glass",
                                                                   "full",
                                                                   "whole",
                                                                   "up",
                                                                   "one",
                                                                   "per",
                                                                   "units",
                                                                   "unit",
                                                                   "amount",
                                                                   "bedtime",
                                                                   "morning",
                                                                   "evening",
                                                                   "night",
                                                                   "nebulization",
                                                                   "nebulizer",
                                                                   "inhaler",
                                                                   "patch",
                                                                   "drop",
                                                                   "drops",
                                                                   "side",
                                                                   "sides",
                                                                   "same",
                                                                   "must",
                                                                   "need",
                                                                   "scalp",
                                                                   "face",
                                                                   "arm",
                                                                   "abdomen",
                                                                   "thigh",
                                                                   "intramuscular"});
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_plain_sign(std::string_view sign) { return is_one_of(sign, {".", ",", ";", "(", ")", "-", "'"}); }

/// One word or number, with fractions and ranges put together.
struct Item {
    std::string word;       ///< empty for a number
    std::string low, high;  ///< of a number; `high` of a range
    bool used = false;
    bool number() const { return !low.empty(); }
};

std::string sum(const std::string& whole, std::string_view part) {
    return part.starts_with("0.") ? whole + std::string(part.substr(1)) : whole;
}

std::vector<Item> items_of(const std::vector<SigToken>& tokens) {
    std::vector<Item> items;
    const auto word_at = [&](std::size_t i) { return i < tokens.size() ? std::string_view(tokens[i].lower) : ""; };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const SigToken& token = tokens[i];
        Item item;
        if (token.is_number()) {
            const bool fraction = word_at(i + 1) == "/" && is_one_of(word_at(i + 2), {"2", "3", "4"}) &&
                                  is_one_of(token.lower, {"1", "2", "3"}) && token.lower < word_at(i + 2) &&
                                  word_at(i + 3) != "/";
            item.low = token.lower;
            if (fraction) {
                item.low = word_at(i + 2) == "2"   ? "0.5"
                           : word_at(i + 2) == "4" ? (token.lower == "1" ? "0.25" : "0.75")
                                                   : "0.333";
                i += 2;
            }
        } else if (const auto number = number_word(token.lower)) {
            item.low = *number;
        } else if (token.lower == "half") {
            item.low = "0.5";
        } else if (token.lower == "quarter") {
            item.low = "0.25";
        } else if (is_one_of(token.lower, {"once", "twice", "thrice"})) {
            item.low = token.lower == "once" ? "1" : token.lower == "twice" ? "2" : "3";
            items.push_back(item);
            item = {};
            item.word = "times";
        } else {
            item.word = token.lower;
        }
        items.push_back(std::move(item));
    }
    return items;
}

/// Puts together "1 and a half", "1 1/2", "one-half", "2 (two)" and "1 to 2".
std::vector<Item> put_together(std::vector<Item> items) {
    for (std::size_t i = 0; i + 2 < items.size(); ++i)  // "one-half"
        if (items[i].low == "1" && items[i + 1].word == "-" && items[i + 2].low.starts_with("0."))
            items.erase(items.begin() + static_cast<std::ptrdiff_t>(i),
                        items.begin() + static_cast<std::ptrdiff_t>(i) + 2);
    std::vector<Item> out;
    const auto is_word = [&](std::size_t i, std::string_view word) {
        return i < items.size() && items[i].word == word;
    };
    const auto is_number = [&](std::size_t i) { return i < items.size() && items[i].number(); };
    const auto is_part = [&](std::size_t i) { return is_number(i) && items[i].low.starts_with("0."); };
    for (std::size_t i = 0; i < items.size(); ++i) {
        Item item = items[i];
        if (item.number()) {
            const auto skip_to_part = [&](std::size_t from) -> std::size_t {
                if (is_word(from, "and") && is_word(from + 1, "a"))
                    from += 2;
                else if (is_word(from, "and"))
                    from += 1;
                return is_part(from) ? from : 0;
            };
            if (const std::size_t part = skip_to_part(i + 1); part > 0 && item.low.find('.') == std::string::npos) {
                item.low = sum(item.low, items[part].low);
                i = part;
            }
            if (is_word(i + 1, "(") && is_number(i + 2) && is_word(i + 3, ")") && items[i + 2].low == item.low) i += 3;
            if ((is_word(i + 1, "-") || is_word(i + 1, "to") || is_word(i + 1, "or")) && is_number(i + 2)) {
                item.high = items[i + 2].low;
                i += 2;
            }
        }
        out.push_back(std::move(item));
    }
    return out;
}

bool is_count(DoseUnit unit) {
    return is_counted_form(unit) || unit == DoseUnit::unit || unit == DoseUnit::teaspoon ||
           unit == DoseUnit::tablespoon;
}

class SigReader {
public:
    explicit SigReader(std::string_view text) : items_(put_together(items_of(sig_tokens(text)))) {}

    Sig read() {
        skip_dates();
        read_most();
        read_amounts();
        read_lengths();
        read_moments();
        read_frequency();
        read_hours();
        read_rest();
        drop_general_moments();
        return std::move(sig_);
    }

private:
    std::size_t size() const { return items_.size(); }
    bool is(std::size_t i, std::string_view word) const { return i < size() && items_[i].word == word; }
    bool is_in(std::size_t i, Words words) const { return i < size() && is_one_of(items_[i].word, words); }
    bool number(std::size_t i) const { return i < size() && items_[i].number() && !items_[i].used; }
    void use(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < std::min(end, size()); ++i) items_[i].used = true;
    }

    /// "starting Fri 11/20/2026, until …": dates are no amounts, and their weekdays no days to take it on. What a
    /// pharmacy dispenses is no dose.
    void skip_dates() {
        for (std::size_t i = 0; i < size(); ++i) {
            if (is_in(i, {"disp", "dispense", "dispensed", "refill", "refills"})) {
                use(i, size());
                return;
            }
            if (!is_in(i, {"starting", "until", "through", "thru", "from", "ending", "beginning"})) continue;
            sig_.has_dates = true;
            std::size_t end = i + 1;
            while (end < size() && (items_[end].number() || is_in(end, {"/", ",", "-", "on"}) ||
                                    weekday(items_[end].word) || is_month(items_[end].word)))
                ++end;
            use(i, end);
        }
    }

    /// "max 4 g per day", "not more than 3 tablets in 24 hours".
    void read_most() {
        for (std::size_t i = 0; i < size(); ++i) {
            const bool most = is_in(i, {"max", "maximum", "maximim", "exceed"}) ||
                              (is_in(i, {"not", "no"}) && is(i + 1, "more") && is(i + 2, "than")) ||
                              (is(i, "more") && is(i + 1, "than"));
            if (!most || items_[i].used) continue;
            std::size_t at = i;
            while (at < size() && at < i + 8 && !number(at)) ++at;
            if (!number(at) || at == i + 8) continue;
            SigAmount amount{items_[at].low, items_[at].high, DoseUnit::none};
            if (at + 1 < size() && !items_[at + 1].number())
                if (const DoseUnit unit = dose_unit_of_word(items_[at + 1].word); unit != DoseUnit::other)
                    amount.unit = unit;
            sig_.is_complex |= sig_.most.has_value();
            sig_.most = amount;
            std::size_t end = at + 1;
            for (; end < size() && !is_in(end, {".", ";", ","}); ++end) {
                const bool hours = items_[end].low == "24" && is_in(end + 1, {"hours", "hour", "h", "hr", "hrs"});
                sig_.most_is_daily |= hours || is_in(end, {"day", "daily"});
            }
            std::size_t begin = i;
            while (begin > 0 && is_in(begin - 1, {"do", "not", "to", "take", "use"})) --begin;
            use(begin, end);
        }
    }

    DoseUnit unit_at(std::size_t i) const {
        if (i >= size() || items_[i].number() || items_[i].used) return DoseUnit::other;
        return dose_unit_of_word(items_[i].word);
    }
    bool has_unit(std::size_t i) const {
        const DoseUnit unit = unit_at(i);
        return unit != DoseUnit::other && unit != DoseUnit::none;
    }

    void add(std::size_t at, DoseUnit unit) {
        const bool up_to = at >= 2 && is(at - 1, "to") && is(at - 2, "up");
        SigAmount amount{items_[at].low, items_[at].high, unit};
        if (up_to && amount.high.empty()) std::swap(amount.low, amount.high);
        sig_.amounts.push_back(std::move(amount));
    }

    void read_amounts() {
        for (std::size_t i = 0; i < size(); ++i) {
            if (!has_unit(i)) continue;
            const DoseUnit unit = unit_at(i);
            if (is(i + 1, "/")) {  // by weight or a concentration: "5 mg/kg", "100 mg/5 mL"
                sig_.is_complex = true;
                continue;
            }
            std::size_t at = i;
            if (at > 0 && is(at - 1, "a") && at > 1 && number(at - 2)) at -= 1;                     // half a tablet
            if (at > 1 && is(at - 1, "a") && is(at - 2, "of")) at -= 2;                             // half of a
            if (at > 0 && is_count(unit) && has_unit(at - 1) && at > 1 && number(at - 2)) at -= 2;  // 1 10 mg tablet
            if (at > 0 && is(at - 1, ")")) {                                                        // 1 (5 mg) tablet
                std::size_t open = at - 1;
                while (open > 0 && !is(open, "(")) --open;
                use(open, at);
                at = open;
            }
            if (at > 0 && number(at - 1)) {
                const bool in_brackets = at > 1 && is(at - 2, "(");
                const bool is_strength = in_brackets && !is(i + 1, "total") && !is_count(unit);
                if (!is_strength) add(at - 1, unit);
                use(at - 1, i + 1);
            } else if (at > 0 && (is(at - 1, "a") || is(at - 1, "an")) && is_count(unit)) {
                sig_.amounts.push_back({"1", {}, unit});
                use(at - 1, i + 1);
            }
        }
    }

    void read_lengths() {
        for (std::size_t i = 0; i + 2 < size(); ++i) {
            if (!is(i, "for") || !number(i + 1)) continue;
            const auto unit = time_unit(items_[i + 2].word);
            if (!unit) continue;
            sig_.is_complex |= sig_.length.stated();
            sig_.length = {items_[i + 1].low, items_[i + 1].high, *unit};
            use(i, i + 3);
        }
    }

    void add(DayMoment moment) {
        if (std::find(sig_.moments.begin(), sig_.moments.end(), moment) == sig_.moments.end())
            sig_.moments.push_back(moment);
    }

    void read_moments() {
        for (std::size_t i = 0; i < size(); ++i) {
            if (items_[i].used || items_[i].number()) continue;
            if (const auto day = weekday(items_[i].word)) {
                sig_.weekdays.push_back(*day);
                use(i, i + 1);
            } else if (const auto at = moment(items_[i].word)) {
                const bool meant = i == 0 || !is_in(i - 1, {"last", "first", "good"});
                if (meant) add(*at);
                // "every morning" is each day's: one a day, as is "nightly".
                use(i, i + 1);
                if (i > 0 && is_in(i - 1, {"every", "each", "the", "at"})) use(i - 1, i);
            } else if (is_in(i, {"with", "before", "after"})) {
                const MealSide side = is(i, "with")     ? MealSide::with
                                      : is(i, "before") ? MealSide::before
                                                        : MealSide::after;
                std::size_t word = i + 1;
                while (is_in(word, {"each", "every", "a", "your", "the"})) ++word;
                if (word >= size()) continue;
                if (const auto one = meal(side, items_[word].word)) {
                    add(*one);
                    // "with breakfast and dinner"
                    while (is_in(word + 1, {"and", ",", "or"}) && word + 2 < size() &&
                           meal(side, items_[word + 2].word)) {
                        add(*meal(side, items_[word + 2].word));
                        word += 2;
                    }
                    use(i, word + 1);
                    if (i >= 2 && is_in(i - 1, {"minutes", "minute", "min"}) && number(i - 2)) {
                        sig_.offset = items_[i - 2].low;
                        use(i - 2, i);
                    }
                }
            }
        }
    }

    /// "Every morning before breakfast" is one moment: the meal says it more exactly.
    void drop_general_moments() {
        const auto drop = [&](DayMoment general, std::initializer_list<DayMoment> meals) {
            const bool exact = std::any_of(sig_.moments.begin(), sig_.moments.end(), [&](DayMoment each) {
                return std::find(meals.begin(), meals.end(), each) != meals.end();
            });
            if (exact) std::erase(sig_.moments, general);
        };
        drop(DayMoment::morning, {DayMoment::with_breakfast, DayMoment::before_breakfast, DayMoment::after_breakfast});
        drop(DayMoment::noon, {DayMoment::with_lunch, DayMoment::before_lunch, DayMoment::after_lunch});
        drop(DayMoment::evening, {DayMoment::with_dinner, DayMoment::before_dinner, DayMoment::after_dinner});
    }

    void add_frequency(int low, std::optional<int> high, TimeSpan period) {
        const bool known = sig_.frequency.has_value();
        const bool same = sig_.frequency == low && sig_.frequency_max == high && sig_.period == period;
        sig_.is_complex |= known && !same;
        if (known) return;
        sig_.frequency = low;
        sig_.frequency_max = high;
        sig_.period = std::move(period);
    }

    static std::optional<int> whole(const std::string& text) {
        int value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                         : std::nullopt;
    }

    /// "every 4 to 6 hours", "every other day", "every week".
    bool read_interval(std::size_t i) {
        if (!is_in(i, {"every", "each"}) || items_[i].used) return false;
        if (is(i + 1, "other") && is(i + 2, "day")) {
            add_frequency(1, {}, {"2", "", TimeUnit::day});
            use(i, i + 3);
            return true;
        }
        if (number(i + 1) && i + 2 < size())
            if (const auto unit = time_unit(items_[i + 2].word)) {
                add_frequency(1, {}, {items_[i + 1].low, items_[i + 1].high, *unit});
                use(i, i + 3);
                return true;
            }
        if (i + 1 < size())
            if (const auto unit = time_unit(items_[i + 1].word)) {
                if (!sig_.frequency) add_frequency(1, {}, {"1", "", *unit});
                use(i, i + 2);
                return true;
            }
        return false;
    }

    /// "3 times a day", "2 times daily", "1 time each week".
    bool read_times(std::size_t i) {
        if (!number(i) || !is_in(i + 1, {"time", "times", "x"})) return false;
        const auto low = whole(items_[i].low), high = items_[i].high.empty() ? std::nullopt : whole(items_[i].high);
        if (!low) return false;
        const bool up_to = i >= 2 && is(i - 1, "to") && is(i - 2, "up");
        std::size_t at = i + 2;
        while (is_in(at, {"a", "per", "each", "every", "in", "the", "only"})) ++at;
        std::optional<TimeUnit> unit;
        if (at < size()) unit = adverb(items_[at].word);
        if (!unit && at < size()) unit = time_unit(items_[at].word);
        if (!unit && is(at, "weekly")) unit = TimeUnit::week;
        if (!unit && *low == 1 && !sig_.moments.empty()) {  // "once at bedtime"
            use(i, i + 2);
            return true;
        }
        if (!unit) return false;
        sig_.is_complex |= up_to;
        add_frequency(*low, high, {"1", "", *unit});
        use(i, at + 1);
        return true;
    }

    void read_frequency() {
        for (std::size_t i = 0; i < size(); ++i) read_times(i);
        for (std::size_t i = 0; i < size(); ++i) read_interval(i);
        for (std::size_t i = 0; i < size(); ++i) {
            if (items_[i].used || items_[i].number()) continue;
            std::optional<TimeUnit> unit = adverb(items_[i].word);
            std::size_t end = i + 1;
            if (!unit && is_in(i, {"a", "per"}) && i + 1 < size() &&
                is_one_of(items_[i + 1].word, {"day", "week", "month"})) {
                unit = time_unit(items_[i + 1].word);
                end = i + 2;
                sig_.is_complex = true;  // "4 tablets a day": at one time, or over the day?
            }
            if (!unit) continue;
            if (!sig_.frequency) add_frequency(1, {}, {"1", "", *unit});
            use(i, end);
        }
    }

    /// "at 9am", "at 8:00 AM and 8:00 PM".
    void read_hours() {
        for (std::size_t i = 0; i < size(); ++i) {
            if (!number(i)) continue;
            const auto hour = whole(items_[i].low);
            std::size_t end = i + 1;
            int minute = 0;
            if (is(i + 1, ":") && number(i + 2)) {
                minute = whole(items_[i + 2].low).value_or(0);
                end = i + 3;
            }
            if (!hour || !is_in(end, {"am", "pm"}) || *hour < 1 || *hour > 12 || minute > 59) continue;
            const int h = *hour % 12 + (is(end, "pm") ? 12 : 0);
            const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
            sig_.times_of_day.push_back(two(h) + ":" + two(minute));
            use(i, end + 1);
        }
        std::sort(sig_.times_of_day.begin(), sig_.times_of_day.end());
    }

    void read_rest() {
        for (std::size_t i = 0; i < size(); ++i) {
            if (is_in(i + 1, {"needed", "required", "necessary"}) && is_in(i, {"as", "if", "when"})) {
                sig_.as_needed = true;
                std::size_t end = i + 2;
                // What it is needed for is told by the field, or stands in the text below.
                if (is(end, "for"))
                    while (end < size() && !is_in(end, {".", ";", "(", "max", "maximum"}) && !items_[end].number())
                        ++end;
                use(i, end);
            }
            if (is(i, "if") && is(i + 1, "you") && is(i + 2, "need") && !items_[i].used) {
                sig_.as_needed = true;
                use(i, i + 3);
            }
            if (is_in(i + 1, {"eye", "eyes", "ear", "ears", "nostril", "nostrils", "side", "sides"}))
                sig_.side = is(i, "left")                ? Side::left
                            : is(i, "right")             ? Side::right
                            : is_in(i, {"both", "each"}) ? Side::both
                                                         : sig_.side;
        }
        for (std::size_t i = 0; i < size(); ++i) {
            if (items_[i].used) continue;
            const std::string& word = items_[i].word;
            const bool known = !items_[i].number() && !is_complicated(word) &&
                               (is_plain_word(word) || is_plain_sign(word) || has_unit(i));
            sig_.is_complex |= !known;
            sig_.is_refusal |= is_one_of(word, {"not", "never", "no", "discontinue", "discontinued", "stop", "stopped",
                                                "hold", "held", "call", "see", "don", "avoid", "skip", "ask"});
        }
    }

    std::vector<Item> items_;
    Sig sig_;
};

}  // namespace

Sig read_sig(std::string_view plain_text) {
    Sig sig = SigReader(plain_text).read();
    for (const SigToken& token : sig_tokens(plain_text)) sig.says_once |= token.is("once");
    return sig;
}

}  // namespace carepress
