#include "article/foreign_patterns.h"

#include "article/plain_text.h"
#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace carepress::article {
namespace {

constexpr std::size_t longest_tag = 2'000;  ///< bytes between the signs of a tag
constexpr std::size_t longest_formula = 200;

bool is_word(char c) { return is_ascii_letter(c) || is_digit(c) || c == '_' || c == '-'; }

/// Text between two signs. `is_open`: the first sign alone is enough, as the other may be in another block.
struct Fenced {
    std::string_view open, close;
    ForeignMarkup markup;
    bool is_open = true;
};

constexpr std::string_view fill_in = "write the text itself: what the template would fill in is missing";
constexpr std::string_view decide = "accept or reject the change, so that the text says what is meant";

constexpr ForeignMarkup template_tag(std::string_view name) {
    return {Severity::error, "article/template-tag"_code, name, fill_in};
}
constexpr ForeignMarkup editors_mark(std::string_view name) {
    return {Severity::error, "article/editors-mark"_code, name, decide};
}
constexpr ForeignMarkup warning(std::string_view name, std::string_view hint) {
    return {Severity::warning, "article/foreign-markup"_code, name, hint};
}

/// Longer signs come before those that they begin with.
constexpr std::array<Fenced, 24> fenced{{
    {"{{{", "}}}", template_tag("a template tag")},
    {"{{<", ">}}", template_tag("a Hugo shortcode")},
    {"{{%", "%}}", template_tag("a Hugo shortcode")},
    {"{{", "}}", template_tag("a template tag")},
    {"}}", "", template_tag("the end of a template tag")},
    {"{%", "%}", template_tag("a template tag")},
    {"%%", "%%", editors_mark("an editor's comment"), false},
    {"%}", "", template_tag("the end of a template tag")},
    {"{#", "#}", template_tag("a template comment"), false},
    {"<%", "%>", template_tag("a template tag")},
    {"%>", "", template_tag("the end of a template tag")},
    {"[%", "%]", template_tag("a template tag"), false},
    {"${", "}", template_tag("a template tag")},
    {"{++", "++}", editors_mark("text that an editor added")},
    {"{--", "--}", editors_mark("text that an editor deleted")},
    {"{~~", "~~}", editors_mark("text that an editor replaced")},
    {"{>>", "<<}", editors_mark("an editor's comment")},
    {"{==", "==}", editors_mark("text that an editor marked")},
    {"{/*", "*/}", warning("a comment of MDX", "delete it")},
    {"[[", "]]", warning("a wiki link", "write [text](https://example.org/page), or the text alone"), false},
    {"[^",
     "]",
     {Severity::warning, "article/missing-note"_code, "a footnote without a text",
      "write what it says on a line of its own, as in \"[^1]: Text.\""},
     false},
    {"[@", "]", warning("a citation", "write who says it in words"), false},
    {"$$", "$$", warning("a formula", "write it as text, as in \"5 mg × 2\""), false},
    {"+---",
     "+",
     {Severity::error, "article/table-of-other-dialect"_code, "a table drawn with signs",
      "write its rows with \"|\" and a row \"|---|---|\" under the head"},
     false},
}};

std::optional<ForeignMarkup> made(const ForeignMarkup& markup, std::size_t begin, std::size_t end) {
    ForeignMarkup out = markup;
    out.begin = begin;
    out.end = end;
    return out;
}

/// "{about 50%}" and "100%%" are prose.
bool begins_percent(std::string_view text, std::size_t at, std::string_view sign) {
    if (sign == "%%") return at == 0 || text[at - 1] == ' ';
    return at > 0 && (text[at - 1] == ' ' || text[at - 1] == '-');
}

std::optional<ForeignMarkup> fenced_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at, longest_tag);
    for (const Fenced& each : fenced) {
        if (!rest.starts_with(each.open)) continue;
        if (each.open[0] == '%' && !begins_percent(text, at, each.open)) continue;
        if (each.open[1] == '%' && rest.size() > 2  // "<%7"
            && is_digit(rest[2]))
            continue;
        const std::size_t close = each.close.empty() ? each.open.size() : rest.find(each.close, each.open.size());
        if (each.markup.code == "article/table-of-other-dialect"_code && close != std::string_view::npos)
            return made(each.markup, at, text.size());
        if (close != std::string_view::npos && close > (each.is_open ? 0 : each.open.size()))
            return made(each.markup, at, at + close + each.close.size());
        if (each.is_open) return made(each.markup, at, std::min(at + 40, text.size()));
    }
    return std::nullopt;
}

/// "{first_name}", "{patient.name}": the name of something in a program. Prose in braces has neither sign.
std::optional<ForeignMarkup> placeholder_at(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    bool joins = false;
    for (; end < text.size() && (is_word(text[end]) || text[end] == '.'); ++end)
        joins = joins || ((text[end] == '_' || text[end] == '.') && end > at + 1 && end + 1 < text.size() &&
                          is_ascii_letter(text[end - 1]) && is_ascii_letter(text[end + 1]));
    if (!joins || end == text.size() || text[end] != '}' || !is_ascii_letter(text[at + 1])) return std::nullopt;
    return made(template_tag("a placeholder"), at, end + 1);
}

/// "%PATIENT_NAME%", "%(dose)s".
std::optional<ForeignMarkup> percent_at(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    if (end < text.size() && text[end] == '(') {
        for (++end; end < text.size() && is_word(text[end]);) ++end;
        if (end > at + 2 && text.substr(end).starts_with(")s")) return made(template_tag("a placeholder"), at, end + 2);
        return std::nullopt;
    }
    while (end < text.size() && ((text[end] >= 'A' && text[end] <= 'Z') || text[end] == '_')) ++end;
    if (end - at < 4 || end == text.size() || text[end] != '%' || (at > 0 && is_digit(text[at - 1])))
        return std::nullopt;
    return made(template_tag("a placeholder"), at, end + 1);
}

/// "$E = mc^2$", by pandoc's rule; and with a sign of TeX inside, so that "$5 and 10$" is none.
std::optional<ForeignMarkup> formula_at(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size() || text[at + 1] == ' ' || (at > 0 && belongs_to_word(text[at - 1]))) return std::nullopt;
    const std::size_t end = text.substr(0, std::min(text.size(), at + longest_formula)).find('$', at + 1);
    if (end == std::string_view::npos || text[end - 1] == ' ' || (end + 1 < text.size() && is_digit(text[end + 1])))
        return std::nullopt;
    const std::string_view inner = text.substr(at + 1, end - at - 1);
    const bool is_variable = inner.size() == 1 && is_ascii_letter(inner[0]);
    const bool is_equation = inner.find('=') != std::string_view::npos && is_ascii_letter(inner[0]);
    if (inner.find_first_of("\\^_") == std::string_view::npos && !is_variable && !is_equation) return std::nullopt;
    return made(warning("a formula", "write it as text, as in \"5 mg × 2\""), at, end + 1);
}

/// ":smile:", ":ref:`label`"; "9:30:" and "a:b:c" are none.
std::optional<ForeignMarkup> colon_at(std::string_view text, std::size_t at, bool before_code) {
    if (at > 0 && (belongs_to_word(text[at - 1]) || text[at - 1] == ':' || text[at - 1] == '/')) return std::nullopt;
    std::size_t end = at + 1;
    while (end < text.size() && end - at < 40 && (is_word(text[end]) || text[end] == '+')) ++end;
    if (end == text.size() || text[end] != ':' || end == at + 1) return std::nullopt;
    ++end;
    if (end == text.size() && before_code)
        return made(warning("a role of Sphinx", "write a link, or the text alone"), at, end);
    const bool is_code = !is_digit(text[at + 1]) || text.substr(at + 1, 3) == "100";
    const bool lower =
        std::none_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool is_plus = text[at + 1] == '+';
    if ((end < text.size() && belongs_to_word(text[end])) || !lower || end - at < 4 || !(is_code || is_plus))
        return std::nullopt;
    return made(warning("a code of an emoji", "write the word that it stands for"), at, end);
}

/// "{ref}`label`", "\frac{1}{2}", "~struck~".
std::optional<ForeignMarkup> role_at(std::string_view text, std::size_t at, bool before_code) {
    if (!before_code || text.back() != '}') return std::nullopt;
    const std::size_t end = text.substr(0, at + 60).find('}', at);
    if (end + 1 != text.size() || end < at + 2) return std::nullopt;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (!std::all_of(name.begin(), name.end(), [](char c) { return is_word(c) || c == ':'; })) return std::nullopt;
    return made(warning("a role of MyST", "write a link, or the text alone"), at, end + 1);
}

std::optional<ForeignMarkup> command_at(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && is_ascii_letter(text[end])) ++end;
    if (end < at + 3 || end == text.size() || text[end] != '{') return std::nullopt;
    return made(warning("a command of TeX", "write what it prints"), at, end);
}

/// GitHub strikes what is between single tildes, too. "~5-10~" is about a figure.
std::optional<ForeignMarkup> tilde_at(std::string_view text, std::size_t at) {
    if (at + 1 == text.size() || !is_ascii_letter(text[at + 1]) ||
        (at > 0 && text[at - 1] != ' ' && text[at - 1] != '('))
        return std::nullopt;
    const std::size_t end = text.find('~', at + 1);
    if (end == std::string_view::npos || end - at > longest_tag || text[end - 1] == ' ' ||
        text.substr(at, end - at).find("\xE2\x80\xA8") != std::string_view::npos ||
        (end + 1 < text.size() && (belongs_to_word(text[end + 1]) || text[end + 1] == '~')))
        return std::nullopt;
    return made(warning("text that GitHub strikes out", "delete it, or remove the tildes"), at, end + 1);
}

/// "[/caption]": the end tag of a shortcode.
std::optional<ForeignMarkup> end_tag_at(std::string_view text, std::size_t at) {
    std::size_t end = at + 2;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == at + 2 || end == text.size() || text[end] != ']') return std::nullopt;
    return made(warning("a shortcode in brackets", "delete its tags, or write it in Markdown"), at, end + 1);
}

std::string lower_beginning(std::string_view text) { return ascii_lower(text.substr(0, 60)); }

bool is_contents(const std::string& lower) {
    constexpr std::string_view forms[] = {"[toc]",  "[[toc]]", "[[_toc_]]", "{toc}",
                                          "${toc}", "{:toc}",  "@[toc]",    "<<toc>>"};
    return std::find(std::begin(forms), std::end(forms), lower) != std::end(forms);
}

bool begins_with_one_of(const std::string& text, std::initializer_list<std::string_view> beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view each) { return text.starts_with(each); });
}

}  // namespace

std::optional<ForeignMarkup> foreign_markup_at(std::string_view text, std::size_t at, bool before_code) {
    std::optional<ForeignMarkup> found;
    switch (text[at]) {
        case '{':
            if (!(found = fenced_at(text, at)) && !(found = placeholder_at(text, at)))
                found = role_at(text, at, before_code);
            return found;
        case '}':
        case '<':
        case '+':
            return fenced_at(text, at);
        case '[':
            if (text.substr(at).starts_with("[/")) return end_tag_at(text, at);
            return fenced_at(text, at);
        case '%':
            if (!(found = fenced_at(text, at))) found = percent_at(text, at);
            return found;
        case '$':
            if (!(found = fenced_at(text, at))) found = formula_at(text, at);
            return found;
        case ':':
            return colon_at(text, at, before_code);
        case '\\':
            return command_at(text, at);
        case '~':
            return tilde_at(text, at);
        default:
            return std::nullopt;
    }
}

std::optional<ForeignMarkup> foreign_paragraph(std::string_view text) {
    const std::string lower = lower_beginning(text);
    const auto whole = [&](const ForeignMarkup& markup) {
        return made(markup, 0, std::min<std::size_t>(text.size(), 60));
    };
    if (is_contents(lower))
        return whole({Severity::note, "article/contents-mark"_code, "the mark of a table of contents", ""});
    if (begins_with_one_of(lower, {"import ", "export "}) &&
        (text.find(" from '") != std::string_view::npos || text.find(" from \"") != std::string_view::npos ||
         begins_with_one_of(lower, {"import '", "import \"", "export const ", "export default ", "export function "})))
        return whole(warning("a line of MDX", "delete it, and write the text of its components"));
    if (lower.starts_with(".. ") && lower.find("::") != std::string::npos)
        return whole(warning("a directive of reStructuredText", "write the text in Markdown, a box as \"> [!NOTE]\""));
    if (begins_with_one_of(lower, {"!!! ", "??? ", "???+ "}))
        return whole(warning("a box of MkDocs", "write \"> [!NOTE]\" and the text with \"> \" before each line"));
    if (begins_with_one_of(lower, {"=== \"", "== ", "= "}))
        return whole(warning("a heading or tab of another dialect", "write \"## Heading\""));
    if (begins_with_one_of(lower, {"image::", "include::", "#+title", "#+begin"}))
        return whole(warning("markup of AsciiDoc or Org", "write it in Markdown"));
    if (begins_with_one_of(lower, {"\\newpage", "\\pagebreak", "\\begin", "\\end", "\\vspace", "\\clearpage"}))
        return whole(warning("a command of TeX", "delete it"));
    if (text.starts_with('(') && text.ends_with(")=") && text.find(' ') == std::string_view::npos)
        return whole(warning("a target of MyST", "delete it"));
    if (text.starts_with("*[") && text.find("]: ") != std::string_view::npos)
        return whole(
            warning("the meaning of an abbreviation", "write it in brackets where the abbreviation is first used"));
    const ForeignMarkup table{Severity::error, "article/table-of-other-dialect"_code, "a table without a row of dashes",
                              "write a row \"|---|---|\" under its head, with an empty line before the table"};
    if (text.starts_with('|') && text.ends_with('|') && std::count(text.begin(), text.end(), '|') > 3)
        return whole(table);
    const std::size_t rule = text.find("---- ---");
    if (rule != std::string_view::npos) return made(table, rule, rule + 8);
    return std::nullopt;
}

}  // namespace carepress::article
