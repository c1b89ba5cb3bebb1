// A few pages as small grey pictures, so that a change of looks is seen. CAREPRESS_BLESS=1 takes the new pictures; a
// report that a person can open is in <build folder>/tests/pictures/index.html: expected, now, and what differs.
#include "bless.h"
#include "image/read.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

namespace carepress::test {
namespace {

struct Subject {
    const char* name;
    const char* article;
    const char* layout;
    const char* brand;
    int page;
};

constexpr Subject subjects[] = {
    {"intimacy-letter-1", "articles/en/back-pain-and-intimacy.md", "letter", "default", 1},
    {"intimacy-letter-2", "articles/en/back-pain-and-intimacy.md", "letter", "default", 2},
    {"intimacy-ru-a4-1", "articles/ru/back-pain-and-intimacy.md", "a4", "harbor", 1},
    {"blood-pressure-a4-2", "articles/en/high-blood-pressure.md", "a4", "harbor", 2},
    {"ankle-letter-1", "articles/en/sprained-ankle.md", "letter", "default", 1},
};

/// Grey pixels of a PNG file, or nothing.
std::optional<image::RasterImage> pixels(const std::string& path) {
    if (!std::filesystem::exists(path)) return std::nullopt;
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    const image::DrawingPointer drawing = image::read_drawing(source.bytes, path, {}, diagnostics);
    if (!drawing) return std::nullopt;
    return std::get<image::RasterImage>(drawing->content);
}

/// The share of pixels, in thousandths, that differ by more than a fifth of the way from black to white.
int difference(const image::RasterImage& a, const image::RasterImage& b) {
    if (a.width != b.width || a.height != b.height || a.channels != b.channels) return 1000;
    std::size_t differing = 0;
    for (std::size_t i = 0; i < a.data.size(); ++i)
        differing += std::abs(static_cast<unsigned char>(a.data[i]) - static_cast<unsigned char>(b.data[i])) > 51;
    return static_cast<int>(differing * 1000 / a.data.size());
}

class Report {
public:
    void add(const std::string& name, int differing) {
        rows_ += "<tr><td>" + name + "<br>" + std::to_string(differing / 10) + "." + std::to_string(differing % 10) +
                 " %</td><td><img src='" + name + "-expected.png'></td><td><img src='" + name +
                 "-now.png'></td><td class='d'><img src='" + name + "-expected.png'><img src='" + name +
                 "-now.png'></td></tr>\n";
    }
    void write(const std::string& path) const {
        write_file(path,
                   "<!doctype html><meta charset='utf-8'><title>Page pictures</title><style>td{vertical-align:top}"
                   "img{border:1px solid #888}.d{position:relative}.d img+img{position:absolute;left:1px;top:1px;"
                   "mix-blend-mode:difference}</style><table><tr><th>page<th>expected<th>now<th>difference</tr>\n" +
                       rows_ + "</table>\n");
    }

private:
    std::string rows_;
};

TEST(Pictures, pages_look_as_they_did) {
    const bool bless = is_blessing();
    std::filesystem::create_directories("pictures");
    engine::Workspace workspace(resources());
    Report report;
    for (const Subject& subject : subjects) {
        SCOPED_TRACE(subject.name);
        const engine::PressResult result =
            press_file(project(subject.article), workspace, subject.layout, subject.brand);
        ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
        const std::string base = std::string("pictures/") + subject.name;
        write_file(base + ".pdf", result.bytes);
        const std::string page = std::to_string(subject.page);
        ASSERT_EQ(run("pdftoppm -r 22 -gray -png -singlefile -f " + page + " -l " + page + " " + base + ".pdf " + base +
                      "-now 2>&1")
                      .status,
                  0);
        const std::string expected = project(std::string("tests/end_to_end/pictures/") + subject.name + ".png");
        if (bless)
            std::filesystem::copy_file(base + "-now.png", expected, std::filesystem::copy_options::overwrite_existing);
        const auto before = pixels(expected), now = pixels(base + "-now.png");
        ASSERT_TRUE(now.has_value());
        ASSERT_TRUE(before.has_value()) << expected << " is missing: run with CAREPRESS_BLESS=1 and look at it";
        std::filesystem::copy_file(expected, base + "-expected.png", std::filesystem::copy_options::overwrite_existing);
        const int differing = difference(*before, *now);
        report.add(subject.name, differing);
        EXPECT_LE(differing, 2) << "open " << std::filesystem::absolute("pictures/index.html").string()
                                << "; if the change is wanted, run again with CAREPRESS_BLESS=1";
    }
    report.write("pictures/index.html");
}

}  // namespace
}  // namespace carepress::test
