#include "article/bare_address.h"

#include "base/percent.h"

#include <algorithm>

namespace carepress::article {
namespace {

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool starts_with_lower(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(), [](char p, char c) {
               return p == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
           });
}

/// Where the address that begins at `begin` ends: before white space, "<" or ">", or a character outside ASCII
/// punctuation that only closes the sentence.
std::size_t address_end(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    int open = 0, closed = 0;
    while (end < text.size()) {
        const char c = text[end];
        if (static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>') break;
        // NBSP, line separator and typographic quotation marks end an address too.
        const std::string_view rest = text.substr(end);
        if (rest.starts_with("\xC2\xA0") || rest.starts_with("\xE2\x80")) break;
        open += c == '(';
        closed += c == ')';
        ++end;
    }
    while (end > begin) {
        const char last = text[end - 1];
        if (last == ')' && closed > open)
            --closed;
        else if (std::string_view("?!.,:;*_~'\"").find(last) == std::string_view::npos)
            break;
        --end;
    }
    return end;
}

/// A domain of at least two labels, "example.org", at the start of `rest`.
bool has_domain(std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && (is_alphanumeric(rest[end]) || rest[end] == '-' || rest[end] == '.' ||
                                 rest[end] == '_' || static_cast<unsigned char>(rest[end]) >= 0x80))
        ++end;
    const std::string_view domain = rest.substr(0, end);
    const std::size_t dot = domain.find('.');
    return dot != std::string_view::npos && dot > 0 && dot + 1 < domain.size() && domain[dot + 1] != '.';
}

std::optional<BareAddress> web_address(std::string_view text, std::size_t at) {
    if (at > 0 && (is_alphanumeric(text[at - 1]) || text[at - 1] == '/' || text[at - 1] == '.')) return std::nullopt;
    const std::string_view rest = text.substr(at);
    const bool bare = starts_with_lower(rest, "www.");
    const std::size_t scheme = bare ? 0 : starts_with_lower(rest, "http://") ? 7 : 8;
    if (!bare && scheme == 8 && !starts_with_lower(rest, "https://")) return std::nullopt;
    if (!has_domain(rest.substr(scheme))) return std::nullopt;
    const std::size_t end = address_end(text, at);
    if (end <= at + std::max<std::size_t>(scheme, 4)) return std::nullopt;
    return BareAddress{at, end, (bare ? "http://" : "") + std::string(text.substr(at, end - at))};
}

std::optional<BareAddress> mail_address(std::string_view text, std::size_t at, std::size_t from) {
    const auto in_name = [](char c) { return is_alphanumeric(c) || c == '.' || c == '-' || c == '_' || c == '+'; };
    std::size_t begin = at;
    while (begin > from && at - begin < 64 && in_name(text[begin - 1])) --begin;
    while (begin < at && !is_alphanumeric(text[begin])) ++begin;
    std::size_t end = at + 1, last_dot = 0;
    while (end < text.size() && end - at < 254 &&
           (is_alphanumeric(text[end]) || text[end] == '-' || text[end] == '.')) {
        if (text[end] == '.') {
            if (end == at + 1 || text[end - 1] == '.') break;
            last_dot = end;
        }
        ++end;
    }
    if (last_dot == end - 1) --end;  // the full stop of the sentence
    const std::string_view domain = text.substr(at + 1, end - at - 1);
    if (begin == at || domain.find('.') == std::string_view::npos || domain.back() == '-') return std::nullopt;
    return BareAddress{begin, end, "mailto:" + std::string(text.substr(begin, end - begin))};
}

}  // namespace

bool may_hold_address(std::string_view text) {
    return text.find('@') != std::string_view::npos || text.find("://") != std::string_view::npos ||
           text.find("www.") != std::string_view::npos || text.find("WWW.") != std::string_view::npos ||
           text.find("Www.") != std::string_view::npos;
}

std::optional<BareAddress> find_bare_address(std::string_view text, std::size_t from) {
    for (std::size_t at = from; at < text.size(); ++at) {
        const char c = text[at];
        std::optional<BareAddress> found;
        if (c == 'h' || c == 'H' || c == 'w' || c == 'W')
            found = web_address(text, at);
        else if (c == '@')
            found = mail_address(text, at, from);
        if (found) return found;
    }
    return std::nullopt;
}

std::string escaped_address(std::string_view address) {
    constexpr std::string_view safe = "-_.+!*'(),%#@?=;:/&$~";
    std::string out;
    out.reserve(address.size());
    for (const char c : address) {
        if (is_alphanumeric(c) || safe.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        append_percent_encoded(out, c);
    }
    return out;
}

}  // namespace carepress::article
