#pragma once

#include <string>
#include <string_view>

namespace carepress::article {

/// The marks around a quotation and around one inside of it, in UTF-8.
struct QuotationMarks {
    std::string open, close, inner_open, inner_close;
};

/// Those of a language (BCP 47) by CLDR; of English for a language that CLDR does not know.
QuotationMarks quotation_marks_of(std::string_view language);

}  // namespace carepress::article
