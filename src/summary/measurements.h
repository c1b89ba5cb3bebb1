#pragma once

#include "summary/words.h"
#include "visit/visit.h"

#include <optional>

namespace carepress {

/// A measurement in plain words: what it is, and its value. US customary first, metric beside it; rounded half away
/// from zero: temperature to 0.1 °F and 0.1 °C; weight to 1 lb and 0.1 kg, under 10 kg to 1 oz and 0.01 kg; height to 1
/// in and 0.1 cm, under 36 in to 0.1 in; head to 0.1 in and 0.1 cm; body mass index to 0.1; pressure, pulse, breathing
/// and oxygen to whole numbers. A unit that is not the one expected stands as it is in the record.
struct MeasurementWords {
    Pieces name, value;
};

/// Nothing for what has no value that could be printed.
std::optional<MeasurementWords> say_vital_sign(const VitalSign& sign, const SummaryWords& words);

}  // namespace carepress
