#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::import {

/// A file in a ZIP archive (APPNOTE.TXT 6.3.10) as its central directory has it.
struct ZipEntry {
    std::string name;
    std::size_t offset = 0;      ///< of its local header
    std::size_t compressed = 0;  ///< bytes
    std::size_t size = 0;        ///< bytes when it is unpacked
    unsigned method = 0;         ///< 0 stored, 8 deflated
};

/// What an archive has, for documents that are one: Word, OpenDocument. Reads no ZIP64, no encryption, and at most
/// 10,000 files. Own code because libzip and its kind bring five libraries more to each start of the program.
class ZipArchive {
public:
    /// `bytes` must outlive this. Empty where they are not an archive that is read.
    static std::optional<ZipArchive> open(std::string_view bytes);

    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// The file's bytes. Empty where it is missing, larger than `largest` unpacked, or damaged (its size or CRC-32 is
    /// another one).
    std::optional<std::string> read(std::string_view name, std::size_t largest) const;

private:
    explicit ZipArchive(std::string_view bytes) : bytes_(bytes) {}
    bool read_directory();
    const ZipEntry* find(std::string_view name) const;

    std::string_view bytes_;
    std::vector<ZipEntry> entries_;
    std::vector<std::size_t> checks_;  ///< CRC-32 of each entry
};

}  // namespace carepress::import
