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

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& doing, const std::string& path, int error) {
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

Descriptor open_lock(const std::string& path) {
    Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (lock.get() < 0) fail("write", path, errno);
    return lock;
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
    make_folders(own(""));
    folder_ = Descriptor(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder_.get() < 0) fail("open the folder", path_, errno);
    take_locks(shard);

    staging_ = own("staged" + shard.suffix());
    std::error_code error;
    fs::remove_all(staging_, error);
    if (error) throw EnvironmentError("cannot clear " + staging_ + ": " + error.message());
    make_folders(staging_);
    struct stat status {};
    if (::stat(staging_.c_str(), &status) != 0) fail("read", staging_, errno);
    begin_ = stamp_of(status).modified;
}

void OutputFolder::take_locks(Shard shard) {
    const auto take = [&](const Descriptor& lock, int kind, const char* other) {
        if (::flock(lock.get(), kind | LOCK_NB) == 0) return;
        if (errno != EWOULDBLOCK) fail("lock", path_, errno);
        throw EnvironmentError(std::string(other) + " is writing to " + path_ +
                               "; wait until it is done, or export to another folder");
    };
    lock_ = open_lock(own("lock"));
    take(lock_, shard.whole() ? LOCK_EX : LOCK_SH, "another export");
    if (shard.whole()) return;
    shard_lock_ = open_lock(own("lock" + shard.suffix()));
    take(shard_lock_, LOCK_EX, "another export of this shard");
}

Descriptor OutputFolder::lock_shared_files() const {
    Descriptor lock = open_lock(own("lock-merge"));
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

void OutputFolder::publish(const StagedFile& staged, const std::string& file) const {
    const std::string from = staged_path(staged.number), to = path(file);
    if (::rename(from.c_str(), to.c_str()) == 0) return;
    if (errno != ENOENT) fail("write", to, errno);
    make_folders(fs::path(to).parent_path().string());
    if (::rename(from.c_str(), to.c_str()) != 0) fail("write", to, errno);
}

void OutputFolder::discard(const StagedFile& staged) const { ::unlink(staged_path(staged.number).c_str()); }

bool OutputFolder::remove(const std::string& file) const {
    if (::unlink(path(file).c_str()) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return false;
        fail("remove", path(file), errno);
    }
    for (fs::path folder = fs::path(file).parent_path(); !folder.empty(); folder = folder.parent_path())
        if (::rmdir(path(folder.string()).c_str()) != 0) break;  // other files are in it
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
    return without_changed(stamp_of(path(file)).value_or(FileStamp{}));
}

}  // namespace carepress::library
