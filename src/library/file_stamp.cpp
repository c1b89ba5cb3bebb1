#include "library/file_stamp.h"

#include <sys/stat.h>

#include <cstdint>

namespace carepress::library {
namespace {

constexpr std::int64_t second = 1'000'000'000;

std::int64_t nanoseconds(const timespec& time) {
    return static_cast<std::int64_t>(time.tv_sec) * second + time.tv_nsec;
}

}  // namespace

FileStamp stamp_of(const struct stat& status) {
    return {status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim),
            static_cast<std::int64_t>(status.st_ino)};
}

std::optional<FileStamp> stamp_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return stamp_of(status);
}

bool is_racy(const FileStamp& stamp, std::int64_t begin) {
    return stamp.modified >= begin - 2 * second || stamp.changed >= begin - 2 * second;
}

}  // namespace carepress::library
