#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace carepress::visit {

/// Words or codes, each with what it means.
template <class Value, std::size_t size>
using WordTable = std::array<std::pair<std::string_view, Value>, size>;

/// What `word` means; nullopt if it is not in the table.
template <class Value, std::size_t size>
constexpr std::optional<Value> look_up(const WordTable<Value, size>& table, std::string_view word) {
    for (const auto& [key, value] : table)
        if (key == word) return value;
    return std::nullopt;
}

}  // namespace carepress::visit
