#include "text/word_cache.h"

#include "base/utf.h"

#include <gtest/gtest.h>

#include <string>

namespace carepress::test {
using namespace text;
namespace {

TEST(WordCache, IsBoundedAndKeepsWhatIsUsed) {
    WordCache cache(1 << 20);
    const WordGlyph glyph{};
    ShapedWord word;
    word.glyphs = {&glyph, 1};
    const std::u16string kept_text = u"kept";
    WordKey kept;
    kept.text = kept_text;
    cache.insert(kept, kept.hash(), word);
    for (int document = 0; document < 200; ++document) {
        for (int i = 0; i < 500; ++i) {
            const std::u16string text = to_utf16(std::to_string(document * 500 + i));
            WordKey key;
            key.text = text;
            EXPECT_EQ(cache.find(key, key.hash()), nullptr);
            cache.insert(key, key.hash(), word);
            EXPECT_NE(cache.find(key, key.hash()), nullptr);
        }
        ASSERT_NE(cache.find(kept, kept.hash()), nullptr) << document;
        cache.trim();
        EXPECT_LT(cache.memory(), 3u << 20);
    }
    WordKey other = kept;
    other.right_to_left = true;
    EXPECT_EQ(cache.find(other, other.hash()), nullptr);
}

}  // namespace
}  // namespace carepress::test
