#pragma once

#include <string>
#include <string_view>

namespace carepress::import {

/// A file name for a title: "dolor-abdominal" of "Dolor abdominal", "liu-gan" of "流感". Lower-case ASCII letters,
/// digits and hyphens, at most 60; "article" where nothing is left.
std::string slug_of(std::string_view title);

}  // namespace carepress::import
