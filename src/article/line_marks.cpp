#include "article/line_marks.h"

#include "base/ascii.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <utility>

namespace carepress::article {
namespace {

using Kind = LineMark::Kind;
using Task = LineMark::Task;

struct Bullet {
    std::string_view sign;
    bool is_certain;
    Task task = Task::none;
};

/// U+F0A7, U+F0B7, U+F0D8, U+F076 and U+F0FC are what Word's symbol faces leave behind.
constexpr std::array<Bullet, 37> bullets{{
    {"•", true},
    {"◦", true},
    {"▪", true},
    {"▫", true},
    {"●", true},
    {"○", true},
    {"‣", true},
    {"⁃", true},
    {"■", true},
    {"◆", true},
    {"◇", true},
    {"❖", true},
    {"➢", true},
    {"➤", true},
    {"►", true},
    {"▶", true},
    {"✓", true},
    {"✔", true},
    {"\uF0A7", true},
    {"\uF0B7", true},
    {"\uF0D8", true},
    {"\uF076", true},
    {"\uF0FC", true},
    {"☐", true, Task::open},
    {"□", true, Task::open},
    {"☑", true, Task::done},
    {"☒", true, Task::done},
    {"✅", true, Task::done},
    {"·", false},
    {"–", false},
    {"—", false},
    {"・", false},
    {"→", false},
    {"⇒", false},
    {"−", false},
    {"‐", false},
    {"o", false},
}};

bool is_gap(char c) { return c == ' ' || c == '\t'; }

std::size_t spaces(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && is_gap(text[length])) ++length;
    if (text.substr(length).starts_with("\xC2\xA0")) return length + 2 + spaces(text.substr(length + 2));
    return length;
}

/// Of a line that is not empty.
std::optional<LineMark> bullet_of(std::string_view line) {
    for (const Bullet& bullet : bullets) {
        if (line.front() != bullet.sign.front() || !line.starts_with(bullet.sign)) continue;
        const std::string_view rest = line.substr(bullet.sign.size());
        const std::size_t gap = spaces(rest);
        if (gap == rest.size() || (gap == 0 && !bullet.is_certain && bullet.sign != "・")) return std::nullopt;
        LineMark mark;
        mark.sign = bullet.sign;
        mark.task = bullet.task;
        if (bullet.task != Task::none) mark.sign = "☐";  // ticked or not, they are one list
        mark.length = bullet.sign.size() + gap;
        mark.is_certain = bullet.is_certain || (gap > 0 && rest[0] == '\t');
        return mark;
    }
    return std::nullopt;
}

/// The value of a decimal number of up to three digits of any script, and its bytes.
std::pair<int, std::size_t> decimal_at(std::string_view text) {
    int value = 0, digits = 0;
    std::int32_t i = 0;
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 16));
    while (i < length) {
        std::int32_t next = i;
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), next, length, character);
        const int digit = u_charDigitValue(character);
        if (digit < 0 || u_charType(character) != U_DECIMAL_DIGIT_NUMBER) break;
        if (++digits > 3) return {0, 0};
        value = value * 10 + digit;
        i = next;
    }
    return {value, static_cast<std::size_t>(i)};
}

/// The value of a Roman number in lower case up to 39, or 0.
int roman_value(std::string_view text) {
    constexpr std::string_view tens[] = {"", "x", "xx", "xxx"};
    constexpr std::string_view ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    for (int ten = 3; ten >= 0; --ten) {
        if (!text.starts_with(tens[ten])) continue;
        for (int one = 0; one < 10; ++one)
            if (text.substr(tens[ten].size()) == ones[one]) return 10 * ten + one;
    }
    return 0;
}

void add_letters(std::string_view word, const LineMark& like, std::vector<LineMark>& out) {
    const bool upper = word[0] >= 'A' && word[0] <= 'Z';
    const std::string lower = ascii_lower(word);
    const auto add = [&](Kind kind, int number) {
        LineMark& mark = out.emplace_back(like);
        mark.kind = kind;
        mark.number = number;
    };
    const bool one_case =
        std::all_of(word.begin(), word.end(), [&](char c) { return (c >= 'A' && c <= 'Z') == upper; });
    if (word.size() == 1) add(upper ? Kind::upper_letter : Kind::lower_letter, lower[0] - 'a' + 1);
    if (const int roman = one_case ? roman_value(lower) : 0; roman > 0)
        add(upper ? Kind::upper_roman : Kind::lower_roman, roman);
}

/// "(3)", "c.", "iv)", "3.Wash", "①": with what encloses the number.
std::vector<LineMark> numbers_of(std::string_view line) {
    std::vector<LineMark> out;
    LineMark like;
    const std::string_view open = line.starts_with('(') ? "(" : line.starts_with("（") ? "（" : "";
    std::string_view rest = line.substr(open.size());
    const auto [value, digits] = decimal_at(rest);
    std::size_t word = 0;
    while (word < rest.size() && word < 5 && ((rest[word] | 0x20) >= 'a' && (rest[word] | 0x20) <= 'z')) ++word;
    if (digits == 0 && word == 0) return out;
    const std::string_view name = rest.substr(0, word);
    rest.remove_prefix(digits > 0 ? digits : word);
    std::string_view close;
    for (const std::string_view each : {")", ".", "）", "．", "、"})
        if (rest.starts_with(each)) close = each;
    if (close.empty() || (!open.empty() && close != ")" && close != "）")) return out;
    rest.remove_prefix(close.size());
    const std::size_t gap = spaces(rest);
    if (gap == rest.size()) return out;
    // Without a space: "3.Wash", "(3)Wash", "3、洗手", but not "3.5 mg" or "a.m.".
    const bool is_wide = close.size() > 1;
    if (gap == 0 && !is_wide && (digits == 0 || decimal_at(rest).second > 0)) return out;
    like.sign = std::string(open) + "#" + std::string(close);
    like.length = line.size() - rest.size() + gap;
    if (digits > 0) {
        like.kind = Kind::decimal;
        like.number = value;
        out.push_back(like);
    } else {
        add_letters(name, like, out);
    }
    return out;
}

/// "①" to "⑳".
std::optional<LineMark> circled_of(std::string_view line) {
    if (!line.starts_with("\xE2\x91") || line.size() < 4) return std::nullopt;
    const int number = static_cast<unsigned char>(line[2]) - 0x9F;
    const std::size_t gap = spaces(line.substr(3));
    if (number < 1 || number > 20 || gap + 3 == line.size()) return std::nullopt;
    LineMark mark;
    mark.kind = Kind::decimal;
    mark.sign = "①";
    mark.number = number;
    mark.length = 3 + gap;
    return mark;
}

bool ends_a_thought(std::string_view line) {
    while (!line.empty() && is_gap(line.back())) line.remove_suffix(1);
    constexpr std::string_view ends[] = {".",  ":",  ";",  "!",  "?", ")", "…", "。",
                                         "：", "；", "！", "？", "।", "؟", "۔"};
    return std::any_of(std::begin(ends), std::end(ends), [&](std::string_view end) { return line.ends_with(end); });
}

/// The candidates of each line, and which of them are believed.
class ItemFinder {
public:
    explicit ItemFinder(std::vector<MarkedLine>& lines) : lines_(lines) {
        for (const MarkedLine& line : lines) candidates_.push_back(line_marks(line.text));
    }

    void find() {
        for (std::size_t i = 0; i < lines_.size(); ++i)
            for (const LineMark& mark : candidates_[i])
                if (is_believed(i, mark)) {
                    lines_[i].mark = mark;
                    break;
                }
    }

private:
    /// "o" is a word in several languages, so it also has to begin where a sentence may.
    bool is_believed(std::size_t i, const LineMark& mark) const {
        if (mark.is_certain) return true;
        if (mark.sign != "o" && (is_next(i, mark, 1) || continues_item(i, mark))) return true;
        return can_begin(i) && is_next(i, mark, farthest);
    }

    /// A line within a sentence may begin with a letter by chance.
    bool can_begin(std::size_t i) const {
        return i == 0 || lines_[i].is_alone || lines_[i - 1].mark || ends_a_thought(lines_[i - 1].text);
    }

    static bool counts_on(const LineMark& from, const LineMark& to) {
        return to.is_like(from) && (to.kind == Kind::bullet || to.number == from.number + 1);
    }

    /// Whether a candidate up to `reach` lines before or after counts on to it or from it.
    bool is_next(std::size_t i, const LineMark& mark, std::size_t reach) const {
        for (std::size_t k = i; k > 0 && i - k < reach; --k)
            for (const LineMark& other : candidates_[k - 1])
                if (counts_on(other, mark)) return true;
        for (std::size_t k = i + 1; k < lines_.size() && k - i <= reach; ++k)
            for (const LineMark& other : candidates_[k])
                if (counts_on(mark, other)) return true;
        return false;
    }

    /// Whether an item before it, whose text goes on for some lines, counts on to it.
    bool continues_item(std::size_t i, const LineMark& mark) const {
        for (std::size_t k = i; k > 0 && i - k < farthest; --k)
            if (const auto& item = lines_[k - 1].mark; item && item->is_like(mark)) return counts_on(*item, mark);
        return false;
    }

    static constexpr std::size_t farthest = 40;  ///< lines: items may have sub-items and lines that go on
    std::vector<MarkedLine>& lines_;
    std::vector<std::vector<LineMark>> candidates_;
};

}  // namespace

std::vector<LineMark> line_marks(std::string_view line) {
    if (line.empty()) return {};
    if (auto bullet = bullet_of(line)) return {std::move(*bullet)};
    if (auto circled = circled_of(line)) return {std::move(*circled)};
    return numbers_of(line);
}

void find_items(std::vector<MarkedLine>& lines) { ItemFinder(lines).find(); }

}  // namespace carepress::article
