#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit {

/// How much of a date the record states. FHIR R4, 2.24.0.1 "date", "dateTime", "instant".
enum class DatePrecision : std::uint8_t { none, year, month, day, minute };

/// A date or time as the record writes it, checked against FHIR's form and the calendar: "2026", "2026-11",
/// "2026-11-22", "2026-11-22T10:15:00.5-05:00". The zone is never dropped or applied; a time always has one ("Z" or an
/// offset). Dates without a time belong to no zone and never shift. Empty with precision none: not stated.
struct RecordTime {
    std::string text;
    DatePrecision precision = DatePrecision::none;

    bool stated() const { return precision != DatePrecision::none; }
    bool has_time() const { return precision == DatePrecision::minute; }
    std::string date() const { return text.substr(0, 10); }  ///< the part before "T", in the record's own zone
    bool operator==(const RecordTime&) const = default;
};

/// FHIR Period. Either end may be unstated; an end is inclusive.
struct RecordPeriod {
    RecordTime start, end;
    bool operator==(const RecordPeriod&) const = default;
};

/// The same words in another language, as the record itself gives them.
struct RecordTranslation {
    std::string language;  ///< BCP 47
    std::string text;      ///< as RecordText has it; not empty
    bool operator==(const RecordTranslation&) const = default;
};

/// Words from the record, exactly as written but for white space: UTF-8, well-formed; lines split by "\n"; no other
/// control characters. May be empty.
struct RecordText {
    std::string text;
    std::string language;                              ///< BCP 47, where the resource states one; empty: not stated
    std::vector<RecordTranslation> translations = {};  ///< FHIR R4, extension "translation"; in the record's order

    bool empty() const { return text.empty(); }
    bool operator==(const RecordText&) const = default;
};

/// A code of a terminology; the system is a URI ("http://snomed.info/sct").
struct RecordCode {
    std::string system, code;
    bool operator==(const RecordCode&) const = default;
};

/// FHIR CodeableConcept: its words (its text, else the display of the coding that a user chose, else the first display)
/// and its codes. Without words there is no concept: what needs one is left out and said so.
struct Concept {
    RecordText name;
    std::vector<RecordCode> codes;

    bool stated() const { return !name.empty(); }
    bool has(std::string_view system, std::string_view code) const;
    bool operator==(const Concept&) const = default;
};

/// Which side of the body something is on.
enum class Side : std::uint8_t { none, left, right, both };

/// FHIR Quantity. The value is the decimal text of the record: "1.50" stays "1.50".
struct Quantity {
    std::string value;
    std::string comparator;  ///< "<", "<=", ">=", ">", or empty
    std::string unit;        ///< as written for people; may be empty
    std::string ucum;        ///< the code, where the system is UCUM; else empty

    bool stated() const { return !value.empty(); }
    bool operator==(const Quantity&) const = default;
};

/// One quantity, or from low to high. A single value has no `high`. "Up to" has only `high`.
struct QuantityRange {
    Quantity low, high;
    bool stated() const { return low.stated() || high.stated(); }
    bool operator==(const QuantityRange&) const = default;
};

/// FHIR Ratio: so much in so much ("4 g in 1 day").
struct QuantityRatio {
    Quantity numerator, denominator;
    bool operator==(const QuantityRatio&) const = default;
};

}  // namespace carepress::visit
