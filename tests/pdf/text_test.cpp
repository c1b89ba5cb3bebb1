#include "pdf/write.h"
#include "read_pdf.h"
#include "samples.h"
#include "support/test_data.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <sstream>

namespace carepress::test {
using namespace pdf;
namespace {

struct Sample {
    std::string name, language, family;
    std::u16string text;
    text::Direction direction = text::Direction::left_to_right;
};

const std::vector<Sample>& samples() {
    static const std::vector<Sample> all = {
        {"english", "en", "Noto Sans", u"The first office visit: affix a fluffy bandage (3 \\ 4). “Quotes” — dashes…"},
        {"spanish", "es", "Noto Sans", u"¿Cuánto hace que tiene estos síntomas? Niño, pingüino, ¡atención!"},
        {"decomposed", "vi", "Noto Sans",
         u"Vie\u0323\u0302t Nam, e\u0301te\u0301, o\u0308l; Việt Nam, été, öl; x\u0303\u0323y"},
        {"invisible", "en", "Noto Sans",
         u"call \u2066(856) 546-3003\u2069 now\u200B, no\u00ADhyphen, a\u00A0b c\u2011d \u200Ee"},
        {"cyrillic", "ru", "Noto Sans", u"Когда вызывать врача? Если температура выше 39 °C."},
        {"hindi", "hi", "Noto Sans Devanagari", u"कितने समय से ये लक्षण हैं? क्षमा, स्त्री, हिन्दी में र्कि द्ध्र"},
        {"thai", "th", "Noto Sans Thai", u"ควรไปพบแพทย์เมื่อใด น้ำ ที่นี่ ปวดหัว เป็นไข้"},
        {"arabic", "ar", "Noto Sans Arabic", u"منذ متى لا تزال هذه الأعراض مستمرة تقريبًا؟ لا إلى الله ٣ أيام",
         text::Direction::right_to_left},
        {"arabic_mixed", "ar", "Noto Sans Arabic", u"اتصل بالرقم \u2066555-0134\u2069 أو example.org اليوم.",
         text::Direction::right_to_left},
        {"hebrew", "he", "Noto Sans Hebrew", u"מתי להתקשר לרופא? שָׁלוֹם, חום של 39 מעלות.",
         text::Direction::right_to_left},
    };
    return all;
}

layout::PagedDocument document_of(const Sample& sample) {
    DocumentBuilder b(sample.language, sample.direction);
    Part part{sample.text, b.node(handout::TagRole::paragraph)};
    part.language = sample.language;
    part.family = sample.family;
    b.paragraph({part});
    return std::move(b.document);
}

class TextOf : public testing::TestWithParam<Sample> {};

TEST_P(TextOf, comes_back_exactly_by_actual_text_and_to_unicode) {
    const layout::PagedDocument document = document_of(GetParam());
    EXPECT_EQ(text_of(PdfWriter(library()).write(document)), to_utf8(document.text));
}

INSTANTIATE_TEST_SUITE_P(Samples, TextOf, testing::ValuesIn(samples()),
                         [](const auto& sample) { return sample.param.name; });

/// Words, as pdftotext sees them: parted by white space, without invisible characters.
std::vector<std::string> words_of(const std::string& text) {
    std::u16string visible;
    for (const char16_t unit : to_utf16(text)) {
        const bool is_invisible = unit == 0x00AD || (unit >= 0x200B && unit <= 0x200F) ||
                                  (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2060 && unit <= 0x2069);
        if (unit == 0x00A0 || unit == 0x2028)
            visible += u' ';
        else if (!is_invisible)
            visible += unit;
    }
    std::istringstream stream(to_utf8(visible));
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += word;
    return all;
}

/// Hebrew vowel points, cantillation and the like.
bool has_points(const std::string& word) {
    const std::u16string text = to_utf16(word);
    return std::any_of(text.begin(), text.end(), [](char16_t unit) { return unit >= 0x0591 && unit <= 0x05C7; });
}

TEST(Extraction, pdftotext_reads_every_word) {
    if (!has_program("pdftotext")) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    const Folder folder;
    for (const Sample& sample : samples()) {
        const layout::PagedDocument document = document_of(sample);
        const std::string path = folder.save(sample.name + ".pdf", PdfWriter(library()).write(document));
        const Ran ran = run_command("pdftotext " + path + " - 2>&1");
        EXPECT_EQ(ran.status, 0);
        const std::vector<std::string> read = words_of(ran.output), written = words_of(to_utf8(document.text));
        if (sample.direction == text::Direction::right_to_left)
            EXPECT_EQ(joined(read), joined(written)) << "spaces beside numbers are where poppler wants them";
        else
            EXPECT_EQ(read, written) << sample.name;
    }
}

TEST(Extraction, mutool_reads_every_hebrew_word) {
    if (!has_program("mutool")) GTEST_SKIP() << "mutool is not installed (mupdf-tools)";
    const std::string version = run_command("mutool -v 2>&1").output;
    if (version.compare(0, 15, "mutool version ") != 0 || std::stoi(version.substr(17)) < 24)
        GTEST_SKIP() << "turns right-to-left text round from 1.24 on: " << version;
    const Folder folder;
    const layout::PagedDocument document = document_of(samples().back());
    const std::string path = folder.save("hebrew.pdf", PdfWriter(library()).write(document));
    const Ran ran = run_command("mutool draw -q -F txt " + path + " 2>/dev/null");
    const std::vector<std::string> read = words_of(ran.output), written = words_of(to_utf8(document.text));
    EXPECT_EQ(joined(read), joined(written)) << "every letter and point, in order";
    // MuPDF 1.25 (Debian 13) sees a space beside a point that is set over another one.
    auto at = read.begin();
    std::size_t whole = 0;
    for (const std::string& word : written) {
        if (has_points(word)) continue;
        at = std::find(at, read.end(), word);
        ASSERT_NE(at, read.end()) << word << " is missing or torn";
        ++at;
        ++whole;
    }
    EXPECT_GE(whole, 7u);
}

TEST(Extraction, ligatures_are_mapped_to_their_letters) {
    DocumentBuilder b;
    b.paragraph(b.node(handout::TagRole::paragraph), u"office waffle afflict fi fl ff");
    const std::string bytes = PdfWriter(library()).write(b.document);
    EXPECT_EQ(text_of(bytes), "office waffle afflict fi fl ff");
    const auto pdf = open_pdf(bytes);
    for (const QPDFObjectHandle& object : pdf->getAllObjects()) {
        QPDFObjectHandle font = object;
        if (!font.isDictionary() || !font.hasKey("/ToUnicode")) continue;
        const auto data = font.getKey("/ToUnicode").getStreamData();
        const std::string map(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
        EXPECT_EQ(map.find("FB0"), std::string::npos) << map;
    }
}

TEST(Extraction, thousands_of_real_sentences_come_back) {
    const std::string folder = test::test_data("tico19") + "/";
    const std::vector<Sample> languages = {{"en", "en", "Noto Sans", u""},
                                           {"es-LA", "es", "Noto Sans", u""},
                                           {"fr", "fr", "Noto Sans", u""},
                                           {"hi", "hi", "Noto Sans Devanagari", u""},
                                           {"ar", "ar", "Noto Sans Arabic", u"", text::Direction::right_to_left},
                                           {"ckb", "ckb", "Noto Sans Arabic", u"", text::Direction::right_to_left}};
    for (const Sample& language : languages) {
        std::ifstream file(folder + language.name + ".tsv");
        ASSERT_TRUE(file) << language.name;
        DocumentBuilder b(language.language, language.direction);
        std::string line;
        for (int i = 0; i < 250 && std::getline(file, line); ++i) {
            Part part{to_utf16(line.substr(line.find('\t') + 1)), b.node(handout::TagRole::paragraph)};
            part.language = language.language;
            part.family = language.family;
            b.paragraph({part});
        }
        EXPECT_EQ(text_of(PdfWriter(library()).write(b.document)), to_utf8(b.document.text)) << language.name;
    }
}

TEST(Writing, a_very_long_run_is_cut_into_strings) {
    DocumentBuilder b;
    b.paragraph(b.node(handout::TagRole::paragraph), u"x");
    layout::PagedDocument& d = b.document;
    layout::GlyphRun run = std::get<layout::GlyphRun>(b.page().items[0].content);
    const text::Glyph glyph = d.glyphs[0];
    d.text.assign(40'000, u'x');
    d.glyphs.assign(40'000, glyph);
    for (std::uint32_t i = 0; i < 40'000; ++i) d.glyphs[i].cluster = i;
    run.text_end = run.glyph_end = 40'000;
    b.page().items[0].content = run;
    const std::string bytes = PdfWriter(library()).write(d);
    EXPECT_EQ(text_of(bytes), std::string(40'000, 'x'));
}

TEST(Writing, missing_glyphs_are_not_shown_but_their_text_stays) {
    DocumentBuilder b;
    b.paragraph(b.node(handout::TagRole::paragraph), u"abc");
    b.document.glyphs[1].id = 0;
    EXPECT_EQ(text_of(PdfWriter(library()).write(b.document)), "abc");  // the reader throws if .notdef is shown
}

TEST(Writing, characters_that_to_unicode_must_not_name_are_in_actual_text) {
    DocumentBuilder b;
    b.paragraph(b.node(handout::TagRole::paragraph), u"abcd");
    b.document.text = u"a\uFEFF\uE000d";
    const std::string bytes = PdfWriter(library()).write(b.document);
    EXPECT_EQ(text_of(bytes), to_utf8(b.document.text));
}

}  // namespace
}  // namespace carepress::test
