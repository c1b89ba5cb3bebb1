#pragma once

#include "image/svg_faults.h"
#include "image/svg_walk.h"

#include <pugixml.hpp>

#include <optional>
#include <string_view>

namespace carepress::image {

/// One SVG file: parsed, checked, and with its styles applied, ready to be drawn.
class SvgFile {
public:
    /// `bytes` must outlive it.
    SvgFile(std::string_view bytes, const PictureReport& report, SvgTextSetter* texts);

    /// False after an error, of this and of the next two.
    bool open();
    /// Its size in user units. An SVG without one has that of its viewBox.
    std::optional<SvgViewport> size();
    /// Draws it with `matrix`, which maps its viewport, of size(), to millipoints.
    std::optional<VectorDrawing> draw(const SvgMatrix& matrix, SvgBudget& budget);

    SvgFaults& faults() { return faults_; }
    const pugi::xml_node& root() const { return svg_.root; }

private:
    bool parse();
    bool check_prolog();
    bool find_root();
    bool survey();
    void look_at(const pugi::xml_node& node);
    std::optional<double> side(const char* name, double whole, SvgAxis axis);

    std::string_view bytes_;
    const PictureReport& report_;
    SvgFaults faults_;
    pugi::xml_document document_;
    SvgDocument svg_;
    std::optional<SvgBox> view_box_;
    SvgViewport size_;
};

}  // namespace carepress::image
