// What a reader sees from left to right: each token of Latin letters and numbers in right-to-left text is as its author
// wrote it.
#include "base/utf.h"
#include "embedding_levels.h"
#include "text_support.h"

#include <gtest/gtest.h>
#include <unicode/ubidi.h>

#include <cstdint>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

namespace carepress::test {
using namespace text;
namespace {

/// A sentence in which $ is where the token stands.
struct Sentence {
    const char* language;
    const char16_t* text;
};

const Sentence sentences[] = {
    {"ar", u"خذ الدواء $ في الصباح."},
    {"ar", u"$ هنا"},
    {"ar", u"انظر $."},
    {"ar", u"الموعد ($) غدًا، ثم 3 مرات"},
    {"ar", u"من 2 إلى 4، «$»؛ نعم"},
    {"he", u"קחו את $ בבוקר."},
    {"he", u"$ כאן"},
    {"he", u"ראו: $, מחר"},
    {"he", u"התור ($) מחר"},
    {"fa", u"دارو $ را صبح بخورید."},
    {"fa", u"نشانی: $؛ تلفن"},
    {"fa", u"هر ۸ ساعت، $، تا ۳ روز"},
    {"ur", u"دوا $ صبح لیں۔"},
    {"ur", u"دیکھیں ($)؛ کل"},
};

std::vector<std::u16string> tokens() {
    std::ifstream file(CAREPRESS_SOURCE_FOLDER "/tests/unit/text/left_to_right_tokens.txt");
    std::vector<std::u16string> out;
    for (std::string line; std::getline(file, line);) out.push_back(to_utf16(line));
    return out;
}

/// Where each unit stands, counted from the left.
std::vector<std::int32_t> places_of(const std::vector<int>& levels) {
    const std::vector<UBiDiLevel> bytes(levels.begin(), levels.end());
    std::vector<std::int32_t> places(levels.size());
    ubidi_reorderLogical(bytes.data(), static_cast<std::int32_t>(bytes.size()), places.data());
    return places;
}

TEST(VisualOrder, of_each_token_is_its_authors) {
    EmbeddingLevels levels;
    const std::vector<std::u16string> all = tokens();
    EXPECT_GE(all.size(), 500u);
    for (const Sentence& sentence : sentences) {
        const std::u16string before(sentence.text, std::u16string_view(sentence.text).find(u'$'));
        const std::u16string after(sentence.text + before.size() + 1);
        for (const std::u16string& token : all) {
            const std::u16string text = before + token + after;
            const std::vector<std::int32_t> places = places_of(levels.of(text, Direction::right_to_left));
            bool in_order = true;
            for (std::size_t at = before.size() + 1; at < before.size() + token.size(); ++at)
                in_order = in_order && places[at] == places[at - 1] + 1;
            if (in_order) continue;
            std::u16string seen(text.size(), u' ');
            for (std::size_t at = 0; at < text.size(); ++at) seen[static_cast<std::size_t>(places[at])] = text[at];
            ADD_FAILURE() << sentence.language << " " << to_utf8(token)
                          << " is seen as, from left to right: " << to_utf8(seen);
        }
    }
}

/// What belongs to the sentence keeps its own place: a number of the right-to-left words stands with them.
TEST(VisualOrder, of_a_sentences_own_numbers_is_right_to_left) {
    EmbeddingLevels levels;
    const std::u16string text = u"خذ Tylenol 500 mg، 3 مرات، 2-4 أيام";
    const std::vector<std::int32_t> places = places_of(levels.of(text, Direction::right_to_left));
    const auto place = [&](const char16_t* part) { return places[text.find(part)]; };
    EXPECT_LT(place(u"3 مرات"), place(u"Tylenol"));
    EXPECT_LT(place(u"مرات"), place(u"3 مرات"));
    EXPECT_LT(place(u"4 أيام"), place(u"2-4"));
}

}  // namespace
}  // namespace carepress::test
