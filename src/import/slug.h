#pragma once

#include <string>
#include <string_view>

namespace carepress::import {

/// A file name for a title: "dolor-abdominal" of "Dolor abdominal", "liu-gan" of "流感". Lower-case ASCII letters,
/// digits and hyphens, at most 60. Letters that ICU does not transliterate are written as Unicode names them; a title
/// without any letter or figure gets a name made of its digest, so that two titles have two names.
std::string slug_of(std::string_view title);

}  // namespace carepress::import
