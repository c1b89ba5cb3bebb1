#pragma once

#include "pdf/clusters.h"
#include "pdf/shown_run.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace carepress::pdf {

/// A glyph of a face that a document uses.
struct UsedGlyph {
    std::uint32_t id = 0;           ///< in the face
    TextRange text;                 ///< what ToUnicode says of it; may stay empty: stands for nothing alone
    std::int32_t votes = 0;         ///< while `text` is being found
    std::uint16_t width = 0;        ///< advance in the embedded program, 1/1000 em
    std::uint16_t glyph = 0;        ///< its id in the embedded subset
    std::uint16_t code = 0;         ///< of the glyph with this text
    char encoded[4] = {};           ///< the code's two bytes, escaped for a literal string
    std::uint8_t encoded_size = 0;  ///< of `encoded`
    std::uint16_t next = 0;         ///< the same glyph with another text: its place in GlyphTexts::used() from 1
    bool is_backwards = false;      ///< ToUnicode says `text` from its end to its beginning
    bool is_taken = false;          ///< while texts are being found: some run shows this glyph with this text
    bool is_private = false;        ///< `text` lies in a private use area: only ActualText is trusted
};

/// The glyphs that a document takes from one face, and the text that each stands for by itself: what the most clusters
/// say of which it is the only glyph, else what is left of a cluster when the known glyphs are taken away. ToUnicode
/// maps each glyph to one text (ISO 32000-1 9.10.3), so where that doesn't give back a cluster's text, the cluster
/// needs ActualText.
class GlyphTexts {
public:
    /// Forgets the glyphs of the document before; keeps memory.
    void clear();
    /// Notes the glyphs of a run. Glyph 0 (.notdef) is never shown, so never counted (ISO 14289-1 7.21.8).
    void collect(const layout::PagedDocument& document, const ShownRun& shown);
    /// Once all runs are collected: resolves each glyph's text. `may_add`: a glyph of right-to-left text may have
    /// several entries, one for each text.
    void resolve(const layout::PagedDocument& document, bool may_add);

    std::span<UsedGlyph> used() { return used_; }
    std::span<const UsedGlyph> used() const { return used_; }
    /// A glyph that was collected, or nullptr for .notdef.
    const UsedGlyph* find(std::uint32_t id) const {
        return id < index_.size() && index_[id] > 0 ? &used_[index_[id] - 1u] : nullptr;
    }
    /// The entry of a glyph that says just `text`, or nullptr. `is_backwards` makes no difference to a single
    /// character.
    const UsedGlyph* find(const layout::PagedDocument& document, std::uint32_t id, TextRange text,
                          bool is_backwards) const;
    /// Whether the resolved text of the only glyph of a cluster is the cluster's text.
    static bool spells(const std::u16string& text, const UsedGlyph& glyph, TextRange cluster) {
        if (glyph.text.length != cluster.length || glyph.is_private || cluster.length == 0) return false;
        if (cluster.length == 1) return text[glyph.text.begin] == text[cluster.begin];
        return glyph.text.of(text) == cluster.of(text);
    }
    /// Whether the resolved texts of the cluster's glyphs, one behind the other, are the cluster's text.
    bool spells(const layout::PagedDocument& document, const Cluster& cluster) const;

private:
    UsedGlyph& use(std::uint32_t id) { return id < index_.size() && index_[id] > 0 ? used_[index_[id] - 1u] : add(id); }
    UsedGlyph& add(std::uint32_t id);
    void collect(const layout::PagedDocument& document, const layout::GlyphRun& run);
    void resolve(const layout::PagedDocument& document, const Cluster& cluster);
    struct Wish {
        std::uint32_t id;
        TextRange text;
        bool is_backwards;
    };
    void wish(const layout::PagedDocument& document, const Cluster& cluster);
    void grant(const layout::PagedDocument& document, const Wish& wish, bool may_add);

    std::vector<UsedGlyph> used_;
    std::vector<std::uint16_t> index_;  ///< by glyph id: place in used_ from 1; 0 is unused
    std::vector<Cluster> shared_;       ///< clusters of several glyphs
    std::vector<Wish> wishes_;          ///< of right-to-left text
};

}  // namespace carepress::pdf
