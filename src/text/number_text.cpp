#include "text/number_text.h"

#include <algorithm>
#include <array>

namespace carepress::text {

int NumberText::value(std::size_t begin) const {
    int sum = 0;
    std::size_t index = begin;
    for (; is_digit(at(index)); ++index) {
        if (index - begin == 4) return -1;
        sum = sum * 10 + std::max(0, u_charDigitValue(text_[index]));
    }
    return index > begin && !(is_inner_mark(at(index)) && is_digit(at(index + 1))) ? sum : -1;
}

std::size_t NumberText::number_end(std::size_t begin) const {
    std::size_t end = skip_digits(begin);
    const std::size_t digits = end - begin;
    while (is_inner_mark(at(end)) && is_digit(at(end + 1))) end = skip_digits(end + 1);
    if (is_fraction(at(end))) return end + 1;
    if (digits != end - begin || !is_space(at(end))) return end;
    const auto group_end = [&](std::size_t space) {
        const std::size_t last = skip_digits(space + 1);
        return is_space(at(space)) && last == space + 4 ? last : space;
    };
    if (digits <= 3)
        for (std::size_t next = group_end(end); next > end; next = group_end(end)) end = next;
    if (is_fraction(at(end + 1)) && is_space(at(end))) return end + 2;
    const std::size_t over = skip_digits(end + 1);
    if (is_space(at(end)) && over > end + 1 && over <= end + 3 && at(over) == u'/' && is_digit(at(over + 1)))
        return skip_digits(over + 1);
    return end;
}

std::size_t NumberText::number_behind(std::size_t index) const {
    std::size_t first = index;
    while (first < index + 3 && (is_number_sign(at(first)) || at(first) == u'(')) ++first;
    return begins_number(first) ? first : index;
}

std::size_t NumberText::telephone_end(std::size_t begin) const {
    bool marked = before(begin) == u'+' || before(begin) == u'(';
    std::array<std::size_t, 2> groups{};  // lengths of the first ones
    std::size_t count = 0, sum = 0, end = begin;
    constexpr std::size_t fewest = 7, most = 15, last_group = 4;
    const std::size_t shortest = marked || at(begin) == u'0' ? 10 : fewest;
    for (std::size_t next = begin; is_digit(at(next)) && sum <= most;) {
        std::size_t last = next;
        while (is_digit(at(last)) && last - next <= most) ++last;
        const std::size_t length = last - next;
        if (count < groups.size()) groups[count] = length;
        ++count;
        sum += length;
        end = next = last;
        if (is_space(at(next)) && sum >= shortest && length == last_group) break;  // complete: "555 0142 2 times"
        if (at(next) == u')') ++next;
        if (is_space(at(next)) || is_range_dash(at(next)) || at(next) == u'.') ++next;
        if (at(next) == u'(') ++next;
        marked = marked || (next > last && (at(last) == u')' || at(next - 1) == u'('));
    }
    if (sum < fewest || sum > most || count < 2) return begin;
    const bool local = count == 2 && groups[0] == 3 && groups[1] == 4;
    return marked || local || count > 2 || at(begin) == u'0' ? end : begin;
}

}  // namespace carepress::text
