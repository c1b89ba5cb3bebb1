#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carepress::net {

/// Takes a request's body off the bytes of a connection, by its length or chunked (RFC 9112, 6 and 7.1). Chunk
/// extensions and trailers are checked for their form and dropped: nothing here knows one, and a trailer must not
/// become a header (RFC 9110, 6.5.1).
class BodyReader {
public:
    enum class State : std::uint8_t { more, complete, malformed, too_large };

    /// A body of `length` bytes, or a chunked one of at most `largest`.
    BodyReader(std::optional<std::uint64_t> length, std::uint64_t largest);

    /// Appends to body() what `bytes` has of it. Returns how many of them are done with; the others belong to the next
    /// request, or are a line that is not whole yet and must come again with more.
    std::size_t read(std::string_view bytes);

    State state() const { return state_; }
    std::string& body() { return body_; }

    static constexpr std::size_t longest_line = 4'096;  ///< bytes of a chunk's size with extensions, or of a trailer
    static constexpr std::size_t largest_framing = 65'536;  ///< bytes of all lines of a body beyond its chunks' 32 each

private:
    enum class Part : std::uint8_t { data, data_end, size, trailer };

    std::size_t read_data(std::string_view bytes);
    std::size_t read_line(std::string_view bytes);
    State read_size(std::string_view line);
    State read_trailer(std::string_view line);

    const bool is_chunked_;
    const std::uint64_t largest_;
    State state_ = State::more;
    Part part_;
    std::uint64_t left_;  ///< bytes of the data, or of this chunk
    std::size_t framing_ = 0;
    std::string body_;
};

}  // namespace carepress::net
