#pragma once

#include "base/descriptor.h"
#include "base/error.h"
#include "library/file_stamp.h"
#include "library/shard.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace carepress::library {

/// A file of the folder can't be written.
class OutputError : public EnvironmentError {
public:
    OutputError(const std::string& message, int error) : EnvironmentError(message), error_(error) {}
    /// Something is in this file's way, a folder of its name, say; false: no file can be written, as on a full disk.
    bool concerns_one_file() const;

private:
    int error_;
};

/// A file that was written whole under a temporary name.
struct StagedFile {
    std::uint64_t number = 0;
    FileStamp stamp;  ///< without `changed`, which giving the file its name will move
};

/// The folder that an export writes to, and the export's alone: symbolic links below it are not followed, so that
/// nothing outside is written or removed by whatever somebody else puts there. It is held by one export (or one shard)
/// at a time. A file gets its name in three steps, so that it appears whole or not at all whatever happens, at the
/// price of one sync for many files: stage() writes it under a temporary name, sync() brings all that was staged to the
/// disk, publish() renames it.
class OutputFolder {
public:
    /// Makes the folder where it is missing, takes its lock, and clears what an earlier export left staged. Throws
    /// EnvironmentError: the folder can't be written, or another export is writing to it.
    OutputFolder(const std::string& path, Shard shard);

    /// Safe to call from several threads. Throws OutputError.
    StagedFile stage(std::string_view bytes);
    void sync() const;
    /// `file` is relative to the folder; missing folders are made.
    void publish(const StagedFile& staged, const std::string& file) const;
    void discard(const StagedFile& staged) const;

    /// Removes `file` and the folders that it leaves empty. True if it was there.
    bool remove(const std::string& file) const;

    /// Writes one file whole: `content` is called with a function that takes the file's bytes, part by part.
    void write(const std::string& file,
               const std::function<void(const std::function<void(std::string_view)>&)>& content);

    /// The stamp of a file of the folder, without `changed`; unknown for a symbolic link and what is behind one.
    FileStamp stamp(const std::string& file) const;
    std::string path(const std::string& file) const { return path_ + "/" + file; }
    /// A file for the export's own use.
    std::string own(const std::string& name) const { return path_ + "/" + own_folder + "/" + name; }
    /// The file system's clock when the folder was opened, nanoseconds since 1970.
    std::int64_t begin() const { return begin_; }

    /// Waits until no other shard holds the lock on what the shards share.
    Descriptor lock_shared_files() const;

    static constexpr const char* own_folder = ".carepress";

private:
    /// The folder that `file` is in; none, with errno set, if it is missing or not a folder of this one.
    int folder_of(const std::string& file, bool make) const;
    std::string staged_path(std::uint64_t number) const;
    Descriptor open_lock(const std::string& name) const;
    void take_locks(Shard shard);

    std::string path_, staging_;
    Descriptor folder_, own_folder_, lock_, shard_lock_;
    mutable std::map<std::string, Descriptor> opened_;  ///< by folder_of()
    std::atomic<std::uint64_t> next_{0};
    std::int64_t begin_ = 0;
};

}  // namespace carepress::library
