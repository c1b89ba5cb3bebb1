// What each tag is to a printed article, and small readers of attributes.
#include "article/html_reader.h"
#include "base/ascii.h"

#include <algorithm>
#include <charconv>

namespace carepress::article {
namespace {

Role role_of_unlisted(const GumboElement& element) {
    const std::string name = tag_name(element);
    if (name == "dialog" || name == "search") return Role::container;
    if (name == "slot" || name == "data" || name == "picture") return Role::transparent;
    if (name == "portal" || name == "fencedframe") return Role::dropped;
    return Role::unknown;
}

Role role_of_html(const GumboElement& element) {
    switch (element.tag) {
        case GUMBO_TAG_P:
            return Role::paragraph;
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_H5:
        case GUMBO_TAG_H6:
            return Role::heading;
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_MENU:
        case GUMBO_TAG_DIR:
            return Role::list;
        case GUMBO_TAG_LI:
            return Role::item;
        case GUMBO_TAG_DT:
        case GUMBO_TAG_LEGEND:
        case GUMBO_TAG_SUMMARY:
            return Role::term;
        case GUMBO_TAG_BLOCKQUOTE:
            return Role::quote;
        case GUMBO_TAG_PRE:
        case GUMBO_TAG_LISTING:
        case GUMBO_TAG_XMP:
        case GUMBO_TAG_PLAINTEXT:
        case GUMBO_TAG_TEXTAREA:
            return Role::preformatted;
        case GUMBO_TAG_HR:
            return Role::divider;
        case GUMBO_TAG_TABLE:
            return Role::table;
        case GUMBO_TAG_CAPTION:
        case GUMBO_TAG_THEAD:
        case GUMBO_TAG_TBODY:
        case GUMBO_TAG_TFOOT:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_TD:
        case GUMBO_TAG_TH:
            return Role::table_part;
        case GUMBO_TAG_FIGURE:
            return Role::figure;
        case GUMBO_TAG_FIGCAPTION:
            return Role::figure_caption;
        case GUMBO_TAG_IMG:
        case GUMBO_TAG_IMAGE:
            return Role::image;
        case GUMBO_TAG_BR:
            return Role::line_break;
        case GUMBO_TAG_WBR:
            return Role::break_opportunity;
        case GUMBO_TAG_B:
        case GUMBO_TAG_STRONG:
            return Role::strong;
        case GUMBO_TAG_I:
        case GUMBO_TAG_EM:
        case GUMBO_TAG_CITE:
        case GUMBO_TAG_DFN:
        case GUMBO_TAG_VAR:
            return Role::emphasis;
        case GUMBO_TAG_CODE:
        case GUMBO_TAG_KBD:
        case GUMBO_TAG_SAMP:
        case GUMBO_TAG_TT:
            return Role::code;
        case GUMBO_TAG_SUP:
            return Role::superscript;
        case GUMBO_TAG_SUB:
            return Role::subscript;
        case GUMBO_TAG_DEL:
        case GUMBO_TAG_S:
        case GUMBO_TAG_STRIKE:
            return Role::struck;
        case GUMBO_TAG_A:
            return Role::link;
        case GUMBO_TAG_Q:
            return Role::quotation;
        case GUMBO_TAG_RT:
            return Role::reading;
        case GUMBO_TAG_BDI:
        case GUMBO_TAG_BDO:
            return Role::isolate;
        case GUMBO_TAG_TITLE:
            return Role::title;
        case GUMBO_TAG_META:
        case GUMBO_TAG_LINK:
        case GUMBO_TAG_BASE:
        case GUMBO_TAG_COL:
        case GUMBO_TAG_COLGROUP:
        case GUMBO_TAG_PARAM:
        case GUMBO_TAG_SOURCE:
        case GUMBO_TAG_TRACK:
        case GUMBO_TAG_BASEFONT:
        case GUMBO_TAG_BGSOUND:
        case GUMBO_TAG_SPACER:
        case GUMBO_TAG_NEXTID:
            return Role::ignored;
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_OBJECT:
        case GUMBO_TAG_APPLET:
        case GUMBO_TAG_EMBED:
        case GUMBO_TAG_VIDEO:
        case GUMBO_TAG_AUDIO:
        case GUMBO_TAG_CANVAS:
        case GUMBO_TAG_MAP:
        case GUMBO_TAG_AREA:
        case GUMBO_TAG_INPUT:
        case GUMBO_TAG_KEYGEN:
        case GUMBO_TAG_NOFRAMES:
        case GUMBO_TAG_NOEMBED:
        case GUMBO_TAG_FRAME:
        case GUMBO_TAG_PROGRESS:
        case GUMBO_TAG_METER:
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_MATH:
            return Role::dropped;
        case GUMBO_TAG_BODY:
        case GUMBO_TAG_HEAD:
        case GUMBO_TAG_HTML:
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_MAIN:
        case GUMBO_TAG_HEADER:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_NAV:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_ADDRESS:
        case GUMBO_TAG_HGROUP:
        case GUMBO_TAG_DL:
        case GUMBO_TAG_DD:
        case GUMBO_TAG_DETAILS:
        case GUMBO_TAG_FORM:
        case GUMBO_TAG_FIELDSET:
        case GUMBO_TAG_CENTER:
        case GUMBO_TAG_OPTION:
        case GUMBO_TAG_OPTGROUP:
        case GUMBO_TAG_SELECT:
        case GUMBO_TAG_DATALIST:
        case GUMBO_TAG_MARQUEE:
        case GUMBO_TAG_MULTICOL:
        case GUMBO_TAG_MENUITEM:
        case GUMBO_TAG_NOSCRIPT:
            return Role::container;
        case GUMBO_TAG_SPAN:
        case GUMBO_TAG_SMALL:
        case GUMBO_TAG_BIG:
        case GUMBO_TAG_U:
        case GUMBO_TAG_INS:
        case GUMBO_TAG_MARK:
        case GUMBO_TAG_ABBR:
        case GUMBO_TAG_ACRONYM:
        case GUMBO_TAG_TIME:
        case GUMBO_TAG_DATA:
        case GUMBO_TAG_FONT:
        case GUMBO_TAG_NOBR:
        case GUMBO_TAG_BLINK:
        case GUMBO_TAG_LABEL:
        case GUMBO_TAG_BUTTON:
        case GUMBO_TAG_OUTPUT:
        case GUMBO_TAG_RUBY:
        case GUMBO_TAG_RB:
        case GUMBO_TAG_RTC:
        case GUMBO_TAG_RP:
            return Role::transparent;
        default:
            return role_of_unlisted(element);
    }
}

}  // namespace

Role role_of(const GumboElement& element) {
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML) return Role::dropped;
    return role_of_html(element);
}

/// As written in the source, in lower case; the normalised name of an element that gumbo inserted.
std::string tag_name(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return piece.data == nullptr ? std::string() : printable(ascii_lower({piece.data, piece.length}));
}

std::string_view attribute(const GumboElement& element, const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
    return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool has_attribute(const GumboElement& element, const char* name) {
    return gumbo_get_attribute(&element.attributes, name) != nullptr;
}

bool has_class(const GumboElement& element, std::string_view name) {
    const std::string_view classes = attribute(element, "class");
    constexpr std::string_view spaces = " \t\n\r\f";
    for (std::size_t begin = classes.find_first_not_of(spaces); begin != std::string_view::npos;) {
        const std::size_t end = std::min(classes.find_first_of(spaces, begin), classes.size());
        if (equal_ignoring_case(classes.substr(begin, end - begin), name)) return true;
        begin = classes.find_first_not_of(spaces, end);
    }
    return false;
}

std::optional<int> read_integer(std::string_view text, int least, int most) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t')) text.remove_suffix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
    return value;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

bool only_white_space(std::string_view text) { return text.find_first_not_of(" \t\n\r\f") == std::string_view::npos; }

std::string printable(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (result.size() >= longest && (byte & 0xC0) != 0x80) return result + "…";
        if (byte >= 0x20 && byte != 0x7F) result += c;
    }
    return result;
}

}  // namespace carepress::article
