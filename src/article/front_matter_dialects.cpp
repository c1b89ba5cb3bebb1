#include "article/front_matter_dialects.h"

#include "article/front_matter.h"
#include "article/plain_text.h"
#include "base/ascii.h"

#include <algorithm>
#include <string>
#include <utility>

namespace carepress::article {
namespace {

/// Reads a text line by line.
class Lines {
public:
    Lines(std::string_view text, std::size_t begin) : text_(text), next_(begin) {}

    bool read() {
        if (next_ >= text_.size()) return false;
        begin_ = next_;
        const std::size_t end = line_end(text_, begin_);
        line_ = text_.substr(begin_, end - begin_);
        next_ = std::min(text_.size(), end + (text_.substr(end, 2) == "\r\n" ? 2 : 1));
        return true;
    }
    std::string_view line() const { return line_; }
    std::size_t begin() const { return begin_; }  ///< of the line
    std::size_t next() const { return next_; }    ///< of the one after it

private:
    std::string_view text_, line_;
    std::size_t begin_ = 0, next_;
};

YamlNode scalar(std::string_view text, SourceSpan span) {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.scalar = text;
    node.span = span;
    return node;
}

YamlNode mapping() {
    YamlNode node;
    node.kind = YamlNode::Kind::mapping;
    return node;
}

SourceSpan span_of(std::string_view part, std::string_view text, std::uint32_t offset) {
    const auto begin = static_cast<std::uint32_t>(offset + static_cast<std::size_t>(part.data() - text.data()));
    return {begin, static_cast<std::uint32_t>(begin + part.size())};
}

/// Brackets that are open at the end of `text`, outside of strings.
int open_brackets(std::string_view text) {
    int open = 0;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quote != '\0') {
            if (text[i] == '\\' && quote == '"')
                ++i;
            else if (text[i] == quote)
                quote = '\0';
        } else if (text[i] == '"' || text[i] == '\'') {
            quote = text[i];
        } else if (text[i] == '#') {
            i = line_end(text, i);
        } else {
            open += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
        }
    }
    return open;
}

/// The keys of TOML before its first table. Their values, strings, numbers, dates and arrays, are written as in YAML.
class TomlReader {
public:
    TomlReader(std::string_view text, std::uint32_t offset, Diagnostics& diagnostics)
        : text_(text), offset_(offset), diagnostics_(diagnostics) {}

    std::optional<ForeignFrontMatter> read(std::size_t begin, std::string_view fence) {
        ForeignFrontMatter out{mapping(), text_.size()};
        bool in_table = false;
        Lines lines(text_, begin);
        while (lines.read()) {
            const std::string_view line = trim(lines.line());
            if (line == fence) {
                out.body = lines.next();
                return out;
            }
            if (line.empty() || line.starts_with('#') || in_table) continue;
            if (line.starts_with('[')) {
                in_table = true;
                warn(line,
                     "the tables of the front matter are not read, from " + diagnostics_.excerpt(shortened(line)) +
                         " on",
                     "write the keys of an article before them");
                continue;
            }
            entry(line, lines, out.root);
        }
        return std::nullopt;
    }

private:
    void entry(std::string_view line, Lines& lines, YamlNode& root) {
        const std::size_t equals = line.find('=');
        std::string_view key = trim(line.substr(0, std::min(equals, line.size())));
        if (key.size() > 1 && key.front() == '"' && key.back() == '"') key = key.substr(1, key.size() - 2);
        if (equals == std::string_view::npos || key.empty())
            return warn(line, "this line of the front matter is not read", "write \"key = value\"");
        const auto begin = static_cast<std::size_t>(line.data() - text_.data()) + equals + 1;
        std::string_view value = text_.substr(begin, lines.begin() + lines.line().size() - begin);
        while (value.find('[') != std::string_view::npos && open_brackets(value) > 0 && lines.read())
            value = text_.substr(begin, lines.begin() + lines.line().size() - begin);
        const std::string_view trimmed = trim(value);
        if (trimmed.empty() || trimmed.starts_with("\"\"\"") || trimmed.starts_with("'''") || trimmed.starts_with('{'))
            return warn(line, "the value of \"" + diagnostics_.excerpt(shortened(key)) + "\" is not read",
                        "write it on one line, in quotation marks");
        YamlNode node = read_yaml(trimmed, span_of(trimmed, text_, offset_).begin, diagnostics_);
        // A date may have a time, which no key of an article has.
        if (node.kind == YamlNode::Kind::scalar && !node.quoted && node.scalar.size() > 10 &&
            is_iso_date(node.scalar.substr(0, 10)))
            node.scalar.resize(10);
        root.entries.push_back({scalar(key, span_of(key, text_, offset_)), std::move(node)});
    }

    void warn(std::string_view part, std::string message, std::string hint) {
        diagnostics_.warning("front-matter/not-read"_code, span_of(part, text_, offset_), std::move(message),
                             std::move(hint));
    }

    std::string_view text_;
    std::uint32_t offset_;
    Diagnostics& diagnostics_;
};

/// Where the JSON object that begins at `begin` ends; npos if it has no end.
std::size_t object_end(std::string_view text, std::size_t begin) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (in_string) {
            if (text[i] == '\\')
                ++i;
            else if (text[i] == '"')
                in_string = false;
        } else if (text[i] == '"') {
            in_string = true;
        } else if (text[i] == '{') {
            ++depth;
        } else if (text[i] == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

/// Whether an object with a key begins at `begin`: "{" alone is text.
bool begins_object(std::string_view text, std::size_t begin) {
    if (begin >= text.size() || text[begin] != '{') return false;
    const std::size_t key = text.find_first_not_of(" \t\r\n", begin + 1);
    if (key == std::string_view::npos || text[key] != '"') return false;
    const std::size_t end = text.find_first_of("\"\n", key + 1);
    if (end == std::string_view::npos || text[end] != '"') return false;
    const std::size_t colon = text.find_first_not_of(" \t", end + 1);
    return colon != std::string_view::npos && text[colon] == ':';
}

std::optional<ForeignFrontMatter> read_json(std::string_view text, std::size_t begin, std::uint32_t offset,
                                            Diagnostics& diagnostics) {
    const std::size_t end = object_end(text, begin);
    if (end == std::string_view::npos) return std::nullopt;
    ForeignFrontMatter out;
    out.root = read_yaml(text.substr(begin, end - begin), offset + static_cast<std::uint32_t>(begin), diagnostics);
    Lines lines(text, end);
    out.body = end;
    if (lines.read() && is_blank(lines.line())) out.body = lines.next();
    return out;
}

/// "% Title", "% Author", "% Date"; a line that begins with white space goes on with the one before it.
std::optional<ForeignFrontMatter> read_pandoc(std::string_view text, std::uint32_t offset, Diagnostics& diagnostics) {
    Lines lines(text, 0);
    ForeignFrontMatter out{mapping(), 0};
    std::vector<std::pair<std::string, SourceSpan>> parts;
    while (parts.size() <= 3 && lines.read()) {
        const std::string_view line = lines.line();
        const bool goes_on = !parts.empty() && (line.starts_with(' ') || line.starts_with('\t')) && !is_blank(line);
        if (!goes_on && (!line.starts_with('%') || parts.size() == 3)) break;
        const std::string_view value = trim(goes_on ? line : line.substr(1));
        if (goes_on)
            parts.back().first.append(" ").append(value);
        else
            parts.emplace_back(value, span_of(value, text, offset));
        out.body = lines.next();
    }
    // A sentence that begins with "%" is followed by its next line.
    Lines next(text, out.body);
    if (parts.size() < 2 && next.read() && !is_blank(next.line())) return std::nullopt;
    const auto add = [&](std::string_view key, std::size_t index) {
        const auto& [value, span] = parts[index];
        out.root.entries.push_back({scalar(key, span), scalar(value, span)});
    };
    add("title", 0);
    if (parts.size() > 1 && !parts[1].first.empty())
        diagnostics.warning("front-matter/not-read"_code, parts[1].second,
                            "the author \"" + diagnostics.excerpt(shortened(parts[1].first)) + "\" is not printed",
                            "write \"reviewed_by\" or \"source\" in YAML front matter if readers have to know");
    if (parts.size() > 2 && is_iso_date(parts[2].first))
        add("updated", 2);
    else if (parts.size() > 2 && !parts[2].first.empty())
        diagnostics.warning("front-matter/not-read"_code, parts[2].second,
                            "\"" + diagnostics.excerpt(shortened(parts[2].first)) + "\" is not read as a date",
                            "write year, month and day as in \"2026-11-22\"");
    return out;
}

std::optional<ForeignFrontMatter> or_no_end(std::optional<ForeignFrontMatter> read, std::string_view first,
                                            std::size_t begin, std::uint32_t offset, std::string_view end,
                                            Diagnostics& diagnostics) {
    if (read) return read;
    diagnostics.error("front-matter/no-end"_code, {offset, offset + static_cast<std::uint32_t>(first.size())},
                      "the front matter that begins here has no end",
                      "put a line with only \"" + std::string(end) + "\" after its last key");
    return ForeignFrontMatter{mapping(), begin};
}

}  // namespace

std::optional<ForeignFrontMatter> read_foreign_front_matter(std::string_view text, std::uint32_t offset,
                                                            Diagnostics& diagnostics) {
    Lines lines(text, 0);
    if (!lines.read()) return std::nullopt;
    const std::string_view first = lines.line(), name = trim(first);
    const std::size_t begin = lines.next();
    if (name == "+++" || name == "---toml" || name == "--- toml") {
        const std::string_view fence = name.substr(0, 3);
        // A rule of plus signs is followed by text, front matter by a key.
        const bool has_key = lines.read() && (lines.line().find('=') != std::string_view::npos ||
                                              is_blank(lines.line()) || lines.line().starts_with('#') ||
                                              lines.line().starts_with('[') || trim(lines.line()) == fence);
        if (!has_key) return std::nullopt;
        return or_no_end(TomlReader(text, offset, diagnostics).read(begin, fence), first, begin, offset, fence,
                         diagnostics);
    }
    if (name == "---json" || name == "--- json" || name == ";;;") {
        const std::size_t object = text.find('{', begin);
        auto read = object == std::string_view::npos ? std::nullopt : read_json(text, object, offset, diagnostics);
        if (read) {
            Lines rest(text, read->body);
            while (rest.read() && is_blank(rest.line())) {
            }
            if (trim(rest.line()) == name.substr(0, 3)) read->body = rest.next();
        }
        return or_no_end(std::move(read), first, begin, offset, name.substr(0, 3), diagnostics);
    }
    if (begins_object(text, 0))
        return or_no_end(read_json(text, 0, offset, diagnostics), first, 0, offset, "}", diagnostics);
    if (first.starts_with("% ")) return read_pandoc(text, offset, diagnostics);
    return std::nullopt;
}

}  // namespace carepress::article
