#include "visit/sig_items.h"

#include "visit/sig_vocabulary.h"
#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <array>
#include <optional>
#include <utility>

namespace carepress::visit {
namespace {

using Fraction = SigItem::Fraction;

SigItem number_item(std::string_view value, Fraction fraction = Fraction::none) {
    SigItem item;
    item.low = value;
    item.fraction = fraction;
    return item;
}

/// The value of `above` / `below`, which is less than one.
std::string_view value_of_fraction(std::string_view above, std::string_view below) {
    struct Known {
        std::string_view above, below, value;
    };
    static constexpr auto fractions = std::to_array<Known>(
        {{"1", "2", "0.5"}, {"1", "3", "0.333"}, {"2", "3", "0.667"}, {"1", "4", "0.25"}, {"3", "4", "0.75"}});
    for (const Known& each : fractions)
        if (each.above == above && each.below == below) return each.value;
    return {};
}

/// One item for each word, sign and number; "1/2" is one number, "twice" two items.
std::vector<SigItem> single_items(const std::vector<SigToken>& tokens) {
    static constexpr WordTable<std::string_view, 2> parts{{{"half", "0.5"}, {"quarter", "0.25"}}};
    static constexpr WordTable<std::string_view, 3> times{{{"once", "1"}, {"twice", "2"}, {"thrice", "3"}}};
    const auto word_at = [&](std::size_t i) {
        return i < tokens.size() ? std::string_view(tokens[i].lower) : std::string_view();
    };
    std::vector<SigItem> items;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const SigToken& token = tokens[i];
        if (token.is_number()) {
            // "1/2/2026" is a date.
            const bool has_fraction = word_at(i + 1) == "/" && word_at(i + 3) != "/";
            const std::string_view value = has_fraction ? value_of_fraction(token.lower, word_at(i + 2)) : "";
            if (!value.empty()) {
                items.push_back(number_item(value, Fraction::digits));
                i += 2;
            } else {
                items.push_back(number_item(token.lower, token.is_fraction ? Fraction::digits : Fraction::none));
            }
        } else if (const auto number = number_word(token.lower)) {
            items.push_back(number_item(*number));
        } else if (const auto part = look_up(parts, token.lower)) {
            items.push_back(number_item(*part, Fraction::word));
        } else if (const auto many = look_up(times, token.lower)) {
            items.push_back(number_item(*many));
            items.emplace_back().word = "times";
        } else {
            items.emplace_back().word = token.lower;
        }
    }
    return items;
}

/// Joins what is one number: "1 and a half", "1 1/2", "one-half", "2 (two)" and "1 to 2".
class ItemJoiner {
public:
    explicit ItemJoiner(std::vector<SigItem> items) : items_(std::move(items)) {}

    std::vector<SigItem> join() {
        std::vector<SigItem> joined;
        for (std::size_t i = 0; i < items_.size();) {
            if (!items_[i].is_number()) {
                joined.push_back(std::move(items_[i++]));
                continue;
            }
            Number low = number_from(i);
            i = low.end;
            SigItem item = number_item(low.value);
            if (is_one_of(word_at(i), {"-", "to", "or"}) && is_number(i + 1)) {
                Number high = number_from(i + 1);
                item.high = std::move(high.value);
                i = high.end;
            }
            joined.push_back(std::move(item));
        }
        return joined;
    }

private:
    struct Number {
        std::string value;
        std::size_t end = 0;  ///< past its items
    };

    std::string_view word_at(std::size_t i) const {
        return i < items_.size() ? std::string_view(items_[i].word) : std::string_view();
    }
    bool is_number(std::size_t i) const { return i < items_.size() && items_[i].is_number(); }
    Fraction fraction_at(std::size_t i) const { return is_number(i) ? items_[i].fraction : Fraction::none; }

    /// The fraction of "one half" or "one-half" that begins at `i`; else `i`.
    std::size_t skip_one(std::size_t i) const {
        if (!is_number(i) || items_[i].low != "1") return i;
        const std::size_t part = word_at(i + 1) == "-" ? i + 2 : i + 1;
        return fraction_at(part) == Fraction::word ? part : i;
    }

    /// The fraction that belongs to the whole number at `i`: "1 1/2", "1-1/2", "1 and one-half", "1 and a half".
    std::optional<std::size_t> part_after(std::size_t i) const {
        const std::string& whole = items_[i].low;
        if (whole == "0" || whole.find('.') != std::string::npos) return std::nullopt;
        std::size_t at = i + 1;
        const bool has_and = word_at(at) == "and";
        if (has_and)
            at += word_at(at + 1) == "a" ? 2 : 1;
        else if (word_at(at) == "-")
            ++at;
        at = skip_one(at);
        // "2 half tablets" may be one tablet.
        const Fraction fraction = fraction_at(at);
        const bool belongs = fraction == Fraction::digits || (has_and && fraction == Fraction::word);
        return belongs ? std::optional(at) : std::nullopt;
    }

    Number single_number_from(std::size_t i) const {
        const std::size_t at = skip_one(i);
        if (const auto part = part_after(at)) return {items_[at].low + items_[*part].low.substr(1), *part + 1};
        return {items_[at].low, at + 1};
    }

    /// With the same number in brackets behind it: "2 (two)".
    Number number_from(std::size_t i) const {
        Number number = single_number_from(i);
        if (word_at(number.end) != "(" || !is_number(number.end + 1)) return number;
        const Number again = single_number_from(number.end + 1);
        if (again.value == number.value && word_at(again.end) == ")") number.end = again.end + 1;
        return number;
    }

    std::vector<SigItem> items_;
};

}  // namespace

std::vector<SigItem> sig_items(const std::vector<SigToken>& tokens) { return ItemJoiner(single_items(tokens)).join(); }

}  // namespace carepress::visit
