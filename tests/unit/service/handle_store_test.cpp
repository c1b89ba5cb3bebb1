#include "service/handle_store.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace carepress::test {
namespace {

using namespace std::chrono_literals;
using service::HandleStore;
using Store = HandleStore<const std::string>;

std::shared_ptr<const std::string> text(const char* words) { return std::make_shared<const std::string>(words); }

const net::TimePoint begin{};

TEST(HandleStore, finds_what_was_put_by_its_handle_alone) {
    Store store(10s, 100);
    const std::string a = store.put(text("a"), 1, begin), b = store.put(text("b"), 1, begin);
    EXPECT_TRUE(service::is_handle(a));
    EXPECT_NE(a, b);
    EXPECT_EQ(*store.find(a, begin), "a");
    EXPECT_EQ(*store.find(b, begin), "b");
    for (const std::string& other : {std::string(), a.substr(1), a + "0", std::string(32, '0')})
        EXPECT_EQ(store.find(other, begin), nullptr);
    EXPECT_TRUE(store.remove(a));
    EXPECT_FALSE(store.remove(a));
    EXPECT_EQ(store.find(a, begin), nullptr);
    EXPECT_EQ(store.size(), 1u);
}

TEST(HandleStore, forgets_what_is_not_used) {
    Store store(10s, 100);
    const std::string used = store.put(text("used"), 1, begin), unused = store.put(text("unused"), 1, begin);
    EXPECT_NE(store.find(used, begin + 6s), nullptr);
    EXPECT_NE(store.find(used, begin + 16s), nullptr) << "ten seconds count from the last use";
    EXPECT_EQ(store.find(unused, begin + 16s), nullptr);
    EXPECT_EQ(store.size(), 1u);
    store.sweep(begin + 26s);
    EXPECT_EQ(store.size(), 1u);
    store.sweep(begin + 27s);
    EXPECT_EQ(store.size(), 0u) << "nobody asked";
}

TEST(HandleStore, forgets_what_was_used_longest_ago_when_room_ends) {
    Store store(100s, 10);
    const std::string a = store.put(text("a"), 4, begin), b = store.put(text("b"), 4, begin + 1s);
    EXPECT_NE(store.find(a, begin + 2s), nullptr);
    const std::string c = store.put(text("c"), 4, begin + 3s);
    EXPECT_EQ(store.find(b, begin + 3s), nullptr);
    EXPECT_NE(store.find(a, begin + 3s), nullptr);
    EXPECT_NE(store.find(c, begin + 3s), nullptr);
    EXPECT_EQ(store.put(text("too large"), 11, begin + 3s), "");
    EXPECT_EQ(store.size(), 2u) << "what has no room drives nothing out";
    EXPECT_NE(store.put(text("all"), 10, begin + 4s), "");
    EXPECT_EQ(store.size(), 1u);
}

TEST(HandleStore, is_used_by_threads) {
    Store store(100s, 50);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 500; ++k) {
                const std::string handle = store.put(text("x"), 1);
                static_cast<void>(store.find(handle));
                if (k % 2 == 0) store.remove(handle);
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_LE(store.size(), 50u);
}

TEST(HandleStore, handles_do_not_repeat) {
    std::set<std::string> handles;
    for (int i = 0; i < 1000; ++i) EXPECT_TRUE(handles.insert(service::make_handle()).second);
}

}  // namespace
}  // namespace carepress::test
