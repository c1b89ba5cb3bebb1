#include "text/arena.h"

#include <algorithm>

namespace carepress::text {

void* Arena::allocate_bytes(std::size_t bytes) {
    bytes = (bytes + alignment - 1) / alignment * alignment;
    if (bytes > left_) {
        const std::size_t room = std::max(bytes, chunk);
        chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(room));
        next_ = chunks_.back().get();
        left_ = room;
        size_ += room;
    }
    void* result = next_;
    next_ += bytes;
    left_ -= bytes;
    return result;
}

void Arena::clear() {
    chunks_.clear();
    next_ = nullptr;
    left_ = size_ = 0;
}

}  // namespace carepress::text
