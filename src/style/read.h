#pragma once

#include "style/brand.h"
#include "style/stylesheet.h"

#include <string>
#include <vector>

namespace carepress::style {

/// What reading a layout and dressing it with a brand brought: the stylesheet, or null with errors among the messages
/// (each names the file it is about: the layout, one it derives from, or the brand). `files` are the layout's own,
/// those that it derives from and its icons: when none of their contents changed, nor the brand's, the stylesheet is
/// the same.
struct StylesheetResult {
    StylesheetPointer stylesheet;
    std::vector<Diagnostic> diagnostics;
    std::vector<std::string> files;
};

/// The same of a brand; `files` are its brand.yaml and its logo.
struct BrandResult {
    BrandPointer brand;
    std::vector<Diagnostic> diagnostics;
    std::vector<std::string> files;
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

}  // namespace carepress::style
