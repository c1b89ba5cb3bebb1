#include "net/conditions.h"

#include "base/ascii.h"
#include "base/digest.h"
#include "base/hex.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace carepress::net {
namespace {

/// etagc (RFC 9110, 8.8.3).
bool is_tag_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x21 || (byte >= 0x23 && byte != 0x7F);
}

bool is_weak(std::string_view tag) { return tag.starts_with("W/"); }
std::string_view without_weakness(std::string_view tag) { return is_weak(tag) ? tag.substr(2) : tag; }

/// 1*DIGIT; a number too large is the largest one.
std::optional<std::uint64_t> read_position(std::string_view digits) {
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
    std::uint64_t value = UINT64_MAX;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::string entity_tag(std::string_view bytes) {
    const Sha256 digest = sha256(bytes);
    return '"' + lower_hex(std::span(digest).first(16)) + '"';
}

bool is_entity_tag(std::string_view text) {
    const std::string_view tag = without_weakness(text);
    return tag.size() >= 2 && tag.front() == '"' && tag.back() == '"' &&
           std::all_of(tag.begin() + 1, tag.end() - 1, is_tag_character);
}

std::string tag_of_coding(std::string_view tag, std::string_view coding) {
    std::string coded(tag);
    coded.insert(coded.size() - 1, "-" + std::string(coding));
    return coded;
}

bool lists_tag_weakly(std::string_view field, std::string_view tag) {
    if (trim(field) == "*") return true;
    const auto elements = list_elements(field);
    return std::any_of(elements.begin(), elements.end(), [tag](std::string_view element) {
        return is_entity_tag(element) && without_weakness(element) == without_weakness(tag);
    });
}

bool lists_tag_strongly(std::string_view field, std::string_view tag) {
    if (trim(field) == "*") return true;
    const auto elements = list_elements(field);
    return !is_weak(tag) && std::find(elements.begin(), elements.end(), tag) != elements.end();
}

int evaluate_preconditions(const Headers& request, std::string_view tag) {
    if (tag.empty()) return 200;
    if (request.contains("If-Match") && !lists_tag_strongly(request.joined("If-Match"), tag)) return 412;
    if (request.contains("If-None-Match") && lists_tag_weakly(request.joined("If-None-Match"), tag)) return 304;
    return 200;
}

RangeAnswer read_range(std::string_view field, std::size_t size) {
    constexpr std::string_view unit = "bytes=";
    if (!equal_ignoring_case(field.substr(0, unit.size()), unit)) return WholeRange{};
    const auto elements = list_elements(field.substr(unit.size()));
    if (elements.size() != 1) return WholeRange{};
    const std::string_view range = elements[0];
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos) return WholeRange{};
    const auto first = read_position(range.substr(0, dash)), last = read_position(range.substr(dash + 1));
    if (dash == 0) {  // the last bytes
        if (!last) return WholeRange{};
        if (*last == 0 || size == 0) return UnsatisfiableRange{};
        const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(*last, size));
        return ByteRange{size - count, count};
    }
    if (!first || (!last && dash + 1 < range.size()) || (last && *last < *first)) return WholeRange{};
    if (*first >= size) return UnsatisfiableRange{};
    const std::uint64_t end = last ? std::min<std::uint64_t>(*last, size - 1) : size - 1;
    return ByteRange{static_cast<std::size_t>(*first), static_cast<std::size_t>(end - *first + 1)};
}

}  // namespace carepress::net
