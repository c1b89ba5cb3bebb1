#pragma once

#include <cstdint>
#include <string_view>

namespace carepress::record {

/// What a granted scope allows.
enum class Grant : std::uint8_t {
    none,
    part,  ///< only some resources of the type: the scope has a query (SMART 2.2, "Finer-grained resource constraints")
    all,
};

/// Whether `scopes`, as the token endpoint granted them, allow an interaction: 'c', 'r', 'u' or 's' of SMART 2, or what
/// SMART 1 calls read and write. An empty text allows all: not every server says what it granted.
Grant granted(std::string_view scopes, std::string_view type, char interaction);

}  // namespace carepress::record
