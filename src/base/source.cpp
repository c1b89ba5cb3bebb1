#include "base/source.h"

#include "base/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace carepress {
namespace {

/// A file descriptor that closes itself; standard input stays open.
class InputFile {
public:
    explicit InputFile(const std::string& path)
        : descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
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

std::string read_bytes(const std::string& path, const std::string& what, std::size_t largest) {
    const InputFile file(path);
    if (file.get() < 0) fail(what, errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) fail(what, errno);
    if (S_ISDIR(status.st_mode)) fail(what, EISDIR);
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

}  // namespace

Position position_at(std::string_view bytes, std::uint32_t offset) {
    const std::size_t end = offset < bytes.size() ? offset : bytes.size();
    Position position;
    for (std::size_t i = 0; i < end; ++i) {
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

Source read_source(const std::string& path, std::size_t largest) { return {path, read_bytes(path, path, largest)}; }

Source read_private_source(const std::string& path, const std::string& name, std::size_t largest) {
    return {name, read_bytes(path, "the " + name, largest), true};
}

}  // namespace carepress
