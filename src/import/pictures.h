#pragma once

#include "base/source.h"
#include "import/record.h"

#include <functional>
#include <optional>
#include <string>

namespace carepress::import {

/// Where the pictures of a page are.
struct PictureFiles {
    /// The bytes of the file that a figure names, or nothing. Never from the network.
    std::function<std::optional<std::string>(const std::string& path)> read;
    bool are_files = true;  ///< with names of their own, of a text whose places are those of its source
};

/// Pictures of one article together take this at most; one alone takes engine::largest_picture.
inline constexpr std::size_t largest_picture = 32'000'000, all_pictures = 100'000'000;

/// The pictures of a page that is a file: below `folder`, or, if that is empty, below the page's own folder.
PictureFiles pictures_of_file(const std::string& page, const std::string& folder);

/// Takes the pictures that the record's article names, data: addresses among them, into `record.pictures`, and has the
/// figures name the files they get: "pictures/ankle-1c291ca3.png", the picture's own name and a digest of its bytes.
/// What is not a file there, too large, or not of a format that can be drawn, is left out with a warning at its place;
/// its alternative text and caption stay as text, so that no word is lost.
void take_pictures(ImportRecord& record, const PictureFiles& files, const Source& source);

}  // namespace carepress::import
