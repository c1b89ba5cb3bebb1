// Presses the SVG files of a folder and compares each page with the PNG of the same name next to the file.
//
//   svg_suite FOLDER [--list] [--only TEXT] [--keep FOLDER] [--preview] [--all-alike]
//
// Prints a table by category (the folders inside FOLDER): how many look like the picture, how many are refused, how
// many differ. --list names the files of the last two, with the messages or how much differs. --only takes the files
// whose path contains TEXT. --keep writes PDF and preview of each into a folder. --preview compares the preview,
// painted by rsvg-convert, instead of the PDF, painted by pdftoppm. --all-alike exits with 1 unless all files look like
// their pictures.
//
// The last row leaves out what does not make sense for print, or needs another program's faces: filters, colour fonts,
// variable fonts, and drawings that refer to other files, which are never read.
//
// Pages are painted at three times the picture's size, because pdftoppm moves strokes to whole pixels, and averaged.
// Both are averaged over squares of 3 by 3 pixels, because no two painters smooth edges alike. A file looks like its
// picture if of a thousand squares fewer than 5 differ by more than 40 of 255 steps in a channel.
#include "engine/resources.h"
#include "engine/svg_texts.h"
#include "engine/workspace.h"
#include "image/read.h"
#include "support/support.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;

constexpr int square = 3;
constexpr int finer = 3;  // pages than pictures
constexpr int most_steps = 40;
constexpr double most_differing = 0.005;

struct Pixels {
    int width = 0, height = 0;
    std::string rgb;
};

Pixels pixels_of(const image::RasterImage& image) {
    Pixels pixels{image.width, image.height, {}};
    if (image.channels == 3) return {image.width, image.height, image.data};
    for (const char grey : image.data) pixels.rgb.append(3, grey);
    return pixels;
}

/// PPM as pdftoppm writes it.
Pixels read_ppm(const std::string& bytes) {
    Pixels pixels;
    int begin = 0;
    if (std::sscanf(bytes.c_str(), "P6 %d %d 255%n", &pixels.width, &pixels.height, &begin) != 2) return {};
    pixels.rgb = bytes.substr(static_cast<std::size_t>(begin) + 1);
    return pixels;
}

Pixels read_picture(const std::string& bytes) {
    const Source source{"picture", bytes};
    Diagnostics diagnostics(source);
    const image::DrawingPointer drawing = image::read_drawing(bytes, "picture", {}, diagnostics);
    return drawing ? pixels_of(std::get<image::RasterImage>(drawing->content)) : Pixels{};
}

/// `pixels` with each `finer` by `finer` of them averaged to one.
Pixels reduced(const Pixels& pixels) {
    Pixels out{pixels.width / finer, pixels.height / finer, {}};
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width * 3; ++x) {
            int sum = 0;
            for (int i = 0; i < finer * finer; ++i) {
                const int row = y * finer + i / finer, column = (x / 3 * finer + i % finer) * 3 + x % 3;
                sum += static_cast<unsigned char>(
                    pixels.rgb[static_cast<std::size_t>(row) * static_cast<std::size_t>(pixels.width) * 3 +
                               static_cast<std::size_t>(column)]);
            }
            out.rgb += static_cast<char>(sum / (finer * finer));
        }
    return out;
}

/// The share of squares that differ.
double difference(const Pixels& a, const Pixels& b) {
    if (a.width != b.width || a.height != b.height || a.rgb.size() != b.rgb.size()) return 1;
    int squares = 0, differing = 0;
    for (int top = 0; top + square <= a.height; top += square)
        for (int left = 0; left + square <= a.width; left += square, ++squares) {
            int most = 0;
            for (int channel = 0; channel < 3; ++channel) {
                int sum = 0;
                for (int y = top; y < top + square; ++y)
                    for (int x = left; x < left + square; ++x) {
                        const auto at = static_cast<std::size_t>((y * a.width + x) * 3 + channel);
                        sum += static_cast<unsigned char>(a.rgb[at]) - static_cast<unsigned char>(b.rgb[at]);
                    }
                most = std::max(most, std::abs(sum) / (square * square));
            }
            if (most > most_steps) ++differing;
        }
    return squares == 0 ? 1 : static_cast<double>(differing) / squares;
}

/// A document of one page that is the drawing.
layout::PagedDocument page_of(const image::DrawingPointer& drawing) {
    layout::PagedDocument document;
    document.page_size = drawing->size;
    document.pictures = {drawing};
    document.metadata.title = "Drawing";
    document.metadata.language = "en";
    document.tags.nodes.resize(2);
    document.tags.nodes[0].role = handout::TagRole::document;
    document.tags.nodes[1].parent = 0;
    document.tags.nodes[1].role = handout::TagRole::figure;
    document.tags.nodes[1].alternative = "Drawing";
    document.pages.emplace_back().items = {
        {1, layout::PlacedPicture{0, {{}, {}, drawing->size.width, drawing->size.height}, {}}}};
    return document;
}

struct Settings {
    std::string folder, only, keep;
    bool list = false, preview = false, all_alike = false;
};

bool is_for_print(const std::string& name, const std::string& svg) {
    if (name.starts_with("filters/") || name.find("/color-font") != std::string::npos ||
        name.find("/font-variation-settings") != std::string::npos)
        return false;
    for (std::size_t at = svg.find("href=\""); at != std::string::npos; at = svg.find("href=\"", at + 1)) {
        const std::string_view reference = std::string_view(svg).substr(at + 6);
        const bool is_outside = !reference.starts_with('#') && !reference.starts_with("data:");
        const bool is_of_picture =
            svg.rfind("<image", at) != std::string::npos || svg.rfind("<use", at) != std::string::npos;
        if (is_outside && is_of_picture && svg.rfind("<a ", at) == std::string::npos) return false;
    }
    return true;
}

struct Counts {
    int same = 0, refused = 0, different = 0;
    void operator+=(const Counts& other) {
        same += other.same;
        refused += other.refused;
        different += other.different;
    }
};

class Suite {
public:
    explicit Suite(Settings settings)
        : settings_(std::move(settings)), workspace_(resources()), texts_(resources().fonts()) {}

    void run_file(const fs::path& file) {
        const std::string name = fs::relative(file, settings_.folder).string();
        if (name.find(settings_.only) == std::string::npos) return;
        const fs::path reference = fs::path(file).replace_extension(".png");
        if (!fs::exists(reference)) return;
        const Source source = read_source(file.string());
        const Counts counts = compare(name, reference, source);
        counts_[fs::path(name).parent_path().string()] += counts;
        if (is_for_print(name, source.bytes)) for_print_ += counts;
    }

    /// Whether all files were as they should be; there was at least one.
    bool all_alike() const {
        Counts all;
        for (const auto& [name, counts] : counts_) all += counts;
        return all.same > 0 && all.refused + all.different == 0;
    }

private:
    Counts compare(const std::string& name, const fs::path& reference, const Source& source) {
        Counts counts;
        Diagnostics diagnostics(source);
        const image::DrawingPointer drawing =
            image::read_drawing(source.bytes, fs::path(name).filename().string(), {}, diagnostics, &texts_);
        const Pixels expected = read_picture(read_source(reference.string()).bytes);
        if (!drawing) {
            const std::string messages = all_messages(diagnostics.take());
            // A drawing of nothing is an error here, and a blank picture there.
            const bool blank = messages.find("draws nothing") != std::string::npos &&
                               expected.rgb.find_first_not_of('\xFF') == std::string::npos;
            ++(blank ? counts.same : counts.refused);
            if (settings_.list && !blank) std::cout << "refused   " << name << "\n" << messages;
            return counts;
        }
        const Pixels painted = settings_.preview ? paint_preview(drawing, expected) : paint(drawing, expected);
        const double differing = difference(painted, expected);
        ++(differing <= most_differing ? counts.same : counts.different);
        if (settings_.list && differing > most_differing)
            std::printf("different %5.1f %% %s\n%s", differing * 100, name.c_str(),
                        all_messages(diagnostics.take()).c_str());
        std::fflush(stdout);
        if (settings_.keep.empty()) return counts;
        std::string flat = name;
        std::replace(flat.begin(), flat.end(), '/', '~');
        fs::create_directories(settings_.keep);
        fs::copy_file(folder_.file("page.pdf"), settings_.keep + "/" + flat + ".pdf",
                      fs::copy_options::overwrite_existing);
        write_file(settings_.keep + "/" + flat + ".page.svg", workspace_.svg.write(page_of(drawing), 0));
        return counts;
    }

public:
    void print_table() const {
        Counts all;
        std::printf("| category | files | like resvg's | refused | different |\n|---|--:|--:|--:|--:|\n");
        for (const auto& [name, counts] : counts_) {
            print_row(name.c_str(), counts);
            all += counts;
        }
        print_row("all", all);
        print_row("for print", for_print_);
    }

private:
    static void print_row(const char* name, const Counts& counts) {
        const int files = std::max(1, counts.same + counts.refused + counts.different);
        std::printf("| %s | %d | %d (%d %%) | %d | %d |\n", name, files, counts.same, counts.same * 100 / files,
                    counts.refused, counts.different);
    }

    Pixels paint(const image::DrawingPointer& drawing, const Pixels& like) {
        const std::string pdf = folder_.file("page.pdf");
        write_file(pdf, workspace_.writer.write(page_of(drawing)));
        return reduced(read_ppm(run("pdftoppm -scale-to-x " + std::to_string(like.width * finer) + " -scale-to-y " +
                                    std::to_string(like.height * finer) + " " + pdf + " 2>/dev/null")
                                    .output));
    }

    Pixels paint_preview(const image::DrawingPointer& drawing, const Pixels& like) {
        const std::string svg = folder_.file("page.svg");
        write_file(svg, workspace_.svg.write(page_of(drawing), 0));
        return read_picture(run("rsvg-convert --unlimited -b white -w " + std::to_string(like.width) + " -h " +
                                std::to_string(like.height) + " " + svg + " 2>/dev/null")
                                .output);
    }

    Settings settings_;
    engine::Workspace workspace_;
    engine::SvgTexts texts_;
    TemporaryFolder folder_;
    std::map<std::string, Counts> counts_;
    Counts for_print_;
};

int run_suite(int count, char** words) {
    Settings settings;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (word == "--list") {
            settings.list = true;
        } else if (word == "--preview") {
            settings.preview = true;
        } else if (word == "--all-alike") {
            settings.all_alike = true;
        } else if (word == "--only" && i + 1 < count) {
            settings.only = words[++i];
        } else if (word == "--keep" && i + 1 < count) {
            settings.keep = words[++i];
        } else {
            settings.folder = word;
        }
    }
    if (settings.folder.empty() || !fs::is_directory(settings.folder)) {
        std::cerr << "usage: svg_suite FOLDER [--list] [--only TEXT] [--keep FOLDER] [--preview] [--all-alike]\n";
        return 2;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(settings.folder))
        if (entry.path().extension() == ".svg") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Suite suite(settings);
    for (const fs::path& file : files) suite.run_file(file);
    suite.print_table();
    return settings.all_alike && !suite.all_alike() ? 1 : 0;
}

}  // namespace
}  // namespace carepress::test

int main(int count, char** words) { return carepress::test::run_suite(count, words); }
