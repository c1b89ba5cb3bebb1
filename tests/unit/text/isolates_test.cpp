#include "text/isolates.h"

#include "text_support.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace carepress::test {
using namespace text;
namespace {

/// The text with [brackets] around what is isolated.
std::u16string isolated(std::u16string_view text) {
    std::u16string out;
    std::uint32_t done = 0;
    for (const IsolatedRange& range : find_isolates(text)) {
        out += text.substr(done, range.begin - done);
        out += u'⟦';
        out += text.substr(range.begin, range.end - range.begin);
        out += u'⟧';
        done = range.end;
    }
    return out += text.substr(done);
}

TEST(Isolates, are_what_has_an_order_of_its_own) {
    const std::pair<const char16_t*, const char16_t*> cases[] = {
        {u"اتصل 555-0134.", u"اتصل ⟦555-0134⟧."},
        {u"هاتف (856) 546-3003، أو 1-800-555-0134", u"هاتف ⟦(856) 546-3003⟧، أو ⟦1-800-555-0134⟧"},
        {u"+1 856.546.3003 الآن", u"⟦+1 856.546.3003⟧ الآن"},
        {u"في 2026-11-22.", u"في ⟦2026-11-22⟧."},
        {u"الرمز K977 و COVID-19", u"الرمز ⟦K977⟧ و ⟦COVID-19⟧"},
        {u"خذ 500 mg أو 2.5 mL", u"خذ ⟦500 mg⟧ أو ⟦2.5 mL⟧"},
        {u"ضغط 120/80 mmHg وحرارة 98.6 °F", u"ضغط ⟦120/80 mmHg⟧ وحرارة ⟦98.6 °F⟧"},
        {u"انظر example.org/health.", u"انظر ⟦example.org/health⟧."},
        {u"https://example.org/a?b=1&c=2, info@example.org", u"⟦https://example.org/a?b=1&c=2, info@example.org⟧"},
        {u"B12؟", u"⟦B12⟧؟"},
        // with the Latin words beside them
        {u"خذ Vitamin B12 الآن", u"خذ ⟦Vitamin B12⟧ الآن"},
        {u"خذ Tylenol 500 mg الآن", u"خذ ⟦Tylenol 500 mg⟧ الآن"},
        {u"جهاز Dexcom G6 أو COVID-19 Omicron", u"جهاز ⟦Dexcom G6⟧ أو ⟦COVID-19 Omicron⟧"},
        {u"في 123 Main St.", u"في ⟦123 Main St⟧."},
        {u"500 mg 2 مرات", u"⟦500 mg⟧ 2 مرات"},
        // dosages whole
        {u"250 mg/5 mL", u"⟦250 mg/5 mL⟧"},
        {u"0.5 mg/0.5 mL", u"⟦0.5 mg/0.5 mL⟧"},
        {u"10 mg/kg/day", u"⟦10 mg/kg/day⟧"},
        {u"5 micrograms", u"⟦5 micrograms⟧"},
        {u"عند -20 °C", u"عند ⟦-20 °C⟧"},
        {u"500-1000 mg", u"⟦500-1000 mg⟧"},
        {u"250-500 mg", u"⟦250-500 mg⟧"},
        // telephone numbers of all forms
        {u"+18565463003", u"⟦+18565463003⟧"},
        {u"+1(856)546-3003", u"⟦+1(856)546-3003⟧"},
        {u"(+1) 856-546-3003", u"⟦(+1) 856-546-3003⟧"},
        {u"(856) 546-3003x12", u"⟦(856) 546-3003x12⟧"},
        {u"(856) 546-3003 ext. 12", u"⟦(856) 546-3003 ext. 12⟧"},
        {u"1 800 555 0134", u"⟦1 800 555 0134⟧"},
        {u"2222-1234", u"⟦2222-1234⟧"},
        {u"۵۵۵-۰۱۳۴", u"⟦۵۵۵-۰۱۳۴⟧"},
        {u"٥٥٥-٠١٣٤", u"⟦٥٥٥-٠١٣٤⟧"},
        {u"2026-11-22 10:30", u"⟦2026-11-22 10:30⟧"},
        {u"555-0134 24 ساعة", u"⟦555-0134⟧ 24 ساعة"},
        // times and ratios, from their first character to their last
        {u"الاثنين 9:30 AM هنا", u"الاثنين ⟦9:30 AM⟧ هنا"},
        {u"الساعة 8:00 a.m. غدًا", u"الساعة ⟦8:00 a.m.⟧ غدًا"},
        {u"نسبة 1:1000 mg هنا", u"نسبة ⟦1:1000 mg⟧ هنا"},
        {u"هذا 9:30-10:15 AM هنا", u"هذا ⟦9:30-10:15 AM⟧ هنا"},
        {u"من 9:30 AM - 5 PM.", u"من ⟦9:30 AM - 5 PM⟧."},
        {u"من 9:30-10:15 غدًا", u"من ⟦9:30-10:15⟧ غدًا"},
        {u"1 : 1000", u"⟦1 : 1000⟧"},
        // abbreviations keep their full stops
        {u"هذا E. coli O157:H7 هنا", u"هذا ⟦E. coli O157:H7⟧ هنا"},
        {u"هذا P.O. Box 12 هنا", u"هذا ⟦P.O. Box 12⟧ هنا"},
        {u"في 123 Main St., Springfield, IL 62704-1234.", u"في ⟦123 Main St., Springfield, IL 62704-1234⟧."},
        {u"No. 5 هنا", u"⟦No. 5⟧ هنا"},
        // brackets and quotation marks inside, not around
        {u"خذ Tylenol (acetaminophen) 500 mg الآن", u"خذ ⟦Tylenol (acetaminophen) 500 mg⟧ الآن"},
        {u"الدواء (Tylenol 500 mg) هنا", u"الدواء (⟦Tylenol 500 mg⟧) هنا"},
        {u"«COVID-19»", u"«⟦COVID-19⟧»"},
        {u"(انظر example.org)", u"(انظر ⟦example.org⟧)"},
        // signs that belong to a number or a word
        {u"بسعر $5.99 فقط", u"بسعر ⟦$5.99⟧ فقط"},
        {u"5 € أو $5-$10", u"⟦5 €⟧ أو ⟦$5-$10⟧"},
        {u"فصيلة O- أو AB+ هنا", u"فصيلة ⟦O-⟧ أو ⟦AB+⟧ هنا"},
        {u"أقل من <70 mg/dL", u"أقل من ⟦<70 mg/dL⟧"},
        {u"عند -20 هنا", u"عند ⟦-20⟧ هنا"},
        {u"بين 5%-10%، و 50%", u"بين ⟦5%-10%⟧، و ⟦50%⟧"},
        {u"اضغط *67 ثم", u"اضغط ⟦*67⟧ ثم"},
        // fractions and arithmetic
        {u"1 1/2 cups", u"⟦1 1/2 cups⟧"},
        {u"خذ 1½ قرص", u"خذ ⟦1½⟧ قرص"},
        {u"2 × 5 و 2 + 2 = 4", u"⟦2 × 5⟧ و ⟦2 + 2 = 4⟧"},
        {u"الطول 5'10\" هنا", u"الطول ⟦5'10\"⟧ هنا"},
        // tablets in the morning, at noon and at night; a date
        {u"خذ 2-0-1 حبة", u"خذ ⟦2-0-1⟧ حبة"},
        {u"في 3-4-26 غدًا", u"في ⟦3-4-26⟧ غدًا"},
        // a number of the text around stays outside
        {u"خذ Tylenol 500 mg، 3 مرات", u"خذ ⟦Tylenol 500 mg⟧، 3 مرات"},
        {u"3. Tylenol 500 mg", u"3. ⟦Tylenol 500 mg⟧"},
        {u"MyChart: 555-0134", u"MyChart: ⟦555-0134⟧"},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(isolated(text), expected);
}

TEST(Isolates, are_not_words_numbers_and_ranges) {
    for (const char16_t* text :
         {u"من 2-4 أيام", u"2020-2025", u"اتصل 911", u"طبيب doctor هنا", u"1,000", u"3.5", u"", u"10-15", u"a", u"-",
          u"(", u"+", u"100-200 مرة", u"500-1000", u"3000-5000", u"1999-2001", u"Type 2", u"Latin words alone"})
        EXPECT_TRUE(find_isolates(text).empty()) << ::testing::PrintToString(std::u16string(text));
}

TEST(Isolates, of_anything_are_in_order_and_within_the_text) {
    std::uint32_t seed = 1;
    const std::u16string_view alphabet = u"0123456789aZ-./:@+() \u00A0\u0627\u05D0°%\n";
    for (int round = 0; round < 20'000; ++round) {
        std::u16string text;
        for (int i = 0; i < round % 24; ++i)
            text += alphabet[((seed = seed * 1664525 + 1013904223) >> 16) % alphabet.size()];
        std::uint32_t done = 0;
        for (const IsolatedRange& range : find_isolates(text)) {
            ASSERT_GE(range.begin, done);
            ASSERT_GT(range.end, range.begin);
            ASSERT_LE(range.end, text.size());
            done = range.end;
        }
    }
}

}  // namespace
}  // namespace carepress::test
