#include "base/random.h"

#include "base/error.h"

#include <sys/random.h>

namespace carepress {

std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t filled = 0; filled < size;) {
        const ssize_t more = ::getrandom(bytes.data() + filled, size - filled, 0);
        if (more <= 0) throw EnvironmentError("the system gives no random numbers");
        filled += static_cast<std::size_t>(more);
    }
    return bytes;
}

}  // namespace carepress
