#pragma once

#include "image/svg_walk.h"

namespace carepress::image {

/// What is done to an element and all in it at once.
struct SvgWalk::Effects {
    double opacity = 1;
    BlendMode blend = BlendMode::normal;
    bool isolated = false;
    pugi::xml_node clip, mask;
    bool hides = false;  ///< nothing of it is to be seen

    bool any() const { return opacity < 1 || blend != BlendMode::normal || isolated || clip || mask; }
};

}  // namespace carepress::image
