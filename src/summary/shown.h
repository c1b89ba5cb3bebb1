#pragma once

#include "summary/blocks.h"

#include <string_view>
#include <vector>

namespace carepress {

/// What the page shows in other parts: where one part has nothing, it leads there.
struct Shown {
    std::vector<std::string_view> findings;  ///< headings of parts that hold findings of this visit
    bool hides_findings = false;             ///< such parts have something, and are left out of this copy
    bool has_found = false;                  ///< what was found stands in a part of its own
    bool has_orders = false, has_appointments = false, has_note = false;
};

/// "See also: Your test results".
Block see_block(const SummaryWords& words, std::string_view heading);

/// Visits to come that nobody has booked yet: they stand among the appointments.
bool has_unbooked_visits(const Visit& visit, const SummaryWords& words);

Blocks to_do_blocks(const Visit& visit, const SummaryWords& words, const Shown& shown);

}  // namespace carepress
