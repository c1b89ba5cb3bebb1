// Pages as SVG look like the PDF's: both are drawn by programs that others wrote, at 96 dots per inch, and compared.
//
// Each is drawn four times as fine and averaged, so that a dot holds how much of it is covered, whatever the renderer's
// way to smooth edges. In every window of 8 × 8 dots the differences are added up: `most_difference` is in black dots.
// A full stop of 12 pt covers about four dots, so a page with one too few is told, and a stem that is moved by a dot
// differs by more than its height. The faults at the end prove it.
#include "image/read.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <optional>

namespace carepress::test {
namespace {

constexpr int finer = 4;
constexpr int window = 8;
constexpr double most_difference = 2.0;

/// How black each dot of a page is, from 0 to 1.
struct Dots {
    int width = 0, height = 0;
    std::vector<float> ink;
};

Dots averaged(const RasterImage& image) {
    Dots dots{image.width / finer, image.height / finer, {}};
    dots.ink.assign(static_cast<std::size_t>(dots.width) * static_cast<std::size_t>(dots.height), 0);
    const auto channels = static_cast<std::size_t>(image.channels);
    const float unit = 1.0F / static_cast<float>(255 * finer * finer * image.channels);
    for (int y = 0; y < dots.height * finer; ++y) {
        const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) * channels;
        for (int x = 0; x < dots.width * finer; ++x)
            for (std::size_t channel = 0; channel < channels; ++channel)
                dots.ink[static_cast<std::size_t>(y / finer) * static_cast<std::size_t>(dots.width) +
                         static_cast<std::size_t>(x / finer)] +=
                    unit *
                    static_cast<float>(255 - static_cast<unsigned char>(
                                                 image.data[row + static_cast<std::size_t>(x) * channels + channel]));
    }
    return dots;
}

Dots read_png(const std::string& path) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    const DrawingPointer drawing = read_drawing(source.bytes, path, {}, diagnostics);
    EXPECT_TRUE(drawing) << path << ": " << all_messages(diagnostics.take());
    return drawing ? averaged(std::get<RasterImage>(drawing->content)) : Dots{};
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

Dots draw_pdf(const std::string& bytes, std::uint32_t page, const std::string& name) {
    const std::string base = picture_file(name), number = std::to_string(page + 1);
    write_file(base + ".pdf", bytes);
    const CommandResult drawn = run("pdftoppm -r " + std::to_string(96 * finer) + " -png -singlefile -f " + number +
                                    " -l " + number + " " + base + ".pdf " + base + "-pdf 2>&1");
    EXPECT_EQ(drawn.status, 0) << drawn.output;
    return read_png(base + "-pdf.png");
}

Dots draw_svg(const std::string& bytes, const std::string& name) {
    const std::string base = picture_file(name);
    write_file(base + ".svg", bytes);
    const CommandResult drawn = run("rsvg-convert -d 96 -p 96 -z " + std::to_string(finer) + " -b white " + base +
                                    ".svg -o " + base + "-svg.png 2>&1");
    EXPECT_EQ(drawn.status, 0) << drawn.output << "rsvg-convert is in Debian's package librsvg2-bin";
    return read_png(base + "-svg.png");
}

LaidOut lay_out_file(const std::string& path, Workspace& workspace, const std::string& layout) {
    const Source source = read_source(path);
    PressRequest request;
    request.articles.emplace_back().source = &source;
    request.articles.back().picture_folder = std::filesystem::path(path).parent_path().string();
    request.layout = layout;
    return lay_out(request, resources(), workspace);
}

struct Subject {
    const char* article;
    const char* layout;
};

std::string name_of(const Subject& subject) {
    std::string name = std::string(subject.article) + "-" + subject.layout;
    for (char& c : name)
        if (c == '/') c = '-';
    return name;
}

/// With pictures, tables, help boxes, a mirrored page, scripts with marks, characters of two bytes, two columns.
constexpr Subject subjects[] = {
    {"en/sprained-ankle", "letter"},
    {"en/high-blood-pressure", "a4"},
    {"ar/high-blood-pressure", "letter"},
    {"ja/back-pain-and-intimacy", "letter"},
    {"km/back-pain-and-intimacy", "a4"},
    {"ur/back-pain-and-intimacy", "letter"},
    {"en/flu", "two-column"},
    {"en/sprained-ankle", "fridge-sheet"},
};

class SvgPictures : public ::testing::TestWithParam<Subject> {};

TEST_P(SvgPictures, look_like_the_pdf) {
    Workspace workspace(resources());
    const LaidOut laid_out =
        lay_out_file(project(std::string("articles/") + GetParam().article + ".md"), workspace, GetParam().layout);
    ASSERT_TRUE(laid_out.document) << all_messages(laid_out.result.diagnostics);
    const std::string pdf = workspace.writer.write(*laid_out.document);
    for (std::uint32_t page = 0; page < laid_out.document->pages.size(); ++page) {
        const std::string name = name_of(GetParam()) + "-" + std::to_string(page + 1);
        const Difference found =
            difference(draw_pdf(pdf, page, name), draw_svg(workspace.svg.write(*laid_out.document, page), name));
        EXPECT_LT(found.dots, most_difference) << name << " at " << found.x << ", " << found.y;
        std::printf("%s %.3f at %d %d\n", name.c_str(), found.dots, found.x, found.y);
    }
}

INSTANTIATE_TEST_SUITE_P(Articles, SvgPictures, ::testing::ValuesIn(subjects), [](const auto& each) {
    std::string name = name_of(each.param);
    std::erase_if(name, [](char c) { return c == '-'; });
    return name;
});

/// A page with a fault put into its SVG: the use element that draws the `number`th full stop or letter.
class Fault {
public:
    explicit Fault(std::string svg) : svg_(std::move(svg)) {}

    /// The start of the `number`th use of the glyph that is used first in the text `<use …/>` at `sample`.
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
    /// Moved by a dot: 0.75 pt.
    std::string moved(std::size_t number, const char* direction) const {
        std::string out = svg_;
        return out.insert(use(number) + 5, std::string("transform=\"translate(") + direction + ")\" ");
    }

private:
    std::string svg_;
};

TEST(SvgPicturesTest, a_glyph_missing_or_moved_by_a_dot_is_told) {
    Workspace workspace(resources());
    const std::string text = "---\ntitle: One stop\nlanguage: en\n---\n\n. l i\n";
    const Source source{"stop.md", text};
    PressRequest request;
    request.articles.emplace_back().source = &source;
    const LaidOut laid_out = lay_out(request, resources(), workspace);
    ASSERT_TRUE(laid_out.document) << all_messages(laid_out.result.diagnostics);
    const std::string svg = workspace.svg.write(*laid_out.document, 0);
    const Dots pdf = draw_pdf(workspace.writer.write(*laid_out.document), 0, "fault");
    EXPECT_LT(difference(pdf, draw_svg(svg, "fault")).dots, most_difference);

    // The stop is the first glyph after the title's.
    const std::size_t run = svg.find("scale(0.012)");
    ASSERT_NE(run, std::string::npos) << "the text is in 12 pt";
    std::size_t stop = 0;
    const Fault fault(svg);
    while (fault.use(stop) < run) ++stop;
    EXPECT_GT(difference(pdf, draw_svg(fault.without(stop), "fault-missing")).dots, most_difference);
    // In the units of the run: 0.75 pt of 12 pt is 62.5 thousandths of an em.
    for (std::size_t glyph = stop; glyph < stop + 3; ++glyph)
        for (const char* direction : {"62.5 0", "-62.5 0", "0 62.5", "0 -62.5"}) {
            const Difference found = difference(pdf, draw_svg(fault.moved(glyph, direction), "fault-moved"));
            EXPECT_GT(found.dots, most_difference) << glyph << " by " << direction;
            std::printf("%.3f\n", found.dots);
        }
}

}  // namespace
}  // namespace carepress::test
