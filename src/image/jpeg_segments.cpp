#include "image/jpeg_segments.h"

#include "image/color_profile.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace carepress::image {
namespace {

using namespace std::literals;

enum Marker : unsigned char {
    first_frame = 0xC0,
    huffman_tables = 0xC4,
    jpeg_extension = 0xC8,
    first_arithmetic_frame = 0xC9,
    arithmetic_conditioning = 0xCC,
    last_frame = 0xCF,
    first_restart = 0xD0,
    last_restart = 0xD7,
    start_of_image = 0xD8,
    end_of_image = 0xD9,
    start_of_scan = 0xDA,
    app0 = 0xE0,
    app1 = 0xE1,
    app2 = 0xE2,
    app14 = 0xEE,
    app15 = 0xEF,
    comment = 0xFE,
};

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
unsigned word_at(std::string_view bytes, std::size_t at) { return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1); }

constexpr auto jfif_name = "JFIF\0"sv;
constexpr auto exif_name = "Exif\0\0"sv;
constexpr auto profile_name = "ICC_PROFILE\0"sv;
constexpr auto adobe_name = "Adobe"sv;
constexpr std::size_t jfif_size = 14;   // payload without thumbnail
constexpr std::size_t adobe_size = 12;  // payload

class SegmentWalk {
public:
    explicit SegmentWalk(std::string_view bytes) : bytes_(bytes) {}

    std::optional<JpegSegments> walk() {
        if (!bytes_.starts_with("\xFF\xD8")) return std::nullopt;
        out_.bare.reserve(bytes_.size());
        out_.bare = "\xFF\xD8";
        at_ = 2;
        while (true) {
            const std::optional<unsigned> marker = next_marker();
            if (!marker || *marker == start_of_image) return std::nullopt;
            if (*marker == end_of_image) break;
            if (!segment(*marker)) return std::nullopt;
        }
        out_.bare += "\xFF\xD9";
        join_profile();
        return std::move(out_);
    }

private:
    /// The current marker, after any fill bytes (B.1.1.2).
    std::optional<unsigned> next_marker() {
        if (at_ >= bytes_.size() || byte_at(bytes_, at_) != 0xFF) return std::nullopt;
        while (at_ < bytes_.size() && byte_at(bytes_, at_) == 0xFF) ++at_;
        if (at_ == bytes_.size()) return std::nullopt;
        return byte_at(bytes_, at_++);
    }

    bool segment(unsigned marker) {
        // Without a length: TEM and stray restarts, which have no place between segments.
        if (marker < first_frame || (marker >= first_restart && marker <= last_restart)) return false;
        if (bytes_.size() - at_ < 2) return false;
        const std::size_t length = word_at(bytes_, at_);
        if (length < 2 || length > bytes_.size() - at_) return false;
        const std::string_view payload = bytes_.substr(at_ + 2, length - 2);
        at_ += length;
        if (marker == comment || (marker >= app0 && marker <= app15)) {
            application(marker, payload);
            return true;
        }
        if (marker >= first_arithmetic_frame && marker <= last_frame && marker != arithmetic_conditioning)
            out_.arithmetic = true;
        copy(marker, payload);
        if (marker == start_of_scan) entropy_coded();
        return true;
    }

    void copy(unsigned marker, std::string_view payload) {
        out_.bare += '\xFF';
        out_.bare += static_cast<char>(marker);
        out_.bare += static_cast<char>((payload.size() + 2) >> 8);
        out_.bare += static_cast<char>((payload.size() + 2) & 0xFF);
        out_.bare += payload;
    }

    void entropy_coded() {
        ++out_.scans;
        const std::size_t begin = at_;
        while (true) {
            at_ = bytes_.find('\xFF', at_);
            if (at_ == std::string_view::npos) at_ = bytes_.size();
            if (at_ + 1 >= bytes_.size()) break;
            const unsigned next = byte_at(bytes_, at_ + 1);
            if (next != 0 && (next < first_restart || next > last_restart)) break;
            at_ += 2;
        }
        at_ = std::min(at_, bytes_.size());
        out_.bare += bytes_.substr(begin, at_ - begin);
    }

    void application(unsigned marker, std::string_view payload) {
        if (marker == app0 && payload.starts_with(jfif_name) && payload.size() >= jfif_size) {
            jfif(payload);
        } else if (marker == app1 && payload.starts_with(exif_name)) {
            if (!exif_seen_) out_.orientation = exif_orientation(payload.substr(exif_name.size()));
            exif_seen_ = true;
        } else if (marker == app2 && payload.starts_with(profile_name) && payload.size() > profile_name.size() + 2) {
            profile_part(payload.substr(profile_name.size()));
        } else if (marker == app14 && payload.starts_with(adobe_name) && payload.size() >= adobe_size &&
                   out_.adobe_transform < 0) {
            out_.adobe_transform = static_cast<int>(byte_at(payload, adobe_size - 1));
            copy(app14, payload.substr(0, adobe_size));
            out_.adobe_transform_at = out_.bare.size() - 1;
        }
    }

    void jfif(std::string_view payload) {
        if (jfif_seen_) return;
        jfif_seen_ = true;
        std::string without_thumbnail(payload.substr(0, jfif_size));
        without_thumbnail[12] = without_thumbnail[13] = 0;
        copy(app0, without_thumbnail);
        const double x = word_at(payload, 8), y = word_at(payload, 10);
        constexpr double centimetres_an_inch = 2.54;
        switch (byte_at(payload, 7)) {
            case 1:
                out_.density = {x, y, PixelDensity::Unit::inch};
                break;
            case 2:
                out_.density = {x * centimetres_an_inch, y * centimetres_an_inch, PixelDensity::Unit::inch};
                break;
            default:
                out_.density = {x, y, PixelDensity::Unit::unknown};
                break;
        }
    }

    /// ICC.1:2010 B.4: parts are numbered from 1 and each says how many there are.
    void profile_part(std::string_view part) {
        const unsigned number = byte_at(part, 0);
        profile_count_ = std::max(profile_count_, byte_at(part, 1));
        if (number == 0 || !parts_[number].empty()) return;
        parts_[number] = part.substr(2);
    }

    void join_profile() {
        for (unsigned i = 1; i <= profile_count_; ++i) {
            if (parts_[i].empty() || out_.profile.size() + parts_[i].size() > largest_profile) {
                out_.profile.clear();
                return;
            }
            out_.profile += parts_[i];
        }
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    JpegSegments out_;
    bool jfif_seen_ = false, exif_seen_ = false;
    unsigned profile_count_ = 0;
    std::array<std::string_view, 256> parts_;
};

}  // namespace

std::optional<JpegSegments> read_jpeg_segments(std::string_view bytes) { return SegmentWalk(bytes).walk(); }

void state_color_transform(JpegSegments& segments, int transform) {
    if (segments.adobe_transform == transform) return;
    if (segments.adobe_transform >= 0) {
        segments.bare[segments.adobe_transform_at] = static_cast<char>(transform);
    } else {
        // Adobe technical note 5116: version 100, no flags.
        std::string adobe(
            "\xFF\xEE\0\x0E"
            "Adobe\0\x64\0\0\0\0"sv);
        adobe += static_cast<char>(transform);
        segments.bare.insert(2, adobe);
    }
    segments.adobe_transform = transform;
}

}  // namespace carepress::image
