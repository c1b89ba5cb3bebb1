#pragma once

#include "import/office.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress::import {

/// A picture, chart or drawing of a document, as its own XML has it.
struct OfficePicture {
    std::string path;         ///< of its file, as pandoc names it: "media/image1.png"; empty: no file, such as a chart
    std::string alternative;  ///< the words that the author gave for it
    bool decorates = false;   ///< the author says that it has no meaning
    std::string after;        ///< the end of the text before it, to find it by
};

/// All of them in the document's body, then in its notes.
std::vector<OfficePicture> pictures_of_office(std::string_view bytes, OfficeFormat format);

/// What matching a document's pictures with those of the page that pandoc made of it gave.
struct MatchedPictures {
    std::string html;                     ///< with the alternative texts that pandoc leaves out
    std::vector<OfficePicture> unspoken;  ///< without an alternative text: nobody can be told what they show
    std::vector<OfficePicture> left_out;  ///< that pandoc leaves out
};
MatchedPictures match_pictures(std::string_view html, const std::vector<OfficePicture>& pictures);

}  // namespace carepress::import
