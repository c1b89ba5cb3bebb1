#include "text/truetype_subset.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace carepress::text {
namespace {

std::uint32_t read16(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) << 8 |
           static_cast<unsigned char>(bytes[at + 1]);
}

std::uint32_t read32(std::string_view bytes, std::size_t at) { return read16(bytes, at) << 16 | read16(bytes, at + 2); }

void write16(char* at, std::uint32_t value) {
    at[0] = static_cast<char>(value >> 8);
    at[1] = static_cast<char>(value);
}

void write32(char* at, std::uint32_t value) {
    write16(at, value >> 16);
    write16(at + 2, value & 0xFFFF);
}

void append16(std::string& out, std::uint32_t value) {
    const char bytes[2] = {static_cast<char>(value >> 8), static_cast<char>(value)};
    out.append(bytes, 2);
}

std::string_view bytes_of(const HbBlob& blob) {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob.get(), &length);
    return {data, length};
}

HbBlob table(hb_face_t* face, const char (&tag)[5]) {
    return HbBlob(hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3])));
}

constexpr std::size_t head_size = 54, hhea_size = 36, maxp_size = 32;
constexpr std::size_t outline_header = 10;  // numberOfContours and the bounding box

bool is_composite(std::string_view outline) { return outline.size() >= 2 && (outline[0] & 0x80) != 0; }

/// One component of a composite glyph (OpenType 1.9, glyf, "Composite glyph description").
struct Component {
    enum : std::uint32_t {
        words = 0x1,
        scale = 0x8,
        more = 0x20,
        two_scales = 0x40,
        matrix = 0x80,
        instructions = 0x100
    };
    std::size_t at = 0;  ///< of the flags; the glyph id is two bytes behind
    std::size_t size = 0;
    std::uint32_t flags = 0, glyph = 0;
};

/// Calls `visit(component)` for each; returns where the components end, or 0 when they run over the outline's end.
template <typename Visit>
std::size_t for_each_component(std::string_view outline, Visit visit) {
    std::size_t at = outline_header;
    Component component;
    do {
        if (at + 4 > outline.size()) return 0;
        component.at = at;
        component.flags = read16(outline, at);
        component.glyph = read16(outline, at + 2);
        component.size = component.flags & Component::words ? 8 : 6;
        if (component.flags & Component::scale)
            component.size += 2;
        else if (component.flags & Component::two_scales)
            component.size += 4;
        else if (component.flags & Component::matrix)
            component.size += 8;
        at += component.size;
        if (at > outline.size()) return 0;
        visit(static_cast<const Component&>(component));
    } while (component.flags & Component::more);
    return at;
}

/// The outline without its instructions. False when it is broken.
bool append_simple(std::string& out, std::string_view outline) {
    if (outline.size() < outline_header + 2) return false;
    const std::size_t instructions_at = outline_header + 2 * std::size_t{read16(outline, 0)};
    if (instructions_at + 2 > outline.size()) return false;
    const std::size_t points_at = instructions_at + 2 + read16(outline, instructions_at);
    if (points_at > outline.size()) return false;
    out.append(outline, 0, instructions_at);
    append16(out, 0);
    out.append(outline, points_at);
    return true;
}

bool append_composite(std::string& out, std::string_view outline, const std::vector<std::uint32_t>& ids) {
    const std::size_t begin = out.size();
    const std::size_t end = for_each_component(outline, [](const Component&) {});
    if (end == 0) return false;
    out.append(outline, 0, end);
    for_each_component(outline, [&](const Component& component) {
        const auto place = std::lower_bound(ids.begin(), ids.end(), component.glyph) - ids.begin();
        write16(&out[begin + component.at], component.flags & ~std::uint32_t{Component::instructions});
        write16(&out[begin + component.at + 2], static_cast<std::uint32_t>(place));
    });
    return true;
}

std::uint32_t checksum(std::string_view padded) {
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at < padded.size(); at += 4) sum += read32(padded, at);
    return sum;
}

/// Lays tables one behind the other, each begun on four bytes, and enters them in the directory (OpenType 1.9,
/// "Organization of an OpenType font").
class FontFile {
public:
    static constexpr std::uint32_t table_count = 6;

    explicit FontFile(std::size_t expected_size) {
        bytes.reserve(expected_size);
        bytes.assign(directory_size, '\0');
        write32(&bytes[0], 0x0001'0000);
        write16(&bytes[4], table_count);
        write16(&bytes[6], 64);  // searchRange, entrySelector, rangeShift of six tables
        write16(&bytes[8], 2);
        write16(&bytes[10], 32);
    }
    void begin() { start_ = bytes.size(); }
    std::size_t start() const { return start_; }
    /// Tables are to be ended in the order of their tags.
    void end(const char (&tag)[5]) {
        const std::size_t size = bytes.size() - start_;
        bytes.append((4 - size % 4) % 4, '\0');
        char* entry = &bytes[12 + 16 * done_++];
        std::memcpy(entry, tag, 4);
        const std::uint32_t sum = checksum(std::string_view(bytes).substr(start_));
        write32(entry + 4, sum);
        tables_sum_ += sum;
        write32(entry + 8, static_cast<std::uint32_t>(start_));
        write32(entry + 12, static_cast<std::uint32_t>(size));
    }

    /// Of the whole file: the directory, and the tables, whose sums are known.
    std::uint32_t sum() const { return checksum(std::string_view(bytes).substr(0, directory_size)) + tables_sum_; }

    std::string bytes;

private:
    static constexpr std::size_t directory_size = 12 + 16 * table_count;
    std::size_t start_ = 0, done_ = 0;
    std::uint32_t tables_sum_ = 0;
};

}  // namespace

TrueTypeSubsetter::TrueTypeSubsetter(hb_face_t* face)
    : glyf_(table(face, "glyf")),
      loca_(table(face, "loca")),
      head_(table(face, "head")),
      hhea_(table(face, "hhea")),
      hmtx_(table(face, "hmtx")),
      maxp_(table(face, "maxp")) {
    const std::string_view head = bytes_of(head_), hhea = bytes_of(hhea_), maxp = bytes_of(maxp_);
    if (head.size() < head_size || hhea.size() < hhea_size || maxp.size() < maxp_size) return;
    // Version 1.0 is that of TrueType outlines; readers see no glyphs behind any other.
    if (read32(maxp, 0) != 0x0001'0000) return;
    glyph_count_ = read16(maxp, 4);
    metric_count_ = read16(hhea, 34);
    has_long_offsets_ = read16(head, 50) != 0;
    const std::size_t offsets = (glyph_count_ + 1) * std::size_t{has_long_offsets_ ? 4u : 2u};
    const std::size_t metrics = 4 * std::size_t{metric_count_} + 2 * (glyph_count_ - std::size_t{metric_count_});
    is_usable_ = metric_count_ > 0 && metric_count_ <= glyph_count_ && bytes_of(loca_).size() >= offsets &&
                 bytes_of(hmtx_).size() >= metrics && !bytes_of(glyf_).empty();
}

/// Empty for a glyph without outline, and for one that lies outside the table.
std::string_view TrueTypeSubsetter::outline(std::uint32_t glyph) const {
    const std::string_view loca = bytes_of(loca_), glyf = bytes_of(glyf_);
    const auto offset = [&](std::size_t index) {  // of entry `index` of loca
        return has_long_offsets_ ? std::size_t{read32(loca, 4 * index)} : 2 * std::size_t{read16(loca, 2 * index)};
    };
    const std::size_t begin = offset(glyph), end = offset(std::size_t{glyph} + 1);
    return begin < end && end <= glyf.size() ? glyf.substr(begin, end - begin) : std::string_view();
}

/// Adds what composite glyphs are made of, and what that is made of. False when a glyph is broken.
bool TrueTypeSubsetter::close_over_components(std::vector<std::uint32_t>& ids) const {
    const std::size_t asked = ids.size();
    for (std::size_t i = 1; i < ids.size(); ++i) {  // grows
        if (ids[i] >= glyph_count_) return false;
        const std::string_view glyph = outline(ids[i]);
        if (!is_composite(glyph)) continue;
        const std::size_t end = for_each_component(glyph, [&](const Component& component) {
            if (std::find(ids.begin(), ids.end(), component.glyph) == ids.end()) ids.push_back(component.glyph);
        });
        if (end == 0) return false;
    }
    if (ids.size() > asked) std::sort(ids.begin(), ids.end());
    return true;
}

void TrueTypeSubsetter::append_metrics(std::string& out, std::uint32_t glyph) const {
    const std::string_view hmtx = bytes_of(hmtx_);
    if (glyph < metric_count_) {
        out.append(hmtx, std::size_t{4} * glyph, 4);
        return;
    }
    out.append(hmtx, std::size_t{4} * (metric_count_ - 1), 2);  // the last advance holds for all behind it
    out.append(hmtx, std::size_t{4} * metric_count_ + std::size_t{2} * (glyph - metric_count_), 2);
}

std::string TrueTypeSubsetter::subset(std::span<const std::uint32_t> glyphs,
                                      std::vector<std::uint32_t>& new_ids) const {
    std::vector<std::uint32_t> ids(glyphs.begin(), glyphs.end());
    if (!is_usable_ || ids.empty() || ids[0] != 0 || !close_over_components(ids)) return {};

    constexpr std::size_t usual_outline = 128;
    FontFile file(1024 + ids.size() * usual_outline);
    std::string& out = file.bytes;
    std::vector<std::uint32_t> offsets = {0};
    offsets.reserve(ids.size() + 1);
    file.begin();
    for (const std::uint32_t id : ids) {
        const std::string_view glyph = id == 0 ? std::string_view() : outline(id);
        if (!glyph.empty() && !(is_composite(glyph) ? append_composite(out, glyph, ids) : append_simple(out, glyph)))
            return {};
        if (out.size() % 2 != 0) out += '\0';  // a short loca counts in words
        offsets.push_back(static_cast<std::uint32_t>(out.size() - file.start()));
    }
    const bool has_long_offsets = offsets.back() > 2 * 0xFFFF;
    file.end("glyf");

    file.begin();
    const std::size_t head_at = out.size();
    out.append(bytes_of(head_), 0, head_size);
    write32(&out[head_at + 8], 0);  // checkSumAdjustment
    write16(&out[head_at + 50], has_long_offsets ? 1 : 0);
    file.end("head");

    file.begin();
    out.append(bytes_of(hhea_), 0, hhea_size);
    write16(&out[file.start() + 34], static_cast<std::uint32_t>(ids.size()));
    file.end("hhea");

    file.begin();
    for (const std::uint32_t id : ids) append_metrics(out, id);
    file.end("hmtx");

    file.begin();
    for (const std::uint32_t offset : offsets) {
        if (has_long_offsets) append16(out, offset >> 16);
        append16(out, has_long_offsets ? offset & 0xFFFF : offset / 2);
    }
    file.end("loca");

    file.begin();
    out.append(bytes_of(maxp_), 0, maxp_size);
    write16(&out[file.start() + 4], static_cast<std::uint32_t>(ids.size()));
    write16(&out[file.start() + 14], 1);  // maxZones: no twilight zone; what follows counts instructions' needs
    for (std::size_t field = 16; field < 28; field += 2) write16(&out[file.start() + field], 0);
    file.end("maxp");

    write32(&out[head_at + 8], 0xB1B0'AFBA - file.sum());
    new_ids.reserve(glyphs.size());
    std::size_t place = 0;
    for (const std::uint32_t glyph : glyphs) {
        while (ids[place] != glyph) ++place;  // both ascend
        new_ids.push_back(static_cast<std::uint32_t>(place));
    }
    return std::move(out);
}

}  // namespace carepress::text
