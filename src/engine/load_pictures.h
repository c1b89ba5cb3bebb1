#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/compose.h"
#include "image/svg_text_setter.h"

#include <set>
#include <string>

namespace carepress::engine {

/// Loads the pictures that the article's figures name, from `folder` and nowhere else: no URL is fetched and no path
/// leads out of the folder, not by "..", nor by a symbolic link. What can't be loaded is an error at its figure.
/// `texts` sets the texts of SVG.
handout::Pictures load_pictures(const article::Article& article, const std::string& folder, image::SvgTextSetter& texts,
                                Diagnostics& diagnostics);

/// The pictures that the article's figures name, as written there: what load_pictures() would look for.
std::set<std::string> picture_paths(const article::Article& article);

inline constexpr std::size_t largest_picture = 32'000'000;  ///< bytes

/// The file that an article in `folder` calls `path`; empty if it is outside the folder, also by symbolic links.
std::string picture_file_in(const std::string& folder, const std::string& path);

}  // namespace carepress::engine
