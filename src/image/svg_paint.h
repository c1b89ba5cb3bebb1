#pragma once

#include "image/svg_walk.h"

namespace carepress::image {

/// A fill or stroke once its colours and servers are known.
struct SvgWalk::Resolved {
    bool is_painted = false;
    Color color;
    bool is_current_color = false;
    double opacity = 1;
    std::shared_ptr<const Paint> paint;  ///< instead of the colour
    std::shared_ptr<const Paint> fade;   ///< how opaque `paint` is where, in greys; null: as `opacity` says
};

/// The first of `chain` that has the attribute `name`; the first of all if none has.
inline pugi::xml_node holder_of(const std::vector<pugi::xml_node>& chain, const char* name) {
    for (const pugi::xml_node& node : chain)
        if (node.attribute(name)) return node;
    return chain.front();
}

/// A gradient or pattern in use.
struct SvgWalk::Server {
    pugi::xml_node node;      ///< of the server
    const SvgMatrix& matrix;  ///< of the element that is painted
    const SvgBounds& bounds;  ///< of its geometry, in its user space
    double stroke_width = 0;  ///< that reaches beyond it
    const SvgStyle& style;    ///< of the element
};

}  // namespace carepress::image
