#pragma once

#include "visit/rendered_text.h"

#include <optional>
#include <string_view>

namespace carepress::visit {

/// The words of an XHTML <div> (FHIR Narrative) as a reader of the page would see them. nullopt if it is not
/// well-formed or is nested over 64 levels.
std::optional<RenderedText> read_narrative(std::string_view xhtml);

}  // namespace carepress::visit
