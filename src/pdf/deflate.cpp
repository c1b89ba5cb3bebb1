#include "pdf/deflate.h"

#include "base/error.h"

#include <libdeflate.h>

namespace carepress::pdf {

struct Deflater::Implementation {
    struct Free {
        void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
    };
    std::unique_ptr<libdeflate_compressor, Free> compressor;
    std::string scratch;  ///< grows to the largest bound; only what was written is copied out
};

Deflater::Deflater(int level) : implementation_(std::make_unique<Implementation>()) {
    implementation_->compressor.reset(libdeflate_alloc_compressor(level));
    if (!implementation_->compressor) throw EnvironmentError("libdeflate: no memory for a compressor");
}

Deflater::~Deflater() = default;
Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;

Bytes Deflater::compress(std::string_view data) {
    libdeflate_compressor* compressor = implementation_->compressor.get();
    std::string& scratch = implementation_->scratch;
    const std::size_t bound = libdeflate_zlib_compress_bound(compressor, data.size());
    if (scratch.size() < bound) scratch.resize(bound);
    const std::size_t size = libdeflate_zlib_compress(compressor, data.data(), data.size(), scratch.data(), bound);
    if (size == 0) throw EnvironmentError("libdeflate: compression failed");
    return std::make_shared<const std::string>(scratch, 0, size);
}

}  // namespace carepress::pdf
