#pragma once

#include "visit/element.h"
#include "visit/record.h"

#include <string>
#include <string_view>

namespace carepress::visit {

/// An instruction of the record for the page: in English, the sentences that speak of doses, routes or times have their
/// error-prone abbreviations written out, see write_out_abbreviations(); others may hold a "PO box" or a "stage IV". A
/// warning names `at` if one is left because its meaning is uncertain, or because the text is longer than
/// longest_instruction.
RecordText plain_instruction(const Element& at, RecordText text);

/// "Cataract OD" as "Cataract, right eye": writes out OD, OS and OU in English words about the eye; with `of_eye`, in
/// any English words.
RecordText plain_eye_side(RecordText text, bool of_eye);
/// One of the words is a part, a function or a disease of the eye.
bool is_of_eye(std::string_view words);

}  // namespace carepress::visit
