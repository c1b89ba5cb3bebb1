#include "engine/load_pictures.h"

#include "base/data_address.h"
#include "base/error.h"
#include "image/read.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

namespace carepress::engine {
namespace fs = std::filesystem;

namespace {

/// Calls `visit(figure, span)` for each figure of the blocks, in reading order.
template <class Visit>
void for_each_figure(const std::vector<article::Block>& blocks, const Visit& visit) {
    for (const article::Block& block : blocks) {
        if (const auto* figure = std::get_if<article::Figure>(&block.content)) visit(*figure, block.span);
        if (const auto* list = std::get_if<article::List>(&block.content))
            for (const article::ListItem& item : list->items) for_each_figure(item.blocks, visit);
        if (const auto* callout = std::get_if<article::Callout>(&block.content))
            for_each_figure(callout->blocks, visit);
        if (const auto* quote = std::get_if<article::Quote>(&block.content)) for_each_figure(quote->blocks, visit);
        if (const auto* learn_more = std::get_if<article::LearnMore>(&block.content))
            for_each_figure(learn_more->blocks, visit);
    }
}

/// What a drawing takes in memory, about. Pixels and tiles that its paints share count once.
class SizeOfDrawing {
public:
    std::size_t of(const image::Drawing& drawing) {
        if (const auto* raster = std::get_if<image::RasterImage>(&drawing.content)) return of(*raster);
        return of(std::get<image::VectorDrawing>(drawing.content));
    }

private:
    static std::size_t of(const image::RasterImage& raster) { return raster.data.size() + raster.alpha.size(); }

    std::size_t of(const image::VectorDrawing& drawing) {
        std::size_t size = 0;
        for (const image::VectorPath& path : drawing.paths) {
            size += sizeof path + path.commands.size() * sizeof(image::PathCommand);
            for (const auto& paint : {path.fill_paint, path.stroke_paint})
                if (paint && seen_.insert(paint.get()).second) size += of(*paint);
        }
        for (const image::VectorGroup& group : drawing.groups)
            if (group.mask && seen_.insert(group.mask.get()).second) size += of(*group.mask);
        return size;
    }

    std::size_t of(const image::Paint& paint) {
        if (const auto* tile = std::get_if<image::Tile>(&paint.content))
            return tile->content && seen_.insert(tile->content.get()).second ? of(*tile->content) : 0;
        const auto* const raster = std::get_if<std::shared_ptr<const image::RasterImage>>(&paint.content);
        return raster != nullptr && *raster && seen_.insert(raster->get()).second ? of(**raster) : sizeof paint;
    }

    std::set<const void*> seen_;
};

class PictureLoader {
public:
    PictureLoader(const std::string& folder, handout::Pictures& pictures, image::SvgTextSetter& texts,
                  PictureRoom& room, Diagnostics& diagnostics)
        : folder_(folder), pictures_(pictures), texts_(texts), room_(room), diagnostics_(diagnostics) {}

    void load(const article::Figure& figure, SourceSpan span) {
        if (room_.is_full || pictures_.contains(figure.path)) return;
        image::DrawingPointer& drawing = pictures_[figure.path];
        if (is_data_address(figure.path)) {
            const std::string bytes = data_of_address(figure.path).value_or(std::string());
            drawing = image::read_drawing(bytes, "in the data: address", span, diagnostics_, &texts_);
            if (drawing) take_room(*drawing, "the picture in the data: address", span);
            return;
        }
        if (folder_.empty()) {
            diagnostics_.error("picture/no-folder"_code, span,
                               "the picture " + figure.path + " can't be read: the article has no folder",
                               "press the article from a file beside its pictures");
            return;
        }
        const std::string file = picture_file_in(folder_, figure.path);
        if (file.empty()) {
            diagnostics_.error("picture/outside-folder"_code, span,
                               "the picture " + figure.path + " is outside the article's folder",
                               "put it beside the article and name it by a relative path");
            return;
        }
        Source source;
        try {
            source = read_source(file, largest_picture);
        } catch (const EnvironmentError&) {
            diagnostics_.error("picture/not-found"_code, span, "the picture " + figure.path + " can't be read",
                               "check the path: it is looked up beside the article");
            return;
        } catch (const SourceTooLarge&) {
            diagnostics_.error("picture/too-large"_code, span, "the picture " + figure.path + " is larger than 32 MB",
                               "scale it down");
            return;
        }
        drawing = image::read_drawing(source.bytes, figure.path, span, diagnostics_, &texts_);
        if (drawing) take_room(*drawing, figure.path, span);
    }

private:
    void take_room(const image::Drawing& drawing, const std::string& path, SourceSpan span) {
        const std::size_t size = SizeOfDrawing().of(drawing);
        room_.is_full = size > room_.bytes;
        if (!room_.is_full) {
            room_.bytes -= size;
            return;
        }
        diagnostics_.error("picture/too-many"_code, span,
                           "the pictures of the handout are too large together: with " + path +
                               " they take more than " + std::to_string(PictureRoom().bytes / 1'000'000) +
                               " MB once they are unpacked",
                           "scale them down to 300 pixels an inch on paper, or divide the handout");
    }

    const std::string& folder_;
    handout::Pictures& pictures_;
    image::SvgTextSetter& texts_;
    PictureRoom& room_;
    Diagnostics& diagnostics_;
};

}  // namespace

handout::Pictures load_pictures(const article::Article& article, const std::string& folder, image::SvgTextSetter& texts,
                                PictureRoom& room, Diagnostics& diagnostics) {
    handout::Pictures pictures;
    PictureLoader loader(folder, pictures, texts, room, diagnostics);
    for_each_figure(article.blocks, [&](const article::Figure& figure, SourceSpan span) { loader.load(figure, span); });
    return pictures;
}

std::set<std::string> picture_paths(const article::Article& article) {
    std::set<std::string> paths;
    for_each_figure(article.blocks, [&](const article::Figure& figure, SourceSpan) {
        if (!is_data_address(figure.path)) paths.insert(figure.path);
    });
    return paths;
}

std::string picture_file_in(const std::string& folder, const std::string& path) {
    std::error_code error;
    const fs::path root = fs::canonical(folder, error);
    const fs::path file = fs::weakly_canonical(root / path, error);
    const auto [end_of_root, unused] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
    const bool is_inside = !error && !fs::path(path).is_absolute() && end_of_root == root.end();
    return is_inside ? file.string() : std::string();
}

}  // namespace carepress::engine
