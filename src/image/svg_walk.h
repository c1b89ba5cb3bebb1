#pragma once

#include "image/drawing.h"
#include "image/svg_faults.h"
#include "image/svg_path.h"
#include "image/svg_style.h"
#include "image/svg_text_setter.h"
#include "image/svg_values.h"

#include <pugixml.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::image {

/// Groups and uses inside one another, and elements of the file.
inline constexpr int largest_svg_depth = 64;

inline constexpr double svg_millipoints_a_pixel = 750;  ///< CSS: 96 px = 72 pt

using SvgIds = std::map<std::string_view, pugi::xml_node, std::less<>>;

/// What one file, with all that is in it as data, may cost. Everything is counted each time that it is drawn: a chain
/// of uses that each name two others doubles at every step.
struct SvgBudget {
    std::size_t elements = 0, bytes = 0, commands = 0;
    int documents = 0;  ///< inside one another
};

/// A file whose elements are drawn.
struct SvgDocument {
    std::string_view prefix;  ///< of the SVG namespace, with its colon
    SvgIds ids;
    pugi::xml_node root;
    bool has_context_paints = false;  ///< anything in it is painted with context-fill or context-stroke
    SvgTextSetter* texts = nullptr;   ///< null: text is refused
};

/// Draws the elements of an SVG. Each file svg_*.cpp has one part of it.
class SvgWalk {
public:
    SvgWalk(const SvgDocument& document, const SvgViewport& viewport, SvgBudget& budget, SvgFaults& faults)
        : document_(document), viewport_(viewport), budget_(budget), faults_(faults) {}

    /// Appends what the outermost <svg> draws; `matrix` maps its viewport to millipoints, `fitted` what is inside.
    void root(const SvgMatrix& matrix, const SvgMatrix& fitted);
    VectorDrawing take() { return std::move(drawing_); }

private:
    // svg_walk.cpp: structure
    void children(const pugi::xml_node& parent, const SvgStyle& style, const SvgMatrix& matrix, int depth);
    void element(const pugi::xml_node& node, const SvgStyle& parent, const SvgMatrix& matrix, int depth);
    void draw(const pugi::xml_node& node, std::string_view name, const SvgStyle& style, const SvgMatrix& matrix,
              int depth);
    void use(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, int depth);
    void use_viewport(const pugi::xml_node& node, const pugi::xml_node& target, const SvgStyle& style,
                      const SvgMatrix& matrix, int depth);
    void nested(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, const SvgBox& box,
                int depth);
    void choose(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, int depth);
    bool is_for_us(const pugi::xml_node& node) const;
    std::optional<SvgMatrix> transform_of(const pugi::xml_node& node, const SvgStyle& style,
                                          const char* name = "transform");
    bool spend(const pugi::xml_node& node, int depth);
    pugi::xml_node find(std::string_view id, std::string_view element) const;
    SvgStyle style_of(const pugi::xml_node& node);
    static std::shared_ptr<const SvgContext> context_of(const SvgStyle& style, const SvgMatrix& matrix,
                                                        const SvgBounds& bounds);
    SvgUnits units(const SvgStyle& style) const { return {viewport_, style.font.size}; }
    /// `absent` where the attribute is missing, "auto", or malformed, which is a warning.
    double length(const pugi::xml_node& node, const char* name, SvgAxis axis, const SvgStyle& style, double absent = 0);
    /// The same in units of the box of an object, if `of_object`.
    double box_length(const pugi::xml_node& node, const char* name, SvgAxis axis, bool of_object, double absent);
    bool is_active(const pugi::xml_node& node) const;

    // svg_effects.cpp: groups, clip paths, masks
    struct Effects;
    Effects effects_of(const pugi::xml_node& node);
    void draw_with(const Effects& effects, const SvgMatrix& matrix, const std::function<void()>& draw);
    bool clip(const pugi::xml_node& path, const SvgMatrix& matrix, const SvgBounds& bounds, VectorGroup& group);
    bool mask(const pugi::xml_node& node, const SvgMatrix& matrix, const SvgBounds& bounds, VectorGroup& group);
    void clip_to(const SvgBox& box, const SvgMatrix& matrix, const std::function<void()>& draw);
    VectorDrawing draw_apart(const std::function<void()>& draw);

    // svg_shapes.cpp: outlines
    void shape(const pugi::xml_node& node, std::string_view name, const SvgStyle& style, const SvgMatrix& matrix,
               int depth);
    bool outline(const pugi::xml_node& node, std::string_view name, const SvgStyle& style, SvgPath& path);
    void rectangle(const pugi::xml_node& node, const SvgStyle& style, SvgPath& path);
    void ellipse(const pugi::xml_node& node, bool circle, const SvgStyle& style, SvgPath& path);
    void note_geometry(const SvgPath& path, const SvgMatrix& matrix);
    bool count(const pugi::xml_node& node, std::size_t commands);

    // svg_paint.cpp: fills and strokes
    struct Resolved;
    void paint_path(const pugi::xml_node& node, const SvgPath& path, const SvgStyle& style, const SvgMatrix& matrix,
                    const SvgBounds& bounds, bool fillable, const std::function<void()>& markers);
    std::optional<VectorPath> fill_of(const pugi::xml_node& node, const SvgPath& path, const SvgStyle& style,
                                      const SvgMatrix& matrix, const SvgBounds& bounds, Resolved& paint);
    std::optional<VectorPath> stroke_of(const pugi::xml_node& node, const SvgPath& path, const SvgStyle& style,
                                        const SvgMatrix& matrix, const SvgBounds& bounds, Resolved& paint);
    void set_dashes(const pugi::xml_node& node, const SvgStyle& style, double stretch, VectorPath& path);
    void push(VectorPath path, const std::shared_ptr<const Paint>& fade, bool stroke);
    Resolved resolve(const pugi::xml_node& node, const SvgPaint& paint, const SvgStyle& style, double opacity,
                     const SvgMatrix& matrix, const SvgBounds& bounds);

    // svg_gradient.cpp, svg_pattern.cpp: paint servers
    struct Server;
    void gradient(const Server& server, bool radial, Resolved& result);
    std::optional<SvgMatrix> server_transform(const std::vector<pugi::xml_node>& chain, const char* name,
                                              const SvgStyle& style);
    std::vector<pugi::xml_node> href_chain(const pugi::xml_node& server);
    void pattern(const Server& server, Resolved& result);

    // svg_marker.cpp
    void markers(const SvgPath& path, const SvgStyle& style, const SvgMatrix& matrix, const SvgBounds& box, int depth);
    void marker(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, double angle, bool is_start,
                std::shared_ptr<const SvgContext> context, int depth);

    // svg_picture.cpp
    void picture(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix);
    void place_pixels(const pugi::xml_node& node, RasterImage image, const SvgBox& box, const SvgMatrix& matrix);
    void place_document(const pugi::xml_node& node, std::string_view bytes, const SvgBox& box, const SvgMatrix& matrix);

    // svg_text.cpp
    void text(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix);
    friend class SvgTextWalk;

    struct BoundsRequest {
        SvgMatrix from_drawing;
        SvgBounds bounds;
    };

    const SvgDocument& document_;
    SvgViewport viewport_;
    SvgBudget& budget_;
    SvgFaults& faults_;
    VectorDrawing drawing_;
    std::vector<BoundsRequest> bounds_;
    std::vector<pugi::xml_node> active_;  ///< uses, clip paths, masks, patterns, markers that are being drawn
    bool clipping_ = false;               ///< inside a clip path: shapes are white, and have no strokes
    bool stopped_ = false;
    int nested_ = 0;
};

/// `matrix`, which leads to millipoints, from a space of millipoints or, if `from_unit`, from one whose unit is its
/// own; nullopt if its numbers are out of range.
std::optional<Transform> svg_transform(const SvgMatrix& matrix, bool from_unit);

/// A share of 1 as VectorPath has opacities.
std::int16_t svg_thousandths(double share);

/// A rectangle's outline.
SvgPath svg_rectangle(const SvgBox& box);

/// The map from the unit square to `bounds`.
SvgMatrix svg_object_space(const SvgBounds& bounds);

}  // namespace carepress::image
