#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carepress {

/// The text of an XHTML <div> (FHIR Narrative), blocks and list items on lines of their own. nullopt for what is not
/// well-formed, nested over 64 levels, or holds a picture in place of words.
std::optional<std::string> text_of_narrative(std::string_view xhtml);

/// The bytes of base64 text (RFC 4648, white space allowed); nullopt for what is none.
std::optional<std::string> from_base64(std::string_view text);
std::string to_base64(std::string_view bytes);

}  // namespace carepress
