#include "text/word_cache.h"

#include <xxhash.h>

#include <cstdint>

namespace carepress::text {

std::uint64_t WordKey::hash() const {
    const std::uint64_t rest = reinterpret_cast<std::uintptr_t>(language) * 0x9E37'79B9'7F4A'7C15u ^
                               static_cast<std::uint64_t>(script) << 32 ^ static_cast<std::uint64_t>(face) << 16 ^
                               static_cast<std::uint64_t>(before) << 9 ^ static_cast<std::uint64_t>(after) << 1 ^
                               static_cast<std::uint64_t>(right_to_left);
    return XXH3_64bits_withSeed(text.data(), text.size() * sizeof(char16_t), rest);
}

WordKey kept_in(Arena& arena, const WordKey& key) {
    WordKey kept = key;
    const std::span<const char16_t> text = arena.copy(std::span(key.text.data(), key.text.size()));
    kept.text = {text.data(), text.size()};
    return kept;
}

ShapedWord kept_in(Arena& arena, const ShapedWord& word) {
    ShapedWord kept = word;
    kept.glyphs = arena.copy(word.glyphs);
    kept.missing = arena.copy(word.missing);
    return kept;
}

}  // namespace carepress::text
