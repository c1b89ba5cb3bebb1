#include "base/secret_file.h"

#include "base/descriptor.h"
#include "base/error.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace carepress {

void refuse_secret_file(const std::string& path, std::string_view what, const std::string& why) {
    throw EnvironmentError(std::string(what) + ", " + path + ", cannot be used: " + why);
}

std::string read_secret_file(const std::string& path, std::string_view what, std::size_t largest) {
    const auto refuse = [&](const std::string& why) { refuse_secret_file(path, what, why); };
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0) refuse(::strerror(errno));
    if (!S_ISREG(status.st_mode)) refuse("it is not a file");
    if (status.st_uid != 0 && status.st_uid != ::geteuid()) refuse("it is another user's");
    const mode_t allowed = status.st_uid == 0 ? S_IRWXU | S_IRGRP : S_IRWXU;
    if ((status.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO) & ~allowed) != 0)
        refuse("others than its owner may read or change it: chmod 600");
    std::string bytes(largest + 1, '\0');
    const ssize_t size = ::read(file.get(), bytes.data(), bytes.size());
    if (size < 0) refuse(::strerror(errno));
    const std::string_view all(bytes.data(), static_cast<std::size_t>(size));
    std::string secret(all.substr(0, all.find_last_not_of(" \t\r\n") + 1));
    ::explicit_bzero(bytes.data(), bytes.size());
    if (secret.size() > largest) refuse("it has more than " + std::to_string(largest) + " bytes");
    return secret;
}

}  // namespace carepress
