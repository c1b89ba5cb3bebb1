#include "text/fonts.h"

#include "base/error.h"
#include "base/language.h"
#include "text/cff_charset.h"
#include "text/draw_glyph.h"
#include "text/font_library.h"
#include "text_support.h"

#include <ft2build.h>
#include <gtest/gtest.h>
#include <harfbuzz/hb.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include FT_FREETYPE_H
#include FT_CID_H

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <numeric>
#include <thread>

namespace carepress::test {
using namespace text;
namespace {

/// A folder that goes with the test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "carepress-text-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    ~TemporaryFolder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    std::string write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return (path_ / name).string();
    }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

std::string family_of(const std::string& file, const std::string& folder, const std::string& more = {}) {
    return "folders: [" + folder +
           "]\nfamilies:\n  - name: Test\n    package: fonts-test\n    licence: OFL-1.1\n    scripts: [Latn]\n"
           "    faces:\n      - {file: " +
           file + "}\n" + more;
}

std::string message_of(const auto& call) {
    try {
        call();
    } catch (const EnvironmentError& error) {
        return error.what();
    }
    return "no error";
}

class Fonts : public testing::Test {
protected:
    FontLibrary fonts{test::manifest_path()};
    FaceId regular = fonts.find("Noto Sans", 400, Slant::upright);
};

TEST_F(Fonts, ManifestNamesTheVeryFilesThatAreInstalled) {
    std::string pinned, told;  // of the release of Debian whose files these are; `told` is what differs from each
    for (const char* const name : {"SHA256SUMS", "SHA256SUMS.debian13"}) {
        const std::string sums = std::filesystem::path(test::manifest_path()).replace_filename(name).string();
        const std::string command = "sha256sum --check --quiet --strict " + sums + " 2>&1";
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
        char said[1024] = {};
        if (std::fread(said, 1, sizeof said - 1, pipe.get()) == 0) pinned = test::read_file(sums);
        told += std::string(name) + ":\n" + said;
    }
    EXPECT_NE(pinned, "") << told;
    const FontManifest& manifest = fonts.implementation().manifest;
    ASSERT_GT(manifest.faces.size(), 150u);
    for (FaceId id = 0; id < manifest.faces.size(); ++id) {
        if (manifest.families[manifest.faces[id].family].optional) continue;
        EXPECT_NE(pinned.find("  " + std::string(fonts.path(id)) + "\n"), std::string::npos) << fonts.path(id);
        EXPECT_EQ(manifest.families[manifest.faces[id].family].licence, "OFL-1.1");
        const std::string& file = manifest.faces[id].file;
        if (file != "NotoNastaliqUrdu-Bold.ttf" && file != "NotoSerifMyanmar-Bold.ttf") {  // they say 400
            EXPECT_EQ(fonts.metrics(id).weight, manifest.faces[id].weight) << file;
        }
        EXPECT_EQ(fonts.metrics(id).italic, manifest.faces[id].slant == Slant::italic) << manifest.faces[id].file;
    }
}

/// Every family sets the letters of the scripts that the manifest says it is made for.
TEST_F(Fonts, FamiliesSetTheScriptsThatTheyAreMadeFor) {
    const FontManifest& manifest = fonts.implementation().manifest;
    for (const FontManifest::Family& family : manifest.families) {
        const Face& face = fonts.implementation().face(family.first);
        for (const std::string& script : family.scripts) {
            if (script == "Zsym" || script == "Zmth") continue;
            const auto code = static_cast<UScriptCode>(u_getPropertyValueEnum(UCHAR_SCRIPT, script.c_str()));
            int letters = 0;
            const char32_t end = family.optional ? 0x30000 : 0x20000;  // rare characters of Chinese are above
            for (char32_t character = 0x41; character < end; ++character) {
                UErrorCode status = U_ZERO_ERROR;
                const auto c = static_cast<UChar32>(character);
                letters += uscript_getScript(c, &status) == code && u_isalpha(c) && face.maps(character);
            }
            EXPECT_GE(letters, 16) << family.name << " " << script;  // Tagbanwa has no more
        }
    }
}

TEST_F(Fonts, FindTakesTheNearestFace) {
    const auto file = [&](std::string_view family, int weight, Slant slant) {
        const FaceId face = fonts.find(family, weight, slant);
        return face == no_face ? "none" : fonts.implementation().manifest.faces[face].file;
    };
    EXPECT_EQ(file("Noto Sans", 400, Slant::upright), "NotoSans-Regular.ttf");
    EXPECT_EQ(file("Noto Sans", 500, Slant::upright), "NotoSans-Regular.ttf");
    EXPECT_EQ(file("Noto Sans", 600, Slant::upright), "NotoSans-Bold.ttf");
    EXPECT_EQ(file("Noto Sans", 900, Slant::italic), "NotoSans-BoldItalic.ttf");
    EXPECT_EQ(file("Noto Sans Arabic", 700, Slant::italic), "NotoSansArabic-Bold.ttf");
    EXPECT_EQ(file("Noto Sans Math", 700, Slant::upright), "NotoSansMath-Regular.ttf");
    EXPECT_EQ(file("Comic", 400, Slant::upright), "none");
    EXPECT_TRUE(fonts.has_family("Noto Serif"));
    EXPECT_FALSE(fonts.has_family("noto serif"));
    EXPECT_EQ(fonts.families().front(), "Noto Sans");
}

TEST_F(Fonts, FacesFollowTheScriptThenTheLanguageThenTheStyle) {
    const auto first = [&](std::string_view family, std::string_view script, const std::string& language, int weight,
                           Slant slant = Slant::upright) {
        const FaceId face = fonts.faces_for(family, script, fonts.language_of(language), weight, slant)[0];
        const FontManifest& manifest = fonts.implementation().manifest;
        return manifest.families[manifest.faces[face].family].name + " " + std::to_string(manifest.faces[face].weight);
    };
    EXPECT_EQ(first("Noto Sans", "Latn", "en", 400), "Noto Sans 400");
    EXPECT_EQ(first("Noto Serif", "Latn", "en", 1), "Noto Serif 400");
    EXPECT_EQ(first("Noto Sans", "Arab", "ar", 400), "Noto Sans Arabic 400");
    EXPECT_EQ(first("Noto Serif", "Arab", "ur", 700), "Noto Naskh Arabic 700");
    EXPECT_EQ(first("Noto Nastaliq Urdu", "Arab", "ur", 400), "Noto Nastaliq Urdu 400");
    EXPECT_EQ(first("Noto Sans", "Tibt", "bo", 5000), "Noto Serif Tibetan 700");
    EXPECT_EQ(first("Noto Sans", "Deva", "hi", 400, Slant::italic), "Noto Sans Devanagari 700");  // by weight
    EXPECT_EQ(first("Noto Sans", "Egyp", "en", 400), "Noto Sans 400");
    EXPECT_EQ(first("Comic", "Latn", "en", 400), "Noto Sans 400");
    for (const auto& [language, family] : {std::pair("zh", "SC"),
                                           {"zh-Hans", "SC"},
                                           {"zh-SG", "SC"},
                                           {"zh-Hant", "TC"},
                                           {"zh-TW", "TC"},
                                           {"zh-HK", "HK"},
                                           {"yue", "HK"},
                                           {"ja", "JP"},
                                           {"ja-JP", "JP"},
                                           {"ko", "KR"},
                                           {"en", "SC"},
                                           {"und", "SC"}}) {
        EXPECT_EQ(first("Noto Sans", "Hani", language, 400), std::string("Noto Sans CJK ") + family + " 400")
            << language;
        if (std::string_view(family) != "HK") {  // serif has no face for Hong Kong
            EXPECT_EQ(first("Noto Serif", "Hani", language, 700), std::string("Noto Serif CJK ") + family + " 700")
                << language;
        }
    }
}

TEST_F(Fonts, AFamilyMadeForTheLanguageComesFirst) {
    const TemporaryFolder folder;
    const std::string family =
        "  - name: NAME\n    package: p\n    licence: OFL-1.1\n    scripts: [Latn]\n    languages: [ur]\n"
        "    faces: [{file: nastaliq.ttf}]\n";
    const FontLibrary library(folder.write("fonts.yaml", family_of("a.ttf", "/nowhere", family)));
    const auto order = [&](std::string_view language) {
        const auto faces =
            library.faces_for("Test", "Latn", library.language_of(std::string(language)), 400, Slant::upright);
        return std::vector<FaceId>(faces.begin(), faces.end());
    };
    EXPECT_EQ(order("ur-PK"), (std::vector<FaceId>{1, 0}));
    EXPECT_EQ(order("ar"), (std::vector<FaceId>{0, 1}));
}

TEST_F(Fonts, MetricsAreThoseOfTheFace) {
    const FaceMetrics& metrics = fonts.metrics(regular);
    EXPECT_EQ(metrics.postscript_name, "NotoSans-Regular");
    EXPECT_EQ(metrics.ascent, 1069);
    EXPECT_EQ(metrics.descent, -293);
    EXPECT_EQ(metrics.cap_height, 714);
    EXPECT_EQ(metrics.units_per_em, 1000);
    EXPECT_FALSE(metrics.serif || metrics.italic || metrics.fixed_pitch || metrics.is_cff);
    EXPECT_LT(metrics.bbox[0], 0);
    EXPECT_GT(metrics.bbox[2], 1000);
    const FaceMetrics& italic = fonts.metrics(fonts.find("Noto Serif", 700, Slant::italic));
    EXPECT_TRUE(italic.serif && italic.italic);
    EXPECT_LT(italic.italic_angle, -5);
    EXPECT_GT(italic.stem_v, metrics.stem_v);
}

TEST_F(Fonts, MissingFileIsAnErrorOnlyWhenNeededAndNamesThePackage) {
    const TemporaryFolder folder;
    const FontLibrary library(folder.write("fonts.yaml", family_of("absent.ttf", "/nowhere")));
    const std::string message = message_of([&] { library.metrics(0); });
    EXPECT_NE(message.find("fonts-test"), std::string::npos) << message;
    EXPECT_NE(message.find("absent.ttf"), std::string::npos) << message;
}

TEST_F(Fonts, an_optional_family_that_is_not_installed_is_left_out) {
    const TemporaryFolder folder;
    const std::string family =
        "  - name: Rare\n    package: fonts-rare\n    optional: true\n    licence: OFL-1.1\n    scripts: [Hani]\n"
        "    faces: [{file: rare.ttf}]\nfallback:\n  Hani: [Rare, Test]\n";
    const std::string manifest = folder.write("fonts.yaml", family_of("a.ttf", folder.path(), family));
    const FontLibrary without(manifest);
    EXPECT_FALSE(without.has_family("Rare"));
    EXPECT_EQ(without.absent_package("Hani"), "fonts-rare");
    EXPECT_EQ(without.absent_package("Latn"), "");
    folder.write("rare.ttf", "only opened when needed");
    const FontLibrary with(manifest);
    EXPECT_TRUE(with.has_family("Rare"));
    EXPECT_EQ(with.absent_package("Hani"), "");
}

/// Vietnamese in the letters that it was written in, by Debian's fonts-hanazono.
TEST_F(Fonts, set_rare_chinese_characters_and_those_of_vietnamese) {
    if (!fonts.has_family("HanaMinA")) GTEST_SKIP() << "fonts-hanazono is not installed";
    Shaper shaper(fonts);
    const StyledText text = test::styled(u"\U00021A38\u5583\U0002029B\U0002338F\U00022C32", "vi-Hani");
    const ShapedParagraph paragraph = shaper.shape(text);
    EXPECT_TRUE(paragraph.missing.empty());
    EXPECT_EQ(test::whole_line(shaper, paragraph).glyphs.size(), 5u);
}

TEST_F(Fonts, RestrictedAndBrokenFacesAreRefused) {
    const TemporaryFolder folder;
    std::string bytes = test::read_file(fonts.path(regular));
    const std::size_t record = bytes.find("OS/2");
    ASSERT_LT(record, 400u);
    const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[at])); };
    const std::size_t table =
        byte(record + 8) << 24 | byte(record + 9) << 16 | byte(record + 10) << 8 | byte(record + 11);
    bytes[table + 9] = 2;  // OS/2 fsType: restricted licence embedding
    folder.write("restricted.ttf", bytes);
    const FontLibrary restricted(folder.write("a.yaml", family_of("restricted.ttf", folder.path())));
    EXPECT_NE(message_of([&] { restricted.metrics(0); }).find("forbids embedding"), std::string::npos);

    folder.write("broken.ttf", "not a font");
    const FontLibrary broken(folder.write("b.yaml", family_of("broken.ttf", folder.path())));
    EXPECT_NE(message_of([&] { broken.metrics(0); }).find("broken.ttf"), std::string::npos);
    folder.write("cut.ttf", bytes.substr(0, 700));
    const FontLibrary cut(folder.write("c.yaml", family_of("cut.ttf", folder.path())));
    EXPECT_NE(message_of([&] { cut.metrics(0); }).find("cut.ttf"), std::string::npos);
}

TEST_F(Fonts, ManifestMistakesHaveAPlace) {
    const TemporaryFolder folder;
    EXPECT_NE(message_of([] { FontLibrary("/nowhere/fonts.yaml"); }).find("/nowhere/fonts.yaml"), std::string::npos);
    const auto mistake = [&](const std::string& text) {
        const std::string path = folder.write("m.yaml", text);
        return message_of([&] { FontLibrary library(path); });
    };
    EXPECT_NE(mistake("families: []\n").find("folders"), std::string::npos);
    EXPECT_NE(mistake(family_of("a.ttf", "/x", "fallback: {Latn: [Other]}\n")).find("m.yaml:9:"), std::string::npos);
    EXPECT_NE(mistake(family_of("../a.ttf", "/x")).find("without folders"), std::string::npos);
    EXPECT_NE(mistake("a: [").find("m.yaml"), std::string::npos);
}

/// What a face draws for a glyph, as text.
std::string outline(hb_font_t* font, hb_codepoint_t glyph) {
    const std::unique_ptr<hb_draw_funcs_t, Destroy<hb_draw_funcs_destroy>> draw(hb_draw_funcs_create());
    const auto add = [](void* out, const char* verb, std::initializer_list<float> numbers) {
        auto& text = *static_cast<std::string*>(out);
        text += verb;
        for (const float number : numbers) text += std::to_string(number) + " ";
    };
    static const auto append = add;
    hb_draw_funcs_set_move_to_func(
        draw.get(),
        [](hb_draw_funcs_t*, void* out, hb_draw_state_t*, float x, float y, void*) {
            append(out, "M", {x, y});
        },
        nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(
        draw.get(),
        [](hb_draw_funcs_t*, void* out, hb_draw_state_t*, float x, float y, void*) {
            append(out, "L", {x, y});
        },
        nullptr, nullptr);
    hb_draw_funcs_set_quadratic_to_func(
        draw.get(),
        [](hb_draw_funcs_t*, void* out, hb_draw_state_t*, float a, float b, float x, float y, void*) {
            append(out, "Q", {a, b, x, y});
        },
        nullptr, nullptr);
    std::string text;
    draw_glyph(font, glyph, draw.get(), &text);
    return text;
}

std::vector<std::uint32_t> glyphs_of(const FontLibrary& fonts, FaceId face, std::u32string_view characters) {
    std::vector<std::uint32_t> glyphs = {0};
    for (const char32_t character : characters) {
        hb_codepoint_t glyph = 0;
        if (hb_font_get_nominal_glyph(fonts.implementation().face(face).font(), character, &glyph))
            glyphs.push_back(glyph);
    }
    std::sort(glyphs.begin(), glyphs.end());
    glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
    return glyphs;
}

TEST_F(Fonts, SubsetHasTheSameOutlinesAndAdvances) {
    const TemporaryFolder folder;
    for (FaceId id = 0; id < fonts.size(); ++id) {
        const Face& face = fonts.implementation().face(id);
        if (fonts.metrics(id).is_cff) continue;  // see below
        const auto glyphs =
            glyphs_of(fonts, id, U"AaÄéẞfi1 ằΆώЖђ\u0627\u0644\u05D0\u0915\u0939\u0E01\u0E33\u2192\u2211\u260E");
        if (glyphs.size() < 2) continue;
        const FontSubset subset = fonts.subset(id, glyphs);
        ASSERT_EQ(subset.new_ids.size(), glyphs.size());
        ASSERT_EQ(subset.widths.size(), glyphs.size());
        EXPECT_EQ(subset.new_ids[0], 0u);
        EXPECT_LT(subset.program.size(), test::read_file(face.path()).size() / 2);
        // The head table's adjustment makes the sum of all words of the file this one.
        std::uint32_t sum = 0;
        for (std::size_t at = 0; at < subset.program.size(); ++at)
            sum += std::uint32_t{static_cast<unsigned char>(subset.program[at])} << (24 - 8 * (at % 4));
        EXPECT_EQ(sum, 0xB1B0'AFBA);
        // Face opens it with FreeType and HarfBuzz.
        const Face program(folder.write("subset.ttf", subset.program));
        for (std::size_t i = 1; i < glyphs.size(); ++i) {
            EXPECT_NE(subset.new_ids[i], 0u);
            EXPECT_EQ(outline(program.font(), subset.new_ids[i]), outline(face.font(), glyphs[i]));
            EXPECT_EQ(hb_font_get_glyph_h_advance(program.font(), subset.new_ids[i]), subset.widths[i]);
            EXPECT_EQ(hb_font_get_glyph_h_advance(face.font(), glyphs[i]), subset.widths[i]);
        }
    }
}

/// The points of a glyph's outline, in font units, by FreeType.
std::vector<std::pair<long, long>> points_of(FT_Face face, FT_UInt glyph) {
    EXPECT_EQ(FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING), 0);
    std::vector<std::pair<long, long>> points;
    for (int i = 0; i < face->glyph->outline.n_points; ++i)
        points.emplace_back(face->glyph->outline.points[i].x, face->glyph->outline.points[i].y);
    return points;
}

/// Chinese, Japanese and Korean faces are CID-keyed CFF in a collection: the subset is the bare table, and its codes
/// are the face's own CIDs.
TEST_F(Fonts, SubsetOfACidKeyedFaceHasTheSameOutlinesAndCids) {
    FT_Library library = nullptr;
    ASSERT_EQ(FT_Init_FreeType(&library), 0);
    for (const char* family : {"Noto Sans CJK SC", "Noto Sans CJK KR", "Noto Serif CJK JP"}) {
        const FaceId id = fonts.find(family, 700, Slant::upright);
        ASSERT_TRUE(fonts.metrics(id).is_cff);
        const auto glyphs = glyphs_of(fonts, id, U"医生 911 薬を飲む 처방 骨");
        const FontSubset subset = fonts.subset(id, glyphs);
        EXPECT_LT(subset.program.size(), 20'000u);
        FT_Face whole = nullptr, part = nullptr;
        const unsigned index = fonts.implementation().manifest.faces[id].index;
        ASSERT_EQ(FT_New_Face(library, std::string(fonts.path(id)).c_str(), static_cast<FT_Long>(index), &whole), 0);
        ASSERT_EQ(FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(subset.program.data()),
                                     static_cast<FT_Long>(subset.program.size()), 0, &part),
                  0);
        for (FT_UInt i = 0; i < glyphs.size(); ++i) {
            FT_UInt cid = 0, own = 0;
            ASSERT_EQ(FT_Get_CID_From_Glyph_Index(whole, glyphs[i], &own), 0);
            ASSERT_EQ(FT_Get_CID_From_Glyph_Index(part, i, &cid), 0);
            EXPECT_EQ(cid, own);
            EXPECT_EQ(subset.new_ids[i], own);
            EXPECT_EQ(points_of(part, cid), points_of(whole, glyphs[i]));  // FreeType takes CIDs for a bare table
        }
        FT_Done_Face(part);
        FT_Done_Face(whole);
    }
    FT_Done_FreeType(library);
}

TEST_F(Fonts, SubsetHasOnlyTheTablesOfAFontProgram) {
    const FontSubset subset = fonts.subset(regular, glyphs_of(fonts, regular, U"abc"));
    const HbBlob blob(hb_blob_create(subset.program.data(), static_cast<unsigned>(subset.program.size()),
                                     HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    const HbFace face(hb_face_create(blob.get(), 0));
    std::vector<hb_tag_t> tags(32);
    auto count = static_cast<unsigned>(tags.size());
    hb_face_get_table_tags(face.get(), 0, &count, tags.data());
    std::string names;
    for (unsigned i = 0; i < count; ++i) {
        char name[5] = {};
        hb_tag_to_string(tags[i], name);
        names += std::string(name) + " ";
    }
    EXPECT_EQ(names, "glyf head hhea hmtx loca maxp ");
    EXPECT_EQ(hb_face_get_glyph_count(face.get()), 4u);
}

TEST_F(Fonts, CidsAreThoseThatFreeTypeReads) {
    for (const char* family : {"Noto Sans CJK SC", "Noto Sans CJK KR"}) {
        const FaceId face = fonts.find(family, 400, Slant::upright);
        std::ifstream file(std::string(fonts.path(face)), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(file)), {});
        const std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>> blob(hb_blob_create(
            bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
        const std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>> opened(hb_face_create(blob.get(), 0));
        const std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>> cff(
            hb_face_reference_table(opened.get(), HB_TAG('C', 'F', 'F', ' ')));
        unsigned length = 0;
        const auto* data = reinterpret_cast<const std::uint8_t*>(hb_blob_get_data(cff.get(), &length));

        FT_Library library = nullptr;
        ASSERT_EQ(FT_Init_FreeType(&library), 0);
        FT_Face free_type = nullptr;
        ASSERT_EQ(FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(bytes.data()),
                                     static_cast<FT_Long>(bytes.size()), 0, &free_type),
                  0);
        const auto count = static_cast<unsigned>(free_type->num_glyphs);
        const std::vector<std::uint16_t> cids = read_cids({data, length}, count);
        ASSERT_EQ(cids.size(), count);
        unsigned different = 0;
        for (unsigned glyph = 0; glyph < count; ++glyph) {
            FT_UInt cid = 0;
            ASSERT_EQ(FT_Get_CID_From_Glyph_Index(free_type, glyph, &cid), 0);
            different += cid != cids[glyph];
        }
        EXPECT_EQ(different, 0u) << family;
        // Cut off anywhere before its charset ends, a table has none; nothing is read past its end.
        for (unsigned cut = 0; cut < 200; ++cut) EXPECT_TRUE(read_cids({data, cut}, count).empty()) << cut;
        FT_Done_Face(free_type);
        FT_Done_FreeType(library);
    }
}

using Subsets = std::vector<std::pair<std::vector<std::uint32_t>, FontSubset>>;

/// Subsets `face` to each of the glyph sets in turn, 40 times on each of four threads; how many differ from what is
/// expected.
int differing_subsets(const FontLibrary& fonts, FaceId face, const Subsets& expected) {
    std::vector<int> different(4, 0);
    std::vector<std::thread> threads;
    for (int& count : different) {
        threads.emplace_back([&] {
            for (std::size_t i = 0; i < 40; ++i) {
                const auto& [glyphs, wanted] = expected[i % expected.size()];
                const FontSubset here = fonts.subset(face, glyphs);
                count +=
                    here.program != wanted.program || here.new_ids != wanted.new_ids || here.widths != wanted.widths;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    return std::accumulate(different.begin(), different.end(), 0);
}

TEST_F(Fonts, ColdAndWarmSubsetsAreEqualAlsoFromThreads) {
    const auto glyphs = glyphs_of(fonts, regular, U"The quick brown fox jumps: éàüßñ");
    const FontSubset cold = fonts.subset(regular, glyphs);
    EXPECT_EQ(differing_subsets(fonts, regular, {{glyphs, cold}}), 0);
    const std::vector<std::string> families = {"Noto Sans"};
    FontLibrary warm(test::manifest_path());
    warm.preload(families);
    EXPECT_EQ(warm.subset(regular, glyphs).program, cold.program);
}

/// The same of a face that is narrowed to its common characters, cold and warm, with and without a character that is
/// not common, each expected from a library that made no other.
TEST_F(Fonts, SubsetsOfALargeFaceDependOnTheirGlyphsAlone) {
    const FaceId face = fonts.find("Noto Sans CJK SC", 400, Slant::upright);
    Subsets expected;
    for (const std::u32string_view text : {U"医生给你开了药。911 Aa", U"背痛", U"医生龘𠮷"}) {
        const auto glyphs = glyphs_of(fonts, face, text);
        ASSERT_GT(glyphs.size(), 2u);
        expected.emplace_back(glyphs, FontLibrary(test::manifest_path()).subset(face, glyphs));
    }
    EXPECT_EQ(differing_subsets(fonts, face, expected), 0);
}

/// Which characters Chinese of a region is written in: what articles and phrases are looked up by is what faces are
/// chosen by.
TEST_F(Fonts, ChineseOfARegionHasTheSameCharactersEverywhere) {
    for (char first = 'A'; first <= 'Z'; ++first) {
        for (char second = 'A'; second <= 'Z'; ++second) {
            const std::string tag = std::string("zh-") + first + second;
            // Codes of Panama, the United Kingdom and Vietnam that ISO 3166 does not have: only newer ICUs know them.
            if (tag == "zh-PZ" || tag == "zh-UK" || tag == "zh-VD") continue;
            const bool traditional = lookup_tags(tag).back() == "zh-Hant";
            const std::string_view face = fonts.language_of(tag);
            EXPECT_EQ(traditional, face == "zh-Hant" || face == "zh-HK") << tag << " " << face;
        }
    }
}

}  // namespace
}  // namespace carepress::test
