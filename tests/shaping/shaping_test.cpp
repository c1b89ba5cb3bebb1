// Runs the tables of this folder. One line is one case: family;weight;language;text;[glyph=cluster+advance|…]
// - a family may end in "/italic"; the language's script decides the paragraph's direction;
// - the text may hold \u{hex} for what doesn't read well; clusters count UTF-16 units;
// - each […] is a run of the line from left to right, after the face's PostScript name; @x,y is an offset;
// - a glyph without a name, as in the Chinese, Japanese and Korean faces, is uniXXXX if it is what the face has for the
//   character at its cluster: their releases number glyphs anew; other glyphs are gidN;
// - "missing U+XXXX@place" follows for characters that no face has.
// CAREPRESS_BLESS=1 writes the tables anew; look at the difference before you commit it.
#include "base/utf.h"
#include "bless.h"
#include "text/font_library.h"
#include "text/shape.h"

#include <gtest/gtest.h>
#include <harfbuzz/hb.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace carepress::test {
using namespace text;
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> tables() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(CAREPRESS_SOURCE_FOLDER "/tests/shaping")) {
        if (entry.path().extension() == ".tests") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> fields;
    std::size_t begin = 0;
    for (int i = 0; i < 4; ++i) {
        const std::size_t end = line.find(';', begin);
        if (end == std::string::npos) return fields;
        fields.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    fields.push_back(line.substr(begin));
    return fields;
}

std::u16string unescape(const std::string& text) {
    std::string utf8;
    for (std::size_t at = 0; at < text.size();) {
        if (text.compare(at, 3, "\\u{") != 0) {
            utf8 += text[at++];
            continue;
        }
        const std::size_t end = text.find('}', at);
        unsigned character = 0;
        std::from_chars(text.data() + at + 3, text.data() + end, character, 16);
        append_utf8(utf8, character);
        at = end + 1;
    }
    return to_utf16(utf8);
}

bool is_right_to_left(const std::string& language) {
    for (const char* one : {"ar", "he", "fa", "ur"}) {
        if (language == one) return true;
    }
    return false;
}

std::string name_of(const Glyph& glyph, hb_font_t* font, std::u16string_view text) {
    char name[64];
    if (hb_font_get_glyph_name(font, glyph.id, name, sizeof name) != 0) return name;
    char32_t character = 0;
    std::size_t at = glyph.cluster;
    U16_NEXT(text.data(), at, text.size(), character);
    hb_codepoint_t nominal = 0;
    if (hb_font_get_nominal_glyph(font, character, &nominal) != 0 && nominal == glyph.id)
        std::snprintf(name, sizeof name, "uni%04X", static_cast<unsigned>(character));
    else
        hb_font_glyph_to_string(font, glyph.id, name, sizeof name);
    return name;
}

std::string show(const Glyph& glyph, hb_font_t* font, std::u16string_view characters) {
    std::string text = name_of(glyph, font, characters) + "=" + std::to_string(glyph.cluster);
    if (glyph.x_offset != 0 || glyph.y_offset != 0)
        text += "@" + std::to_string(glyph.x_offset) + "," + std::to_string(glyph.y_offset);
    return text + "+" + std::to_string(glyph.advance);
}

std::string shape(Shaper& shaper, const std::vector<std::string>& fields) {
    StyledText text;
    text.text = unescape(fields[3]);
    text.languages = {fields[2]};
    text.direction = is_right_to_left(fields[2]) ? Direction::right_to_left : Direction::left_to_right;
    TextStyle style;
    const std::size_t slash = fields[0].find('/');
    style.family = fields[0].substr(0, slash);
    style.slant = slash != std::string::npos ? Slant::italic : Slant::upright;
    style.weight = std::atoi(fields[1].c_str());
    style.size = points(10);
    text.styles = {style};
    StyledRun run;
    run.end = static_cast<std::uint32_t>(text.text.size());
    text.runs = {run};

    const ShapedParagraph paragraph = shaper.shape(text);
    const Line line = shaper.make_line(paragraph, 0, static_cast<std::uint32_t>(paragraph.segments.size()));
    std::ostringstream out;
    for (const LineRun& part : line.runs) {
        const FontLibrary& fonts = shaper.fonts();
        if (&part != &line.runs.front()) out << ' ';
        out << fonts.metrics(part.face).postscript_name << '[';
        for (std::uint32_t i = part.glyph_begin; i < part.glyph_end; ++i)
            out << (i == part.glyph_begin ? "" : "|")
                << show(line.glyphs[i], fonts.implementation().face(part.face).font(), text.text);
        out << ']';
    }
    for (const auto& missing : paragraph.missing)
        out << " missing U+" << std::hex << std::uppercase << static_cast<unsigned>(missing.character) << std::dec
            << '@' << missing.at;
    return out.str();
}

class ShapingTable : public testing::TestWithParam<fs::path> {};

TEST_P(ShapingTable, Holds) {
    const bool bless = test::is_blessing();
    const FontLibrary fonts(CAREPRESS_SOURCE_FOLDER "/fonts/fonts.yaml");
    Shaper shaper(fonts);
    std::ifstream file(GetParam());
    std::string blessed;
    int number = 0, cases = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.empty() || line[0] == '#') {
            blessed += line + "\n";
            continue;
        }
        const std::vector<std::string> fields = split(line);
        ASSERT_EQ(fields.size(), 5u) << GetParam() << ":" << number;
        const std::string result = shape(shaper, fields);
        if (!bless) {
            EXPECT_EQ(result, fields[4]) << GetParam().filename() << ":" << number << ": " << fields[3];
        }
        blessed += fields[0] + ";" + fields[1] + ";" + fields[2] + ";" + fields[3] + ";" + result + "\n";
        ++cases;
    }
    EXPECT_GT(cases, 0);
    file.close();
    if (bless) std::ofstream(GetParam()) << blessed;
}

INSTANTIATE_TEST_SUITE_P(Tables, ShapingTable, testing::ValuesIn(tables()),
                         [](const auto& table) { return table.param.stem().string(); });

}  // namespace
}  // namespace carepress::test
