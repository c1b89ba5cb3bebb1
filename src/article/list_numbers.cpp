#include "article/list_numbers.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace carepress::article {
namespace {

constexpr int largest_roman = 3999;

/// a to z, aa to zz and so on: digits of base 26 from 1 to 26 (CSS Counter Styles 3, 3.1.4, "alphabetic").
std::string write_letters(int number, char first) {
    std::string out;
    for (; number > 0; number = (number - 1) / 26)
        out.insert(out.begin(), static_cast<char>(first + (number - 1) % 26));
    return out;
}

std::string write_roman(int number, bool upper) {
    constexpr std::array<std::pair<int, std::string_view>, 13> signs = {{{1000, "m"},
                                                                         {900, "cm"},
                                                                         {500, "d"},
                                                                         {400, "cd"},
                                                                         {100, "c"},
                                                                         {90, "xc"},
                                                                         {50, "l"},
                                                                         {40, "xl"},
                                                                         {10, "x"},
                                                                         {9, "ix"},
                                                                         {5, "v"},
                                                                         {4, "iv"},
                                                                         {1, "i"}}};
    std::string out;
    for (const auto& [value, sign] : signs)
        for (; number >= value; number -= value) out += sign;
    if (upper)
        for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
    return out;
}

}  // namespace

std::vector<int> numbers_of(const List& list) {
    std::vector<int> numbers;
    numbers.reserve(list.items.size());
    int next = list.start;
    for (const ListItem& item : list.items) {
        const int number = item.number.value_or(next);
        numbers.push_back(number);
        next = number + (list.reversed ? -1 : 1);
    }
    return numbers;
}

void set_numbers(List& list, const std::vector<int>& numbers) {
    if (!numbers.empty()) list.start = numbers.front();
    int next = list.start;
    for (std::size_t i = 0; i < list.items.size() && i < numbers.size(); ++i) {
        list.items[i].number = numbers[i] == next ? std::nullopt : std::optional(numbers[i]);
        next = numbers[i] + (list.reversed ? -1 : 1);
    }
}

std::string write_list_number(int number, Numbering numbering) {
    const bool roman = numbering == Numbering::lower_roman || numbering == Numbering::upper_roman;
    if (numbering == Numbering::notes) return "[" + std::to_string(number) + "]";
    if (numbering == Numbering::decimal || number < 1 || (roman && number > largest_roman))
        return std::to_string(number);
    if (roman) return write_roman(number, numbering == Numbering::upper_roman);
    return write_letters(number, numbering == Numbering::upper_letters ? 'A' : 'a');
}

void erase_empty_items(List& list) {
    std::vector<int> numbers = numbers_of(list);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (list.items[i].blocks.empty()) continue;
        numbers[kept] = numbers[i];
        if (kept != i) list.items[kept] = std::move(list.items[i]);
        ++kept;
    }
    list.items.resize(kept);
    numbers.resize(kept);
    if (list.ordered) set_numbers(list, numbers);
}

}  // namespace carepress::article
