#pragma once

#include "visit/dosage.h"

#include <string_view>

namespace carepress {

/// The keys of messages/visit that say what a dosage has in codes. Each is empty for what no phrase says.

/// The amount in tablets, drops and the like.
std::string_view unit_key(DoseUnit unit);
/// Not a key but the sign of a unit that is written alike in every language, as on the label; "mcg", because "μg" was
/// read as "mg" (ISMP).
std::string_view unit_sign(DoseUnit unit);
std::string_view route_key(Route route);
/// The way into one eye, ear or side of the nose, or into both; empty where no side is stated.
std::string_view sided_route_key(const Dosage& dosage);
/// A site that is no one place of the body: "the affected area".
std::string_view site_key(const Dosage& dosage);
/// The sentence for a single dose in place of that of action_key(); empty for none.
std::string_view one_time_key(std::string_view action);
/// The sentence that fits what one does with the medicine; never empty.
std::string_view action_key(const Dosage& dosage);
std::string_view moment_key(DayMoment moment);
/// Empty for "with food", too, which is said within the sentence.
std::string_view advice_key(Advice advice);

}  // namespace carepress
