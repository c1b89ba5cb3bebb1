#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <array>
#include <string>
#include <string_view>

namespace carepress::article {

/// The numbers of a country that articles leave to the brand; empty: the brand does not say one.
struct EmergencyNumbers {
    std::string emergency;    ///< "{emergency-number}", such as 911
    std::string poison_help;  ///< "{poison-help}", such as 1-800-222-1222
    std::string crisis_line;  ///< "{crisis-line}", such as 988
};

/// Those of the United States.
EmergencyNumbers us_emergency_numbers();

/// A number's placeholder in articles, in braces there.
struct NumberPlaceholder {
    std::string_view name;
    std::string EmergencyNumbers::*number;
};

inline constexpr std::array<NumberPlaceholder, 3> number_placeholders{{
    {"emergency-number", &EmergencyNumbers::emergency},
    {"poison-help", &EmergencyNumbers::poison_help},
    {"crisis-line", &EmergencyNumbers::crisis_line},
}};

/// Whether the article has anything in braces that fill_numbers() would look at.
bool may_have_placeholders(const Article& article);

/// Writes the numbers in place of their placeholders: in the title, in all texts but code, in alternative texts, and in
/// the addresses of links ("tel:{crisis-line}"). A placeholder without a number is an error, since the reader would be
/// told to call nobody; another name in braces is a warning, because it is printed as it is.
void fill_numbers(Article& article, const EmergencyNumbers& numbers, Diagnostics& diagnostics);

}  // namespace carepress::article
