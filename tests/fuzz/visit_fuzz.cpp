// Any bytes as a bundle: no crash, no hang; a visit or an error, and no message that is no UTF-8.
#include "base/utf.h"
#include "visit/visit.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const carepress::Source source{"fuzz.json", std::string(reinterpret_cast<const char*>(data), size)};
    carepress::Diagnostics diagnostics(source);
    const auto visit = carepress::visit::read_visit(source, {}, diagnostics);
    if (visit.has_value() == diagnostics.has_errors()) std::abort();
    if (visit && (visit->patient.name.text.empty() || !visit->patient.birth_date.stated())) std::abort();
    for (const carepress::Diagnostic& each : diagnostics.all()) {
        if (carepress::find_malformed_utf8(each.message) || each.span.end > size) std::abort();
    }
    return 0;
}
