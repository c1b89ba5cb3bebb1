#include "visit_summary/measurements.h"

#include "visit_summary/decimal.h"
#include "visit_summary/units.h"

#include <algorithm>
#include <cstdint>

namespace carepress::visit_summary {
namespace {

/// 1 lb is 0.45359237 kg and 1 in is 2.54 cm, exactly (NIST SP 811, B.8).
constexpr std::int64_t pound_in_10_micrograms = 45'359'237, kilogram_in_10_micrograms = 100'000'000;

constexpr std::string_view space = "\u00A0";

std::string joined(const std::string& number, std::string_view unit) {
    return number + std::string(space) + std::string(unit);
}

/// A number without a trailing ".0".
std::string rounded(const Decimal& number, std::int64_t numerator, std::int64_t denominator, int decimals) {
    return write_decimal(convert(number, numerator, denominator, decimals));
}

/// "7 lb 8 oz (3.4 kg)": scales for babies count in ounces, and "7.5 lb" is taken for 7 pounds and 5 ounces.
std::string small_weight(std::int64_t ounces, const std::string& kilograms) {
    return joined(std::to_string(ounces / 16), "lb") + " " + joined(std::to_string(ounces % 16), "oz") + " (" +
           joined(kilograms, "kg") + ")";
}

std::string large_weight(const std::string& pounds, const std::string& kilograms) {
    return joined(pounds, "lb") + " (" + joined(kilograms, "kg") + ")";
}

std::string weight_of_kilograms(const Decimal& number) {
    if (number.value() < 10)
        return small_weight(convert(number, 16 * kilogram_in_10_micrograms, pound_in_10_micrograms, 0).mantissa,
                            rounded(number, 1, 1, 2));
    return large_weight(rounded(number, kilogram_in_10_micrograms, pound_in_10_micrograms, 0),
                        rounded(number, 1, 1, 1));
}

/// Keeps the tenth of a pound that was read off the scale: patients who watch their weight compare it with their own.
std::string weight_of_pounds(const Decimal& number) {
    const auto kilograms = [&](int decimals) {
        return convert(number, pound_in_10_micrograms, kilogram_in_10_micrograms, decimals);
    };
    if (kilograms(3).value() < 10) return small_weight(convert(number, 16, 1, 0).mantissa, write_decimal(kilograms(2)));
    return large_weight(rounded(number, 1, 1, 1), write_decimal(kilograms(1)));
}

/// "5 ft 7 in (170.2 cm)" of centimeters.
std::string height_of(const Decimal& centimeters) {
    const std::string metric = " (" + joined(rounded(centimeters, 1, 1, 1), "cm") + ")";
    const std::int64_t inches = convert(centimeters, 100, 254, 0).mantissa;
    if (inches < 36) return joined(rounded(centimeters, 100, 254, 1), "in") + metric;
    return joined(std::to_string(inches / 12), "ft") + " " + joined(std::to_string(inches % 12), "in") + metric;
}

std::string temperature_of(const Decimal& celsius) {
    Decimal fahrenheit = convert(celsius, 9, 5, 1);
    fahrenheit.mantissa += 320;
    return joined(write_fixed(fahrenheit, 1), "°F") + " (" + joined(write_fixed(convert(celsius, 1, 1, 1), 1), "°C") +
           ")";
}

std::string unit_of(const visit::Quantity& quantity) { return quantity.ucum.empty() ? quantity.unit : quantity.ucum; }

bool is_one_of(const std::string& unit, std::initializer_list<std::string_view> units) {
    return std::find(units.begin(), units.end(), unit) != units.end();
}

std::optional<std::string> in_plain_units(visit::VitalSignKind kind, const Decimal& number, const std::string& unit) {
    switch (kind) {
        case visit::VitalSignKind::weight:
            if (unit == "kg") return weight_of_kilograms(number);
            if (unit == "g") return weight_of_kilograms({number.mantissa, number.scale + 3});
            if (is_one_of(unit, {"[lb_av]", "lb", "lbs"})) return weight_of_pounds(number);
            return std::nullopt;
        case visit::VitalSignKind::height:
        case visit::VitalSignKind::head_circumference: {
            const bool head = kind == visit::VitalSignKind::head_circumference;
            if (unit != "cm" && unit != "m" && !is_one_of(unit, {"[in_i]", "in"})) return std::nullopt;
            const Decimal cm = unit == "m"    ? convert(number, 100, 1, 3)
                               : unit == "cm" ? number
                                              : convert(number, 254, 100, 3);
            if (!head) return height_of(cm);
            return joined(rounded(cm, 100, 254, 1), "in") + " (" + joined(rounded(cm, 1, 1, 1), "cm") + ")";
        }
        case visit::VitalSignKind::temperature:
            if (unit == "Cel" || unit == "°C" || unit == "C") return temperature_of(number);
            if (unit == "[degF]" || unit == "°F" || unit == "F") {
                const Decimal above = {convert(number, 1, 1, 3).mantissa - 32'000, 3};
                return joined(write_fixed(convert(number, 1, 1, 1), 1), "°F") + " (" +
                       joined(write_fixed(convert(above, 5, 9, 1), 1), "°C") + ")";
            }
            return std::nullopt;
        case visit::VitalSignKind::oxygen_saturation:
            if (unit == "%") return rounded(number, 1, 1, 0) + "%";
            return std::nullopt;
        case visit::VitalSignKind::body_mass_index:
            if (is_one_of(unit, {"kg/m2", "kg/m^2", "kg/m²"})) return rounded(number, 1, 1, 1);
            return std::nullopt;
        case visit::VitalSignKind::systolic:
        case visit::VitalSignKind::diastolic:
            if (is_one_of(unit, {"mm[Hg]", "mmHg", "mm Hg"})) return rounded(number, 1, 1, 0);
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

/// Beats and breaths a minute, pain out of ten, in the page's language.
std::optional<Pieces> counted_value(visit::VitalSignKind kind, const Decimal& number, const std::string& unit,
                                    const SummaryWords& words) {
    std::string_view key;
    const bool per_minute = is_one_of(unit, {"/min", "{beats}/min", "{Beats}/min", "{breaths}/min", "beats/minute",
                                             "breaths/minute", "bpm", "/minute"});
    if (kind == visit::VitalSignKind::heart_rate && per_minute) key = "beats";
    if (kind == visit::VitalSignKind::respiratory_rate && per_minute) key = "breaths";
    if (kind == visit::VitalSignKind::pain && is_one_of(unit, {"{score}", "1", ""}) && number.value() <= 10)
        key = "of-ten";
    if (key.empty()) return std::nullopt;
    const Decimal whole = convert(number, 1, 1, 0);
    const std::string* form = words.visit.counted(key, whole.value());
    return fill_pattern(*form, words.language(), {{"n", {{write_decimal(whole), words.language()}}}});
}

std::string_view key_of(visit::VitalSignKind kind) {
    switch (kind) {
        case visit::VitalSignKind::blood_pressure:
            return "blood-pressure";
        case visit::VitalSignKind::heart_rate:
            return "heart-rate";
        case visit::VitalSignKind::respiratory_rate:
            return "breathing-rate";
        case visit::VitalSignKind::temperature:
            return "temperature";
        case visit::VitalSignKind::oxygen_saturation:
            return "oxygen";
        case visit::VitalSignKind::height:
            return "height";
        case visit::VitalSignKind::weight:
            return "weight";
        case visit::VitalSignKind::body_mass_index:
            return "bmi";
        case visit::VitalSignKind::head_circumference:
            return "head-size";
        case visit::VitalSignKind::pain:
            return "pain";
        default:
            return {};
    }
}

Pieces name_of(const visit::Measurement& measurement, const SummaryWords& words) {
    const std::string_view key = key_of(measurement.kind);
    if (!key.empty()) return {{words.visit[key], words.language()}};
    return {record_piece(measurement.name, words.language())};
}

Pieces value_of(const visit::Measurement& measurement, const SummaryWords& words) {
    if (measurement.words.stated()) return {record_piece(measurement.words, words.language())};
    if (!measurement.value.stated()) return {};
    const visit::Quantity& low = measurement.value.low;
    const std::optional<Decimal> number = read_decimal(low.value);
    const bool plain = number && low.comparator.empty() && !measurement.value.high.stated() && number->mantissa >= 0;
    if (plain) {
        if (const auto said = counted_value(measurement.kind, *number, unit_of(low), words)) return *said;
        if (const auto said = in_plain_units(measurement.kind, *number, unit_of(low)))
            return {{*said, words.language()}};
    }
    // As in the record. If the unit cannot be read, the number alone would mean something else.
    return say_quantities(measurement.value, words).value_or(Pieces{{words.visit["ask-result"], words.language()}});
}

/// The number of one half of a blood pressure in mm Hg; nothing for another unit.
std::optional<std::string> half_of_pressure(const visit::Measurement& part) {
    const std::optional<Decimal> number = read_decimal(part.value.low.value);
    if (!number || !part.value.low.comparator.empty() || part.value.high.stated()) return std::nullopt;
    return in_plain_units(part.kind, *number, unit_of(part.value.low));
}

/// "132/84 mm Hg" if both parts are in that unit; for one alone, "118 mm Hg (upper number)".
std::optional<Pieces> pressure_of(const std::vector<visit::Measurement>& parts, const SummaryWords& words) {
    std::optional<std::string> systolic, diastolic;
    std::size_t others = 0;
    for (const visit::Measurement& part : parts) {
        if (part.kind == visit::VitalSignKind::systolic)
            systolic = half_of_pressure(part);
        else if (part.kind == visit::VitalSignKind::diastolic)
            diastolic = half_of_pressure(part);
        else
            ++others;
    }
    const std::size_t said = (systolic ? 1U : 0U) + (diastolic ? 1U : 0U);
    if (said == 0 || others > 0 || said != parts.size()) return std::nullopt;
    if (said == 2) return Pieces{{joined(*systolic + "/" + *diastolic, "mm\u00A0Hg"), words.language()}};
    return fill_pattern(words.visit[systolic ? "upper-number" : "lower-number"], words.language(),
                        {{"n", {{joined(systolic ? *systolic : *diastolic, "mm\u00A0Hg"), words.language()}}}});
}

bool is_half_of_pressure(const visit::Measurement& measurement) {
    return measurement.kind == visit::VitalSignKind::systolic || measurement.kind == visit::VitalSignKind::diastolic;
}

}  // namespace

std::optional<MeasurementWords> say_vital_sign(const visit::VitalSign& sign, const SummaryWords& words) {
    MeasurementWords out{name_of(sign, words), value_of(sign, words)};
    if (is_half_of_pressure(sign) && sign.components.empty()) {
        const auto half = pressure_of({sign}, words);
        if (half) return MeasurementWords{{{words.visit["blood-pressure"], words.language()}}, *half};
    }
    if (const auto pressure = pressure_of(sign.components, words)) {
        out.value = *pressure;
    } else {
        for (const visit::Measurement& part : sign.components) {
            const Pieces value = value_of(part, words);
            if (value.empty()) continue;
            if (!out.value.empty()) out.value.push_back({"\u2028", words.language()});
            const Pieces name = name_of(part, words);
            out.value.insert(out.value.end(), name.begin(), name.end());
            out.value.push_back({": ", words.language()});
            out.value.insert(out.value.end(), value.begin(), value.end());
        }
    }
    if (out.value.empty()) return std::nullopt;
    return out;
}

}  // namespace carepress::visit_summary
