#pragma once

#include "template/brand.h"
#include "template/stylesheet.h"

#include <string>
#include <vector>

namespace carepress {

/// What reading a layout and dressing it with a brand brought: the stylesheet, or null with errors among the messages
/// (each names the file it is about: the layout, one it derives from, or the brand).
struct StylesheetResult {
    StylesheetPointer stylesheet;
    std::vector<Diagnostic> diagnostics;
};

struct BrandResult {
    BrandPointer brand;
    std::vector<Diagnostic> diagnostics;
};

/// Reads the layout at `path`, with what it derives from (`derives: <name>`, a file of the same folder or of
/// `standard`, the folder of the program's own layouts, where icons are looked for too), and fills it with the brand's
/// colours, families and logo. Checked: unknown keys ("did you mean"), missing ones, geometry (frames inside the page
/// and apart, nothing within 0.3 in of the edge, a body no narrower than 1 in), contrast of every text on its ground of
/// at least 4.5:1 (WCAG 2.1 1.4.3), type sizes.
StylesheetResult read_stylesheet(const std::string& path, const Brand& brand, const std::string& standard = {});

/// Reads `path`, a brand.yaml or the folder that holds one, and its logo.
BrandResult read_brand(const std::string& path);

/// Every key that layouts and brands know, as "layout: page.width" and "brand: texts.<language>.telephone", for
/// documents and completion. The reader works from the same table.
std::vector<std::string> known_keys();

/// The first line of a layout or brand: its `description`, for `carepress list`.
std::string description_of(const std::string& path);

}  // namespace carepress
