#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace carepress::pdf {

/// Bytes that several documents may share: a compressed drawing, a colour profile.
using Bytes = std::shared_ptr<const std::string>;

/// Compresses for FlateDecode (ISO 32000-1 7.4.4: zlib's format, RFC 1950). Holds one compressor, for one thread.
class Deflater {
public:
    /// `level` 1 to 12. Throws EnvironmentError without memory.
    explicit Deflater(int level);
    ~Deflater();
    Deflater(Deflater&&) noexcept;
    Deflater& operator=(Deflater&&) noexcept;

    Bytes compress(std::string_view data);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace carepress::pdf
