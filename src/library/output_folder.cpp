#include "library/output_folder.h"

#include "base/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <utility>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& doing, const std::string& path, int error) {
    if (error == ENOTDIR || error == ELOOP)
        throw OutputError("cannot " + doing + " " + path +
                              ": a file or symbolic link is in the place of a folder, and links are not followed",
                          error);
    throw OutputError("cannot " + doing + " " + path + ": " + std::strerror(error), error);
}

void make_folders(const std::string& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) throw EnvironmentError("cannot make the folder " + path + ": " + error.message());
}

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail("write", path, written < 0 ? errno : EIO);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

FileStamp without_changed(FileStamp stamp) {
    stamp.changed = 0;
    return stamp;
}

constexpr int as_folder = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/// Opens the folder `name` in `parent`, which is made first where it is missing. A symbolic link is not followed.
Descriptor open_folder(int parent, const std::string& name, bool make) {
    Descriptor folder(::openat(parent, name.c_str(), as_folder | O_PATH));
    if (folder || errno != ENOENT || !make) return folder;
    if (::mkdirat(parent, name.c_str(), 0777) != 0 && errno != EEXIST) return Descriptor();
    return Descriptor(::openat(parent, name.c_str(), as_folder | O_PATH));
}

}  // namespace

bool OutputError::concerns_one_file() const {
    switch (error_) {
        case EISDIR:
        case ENOTDIR:
        case ENOTEMPTY:
        case EEXIST:
        case EACCES:
        case EPERM:
        case ENAMETOOLONG:
        case ELOOP:
        case EXDEV:
            return true;
        default:
            return false;
    }
}

OutputFolder::OutputFolder(const std::string& path, Shard shard) : path_(fs::path(path).lexically_normal().string()) {
    while (path_.size() > 1 && path_.ends_with('/')) path_.pop_back();
    make_folders(path_);
    folder_ = Descriptor(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder_.get() < 0) fail("open the folder", path_, errno);
    own_folder_ = open_folder(folder_.get(), own_folder, true);
    if (!own_folder_) fail("open the folder", own(""), errno);
    take_locks(shard);

    staging_ = own("staged" + shard.suffix());
    std::error_code error;
    fs::remove_all(staging_, error);
    if (error) throw EnvironmentError("cannot clear " + staging_ + ": " + error.message());
    if (!open_folder(own_folder_.get(), fs::path(staging_).filename().string(), true)) fail("write", staging_, errno);
    struct stat status {};
    if (::lstat(staging_.c_str(), &status) != 0) fail("read", staging_, errno);
    begin_ = stamp_of(status).modified;
}

Descriptor OutputFolder::open_lock(const std::string& name) const {
    Descriptor lock(
        ::openat(own_folder_.get(), name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666));
    if (!lock) fail("write", own(name), errno);
    return lock;
}

void OutputFolder::take_locks(Shard shard) {
    const auto take = [&](const Descriptor& lock, int kind, const char* other) {
        if (::flock(lock.get(), kind | LOCK_NB) == 0) return;
        if (errno != EWOULDBLOCK) fail("lock", path_, errno);
        throw EnvironmentError(std::string(other) + " is writing to " + path_ +
                               "; wait until it is done, or export to another folder");
    };
    lock_ = open_lock("lock");
    take(lock_, shard.whole() ? LOCK_EX : LOCK_SH, "another export");
    if (shard.whole()) return;
    shard_lock_ = open_lock("lock" + shard.suffix());
    take(shard_lock_, LOCK_EX, "another export of this shard");
}

Descriptor OutputFolder::lock_shared_files() const {
    Descriptor lock = open_lock("lock-merge");
    while (::flock(lock.get(), LOCK_EX) != 0)
        if (errno != EINTR) fail("lock", path_, errno);
    return lock;
}

std::string OutputFolder::staged_path(std::uint64_t number) const { return staging_ + "/" + std::to_string(number); }

StagedFile OutputFolder::stage(std::string_view bytes) {
    StagedFile staged{next_.fetch_add(1), {}};
    const std::string path = staged_path(staged.number);
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.get() < 0) fail("write", path, errno);
    try {
        write_all(file.get(), bytes, path);
    } catch (const EnvironmentError&) {
        ::unlink(path.c_str());
        throw;
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) fail("read", path, errno);
    staged.stamp = without_changed(stamp_of(status));
    return staged;
}

void OutputFolder::sync() const {
    if (::syncfs(folder_.get()) != 0) fail("bring to the disk", path_, errno);
}

int OutputFolder::folder_of(const std::string& file, bool make) const {
    constexpr std::size_t most_open = 64;
    const fs::path parent = fs::path(file).parent_path();
    if (parent.empty()) return folder_.get();
    if (const auto found = opened_.find(parent.string()); found != opened_.end()) return found->second.get();
    Descriptor folder;
    for (const fs::path& name : parent) {
        folder = open_folder(folder ? folder.get() : folder_.get(), name.string(), make);
        if (!folder) return -1;
    }
    if (opened_.size() == most_open) opened_.clear();
    return opened_.emplace(parent.string(), std::move(folder)).first->second.get();
}

void OutputFolder::publish(const StagedFile& staged, const std::string& file) const {
    const std::string from = staged_path(staged.number), name = fs::path(file).filename().string();
    const auto rename = [&] {
        const int folder = folder_of(file, true);
        return folder >= 0 && ::renameat(AT_FDCWD, from.c_str(), folder, name.c_str()) == 0;
    };
    if (rename()) return;
    if (errno == ENOENT) {  // the folder was removed
        opened_.clear();
        if (rename()) return;
    }
    fail("write", path(file), errno);
}

void OutputFolder::discard(const StagedFile& staged) const { ::unlink(staged_path(staged.number).c_str()); }

bool OutputFolder::remove(const std::string& file) const {
    const int folder = folder_of(file, false);
    if (folder < 0 || ::unlinkat(folder, fs::path(file).filename().c_str(), 0) != 0) {
        if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP) return false;
        fail("remove", path(file), errno);
    }
    for (fs::path empty = fs::path(file).parent_path(); !empty.empty(); empty = empty.parent_path()) {
        const int parent = folder_of(empty.string(), false);
        if (parent < 0 || ::unlinkat(parent, empty.filename().c_str(), AT_REMOVEDIR) != 0)
            break;  // other files are in it
    }
    opened_.clear();
    return true;
}

void OutputFolder::write(const std::string& file,
                         const std::function<void(const std::function<void(std::string_view)>&)>& content) {
    const StagedFile staged{next_.fetch_add(1), {}};
    const std::string path = staged_path(staged.number);
    const Descriptor written(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (written.get() < 0) fail("write", path, errno);
    constexpr std::size_t enough = 1 << 18;
    std::string waiting;
    content([&](std::string_view part) {
        waiting += part;
        if (waiting.size() < enough) return;
        write_all(written.get(), waiting, path);
        waiting.clear();
    });
    write_all(written.get(), waiting, path);
    if (::fsync(written.get()) != 0) fail("bring to the disk", path, errno);
    publish(staged, file);
}

FileStamp OutputFolder::stamp(const std::string& file) const {
    struct stat status {};
    const int folder = folder_of(file, false);
    if (folder < 0 || ::fstatat(folder, fs::path(file).filename().c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(status.st_mode))
        return {};
    return without_changed(stamp_of(status));
}

}  // namespace carepress::library
