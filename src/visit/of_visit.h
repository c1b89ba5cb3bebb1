#pragma once

#include "visit/chart.h"

#include <cstdint>
#include <string_view>

namespace carepress::visit {

/// Of this visit: by its encounter, or, if it names none, dated on a day of the visit.
bool is_of_visit(const Chart& chart, const Element& resource, const RecordTime& when);

/// The time that an element such as "effective" or "onset" states: a dateTime, an instant, or the start of a period.
RecordTime time_of(const Element& resource, const std::string& name);

/// When a request is to be carried out: `occurrence`, a dateTime or a period.
RecordPeriod occurrence_of(const Element& request);

/// The request is an order, and not a plan or proposal (RequestIntent).
bool is_order(const Element& request);

/// A condition that is over: by its clinical status, or because it ended before the visit.
bool is_over(const Chart& chart, const Element& condition);

/// `references` of the resource ("addresses", say) are conditions, all of which may be read and are over. Systems
/// seldom close the plans and teams that were for them.
bool is_for_ended_conditions(const Chart& chart, const Element& resource, std::string_view references);

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
/// Whether a living person can have this value. True if no limits are known in its unit.
bool is_plausible(VitalSignKind kind, const Quantity& quantity);

}  // namespace carepress::visit
