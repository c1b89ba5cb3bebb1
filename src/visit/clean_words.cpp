#include "base/utf.h"
#include "base/windows_1252.h"
#include "visit/element.h"
#include "visit/hidden_characters.h"
#include "visit/loose_markup.h"

#include <string>
#include <string_view>
#include <utility>

namespace carepress::visit {
namespace {

/// Line ends as "\n"; C1 controls as the characters of windows-1252 that they stand for; other controls as blanks.
std::string without_controls(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        const bool line_separator = c == 0xE2 && next == 0x80 && i + 2 < text.size() &&
                                    (static_cast<unsigned char>(text[i + 2]) | 1) == 0xA9;  // U+2028, U+2029
        if (line_separator) {
            clean += '\n';
            i += 2;
        } else if (c == '\r') {
            clean += '\n';
            i += next == '\n' ? 1 : 0;
        } else if (c == 0xC2 && next >= 0x80 && next < 0xA0) {
            const char32_t meant = next == 0x85 ? U'\n' : windows_1252(next);
            append_utf8(clean, meant == 0 ? U' ' : meant);
            ++i;
        } else {
            clean += c == 0x7F || (c < 0x20 && c != '\n') ? ' ' : text[i];
        }
    }
    return clean;
}

/// Makes each run of blanks and no-break spaces one blank, with none at the ends of lines and at most one empty line.
std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        int blanks = 0, breaks = 0;
        while (end < text.size()) {
            const bool no_break = text.compare(end, 2, "\u00A0") == 0;
            if (text[end] != ' ' && text[end] != '\n' && !no_break) break;
            breaks += text[end] == '\n' ? 1 : 0;
            end += no_break ? 2 : 1;
            ++blanks;
        }
        if (blanks == 0) {
            out += text[at++];
            continue;
        }
        const bool outside = out.empty() || end == text.size();
        if (!outside && breaks > 0)
            out += breaks > 1 ? "\n\n" : "\n";
        else if (!outside)
            out += blanks == 1 ? text.substr(at, end - at) : " ";
        at = end;
    }
    return out;
}

/// Drops what Markdown strikes out, such as "~~4 tablets~~" (GFM, 6.5). True if there was any.
bool drop_struck_markdown(std::string& text) {
    if (text.find("~~") == std::string::npos) return false;
    std::string kept;
    std::size_t at = 0;
    bool dropped = false;
    for (std::size_t begin = 0; (begin = text.find("~~", begin)) != std::string::npos;) {
        const std::size_t end = text.find("~~", begin + 2);
        if (end == std::string::npos) break;
        const std::string_view words = std::string_view(text).substr(begin + 2, end - begin - 2);
        const bool struck =
            !words.empty() && words.front() != ' ' && words.back() != ' ' && words.find('\n') == std::string_view::npos;
        if (struck) {
            kept.append(text, at, begin - at);
            at = begin = end + 2;
            dropped = true;
        } else {
            begin = end;
        }
    }
    kept.append(text, at);
    text = std::move(kept);
    return dropped;
}

}  // namespace

CleanWords clean_words(std::string_view text) {
    CleanWords clean;
    clean.text = decode_references(text);
    if (std::optional<LooseText> loose = without_markup(clean.text)) {
        clean.text = std::move(loose->text);
        clean.markup = true;
        clean.struck_out = loose->struck_out;
        clean.hidden = loose->hidden;
    }
    HiddenCharacters hidden;
    clean.text = folded(without_controls(without_hidden_characters(clean.text, hidden)));
    clean.struck_out = drop_struck_markdown(clean.text) || hidden.struck_out || clean.struck_out;
    if (clean.struck_out) clean.text = folded(clean.text);
    clean.hidden_characters = hidden.removed;
    return clean;
}

}  // namespace carepress::visit
