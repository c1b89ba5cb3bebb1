#pragma once

#include <string>
#include <string_view>

namespace carepress::import {

/// The language that a file's path states: "es" of "site/es/fiebre.html" and "fiebre.es.md", "zh-Hant" of
/// "zh_Hant/fever.html". Empty where it states none. The name itself counts before its folders, the nearest first.
std::string language_of_path(std::string_view path);

}  // namespace carepress::import
