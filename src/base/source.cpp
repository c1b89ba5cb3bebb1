#include "base/source.h"

#include "base/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace carepress {
namespace {

/// A file descriptor that closes itself; standard input stays open.
class InputFile {
public:
    /// A file is opened without waiting for the other end of a pipe, before it is known not to be one.
    InputFile(const std::string& path, SourceKind kind)
        : descriptor_(path == "-" ? STDIN_FILENO
                                  : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY |
                                                             (kind == SourceKind::file ? O_NONBLOCK : 0))) {}
    ~InputFile() {
        if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
    }
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    int get() const { return descriptor_; }

private:
    int descriptor_;
};

/// `what` is the path, or a name in its place.
[[noreturn]] void fail(const std::string& what, int error) {
    throw EnvironmentError("cannot read " + what + ": " + std::strerror(error));
}

[[noreturn]] void refuse_size(const std::string& what, std::size_t largest) {
    throw SourceTooLarge(what + " is larger than " + std::to_string(largest / 1'000'000) +
                         " MB; split it into several articles");
}

std::string read_bytes(const std::string& path, const std::string& what, std::size_t largest, SourceKind kind) {
    const InputFile file(path, kind);
    if (file.get() < 0) fail(what, errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) fail(what, errno);
    if (S_ISDIR(status.st_mode)) fail(what, EISDIR);
    if (kind == SourceKind::file && path != "-" && !S_ISREG(status.st_mode))
        throw EnvironmentError("cannot read " + what + ": it is a pipe, socket or device, not a file");
    if (S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) > largest) refuse_size(what, largest);

    std::string bytes;
    // One byte more than the size, so that a regular file's end is found without growing the buffer.
    std::size_t capacity = S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) + 1 : 65'536;
    std::size_t size = 0;
    for (;;) {
        bytes.resize(capacity);
        const ssize_t got = ::read(file.get(), bytes.data() + size, capacity - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(what, errno);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
        if (size > largest) refuse_size(what, largest);
        if (size == capacity) capacity *= 2;
    }
    bytes.resize(size);
    return bytes;
}

/// The position of byte `end`, from that of byte `begin`.
Position advanced(Position position, std::string_view bytes, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
        const char c = bytes[i];
        if (c == '\n' || (c == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'))) {
            ++position.line;
            position.column = 1;
        } else if ((c & 0xC0) != 0x80 && c != '\r') {
            ++position.column;
        }
    }
    return position;
}

}  // namespace

Position position_at(std::string_view bytes, std::uint32_t offset) {
    return advanced({}, bytes, 0, std::min<std::size_t>(offset, bytes.size()));
}

Position PositionFinder::at(std::uint32_t offset) {
    const std::size_t end = std::min<std::size_t>(offset, bytes_.size());
    const std::size_t before = end / stride;
    while (known_.size() <= before) {
        const std::size_t begin = (known_.size() - 1) * stride;
        known_.push_back(advanced(known_.back(), bytes_, begin, begin + stride));
    }
    return advanced(known_[before], bytes_, before * stride, end);
}

Source read_source(const std::string& path, std::size_t largest, SourceKind kind) {
    return {path, read_bytes(path, path, largest, kind)};
}

Source read_private_source(const std::string& path, const std::string& name, std::size_t largest) {
    return {name, read_bytes(path, "the " + name, largest, SourceKind::stream), true};
}

}  // namespace carepress
