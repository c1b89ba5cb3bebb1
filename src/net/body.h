#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace carepress::net {

/// The bytes of a response: immutable and shared, so that a cached PDF is sent from where it is, and a range of it too.
class Body {
public:
    Body() = default;
    Body(std::string bytes) : Body(std::make_shared<const std::string>(std::move(bytes))) {}
    Body(const char* text) : Body(std::string(text)) {}
    Body(std::shared_ptr<const std::string> bytes) : bytes_(*bytes), owner_(std::move(bytes)) {}

    /// Bytes that live as long as the program, such as an embedded page.
    static Body of_static(std::string_view bytes) {
        Body body;
        body.bytes_ = bytes;
        return body;
    }

    std::string_view bytes() const { return bytes_; }
    std::size_t size() const { return bytes_.size(); }

    /// The `size` bytes from `begin`, which must be in range. Shares the owner.
    Body part(std::size_t begin, std::size_t size) const {
        Body body = *this;
        body.bytes_ = bytes_.substr(begin, size);
        return body;
    }

private:
    std::string_view bytes_;
    std::shared_ptr<const void> owner_;
};

}  // namespace carepress::net
