#include "pdf/fonts.h"

#include "pdf/numbers.h"
#include "pdf/shown_run.h"
#include "pdf/strings.h"

#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>

namespace carepress::pdf {

namespace {

/// Six capitals and a plus sign before a subset's name (ISO 32000-1 9.6.4), made from the program itself.
std::string subset_tag(std::string_view program) {
    std::uint64_t hash = XXH3_64bits(program.data(), program.size());
    std::string tag(7, '+');
    for (int i = 0; i < 6; ++i, hash /= 26) tag[static_cast<std::size_t>(i)] = static_cast<char>('A' + hash % 26);
    return tag;
}

/// The glyphs of a font by ascending code.
std::vector<const UsedGlyph*> by_code(const GlyphTexts& glyphs) {
    std::vector<const UsedGlyph*> sorted;
    sorted.reserve(glyphs.used().size());
    for (const UsedGlyph& glyph : glyphs.used()) sorted.push_back(&glyph);
    std::sort(sorted.begin(), sorted.end(), [](const UsedGlyph* a, const UsedGlyph* b) { return a->code < b->code; });
    return sorted;
}

/// /W: consecutive codes share one array (ISO 32000-1 9.7.4.3). Only .notdef uses the default width.
void append_widths(std::string& out, const std::vector<const UsedGlyph*>& glyphs) {
    out += "/W[";
    for (std::size_t i = 0; i < glyphs.size();) {
        append_integer(out, glyphs[i]->code);
        out += '[';
        std::size_t next = i;
        do {
            if (next > i) out += ' ';
            append_integer(out, glyphs[next]->width);
            ++next;
        } while (next < glyphs.size() && glyphs[next]->code == glyphs[next - 1]->code + 1);
        out += ']';
        i = next;
    }
    out += ']';
}

/// Every glyph must map to some text (ISO 14289-1 7.21.7): to this, if it means nothing by itself. A reader that uses
/// ActualText never sees it, and any other shows nothing.
constexpr char16_t word_joiner = 0x2060;

/// Code point by code point.
std::u16string reverse(std::u16string_view text) {
    std::u16string turned;
    for (std::size_t end = text.size(); end > 0;) {
        const bool is_pair = end > 1 && (text[end - 1] & 0xFC00) == 0xDC00;
        turned += text.substr(end -= is_pair ? 2 : 1, is_pair ? 2 : 1);
    }
    return turned;
}

/// A ToUnicode CMap (ISO 32000-1 9.10.3), as short uncompressed as the usual one is deflated: consecutive codes that
/// share their first byte are in one range with an array of texts. A section has 100 entries at most.
std::string to_unicode(const std::u16string& text, const std::vector<const UsedGlyph*>& glyphs) {
    constexpr std::size_t section = 100;
    std::string ranges, out;
    out.reserve(300 + glyphs.size() * 8);
    out +=
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        "1 begincodespacerange<0000><FFFF>endcodespacerange\n";
    for (std::size_t i = 0; i < glyphs.size();) {
        ranges.clear();
        std::size_t count = 0;
        for (; count < section && i < glyphs.size(); ++count) {
            std::size_t end = i + 1;
            while (end < glyphs.size() && glyphs[end]->code == glyphs[end - 1]->code + 1 &&
                   glyphs[end]->code % 256 != 0)
                ++end;
            append_hex(ranges += '<', glyphs[i]->code);
            append_hex(ranges += "><", glyphs[end - 1]->code);
            ranges += ">[";
            for (; i < end; ++i) {
                ranges += '<';
                const std::u16string_view units = glyphs[i]->text.of(text);
                for (const char16_t unit : glyphs[i]->is_backwards ? reverse(units) : std::u16string(units))
                    append_hex(ranges, unit);
                if (units.empty()) append_hex(ranges, word_joiner);
                ranges += '>';
            }
            ranges += "]\n";
        }
        append_integer(out, static_cast<std::int64_t>(count));
        out.append(" beginbfrange\n").append(ranges).append("endbfrange\n");
    }
    return out += "endcmap CMapName currentdict/CMap defineresource pop end end";
}

/// ISO 32000-1 9.8.2: bit 3 symbolic, because the codes follow no standard character set.
int descriptor_flags(const text::FaceMetrics& metrics) {
    return 4 | (metrics.fixed_pitch ? 1 : 0) | (metrics.serif ? 2 : 0) | (metrics.italic ? 64 : 0);
}

ObjectNumber add_descriptor(Objects& objects, const text::FaceMetrics& metrics, std::string_view name,
                            ObjectNumber program) {
    std::string body = "/Type/FontDescriptor/FontName";
    append_name(body, name);
    const auto entry = [&](const char* key, int value) {
        body += key;
        append_integer(body, value);
    };
    entry("/Flags ", descriptor_flags(metrics));
    body += "/FontBBox[";
    for (const int edge : metrics.bbox) entry(" ", edge);
    body += ']';
    entry("/ItalicAngle ", metrics.italic_angle);
    entry("/Ascent ", metrics.ascent);
    entry("/Descent ", metrics.descent);
    entry("/CapHeight ", metrics.cap_height);
    entry("/XHeight ", metrics.x_height);
    entry("/StemV ", metrics.stem_v);
    body += metrics.is_cff ? "/FontFile3 " : "/FontFile2 ";
    append_reference(body, program);
    return objects.add(body);
}

/// CIDToGIDMap (ISO 32000-1 9.7.4.2): identity, unless a glyph has several codes.
void append_glyph_map(std::string& body, const std::vector<const UsedGlyph*>& glyphs, Objects& objects,
                      Deflater& deflater) {
    if (glyphs.empty() || glyphs.back()->code == glyphs.back()->glyph) {
        body += "/Identity";
        return;
    }
    std::string map(2 * (std::size_t{glyphs.back()->code} + 1), '\0');
    for (const UsedGlyph* glyph : glyphs) {
        map[2 * std::size_t{glyph->code}] = static_cast<char>(glyph->glyph >> 8);
        map[2 * std::size_t{glyph->code} + 1] = static_cast<char>(glyph->glyph & 0xFF);
    }
    append_reference(body += ' ', objects.add_stream("/Filter/FlateDecode", deflater.compress(map)));
}

ObjectNumber add_program(Objects& objects, Deflater& deflater, const text::FontSubset& subset, bool is_cff) {
    std::string body = "/Filter/FlateDecode";
    if (is_cff) {
        body += "/Subtype/CIDFontType0C";
    } else {
        body += "/Length1 ";
        append_integer(body, static_cast<std::int64_t>(subset.program.size()));
    }
    return objects.add_stream(body, deflater.compress(subset.program));
}

void encode(UsedGlyph& glyph) {
    std::string bytes;  // short: stays in the object
    append_literal_byte(bytes, static_cast<char>(glyph.code >> 8));
    append_literal_byte(bytes, static_cast<char>(glyph.code & 0xFF));
    glyph.encoded_size = static_cast<std::uint8_t>(bytes.copy(glyph.encoded, sizeof glyph.encoded));
}

}  // namespace

DocumentFonts::Font& DocumentFonts::font_of(text::FaceId face) {
    for (std::size_t i = 0; i < count_; ++i) {
        if (fonts_[i].face == face) return fonts_[i];
    }
    if (fonts_.size() == count_) fonts_.emplace_back();
    Font& font = fonts_[count_++];
    font.face = face;
    font.glyphs.clear();
    font.is_right_to_left = false;
    return font;
}

std::size_t DocumentFonts::index_of(text::FaceId face) const {
    std::size_t i = 0;
    while (i < count_ && fonts_[i].face != face) ++i;
    assert(i < count_);
    return i;
}

void DocumentFonts::collect(const layout::PagedDocument& document, const text::FontLibrary& library) {
    count_ = 0;
    for (const layout::Page& page : document.pages) {
        for (const auto* items : {&page.decorations, &page.items, &page.furniture}) {
            for (std::size_t i = 0; i < items->size(); ++i) {
                if (!std::holds_alternative<layout::GlyphRun>((*items)[i].content)) continue;
                const ShownRun shown = shown_run(document, *items, i);
                Font& font = font_of(shown.run.face);
                font.glyphs.collect(document, shown);
                font.is_right_to_left |= shown.is_right_to_left();
            }
        }
    }
    for (std::size_t i = 0; i < count_; ++i)
        fonts_[i].glyphs.resolve(document, !library.metrics(fonts_[i].face).is_cff);
    find_hint(document, library);
}

/// Any space of right-to-left text will do, where a glyph can have several codes.
void DocumentFonts::find_hint(const layout::PagedDocument& document, const text::FontLibrary& library) {
    hint_ = {};
    for (std::size_t i = 0; i < count_ && hint_.id == 0; ++i) {
        if (!fonts_[i].is_right_to_left || library.metrics(fonts_[i].face).is_cff) continue;
        for (const UsedGlyph& glyph : fonts_[i].glyphs.used()) {
            if (glyph.text.of(document.text) != u" ") continue;
            hint_font_ = i;
            hint_ = glyph;
            break;
        }
    }
}

void DocumentFonts::subset(const text::FontLibrary& library) {
    subsets_.clear();
    asked_.resize(std::max(asked_.size(), count_));
    for (std::size_t i = 0; i < count_; ++i) {
        GlyphTexts& glyphs = fonts_[i].glyphs;
        std::vector<std::uint32_t>& ids = asked_[i];
        ids.assign(1, 0);
        for (const UsedGlyph& glyph : glyphs.used()) ids.push_back(glyph.id);
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        const text::FontSubset& subset = subsets_.emplace_back(library.subset(fonts_[i].face, ids));
        assert(subset.new_ids.size() == ids.size() && subset.widths.size() == ids.size());
        std::uint32_t free_code = *std::max_element(subset.new_ids.begin(), subset.new_ids.end()) + 1;
        for (UsedGlyph& glyph : glyphs.used()) {
            const auto place =
                static_cast<std::size_t>(std::lower_bound(ids.begin(), ids.end(), glyph.id) - ids.begin());
            glyph.glyph = static_cast<std::uint16_t>(subset.new_ids[place]);
            glyph.code = &glyph == glyphs.find(glyph.id) ? glyph.glyph : static_cast<std::uint16_t>(free_code++);
            glyph.width = subset.widths[place];
            encode(glyph);
        }
    }
}

void DocumentFonts::embed(const layout::PagedDocument& document, const text::FontLibrary& library, Objects& objects,
                          Deflater& deflater) {
    hint_object_ = 0;
    for (std::size_t i = 0; i < count_; ++i) {
        Font& font = fonts_[i];
        const text::FaceMetrics& metrics = library.metrics(font.face);
        const text::FontSubset& subset = subsets_[i];
        const std::vector<const UsedGlyph*> glyphs = by_code(font.glyphs);
        const std::string name = subset_tag(subset.program) + metrics.postscript_name;
        const ObjectNumber program = add_program(objects, deflater, subset, metrics.is_cff);
        const ObjectNumber descriptor = add_descriptor(objects, metrics, name, program);

        std::string body = "/Type/Font/Subtype";
        body += metrics.is_cff ? "/CIDFontType0" : "/CIDFontType2/CIDToGIDMap";
        if (!metrics.is_cff) append_glyph_map(body, glyphs, objects, deflater);
        body += "/BaseFont";
        append_name(body, name);
        body += "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ";
        append_reference(body, descriptor);
        body += "/DW 0";
        append_widths(body, glyphs);
        const ObjectNumber descendant = objects.add(body);

        const ObjectNumber mapping =
            objects.add_stream("", std::make_shared<const std::string>(to_unicode(document.text, glyphs)));
        body = "/Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont";
        append_name(body, metrics.is_cff ? name + "-Identity-H" : name);
        body += "/DescendantFonts[";
        append_reference(body, descendant);
        body += "]/ToUnicode ";
        append_reference(body, mapping);
        font.object = objects.add(body);
        if (hint_.id != 0 && i == hint_font_) add_hint_font(objects, name, descriptor);
    }
}

/// Its program is that of another font.
void DocumentFonts::add_hint_font(Objects& objects, std::string_view name, ObjectNumber descriptor) {
    const UsedGlyph& space = *fonts_[hint_font_].glyphs.find(hint_.id);
    UsedGlyph hints[2] = {space, space};
    hints[0].code = 1;
    hints[0].text = {0, 2};
    hints[1].code = 2;
    hints[1].text = {2, 1};
    hints[0].is_backwards = false;
    std::string map(6, '\0');
    map[2] = map[4] = static_cast<char>(space.glyph >> 8);
    map[3] = map[5] = static_cast<char>(space.glyph & 0xFF);
    std::string body = "/Type/Font/Subtype/CIDFontType2/BaseFont";
    append_name(body, name);
    body += "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ";
    append_reference(body, descriptor);
    append_reference(body += "/CIDToGIDMap ",
                     objects.add_stream("", std::make_shared<const std::string>(std::move(map))));
    body += "/DW 0";
    append_widths(body, {&hints[0], &hints[1]});
    const ObjectNumber descendant = objects.add(body);
    const std::u16string texts = u"\u200E \u200F";
    const ObjectNumber mapping =
        objects.add_stream("", std::make_shared<const std::string>(to_unicode(texts, {&hints[0], &hints[1]})));
    body = "/Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont";
    append_name(body, name);
    append_reference(body += "/DescendantFonts[", descendant);
    append_reference(body += "]/ToUnicode ", mapping);
    hint_object_ = objects.add(body);
}

}  // namespace carepress::pdf
