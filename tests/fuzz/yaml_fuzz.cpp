// Any bytes as YAML: no crash, no hang, and every node lies in its source.
#include "base/yaml.h"

#include <cstdint>
#include <cstdlib>

namespace {

void check(const carepress::YamlNode& node, std::size_t size) {
    if (node.span.begin > node.span.end || node.span.end > size) std::abort();
    for (const carepress::YamlNode& item : node.items) check(item, size);
    for (const auto& [key, value] : node.entries) {
        check(key, size);
        check(value, size);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const carepress::Source source{"fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size)};
    carepress::Diagnostics diagnostics(source);
    check(carepress::read_yaml(source.bytes, 0, diagnostics), size);
    return 0;
}
