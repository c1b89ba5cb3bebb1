// Any bytes as a file to import: no crash, no hang, and what is not refused says what the source says.
#include "import/import.h"
#include "import/library_folder.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    carepress::import::import_records(in, "fuzz.xml", {}, [](const carepress::import::ImportRecord& record) {
        if (record.article.has_value() != record.refusal.empty()) std::abort();
        if (!record.article) return;
        if (record.slug.empty() || record.slug.find('/') != std::string::npos) std::abort();
    });
    return 0;
}
