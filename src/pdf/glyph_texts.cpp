#include "pdf/glyph_texts.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace carepress::pdf {

namespace {

constexpr std::uint32_t longest_glyph_text = 64;  // of ToUnicode; longer clusters have ActualText

/// ToUnicode must not say U+0000, U+FEFF or U+FFFE (ISO 14289-1 7.21.7), nor U+FFFF.
bool is_mappable(std::u16string_view text) {
    return !text.empty() && text.size() <= longest_glyph_text &&
           std::none_of(text.begin(), text.end(),
                        [](char16_t unit) { return unit == 0 || unit == 0xFEFF || unit >= 0xFFFE; });
}

/// Private use: U+E000 to U+F8FF and planes 15 and 16, whose high surrogates begin at U+DB80 (ISO 19005-2 6.2.11.7.3).
bool has_private_use(std::u16string_view text) {
    return std::any_of(text.begin(), text.end(), [](char16_t unit) {
        return (unit >= 0xE000 && unit <= 0xF8FF) || (unit >= 0xDB80 && unit <= 0xDBFF);
    });
}

bool is_trailing(char16_t unit) { return (unit & 0xFC00) == 0xDC00; }

/// The code point that begins at `at`, which lies before text.size(), in units.
std::uint32_t units_at(std::u16string_view text, std::size_t at) {
    return at + 1 < text.size() && is_trailing(text[at + 1]) ? 2 : 1;
}

/// Marks the first occurrence of `part` in `text` whose units are all free as taken.
void take(std::u16string_view text, std::u16string_view part, std::array<bool, longest_glyph_text>& taken) {
    for (std::size_t at = text.find(part); at != std::u16string_view::npos; at = text.find(part, at + 1)) {
        const auto begin = taken.begin() + static_cast<std::ptrdiff_t>(at);
        const auto end = begin + static_cast<std::ptrdiff_t>(part.size());
        if (std::find(begin, end, true) != end) continue;
        std::fill(begin, end, true);
        return;
    }
}

}  // namespace

void GlyphTexts::clear() {
    for (const UsedGlyph& glyph : used_) index_[glyph.id] = 0;
    used_.clear();
    shared_.clear();
}

UsedGlyph& GlyphTexts::add(std::uint32_t id) {
    if (id >= index_.size()) index_.resize(std::max<std::size_t>(id + 1, 4096));
    used_.emplace_back().id = id;
    index_[id] = static_cast<std::uint16_t>(used_.size());
    return used_.back();
}

void GlyphTexts::collect(const layout::PagedDocument& document, const layout::GlyphRun& run) {
    const std::u16string& text = document.text;
    for_each_cluster(document, run, [&](const Cluster& cluster) {
        if (cluster.count > 1) {
            for (std::uint32_t i = 0; i < cluster.count; ++i) {
                const std::uint32_t id = document.glyphs[cluster.glyph(i)].id;
                if (id != 0) use(id);
            }
            shared_.push_back(cluster);
            return;
        }
        const std::uint32_t id = document.glyphs[cluster.first].id;
        if (id == 0) return;
        // A majority vote in one pass (Boyer and Moore): the space glyph, say, also stands in for invisible characters.
        UsedGlyph& glyph = use(id);
        if (glyph.votes > 0 && spells(text, glyph, cluster.text)) {
            ++glyph.votes;
        } else if (is_mappable(cluster.text.of(text)) && --glyph.votes < 0) {
            glyph.text = cluster.text;
            glyph.votes = 1;
        }
    });
}

/// What the known glyphs of the cluster leave over goes to the unknown ones in order, a character each and the rest to
/// the last. So a vowel sign drawn before its consonant finds its letter; if the order then differs from the text's,
/// ActualText corrects it.
void GlyphTexts::resolve(const layout::PagedDocument& document, const Cluster& cluster) {
    const std::u16string_view text = cluster.text.of(document.text);
    if (!is_mappable(text)) return;
    std::array<bool, longest_glyph_text> taken{};
    std::uint32_t unknown = 0;
    for (std::uint32_t i = 0; i < cluster.count; ++i) {
        const std::uint32_t id = document.glyphs[cluster.glyph(i)].id;
        if (id == 0) continue;
        const TextRange known = use(id).text;
        if (known.length > 0)
            take(text, known.of(document.text), taken);
        else
            ++unknown;
    }
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < cluster.count && unknown > 0; ++i) {
        const std::uint32_t id = document.glyphs[cluster.glyph(i)].id;
        if (id == 0 || use(id).text.length > 0) continue;
        while (at < text.size() && taken[at]) ++at;
        if (at == text.size()) return;
        std::uint32_t end = at + units_at(text, at);
        if (--unknown == 0) {
            while (end < text.size() && !taken[end]) ++end;
        }
        use(id).text = {cluster.text.begin + at, end - at};
        at = end;
    }
}

void GlyphTexts::resolve(const layout::PagedDocument& document) {
    for (const Cluster& cluster : shared_) resolve(document, cluster);
    for (UsedGlyph& glyph : used_) glyph.is_private = has_private_use(glyph.text.of(document.text));
}

bool GlyphTexts::spells(const layout::PagedDocument& document, const Cluster& cluster) const {
    const std::u16string_view text = cluster.text.of(document.text);
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < cluster.count; ++i) {
        const UsedGlyph* glyph = find(document.glyphs[cluster.glyph(i)].id);
        if (glyph == nullptr || glyph->is_private || glyph->text.length == 0) return false;
        const std::u16string_view part = glyph->text.of(document.text);
        if (text.substr(at, part.size()) != part) return false;
        at += part.size();
    }
    return at == text.size();
}

}  // namespace carepress::pdf
