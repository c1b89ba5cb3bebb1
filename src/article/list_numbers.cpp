#include "article/list_numbers.h"

#include "base/list_numerals.h"

#include <cstddef>
#include <utility>

namespace carepress::article {
namespace {

constexpr int largest_roman = 3999;

std::string in_capitals(std::string text) {
    for (char& c : text) c = static_cast<char>(c - 'a' + 'A');
    return text;
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
    const std::string numeral = roman ? roman_numeral(number) : letter_numeral(number);
    const bool capital = numbering == Numbering::upper_roman || numbering == Numbering::upper_letters;
    return capital ? in_capitals(numeral) : numeral;
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
