#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/compose.h"
#include "image/svg_text_setter.h"

#include <set>
#include <string>

namespace carepress::engine {

/// How much memory the pictures of one handout may still take, all together: a small file can hold a large picture.
struct PictureRoom {
    std::size_t bytes = 300'000'000;
    bool is_full = false;  ///< a picture did not fit: no other one is read
};

/// Loads the pictures that the article's figures name, from `folder` and nowhere else: no URL is fetched and no path
/// leads out of the folder, not by "..", nor by a symbolic link. What can't be loaded, or has no room, is an error at
/// its figure. `texts` sets the texts of SVG.
handout::Pictures load_pictures(const article::Article& article, const std::string& folder, image::SvgTextSetter& texts,
                                PictureRoom& room, Diagnostics& diagnostics);

/// The pictures that the article's figures name, as written there: what load_pictures() would look for.
std::set<std::string> picture_paths(const article::Article& article);

inline constexpr std::size_t largest_picture = 32'000'000;  ///< bytes

/// The file that an article in `folder` calls `path`; empty if it is outside the folder, also by symbolic links.
std::string picture_file_in(const std::string& folder, const std::string& path);

}  // namespace carepress::engine
