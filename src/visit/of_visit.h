#pragma once

#include "visit/chart.h"

#include <string_view>

namespace carepress {

/// Of this visit: by its encounter, or, where it names none, dated on a day of the visit.
bool is_of_visit(const Chart& chart, const Element& resource, const RecordTime& when);

/// The time that "effective" or "performed" elements state: a dateTime, an instant, or the start of a period.
RecordTime time_of(const Element& resource, const std::string& name);

/// A condition that is over: by its clinical status, or because it ended before the visit.
bool is_over(const Chart& chart, const Element& condition);

/// The resource addresses conditions, all of which may be read and are over.
bool addresses_ended_conditions(const Chart& chart, const Element& resource);

/// Work, schooling, housing and the like, and tasks of the clinic, which many systems keep among the problems: by the
/// category for social determinants of health, ICD-10-CM Z55 to Z65, or SNOMED CT.
bool is_social_finding(const Element& condition);

/// Where an order belongs on the page, by category, code and words.
OrderKind order_kind(const Chart& chart, const Element& request);
/// The words or codes name a visit to come: "Return visit in 2 weeks".
bool is_follow_up(const Concept& words);

enum class ObservationKind : std::uint8_t { vital_sign, result, other };
ObservationKind observation_kind(const Element& observation);

/// The kind of a measurement by its LOINC code.
VitalSignKind vital_sign_kind(const Concept& code);
/// Whether a living person can have this value. True where the unit is not one that the limits are known in.
bool is_plausible(VitalSignKind kind, const Quantity& quantity);

}  // namespace carepress
