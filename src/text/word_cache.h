#pragma once

#include "text/shape.h"

#include <harfbuzz/hb.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace carepress {

struct WordGlyph {
    Glyph glyph;  ///< its cluster counts from the word's first unit
    bool unsafe_to_break = false;
};

/// All that a word's glyphs depend on. `text` is the word with `before` and `after` units of context, which count where
/// a script joins letters across the word's ends.
struct WordKey {
    hb_language_t language = nullptr;
    hb_script_t script = HB_SCRIPT_INVALID;
    FaceId face = no_face;
    bool right_to_left = false;
    std::uint8_t before = 0, after = 0;
    std::u16string_view text;

    bool operator==(const WordKey&) const = default;
    std::uint64_t hash() const;
};

/// A word as HarfBuzz set it, in visual order. Lives in an arena of the Shaper.
struct ShapedWord {
    std::span<const WordGlyph> glyphs;
    std::span<const std::uint32_t> missing;  ///< units whose character the face lacks: no glyph stands for them
    std::int32_t advance = 0;                ///< of all glyphs
    hb_language_t language = nullptr;        ///< as in its key: for parts of it that are shaped anew
    hb_script_t script = HB_SCRIPT_INVALID;
};

/// Memory that is given back all at once.
class Arena {
public:
    /// `count` objects, not constructed.
    template <typename T>
    T* allocate(std::size_t count) {
        static_assert(alignof(T) <= alignment);
        return static_cast<T*>(allocate_bytes(count * sizeof(T)));
    }
    template <typename T>
    std::span<const T> copy(std::span<const T> from) {
        T* to = allocate<T>(from.size());
        std::uninitialized_copy(from.begin(), from.end(), to);
        return {to, from.size()};
    }
    std::size_t size() const { return size_; }
    void clear();

private:
    static constexpr std::size_t alignment = 8, chunk = 65'536;
    void* allocate_bytes(std::size_t bytes);

    std::vector<std::unique_ptr<std::byte[]>> chunks_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0, size_ = 0;
};

/// Words by key, in two generations: when the young one is full it becomes the old one, and the old one is dropped, so
/// that words in use stay and memory is bounded by `bound` bytes and one document. Looking up doesn't allocate.
class WordCache {
public:
    explicit WordCache(std::size_t bound) : bound_(bound) {}

    const ShapedWord* find(const WordKey& key, std::uint64_t hash);
    const ShapedWord* insert(const WordKey& key, std::uint64_t hash, const ShapedWord& word);
    /// Drops what is over the bound. When true, words found before are gone.
    bool trim();
    std::size_t memory() const { return young_.memory() + old_.memory(); }

private:
    struct Entry {
        WordKey key;
        ShapedWord word;
    };
    struct Slot {
        std::uint64_t hash = 0;
        const Entry* entry = nullptr;
    };
    /// A hash table with open addressing and linear probing, at most half full.
    struct Generation {
        std::vector<Slot> slots;
        std::size_t count = 0;
        Arena arena;

        const ShapedWord* find(const WordKey& key, std::uint64_t hash) const;
        const ShapedWord* insert(const WordKey& key, std::uint64_t hash, const ShapedWord& word);
        void place(Slot slot);
        std::size_t memory() const { return arena.size() + slots.size() * sizeof(Slot); }
    };

    std::size_t bound_;
    Generation young_, old_;
};

}  // namespace carepress
