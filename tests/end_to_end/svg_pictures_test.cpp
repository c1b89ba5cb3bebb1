// Pages as SVG look like the PDF's, dot by dot at 96 dots per inch.
//
// Poppler (pdftocairo) draws the PDF as an SVG of its own, and one program paints both: librsvg in every run, Chromium
// where it is installed. So how edges are smoothed is the same on both sides, and what is left is what differs in the
// pages. pdftoppm would not do: it moves each glyph to a quarter of a dot, or to a whole one if it is large. In every
// window of 8 by 8 dots the differences are added up, in black dots. Equal pages come to a half or so, from rounding in
// Poppler's outlines; a full stop of 12 pt that is missing, or moved by a dot, to three, and an l moved up by a dot,
// the least that can be moved, to 1.3: the faults at the end prove it.
#include "image/read.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <regex>

namespace carepress::test {
namespace {

constexpr int window = 8;
constexpr double most_difference = 0.9;
/// Chinese characters, and letters with signs above and below, have more edges in a window to round: 0.5 to 1.26, by
/// where on the dots a text happens to be. No more than the least fault.
constexpr double most_difference_of_dense_text = 1.3;
constexpr double most_difference_in_chromium = 2.5;  ///< which takes fewer steps from white to black

/// How black each dot of a page is, from 0 to 1.
struct Dots {
    int width = 0, height = 0;
    std::vector<float> ink;
};

Dots dots_of(const image::RasterImage& image) {
    Dots dots{image.width, image.height, {}};
    const auto channels = static_cast<std::size_t>(image.channels);
    for (std::size_t i = 0; i < image.data.size(); i += channels) {
        int lightness = 0;
        for (std::size_t channel = 0; channel < channels; ++channel)
            lightness += static_cast<unsigned char>(image.data[i + channel]);
        dots.ink.push_back(1 - static_cast<float>(lightness) / static_cast<float>(255 * image.channels));
    }
    return dots;
}

Dots read_png(const std::string& path) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    const image::DrawingPointer drawing = image::read_drawing(source.bytes, path, {}, diagnostics);
    EXPECT_TRUE(drawing) << path << ": " << all_messages(diagnostics.take());
    return drawing ? dots_of(std::get<image::RasterImage>(drawing->content)) : Dots{};
}

/// The largest difference of a window, in black dots, and where it is.
struct Difference {
    double dots = 0;
    int x = 0, y = 0;
};

Difference difference(const Dots& a, const Dots& b) {
    Difference most;
    if (a.width != b.width || a.height != b.height) return {1e9, a.width - b.width, a.height - b.height};
    for (int top = 0; top + window <= a.height; top += window / 2)
        for (int left = 0; left + window <= a.width; left += window / 2) {
            double sum = 0;
            for (int y = top; y < top + window; ++y)
                for (int x = left; x < left + window; ++x) {
                    const std::size_t at =
                        static_cast<std::size_t>(y) * static_cast<std::size_t>(a.width) + static_cast<std::size_t>(x);
                    sum += std::abs(a.ink[at] - b.ink[at]);
                }
            if (sum > most.dots) most = {sum, left, top};
        }
    return most;
}

std::string picture_file(const std::string& name) {
    std::filesystem::create_directories("pictures/svg");
    return "pictures/svg/" + name;
}

/// A program that paints SVG.
enum class Painter : std::uint8_t { librsvg, chromium };

/// "pictures/svg/NAME.svg" as dots.
Dots paint(const std::string& name, Painter painter) {
    const std::string base = picture_file(name);
    // Without the sandbox, which containers do not allow: it paints our own files alone.
    const std::string command =
        painter == Painter::librsvg
            ? "rsvg-convert -d 96 -p 96 -b white " + base + ".svg -o " + base + ".png 2>&1"
            : "chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-color-profile=srgb "
              "--window-size=816,1056 --screenshot=" +
                  base + ".png file://" + std::filesystem::absolute(base + ".svg").string() + " 2>&1";
    std::filesystem::remove(base + ".png");
    const CommandResult painted = run(command);
    EXPECT_TRUE(std::filesystem::exists(base + ".png"))
        << painted.output << "rsvg-convert is in Debian's package librsvg2-bin";
    return std::filesystem::exists(base + ".png") ? read_png(base + ".png") : Dots{};
}

Dots paint_pdf(const std::string& bytes, std::uint32_t page, const std::string& name, Painter painter) {
    const std::string base = picture_file(name), number = std::to_string(page + 1);
    write_file(base + ".pdf", bytes);
    const CommandResult drawn =
        run("pdftocairo -svg -f " + number + " -l " + number + " " + base + ".pdf " + base + "-pdf.svg 2>&1");
    EXPECT_EQ(drawn.status, 0) << drawn.output;
    // Cairo 1.16 states the size in points, 1.18 without a unit, which means dots.
    const std::string svg = read_source(base + "-pdf.svg", 100'000'000).bytes;
    const std::regex size(R"re(width="(\d+)" height="(\d+)")re");
    write_file(base + "-pdf.svg", std::regex_replace(svg, size, "width=\"$1pt\" height=\"$2pt\"",
                                                     std::regex_constants::format_first_only));
    return paint(name + "-pdf", painter);
}

Dots paint_svg(const std::string& bytes, const std::string& name, Painter painter) {
    write_file(picture_file(name) + ".svg", bytes);
    return paint(name, painter);
}

engine::Laid lay_out_file(const std::string& path, engine::Workspace& workspace, const std::string& layout) {
    const Source source = read_source(path);
    engine::PressRequest request;
    engine::ArticleRequest& article = request.articles.emplace_back().article;
    article.source = &source;
    article.picture_folder = std::filesystem::path(path).parent_path().string();
    request.theme.layout = layout;
    return engine::lay_out(request, resources(), workspace);
}

struct Subject {
    const char* article;
    const char* layout;
    double most = most_difference;
};

std::string name_of(const Subject& subject) {
    std::string name = std::string(subject.article) + "-" + subject.layout;
    for (char& c : name)
        if (c == '/') c = '-';
    return name;
}

/// With pictures, tables, help boxes, mirrored pages, scripts with marks, two columns. All on letter paper: Poppler
/// moves the pages of a size that is not whole points.
constexpr Subject subjects[] = {
    {"en/sprained-ankle", "letter"},
    {"en/high-blood-pressure", "large-print"},
    {"ar/high-blood-pressure", "letter"},
    {"ja/back-pain-and-intimacy", "letter", most_difference_of_dense_text},
    {"km/back-pain-and-intimacy", "letter", most_difference_of_dense_text},
    {"ur/back-pain-and-intimacy", "letter"},
    {"en/flu", "two-column"},
    {"en/sprained-ankle", "fridge-sheet"},
};

void expect_same_pages(const Subject& subject, Painter painter) {
    engine::Workspace workspace(resources());
    const engine::Laid laid =
        lay_out_file(project(std::string("articles/") + subject.article + ".md"), workspace, subject.layout);
    ASSERT_TRUE(laid.ok()) << all_messages(laid.report.diagnostics);
    const std::string pdf = workspace.writer.write(laid.document);
    for (std::uint32_t page = 0; page < laid.document.pages.size(); ++page) {
        const std::string name = name_of(subject) + "-" + std::to_string(page + 1);
        const Difference found = difference(paint_pdf(pdf, page, name, painter),
                                            paint_svg(workspace.svg.write(laid.document, page), name, painter));
        EXPECT_LT(found.dots, subject.most) << name << " at " << found.x << ", " << found.y << ": see "
                                            << std::filesystem::absolute("pictures/svg").string();
    }
}

class SvgPictures : public ::testing::TestWithParam<Subject> {};

TEST_P(SvgPictures, look_like_the_pdf) { expect_same_pages(GetParam(), Painter::librsvg); }

INSTANTIATE_TEST_SUITE_P(Articles, SvgPictures, ::testing::ValuesIn(subjects), [](const auto& each) {
    std::string name = name_of(each.param);
    for (char& c : name)
        if (c == '-') c = '_';
    return name;
});

TEST(SvgInChromium, looks_like_the_pdf) {
    if (run("command -v chromium").status != 0) {
        ASSERT_EQ(std::getenv("CAREPRESS_REQUIRE_CHROMIUM"), nullptr) << "chromium is required, and not installed";
        GTEST_SKIP() << "Debian's package chromium is not installed";
    }
    expect_same_pages({"en/sprained-ankle", "letter", most_difference_in_chromium}, Painter::chromium);
    expect_same_pages({"ar/high-blood-pressure", "letter", most_difference_in_chromium}, Painter::chromium);
}

/// A page into whose SVG a fault is put.
class FaultyPage {
public:
    explicit FaultyPage(std::string svg) : svg_(std::move(svg)) {}

    /// Where the element that draws glyph `number` of the page begins.
    std::size_t use(std::size_t number) const {
        std::size_t at = 0;
        for (std::size_t i = 0; i <= number; ++i) at = svg_.find("<use ", at + 1);
        return at;
    }
    std::string without(std::size_t number) const {
        std::string out = svg_;
        const std::size_t at = use(number);
        return out.erase(at, out.find("/>", at) + 2 - at);
    }
    std::string moved(std::size_t number, const char* by) const {
        std::string out = svg_;
        return out.insert(use(number) + 5, std::string("transform=\"translate(") + by + ")\" ");
    }

private:
    std::string svg_;
};

TEST(SvgFaults, a_glyph_missing_or_moved_by_a_dot_is_told) {
    engine::Workspace workspace(resources());
    const std::string text = "---\ntitle: One stop\nlanguage: en\n---\n\n. l i\n";
    const Source source{"stop.md", text};
    engine::PressRequest request;
    request.articles.emplace_back().article.source = &source;
    const engine::Laid laid = engine::lay_out(request, resources(), workspace);
    ASSERT_TRUE(laid.ok()) << all_messages(laid.report.diagnostics);
    const std::string svg = workspace.svg.write(laid.document, 0);
    const Dots pdf = paint_pdf(workspace.writer.write(laid.document), 0, "fault", Painter::librsvg);
    const auto difference_of = [&pdf](const std::string& page) {
        return difference(pdf, paint_svg(page, "fault", Painter::librsvg)).dots;
    };
    EXPECT_LT(difference_of(svg), most_difference);

    // The stop is the first glyph of the first run in 12 pt.
    const std::size_t run = svg.find("scale(0.012)");
    ASSERT_NE(run, std::string::npos) << "the text is in 12 pt";
    const FaultyPage page(svg);
    std::size_t stop = 0;
    while (page.use(stop) < run) ++stop;
    EXPECT_GT(difference_of(page.without(stop)), most_difference);
    for (std::size_t glyph = stop; glyph < stop + 3; ++glyph)
        for (const char* by : {"62.5 0", "-62.5 0", "0 62.5", "0 -62.5"})  // 0.75 pt of 12 pt, in 1/1000 em
            EXPECT_GT(difference_of(page.moved(glyph, by)), most_difference) << glyph << " by " << by;
}

}  // namespace
}  // namespace carepress::test
