#pragma once

#include "base/diagnostic.h"
#include "base/yaml.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace carepress::article {

/// Front matter that other programs write, as the mapping that YAML would say.
struct ForeignFrontMatter {
    YamlNode root;
    std::size_t body = 0;  ///< byte of the text at which the article begins
};

/// Reads TOML between two lines "+++", JSON ("{" … "}" at the beginning, or between "---json" and "---"), and pandoc's
/// lines "% Title", "% Author" and "% Date". `text` starts at byte `offset` of the diagnostics' source. Of TOML the
/// keys before the first table are read. What is not read is a warning, front matter without an end an error.
std::optional<ForeignFrontMatter> read_foreign_front_matter(std::string_view text, std::uint32_t offset,
                                                            Diagnostics& diagnostics);

}  // namespace carepress::article
