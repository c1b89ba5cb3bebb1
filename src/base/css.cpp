#include "base/css.h"

#include "base/ascii.h"

#include <algorithm>
#include <cstddef>

namespace carepress {
namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// Behind the comment, string or escaped character at `at`, else behind one character. What is never closed reaches to
/// the end.
std::size_t after_token(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) == "/*") {
        const std::size_t end = text.find("*/", at + 2);
        return end == std::string_view::npos ? text.size() : end + 2;
    }
    if (text[at] == '\\') return std::min(at + 2, text.size());
    if (text[at] != '"' && text[at] != '\'') return at + 1;
    for (std::size_t end = at + 1; end < text.size(); ++end) {
        if (text[end] == '\\')
            ++end;
        else if (text[end] == text[at])
            return end + 1;
    }
    return text.size();
}

/// The end of the declaration that begins at `at`: its ";" outside of brackets, or the end of the text.
std::size_t declaration_end(std::string_view text, std::size_t at) {
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '(' || c == '[' || c == '{') ++depth;
        if ((c == ')' || c == ']' || c == '}') && depth > 0) --depth;
        if (c == ';' && depth == 0) return at;
        at = after_token(text, at);
    }
    return text.size();
}

/// The "}" that closes the block whose content begins at `at`, or the end of the text.
std::size_t block_end(std::string_view text, std::size_t at) {
    for (int depth = 1; at < text.size(); at = after_token(text, at)) {
        if (text[at] == '{') ++depth;
        if (text[at] == '}' && --depth == 0) return at;
    }
    return text.size();
}

/// Without comments, each run of white space as one space and none at the ends.
std::string tidied(std::string_view text) {
    std::string out;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = after_token(text, at);
        if (text.substr(at, 2) == "/*" || is_space(text[at])) {
            space = true;
        } else {
            if (space && !out.empty()) out += ' ';
            space = false;
            out += text.substr(at, next - at);
        }
        at = next;
    }
    return out;
}

constexpr int deepest_block = 8;

/// Reads rules from `at` to the end of the text.
void read_rules(std::string_view text, std::vector<CssRule>& out, int depth) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        // "@import url(x);" ends with its semicolon; anywhere else one is part of what is before the block.
        bool statement = false;
        int depth_of_brackets = 0;
        while (at < text.size() && text[at] != '{' && !statement) {
            if (text[at] == '(') ++depth_of_brackets;
            if (text[at] == ')') --depth_of_brackets;
            if (text[at] == ';' && depth_of_brackets <= 0)
                statement = tidied(text.substr(begin, at - begin)).starts_with('@');
            at = after_token(text, at);
        }
        if (statement) continue;
        if (at >= text.size()) return;
        const std::string prelude = tidied(text.substr(begin, at - begin));
        const std::size_t block = at + 1;
        const std::size_t end = block_end(text, block);
        const std::string_view inside = text.substr(block, end - block);
        at = end + 1;
        if (!prelude.starts_with('@')) {
            out.push_back({prelude, read_css_declarations(inside)});
            continue;
        }
        const std::string rule = ascii_lower(prelude);
        const bool applies = rule.starts_with("@layer") || (rule.starts_with("@media") && is_for_print(rule.substr(6)));
        if (applies && depth < deepest_block) read_rules(inside, out, depth + 1);
    }
}

}  // namespace

bool is_for_print(std::string_view media) {
    if (is_blank(media)) return true;
    for (std::string_view rest = media; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string query = ascii_lower(trim(rest.substr(0, comma)));
        if (query == "all" || query == "print" || query == "only all" || query == "only print" ||
            query == "not screen" || query == "not speech")
            return true;
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return false;
}

std::vector<CssRule> read_css_rules_for_print(std::string_view sheet) {
    std::string plain(sheet);  // "<!--" and "-->" may be around rules (CSS Syntax 3, 5.4.1)
    for (const std::string_view mark : {std::string_view("<!--"), std::string_view("-->")})
        for (std::size_t at = 0; (at = plain.find(mark, at)) != std::string::npos;)
            plain.replace(at, mark.size(), mark.size(), ' ');
    std::vector<CssRule> out;
    read_rules(plain, out, 0);
    return out;
}

std::vector<CssDeclaration> read_css_declarations(std::string_view text) {
    std::vector<CssDeclaration> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = declaration_end(text, at);
        const std::string declaration = tidied(text.substr(at, end - at));
        at = end + 1;
        const std::size_t colon = declaration.find(':');
        if (colon == std::string::npos) continue;
        CssDeclaration made;
        made.name = ascii_lower(trim(std::string_view(declaration).substr(0, colon)));
        std::string_view value = trim(std::string_view(declaration).substr(colon + 1));
        if (const std::size_t mark = value.rfind('!'); mark != std::string_view::npos) {
            made.important = ascii_lower(trim(value.substr(mark + 1))) == "important";
            if (made.important) value = trim(value.substr(0, mark));
        }
        made.value = value;
        if (!made.name.empty() && !made.value.empty()) out.push_back(std::move(made));
    }
    return out;
}

}  // namespace carepress
