#pragma once

#include "base/diagnostic.h"
#include "engine/resources.h"

#include <string>
#include <vector>

namespace carepress::job {

/// What people who choose a layout want to know of it.
struct LayoutDescription {
    std::string name, description, purpose;
    Size page;
    Length text_size;          ///< of paragraphs
    bool bilingual = false;    ///< sets an article beside its translation
    bool large_print = false;  ///< 18 pt or more for all text, over as many pages as that takes
    bool one_page = false;
    bool for_visits = false;  ///< made for the summary of a visit; others set one too
};

/// The layouts in the data folder, by name, as `brand` dresses them. Those that can't be read are left out, with their
/// errors in `diagnostics`. Throws EnvironmentError if the folder can't be read.
std::vector<LayoutDescription> describe_layouts(const engine::Resources& resources, const std::string& brand,
                                                std::vector<Diagnostic>& diagnostics);

struct BrandDescription {
    std::string name, description;
    std::string organisation;  ///< in the brand's default language
};

/// The same for brands.
std::vector<BrandDescription> describe_brands(const engine::Resources& resources, std::vector<Diagnostic>& diagnostics);

}  // namespace carepress::job
