#include "visit/dosage_codes.h"
#include "visit/sig.h"
#include "visit/sig_items.h"
#include "visit/sig_vocabulary.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace carepress::visit {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_count(DoseUnit unit) {
    return is_counted_form(unit) || unit == DoseUnit::unit || unit == DoseUnit::teaspoon ||
           unit == DoseUnit::tablespoon;
}

class SigReader {
public:
    explicit SigReader(std::vector<SigItem> items) : items_(std::move(items)) {}

    Sig read() {
        skip_dates();
        read_most();
        read_amounts();
        read_lengths();
        read_moments();
        read_frequency();
        read_hours();
        read_rest();
        drop_general_moments(sig_.moments);
        return std::move(sig_);
    }

private:
    std::size_t size() const { return items_.size(); }
    bool is(std::size_t i, std::string_view word) const { return i < size() && items_[i].word == word; }
    bool is_in(std::size_t i, Words words) const { return i < size() && is_one_of(items_[i].word, words); }
    bool is_number(std::size_t i) const { return i < size() && items_[i].is_number() && !items_[i].used; }
    void use(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < std::min(end, size()); ++i) items_[i].used = true;
    }

    /// "starting Fri 11/20/2026, until …": a date is not an amount, and its weekday not a day to take it on. What a
    /// pharmacy dispenses is not a dose.
    void skip_dates() {
        for (std::size_t i = 0; i < size(); ++i) {
            if (is_in(i, {"disp", "dispense", "dispensed", "refill", "refills"})) {
                use(i, size());
                return;
            }
            if (!is_in(i, {"starting", "until", "through", "thru", "from", "ending", "beginning"})) continue;
            sig_.has_dates = true;
            std::size_t end = i + 1;
            while (end < size() && (items_[end].is_number() || is_in(end, {"/", ",", "-", "on"}) ||
                                    weekday_of_word(items_[end].word) || is_month(items_[end].word)))
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
            while (at < size() && at < i + 8 && !is_number(at)) ++at;
            if (!is_number(at) || at == i + 8) continue;
            // "3 times a day", "4 doses", "10 days": not an amount.
            const bool counts_doses = is_in(at + 1, {"time", "times", "x", "dose", "doses"}) ||
                                      (at + 1 < size() && time_unit_of_word(items_[at + 1].word));
            sig_.is_complex |= counts_doses || sig_.most.has_value();
            std::size_t end = at + 1;
            bool is_daily = false;
            for (; end < size() && !is_in(end, {".", ";", ","}); ++end) {
                const bool hours = items_[end].low == "24" && is_in(end + 1, {"hours", "hour", "h", "hr", "hrs"});
                is_daily = is_daily || hours || is_in(end, {"day", "daily"});
            }
            if (!counts_doses) {
                sig_.most =
                    SigAmount{items_[at].low, items_[at].high, has_unit(at + 1) ? unit_at(at + 1) : DoseUnit::none};
                sig_.most_is_daily |= is_daily;
            }
            std::size_t begin = i;
            while (begin > 0 && is_in(begin - 1, {"do", "not", "to", "take", "use"})) --begin;
            use(begin, end);
        }
    }

    DoseUnit unit_at(std::size_t i) const {
        if (i >= size() || items_[i].is_number() || items_[i].used) return DoseUnit::other;
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
            if (i > 1 && is_number(i - 2) && !is_count(unit) && is_count(unit_at(i + 1)))
                continue;  // "2 10 mg tablets": a strength, read with the tablets; "2 (10) mg tablets": not read at all
            std::size_t at = i;
            if (at > 0 && is(at - 1, "a") && at > 1 && is_number(at - 2)) at -= 1;                     // half a tablet
            if (at > 1 && is(at - 1, "a") && is(at - 2, "of")) at -= 2;                                // half of a
            if (at > 0 && is_count(unit) && has_unit(at - 1) && at > 1 && is_number(at - 2)) at -= 2;  // 1 10 mg tablet
            if (at > 0 && is(at - 1, ")")) {  // 1 (5 mg) tablet
                std::size_t open = at - 1;
                while (open > 0 && !is(open, "(")) --open;
                use(open, at);
                at = open;
            }
            if (at > 0 && is_number(at - 1)) {
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
            if (!is(i, "for") || !is_number(i + 1)) continue;
            const auto unit = time_unit_of_word(items_[i + 2].word);
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
            if (items_[i].used || items_[i].is_number()) continue;
            if (const auto day = weekday_of_word(items_[i].word)) {
                sig_.weekdays.push_back(*day);
                use(i, i + 1);
            } else if (const auto at = moment_of_word(items_[i].word)) {
                // "first thing" is a moment, "the first morning" is a day, "for morning sickness" a reason.
                const bool meant = i == 0 || !is_in(i - 1, {"last", "first", "good", "for"});
                if (meant) add(*at);
                // "Every morning" is once a day, as is "nightly".
                use(i, i + 1);
                if (i > 0 && is_in(i - 1, {"every", "each", "the", "at"})) use(i - 1, i);
            } else if (is_in(i, {"with", "before", "after"})) {
                const MealSide side = is(i, "with")     ? MealSide::with
                                      : is(i, "before") ? MealSide::before
                                                        : MealSide::after;
                std::size_t word = i + 1;
                while (is_in(word, {"each", "every", "a", "your", "the"})) ++word;
                if (word >= size()) continue;
                if (const auto one = moment_of_meal(side, items_[word].word)) {
                    add(*one);
                    // "with breakfast and dinner"
                    while (is_in(word + 1, {"and", ",", "or"}) && word + 2 < size() &&
                           moment_of_meal(side, items_[word + 2].word)) {
                        add(*moment_of_meal(side, items_[word + 2].word));
                        word += 2;
                    }
                    use(i, word + 1);
                    if (i >= 2 && is_in(i - 1, {"minutes", "minute", "min"}) && is_number(i - 2)) {
                        sig_.offset = items_[i - 2].low;
                        use(i - 2, i);
                    }
                }
            }
        }
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
        if (is_number(i + 1) && i + 2 < size())
            if (const auto unit = time_unit_of_word(items_[i + 2].word)) {
                add_frequency(1, {}, {items_[i + 1].low, items_[i + 1].high, *unit});
                use(i, i + 3);
                return true;
            }
        if (i + 1 < size())
            if (const auto unit = time_unit_of_word(items_[i + 1].word)) {
                if (!sig_.frequency) add_frequency(1, {}, {"1", "", *unit});
                use(i, i + 2);
                return true;
            }
        return false;
    }

    /// "3 times a day", "2 times daily", "1 time each week".
    bool read_times(std::size_t i) {
        if (!is_number(i) || !is_in(i + 1, {"time", "times", "x"})) return false;
        const auto low = whole(items_[i].low), high = items_[i].high.empty() ? std::nullopt : whole(items_[i].high);
        if (!low) return false;
        const bool up_to = i >= 2 && is(i - 1, "to") && is(i - 2, "up");
        std::size_t at = i + 2;
        while (is_in(at, {"a", "per", "each", "every", "in", "the", "only"})) ++at;
        std::optional<TimeUnit> unit;
        if (at < size()) unit = period_of_adverb(items_[at].word);
        if (!unit && at < size()) unit = time_unit_of_word(items_[at].word);
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
            if (items_[i].used || items_[i].is_number()) continue;
            std::optional<TimeUnit> unit = period_of_adverb(items_[i].word);
            std::size_t end = i + 1;
            if (!unit && is_in(i, {"a", "per"}) && i + 1 < size() &&
                is_one_of(items_[i + 1].word, {"day", "week", "month"})) {
                unit = time_unit_of_word(items_[i + 1].word);
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
            if (!is_number(i)) continue;
            const auto hour = whole(items_[i].low);
            std::size_t end = i + 1;
            int minute = 0;
            if (is(i + 1, ":") && is_number(i + 2)) {
                minute = whole(items_[i + 2].low).value_or(0);
                end = i + 3;
            }
            if (!hour || !items_[i].high.empty() || !is_in(end, {"am", "pm"}) || *hour < 1 || *hour > 12 || minute > 59)
                continue;
            const int h = *hour % 12 + (is(end, "pm") ? 12 : 0);
            const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
            sig_.times_of_day.push_back(two(h) + ":" + two(minute));
            use(i, end + 1);
        }
        std::sort(sig_.times_of_day.begin(), sig_.times_of_day.end());
    }

    /// The word in front of "eye", "ear", "nostril" or "side".
    void read_side(std::size_t i) {
        Side side = is(i, "left")                ? Side::left
                    : is(i, "right")             ? Side::right
                    : is_in(i, {"both", "each"}) ? Side::both
                                                 : Side::none;
        if (side == Side::none) return;
        const bool names_both =
            i > 1 && side != Side::both && is_in(i - 2, {"left", "right"}) && !is(i - 2, items_[i].word);
        if (names_both && is(i - 1, "and")) side = Side::both;  // "left and right eye"
        const bool is_other = sig_.side != Side::none && sig_.side != side;
        sig_.is_complex |= is_other || (names_both && side != Side::both);
        sig_.side = side;
    }

    void read_rest() {
        for (std::size_t i = 0; i < size(); ++i) {
            if (is_in(i + 1, {"needed", "required", "necessary"}) && is_in(i, {"as", "if", "when"})) {
                sig_.as_needed = true;
                std::size_t end = i + 2;
                // The field says what it is needed for, or the text below the sentence does.
                if (is(end, "for"))
                    while (end < size() && !is_in(end, {".", ";", "(", "max", "maximum"}) && !items_[end].is_number())
                        ++end;
                use(i, end);
            }
            if (is(i, "if") && is(i + 1, "you") && is(i + 2, "need") && !items_[i].used) {
                sig_.as_needed = true;
                use(i, i + 3);
            }
            if (is_in(i + 1, {"eye", "eyes", "ear", "ears", "nostril", "nostrils", "side", "sides"})) read_side(i);
        }
        for (std::size_t i = 0; i < size(); ++i) {
            if (items_[i].used) continue;
            const std::string& word = items_[i].word;
            const bool known = !items_[i].is_number() && (is_plain_word(word) || has_unit(i));
            sig_.is_complex |= !known;
            sig_.is_refusal |= is_one_of(word, {"not", "never", "no", "discontinue", "discontinued", "stop", "stopped",
                                                "hold", "held", "call", "see", "don", "avoid", "skip", "ask"});
        }
    }

    std::vector<SigItem> items_;
    Sig sig_;
};

}  // namespace

Sig read_sig(std::string_view plain_text) {
    const std::vector<SigToken> tokens = sig_tokens(plain_text);
    Sig sig;
    if (plain_text.size() > longest_instruction)
        sig.is_complex = sig.is_refusal = true;
    else
        sig = SigReader(sig_items(tokens)).read();
    sig.says_once = std::any_of(tokens.begin(), tokens.end(), [](const SigToken& each) { return each.is("once"); });
    return sig;
}

}  // namespace carepress::visit
