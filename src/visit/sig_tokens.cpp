#include "visit/sig_tokens.h"

#include "base/ascii.h"

#include <array>
#include <utility>

namespace carepress::visit {
namespace {

/// Bytes of UTF-8 beyond ASCII count as letters.
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<signed char>(c) < 0; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> fraction_signs{
    {{"½", "0.5"}, {"¼", "0.25"}, {"¾", "0.75"}, {"⅓", "0.333"}, {"⅔", "0.667"}}};

/// The sign of a fraction at `at` and its value; nullptr if there is none.
const std::pair<std::string_view, std::string_view>* fraction_sign_at(std::string_view text, std::size_t at) {
    if (static_cast<signed char>(text[at]) >= 0) return nullptr;  // ASCII
    for (const auto& each : fraction_signs)
        if (text.substr(at).starts_with(each.first)) return &each;
    return nullptr;
}

/// The end of "p.o." or "b.i.d": single letters with a dot behind each except perhaps the last. `at` for anything else.
std::size_t end_of_dotted(std::string_view text, std::size_t at) {
    std::size_t end = at, letters = 0;
    while (end + 1 < text.size() && is_letter(text[end]) && text[end + 1] == '.') {
        end += 2;
        ++letters;
    }
    if (letters > 0 && end < text.size() && is_letter(text[end]) &&
        (end + 1 == text.size() || (!is_letter(text[end + 1]) && !is_digit(text[end + 1])))) {
        ++end;
        ++letters;
    }
    return letters >= 2 ? end : at;
}

std::size_t end_of_number(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size()) {
        const bool goes_on = (text[end] == '.' || text[end] == ',') && end + 1 < text.size() && is_digit(text[end + 1]);
        if (!is_digit(text[end]) && !goes_on) break;
        ++end;
    }
    return end;
}

}  // namespace

std::vector<SigToken> sig_tokens(std::string_view text) {
    std::vector<SigToken> tokens;
    for (std::size_t at = 0; at < text.size();) {
        if (is_space(text[at])) {
            ++at;
            continue;
        }
        SigToken token;
        token.begin = at;
        // Behind a digit, a point with a digit after it is part of that number.
        const bool naked_decimal = text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]);
        if (const auto* fraction = fraction_sign_at(text, at)) {
            token.kind = SigToken::Kind::number;
            token.is_fraction = true;
            token.lower = fraction->second;
            at += fraction->first.size();
        } else if (is_digit(text[at]) || naked_decimal) {
            at = end_of_number(text, at);
            token.kind = SigToken::Kind::number;
            for (const char c : text.substr(token.begin, at - token.begin))
                if (c != ',') token.lower += c;
            if (naked_decimal) token.lower.insert(0, "0");
        } else if (is_letter(text[at])) {
            const std::size_t dotted = end_of_dotted(text, at);
            if (dotted > at)
                at = dotted;
            else
                while (at < text.size() && is_letter(text[at]) && fraction_sign_at(text, at) == nullptr) ++at;
            token.kind = SigToken::Kind::word;
            for (const char c : text.substr(token.begin, at - token.begin))
                if (c != '.') token.lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            if (token.lower == "–" || token.lower == "—") {
                token.kind = SigToken::Kind::sign;
                token.lower = "-";
            }
        } else {
            token.lower = text[at++];
        }
        token.end = at;
        tokens.push_back(std::move(token));
    }
    return tokens;
}

}  // namespace carepress::visit
