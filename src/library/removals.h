#pragma once

#include "library/export_plan.h"

#include <cstddef>
#include <string>
#include <vector>

namespace carepress::library {

/// An output whose article is gone, is held back now, or has another code or language.
struct Removal {
    ManifestEntry entry;
    FileStamp stamp;
    std::string language;  ///< as the folder of its file is called
};

/// A language of which too many outputs would be removed.
struct MassRemoval {
    std::string language;
    std::size_t outputs = 0, gone = 0;  ///< that there were before this export, and of them those without an article
};

struct Removals {
    std::vector<Removal> removed, kept;
    std::vector<MassRemoval> refused;  ///< the languages of `kept`
};

/// The outputs that the plan's articles do not have: those of articles that are gone, in every layout and brand, and
/// those that this export would have made in its layouts, brands and languages and did not. The outputs of one article
/// may always go. Those of several are kept where they are more than 5 % or 20 of a language, unless the options allow
/// it: a folder that is not mounted looks like a language whose articles were all withdrawn. A shard looks at its own
/// outputs, and may remove its part of the 20.
Removals find_removals(const ExportOptions& options, const std::vector<ExportTheme>& themes, const ExportPlan& plan,
                       ExportState& state);

}  // namespace carepress::library
