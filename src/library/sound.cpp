#include "library/sound.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace carepress::library {
namespace {

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }
bool is_soft(char c) { return c == 'e' || c == 'i' || c == 'y'; }

/// Letters that make one sound, or none. The first that fits counts.
struct Spelling {
    std::string_view letters;
    std::string_view sound;
    enum Place { anywhere, start, end, before_soft } place = anywhere;
};

constexpr std::array<Spelling, 44> spellings = {{
    {"kn", "n", Spelling::start},
    {"gn", "n", Spelling::start},
    {"pn", "n", Spelling::start},
    {"ps", "s", Spelling::start},
    {"wr", "r", Spelling::start},
    {"x", "s", Spelling::start},
    {"h", "h", Spelling::start},
    {"mb", "m", Spelling::end},
    {"gm", "m", Spelling::end},
    {"gn", "n", Spelling::end},
    {"gh", "", Spelling::end},
    {"ght", "t"},
    {"sthm", "sm"},
    {"phth", "ft"},
    {"tch", "k"},
    {"sch", "sk"},
    {"tio", "x"},
    {"tia", "x"},
    {"sio", "x"},
    {"sia", "x"},
    {"cio", "x"},
    {"cia", "x"},
    {"ph", "f"},
    {"sh", "x"},
    {"ch", "k"},
    {"ck", "k"},
    {"th", "t"},
    {"dg", "j", Spelling::before_soft},
    {"cc", "s", Spelling::before_soft},
    {"sc", "s", Spelling::before_soft},
    {"c", "s", Spelling::before_soft},
    {"gg", "k"},
    {"g", "j", Spelling::before_soft},
    {"c", "k"},
    {"q", "k"},
    {"g", "k"},
    {"d", "t"},
    {"v", "f"},
    {"z", "s"},
    {"x", "ks"},
    {"h", ""},
    {"j", "j"},
    {"w", ""},
    {"k", "k"},
}};

bool fits(const Spelling& spelling, std::string_view word, std::size_t at) {
    if (!word.substr(at).starts_with(spelling.letters)) return false;
    const std::size_t behind = at + spelling.letters.size();
    switch (spelling.place) {
        case Spelling::start:
            return at == 0;
        case Spelling::end:
            return behind == word.size();
        case Spelling::before_soft:
            return behind < word.size() && is_soft(word[behind]);
        case Spelling::anywhere:
            break;
    }
    return true;
}

/// Pairs of beginnings that turn a word around.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> opposite_beginnings = {{
    {"hyper", "hypo"},
    {"hiper", "hipo"},
    {"inter", "intra"},
    {"ante", "anti"},
    {"pre", "pro"},
    {"abd", "add"},
    {"macro", "micro"},
    {"brady", "tachy"},
    {"super", "supra"},
    {"under", "over"},
    {"infra", "intra"},
    {"pre", "post"},
}};
constexpr std::array<std::string_view, 8> negations = {"a", "an", "un", "in", "im", "ir", "non", "dis"};

bool negates(std::string_view one, std::string_view other) {
    return std::any_of(negations.begin(), negations.end(), [&](std::string_view each) {
        return one.size() == other.size() + each.size() && one.starts_with(each) && one.ends_with(other);
    });
}

}  // namespace

std::string sound_of(std::string_view word) {
    if (!std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return {};
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.remove_suffix(1);
    std::string sound;
    for (std::size_t at = 0; at < word.size();) {
        // A letter that is doubled sounds once.
        if (at > 0 && word[at] == word[at - 1] && !is_vowel(word[at])) {
            ++at;
            continue;
        }
        if (is_vowel(word[at])) {
            if (at == 0) sound += 'a';
            ++at;
            continue;
        }
        const auto* found = std::find_if(spellings.begin(), spellings.end(),
                                         [&](const Spelling& each) { return fits(each, word, at); });
        if (found == spellings.end()) {
            sound += word[at++];
        } else {
            sound += found->sound;
            at += found->letters.size();
        }
    }
    return sound;
}

bool are_opposites(std::string_view one, std::string_view other) {
    const bool pair = std::any_of(opposite_beginnings.begin(), opposite_beginnings.end(), [&](const auto& each) {
        return (one.starts_with(each.first) && other.starts_with(each.second)) ||
               (one.starts_with(each.second) && other.starts_with(each.first));
    });
    return pair || negates(one, other) || negates(other, one);
}

}  // namespace carepress::library
