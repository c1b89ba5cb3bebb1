#include "import/file_title.h"

#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/percent.h"
#include "base/utf.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace carepress::import {
namespace {

/// Parts of pages, not subjects. "do" and "dont" are lists of what to do.
constexpr std::array<std::string_view, 39> parts_of_pages{
    "article", "body",         "box",   "callout", "chapter",  "content",  "default", "do",        "doc",    "document",
    "dont",    "dos",          "donts", "file",    "footer",   "fragment", "gp",      "header",    "index",  "info",
    "intro",   "introduction", "link",  "main",    "overview", "page",     "part",    "readme",    "reveal", "section",
    "service", "sidebar",      "step",  "text",    "title",    "untitled", "warning", "emergency", "en"};

bool says_no_subject(std::string_view words) {
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        const std::string word = ascii_lower(words.substr(begin, end - begin));
        const bool is_number = std::all_of(word.begin(), word.end(), is_digit);
        if (!is_number && std::find(parts_of_pages.begin(), parts_of_pages.end(), word) == parts_of_pages.end())
            return false;
        begin = end + 1;
    }
    return true;
}

/// "fever_and-rash" as words.
std::string words_of_name(std::string_view name) {
    std::string words = replace_malformed_utf8(percent_decoded(name));
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c == '-' || c == '_' || c == '+'; }, ' ');
    return article::one_line(words);
}

}  // namespace

std::string title_of_file(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return {};
    name = name.substr(0, dot);
    std::string title = words_of_name(name);
    if (says_no_subject(title) && slash != std::string_view::npos) {
        std::string_view folder = path.substr(0, slash);
        folder = folder.substr(folder.rfind('/') + 1);
        if (const std::string subject = words_of_name(folder); !subject.empty() && subject[0] != '.')
            title = title.empty() ? subject : subject + ": " + title;
    }
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

}  // namespace carepress::import
