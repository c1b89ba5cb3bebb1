#include "net/body_reader.h"

#include "net/headers.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace carepress::net {
namespace {

constexpr std::size_t largest_reserve = 1'000'000;  // bytes; what is announced need not come
constexpr std::size_t free_framing = 32;            // bytes of a line that is not counted: sizes without extensions

/// Whether a byte may be in a line: no control characters but HTAB.
bool is_line_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7F) || c == '\t';
}

std::string_view without_blanks_before(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text;
}

}  // namespace

BodyReader::BodyReader(std::optional<std::uint64_t> length, std::uint64_t largest)
    : is_chunked_(!length), largest_(largest), part_(length ? Part::data : Part::size), left_(length.value_or(0)) {
    body_.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(left_, largest_reserve)));
    if (left_ > largest_) state_ = State::too_large;
}

std::size_t BodyReader::read(std::string_view bytes) {
    std::size_t taken = 0;
    while (state_ == State::more) {
        const std::string_view rest = bytes.substr(taken);
        const std::size_t count = part_ == Part::data ? read_data(rest) : read_line(rest);
        if (count == 0) break;
        taken += count;
    }
    return taken;
}

std::size_t BodyReader::read_data(std::string_view bytes) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
    body_.append(bytes.substr(0, count));
    left_ -= count;
    if (left_ > 0) return count;
    if (is_chunked_)
        part_ = Part::data_end;
    else
        state_ = State::complete;
    return count;
}

/// A line that ends with CRLF; 0 if it is not whole.
std::size_t BodyReader::read_line(std::string_view bytes) {
    const std::size_t end = bytes.find('\n');
    if (std::min(end, bytes.size()) > longest_line) state_ = State::malformed;
    if (state_ == State::malformed || end == std::string_view::npos) return 0;
    const std::string_view line = bytes.substr(0, end == 0 ? 0 : end - 1);
    framing_ += end > free_framing ? end : 0;
    if (end == 0 || bytes[end - 1] != '\r' || !std::all_of(line.begin(), line.end(), is_line_byte) ||
        framing_ > largest_framing) {
        state_ = State::malformed;
    } else if (part_ == Part::data_end) {
        part_ = Part::size;
        if (!line.empty()) state_ = State::malformed;
    } else {
        state_ = part_ == Part::size ? read_size(line) : read_trailer(line);
    }
    return end + 1;
}

/// chunk-size [ chunk-ext ]; the size 0 ends the chunks.
BodyReader::State BodyReader::read_size(std::string_view line) {
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (error == std::errc::result_out_of_range) return State::too_large;
    if (error != std::errc{}) return State::malformed;
    const std::string_view extension = line.substr(static_cast<std::size_t>(end - line.data()));
    if (!extension.empty() && !without_blanks_before(extension).starts_with(';')) return State::malformed;
    if (size > largest_ - body_.size()) return State::too_large;
    left_ = size;
    part_ = size > 0 ? Part::data : Part::trailer;
    return State::more;
}

BodyReader::State BodyReader::read_trailer(std::string_view line) {
    if (line.empty()) return State::complete;
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && is_token(line.substr(0, colon)) ? State::more : State::malformed;
}

}  // namespace carepress::net
