#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress {

/// A range of bytes [begin, end) in one source file. Empty ranges mark a place.
struct SourceSpan {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t source = 0;  ///< which of the sources that a Diagnostics is about; a reader knows one only: 0
    constexpr bool operator==(const SourceSpan&) const = default;
};

/// Line and column, both from 1; a column counts code points.
struct Position {
    std::uint32_t line = 1, column = 1;
    constexpr bool operator==(const Position&) const = default;
};

/// A file as it was read: its name for messages and its bytes. Nothing else is known about it yet, not even that it is
/// UTF-8.
struct Source {
    std::string name;
    std::string bytes;
    bool is_private = false;  ///< a patient's: messages never quote it (Diagnostics::excerpt)
};

/// The position of byte `offset` of `bytes`. Offsets past the end are taken as the end. LF, CR and CRLF end a line.
Position position_at(std::string_view bytes, std::uint32_t offset);

/// The positions of many places of one text. What comes before a place is counted once, so that each takes a bounded
/// time however long the text or a line of it is.
class PositionFinder {
public:
    /// `bytes` must outlive this object.
    explicit PositionFinder(std::string_view bytes) : bytes_(bytes), known_(1) {}
    /// As position_at().
    Position at(std::uint32_t offset);

private:
    static constexpr std::size_t stride = 1024;  ///< bytes

    std::string_view bytes_;
    std::vector<Position> known_;  ///< of the bytes 0, stride, 2 * stride, as far as was asked for
};

/// Sources over this size are refused before reading (8 MB).
inline constexpr std::size_t largest_source = 8'000'000;

/// What a path may lead to.
enum class SourceKind : std::uint8_t {
    file,    ///< a regular file: another kind could be waited for without end
    stream,  ///< a pipe or device too: the user has named it, such as /dev/stdin or a shell's <(command)
};

/// Reads a whole file ("-" is standard input, whatever it is). Throws EnvironmentError when it cannot be opened or
/// read, or is of another kind; refuses, as a SourceTooLarge, what is over `largest` bytes, without reading it whole.
Source read_source(const std::string& path, std::size_t largest = largest_source, SourceKind kind = SourceKind::file);

/// The same for a patient's source: it is private, and `name` replaces its path, which may contain the patient's name,
/// in errors too ("cannot read the note: …").
Source read_private_source(const std::string& path, const std::string& name, std::size_t largest = largest_source);

}  // namespace carepress
