#include "article/other_formats.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace carepress::article {
namespace {

constexpr std::string_view from_source = "press the text that it was made from, or save it as HTML or plain text";

struct Beginning {
    std::string_view bytes;
    OtherFormat format;
};

constexpr Beginning binary_formats[] = {
    {"%PDF-", {"a PDF file", from_source}},
    {"PK\x03\x04",
     {"a Word, OpenDocument, EPUB or zip file", "carepress import makes an article of a Word or OpenDocument text"}},
    {"\xD0\xCF\x11\xE0", {"an old Word file", from_source}},
    {"{\\rtf", {"an RTF file", from_source}},
    {"\x89PNG", {"a picture", from_source}},
    {"\xFF\xD8\xFF", {"a picture", from_source}},
    {"GIF8", {"a picture", from_source}},
};

constexpr OtherFormat json{"JSON", "write its text as Markdown or HTML"};
constexpr OtherFormat fhir{"a FHIR resource in JSON", "carepress visit presses the bundle of a visit"};
constexpr OtherFormat table{"a table of values (CSV or TSV)",
                            "write the text as Markdown or HTML; Markdown has tables, too"};
constexpr OtherFormat catalogue{"a gettext catalogue", "press the article that it translates, once it is translated"};
constexpr OtherFormat web_archive{"a web archive (MHTML)", "save the page as HTML"};
constexpr OtherFormat mail{"an e-mail", "save its text without the header"};
constexpr OtherFormat asciidoc{"AsciiDoc", "make HTML of it, as in: asciidoctor FILE"};
constexpr OtherFormat restructured{"reStructuredText",
                                   "make Markdown of it, as in: pandoc -f rst -t gfm FILE -o FILE.md"};
constexpr OtherFormat mediawiki{"MediaWiki markup",
                                "make Markdown of it, as in: pandoc -f mediawiki -t gfm FILE -o FILE.md"};
constexpr OtherFormat org{"Org markup", "make Markdown of it, as in: pandoc -f org -t gfm FILE -o FILE.md"};
constexpr OtherFormat latex{"LaTeX", "make Markdown of it, as in: pandoc -f latex -t gfm FILE -o FILE.md"};
constexpr OtherFormat roff{"a roff manual page", "make Markdown of it, as in: pandoc -f man -t gfm FILE -o FILE.md"};
constexpr OtherFormat textile{"Textile", "make Markdown of it, as in: pandoc -f textile -t gfm FILE -o FILE.md"};
constexpr OtherFormat data_file{"a file of settings or data", "write the text as Markdown or HTML"};

struct Extension {
    std::string_view name;
    OtherFormat format;
};

constexpr Extension extensions[] = {
    {"json", json},
    {"jsonl", json},
    {"ndjson", json},
    {"ipynb", json},
    {"csv", table},
    {"tsv", table},
    {"po", catalogue},
    {"pot", catalogue},
    {"mht", web_archive},
    {"mhtml", web_archive},
    {"eml", mail},
    {"adoc", asciidoc},
    {"asciidoc", asciidoc},
    {"rst", restructured},
    {"wiki", mediawiki},
    {"mediawiki", mediawiki},
    {"org", org},
    {"tex", latex},
    {"latex", latex},
    {"textile", textile},
    {"yaml", data_file},
    {"yml", data_file},
    {"toml", data_file},
    {"ini", data_file},
    {"properties", data_file},
    {"css", data_file},
    {"js", data_file},
};

/// Of JSON, besides brackets: numbers, true, false and null.
constexpr std::string_view outside_strings = ",: \t\r\n0123456789+-.Eaeflnrstu";

/// Whether `text` looks like one JSON object or array from its first bracket to its end. Only brackets, strings and the
/// letters outside them are looked at: that is enough to tell it from Markdown, where a link or a template tag may
/// begin the text, and from text after JSON front matter.
bool is_one_json_value(std::string_view text) {
    const std::size_t second = text.find_first_not_of(" \t\r\n", 1);
    if (second == std::string_view::npos) return false;
    const char next = text[second];
    if (text[0] == '{' && next != '"' && next != '}') return false;
    if (text[0] == '[' && next != '{' && next != '[' && next != '"' && next != ']') return false;
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return text.find_first_not_of(" \t\r\n", i + 1) == std::string_view::npos;
        } else if (c != '}' && c != ']' && outside_strings.find(c) == std::string_view::npos) {
            return false;
        }
    }
    return false;
}

/// Lines that begin what only one format has. `first`: of the first line that is not blank alone.
struct LineMark {
    std::string_view begins;
    bool first;
    OtherFormat format;
};

constexpr LineMark line_marks[] = {
    {"= ", true, asciidoc},
    {"#+TITLE:", true, org},
    {"#+title:", true, org},
    {"\\documentclass", false, latex},
    {"\\begin{document}", false, latex},
    {".TH ", true, roff},
    {".\\\"", true, roff},
    {"h1. ", true, textile},
    {"msgid \"", false, catalogue},
    {"MIME-Version:", false, mail},
    {"Received: ", true, mail},
    {"Return-Path: ", true, mail},
};

/// Of reStructuredText: ".. note::". Two points at the start of a line, a name and two colons are nothing else.
bool is_directive(std::string_view line) {
    if (!line.starts_with(".. ")) return false;
    line.remove_prefix(3);
    const std::size_t end = line.find("::");
    return end != std::string_view::npos && end > 0 && line.find(' ') >= end;
}

/// Of MediaWiki: "== Causes ==".
bool is_wiki_heading(std::string_view line) {
    line = trim(line);
    return line.size() > 6 && line.starts_with("==") && line.ends_with("==") &&
           line.find_first_not_of('=') != std::string_view::npos && line.find(' ') != std::string_view::npos;
}

std::optional<OtherFormat> format_of_lines(std::string_view text) {
    bool is_first = true, is_fenced = false;
    std::size_t wiki_headings = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (is_blank(line)) continue;
        if (line.starts_with("```") || line.starts_with("~~~")) is_fenced = !is_fenced;
        if (is_fenced) continue;  // code may show any of these
        for (const LineMark& mark : line_marks)
            if ((is_first || !mark.first) && line.starts_with(mark.begins)) return mark.format;
        if (is_directive(line)) return restructured;
        if (is_wiki_heading(line) && ++wiki_headings == 2) return mediawiki;
        is_first = false;
    }
    return std::nullopt;
}

/// Whether all lines, three at least, are divided by as many tabs, and none begins with a bullet or a number as Word
/// pastes it.
bool is_divided_by_tabs(std::string_view text) {
    std::size_t lines = 0, expected = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (is_blank(line)) continue;
        const auto tabs = static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t'));
        if (tabs == 0 || (lines > 0 && tabs != expected)) return false;
        const std::string_view field = line.substr(0, line.find('\t'));
        if (field.size() < 2 || field.ends_with('.') || field.ends_with(')') || (field.back() & 0x80) != 0)
            return false;
        expected = tabs;
        ++lines;
    }
    return lines >= 3;
}

std::optional<OtherFormat> format_of_json(std::string_view text) {
    if (!is_one_json_value(text)) return std::nullopt;
    return text.find("\"resourceType\"") != std::string_view::npos ? fhir : json;
}

}  // namespace

std::string file_extension(std::string_view name) {
    const std::size_t slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? std::string() : ascii_lower(name.substr(dot + 1));
}

std::optional<OtherFormat> other_format(std::string_view name, std::string_view bytes) {
    for (const Beginning& each : binary_formats)
        if (bytes.starts_with(each.bytes)) return each.format;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::string_view text = bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
    if (text.empty()) return std::nullopt;
    const std::string extension = file_extension(name);
    if (text[0] == '{' || text[0] == '[')
        if (const auto format = format_of_json(text)) return format;
    for (const Extension& each : extensions)
        if (each.name == extension) return each.format;
    if (text[0] == '<') return other_xml_format(text);
    if (extension == "html" || extension == "htm" || extension == "xhtml") return std::nullopt;
    const bool is_archive = text.substr(0, 4096).find("multipart/related") != std::string_view::npos;
    if (const auto format = format_of_lines(text))
        return format->name == mail.name && is_archive ? web_archive : *format;
    return is_divided_by_tabs(text) ? std::optional(table) : std::nullopt;
}

}  // namespace carepress::article
