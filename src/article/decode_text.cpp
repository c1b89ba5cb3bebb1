#include "article/decode_text.h"

#include "base/ascii.h"
#include "base/hex.h"
#include "base/utf.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace carepress::article {
namespace {

/// What a source says of its encoding, and where.
struct Declaration {
    std::string label;  ///< in lower case
    std::size_t place = 0;
    bool is_mark = false;  ///< a byte order mark, which is not part of the text
};

/// The value behind "charset" or "encoding" and "=" in a tag, with or without quotes, within another value or not.
std::string value_after(std::string_view tag, std::string_view name) {
    const std::string lower = ascii_lower(tag);
    for (std::size_t at = 0; (at = lower.find(name, at)) != std::string::npos;) {
        at = std::min(lower.find_first_not_of(" \t\r\n\f", at + name.size()), lower.size());
        if (at == lower.size() || lower[at] != '=') continue;
        at = lower.find_first_not_of(" \t\r\n\f\"'", at + 1);
        if (at == std::string::npos) return {};
        return lower.substr(at, lower.find_first_of(" \t\r\n\f\"';>/?", at) - at);
    }
    return {};
}

std::optional<Declaration> declared_in_tag(std::string_view bytes, std::size_t at, std::string_view name) {
    const std::string_view tag = bytes.substr(at, bytes.find('>', at) - at);
    std::string label = value_after(tag, name);
    if (label.empty()) return std::nullopt;
    return Declaration{std::move(label), at};
}

std::optional<Declaration> find_declaration(std::string_view bytes, bool html) {
    if (bytes.starts_with("\xFF\xFE")) return Declaration{"utf-16le", 0, true};
    if (bytes.starts_with("\xFE\xFF")) return Declaration{"utf-16be", 0, true};
    if (bytes.starts_with("\xEF\xBB\xBF")) return std::nullopt;
    if (bytes.starts_with(std::string_view("<\0?\0", 4))) return Declaration{"utf-16le", 0};
    if (bytes.starts_with(std::string_view("\0<\0?", 4))) return Declaration{"utf-16be", 0};
    constexpr std::size_t looked_at = 4'096;
    constexpr std::size_t xml_begin = 5;  // "<?xml", in whatever case
    if (!html && ascii_lower(bytes.substr(0, xml_begin)) != "<?xml") return std::nullopt;
    const std::string start = ascii_lower(bytes.substr(0, looked_at));
    if (start.starts_with("<?xml"))
        if (auto found = declared_in_tag(start, 0, "encoding")) return found;
    if (!html) return std::nullopt;
    for (std::size_t at = 0; (at = start.find('<', at)) != std::string::npos; ++at) {
        if (start.compare(at, 4, "<!--") == 0) {
            at = start.find("-->", at + 2);
            if (at == std::string::npos) break;
        } else if (start.compare(at, 5, "<meta") == 0) {
            if (auto found = declared_in_tag(start, at, "charset")) return found;
        }
    }
    return std::nullopt;
}

/// ICU's name for a label where the standard means another encoding than ICU does, or ICU does not know the label.
/// Empty: it is UTF-8, or what has to be read as such (WHATWG HTML 13.2.3.2, step 3.6: "utf-16" in ASCII is not true).
std::string converter_of(const std::string& label, bool is_mark) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 50> standard = {{
        {"utf-8", ""},
        {"utf8", ""},
        {"unicode-1-1-utf-8", ""},
        {"unicode11utf8", ""},
        {"unicode20utf8", ""},
        {"x-unicode20utf8", ""},
        {"unicode", ""},
        {"utf-16", ""},
        {"ucs-2", ""},
        {"iso-10646-ucs-2", ""},
        {"csunicode", ""},
        {"ascii", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"ansi_x3.4-1968", "windows-1252"},
        {"iso-8859-1", "windows-1252"},
        {"iso8859-1", "windows-1252"},
        {"iso_8859-1", "windows-1252"},
        {"iso88591", "windows-1252"},
        {"iso-ir-100", "windows-1252"},
        {"latin1", "windows-1252"},
        {"l1", "windows-1252"},
        {"x-cp1252", "windows-1252"},
        {"iso-8859-9", "windows-1254"},
        {"iso8859-9", "windows-1254"},
        {"latin5", "windows-1254"},
        {"l5", "windows-1254"},
        {"iso-8859-11", "windows-874"},
        {"iso8859-11", "windows-874"},
        {"tis-620", "windows-874"},
        {"dos-874", "windows-874"},
        {"gb2312", "gb18030"},
        {"gb_2312-80", "gb18030"},
        {"chinese", "gb18030"},
        {"gbk", "gb18030"},
        {"x-gbk", "gb18030"},
        {"shift_jis", "windows-31j"},
        {"shift-jis", "windows-31j"},
        {"sjis", "windows-31j"},
        {"x-sjis", "windows-31j"},
        {"ms_kanji", "windows-31j"},
        {"ms932", "windows-31j"},
        {"euc-kr", "windows-949"},
        {"ks_c_5601-1987", "windows-949"},
        {"korean", "windows-949"},
        {"ksc5601", "windows-949"},
        {"big5", "Big5-HKSCS"},
        {"x-x-big5", "Big5-HKSCS"},
        {"cn-big5", "Big5-HKSCS"},
        {"x-mac-roman", "macintosh"},
        {"mac", "macintosh"},
    }};
    if (is_mark) return label;
    for (const auto& [name, converter] : standard)
        if (label == name) return std::string(converter);
    if (label.starts_with("utf-16") || label.starts_with("utf16")) return {};
    return label;
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

/// Null if ICU does not know it, or it is not one of the standard's: those beside ASCII, such as UTF-7 and EBCDIC, have
/// been used for attacks, and no page has been seen in them.
Converter open_converter(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name.c_str(), &status), ucnv_close);
    if (U_FAILURE(status)) return {nullptr, ucnv_close};
    const UConverterType type = ucnv_getType(converter.get());
    const bool refused = type == UCNV_UTF7 || type == UCNV_SCSU || type == UCNV_BOCU1 || type == UCNV_CESU8 ||
                         type == UCNV_HZ || type == UCNV_IMAP_MAILBOX || type == UCNV_LMBCS_1 || type == UCNV_ISCII ||
                         type == UCNV_COMPOUND_TEXT || type == UCNV_UTF32 || type == UCNV_UTF32_BigEndian ||
                         type == UCNV_UTF32_LittleEndian || type == UCNV_EBCDIC_STATEFUL;
    UChar letter[4];
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (type != UCNV_UTF16_LittleEndian && type != UCNV_UTF16_BigEndian && !refused) {
        const bool is_ascii = ucnv_toUChars(converter.get(), letter, 4, "<a", 2, &status) == 2 && letter[0] == '<';
        if (U_FAILURE(status) || !is_ascii) return {nullptr, ucnv_close};
        ucnv_resetToUnicode(converter.get());
    }
    return refused ? Converter{nullptr, ucnv_close} : std::move(converter);
}

class TextDecoder {
public:
    TextDecoder(std::string_view bytes, std::size_t begin, Converter converter)
        : bytes_(bytes), begin_(begin), converter_(std::move(converter)) {}

    /// Converts all but what is not valid. Returns the places of the first bytes that are not.
    std::vector<std::size_t> decode(CheckedText& decoded) {
        std::vector<std::size_t> invalid;
        const char* at = bytes_.data() + begin_;
        const char* const end = bytes_.data() + bytes_.size();
        std::array<UChar, 4'096> units;
        std::array<std::int32_t, 4'096> offsets;
        for (bool more = true; more;) {
            const char* const chunk = at;
            UChar* target = units.data();
            UErrorCode status = U_ZERO_ERROR;
            ucnv_toUnicode(converter_.get(), &target, units.data() + units.size(), &at, end, offsets.data(), true,
                           &status);
            const auto base = static_cast<std::size_t>(chunk - bytes_.data());
            for (std::ptrdiff_t i = 0; i < target - units.data(); ++i)
                add_unit(units[static_cast<std::size_t>(i)], base + offset(offsets[static_cast<std::size_t>(i)]),
                         decoded);
            if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) {
                std::array<char, 16> wrong{};
                auto count = static_cast<std::int8_t>(wrong.size());
                UErrorCode ignored = U_ZERO_ERROR;
                ucnv_getInvalidChars(converter_.get(), wrong.data(), &count, &ignored);
                const auto place = static_cast<std::size_t>(at - bytes_.data()) - static_cast<std::size_t>(count);
                invalid.push_back(place);
                ucnv_resetToUnicode(converter_.get());
            }
            more = status == U_BUFFER_OVERFLOW_ERROR || (U_FAILURE(status) && at < end);
        }
        const std::size_t size = decoded.repaired.size();
        decoded.moves.emplace_back(static_cast<std::uint32_t>(size),
                                   static_cast<std::int64_t>(bytes_.size()) - static_cast<std::int64_t>(size));
        return invalid;
    }

private:
    /// The part of a character that came in the chunk before has an offset of -1.
    static std::size_t offset(std::int32_t value) { return static_cast<std::size_t>(std::max(value, 0)); }

    void add_unit(UChar unit, std::size_t place, CheckedText& decoded) {
        if (U16_IS_LEAD(unit)) {
            lead_ = unit;
            lead_place_ = place;
        } else if (U16_IS_TRAIL(unit)) {
            add(static_cast<char32_t>(U16_GET_SUPPLEMENTARY(lead_, unit)), lead_place_, decoded);
        } else {
            add(unit, place, decoded);
        }
    }

    /// Records where the distance between the text and its source changes.
    void add(char32_t character, std::size_t place, CheckedText& decoded) {
        const std::size_t here = decoded.repaired.size();
        const auto distance = static_cast<std::int64_t>(place) - static_cast<std::int64_t>(here);
        if (distance != distance_) decoded.moves.emplace_back(static_cast<std::uint32_t>(here), distance);
        distance_ = distance;
        append_utf8(decoded.repaired, character);
    }

    std::string_view bytes_;
    std::size_t begin_;
    Converter converter_;
    UChar lead_ = 0;
    std::size_t lead_place_ = 0;
    std::int64_t distance_ = 0;
};

std::string byte_name(char byte) {
    std::string out = "0x";
    append_hex_byte(out, static_cast<std::uint8_t>(byte), upper_hex_digits);
    return out;
}

SourceSpan span_at(std::size_t place, std::size_t length) {
    return {static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place + length)};
}

void say_invalid(std::string_view bytes, const std::vector<std::size_t>& invalid, const Declaration& declared,
                 Diagnostics& diagnostics) {
    constexpr std::size_t most_places = 20;
    const std::string label = diagnostics.excerpt(declared.label.substr(0, 40));
    const std::string by = declared.is_mark ? "which the file's first bytes say" : "which the page declares";
    for (std::size_t i = 0; i < std::min(invalid.size(), most_places); ++i) {
        std::string message = "the byte ";
        message.append(diagnostics.excerpt(byte_name(bytes[invalid[i]]))).append(" is not valid in ");
        message.append(label).append(", ").append(by);
        diagnostics.error("text/not-in-encoding"_code, span_at(invalid[i], 1), std::move(message),
                          "declare the encoding that the file is in, or save it as UTF-8 and declare that");
    }
    if (invalid.size() > most_places)
        diagnostics.error("text/not-in-encoding"_code, span_at(invalid.back(), 1),
                          "up to here " + std::to_string(invalid.size() - most_places) +
                              " more byte sequences are not valid in " + label);
}

}  // namespace

bool decode_text(std::string_view bytes, bool html, CheckedText& decoded, Diagnostics& diagnostics) {
    const std::optional<Declaration> declared = find_declaration(bytes, html);
    if (!declared) return false;
    const bool wide =
        declared->label.starts_with("utf-16") && (declared->is_mark || bytes[0] == '\0' || bytes[1] == '\0');
    const std::string name = converter_of(declared->label, wide);
    const bool is_ascii = std::all_of(bytes.begin(), bytes.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != 0x1B; });
    if (name.empty() || (!wide && is_ascii)) return false;
    const bool is_utf8 = !wide && !find_malformed_utf8(bytes).has_value();
    const std::string label = diagnostics.excerpt(declared->label.substr(0, 40));
    const auto read_as_utf8 = [&] {
        diagnostics.warning("text/other-encoding"_code, span_at(declared->place, 0),
                            "the page declares " + label + ", but it is in UTF-8, and is read as that",
                            "write <meta charset=\"utf-8\">");
        return false;
    };
    Converter converter = open_converter(name);
    if (converter == nullptr) {
        if (is_utf8) return read_as_utf8();
        diagnostics.error("text/unknown-encoding"_code, span_at(declared->place, 0),
                          "the page declares the encoding " + label + ", which is not one that can be read",
                          "save the file as UTF-8, and write <meta charset=\"utf-8\">");
        return false;
    }
    if (is_utf8 && ucnv_getMaxCharSize(converter.get()) == 1) return read_as_utf8();
    const std::vector<std::size_t> invalid =
        TextDecoder(bytes, declared->is_mark ? 2 : 0, std::move(converter)).decode(decoded);
    if (!invalid.empty() && is_utf8) {
        decoded.repaired.clear();
        decoded.moves.clear();
        return read_as_utf8();
    }
    say_invalid(bytes, invalid, *declared, diagnostics);
    decoded.text = decoded.repaired;
    return true;
}

std::string decoded_text(const Source& source, bool html) {
    Diagnostics ignored(source);
    CheckedText decoded;
    if (!decode_text(source.bytes, html, decoded, ignored)) return source.bytes;
    return std::move(decoded.repaired);
}

}  // namespace carepress::article
