#pragma once

#include "visit/dosage.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress {

/// What the fields say of where a medicine goes: "OD" is the right eye in one place and "once daily" in another.
struct SigContext {
    Route route = Route::none;
};

/// An instruction with the abbreviations written out that have been misread (ISMP, List of Error-Prone Abbreviations;
/// Joint Commission, "Do Not Use" list), without trailing zeros and naked decimals, and with commas in numbers of units
/// from 1,000: "1.0 tab PO BID" becomes "1 tablet by mouth 2 times a day". `unclear`: one is left that cannot be
/// written out surely.
struct PlainSig {
    std::string text;
    bool unclear = false;
};
PlainSig write_out_abbreviations(std::string_view text, const SigContext& context);

/// The name of a medicine as written, but for what has been misread in it: no trailing zero and no naked decimal before
/// a unit, "units" for U, IU and RxNorm's UNT, "mcg" for the Greek letter; without RxNorm's number of a US approval
/// ("NDA020800").
std::string plain_medicine_name(std::string_view name);

/// Reads what a plain English instruction says. Everything in it that is a number and is not understood makes it
/// complex.
Sig read_sig(std::string_view plain_text);

/// The text without the advice in it that is known ("with food"), which is added to `found` with its words.
std::string take_advice_out(std::string text, std::vector<AdditionalInstruction>& found);

/// Fills in what a text that is wholly understood says and the fields of a dosage leave open ("if needed", "for 7
/// days", "at bedtime"): without it a sentence made of the fields would say less than the record.
void complete_from_text(Dosage& dosage);

/// How the text of a dosage, already read, stands to its fields.
TextAgreement compare_with_fields(const Dosage& dosage);

/// Whether the text itself says how the medicine gets into the body, and whether it holds these words: letters and
/// digits alone count, in any case.
bool text_names_route(const Dosage& dosage);
bool text_holds(const Dosage& dosage, std::string_view words);

}  // namespace carepress
