#pragma once

#include "visit/visit.h"
#include "visit_summary/words.h"

#include <optional>

namespace carepress::visit_summary {

/// A measurement in plain words: what it is, and its value. US customary units, then metric ones; rounded half away
/// from zero: temperature to 0.1 °F and 0.1 °C; weight to 1 lb, or 0.1 lb if the record is in pounds, and 0.1 kg, under
/// 10 kg to 1 oz and 0.01 kg; height to 1 in and 0.1 cm, under 36 in to 0.1 in; head to 0.1 in and 0.1 cm; body mass
/// index to 0.1; pressure, pulse, breathing and oxygen to whole numbers. A value in an unexpected unit is printed as in
/// the record.
struct MeasurementWords {
    Pieces name, value;
};

/// Nothing if there is no value that can be printed.
std::optional<MeasurementWords> say_vital_sign(const visit::VitalSign& sign, const SummaryWords& words);

}  // namespace carepress::visit_summary
