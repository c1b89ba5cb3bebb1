#include "import/pictures.h"

#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/data_address.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/hex.h"
#include "base/inside_folder.h"
#include "base/percent.h"
#include "import/slug.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::import {
namespace fs = std::filesystem;

namespace {

struct Format {
    std::string_view extension;  ///< empty: it cannot be drawn
    std::string_view name;
};

/// What the bytes of a file are (docs/images.md); nothing: not a picture.
std::optional<Format> format_of(std::string_view bytes) {
    using namespace std::string_view_literals;
    const std::array<std::pair<std::string_view, Format>, 8> beginnings{{
        {"\x89PNG\r\n\x1A\n"sv, {".png", "PNG"}},
        {"\xFF\xD8\xFF"sv, {".jpg", "JPEG"}},
        {"GIF8"sv, {".gif", "GIF"}},
        {"BM"sv, {"", "BMP"}},
        {"II*\0"sv, {"", "TIFF"}},
        {"MM\0*"sv, {"", "TIFF"}},
        {"\xD7\xCD\xC6\x9A"sv, {"", "a Windows metafile (WMF)"}},
        {"\x1F\x8B"sv, {"", "compressed"}},
    }};
    for (const auto& [beginning, format] : beginnings)
        if (bytes.starts_with(beginning)) return format;
    if (bytes.starts_with("RIFF") && bytes.substr(std::min<std::size_t>(8, bytes.size()), 4) == "WEBP")
        return Format{".webp", "WebP"};
    if (bytes.substr(std::min<std::size_t>(40, bytes.size()), 4) == " EMF")
        return Format{"", "a Windows metafile (EMF)"};
    const std::string_view head = trim(bytes.substr(0, 4'000));
    if ((head.starts_with('<') || head.starts_with("\xEF\xBB\xBF<")) && head.find("<svg") != std::string_view::npos)
        return Format{".svg", "SVG"};
    return std::nullopt;
}

/// "images/wrap.png" of "images/wrap.png?v=3#x".
std::string_view without_query(std::string_view path) { return path.substr(0, path.find_first_of("?#")); }

bool is_remote(std::string_view path) {
    const std::size_t colon = path.find(':');
    return path.starts_with("//") || (colon != std::string_view::npos && colon > 1 && colon < path.find('/'));
}

/// The file as it is, if it is one below `folder`.
std::optional<std::string> bytes_below(const fs::path& folder, const fs::path& file) {
    std::error_code error;
    if (!is_inside_folder(folder.string(), file.string()) || !fs::is_regular_file(file, error)) return std::nullopt;
    try {
        return read_source(file.string(), largest_picture).bytes;
    } catch (const EnvironmentError&) {
        return std::nullopt;
    } catch (const SourceTooLarge&) {
        return std::string(largest_picture + 1, '\0');  // too large, which is another message
    }
}

/// Words for a name of a file: "wrap" of "images/wrap.png". "image1.png" of a document says nothing.
std::string stem_of(std::string_view path, bool has_own_name, const std::string& slug) {
    constexpr std::size_t longest = 40;
    std::string stem = slug;
    if (has_own_name && !is_data_address(path)) {
        const std::string name = fs::path(percent_decoded(without_query(path))).stem().string();
        if (!name.empty()) stem = slug_of(name);
    }
    stem.resize(std::min(stem.size(), longest));
    while (stem.ends_with('-')) stem.pop_back();
    return stem.empty() ? "picture" : stem;
}

class PictureTaker {
public:
    PictureTaker(ImportRecord& record, const PictureFiles& files, const Source& source)
        : record_(record), files_(files), said_(source) {}

    void run() {
        take(record_.article->blocks);
        for (Diagnostic& each : said_.take()) {
            if (!files_.are_files) each.position = {};
            record_.diagnostics.push_back(std::move(each));
        }
    }

private:
    void take(std::vector<article::Block>& blocks) {
        std::vector<article::Block> out;
        out.reserve(blocks.size());
        for (article::Block& block : blocks) {
            if (auto* figure = std::get_if<article::Figure>(&block.content)) {
                if (const std::string why = take(*figure); why.empty())
                    out.push_back(std::move(block));
                else
                    leave_out(std::move(block), why, out);
                continue;
            }
            if (auto* heading = std::get_if<article::Heading>(&block.content)) before_ = heading->text.text;
            if (auto* paragraph = std::get_if<article::Paragraph>(&block.content)) before_ = paragraph->text.text;
            if (auto* quote = std::get_if<article::Quote>(&block.content)) take(quote->blocks);
            if (auto* callout = std::get_if<article::Callout>(&block.content)) take(callout->blocks);
            if (auto* more = std::get_if<article::LearnMore>(&block.content)) take(more->blocks);
            if (auto* list = std::get_if<article::List>(&block.content))
                for (article::ListItem& item : list->items) take(item.blocks);
            out.push_back(std::move(block));
        }
        blocks = std::move(out);
    }

    /// Why the picture can't be taken; empty: it is.
    std::string take(article::Figure& figure) {
        if (const auto known = taken_.find(figure.path); known != taken_.end()) {
            figure.path = known->second;
            return {};
        }
        const bool is_data = is_data_address(figure.path);
        if (!is_data && is_remote(figure.path)) return "it is an address, and nothing is fetched from the network";
        std::optional<std::string> bytes = is_data ? data_of_address(figure.path) : files_.read(figure.path);
        if (!bytes) return is_data ? "its data: address cannot be decoded" : "the folder does not have this file";
        if (bytes->size() > largest_picture) return "it is larger than 32 MB";
        const std::optional<Format> format = format_of(*bytes);
        if (!format) return "it is not a picture";
        if (format->extension.empty())
            return "it is " + std::string(format->name) + ", which cannot be drawn; save it as PNG or SVG";
        const std::string path = "pictures/" + stem_of(figure.path, files_.are_files, record_.slug) + "-" +
                                 digest_of(*bytes) + std::string(format->extension);
        const bool is_known = std::any_of(record_.pictures.begin(), record_.pictures.end(),
                                          [&](const ImportedPicture& each) { return each.path == path; });
        if (!is_known && size_ + bytes->size() > all_pictures) return "the pictures of the article are over 100 MB";
        taken_.emplace(std::exchange(figure.path, path), path);
        if (is_known) return {};
        size_ += bytes->size();
        record_.pictures.push_back({path, std::move(*bytes)});
        return {};
    }

    static std::string digest_of(std::string_view bytes) {
        constexpr std::size_t digits = 12;
        const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
        XXH128_canonical_t canonical;
        XXH128_canonicalFromHash(&canonical, hash);
        return lower_hex(canonical.digest).substr(0, digits);
    }

    /// Puts the words of a picture in its place.
    void leave_out(article::Block block, const std::string& why, std::vector<article::Block>& out) {
        article::Figure figure = std::move(std::get<article::Figure>(block.content));
        const std::string path = is_data_address(figure.path) ? "in a data: address" : "\"" + figure.path + "\"";
        const std::string after =
            files_.are_files || before_.empty() ? "" : " after \"" + article::shortened(before_) + "\"";
        said_.warning("import/picture-left-out"_code, block.span,
                      "the picture " + article::shortened(path, 100) + after + " is left out: " + why +
                          (figure.alternative.empty() ? "" : "; its alternative text is printed instead"),
                      "import it again when the picture is there, or remove it from the text");
        const auto add = [&](article::InlineText text) {
            block.content = article::Paragraph{std::move(text)};
            out.push_back(block);
        };
        if (!figure.alternative.empty()) {
            article::InlineText text;
            text.text = figure.alternative;
            text.runs.push_back({0, static_cast<std::uint32_t>(text.text.size()), 0, no_index, no_index, block.span});
            text.span = block.span;
            add(std::move(text));
        }
        if (figure.caption) add(std::move(*figure.caption));
    }

    ImportRecord& record_;
    const PictureFiles& files_;
    Diagnostics said_;
    std::string before_;  ///< the text before the picture
    std::size_t size_ = 0;
    std::map<std::string, std::string> taken_;  ///< new names by what figures call them
};

}  // namespace

PictureFiles pictures_of_file(const std::string& page, const std::string& folder) {
    const fs::path own = fs::path(page).parent_path().empty() ? fs::path(".") : fs::path(page).parent_path();
    const fs::path root = folder.empty() ? own : fs::path(folder);
    return {[own, root](const std::string& path) -> std::optional<std::string> {
        // "/images/wrap.png" of a site is below its root.
        const auto file = [&](std::string_view text) {
            const std::string name = percent_decoded(text);
            return name.starts_with('/') ? root / name.substr(1) : own / name;
        };
        if (auto bytes = bytes_below(root, file(path))) return bytes;
        return bytes_below(root, file(without_query(path)));
    }};
}

void take_pictures(ImportRecord& record, const PictureFiles& files, const Source& source) {
    if (record.article) PictureTaker(record, files, source).run();
}

}  // namespace carepress::import
