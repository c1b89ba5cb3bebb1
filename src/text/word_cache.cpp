#include "text/word_cache.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace carepress {

std::uint64_t WordKey::hash() const {
    const std::uint64_t rest = reinterpret_cast<std::uintptr_t>(language) * 0x9E37'79B9'7F4A'7C15u ^
                               static_cast<std::uint64_t>(script) << 32 ^ static_cast<std::uint64_t>(face) << 16 ^
                               static_cast<std::uint64_t>(before) << 9 ^ static_cast<std::uint64_t>(after) << 1 ^
                               static_cast<std::uint64_t>(right_to_left);
    return XXH3_64bits_withSeed(text.data(), text.size() * sizeof(char16_t), rest);
}

void* Arena::allocate_bytes(std::size_t bytes) {
    bytes = (bytes + alignment - 1) / alignment * alignment;
    if (bytes > left_) {
        const std::size_t room = std::max(bytes, chunk);
        chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(room));
        next_ = chunks_.back().get();
        left_ = room;
        size_ += room;
    }
    void* result = next_;
    next_ += bytes;
    left_ -= bytes;
    return result;
}

void Arena::clear() {
    chunks_.clear();
    next_ = nullptr;
    left_ = size_ = 0;
}

const ShapedWord* WordCache::Generation::find(const WordKey& key, std::uint64_t hash) const {
    if (slots.empty()) return nullptr;
    const std::size_t mask = slots.size() - 1;
    for (std::size_t at = hash & mask; slots[at].entry; at = (at + 1) & mask) {
        if (slots[at].hash == hash && slots[at].entry->key == key) return &slots[at].entry->word;
    }
    return nullptr;
}

void WordCache::Generation::place(Slot slot) {
    const std::size_t mask = slots.size() - 1;
    std::size_t at = slot.hash & mask;
    while (slots[at].entry) at = (at + 1) & mask;
    slots[at] = slot;
}

const ShapedWord* WordCache::Generation::insert(const WordKey& key, std::uint64_t hash, const ShapedWord& word) {
    if ((count + 1) * 2 > slots.size()) {
        std::vector<Slot> before = std::move(slots);
        slots.assign(std::max<std::size_t>(1024, before.size() * 2), Slot{});
        for (const Slot& slot : before) {
            if (slot.entry) place(slot);
        }
    }
    const std::span<const char16_t> text = arena.copy(std::span(key.text.data(), key.text.size()));
    Entry* entry = new (arena.allocate<Entry>(1)) Entry{key, word};
    entry->key.text = {text.data(), text.size()};
    entry->word.glyphs = arena.copy(word.glyphs);
    entry->word.missing = arena.copy(word.missing);
    place({hash, entry});
    ++count;
    return &entry->word;
}

const ShapedWord* WordCache::find(const WordKey& key, std::uint64_t hash) {
    if (const ShapedWord* word = young_.find(key, hash)) return word;
    const ShapedWord* word = old_.find(key, hash);
    return word ? young_.insert(key, hash, *word) : nullptr;
}

const ShapedWord* WordCache::insert(const WordKey& key, std::uint64_t hash, const ShapedWord& word) {
    return young_.insert(key, hash, word);
}

bool WordCache::trim() {
    if (young_.memory() <= bound_ / 2) return false;
    old_ = std::exchange(young_, Generation{});
    return true;
}

}  // namespace carepress
