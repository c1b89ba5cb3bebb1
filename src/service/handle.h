#pragma once

#include <string>
#include <string_view>

namespace carepress::service {

/// 128 random bits as 32 hexadecimal digits: the name of something that only its maker may know. Throws
/// EnvironmentError if the system gives no random bits.
std::string make_handle();

/// Whether `text` has the form of a handle.
bool is_handle(std::string_view text);

}  // namespace carepress::service
