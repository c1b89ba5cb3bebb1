#pragma once

#include "base/diagnostic.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::cli {

/// A JSON value that a command prints, made piece by piece. Only json_output.cpp knows the library that writes it.
class JsonOutput {
public:
    using Array = std::vector<JsonOutput>;
    using Object = std::vector<std::pair<std::string, JsonOutput>>;  ///< in this order

    JsonOutput() = default;  ///< null
    JsonOutput(bool value) : value_(value) {}
    JsonOutput(int value) : value_(std::int64_t{value}) {}
    JsonOutput(std::uint32_t value) : value_(std::int64_t{value}) {}
    JsonOutput(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
    JsonOutput(double value) : value_(value) {}
    JsonOutput(const char* value) : value_(std::string(value)) {}
    JsonOutput(std::string_view value) : value_(std::string(value)) {}
    JsonOutput(std::string value) : value_(std::move(value)) {}
    JsonOutput(Array value) : value_(std::move(value)) {}
    JsonOutput(const std::vector<std::string>& values) : value_(Array(values.begin(), values.end())) {}

    static JsonOutput object(Object members) {
        JsonOutput made;
        made.value_ = std::move(members);
        return made;
    }
    /// Adds a member at the end of an object.
    void set(std::string key, JsonOutput value) {
        std::get<Object>(value_).emplace_back(std::move(key), std::move(value));
    }

    /// Indented by two spaces, with a line feed at the end. Bytes that are not UTF-8 become U+FFFD.
    std::string text() const;

    using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object>;
    const Value& value() const { return value_; }

private:
    Value value_;
};

/// A message as all commands print it: severity, file, line, column, message, and a hint that may be empty. A message
/// that has no place has no line and no column.
JsonOutput as_json(const Diagnostic& diagnostic);

}  // namespace carepress::cli
