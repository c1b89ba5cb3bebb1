#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace carepress::library {

/// Calls `work(item)` for each item, on `threads` threads at most, the caller's among them; few items take few threads.
/// If `work` throws, no more items are begun and the first exception is thrown here.
template <class Item, class Work>
void for_each_in_parallel(std::vector<Item>& items, unsigned threads, const Work& work) {
    constexpr std::size_t worth_a_thread = 16;  // items
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto take_turns = [&] {
        try {
            for (std::size_t i = next++; i < items.size(); i = next++) work(items[i]);
        } catch (...) {
            next = items.size();
            const std::lock_guard lock(mutex);
            if (!failure) failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> helpers;
        const std::size_t useful = std::min<std::size_t>(threads, items.size() / worth_a_thread + 1);
        for (std::size_t i = 1; i < useful; ++i) helpers.emplace_back(take_turns);
        take_turns();
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace carepress::library
