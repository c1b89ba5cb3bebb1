#pragma once

#include "visit_summary/blocks.h"

#include <string_view>
#include <vector>

namespace carepress::visit_summary {

/// What other parts of the page show: a part that is empty refers to them.
struct Shown {
    std::vector<std::string_view> findings;  ///< headings of parts that hold findings of this visit
    bool hides_findings = false;             ///< such parts are not empty, but left out of this copy
    bool has_found = false;                  ///< what was found has a part of its own
    bool has_orders = false, has_appointments = false, has_note = false;
};

/// "See also: Your test results", for the phrases of these headings.
Pieces see_also(const SummaryWords& words, const std::vector<std::string_view>& headings);

/// There are visits to come that nobody has booked yet; they are listed among the appointments.
bool has_unbooked_visits(const visit::Visit& visit, const SummaryWords& words);

Section to_do_section(const visit::Visit& visit, const SummaryWords& words, const Shown& shown);

}  // namespace carepress::visit_summary
