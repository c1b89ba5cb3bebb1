#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>

namespace carepress::image {

/// Where the readers in this folder report problems of one picture: always at the figure that names it.
struct PictureReport {
    const std::string& name;  ///< of the picture's file
    SourceSpan place;
    Diagnostics& diagnostics;

    /// `what` continues after the picture's name: "is truncated".
    void error(std::string_view what, std::string hint = {}) const {
        diagnostics.error("picture/unreadable"_code, place, "picture \"" + name + "\" " + std::string(what),
                          std::move(hint));
    }
    /// Of a picture that is drawn all the same.
    void warning(std::string_view what, std::string hint = {}) const {
        diagnostics.warning("picture/faulty"_code, place, "picture \"" + name + "\" " + std::string(what),
                            std::move(hint));
    }
};

}  // namespace carepress::image
