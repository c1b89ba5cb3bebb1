#pragma once

#include "visit/dosage.h"

#include <string_view>

namespace carepress::visit_summary {

/// The keys of messages/visit for the codes of a dosage. Each is empty for a code that has no phrase.

/// The amount in tablets, drops and the like.
std::string_view unit_key(visit::DoseUnit unit);
/// Not a key but the sign of a unit that is the same in every language, as on the label; "mcg", because "μg" has been
/// read as "mg" (ISMP).
std::string_view unit_sign(visit::DoseUnit unit);
std::string_view route_key(visit::Route route);
/// Into the left, right or each eye, ear or side of the nose; empty if no side is stated.
std::string_view sided_route_key(const visit::Dosage& dosage);
/// A site that is not a part of the body: "the affected area".
std::string_view site_key(const visit::Dosage& dosage);
/// The sentence for a single dose, instead of that of action_key(); empty if there is none.
std::string_view one_time_key(std::string_view action);
/// The sentence for what the patient does with the medicine; never empty.
std::string_view action_key(const visit::Dosage& dosage);
std::string_view moment_key(visit::DayMoment moment);
/// Empty for "with food" as well, which is part of the sentence.
std::string_view advice_key(visit::Advice advice);

}  // namespace carepress::visit_summary
