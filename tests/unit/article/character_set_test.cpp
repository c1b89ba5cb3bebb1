#include "article/character_set.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace carepress::test {
namespace {

TEST(CharacterSet, FindsWhatTheLibraryFinds) {
    constexpr std::string_view members = "{}<+[%$:\\~";
    constexpr article::CharacterSet set(members);
    std::string text = "no member, \xC3\xA9 and \xE2\x82\xAC";  // bytes over 0x7F are none
    text += '\0';
    for (const std::string_view part : {"", "{", "a:b", "~~", "x\\", "5 % of $ 3", "]>?"}) {
        text += part;
        for (std::size_t from = 0; from <= text.size() + 1; ++from)
            ASSERT_EQ(set.find_in(text, from), std::string_view(text).find_first_of(members, from)) << from;
    }
}

}  // namespace
}  // namespace carepress::test
