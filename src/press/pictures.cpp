#include "press/pictures.h"

#include "base/error.h"
#include "image/read.h"

#include <algorithm>
#include <filesystem>

namespace carepress {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_picture = 32'000'000;  // bytes

class PictureLoader {
public:
    PictureLoader(const std::string& folder, Pictures& pictures, Diagnostics& diagnostics)
        : folder_(folder), pictures_(pictures), diagnostics_(diagnostics) {}

    void visit(const std::vector<Block>& blocks) {
        for (const Block& block : blocks) {
            if (const auto* figure = std::get_if<Figure>(&block.content)) load(*figure, block.span);
            if (const auto* list = std::get_if<List>(&block.content))
                for (const ListItem& item : list->items) visit(item.blocks);
            if (const auto* callout = std::get_if<Callout>(&block.content)) visit(callout->blocks);
            if (const auto* quote = std::get_if<Quote>(&block.content)) visit(quote->blocks);
            if (const auto* learn_more = std::get_if<LearnMore>(&block.content)) visit(learn_more->blocks);
        }
    }

private:
    void load(const Figure& figure, SourceSpan span) {
        if (pictures_.contains(figure.path)) return;
        DrawingPointer& drawing = pictures_[figure.path];
        if (folder_.empty()) {
            diagnostics_.error(span, "the picture " + figure.path + " can't be read: the article has no folder",
                               "press the article from a file beside its pictures");
            return;
        }
        std::error_code error;
        const fs::path root = fs::canonical(folder_, error);
        const fs::path file = fs::weakly_canonical(root / figure.path, error);
        const auto [end_of_root, unused] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
        if (error || fs::path(figure.path).is_absolute() || end_of_root != root.end()) {
            diagnostics_.error(span, "the picture " + figure.path + " is outside the article's folder",
                               "put it beside the article and name it by a relative path");
            return;
        }
        try {
            const Source source = read_source(file.string(), largest_picture);
            drawing = read_drawing(source.bytes, figure.path, span, diagnostics_);
        } catch (const EnvironmentError&) {
            diagnostics_.error(span, "the picture " + figure.path + " can't be read",
                               "check the path: it is looked up beside the article");
        } catch (const SourceTooLarge&) {
            diagnostics_.error(span, "the picture " + figure.path + " is larger than 32 MB", "scale it down");
        }
    }

    const std::string& folder_;
    Pictures& pictures_;
    Diagnostics& diagnostics_;
};

}  // namespace

Pictures load_pictures(const Article& article, const std::string& folder, Diagnostics& diagnostics) {
    Pictures pictures;
    PictureLoader(folder, pictures, diagnostics).visit(article.blocks);
    return pictures;
}

}  // namespace carepress
