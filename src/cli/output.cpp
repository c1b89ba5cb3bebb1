#include "cli/output.h"

#include "base/descriptor.h"
#include "base/error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <list>
#include <optional>
#include <utility>

namespace carepress::cli {
namespace fs = std::filesystem;

namespace {

/// `what` is the output's path, or a name for it if messages must not show the path.
[[noreturn]] void fail(const std::string& what, const std::string& reason) {
    throw EnvironmentError("cannot write " + what + ": " + reason);
}
[[noreturn]] void fail(const std::string& what, int error) { fail(what, std::strerror(error)); }

void write_all(int descriptor, std::string_view bytes, const std::string& what) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail(what, written < 0 ? errno : EIO);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// The number of the descriptor that a path such as "/dev/stdout" or "/dev/fd/3" names: the program's caller opened it.
std::optional<int> inherited_descriptor(std::string_view path) {
    if (path == "/dev/stdout") return STDOUT_FILENO;
    if (path == "/dev/stderr") return STDERR_FILENO;
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (!path.starts_with(folder)) continue;
        const std::string_view digits = path.substr(folder.size());
        int number = -1;
        const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error == std::errc{} && stopped == digits.data() + digits.size() && number >= 0) return number;
    }
    return std::nullopt;
}

bool is_ours(const struct stat& status) { return status.st_uid == ::geteuid(); }

bool is_null_device(const struct stat& status) { return S_ISCHR(status.st_mode) && status.st_rdev == ::makedev(1, 3); }

/// Why a pipe or device must not be written to; null if it may be.
const char* fault_of_stream(const struct stat& status, bool is_private) {
    if (is_null_device(status)) return nullptr;
    if (!is_ours(status)) return "it is a pipe or device of another user";
    if (is_private && S_ISFIFO(status.st_mode) && (status.st_mode & 0077) != 0)
        return "other users can open the pipe of this name; make one with mkfifo -m 600, or write to standard "
               "output";
    return nullptr;
}

/// One output. Its folder is opened once and everything is done relative to it, so that neither folder nor file can be
/// swapped between the check and the write.
class Output {
public:
    Output(const std::string& path, std::string what, bool is_private)
        : what_(std::move(what)), name_(fs::path(path).filename().string()), is_private_(is_private) {
        if (const std::optional<int> number = inherited_descriptor(path)) {
            target_ = Descriptor(::fcntl(*number, F_DUPFD_CLOEXEC, 0));
            if (!target_) fail(what_, errno);
            is_stream_ = true;
            return;
        }
        const std::string folder = fs::path(path).parent_path().string();
        folder_ = Descriptor(::open(folder.empty() ? "." : folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (!folder_) fail(what_, "its folder can't be opened: " + std::string(std::strerror(errno)));
        if (name_.empty()) fail(what_, "it is a folder");
        struct stat status {};
        if (::fstatat(folder_.get(), name_.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0)
            look_at(status);
        else if (errno != ENOENT)
            fail(what_, errno);
        if (!is_stream_) make_file();
    }
    ~Output() {
        if (!temporary_.empty()) ::unlinkat(folder_.get(), temporary_.c_str(), 0);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    /// A pipe, a device or an inherited descriptor: what is written there can't be taken back.
    bool is_stream() const { return is_stream_; }

    void write(std::string_view bytes) { write_all(target_.get(), bytes, what_); }

    /// Gives the file its name, replacing any file of that name.
    void commit() {
        if (is_stream_) return;
        if (is_private_) {
            // The old summary is removed first: renaming would need a second name for the new one.
            if (link_as(name_)) return;
            if (errno != EEXIST || ::unlinkat(folder_.get(), name_.c_str(), 0) != 0 || !link_as(name_))
                fail(what_, errno);
            return;
        }
        if (temporary_.empty()) {
            if (link_as(name_)) return;
            if (errno != EEXIST) fail(what_, errno);
            const std::string beside = temporary_name();
            ::unlinkat(folder_.get(), beside.c_str(), 0);
            if (!link_as(beside)) fail(what_, errno);
            temporary_ = beside;
        }
        if (::renameat(folder_.get(), temporary_.c_str(), folder_.get(), name_.c_str()) != 0) fail(what_, errno);
        temporary_.clear();
    }

private:
    void look_at(const struct stat& status) {
        switch (status.st_mode & S_IFMT) {
            case S_IFREG:
                return check_owner(status);
            case S_IFIFO:
            case S_IFCHR:
                return open_stream(status);
            case S_IFLNK:
                fail(what_, "it is a symbolic link, which is not followed; name the file that it points to");
            case S_IFDIR:
                fail(what_, "it is a folder");
            case S_IFSOCK:
                fail(what_, "it is a socket");
            default:
                fail(what_, "it is not a file");
        }
    }

    /// In a sticky folder the kernel lets root and the folder's owner replace another user's file; we don't.
    void check_owner(const struct stat& status) const {
        struct stat folder {};
        if (::fstat(folder_.get(), &folder) != 0) fail(what_, errno);
        if ((folder.st_mode & S_ISVTX) != 0 && !is_ours(status))
            fail(what_, "a file of another user has this name; choose a different name");
    }

    /// Checked before it is opened, because opening a device can already have an effect, and again afterwards, because
    /// it may have been swapped.
    void open_stream(const struct stat& seen) {
        if (const char* fault = fault_of_stream(seen, is_private_)) fail(what_, fault);
        target_ = Descriptor(
            ::openat(folder_.get(), name_.c_str(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
        if (!target_ && errno == ENXIO) fail(what_, "no program reads from the pipe");
        struct stat status {};
        if (!target_ || ::fstat(target_.get(), &status) != 0) fail(what_, errno);
        if ((status.st_mode & S_IFMT) != (seen.st_mode & S_IFMT))
            fail(what_, "it was replaced while it was being opened");
        if (const char* fault = fault_of_stream(status, is_private_)) fail(what_, fault);
        const int flags = ::fcntl(target_.get(), F_GETFL);
        if (flags < 0 || ::fcntl(target_.get(), F_SETFL, flags & ~O_NONBLOCK) != 0) fail(what_, errno);
        is_stream_ = true;
    }

    /// Makes an unnamed file. If the file system has none, makes one with a temporary name, which is removed again
    /// unless it gets its real one.
    void make_file() {
        const mode_t mode = is_private_ ? 0600 : 0666;
        target_ = Descriptor(::openat(folder_.get(), ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, mode));
        if (!target_ && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
            if (is_private_)
                fail(what_,
                     "its file system has no unnamed files (O_TMPFILE), and patient data must not be written under a "
                     "temporary name; name a folder elsewhere, or pipe the output with -o -");
            temporary_ = temporary_name();
            target_ = Descriptor(::openat(folder_.get(), temporary_.c_str(),
                                          O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode));
            if (!target_) temporary_.clear();  // not ours to remove
        }
        if (!target_) fail(what_, errno);
        if (is_private_ && ::fchmod(target_.get(), mode) != 0) fail(what_, errno);  // whatever the umask is
    }

    static std::string temporary_name() { return ".carepress-" + std::to_string(::getpid()) + ".part"; }

    bool link_as(const std::string& name) const {
        const std::string self = "/proc/self/fd/" + std::to_string(target_.get());
        return ::linkat(AT_FDCWD, self.c_str(), folder_.get(), name.c_str(), AT_SYMLINK_FOLLOW) == 0;
    }

    std::string what_, name_, temporary_;
    bool is_private_ = false;
    bool is_stream_ = false;  ///< written to directly; gets no name
    Descriptor folder_, target_;
};

}  // namespace

void write_whole(const std::string& path, std::string_view bytes) {
    Output output(path, path, false);
    output.write(bytes);
    output.commit();
}

void write_private(const std::vector<PrivateOutput>& outputs) {
    std::list<Output> opened;
    for (const PrivateOutput& each : outputs) opened.emplace_back(each.path, each.what, true);
    // Files first: if one of them fails, as on a full disk, no stream has been given anything.
    for (const bool streams : {false, true}) {
        auto output = opened.begin();
        for (const PrivateOutput& each : outputs) {
            if (output->is_stream() == streams) output->write(each.bytes);
            ++output;
        }
    }
    for (Output& each : opened) each.commit();
}

void write_standard_output(std::string_view bytes) { write_all(STDOUT_FILENO, bytes, "standard output"); }

}  // namespace carepress::cli
