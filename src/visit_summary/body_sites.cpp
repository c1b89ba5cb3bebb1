#include "visit_summary/body_sites.h"

#include "visit/plain_words.h"
#include "visit/visit.h"

#include <algorithm>
#include <array>

namespace carepress::visit_summary {
namespace {

/// The words of the site are a side and nothing else.
bool is_side_alone(const visit::Concept& site) {
    static constexpr std::array<std::string_view, 12> sides{"left",      "right",     "both",       "both sides",
                                                            "bilateral", "left side", "right side", "right and left",
                                                            "izquierdo", "derecho",   "izquierda",  "derecha"};
    return std::find(sides.begin(), sides.end(), visit::plain_words(site.name.text)) != sides.end();
}

}  // namespace

void add_body_sites(TextBuilder& text, const std::vector<visit::Concept>& sites, const SummaryWords& words) {
    for (const visit::Concept& site : sites) {
        const visit::Side in_words = visit::side_in_words(site.name.text), by_code = visit::side_of(site);
        const bool alone = is_side_alone(site);
        const visit::Side side = by_code == visit::Side::none && alone ? in_words : by_code;
        text.add(" \u00B7 ");
        if (!alone) text.add(record_piece(site, words.language()));
        if (side == visit::Side::none || (!alone && in_words == side)) continue;
        const std::string_view key = side == visit::Side::left    ? "left-side"
                                     : side == visit::Side::right ? "right-side"
                                                                  : "both-sides";
        if (!alone) text.add(list_comma(words.language()));
        text.add(words.visit[key]);
    }
}

}  // namespace carepress::visit_summary
