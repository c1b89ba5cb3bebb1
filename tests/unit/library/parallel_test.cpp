#include "library/parallel.h"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>

namespace carepress::test {
using namespace library;
namespace {

TEST(ForEachInParallel, works_on_each_item_once) {
    std::vector<int> items(1000, 1);
    for_each_in_parallel(items, 4, [](int& item) { ++item; });
    EXPECT_EQ(std::accumulate(items.begin(), items.end(), 0), 2000);
}

TEST(ForEachInParallel, throws_an_exception_of_any_thread_to_the_caller) {
    for (const unsigned threads : {1U, 4U})
        for (const int failing : {0, 500, 999}) {
            std::vector<int> items(1000);
            std::iota(items.begin(), items.end(), 0);
            const auto work = [&](int item) {
                if (item >= failing) throw std::runtime_error("this one");
            };
            EXPECT_THROW(for_each_in_parallel(items, threads, work), std::runtime_error) << failing;
        }
}

}  // namespace
}  // namespace carepress::test
