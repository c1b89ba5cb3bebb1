#pragma once

#include "base/diagnostic.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress {

struct YamlEntry;

/// A YAML 1.1 document as a tree that remembers the place of each part. Built from libyaml's events. Scalars stay text:
/// whoever reads a key decides what it means. Aliases, tags and several documents are refused; depth is at most 32.
struct YamlNode {
    enum class Kind : std::uint8_t { null, scalar, sequence, mapping };
    Kind kind = Kind::null;
    std::string scalar;              ///< of a scalar, unquoted
    bool quoted = false;             ///< of a scalar: stood in quotes
    std::vector<YamlNode> items;     ///< of a sequence
    std::vector<YamlEntry> entries;  ///< of a mapping, in file order; keys are scalars
    SourceSpan span;

    /// The value under `key`, or nullptr. Of a duplicate key (an error when read) the first.
    const YamlNode* find(std::string_view key) const;
};

/// A key of a mapping and its value. No std::pair: that of an incomplete type is an error in clang.
struct YamlEntry {
    YamlNode key;
    YamlNode value;
};

/// Reads one YAML document from `text`, which starts at byte `offset` of the diagnostics' source. Broken YAML,
/// duplicate keys and excess depth are errors with place and hint; what was read up to the fault is returned.
YamlNode read_yaml(std::string_view text, std::uint32_t offset, Diagnostics& diagnostics);

}  // namespace carepress
