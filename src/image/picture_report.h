#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>

namespace carepress {

/// Where the readers of this room say what is wrong with one picture: always at the figure that names it.
struct PictureReport {
    const std::string& name;  ///< of the picture's file
    SourceSpan place;
    Diagnostics& diagnostics;

    /// `what` goes on after the picture's name: "is truncated".
    void error(std::string_view what, std::string hint = {}) const {
        diagnostics.error(place, "picture \"" + name + "\" " + std::string(what), std::move(hint));
    }
};

}  // namespace carepress
