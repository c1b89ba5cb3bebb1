#include "article/markdown_tree.h"
#include "article/plain_text.h"
#include "base/data_address.h"
#include "base/hex.h"

#include <algorithm>
#include <optional>

namespace carepress::article {
namespace {

/// "my%20picture.png" is the file "my picture.png".
std::string decoded_path(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
            if (high >= 0 && low >= 0 && high * 16 + low >= ' ') {
                out += static_cast<char>(high * 16 + low);
                i += 2;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

bool leads_out(std::string_view path) {
    int depth = 0;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find_first_of("/\\"), path.size());
        const std::string_view part = path.substr(0, slash);
        if (part == "..")
            --depth;
        else if (!part.empty() && part != ".")
            ++depth;
        if (depth < 0) return true;
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return false;
}

}  // namespace

std::optional<std::string> picture_path(std::string_view written, SourceSpan span, Diagnostics& diagnostics) {
    const std::size_t colon = written.find(':');
    if (written.empty()) {
        diagnostics.error("picture/no-file"_code, span, "this picture has no file",
                          "write its path between the parentheses");
        return std::nullopt;
    }
    if (is_data_address(written)) {
        std::string address(written);  // line ends and tabs inside mean nothing (WHATWG URL 4.4)
        std::erase_if(address, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
        if (data_of_address(address)) return address;
        diagnostics.error("picture/data-address"_code, span, "the picture's data: address cannot be decoded",
                          "write data:image/png;base64, and the picture in base64, or save the picture next to the "
                          "article and write its file name");
        return std::nullopt;
    }
    if (written.starts_with("//") || (colon != std::string_view::npos && colon < written.find('/'))) {
        diagnostics.error(
            "picture/outside-folder"_code, span,
            "the picture \"" + diagnostics.excerpt(shortened(written)) + "\" is not a file in the article's folder",
            "pictures are never downloaded: save it next to the article and write its file name");
        return std::nullopt;
    }
    std::string path = decoded_path(written);
    if (path.starts_with('/') || path.starts_with('\\') || leads_out(path)) {
        diagnostics.error(
            "picture/outside-folder"_code, span,
            "the picture \"" + diagnostics.excerpt(shortened(written)) + "\" lies outside the article's folder",
            "copy it next to the article and write its relative path");
        return std::nullopt;
    }
    return path;
}

}  // namespace carepress::article
