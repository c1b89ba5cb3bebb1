#include "base/clinical_code.h"

#include "base/ascii.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace carepress {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }
std::size_t digit(char c) { return static_cast<std::size_t>(c - '0'); }

/// A capital, a digit, a digit or capital, and up to four more after a dot: M54.50, S72.001A, C7A.
bool is_icd_10_cm(std::string_view code) {
    if (code.size() < 3 || !is_capital(code[0]) || !is_digit(code[1]) || !(is_digit(code[2]) || is_capital(code[2])))
        return false;
    if (code.size() == 3) return true;
    return code[3] == '.' && code.size() >= 5 && code.size() <= 8 &&
           std::all_of(code.begin() + 4, code.end(), [](char c) { return is_digit(c) || is_capital(c); });
}

/// Verhoeff's check: a walk through the dihedral group D5, the digits permuted by their place. SNOMED CT Release File
/// Specifications, "check-digit".
bool has_verhoeff_digit(std::string_view digits) {
    constexpr std::array<std::array<std::uint8_t, 10>, 10> product{{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
                                                                    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
                                                                    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
                                                                    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
                                                                    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
                                                                    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
                                                                    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
                                                                    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
                                                                    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
                                                                    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}}};
    constexpr std::array<std::uint8_t, 10> turn{1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    std::size_t sum = 0;
    for (std::size_t place = 0; place < digits.size(); ++place) {
        std::size_t value = digit(digits[digits.size() - 1 - place]);
        for (std::size_t i = 0; i < place % 8; ++i) value = turn[value];
        sum = product[sum][value];
    }
    return sum == 0;
}

bool is_snomed_ct(std::string_view code) {
    return all_digits(code) && code.size() >= 6 && code.size() <= 18 && code[0] != '0' && has_verhoeff_digit(code);
}

bool is_rxnorm(std::string_view code) { return all_digits(code) && code.size() <= 8 && code[0] != '0'; }

/// The check digit is mod 10 over the number: every second digit from the right is doubled, and all digits are added.
bool is_loinc(std::string_view code) {
    if (code.size() < 3 || code.size() > 9 || code[code.size() - 2] != '-' || !is_digit(code.back())) return false;
    const std::string_view number = code.substr(0, code.size() - 2);
    if (!all_digits(number)) return false;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const std::size_t value = digit(number[number.size() - 1 - i]) * (i % 2 == 0 ? 2 : 1);
        sum += value / 10 + value % 10;
    }
    return (10 - sum % 10) % 10 == digit(code.back());
}

}  // namespace

const std::array<ClinicalCodeSystem, 4> clinical_code_systems{
    {{"ICD-10-CM", "icd10cm", "http://hl7.org/fhir/sid/icd-10-cm", "urn:oid:2.16.840.1.113883.6.90", is_icd_10_cm,
      "M54.50"},
     {"SNOMED-CT", "snomedct", "http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96", is_snomed_ct, "279039007"},
     {"RxNorm", "rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm", "urn:oid:2.16.840.1.113883.6.88", is_rxnorm,
      "5640"},
     {"LOINC", "loinc", "http://loinc.org", "urn:oid:2.16.840.1.113883.6.1", is_loinc, "34895-3"}}};

const ClinicalCodeSystem* find_code_system(std::string_view name) {
    std::string letters;
    for (const char c : name) {
        const char lower = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
        if (is_digit(lower) || (lower >= 'a' && lower <= 'z')) letters += lower;
    }
    for (const ClinicalCodeSystem& system : clinical_code_systems)
        if (system.letters == letters) return &system;
    return nullptr;
}

const ClinicalCodeSystem* find_code_system_by_uri(std::string_view uri) {
    for (const ClinicalCodeSystem& system : clinical_code_systems)
        if (system.uri == uri || system.oid == uri) return &system;
    return nullptr;
}

}  // namespace carepress
