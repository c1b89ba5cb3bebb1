#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace carepress {

/// The bytes of a file with a secret, such as a private key, without white space at its end. Throws EnvironmentError,
/// without words of the file, if it can't be read, others than its owner may read or change it (0600; a file of root's
/// may be read by a group, as secrets of systemd and Kubernetes are), it is another user's or not a file, or has more
/// than `largest` bytes. `what` begins the message: "the key of the audit".
std::string read_secret_file(const std::string& path, std::string_view what, std::size_t largest);

/// The error of a secret that cannot be used, as read_secret_file() words it.
[[noreturn]] void refuse_secret_file(const std::string& path, std::string_view what, const std::string& why);

}  // namespace carepress
