#pragma once

#include "base/diagnostic.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress {

/// A JSON document as a tree that knows where each part stands. Numbers stay text, since FHIR counts the digits of a
/// decimal. Strings are well-formed UTF-8 without control characters but tab, line feed and carriage return.
struct JsonValue {
    enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
    Kind kind = Kind::null;
    bool boolean = false;
    std::uint32_t index = 0;       ///< among the items of an array
    std::uint32_t offset = 0;      ///< byte of the source near its beginning
    std::string text;              ///< of a string or number
    std::string key;               ///< of a member of an object
    std::vector<JsonValue> items;  ///< of an array; the members of an object
    const JsonValue* parent = nullptr;

    /// The member of an object, or nullptr.
    const JsonValue* find(std::string_view name) const;
    SourceSpan span() const { return {offset, offset}; }
};

/// Where a value stands: "Bundle.entry[3].resource.code", from the resourceType of the root. A name that no FHIR
/// element has (it might be anything, a patient's name too) is shown as "?".
std::string path_of(const JsonValue& value);

/// Reads one JSON document (RFC 8259) from the diagnostics' source into `root`, which must stay where it is. False, and
/// an error, for what is no JSON or bounds break: ill-formed UTF-8, lone surrogates, control characters, a byte order
/// mark, duplicate names, depth over 64, over 256 members in an object, over a million values. No message holds any of
/// the text. Other formats, such as XML or NDJSON, are named.
bool read_json(JsonValue& root, Diagnostics& diagnostics);

}  // namespace carepress
