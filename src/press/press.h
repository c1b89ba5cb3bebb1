#pragma once

#include "article/read.h"
#include "press/resources.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress {

/// What to press, and how.
struct PressRequest {
    const Source* source = nullptr;
    std::optional<ArticleFormat> format;  ///< told from the source where not set
    std::string layout = "letter";        ///< name or path
    std::string brand = "default";        ///< name or path
    std::string language;                 ///< BCP 47; overrides the article's own where set
    std::string picture_folder;           ///< figures are looked up here and nowhere else; empty: no figures
    std::string fallback_date;            ///< ISO 8601, for an article without a date (SOURCE_DATE_EPOCH); may be empty
};

/// What came out. No bytes when a diagnostic is an error.
struct PressResult {
    std::string bytes;
    int pages = 0;
    std::string title, code, language;
    std::vector<Diagnostic> diagnostics;
    bool ok() const { return !bytes.empty(); }
};

/// Presses one article: the whole way from its source to PDF bytes. Throws EnvironmentError.
PressResult press(const PressRequest& request, const Resources& resources, Workspace& workspace);

}  // namespace carepress
