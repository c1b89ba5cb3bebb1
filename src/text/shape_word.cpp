#include "text/shaper.h"

#include <algorithm>
#include <cstdint>

namespace carepress::text {
namespace {

/// Longer words aren't cached: they hardly come again.
constexpr std::size_t longest_cached = 64;
constexpr std::uint32_t context_length = 5;  ///< characters, as HarfBuzz looks at

/// Scripts whose letters join (HarfBuzz's Arabic shaper): their words depend on what comes right before and after.
bool joins(hb_script_t script) {
    switch (script) {
        case HB_SCRIPT_ARABIC:
        case HB_SCRIPT_SYRIAC:
        case HB_SCRIPT_MONGOLIAN:
        case HB_SCRIPT_NKO:
        case HB_SCRIPT_PHAGS_PA:
        case HB_SCRIPT_MANDAIC:
        case HB_SCRIPT_MANICHAEAN:
        case HB_SCRIPT_PSALTER_PAHLAVI:
        case HB_SCRIPT_ADLAM:
        case HB_SCRIPT_HANIFI_ROHINGYA:
        case HB_SCRIPT_SOGDIAN:
        case HB_SCRIPT_CHORASMIAN:
        case HB_SCRIPT_OLD_UYGHUR:
            return true;
        default:
            return false;
    }
}

bool is_east_asian(hb_script_t script) {
    return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA ||
           script == HB_SCRIPT_HANGUL || script == HB_SCRIPT_BOPOMOFO;
}

/// Where the white half of a full-width mark is: before an opening one, after a closing one (JLREQ 3.1.2,
/// CLREQ 3.1.6).
enum class WhiteHalf { none, before, behind };

/// Whose marks those of a language are.
enum class Marks { other, simplified, traditional };

Marks marks_of(hb_language_t language) {
    const std::string_view tag = language ? hb_language_to_string(language) : "";
    for (const std::string_view traditional : {"zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue"})
        if (tag.starts_with(traditional)) return Marks::traditional;
    return tag == "zh" || tag.starts_with("zh-") ? Marks::simplified : Marks::other;
}

WhiteHalf white_half(char16_t unit, Marks marks) {
    constexpr std::u16string_view opening = u"「『（〔【《〈｛［〖〘", closing = u"」』）〕】》〉｝］〗〙、。，．";
    if (unit < 0x2018) return WhiteHalf::none;
    if (unit < 0x3000) {  // Chinese quotation marks are as wide as its letters (CLREQ 3.1.3); elsewhere they are Latin
        if (marks == Marks::other) return WhiteHalf::none;
        if (unit == u'\u2018' || unit == u'\u201C') return WhiteHalf::before;
        return unit == u'\u2019' || unit == u'\u201D' ? WhiteHalf::behind : WhiteHalf::none;
    }
    if (opening.find(unit) != opening.npos) return WhiteHalf::before;
    if (closing.find(unit) != closing.npos) return WhiteHalf::behind;
    // In the middle of their em elsewhere.
    constexpr std::u16string_view at_left = u"：；！？";
    return marks == Marks::simplified && at_left.find(unit) != at_left.npos ? WhiteHalf::behind : WhiteHalf::none;
}

}  // namespace

bool ends_in_blank_half(char16_t mark, hb_language_t language) {
    if (mark < 0x2018) return false;
    const Marks marks = marks_of(language);
    if (white_half(mark, marks) != WhiteHalf::behind) return false;
    // Traditional Chinese stops and commas are in the middle of their em.
    constexpr std::u16string_view stops = u"、。，．";
    return marks != Marks::traditional || stops.find(mark) == stops.npos;
}

namespace {

/// Where full-width marks meet, one white half between them is enough: the other is taken away by the feature "halt"
/// (OpenType), as far as a face has it.
void compress_marks(std::u16string_view text, hb_language_t language, std::vector<hb_feature_t>& features) {
    const Marks marks = marks_of(language);
    WhiteHalf last = text.empty() ? WhiteHalf::none : white_half(text[0], marks);
    for (unsigned at = 1; at < text.size(); ++at) {
        const WhiteHalf here = white_half(text[at], marks);
        const auto halve = [&](unsigned mark) { features.push_back({HB_TAG('h', 'a', 'l', 't'), 1, mark, mark + 1}); };
        if (last == WhiteHalf::behind && here != WhiteHalf::none) halve(at - 1);
        if (last == WhiteHalf::before && here == WhiteHalf::before) halve(at);
        last = here;
    }
}

bool parts_words(char16_t unit) { return unit == u' ' || unit == u'\t' || unit == 0x00A0 || unit == line_separator; }

bool is_trail(char16_t unit) { return (unit & 0xFC00) == 0xDC00; }

/// Units of context before `begin`: up to the word's start, or five characters.
std::uint8_t context_before(std::u16string_view text, std::uint32_t begin) {
    std::uint32_t at = begin;
    for (std::uint32_t count = 0; at > 0 && count < context_length && !parts_words(text[at - 1]); ++count) {
        --at;
        if (at > 0 && is_trail(text[at])) --at;
    }
    return static_cast<std::uint8_t>(begin - at);
}

/// None after a space or a line separator, which may be the word's own last character: letters never join across it.
std::uint8_t context_after(std::u16string_view text, std::uint32_t end) {
    if (end > 0 && parts_words(text[end - 1])) return 0;
    std::uint32_t at = end;
    for (std::uint32_t count = 0; at < text.size() && count < context_length && !parts_words(text[at]); ++count)
        next_character(text, at);
    return static_cast<std::uint8_t>(at - end);
}

}  // namespace

const ShapedWord* Shaper::Implementation::word(std::u16string_view text, std::uint32_t begin, std::uint32_t end,
                                               const WordKey& style) {
    WordKey key = style;
    if (joins(key.script)) {
        key.before = context_before(text, begin);
        key.after = context_after(text, end);
    }
    key.text = text.substr(begin - key.before, end - begin + key.before + key.after);
    if (key.text.size() > longest_cached) return shape_word(key, 0);
    const std::uint64_t hash = key.hash();
    const ShapedWord* known = cache.find(key, hash);
    return known ? known : shape_word(key, hash);
}

const ShapedWord* Shaper::Implementation::word(const ShapedParagraph& paragraph, const Piece& like, std::uint32_t begin,
                                               std::uint32_t end) {
    WordKey style;
    style.language = like.word->language;
    style.script = like.word->script;
    style.face = like.face;
    style.right_to_left = (like.level & 1) != 0;
    return word(paragraph.text->text, begin, end, style);
}

/// UAX #14, 5.3: the hyphen that a soft hyphen shows; U+2010 where the face has it.
const ShapedWord* Shaper::Implementation::hyphen(const Piece& piece) {
    WordKey key;
    key.language = piece.word->language;
    key.script = piece.word->script;
    key.face = piece.face;
    key.right_to_left = (piece.level & 1) != 0;
    const bool has_hyphen = piece.face != no_face && fonts.implementation().face(piece.face).maps(0x2010);
    key.text = has_hyphen ? u"\u2010" : u"-";
    const std::uint64_t hash = key.hash();
    const ShapedWord* known = cache.find(key, hash);
    return known ? known : shape_word(key, hash);
}

/// Puts the word into HarfBuzz's buffer, its context around it, without what HarfBuzz would print a box for.
void Shaper::Implementation::fill_buffer(const WordKey& key) {
    hb_buffer_t* to = buffer.get();
    hb_buffer_clear_contents(to);
    hb_buffer_set_content_type(to, HB_BUFFER_CONTENT_TYPE_UNICODE);
    const auto* units = reinterpret_cast<const std::uint16_t*>(key.text.data());
    const auto size = static_cast<int>(key.text.size());
    const std::uint32_t end = static_cast<std::uint32_t>(key.text.size()) - key.after;
    if (key.before > 0) hb_buffer_add_utf16(to, units, size, key.before, 0);
    for (std::uint32_t at = key.before; at < end;) {
        const std::uint32_t here = at;
        const char32_t character = next_character(key.text.substr(0, end), at);
        if (character == U'\t') {
            hb_buffer_add(to, U' ', here - key.before);
        } else if (!itemizer.characters().of(character).is(CharacterInfo::unprintable)) {
            hb_buffer_add(to, character, here - key.before);
        }
    }
    if (key.after > 0) hb_buffer_add_utf16(to, units, size, end, 0);
    hb_buffer_set_flags(to, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_set_direction(to, key.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(to, key.script);
    hb_buffer_set_language(to, key.language);
}

const ShapedWord* Shaper::Implementation::shape_word(const WordKey& key, std::uint64_t hash) {
    glyphs.clear();
    missing.clear();
    ShapedWord shaped;
    shaped.language = key.language;
    shaped.script = key.script;
    if (key.face != no_face) {
        fill_buffer(key);
        features.clear();
        if (is_east_asian(key.script))
            compress_marks(key.text.substr(key.before, key.text.size() - key.before - key.after), key.language,
                           features);
        hb_shape(fonts.implementation().face(key.face).font(), buffer.get(), features.data(),
                 static_cast<unsigned>(features.size()));
        unsigned count = 0;
        const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
        const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), nullptr);
        for (unsigned i = 0; i < count; ++i) {
            const std::uint32_t cluster = infos[i].cluster;
            if (infos[i].codepoint == 0) {  // .notdef is never printed
                std::uint32_t at = cluster + key.before;
                if (!itemizer.characters().of(next_character(key.text, at)).is(CharacterInfo::ignorable))
                    missing.push_back(cluster);
                continue;
            }
            glyphs.push_back(
                {{infos[i].codepoint, cluster, positions[i].x_advance, positions[i].x_offset, positions[i].y_offset},
                 (hb_glyph_info_get_glyph_flags(&infos[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0});
            shaped.advance += positions[i].x_advance;
        }
    }
    shaped.glyphs = glyphs;
    shaped.missing = missing;
    if (key.text.size() <= longest_cached) return cache.insert(key, hash, shaped);
    shaped.glyphs = document.copy(shaped.glyphs);
    shaped.missing = document.copy(shaped.missing);
    return new (document.allocate<ShapedWord>(1)) ShapedWord(shaped);
}

}  // namespace carepress::text
