#pragma once

#include "article/check_text.h"

#include <string>
#include <string_view>

namespace carepress::article {

/// Brings the bytes of a source into UTF-8 if it says that they are not: by a byte order mark of UTF-16, an XML
/// declaration, or, in `html`, <meta charset> or http-equiv in the first 4,096 bytes. The labels are those of the
/// WHATWG Encoding Standard, 4.2; ICU converts. False, and `decoded` stays empty: the bytes are to be read as UTF-8. A
/// byte that is not valid in the encoding, and an encoding that is not known, are errors. A page that says an encoding
/// of single bytes but is valid UTF-8 is read as that, with a warning: hardly any other text is.
bool decode_text(std::string_view bytes, bool html, CheckedText& decoded, Diagnostics& diagnostics);

/// The same for a source whose messages someone else has: its text in UTF-8.
std::string decoded_text(const Source& source, bool html);

}  // namespace carepress::article
