#include "job/topic_groups.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace carepress::test {
namespace {

TEST(TopicGroups, AreTheChaptersOfCodes) {
    struct Row {
        const char *code, *group;
    };
    for (const Row& row : {Row{"J45.909", "J00-J99"},
                           {"j45", "J00-J99"},
                           {"A00", "A00-B99"},
                           {"B99.9", "A00-B99"},
                           {"C7A.00", "C00-D49"},
                           {"D3A.8", "C00-D49"},
                           {"D49.9", "C00-D49"},
                           {"D50.0", "D50-D89"},
                           {"H59.8", "H00-H59"},
                           {"H60.0", "H60-H95"},
                           {"M1A.0", "M00-M99"},
                           {"O9A.2", "O00-O9A"},
                           {"T88.9", "S00-T88"},
                           {"U07.1", "U00-U85"},
                           {"Y99", "V00-Y99"},
                           {"Z3A.20", "Z00-Z99"}}) {
        const auto group = job::topic_group_of(row.code);
        ASSERT_TRUE(group) << row.code;
        EXPECT_EQ(job::topic_groups()[*group].code, row.group) << row.code;
    }
    for (const char* other : {"", "J4", "123", "T90", "D90", "38341003", "é45", "U86"})
        EXPECT_FALSE(job::topic_group_of(other)) << other;
}

TEST(TopicGroups, DoNotOverlapAndAreInOrder) {
    const auto groups = job::topic_groups();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        EXPECT_LT(groups[i].first(), groups[i].last());
        if (i > 0) {
            EXPECT_LT(groups[i - 1].last(), groups[i].first());
        }
        EXPECT_FALSE(groups[i].name.empty());
    }
}

}  // namespace
}  // namespace carepress::test
