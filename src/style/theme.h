#pragma once

#include <string>

namespace carepress::style {

/// What decides how a handout looks: a layout and a brand, each by its name or path.
struct Theme {
    std::string layout = "letter";
    std::string brand = "default";
    bool operator==(const Theme&) const = default;
};

}  // namespace carepress::style
