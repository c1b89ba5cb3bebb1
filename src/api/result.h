#pragma once

#include <carepress/engine.h>

#include <string>
#include <vector>

namespace carepress {

struct [[gnu::visibility("hidden")]] v0::Result::Data {
    Status status = Status::failed;
    std::string bytes;
    std::vector<std::string> svg_pages;
    int pages = 0;
    std::string title, code, language;
    std::vector<Diagnostic> diagnostics;
    std::string report, receipt, fhir_receipt;
};

}  // namespace carepress
