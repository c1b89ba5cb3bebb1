#include "text/hyphenation.h"

#include "base/error.h"
#include "base/source.h"
#include "text/hyphen_dictionary.h"
#include "text_support.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::test {
using namespace text;
namespace {

using test::styled;

std::string hyphenation_manifest() { return CAREPRESS_SOURCE_FOLDER "/words/hyphenation.yaml"; }

/// "med-i-ca-tion": all that the patterns of a language say.
std::string divided(const Hyphenation& hyphenation, const std::string& language, std::u16string_view word) {
    const WordPatterns* patterns = hyphenation.patterns(language);
    if (patterns == nullptr) return "no patterns";
    std::vector<std::uint32_t> places;
    patterns->find(word, places);
    std::u16string result;
    for (std::uint32_t i = 0; i < word.size(); ++i) {
        if (std::find(places.begin(), places.end(), i) != places.end()) result += u'-';
        result += word[i];
    }
    return to_utf8(result);
}

TEST(HyphenationPatterns, KnowWordsOfTheirLanguage) {
    const Hyphenation all(hyphenation_manifest());
    EXPECT_EQ(divided(all, "en", u"medication"), "med-i-ca-tion");
    EXPECT_EQ(divided(all, "en-US", u"hypertension"), "hy-per-ten-sion");
    EXPECT_EQ(divided(all, "en-GB", u"medication"), "med-ic-a-tion");
    EXPECT_EQ(divided(all, "es-MX", u"medicamento"), "me-di-ca-men-to");
    EXPECT_EQ(divided(all, "fr-CA", u"alimentation"), "ali-men-ta-tion");
    EXPECT_EQ(divided(all, "pt", u"medicamento"), "me-di-ca-men-to");
    EXPECT_EQ(divided(all, "de", u"Bluthochdruck"), "Blut-hoch-druck");
    EXPECT_EQ(divided(all, "de-AT", u"Rückenschmerzen"), "Rü-cken-schmer-zen");
    EXPECT_EQ(divided(all, "it", u"medicinale"), "me-di-ci-na-le");
    EXPECT_EQ(divided(all, "nl", u"geneesmiddel"), "ge-nees-mid-del");
    EXPECT_EQ(divided(all, "pl", u"pielęgniarka"), "pie-lę-gniar-ka");
    EXPECT_EQ(divided(all, "ru", u"беременность"), "бе-ремен-ность");
    EXPECT_EQ(divided(all, "el", u"θεραπεία"), "θε-ρα-πεία");
}

TEST(HyphenationPatterns, LeaveOutBreaksThatChangeTheSpelling) {
    const Hyphenation all(hyphenation_manifest());
    // Dutch drops a letter there: omaatje, oma-tje. Capitals are as good as small letters.
    EXPECT_EQ(divided(all, "nl", u"omaatje"), "omaatje");
    EXPECT_EQ(divided(all, "en", u"MEDICATION"), "MED-I-CA-TION");
    // Characters that an 8-bit pattern file can't know, and half a surrogate pair.
    EXPECT_EQ(divided(all, "ru", u"medication"), "medication");
    EXPECT_EQ(divided(all, "pl", u"зелёный"), "зелёный");
    const std::u16string broken = u"medi" + std::u16string(1, char16_t{0xD800}) + u"cation";
    std::vector<std::uint32_t> places;
    all.patterns("en")->find(broken, places);
    EXPECT_TRUE(places.empty());
}

using Libhyphen = std::unique_ptr<HyphenDict, void (*)(HyphenDict*)>;

/// The marks of every place in a word, as libhyphen writes them; "=" and the new spelling where that changes.
std::string marks_of(HyphenDict& dictionary, std::string_view word) {
    const std::size_t room = word.size() + 5;
    std::vector<char> marks(room);
    std::vector<char*> respelled(room);
    std::vector<int> from(room), cut(room);
    char** replacements = respelled.data();
    int *positions = from.data(), *cuts = cut.data();
    hnj_hyphen_hyphenate2(&dictionary, word.data(), static_cast<int>(word.size()), marks.data(), nullptr, &replacements,
                          &positions, &cuts);
    std::string all = marks.data();
    for (char* each : respelled) {
        if (each != nullptr) all += std::string("=") + each;
        std::free(each);  // NOLINT(cppcoreguidelines-no-malloc): libhyphen's own
    }
    return all;
}

/// Words of any letters that the patterns of a file have: each line without its values, alone and before the next one.
std::vector<std::string> words_of_patterns(const std::string& bytes) {
    std::vector<std::string> words;
    std::istringstream lines(bytes);
    std::string line, before;
    while (std::getline(lines, line)) {
        std::string word;
        for (const char c : line.substr(0, line.find(' ')))
            if (c != '.' && (c < '0' || c > '9')) word += c;
        if (word.empty() || word.front() == '%' || word.front() == '#' || word.size() > 40) continue;
        words.push_back(word);
        words.push_back(before + word);
        before = word;
    }
    return words;
}

TEST(HyphenationPatterns, AreReadAsLibhyphenReadsThem) {
    const Hyphenation all(hyphenation_manifest());
    std::set<std::string> seen;
    for (const Hyphenation::PatternFile& file : all.files()) {
        ASSERT_FALSE(file.path.empty()) << file.package;
        if (!seen.insert(file.path).second) continue;
        const std::string bytes = read_source(file.path).bytes;
        const Libhyphen theirs(hnj_hyphen_load(file.path.c_str()), hnj_hyphen_free);
        const HyphenDictionary ours(bytes, file.path);
        const std::vector<std::string> words = words_of_patterns(bytes);
        ASSERT_GT(words.size(), 50U) << file.path;
        std::size_t divided = 0;
        for (const std::string& word : words) {
            const std::string marks = marks_of(*theirs, word);
            ASSERT_EQ(marks_of(ours.get(), word), marks) << file.path << ": " << word;
            divided += marks.find_first_of("13579") != std::string::npos;
        }
        EXPECT_GT(divided, 0U) << file.path;
    }
}

TEST(HyphenationPatterns, OfOddFilesAreReadAsLibhyphenReadsThem) {
    const std::string words[] = {"a", "abc", "abcabc", "cabbage-bag", "l'abbaye", "schiffahrt", "bbb", "cab", ""};
    for (const std::string& bytes : {
             std::string(""),
             std::string("UTF-8"),
             std::string("UTF-8\n"),
             std::string("UTF-8\r\na1b\r\n.c2a\r\n"),
             std::string("ISO8859-1\na1b\na2b\n"),  // the last one counts
             std::string("UTF-8\na1b\n\n3\nb1b"),   // empty, without letters, without an end
             std::string("UTF-8\nLEFTHYPHENMIN 1\nRIGHTHYPHENMIN 1\nCOMPOUNDLEFTHYPHENMIN 1\na1b\nb1a1g\n"),
             std::string("UTF-8\nNOHYPHEN ',-\n1-1\n1'1\nNEXTLEVEL\na1b\nb1a\n"),
             std::string("UTF-8\n1ba\nNEXTLEVEL\na1b\nNEXTLEVEL\nb1b\n"),  // a third level is not read
             std::string("UTF-8\n% a1b\n# c1a/x\nb1b\n"),
             std::string("UTF-8\nschif1fahrt/ff=f,5,2\na1b\n"),     // changes the spelling
             "UTF-8\na1b\n" + std::string(120, 'a') + "1b\nb1b\n",  // a line that is too long
             std::string("A-CHARSET-OF-A-VERY-LONG-NAME\na1b\n"),
         }) {
        const std::string file = testing::TempDir() + "/odd.dic";
        std::ofstream(file) << bytes;
        const Libhyphen theirs(hnj_hyphen_load(file.c_str()), hnj_hyphen_free);
        const HyphenDictionary ours(bytes, file);
        for (const std::string& word : words)
            EXPECT_EQ(marks_of(ours.get(), word), marks_of(*theirs, word)) << bytes << word;
    }
}

TEST(HyphenationPatterns, AreOfTheTextsOwnRegionAndNoOtherLanguage) {
    const Hyphenation all(hyphenation_manifest());
    EXPECT_EQ(all.patterns("en"), all.patterns("en-US"));
    EXPECT_EQ(all.patterns("en-AU"), all.patterns("en-GB"));
    EXPECT_NE(all.patterns("en"), all.patterns("en-GB"));
    EXPECT_NE(all.patterns("pt-BR"), all.patterns("pt-PT"));
    for (const char* language : {"ar", "he", "th", "zh-Hant", "ja", "vi", "ht", "und", "x-private", "not a tag"})
        EXPECT_EQ(all.patterns(language), nullptr) << language;
    EXPECT_EQ(all.file("th"), nullptr);
    EXPECT_EQ(all.file("de-CH")->package, "hyphen-de");
}

TEST(HyphenationPatterns, MissingFilesDivideNothingAndBrokenManifestsSayWhere) {
    const std::string folder = testing::TempDir();
    const auto manifest = [&](const std::string& text) {
        std::ofstream(folder + "/hyphenation.yaml") << text;
        return folder + "/hyphenation.yaml";
    };
    const Hyphenation none(
        manifest("folders: [/nowhere]\nlanguages:\n  - {languages: [en], file: en.dic, package: hyphen-en-us}\n"));
    EXPECT_EQ(none.patterns("en"), nullptr);
    EXPECT_EQ(none.file("en")->path, "");
    EXPECT_EQ(none.file("en")->package, "hyphen-en-us");
    try {
        const Hyphenation bad(manifest("folders: [/nowhere]\nlanguages:\n  - {languages: [en], file: en.dic}\n"));
        FAIL() << "no error";
    } catch (const EnvironmentError& error) {
        EXPECT_NE(std::string(error.what()).find("hyphenation.yaml:3:"), std::string::npos) << error.what();
        EXPECT_NE(std::string(error.what()).find("package"), std::string::npos) << error.what();
    }
    std::ofstream(folder + "/zz.dic") << "NO-SUCH-CHARSET\n.a1b\n";
    const Hyphenation odd(
        manifest("folders: [" + folder + "]\nlanguages:\n  - {languages: [en], file: zz.dic, package: none}\n"));
    EXPECT_THROW(odd.patterns("en"), EnvironmentError);
}

class Hyphenate : public testing::Test {
protected:
    /// The text with a hyphen wherever a line may end that divides a word.
    std::string hyphenated(const StyledText& text, const DivisionLimits& limits = {5, 2, 3}) {
        ShapedParagraph paragraph = shaper.shape(text);
        shaper.hyphenate(paragraph, limits);
        std::u16string result;
        for (const Segment& segment : paragraph.segments) {
            result += text.text.substr(segment.begin, segment.end - segment.begin);
            EXPECT_EQ(segment.divides_word && segment.hyphen <= Length{}, false);
            if (segment.divides_word) result += u'|';
        }
        return to_utf8(result);
    }
    std::string hyphenated(std::u16string text, const std::string& language = "en",
                           const DivisionLimits& limits = {5, 2, 3}) {
        return hyphenated(styled(std::move(text), language), limits);
    }

    FontLibrary fonts{test::manifest_path()};
    Hyphenation patterns{hyphenation_manifest()};
    Shaper shaper{fonts, &patterns};
};

TEST_F(Hyphenate, KeepsTheLimits) {
    EXPECT_EQ(hyphenated(u"Take medication now"), "Take med|i|ca|tion now");
    EXPECT_EQ(hyphenated(u"Take medication now", "en", {11, 2, 3}), "Take medication now");
    EXPECT_EQ(hyphenated(u"Take medication now", "en", {5, 4, 3}), "Take medi|ca|tion now");
    EXPECT_EQ(hyphenated(u"Take medication now", "en", {5, 2, 5}), "Take med|i|cation now");
    EXPECT_EQ(hyphenated(u"El medicamento es", "es", {8, 3, 3}), "El medi|ca|mento es");
}

TEST_F(Hyphenate, LeavesNamesNumbersAndWhatIsJoinedWhole) {
    for (const char16_t* whole :
         {u"a MEDICATION now", u"a Medication now", u"a mediCation now", u"a 24medication now", u"a medication2 now",
          u"a self-medication now", u"a medication/treatment now", u"a www.medication.com now",
          u"a me@medication.org now", u"a medication’s now", u"a medication_treatment now", u"a medi\u00ADcation now",
          u"a \u2066medication\u2069 now", u"a medication\u00A0mg\u00A05 now", u"the last medication",
          u"the last \u201Cmedication.\u201D"})
        EXPECT_EQ(hyphenated(whole).find('|'), std::string::npos) << to_utf8(whole);
    EXPECT_EQ(hyphenated(u"a \u201Cmedication,\u201D now"), "a “med|i|ca|tion,” now");
    EXPECT_EQ(hyphenated(u"(medication) now"), "(med|i|ca|tion) now");
    std::vector<std::u16string> names;
    add_words(u"Taking Medication: rules", names);
    EXPECT_EQ(names, (std::vector<std::u16string>{u"taking", u"medication", u"rules"}));
    std::sort(names.begin(), names.end());
    EXPECT_EQ(hyphenated(u"my medication treatment now", "en", {5, 2, 3, names}), "my medication treat|ment now");
}

TEST_F(Hyphenate, GoesByLanguage) {
    EXPECT_EQ(hyphenated(u"Der Bluthochdruck steigt", "de"), "Der Blut|hoch|druck steigt");
    EXPECT_EQ(hyphenated(u"pour l’alimentation saine", "fr"), "pour l’ali|men|ta|tion saine");
    EXPECT_EQ(hyphenated(u"при беременности можно", "ru", {5, 3, 3}), "при беремен|но|сти можно");
    EXPECT_EQ(hyphenated(u"การรักษาโรคความดันโลหิตสูง", "th").find('|'), std::string::npos);
    EXPECT_EQ(hyphenated(styled(u"دواء medication دواء", "ar", "Noto Sans Arabic", Direction::right_to_left)).find('|'),
              std::string::npos);

    StyledText text = styled(u"medication medicamento medication end");
    text.languages.push_back("es");
    text.runs = {text.runs[0], text.runs[0], text.runs[0]};
    text.runs[0].end = text.runs[1].begin = 11;
    text.runs[1].end = text.runs[2].begin = 23;
    text.runs[1].language = 1;
    text.runs[2].whole_words = true;
    EXPECT_EQ(hyphenated(text), "med|i|ca|tion me|di|ca|mento medication end");
    // A word in two languages is in none.
    text.runs[0].end = text.runs[1].begin = 4;
    EXPECT_EQ(hyphenated(text).substr(0, 11), "medication ");
}

TEST_F(Hyphenate, NeverPartsWhatIsOneGlyph) {
    for (const char* family : {"Noto Sans", "Noto Serif"}) {
        const StyledText text = styled(u"it is difficult and sufficient now", "en", family);
        ShapedParagraph paragraph = shaper.shape(text);
        const Line before = test::whole_line(shaper, paragraph);
        ASSERT_TRUE(shaper.hyphenate(paragraph, {5, 2, 3}));
        const Line after = test::whole_line(shaper, paragraph);
        ASSERT_EQ(before.glyphs.size(), after.glyphs.size()) << family;
        for (std::size_t i = 0; i < before.glyphs.size(); ++i) {
            EXPECT_EQ(before.glyphs[i].id, after.glyphs[i].id);
            EXPECT_EQ(before.glyphs[i].advance, after.glyphs[i].advance);
        }
        EXPECT_EQ(before.width, after.width);
    }
}

TEST_F(Hyphenate, EveryLineIsAsWideAsMeasured) {
    const std::vector<std::u16string> paragraphs = test::real_paragraphs();
    std::size_t divisions = 0;
    for (std::size_t i = 0; i < paragraphs.size(); i += 23) {
        const StyledText text = styled(paragraphs[i]);
        ShapedParagraph paragraph = shaper.shape(text);
        const Line whole = paragraph.segments.empty() ? Line{} : test::whole_line(shaper, paragraph);
        if (!shaper.hyphenate(paragraph, {6, 2, 3})) continue;
        EXPECT_EQ(test::whole_line(shaper, paragraph).width, whole.width);
        const auto count = static_cast<std::uint32_t>(paragraph.segments.size());
        for (std::uint32_t first = 0; first < count; ++first) {
            const std::uint32_t last = std::min(count, first + 1 + first % 5);
            const Segment& end = paragraph.segments[last - 1];
            const Line line = shaper.make_line(paragraph, first, last);
            Length width = end.hyphen;
            for (std::uint32_t k = first; k < last; ++k)
                width += paragraph.segments[k].width + (k + 1 < last ? paragraph.segments[k].space : Length{});
            EXPECT_LE(line.width, width) << to_utf8(text.text);
            if (!end.divides_word) continue;
            ++divisions;
            ASSERT_FALSE(line.glyphs.empty());
            EXPECT_EQ(line.glyphs.back().cluster, end.end) << to_utf8(text.text);
        }
        // Dividing what is divided changes nothing.
        const std::vector<Segment> before = paragraph.segments;
        shaper.hyphenate(paragraph, {6, 2, 3});
        ASSERT_EQ(before.size(), paragraph.segments.size());
        if (i % 100 == 0) shaper.new_document();
    }
    EXPECT_GT(divisions, 500u);
}

TEST_F(Hyphenate, WithoutPatternsNothingIsDivided) {
    Shaper plain(fonts);
    const StyledText text = styled(u"Take medication now");
    ShapedParagraph paragraph = plain.shape(text);
    EXPECT_FALSE(plain.hyphenate(paragraph, {5, 2, 3}));
    EXPECT_EQ(paragraph.segments.size(), 3u);
}

}  // namespace
}  // namespace carepress::test
