#include "pdf/glyph_texts.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace carepress::pdf {

namespace {

constexpr std::size_t most_entries = 30'000;      // codes have two bytes
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
    wishes_.clear();
}

UsedGlyph& GlyphTexts::add(std::uint32_t id) {
    if (id >= index_.size()) index_.resize(std::max<std::size_t>(id + 1, 4096));
    used_.emplace_back().id = id;
    index_[id] = static_cast<std::uint16_t>(used_.size());
    return used_.back();
}

void GlyphTexts::collect(const layout::PagedDocument& document, const layout::GlyphRun& run) {
    const std::u16string& text = document.text;
    const text::Glyph* const glyphs = document.glyphs.data();
    for_each_cluster(document, run, [&](const Cluster& cluster) {
        if (cluster.count > 1) {
            for (std::uint32_t i = 0; i < cluster.count; ++i) {
                const std::uint32_t id = glyphs[cluster.glyph(i)].id;
                if (id != 0) use(id).is_taken = true;
            }
            shared_.push_back(cluster);
            return;
        }
        const std::uint32_t id = glyphs[cluster.first].id;
        if (id == 0) return;
        // A majority vote in one pass (Boyer and Moore): the space glyph, say, also stands in for invisible characters.
        UsedGlyph& glyph = use(id);
        glyph.is_taken = true;
        if (glyph.votes > 0 && spells(text, glyph, cluster.text)) {
            ++glyph.votes;
        } else if (is_mappable(cluster.text.of(text)) && --glyph.votes < 0) {
            glyph.text = cluster.text;
            glyph.votes = 1;
        }
    });
}

void GlyphTexts::wish(const layout::PagedDocument& document, const Cluster& cluster) {
    const ClusterTexts parts = texts_of(document, cluster);
    for (std::uint32_t i = 0; i < cluster.count; ++i) {
        const std::uint32_t glyph = cluster.glyph(i), id = document.glyphs[glyph].id;
        if (id == 0) continue;
        use(id);
        if (glyph != parts.letter_glyph) wishes_.push_back({id, {}, false});
        if (glyph == parts.letter_glyph && is_mappable(parts.letter.of(document.text)))
            wishes_.push_back({id, parts.letter, true});
        if (glyph == parts.mark_glyph && is_mappable(parts.marks.of(document.text)))
            wishes_.push_back({id, parts.marks, true});
    }
}

void GlyphTexts::collect(const layout::PagedDocument& document, const ShownRun& shown) {
    for (const auto& space : {shown.before, shown.after}) {
        if (space) wishes_.push_back({document.glyphs[space->glyph_begin].id, {space->text_begin, 1}, false});
        if (space) use(document.glyphs[space->glyph_begin].id);
    }
    if (shown.is_right_to_left()) {
        for_each_cluster_on_paper(document, shown.run, [&](const Cluster& cluster) { wish(document, cluster); });
    } else {
        collect(document, shown.run);
    }
}

const UsedGlyph* GlyphTexts::find(const layout::PagedDocument& document, std::uint32_t id, TextRange text,
                                  bool is_backwards) const {
    const std::u16string_view wanted = text.of(document.text);
    for (const UsedGlyph* glyph = find(id); glyph != nullptr;
         glyph = glyph->next > 0 ? &used_[glyph->next - 1u] : nullptr) {
        if (glyph->is_private || glyph->text.length != text.length || glyph->text.of(document.text) != wanted) continue;
        if (text.length <= 1 || glyph->is_backwards == is_backwards) return glyph;
    }
    return nullptr;
}

void GlyphTexts::grant(const layout::PagedDocument& document, const Wish& wish, bool may_add) {
    UsedGlyph& first = use(wish.id);
    if (!first.is_taken) {
        first.text = wish.text;
        first.is_backwards = wish.is_backwards;
        first.is_taken = true;
        return;
    }
    if (find(document, wish.id, wish.text, wish.is_backwards) != nullptr || !may_add || used_.size() > most_entries)
        return;
    const std::uint16_t next = first.next;
    UsedGlyph& added = used_.emplace_back();
    added.id = wish.id;
    added.text = wish.text;
    added.is_backwards = wish.is_backwards;
    added.is_taken = true;
    added.next = next;
    used_[index_[wish.id] - 1u].next = static_cast<std::uint16_t>(used_.size());
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

void GlyphTexts::resolve(const layout::PagedDocument& document, bool may_add) {
    for (const Cluster& cluster : shared_) resolve(document, cluster);
    for (const Wish& wish : wishes_) grant(document, wish, may_add);
    for (const Cluster& cluster : shared_) {
        if (!may_add || !is_mappable(cluster.text.of(document.text)) || spells(document, cluster)) continue;
        for (std::uint32_t i = 0; i < cluster.count; ++i) {
            const std::uint32_t id = document.glyphs[cluster.glyph(i)].id;
            if (id != 0) grant(document, {id, share_of(document, cluster, i), false}, true);
        }
    }
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
