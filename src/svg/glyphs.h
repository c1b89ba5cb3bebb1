#pragma once

#include "layout/paged_document.h"
#include "text/outlines.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace carepress::svg {

/// Outlines of glyphs as path data in thousandths of an em, y downwards from the baseline, kept across documents. What
/// is kept never changes what is written. One for each thread.
class GlyphPaths {
public:
    /// `fonts` must outlive it.
    explicit GlyphPaths(const text::FontLibrary& fonts) : fonts_(fonts), reader_(fonts) {}

    /// The path data ("M12-700h90…z") of a glyph; empty if it draws nothing. Valid until forget_if_large().
    const std::string& of(text::FaceId face, std::uint32_t glyph);

    /// Between documents: starts anew past `largest_size`.
    void forget_if_large();

    static constexpr std::size_t largest_size = 16'000'000;  ///< bytes of path data

private:
    const text::FontLibrary& fonts_;
    text::OutlineReader reader_;
    std::unordered_map<std::uint64_t, std::string> paths_;  // is only looked up, never walked
    std::size_t size_ = 0;
};

/// The glyphs of one page: each is defined once and used by its number.
class PageGlyphs {
public:
    explicit PageGlyphs(GlyphPaths& paths) : paths_(paths) {}

    /// Before each page: forgets the one before. `prefix` begins the identifiers.
    void begin(std::string_view prefix);

    /// Appends the elements that draw `run`; nothing if it draws nothing.
    void append_run(std::string& out, const layout::PagedDocument& document, const layout::GlyphRun& run);

    /// Appends the definitions that those elements use.
    void append_definitions(std::string& out) const;

private:
    std::uint32_t number_of(text::FaceId face, std::uint32_t glyph);

    GlyphPaths& paths_;
    std::string prefix_;
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  // is only looked up, never walked
    std::vector<const std::string*> used_;                      ///< by number
};

}  // namespace carepress::svg
