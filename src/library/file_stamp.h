#pragma once

#include <cstdint>
#include <optional>
#include <string>

struct stat;

namespace carepress::library {

/// What tells, without reading it, that a file is the one that was read before: as long as its stamp is the same its
/// content is taken to be. Times are in nanoseconds since 1970.
struct FileStamp {
    std::int64_t size = -1;  ///< -1: no stamp, equal to that of no file
    std::int64_t modified = 0;
    std::int64_t changed = 0;  ///< of the inode: nobody can set it back
    std::int64_t inode = 0;

    bool operator==(const FileStamp&) const = default;
    bool known() const { return size >= 0; }
};

FileStamp stamp_of(const struct stat& status);

/// The stamp of the regular file at `path`, symbolic links followed; nothing where there is none.
std::optional<FileStamp> stamp_of(const std::string& path);

/// A stamp read at `begin` or later says nothing (git's "racy" entries): the file could be changed again within the
/// same tick of its clock. Two seconds also cover coarse and slightly wrong clocks of other file systems.
bool is_racy(const FileStamp& stamp, std::int64_t begin);

}  // namespace carepress::library
