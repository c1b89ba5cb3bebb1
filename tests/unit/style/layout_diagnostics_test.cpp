#include "template_testing.h"

#include <cstdint>

namespace carepress::test {
using namespace style;
namespace {

/// What a change of the letter layout brings: the message's beginning or part, the line of test.yaml (1 is `derives`),
/// and part of the hint.
struct Fault {
    const char* yaml;
    const char* message;
    std::uint32_t line;
    const char* hint;
};

class LayoutFaults : public testing::TestWithParam<Fault> {};

TEST_P(LayoutFaults, AreSaidAtTheirPlace) {
    const Fault& fault = GetParam();
    const StylesheetResult result = read_change(fault.yaml);
    EXPECT_FALSE(result.stylesheet);
    ASSERT_FALSE(result.diagnostics.empty());
    for (const Diagnostic& diagnostic : result.diagnostics) {
        if (!contains(diagnostic.message, fault.message)) continue;
        EXPECT_EQ(diagnostic.severity, Severity::error);
        EXPECT_EQ(diagnostic.file, layout_folder + "/test.yaml");
        EXPECT_EQ(diagnostic.position.line, fault.line) << format(diagnostic);
        EXPECT_TRUE(contains(diagnostic.hint, fault.hint)) << format(diagnostic);
        return;
    }
    FAIL() << "no such message; there are:\n" << all_of(result.diagnostics);
}

INSTANTIATE_TEST_SUITE_P(
    Values, LayoutFaults,
    testing::Values(
        Fault{"blocks:\n  title: {sise: 20pt}\n", "unknown key \"sise\"", 3, "\"size\""},
        Fault{"blokcs: {}\n", "unknown key \"blokcs\"", 2, "\"blocks\""},
        Fault{"blocks:\n  heading-22: {}\n", "unknown key \"heading-22\"", 3, "heading-2"},
        Fault{"frames:\n  foooter: {}\n", "unknown key \"foooter\"", 3, "footer"},
        Fault{"inlines:\n  strongg: {}\n", "unknown key \"strongg\"", 3, "strong"},
        Fault{"blocks: {title: {padding: {left: 2pt}}}\n", "unknown key \"left\"", 2, "start"},
        Fault{"blocks: {title: {size: 20}}\n", "the length 20 has no unit", 2, "20pt"},
        Fault{"blocks: {title: {size: 20px}}\n", "\"px\" is not a unit of length", 2, "mm"},
        Fault{"blocks: {title: {size: big}}\n", "\"big\" is not a length", 2, "12pt"},
        Fault{"blocks: {title: {size: 1e9pt}}\n", "is not a unit of length", 2, ""},
        Fault{"blocks: {title: {size: nanpt}}\n", "is not a length", 2, ""},
        Fault{"blocks: {title: {size: 99999999999pt}}\n", "out of range", 2, "14400pt"},
        Fault{"blocks: {title: {space-after: -2pt}}\n", "out of range", 2, "0"},
        Fault{"hyphenation: {zone: 5%}\n", "zone this narrow", 2, "10% to 60%"},
        Fault{"hyphenation:\n  zone: 20%\n  lines: 4\n", "expected a whole number from 1 to 3", 4, ""},
        Fault{"hyphenation: {shortst: 8}\n", "unknown key \"shortst\"", 2, "shortest"},
        Fault{"sections: [why, medicine]\n", "\"medicine\" is not one of the words", 2, "medicines"},
        Fault{"sections: [why, call, why]\n", "\"why\" is listed twice", 2, "once"},
        Fault{"sections: why\n", "expected a list of parts of a visit summary", 2, "found"},
        Fault{"sections: []\n", "expected a list of parts of a visit summary", 2, "found"},
        Fault{"unit: 2u\n", "no base unit", 2, "pt"}, Fault{"unit: 0.1pt\n", "the base unit is out of range", 2, "1pt"},
        Fault{"blocks: {title: {size: 3.9pt}}\n", "the size of \"title\" is out of range", 2, "4pt"},
        Fault{"blocks: {title: {size: 201pt, leading: 1.2}}\n", "the size of \"title\" is out of range", 2, "200pt"},
        Fault{"blocks: {title: {leading: 8pt}}\n", "the leading of \"title\"", 2, "1.4"},
        Fault{"blocks: {title: {leading: 9}}\n", "a multiplier from 80% to 400%", 2, ""},
        Fault{"blocks: {title: {weight: bold}}\n", "a whole number from 100 to 900", 2, ""},
        Fault{"blocks: {title: {slant: oblique}}\n", "\"oblique\" is not one of the words", 2, "italic"},
        Fault{"blocks: {title: {alignment: left}}\n", "\"left\" is not one of the words", 2, "start"},
        Fault{"blocks: {title: {underline: yes}}\n", "true or false", 2, ""},
        Fault{"blocks: {title: {color: brannd}}\n", "no colour role \"brannd\"", 2, "\"brand\""},
        Fault{"blocks: {title: {color: \"#112233\"}}\n", "styles name colour roles", 2, "colors"},
        Fault{"blocks: {title: {family: dispaly}}\n", "no family role \"dispaly\"", 2, "display"},
        Fault{"blocks: {title: {icon: ../letter.yaml}}\n", "no picture", 2, "inside the folder"},
        Fault{"blocks: {title: {icon: icons/none.svg}}\n", "no picture", 2, ""},
        Fault{"blocks: {title: {icon: letter.yaml}}\n", "letter.yaml", 2, ""},
        Fault{"blocks: {title: 12pt}\n", "a mapping of keys", 2, ""}, Fault{"blocks: [1]\n", "be a mapping", 2, ""},
        Fault{"frames: 7\n", "be a mapping", 2, ""}, Fault{"inlines: 7\n", "be a mapping", 2, ""},
        Fault{"colors: {fresh: #123456\n  }\n", "has no colour", 2, "quotes"},
        Fault{"colors: {fresh: \"#12\"}\n", "is not a colour", 2, "tint"},
        Fault{"colors: {fresh: brannd 5%}\n", "no colour role \"brannd\"", 2, "\"brand\""},
        Fault{"colors: {one: two, two: one}\n", "refers to itself", 2, ""},
        Fault{"colors: {paper: text 5%}\n", "paper cannot be a tint", 2, ""},
        Fault{"families: {text: []}\n", "has no family", 2, "Noto Sans"},
        Fault{"lists: {}\n", "must be a sequence", 2, "marker"},
        Fault{"lists: [{marker: x}]\n", "lacks the key \"indent\"", 2, ""},
        Fault{"lists: [{marker: x, indent: 1u, marker-gap: 1u, number-pattern: n}]\n", "no place for the number", 2,
              "{n}"},
        Fault{"leading: {arab: 1.2}\n", "not a valid script code", 2, "Arab"},
        Fault{"leading: {Arab: 12pt}\n", "a multiplier", 2, ""},
        Fault{"breaks: {after-heading: -1}\n", "a whole number from 0", 2, ""},
        Fault{"print: {duplex: both}\n", "\"both\" is not one of the words", 2, "simplex"},
        Fault{"inlines: {link: {size: 12pt}}\n", "a multiplier", 2, "85%"},
        Fault{"blocks: {lead: {like: paragraf}}\n", "no block \"paragraf\"", 2, "\"paragraph\""},
        Fault{"blocks: {lead: {like: title}, title: {like: lead}}\n", "is like itself", 2, ""},
        Fault{"description: \"a\\nb\"\n", "control character", 2, ""}));

INSTANTIATE_TEST_SUITE_P(
    Geometry, LayoutFaults,
    testing::Values(Fault{"page: {width: 5mm}\n", "the page's width is out of range", 2, "1in"},
                    Fault{"frames: {body: {left: 3in}}\n", "extends beyond the page's edge", 2, "8.50 in"},
                    Fault{"frames: {footer: {bottom: 20pt}}\n", "is 0.28 in from the page's edge", 2, "0.3 in"},
                    Fault{"frames: {band: {top: 0}}\n", "is 0.00 in from the page's edge", 2, "0.3 in"},
                    Fault{"frames: {body: {left: 50pt}}\n", "begins 0.69 in from the left edge", 2, "holes"},
                    Fault{"frames: {body: {width: 71pt}}\n", "smaller than 1 in", 2, "0.99 in wide"},
                    Fault{"frames: {body: {top: 9in}}\n", "the frame \"body\"", 2, ""},
                    Fault{"frames: {body: {bottom: 90pt}}\n", "\"body\" and \"footer\" overlap", 2, "same page"},
                    Fault{"frames: {body-first: {top: 80pt}}\n", "\"band\" and \"body-first\" overlap", 2, ""},
                    Fault{"frames: {band-logo: {width: 300pt}}\n", "\"band-logo\" and \"band-text\" overlap", 2, ""},
                    Fault{"frames: {band-text: {height: 60pt}}\n", "\"band-text\" is not inside \"band\"", 2, ""},
                    Fault{"frames: {body: {left: 1in, right: 1in, width: 1in}}\n", "has left, width and right", 2,
                          "two"},
                    Fault{"frames: {body: {width: 120pt}, body-first: {width: 120pt}}\n",
                          "\"body\" is narrower than a word of \"title\"", 2, "138pt"},
                    Fault{"blocks:\n  callout-watch: {padding: {start: 200pt, end: 200pt}}\n",
                          "narrower than a word of \"callout-watch\"", 3, "smaller"},
                    Fault{"blocks:\n  band-telephone: {size: 50pt, leading: 60pt}\n",
                          "\"band-text\" is narrower than a word of \"band-telephone\"", 3, "300pt"},
                    Fault{"frames: {body: none}\n", "no frame \"body\"", 1, "text"},
                    Fault{"frames: {footer: none}\n", "no frame \"footer\"", 1, "disclaimer"}));

/// Frames may touch: letter's body ends at 688pt, where another frame may begin.
TEST(Geometry, frames_that_touch_do_not_overlap) {
    const StylesheetResult touching = read_change("frames: {footer: {top: 688pt, height: 80pt}}\n");
    EXPECT_TRUE(touching.stylesheet) << all_of(touching.diagnostics);
    const StylesheetResult overlapping = read_change("frames: {footer: {top: 687.999pt, height: 80pt}}\n");
    EXPECT_FALSE(overlapping.stylesheet);
    EXPECT_TRUE(contains(all_of(overlapping.diagnostics), "\"body\" and \"footer\" overlap"))
        << all_of(overlapping.diagnostics);
    const StylesheetResult beside =
        read_change("frames: {band-logo: {left: 72pt, width: 168pt}, band-text: {left: 240pt, width: 264pt}}\n");
    EXPECT_TRUE(beside.stylesheet) << all_of(beside.diagnostics);
}

INSTANTIATE_TEST_SUITE_P(
    Floor, LayoutFaults,
    testing::Values(
        Fault{"floor: 10pt\n", "the size of \"footer-disclaimer\" is 9pt, under the floor of 10pt", 2, "{size: 10pt}"},
        Fault{"floor: 9pt\nblocks:\n  caption: {size: 8.96pt, leading: 3u}\n", "the size of \"caption\" is 8.9pt", 4,
              "9pt"},
        Fault{"floor: 9pt\n", "the smallest text with \"superscript\" in it, in ", 2, "superscript: {size: 100%}"},
        Fault{"floor: 9pt\ninlines:\n  superscript: {size: 90%}\n  subscript: {size: 80%}\n",
              "the smallest text with \"subscript\" in it, in \"lead\", is 8.6pt", 5, "100%"},
        Fault{"floor: 8pt\ninlines: {superscript: {size: 1}, subscript: {size: 1}}\nfit:\n  goal: fewer-sheets\n  "
              "size: 66%\n",
              "the fitter could set, \"lead\", is 7.9pt", 6, "fit: {size: 100%}"},
        Fault{"floor: 18\n", "has no unit", 2, "18pt"},
        Fault{"floor: 300pt\n", "the floor is out of range", 2, "200pt"},
        Fault{"disclaimer: long\n", "\"long\" is not one of the words", 2, "short"},
        Fault{"fit: {goal: one-sheet}\n", "\"one-sheet\" is not one of the words", 2, "one-page"},
        Fault{"fit: {size: 40%}\n", "a multiplier from 50% to 100%", 2, ""},
        Fault{"fit: {leading: 1.1}\n", "a multiplier from 70% to 100%", 2, ""},
        Fault{"fit: [space]\n", "a mapping of keys", 2, ""},
        Fault{"fit: {spaec: 1}\n", "unknown key \"spaec\"", 2, "\"space\""},
        Fault{"content: {take: some}\n", "\"some\" is not one of the words", 2, "essentials"},
        Fault{"content: {most-bullets: 41}\n", "a whole number from 0 to 40", 2, ""}));

/// Large print keeps its floor in whatever derives from it.
TEST(LayoutDiagnostics, AFloorIsRaisedByWhatDerivesAndNeverLowered) {
    const auto fault_of = [](const std::string& yaml) {
        const StylesheetResult result = read_text("derives: large-print\n" + yaml);
        if (result.stylesheet) return std::string();
        EXPECT_EQ(result.diagnostics.front().file, layout_folder + "/test.yaml");
        return std::to_string(result.diagnostics.front().position.line) + ": " + result.diagnostics.front().message;
    };
    EXPECT_EQ(fault_of("unit: 5.2pt\n"), "");
    EXPECT_EQ(fault_of("floor: 12pt\n"), "2: the floor is lowered from 18pt to 12pt");
    EXPECT_EQ(fault_of("\nblocks: {footer-left: {size: 17.99pt}}\n"),
              "3: the size of \"footer-left\" is 17.9pt, under the floor of 18pt");
    EXPECT_EQ(fault_of("inlines: {code: {size: 95%}}\n"),
              "2: the smallest text with \"code\" in it, in \"lead\", is 17.1pt, under the floor of 18pt");
    EXPECT_EQ(fault_of("fit: {goal: fewer-sheets, size: 99%}\n"),
              "2: the smallest text that the fitter could set, \"lead\", is 17.8pt, under the floor of 18pt");
    EXPECT_EQ(fault_of("floor: 19pt\n").substr(0, 15), "2: the size of ");
    EXPECT_EQ(read_text("derives: large-print\n").stylesheet->floor, points(18));
}

INSTANTIATE_TEST_SUITE_P(
    Contrast, LayoutFaults,
    testing::Values(Fault{"colors: {muted: \"#8a8a8a\"}\n",
                          "\"muted\" (#8a8a8a) on \"paper\" (#ffffff) has a contrast of 3.4:1", 2, "would do"},
                    Fault{"colors: {emergency-tint: \"#888888\"}\n", "\"emergency-tint\" (#888888)", 2, "would do"},
                    Fault{"blocks: {learn-more: {fill: rule}}\n", "on \"rule\" (#8c8c8c)", 2, "would do"},
                    Fault{"colors: {pale: \"#777777\"}\nframes: {footer: {fill: pale}}\n", "on \"pale\"", 2, ""},
                    Fault{"colors: {watch: \"#c0c0c0\"}\n", "the border colour \"watch\"", 2, ""}));

TEST(LayoutDiagnostics, ContrastOnAFillIsTheLayoutsWhereItChoseTheFill) {
    const StylesheetResult result =
        read_change("colors: {dark: \"#333333\"}\nblocks: {title: {fill: dark, color: text}}\n");
    EXPECT_FALSE(result.stylesheet);
    ASSERT_EQ(result.diagnostics.size(), 1u) << all_of(result.diagnostics);
    EXPECT_TRUE(contains(result.diagnostics[0].message, "in title")) << all_of(result.diagnostics);
}

TEST(LayoutDiagnostics, ContrastOfTheBrandsColourIsTheBrands) {
    Brand brand = default_brand();
    brand.source.bytes = "name: x\ncolors:\n  rule: \"#000000\"\n  brand: \"#ff8800\"\n";
    brand.source.name = "orange/brand.yaml";
    brand.colors["brand"] = {0xff, 0x88, 0x00};
    const StylesheetResult result = read_text("derives: letter\n", brand);
    EXPECT_FALSE(result.stylesheet);
    ASSERT_FALSE(result.diagnostics.empty());
    for (const Diagnostic& diagnostic : result.diagnostics) {
        EXPECT_EQ(diagnostic.file, "orange/brand.yaml");
        EXPECT_EQ(diagnostic.position.line, 4u);
        EXPECT_TRUE(contains(diagnostic.message, "contrast")) << format(diagnostic);
    }
}

TEST(LayoutDiagnostics, BrandRolesThatTheLayoutLacksAreWarnings) {
    Brand brand = default_brand();
    brand.colors["brnad"] = {};
    brand.families["body"] = "Noto Sans";
    const StylesheetResult result = read_text("derives: letter\n", brand);
    EXPECT_TRUE(result.stylesheet);
    ASSERT_EQ(result.diagnostics.size(), 2u) << all_of(result.diagnostics);
    EXPECT_EQ(result.diagnostics[0].severity, Severity::warning);
    EXPECT_TRUE(contains(result.diagnostics[0].hint, "\"brand\""));
    EXPECT_EQ(result.diagnostics[1].severity, Severity::warning);
}

TEST(LayoutDiagnostics, TheFileThatHoldsTheFaultIsNamed) {
    const TemporaryFolder folder;
    folder.write("base.yaml", "derives: grand\nblocks:\n  title: {siz: 20pt}\n");
    folder.write("grand.yaml", "unit: 4pt\n");
    const std::string path = folder.write("mine.yaml", "derives: base\n");
    const StylesheetResult result = read_stylesheet(path, default_brand());
    EXPECT_FALSE(result.stylesheet);
    bool found = false;
    for (const Diagnostic& diagnostic : result.diagnostics) {
        if (!contains(diagnostic.message, "\"siz\"")) continue;
        found = true;
        EXPECT_EQ(diagnostic.file, folder.path() + "/base.yaml");
        EXPECT_EQ(diagnostic.position.line, 3u);
    }
    EXPECT_TRUE(found) << all_of(result.diagnostics);
}

TEST(LayoutDiagnostics, EveryMissingPartOfAnEmptyLayoutIsNamed) {
    const StylesheetResult result = read_text("description: nothing\n");
    const std::string all = all_of(result.diagnostics);
    for (const char* part : {"\"unit\"", "\"colors\"", "\"page\"", "\"frames\"", "\"lists\"", "\"table\"", "\"title\"",
                             "\"sample-notice\""}) {
        EXPECT_TRUE(contains(all, std::string("lacks ") + part) || contains(all, std::string("block ") + part)) << part;
    }
    const StylesheetResult bare = read_text("unit: 4pt\nblocks: {title: {color: text}}\ncolors: {text: \"#000\"}\n");
    EXPECT_TRUE(contains(all_of(bare.diagnostics), "the block \"title\" lacks the key \"size\""));
}

TEST(LayoutDiagnostics, UnknownLayoutListsWhatThereIs) {
    const StylesheetResult result = read_stylesheet(layout_folder + "/leter.yaml", default_brand());
    EXPECT_FALSE(result.stylesheet);
    ASSERT_EQ(result.diagnostics.size(), 1u);
    EXPECT_EQ(result.diagnostics[0].message, "there is no layout \"leter\"");
    EXPECT_TRUE(contains(result.diagnostics[0].hint, "did you mean \"letter\"?"));
    EXPECT_TRUE(contains(result.diagnostics[0].hint, "a4"));
}

TEST(LayoutDiagnostics, DerivationIsBounded) {
    const Brand brand = default_brand();
    EXPECT_TRUE(contains(all_of(read_text("derives: ../brands/default/brand\n", brand).diagnostics), "no layout"));
    EXPECT_TRUE(contains(all_of(read_text("derives: leter\n", brand).diagnostics), "did you mean \"letter\"?"));
    EXPECT_TRUE(contains(all_of(read_text("derives: [letter]\n", brand).diagnostics), "no layout"));
    const TemporaryFolder folder;
    folder.write("a.yaml", "derives: b\n");
    folder.write("b.yaml", "derives: a\n");
    EXPECT_TRUE(contains(all_of(read_stylesheet(folder.path() + "/a.yaml", brand).diagnostics), "derives from itself"));
    for (int i = 0; i < 12; ++i) {
        folder.write("c" + std::to_string(i) + ".yaml", "derives: c" + std::to_string(i + 1) + "\n");
    }
    EXPECT_TRUE(contains(all_of(read_stylesheet(folder.path() + "/c0.yaml", brand).diagnostics), "more than 8"));
}

TEST(LayoutDiagnostics, HostileFilesAreRefused) {
    const Brand brand = default_brand();
    EXPECT_FALSE(read_text("", brand).stylesheet);
    EXPECT_FALSE(read_text("- a\n- b\n", brand).stylesheet);
    EXPECT_FALSE(read_text("unit: [\n", brand).stylesheet);
    EXPECT_FALSE(read_text("\xff\xfe\n", brand).stylesheet);
    EXPECT_FALSE(read_text(std::string(5000, '['), brand).stylesheet);
    std::string chain = "derives: letter\ncolors:\n";
    for (int i = 0; i < 900; ++i) {
        chain += "  c" + std::to_string(i) + ": c" + std::to_string(i + 1) + "\n";
    }
    EXPECT_TRUE(contains(all_of(read_text(chain, brand).diagnostics), "more than 200 colour roles"));
    const TemporaryFolder folder;
    const std::string large = folder.write("large.yaml", std::string(largest_layout_file + 1, '#'));
    const StylesheetResult result = read_stylesheet(large, brand);
    ASSERT_EQ(result.diagnostics.size(), 1u);
    EXPECT_EQ(result.diagnostics[0].severity, Severity::error);
}

TEST(LayoutDiagnostics, RightPunchMarginIsAWarningOnTwoSidedPaper) {
    const char* wide = "frames: {aside: none, body: {width: 510pt}, body-first: {width: 510pt}}\n";
    const StylesheetResult result = read_change(wide);
    EXPECT_TRUE(result.stylesheet);
    ASSERT_EQ(result.diagnostics.size(), 2u) << all_of(result.diagnostics);
    EXPECT_EQ(result.diagnostics[0].severity, Severity::warning);
    EXPECT_TRUE(read_change(std::string(wide) + "print: {duplex: simplex}\n").diagnostics.empty());
}

}  // namespace
}  // namespace carepress::test
