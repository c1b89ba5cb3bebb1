#pragma once

#include "base/diagnostic.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit {

/// A JSON document as a tree that knows where each part is. Numbers stay text, since the digits of a FHIR decimal
/// count. Strings are well-formed UTF-8 without control characters other than tab, line feed and carriage return.
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

/// The place of a value: "Bundle.entry[3].resource.code", or "$…" if the root is not a Bundle. A name that no FHIR
/// element can have (it might be anything, even a patient's name) is shown as "?".
std::string path_of(const JsonValue& value);

/// Reads one JSON document (RFC 8259) from the diagnostics' source into `root`, which must stay where it is. False, and
/// an error, for what is not JSON or is out of bounds: ill-formed UTF-8, unpaired surrogates, control characters,
/// duplicate names, depth over 64, over 256 members in an object, over a million values. One byte order mark is
/// skipped. No message contains any of the text. Other formats, such as XML or NDJSON, are named.
bool read_json(JsonValue& root, Diagnostics& diagnostics);

}  // namespace carepress::visit
