#pragma once

#include "text/arena.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace carepress::text {

/// Values by key, in two generations: when the young one is full it becomes the old one, and the old one is dropped, so
/// that what is in use stays and memory is bounded by `bound` bytes and one document. Looking up doesn't allocate. Key
/// and Value are copied into an arena by `Key kept_in(Arena&, const Key&)` and its like for Value.
template <typename Key, typename Value>
class GenerationCache {
public:
    explicit GenerationCache(std::size_t bound) : bound_(bound) {}

    /// Valid until trim().
    const Value* find(const Key& key, std::uint64_t hash) {
        if (const Value* value = young_.find(key, hash)) return value;
        const Value* value = old_.find(key, hash);
        return value ? young_.insert(key, hash, *value) : nullptr;
    }
    const Value* insert(const Key& key, std::uint64_t hash, const Value& value) {
        return young_.insert(key, hash, value);
    }
    /// Drops what is over the bound. When true, values found before are gone.
    bool trim() {
        if (young_.memory() <= bound_ / 2) return false;
        old_ = std::exchange(young_, Generation{});
        return true;
    }
    std::size_t memory() const { return young_.memory() + old_.memory(); }

private:
    struct Entry {
        Key key;
        Value value;
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

        const Value* find(const Key& key, std::uint64_t hash) const {
            if (slots.empty()) return nullptr;
            const std::size_t mask = slots.size() - 1;
            for (std::size_t at = hash & mask; slots[at].entry; at = (at + 1) & mask) {
                if (slots[at].hash == hash && slots[at].entry->key == key) return &slots[at].entry->value;
            }
            return nullptr;
        }
        const Value* insert(const Key& key, std::uint64_t hash, const Value& value) {
            if ((count + 1) * 2 > slots.size()) grow();
            Entry* entry = new (arena.allocate<Entry>(1)) Entry{kept_in(arena, key), kept_in(arena, value)};
            place({hash, entry});
            ++count;
            return &entry->value;
        }
        void grow() {
            std::vector<Slot> before = std::move(slots);
            slots.assign(std::max<std::size_t>(1024, before.size() * 2), Slot{});
            for (const Slot& slot : before) {
                if (slot.entry) place(slot);
            }
        }
        void place(Slot slot) {
            const std::size_t mask = slots.size() - 1;
            std::size_t at = slot.hash & mask;
            while (slots[at].entry) at = (at + 1) & mask;
            slots[at] = slot;
        }
        std::size_t memory() const { return arena.size() + slots.size() * sizeof(Slot); }
    };

    std::size_t bound_;
    Generation young_, old_;
};

}  // namespace carepress::text
