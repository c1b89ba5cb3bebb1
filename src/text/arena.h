#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace carepress::text {

/// Memory that is given back all at once.
class Arena {
public:
    /// `count` objects, not constructed.
    template <typename T>
    T* allocate(std::size_t count) {
        static_assert(alignof(T) <= alignment);
        return static_cast<T*>(allocate_bytes(count * sizeof(T)));
    }
    template <typename T>
    std::span<const T> copy(std::span<const T> from) {
        T* to = allocate<T>(from.size());
        std::uninitialized_copy(from.begin(), from.end(), to);
        return {to, from.size()};
    }
    std::size_t size() const { return size_; }
    void clear();

private:
    static constexpr std::size_t alignment = 8, chunk = 65'536;
    void* allocate_bytes(std::size_t bytes);

    std::vector<std::unique_ptr<std::byte[]>> chunks_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0, size_ = 0;
};

}  // namespace carepress::text
