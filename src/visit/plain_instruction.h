#pragma once

#include "visit/element.h"
#include "visit/record.h"

#include <string>
#include <string_view>

namespace carepress {

/// An instruction of the record for the page: in English, the sentences that speak of doses, routes or times have their
/// error-prone abbreviations written out, see write_out_abbreviations(); others may hold a "PO box" or a "stage IV". A
/// warning names `at` where one is left: it cannot be written out surely, or the text is longer than 2,000 bytes.
RecordText plain_instruction(const Element& at, RecordText text);

/// "Cataract OD" as "Cataract, right eye": OD, OS and OU in the English name of something of the eye, or, with
/// `of_eye`, by themselves.
RecordText plain_eye_side(RecordText text, bool of_eye);
bool is_of_eye(std::string_view words);

}  // namespace carepress
