#pragma once

#include "visit/dosage.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit {

/// The most bytes of an instruction that is read; a longer text is a note and is printed as written.
inline constexpr std::size_t longest_instruction = 2'000;

/// What the fields say about where a medicine goes: "OD" is the right eye in one place and "once daily" in another.
struct SigContext {
    Route route = Route::none;
};

/// An instruction with the abbreviations written out that have been misread (ISMP, List of Error-Prone Abbreviations;
/// Joint Commission, "Do Not Use" list), without trailing zeros and naked decimals, and with commas in numbers of units
/// from 1,000: "1.0 tab PO BID" becomes "1 tablet by mouth 2 times a day". `unclear`: an abbreviation whose meaning is
/// uncertain is left as written.
struct PlainSig {
    std::string text;
    bool unclear = false;
};
PlainSig write_out_abbreviations(std::string_view text, const SigContext& context);

/// The name of a medicine as written, except for what has been misread in such names: no trailing zero and no naked
/// decimal before a unit, "units" for U, IU and RxNorm's UNT, "mcg" for the Greek letter; without RxNorm's US approval
/// number ("NDA020800").
std::string plain_medicine_name(std::string_view name);

/// Reads what a plain English instruction says. A word or number that is not understood makes it complex; a text longer
/// than longest_instruction is complex as a whole.
Sig read_sig(std::string_view plain_text);

/// The text with known advice ("with food") blanked out, which is added to `found` in its own words. Negated advice
/// ("do not take with food") stays in the text.
std::string take_advice_out(std::string text, std::vector<AdditionalInstruction>& found);

/// English by its language tag (BCP 47), or without one: text without a tag is taken as English.
bool may_be_english(const RecordText& text);

/// Fills in what the fields of a dosage leave open and a fully understood text says ("if needed", "for 7 days", "at
/// bedtime"). Without this, a sentence made from the fields would say less than the record.
void complete_from_text(Dosage& dosage);

/// How the text of a dosage, already read, relates to its fields.
TextAgreement compare_with_fields(const Dosage& dosage);

/// Whether the frequency and period of an instruction amount to those of the fields: "2 times a day" and "every 12
/// hours". False if either has none.
bool is_same_rate(const Timing& timing, const Sig& sig);

/// Whether the text itself says how the medicine gets into the body.
bool text_names_route(const Dosage& dosage);
/// Whether the text holds these words, compared as plain_words() has them; false for none.
bool text_holds(const Dosage& dosage, std::string_view words);

}  // namespace carepress::visit
