#include "visit/loose_markup.h"

#include "base/ascii.h"
#include "base/utf.h"
#include "base/windows_1252.h"
#include "visit/markup_style.h"
#include "visit/rendered_text.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace carepress::visit {
namespace {

struct NamedCharacter {
    std::string_view name, character;
};

/// The names that occur in clinical text (HTML 4.01, section 24), sorted.
constexpr std::array<NamedCharacter, 66> named_characters{
    {{"Aacute", "Á"},    {"Eacute", "É"}, {"Iacute", "Í"}, {"Ntilde", "Ñ"}, {"Oacute", "Ó"}, {"Uacute", "Ú"},
     {"aacute", "á"},    {"acirc", "â"},  {"acute", "´"},  {"aelig", "æ"},  {"agrave", "à"}, {"alpha", "α"},
     {"amp", "&"},       {"apos", "'"},   {"aring", "å"},  {"atilde", "ã"}, {"auml", "ä"},   {"beta", "β"},
     {"bull", "•"},      {"ccedil", "ç"}, {"copy", "©"},   {"deg", "°"},    {"divide", "÷"}, {"eacute", "é"},
     {"ecirc", "ê"},     {"egrave", "è"}, {"euml", "ë"},   {"frac12", "½"}, {"frac14", "¼"}, {"frac34", "¾"},
     {"gamma", "γ"},     {"ge", "≥"},     {"gt", ">"},     {"hellip", "…"}, {"iacute", "í"}, {"icirc", "î"},
     {"iexcl", "¡"},     {"iquest", "¿"}, {"iuml", "ï"},   {"ldquo", "“"},  {"le", "≤"},     {"lsquo", "‘"},
     {"lt", "<"},        {"mdash", "—"},  {"micro", "µ"},  {"middot", "·"}, {"minus", "−"},  {"mu", "μ"},
     {"nbsp", "\u00A0"}, {"ndash", "–"},  {"ntilde", "ñ"}, {"oacute", "ó"}, {"ocirc", "ô"},  {"ograve", "ò"},
     {"otilde", "õ"},    {"ouml", "ö"},   {"plusmn", "±"}, {"quot", "\""},  {"rarr", "→"},   {"rdquo", "”"},
     {"reg", "®"},       {"rsquo", "’"},  {"times", "×"},  {"trade", "™"},  {"uacute", "ú"}, {"uuml", "ü"}}};

/// The character of a numeric reference ("#38", "#x26"); empty for what text cannot contain.
std::string numbered_character(std::string_view reference) {
    reference.remove_prefix(1);
    const bool hexadecimal = reference.starts_with('x') || reference.starts_with('X');
    if (hexadecimal) reference.remove_prefix(1);
    std::uint32_t number = 0;
    const char* end = reference.data() + reference.size();
    const auto [stopped, error] = std::from_chars(reference.data(), end, number, hexadecimal ? 16 : 10);
    const bool control = number < 0x20 && number != '\t' && number != '\n' && number != '\r';
    const bool surrogate = number >= 0xD800 && number < 0xE000;
    if (error != std::errc{} || stopped != end || control || surrogate || number > 0x10FFFF) return {};
    if (number >= 0x80 && number < 0xA0)  // HTML, 13.2.5.80
        if (const char32_t meant = windows_1252(number); meant != 0) number = meant;
    std::string character;
    append_utf8(character, static_cast<char32_t>(number));
    return character;
}

static_assert(std::is_sorted(named_characters.begin(), named_characters.end(),
                             [](const NamedCharacter& a, const NamedCharacter& b) { return a.name < b.name; }));

std::string named_character(std::string_view name) {
    const auto* const found =
        std::lower_bound(named_characters.begin(), named_characters.end(), name,
                         [](const NamedCharacter& each, std::string_view wanted) { return each.name < wanted; });
    const bool known = found != named_characters.end() && found->name == name;
    return known ? std::string(found->character) : std::string();
}

/// One pass over the text.
std::string decode_once(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t sign = std::min(text.find('&', at), text.size());
        out += text.substr(at, sign - at);
        at = sign;
        if (at == text.size()) break;
        const std::size_t end = text.substr(at, 11).find(';');  // of the part from the sign on
        std::string character;
        if (end != std::string_view::npos && end >= 3) {
            const std::string_view reference = text.substr(at + 1, end - 1);
            character = reference[0] == '#' ? numbered_character(reference) : named_character(reference);
        }
        out += character.empty() ? "&" : character;
        at += character.empty() ? 1 : end + 1;
    }
    return out;
}

constexpr std::array<std::string_view, 75> elements{
    "a",     "abbr",    "acronym", "address", "article", "b",      "bdi",      "bdo",   "big", "blockquote", "body",
    "br",    "caption", "center",  "cite",    "code",    "col",    "colgroup", "dd",    "del", "dfn",        "div",
    "dl",    "dt",      "em",      "font",    "footer",  "form",   "h1",       "h2",    "h3",  "h4",         "h5",
    "h6",    "head",    "header",  "hr",      "html",    "i",      "iframe",   "img",   "ins", "kbd",        "label",
    "li",    "main",    "mark",    "nav",     "nobr",    "object", "ol",       "p",     "pre", "q",          "s",
    "samp",  "script",  "section", "small",   "span",    "strike", "strong",   "style", "sub", "sup",        "table",
    "tbody", "td",      "tfoot",   "th",      "thead",   "title",  "tr",       "u",     "ul"};

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':' ||
           c == '_';
}
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// An HTML tag in the text.
struct Tag {
    std::string name;
    bool closes = false;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::size_t size = 0;  ///< bytes; 0: this is not a tag
};

/// Reads "name", 'name="value"' and the like; false for what is not an attribute.
bool read_attribute(std::string_view text, std::size_t& at, Tag& tag) {
    constexpr std::size_t most_attributes = 32;  // bounds the time spent on what is not a tag
    const std::size_t begin = at;
    while (at < text.size() && is_name_character(text[at])) ++at;
    std::string name = ascii_lower(text.substr(begin, at - begin));
    if (tag.attributes.size() >= most_attributes || name.empty() || at >= text.size()) return false;
    if (text[at] != '=') {
        tag.attributes.emplace_back(name, "");
        return name == "hidden" || name == "reversed";  // "<b and c>" is not a tag
    }
    ++at;
    if (at >= text.size()) return false;
    const char quote = text[at];
    const bool quoted = quote == '"' || quote == '\'';
    const std::size_t first = at + (quoted ? 1 : 0);
    const std::size_t end = quoted ? text.find(quote, first) : text.find_first_of(" \t\r\n>", first);
    if (end == std::string_view::npos) return false;
    tag.attributes.emplace_back(std::move(name), std::string(text.substr(first, end - first)));
    at = end + (quoted ? 1 : 0);
    return true;
}

Tag tag_at(std::string_view text) {
    Tag tag;
    std::size_t at = 1;
    if (at < text.size() && text[at] == '/') {
        tag.closes = true;
        ++at;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_name_character(text[at])) ++at;
    tag.name = ascii_lower(text.substr(begin, at - begin));
    if (!is_one_of(tag.name, elements)) return tag;
    while (at < text.size()) {
        if (is_blank(text[at]) || (text[at] == '/' && at + 1 < text.size() && text[at + 1] == '>')) {
            ++at;
        } else if (text[at] == '>') {
            tag.size = at + 1;
            return tag;
        } else if (!is_blank(text[at - 1]) || tag.closes || !read_attribute(text, at, tag)) {
            return tag;
        }
    }
    return tag;
}

/// Makes a tree of tags that may be unclosed or overlap, much as a browser does.
class TreeMaker {
public:
    /// False if the text has no tags.
    bool read(std::string_view text) {
        bool tags = false;
        std::size_t words = 0;  // where the text since the last tag begins
        for (std::size_t at = 0; (at = text.find('<', at)) != std::string_view::npos;) {
            std::size_t size = comment_at(text.substr(at));
            const Tag tag = size == 0 ? tag_at(text.substr(at)) : Tag{};
            if (size == 0) size = tag.size;
            if (size == 0) {
                ++at;
                continue;
            }
            tags = true;
            add_words(text.substr(words, at - words));
            if (tag.size > 0) apply(tag);
            words = at += size;
        }
        add_words(text.substr(words));
        return tags;
    }

    const pugi::xml_document& tree() const { return tree_; }
    bool too_deep() const { return too_deep_; }

private:
    std::size_t comment_at(std::string_view text) {
        if (no_comments_ || !text.starts_with("<!--")) return 0;
        const std::size_t end = text.find("-->");
        no_comments_ = end == std::string_view::npos;  // nor does one end further on
        return no_comments_ ? 0 : end + 3;
    }

    pugi::xml_node innermost() { return open_.empty() ? pugi::xml_node(tree_) : open_.back(); }
    bool is_innermost(std::string_view name) const { return !open_.empty() && name == open_.back().name(); }

    void add_words(std::string_view words) {
        if (!words.empty()) innermost().append_child(pugi::node_pcdata).set_value(std::string(words).c_str());
    }

    void apply(const Tag& tag) {
        if (tag.closes) return close(tag.name);
        close_implied(tag.name);
        pugi::xml_node made = innermost().append_child(tag.name.c_str());
        for (const auto& [name, value] : tag.attributes) made.append_attribute(name.c_str()) = value.c_str();
        if (is_one_of(tag.name, {"br", "hr", "img", "col"})) return;
        too_deep_ = too_deep_ || open_.size() >= 100;
        if (!too_deep_) open_.push_back(made);
    }

    void close(std::string_view name) {
        const auto found =
            std::find_if(open_.rbegin(), open_.rend(), [&](const pugi::xml_node& each) { return name == each.name(); });
        if (found != open_.rend())
            open_.erase(std::prev(found.base()), open_.end());
        else if (name == "p")
            innermost().append_child("br");
    }

    /// Closes the elements that a new one ends (HTML, 13.1.2.4 "optional tags").
    void close_implied(std::string_view name) {
        const bool in_cell = is_innermost("td") || is_innermost("th");
        if (in_cell && (name == "td" || name == "th" || name == "tr")) open_.pop_back();
        if ((name == "li" || name == "p" || name == "tr") && is_innermost(name)) open_.pop_back();
    }

    pugi::xml_document tree_;
    std::vector<pugi::xml_node> open_;
    bool too_deep_ = false, no_comments_ = false;
};

}  // namespace

std::string decode_references(std::string_view text) {
    std::string decoded(text);
    for (int times = 0; times < 4 && decoded.find('&') != std::string::npos; ++times) {
        std::string next = decode_once(decoded);
        if (next == decoded) break;
        decoded = std::move(next);
    }
    return decoded;
}

std::optional<LooseText> without_markup(std::string_view text) {
    if (text.find('<') == std::string_view::npos) return std::nullopt;
    TreeMaker maker;
    if (!maker.read(text)) return std::nullopt;
    std::optional<RenderedText> rendered;
    if (!maker.too_deep()) rendered = render_text(maker.tree(), WhiteSpace::with_lines);
    if (!rendered) return LooseText{{}, false, true};
    return LooseText{std::move(rendered->text), rendered->struck_out, rendered->hidden};
}

}  // namespace carepress::visit
