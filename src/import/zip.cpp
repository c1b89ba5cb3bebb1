#include "import/zip.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

namespace carepress::import {
namespace {

// APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16
constexpr std::string_view local_header = "PK\x03\x04", central_header = "PK\x01\x02", end_record = "PK\x05\x06";
constexpr std::size_t local_size = 30, central_size = 46, end_size = 22, longest_comment = 65'535;
constexpr std::size_t most_entries = 10'000;
constexpr unsigned encrypted = 1;  ///< bit 0 of the flags

/// A little-endian number of `count` bytes.
std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t count) {
    std::size_t number = 0;
    for (std::size_t i = count; i > 0; --i) number = number << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
    return number;
}

struct FreeDecompressor {
    void operator()(libdeflate_decompressor* each) const { libdeflate_free_decompressor(each); }
};

bool inflate(std::string_view packed, std::string& out) {
    const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(libdeflate_alloc_decompressor());
    std::size_t got = 0;
    return decompressor &&
           libdeflate_deflate_decompress(decompressor.get(), packed.data(), packed.size(), out.data(), out.size(),
                                         &got) == LIBDEFLATE_SUCCESS &&
           got == out.size();
}

}  // namespace

std::optional<ZipArchive> ZipArchive::open(std::string_view bytes) {
    ZipArchive archive(bytes);
    if (!archive.read_directory()) return std::nullopt;
    return archive;
}

bool ZipArchive::read_directory() {
    if (bytes_.size() < end_size) return false;
    // The end record is the last thing, but for a comment.
    const std::size_t from = bytes_.size() - std::min(bytes_.size(), end_size + longest_comment);
    const std::size_t end = bytes_.rfind(end_record, bytes_.size() - end_size);
    if (end == std::string_view::npos || end < from) return false;
    const std::size_t count = number_at(bytes_, end + 10, 2);
    std::size_t at = number_at(bytes_, end + 16, 4);
    if (count > most_entries) return false;
    for (std::size_t i = 0; i < count; ++i) {
        if (at > end || end - at < central_size || bytes_.substr(at, 4) != central_header) return false;
        const std::size_t name = number_at(bytes_, at + 28, 2);
        const std::size_t whole = central_size + name + number_at(bytes_, at + 30, 2) + number_at(bytes_, at + 32, 2);
        if (end - at < whole || (number_at(bytes_, at + 8, 2) & encrypted) != 0) return false;
        ZipEntry entry;
        entry.name = bytes_.substr(at + central_size, name);
        entry.method = static_cast<unsigned>(number_at(bytes_, at + 10, 2));
        entry.compressed = number_at(bytes_, at + 20, 4);
        entry.size = number_at(bytes_, at + 24, 4);
        entry.offset = number_at(bytes_, at + 42, 4);
        entries_.push_back(std::move(entry));
        checks_.push_back(number_at(bytes_, at + 16, 4));
        at += whole;
    }
    return true;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const ZipEntry& each) { return each.name == name; });
    return found == entries_.end() ? nullptr : &*found;
}

std::optional<std::string> ZipArchive::read(std::string_view name, std::size_t largest) const {
    const ZipEntry* entry = find(name);
    if (entry == nullptr || entry->size > largest || entry->offset > bytes_.size() ||
        bytes_.size() - entry->offset < local_size || bytes_.substr(entry->offset, 4) != local_header)
        return std::nullopt;
    const std::size_t begin = entry->offset + local_size + number_at(bytes_, entry->offset + 26, 2) +
                              number_at(bytes_, entry->offset + 28, 2);
    if (begin > bytes_.size() || bytes_.size() - begin < entry->compressed) return std::nullopt;
    const std::string_view packed = bytes_.substr(begin, entry->compressed);
    std::string out;
    if (entry->method == 0) {
        out = packed;
    } else if (entry->method == 8) {
        out.resize(entry->size);
        if (!inflate(packed, out)) return std::nullopt;
    } else {
        return std::nullopt;
    }
    const std::size_t check = checks_[static_cast<std::size_t>(entry - entries_.data())];
    if (out.size() != entry->size || libdeflate_crc32(0, out.data(), out.size()) != check) return std::nullopt;
    return out;
}

}  // namespace carepress::import
