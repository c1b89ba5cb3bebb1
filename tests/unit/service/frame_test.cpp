// The messages that two processes exchange: what one writes the other reads, and nothing else.
#include "service/frame.h"

#include <gtest/gtest.h>

namespace carepress::service {
namespace {

const FrameLimits limits{.head = 100, .parts = 3, .bytes = 20};

std::string frame_of(const std::string& head, const std::vector<std::string_view>& parts) {
    std::string bytes = begin_frame(head, parts);
    for (const std::string_view part : parts) bytes += part;
    return bytes;
}

/// "a|b": the parts of a message, or "refused".
std::string parts_of(std::string_view bytes) {
    const std::optional<Frame> frame = read_frame(bytes, limits);
    if (!frame) return "refused";
    std::string parts;
    for (const std::string_view part : frame->parts) parts.append(parts.empty() ? "" : "|").append(part);
    return parts;
}

TEST(Frame, what_is_written_is_read) {
    EXPECT_EQ(frame_of("{}", {}), "12\n{\"parts\":[]}");
    EXPECT_EQ(frame_of("{\"a\":1}", {"x", "", "yz"}), "23\n{\"a\":1,\"parts\":[1,0,2]}xyz");
    EXPECT_EQ(parts_of(frame_of("{}", {})), "");
    EXPECT_EQ(parts_of(frame_of("{\"a\":1}", {"one", "", "{\"parts\":[9]}"})), "one||{\"parts\":[9]}");
    const std::string zeros("\0\n\0", 3);
    EXPECT_EQ(parts_of(frame_of("{}", {zeros})), zeros);
}

TEST(Frame, every_beginning_of_a_message_is_refused) {
    const std::string whole = frame_of("{\"a\":1}", {"one", "two"});
    ASSERT_EQ(parts_of(whole), "one|two");
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_EQ(parts_of(whole.substr(0, size)), "refused") << size;
    EXPECT_EQ(parts_of(whole + "x"), "refused") << "more than the parts";
}

class BadFrame : public testing::TestWithParam<const char*> {};

TEST_P(BadFrame, is_refused) { EXPECT_EQ(parts_of(GetParam()), "refused"); }

INSTANTIATE_TEST_SUITE_P(Frames, BadFrame,
                         testing::Values(
                             // the length of the head
                             "", "\n", "\n{\"parts\":[]}", "x\n{\"parts\":[]}", "-12\n{\"parts\":[]}",
                             "+12\n{\"parts\":[]}", "012\n{\"parts\":[]}", " 12\n{\"parts\":[]}", "12 \n{\"parts\":[]}",
                             "12\r\n{\"parts\":[]}", "0xC\n{\"parts\":[]}", "1e1\n{\"parts\":[]}", "13\n{\"parts\":[]}",
                             "11\n{\"parts\":[]}", "0\n", "101\n{\"parts\":[]}", "18446744073709551615\n{\"parts\":[]}",
                             "18446744073709551628\n{\"parts\":[]}", "99999999999999999999999999\n{\"parts\":[]}",
                             // the head
                             "2\n{}", "4\nnull", "2\n[]", "12\n{\"parts\":[1]", "14\n{\"parts\":null}",
                             "12\n{\"parts\":{}}", "25\n{\"parts\":[],\"parts\":[1]}x", "13\n{\"parts\": [}",
                             // the lengths of the parts
                             "13\n{\"parts\":[2]}x", "14\n{\"parts\":[-1]}", "15\n{\"parts\":[1.0]}x",
                             "15\n{\"parts\":[1e0]}x", "15\n{\"parts\":[\"1\"]}x", "16\n{\"parts\":[null]}",
                             "14\n{\"parts\":[[]]}", "16\n{\"parts\":[true]}", "15\n{\"parts\":[1,2]}x",
                             "32\n{\"parts\":[18446744073709551615]}x", "34\n{\"parts\":[18446744073709551615,2]}x",
                             "32\n{\"parts\":[18446744073709551617]}x", "19\n{\"parts\":[0,0,0,0]}",
                             "14\n{\"parts\":[21]}123456789012345678901"));

TEST(Frame, values_of_a_head_are_of_their_kind_or_missing) {
    const std::string bytes =
        frame_of("{\"text\":\"t\",\"number\":7,\"negative\":-7,\"decimal\":7.5,\"flag\":true,\"list\":[1]}", {});
    const std::optional<Frame> frame = read_frame(bytes, limits);
    ASSERT_TRUE(frame);
    const visit::JsonValue& head = *frame->head;
    EXPECT_EQ(text_in(head, "text"), "t");
    EXPECT_EQ(number_in(head, "number", 7), 7u);
    EXPECT_FALSE(number_in(head, "number", 6));
    EXPECT_EQ(flag_in(head, "flag"), true);
    ASSERT_NE(list_in(head, "list"), nullptr);
    for (const char* other : {"number", "flag", "list", "none"}) EXPECT_FALSE(text_in(head, other)) << other;
    for (const char* other : {"text", "negative", "decimal", "flag", "list", "none"})
        EXPECT_FALSE(number_in(head, other, 100)) << other;
    for (const char* other : {"text", "number", "list", "none"}) EXPECT_FALSE(flag_in(head, other)) << other;
    for (const char* other : {"text", "number", "flag", "none"}) EXPECT_EQ(list_in(head, other), nullptr) << other;
}

}  // namespace
}  // namespace carepress::service
