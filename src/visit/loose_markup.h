#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carepress::visit {

/// `text` with HTML's character references replaced by their characters, even if they were escaped several times
/// ("&amp;amp;"); unknown ones stay as written.
std::string decode_references(std::string_view text);

/// A FHIR string that has HTML in it, against FHIR R4, 2.24.0.1 "string", as a browser would show it.
struct LooseText {
    std::string text;
    bool struck_out = false;  ///< words that are struck out were left out
    bool hidden = false;      ///< words that no reader would see were left out
};
/// nullopt if there are no tags. Only HTML elements count: "<5 mg", "if x < y" and "<Drug name>" are words. Text nested
/// too deeply to be read comes back empty and `hidden`.
std::optional<LooseText> without_markup(std::string_view text);

}  // namespace carepress::visit
