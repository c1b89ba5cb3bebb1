#include "import/file_title.h"

#include "article/front_matter.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/percent.h"
#include "base/utf.h"
#include "import/slug.h"

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

std::vector<std::string> codes_of_file(std::string_view path, const std::string& title_slug) {
    std::vector<std::string> names;  // the file's, then those of its folders, upwards
    const auto add = [&](std::string_view name) {
        if (names.size() < 4 && !name.empty() && name[0] != '.') names.emplace_back(name);
    };
    std::string_view rest = path.substr(0, path.rfind('.') == std::string_view::npos ? 0 : path.rfind('.'));
    for (std::size_t slash = rest.rfind('/'); !rest.empty(); slash = rest.rfind('/')) {
        add(rest.substr(slash == std::string_view::npos ? 0 : slash + 1));
        rest = rest.substr(0, slash == std::string_view::npos ? 0 : slash);
    }
    std::string code = title_slug;
    if (!names.empty() && !says_no_subject(words_of_name(names.front())))
        code = article::is_article_code(names.front()) ? names.front() : slug_of(words_of_name(names.front()));
    std::vector<std::string> codes{code};
    for (std::size_t i = 1; i < names.size(); ++i) {
        const std::string longer = slug_of(words_of_name(names[i])) + "-" + codes.back();
        if (longer.size() > 64) break;
        codes.push_back(longer);
    }
    return codes;
}

}  // namespace carepress::import
