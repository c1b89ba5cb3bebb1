#include "cli/output.h"

#include "base/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace carepress {
namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& path, int error) {
    throw EnvironmentError("cannot write " + path + ": " + std::strerror(error));
}

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail(path, written < 0 ? errno : EIO);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

/// A file without a name in the target's folder; where the file system has none of those, one with a temporary name
/// that is removed again unless it gets its real one.
class NewFile {
public:
    explicit NewFile(const std::string& path) : path_(path) {
        const std::string folder = fs::path(path).parent_path().string();
        descriptor_ = ::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
        temporary_ = path + ".part-" + std::to_string(::getpid());
        if (descriptor_ < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
            descriptor_ = ::open(temporary_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
            named_ = descriptor_ >= 0;
        }
        if (descriptor_ < 0) fail(path, errno);
    }
    ~NewFile() {
        ::close(descriptor_);
        if (named_) ::unlink(temporary_.c_str());
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    int descriptor() const { return descriptor_; }

    /// Gives the file its name, in place of any file of that name.
    void commit() {
        if (!named_) {
            const std::string self = "/proc/self/fd/" + std::to_string(descriptor_);
            if (link(self, path_)) return;
            if (errno != EEXIST) fail(path_, errno);
            ::unlink(temporary_.c_str());
            if (!link(self, temporary_)) fail(path_, errno);
            named_ = true;
        }
        if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_, errno);
        named_ = false;
    }

private:
    static bool link(const std::string& from, const std::string& to) {
        return ::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), AT_SYMLINK_FOLLOW) == 0;
    }
    std::string path_, temporary_;
    int descriptor_ = -1;
    bool named_ = false;
};

}  // namespace

void write_whole(const std::string& path, std::string_view bytes) {
    struct stat status {};
    // A device or pipe (/dev/null, /dev/stdout) is written to as it is.
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
        const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor < 0) fail(path, errno);
        try {
            write_all(descriptor, bytes, path);
        } catch (...) {
            ::close(descriptor);
            throw;
        }
        ::close(descriptor);
        return;
    }
    NewFile file(path);
    write_all(file.descriptor(), bytes, path);
    file.commit();
}

void write_private(const std::string& path, std::string_view bytes) {
    const std::string what = "the output file";
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) return write_whole(path, bytes);
    const std::string folder = fs::path(path).parent_path().string();
    const Descriptor file(::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    if (file.number() < 0) {
        if (errno == EOPNOTSUPP)
            throw EnvironmentError(
                "the folder of the output has no unnamed files, and patient data gets no other name: "
                "name another folder, or pipe the summary with -o -");
        fail(what, errno);
    }
    if (::fchmod(file.number(), 0600) != 0) fail(what, errno);
    write_all(file.number(), bytes, what);
    const std::string self = "/proc/self/fd/" + std::to_string(file.number());
    const auto link = [&] { return ::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0; };
    if (link()) return;
    // An old summary goes first: a name beside it, to be renamed, would be a second name.
    if (errno != EEXIST || ::unlink(path.c_str()) != 0 || !link()) fail(what, errno);
}

void write_standard_output(std::string_view bytes) { write_all(STDOUT_FILENO, bytes, "standard output"); }

}  // namespace carepress
