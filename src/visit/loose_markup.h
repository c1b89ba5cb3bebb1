#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carepress {

/// `text` with HTML's character references as the characters they stand for, also where they were escaped twice
/// ("&amp;amp;"); unknown ones stay as written.
std::string decode_references(std::string_view text);

/// What is left of a FHIR string that holds HTML, which it must not (FHIR R4, 2.24.0.1 "string"), when it is read as a
/// browser would show it. nullopt where it holds no tags. Only elements of HTML count: "<5 mg", "if x < y" and
/// "<Drug name>" are words.
struct LooseText {
    std::string text;
    bool struck_out = false;
    bool hidden = false;
};
std::optional<LooseText> without_markup(std::string_view text);

}  // namespace carepress
