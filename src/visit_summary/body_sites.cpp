#include "visit_summary/body_sites.h"

#include "visit/plain_words.h"
#include "visit/visit.h"

#include <algorithm>
#include <array>

namespace carepress {
namespace {

/// The words of the site are a side and nothing else.
bool is_side_alone(const Concept& site) {
    static constexpr std::array<std::string_view, 12> sides{"left",      "right",     "both",       "both sides",
                                                            "bilateral", "left side", "right side", "right and left",
                                                            "izquierdo", "derecho",   "izquierda",  "derecha"};
    return std::find(sides.begin(), sides.end(), plain_words(site.name.text)) != sides.end();
}

}  // namespace

void add_body_sites(TextBuilder& text, const std::vector<Concept>& sites, const SummaryWords& words) {
    for (const Concept& site : sites) {
        const Side in_words = side_in_words(site.name.text), by_code = side_of(site);
        const bool alone = is_side_alone(site);
        const Side side = by_code == Side::none && alone ? in_words : by_code;
        text.add(" \u00B7 ");
        if (!alone) text.add(record_piece(site, words.language()));
        if (side == Side::none || (!alone && in_words == side)) continue;
        const std::string_view key = side == Side::left    ? "left-side"
                                     : side == Side::right ? "right-side"
                                                           : "both-sides";
        if (!alone) text.add(list_comma(words.language()));
        text.add(words.visit[key]);
    }
}

}  // namespace carepress
