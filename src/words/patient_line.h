#pragma once

#include <string>

namespace carepress::words {

/// Whose handout it is, ready to print: "Ana Ruiz · Born March 3, 1950". It is in the footer of every page, so that a
/// loose page does not get to another patient. Empty: not a patient's.
struct PatientLine {
    std::string text;
    std::string language;  ///< BCP 47
};

}  // namespace carepress::words
