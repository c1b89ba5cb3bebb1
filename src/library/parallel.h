#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace carepress {

/// Calls `work(item)` for each item, on `threads` threads at most, the caller's among them; few items take few threads.
/// `work` must not throw.
template <class Item, class Work>
void for_each_in_parallel(std::vector<Item>& items, unsigned threads, const Work& work) {
    constexpr std::size_t worth_a_thread = 16;  // items
    std::atomic<std::size_t> next{0};
    const auto take_turns = [&] {
        for (std::size_t i = next++; i < items.size(); i = next++) work(items[i]);
    };
    std::vector<std::jthread> helpers;
    const std::size_t useful = std::min<std::size_t>(threads, items.size() / worth_a_thread + 1);
    for (std::size_t i = 1; i < useful; ++i) helpers.emplace_back(take_turns);
    take_turns();
}

}  // namespace carepress
