#include "style/read_layout.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// Layouts of any bytes: either a stylesheet or an error, never neither. There is no folder, so that a layout can't
/// derive from what happens to lie about.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace carepress;
    const style::Brand brand;
    const style::StylesheetResult result = read_stylesheet(
        Source{"fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size)}, "/nonexistent", brand);
    bool has_error = false;
    for (const Diagnostic& diagnostic : result.diagnostics) has_error |= diagnostic.severity == Severity::error;
    if (has_error == (result.stylesheet != nullptr)) std::abort();
    return 0;
}
