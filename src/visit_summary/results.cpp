// Results of tests, the worst first, with words for those that stand out.
#include "base/language.h"
#include "visit_summary/blocks.h"
#include "visit_summary/lab_names.h"
#include "visit_summary/record_table.h"
#include "visit_summary/units.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace carepress::visit_summary {
namespace {

/// How many results that do not stand out get a row each, and how many the page has room for at all. Those that stand
/// out always get a row.
constexpr std::size_t most_quiet_rows = 8, most_quiet_results = 30;

std::string_view flag_key(visit::ResultFlag flag) {
    switch (flag) {
        case visit::ResultFlag::positive:
            return "result-positive";
        case visit::ResultFlag::negative:
            return "result-negative";
        case visit::ResultFlag::abnormal:
            return "result-abnormal";
        case visit::ResultFlag::low:
            return "result-low";
        case visit::ResultFlag::high:
            return "result-high";
        case visit::ResultFlag::very_abnormal:
            return "result-very-abnormal";
        case visit::ResultFlag::very_low:
            return "result-very-low";
        case visit::ResultFlag::very_high:
            return "result-very-high";
        default:
            return {};
    }
}

/// The worst has the highest number; 0: it does not stand out.
int severity(visit::ResultFlag flag) {
    switch (flag) {
        case visit::ResultFlag::very_abnormal:
        case visit::ResultFlag::very_low:
        case visit::ResultFlag::very_high:
            return 3;
        case visit::ResultFlag::abnormal:
        case visit::ResultFlag::low:
        case visit::ResultFlag::high:
            return 2;
        case visit::ResultFlag::positive:
        case visit::ResultFlag::unclear:
            return 1;
        default:
            return 0;
    }
}

/// The record's words if they are in the language of the page, and that is not English; else the plain English name if
/// there is one, followed by the record's words if another result has the same plain name.
Pieces name_of(const visit::Concept& test, bool is_alone, const SummaryWords& words) {
    const Piece written = record_piece(test, words.language());
    const std::string_view plain = plain_test_name(test);
    const std::string_view page = primary_subtag(words.language());
    if (page != "en" && primary_subtag(written.language) == page) return {written};
    const Piece cut{without_property(written.text), written.language};
    if (plain.empty()) return {cut};
    Pieces out{{std::string(plain), "en"}};
    if (!is_alone && cut.text != plain) {
        out.push_back({"\u2028", words.language()});
        out.push_back(cut);
    }
    return out;
}

/// How many results there are of each plain name.
using NameCounts = std::map<std::string_view, int>;

NameCounts count_names(const std::vector<visit::VisitResult>& results) {
    NameCounts counts;
    for (const visit::VisitResult& result : results) ++counts[plain_test_name(result.name)];
    return counts;
}

bool is_alone(const visit::VisitResult& result, const NameCounts& counts) {
    const auto known = counts.find(plain_test_name(result.name));
    return known == counts.end() || known->second < 2;
}

Pieces value_of(const visit::VisitResult& result, const SummaryWords& words) {
    Pieces out;
    if (result.words.stated()) out.push_back(record_piece(result.words, words.language()));
    bool ask = result.flag == visit::ResultFlag::unclear;
    if (result.value.stated()) {
        const std::optional<Pieces> said = say_quantities(result.value, words);
        if (said) out.insert(out.end(), said->begin(), said->end());
        ask |= !said;
    }
    const std::string_view key = flag_key(result.flag);
    // "Positive" after "Detected" would say the same thing twice.
    const bool said_in_words = result.words.stated() && (result.flag == visit::ResultFlag::positive ||
                                                         result.flag == visit::ResultFlag::negative);
    const auto add = [&](std::string_view phrase) {
        if (!out.empty()) out.push_back({" \u00B7 ", words.language()});
        out.push_back({words.visit[phrase], words.language(), article::inline_strong});
    };
    if (!key.empty() && !said_in_words) add(key);
    if (ask) add("ask-result");
    return out;
}

/// A range in the unit of the value is printed without its unit.
Pieces usual_of(const visit::VisitResult& result, const SummaryWords& words) {
    visit::QuantityRange usual = result.usual;
    const visit::Quantity& value = result.value.low;
    for (visit::Quantity* limit : {&usual.low, &usual.high})
        if (limit->ucum.empty() ? limit->unit == value.unit : limit->ucum == value.ucum) limit->unit = limit->ucum = "";
    if (usual.low.stated() && !usual.high.stated()) usual.low.comparator = ">=";
    if (usual.stated())
        if (const std::optional<Pieces> said = say_quantities(usual, words)) return *said;
    if (result.usual_words.empty()) return {};
    return {record_piece(result.usual_words, words.language())};
}

/// The worst first, then report by report, in the record's order.
std::vector<const visit::VisitResult*> in_order(const std::vector<visit::VisitResult>& results) {
    std::map<std::string_view, std::size_t> panels;  // by name, in the order of their first results
    std::vector<std::pair<std::size_t, const visit::VisitResult*>> order;
    order.reserve(results.size());
    for (const visit::VisitResult& result : results)
        order.emplace_back(panels.try_emplace(result.panel.name.text, panels.size()).first->second, &result);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        const int worse = severity(a.second->flag) - severity(b.second->flag);
        return worse != 0 ? worse > 0 : a.first < b.first;
    });
    std::vector<const visit::VisitResult*> sorted;
    sorted.reserve(order.size());
    for (const auto& each : order) sorted.push_back(each.second);
    return sorted;
}

bool stands_out(const visit::VisitResult* result) { return severity(result->flag) > 0; }

/// A row each; there is a column for the usual range if any result states one.
void add_table(Blocks& out, const std::vector<const visit::VisitResult*>& rows, const NameCounts& names,
               const SummaryWords& words) {
    if (rows.empty()) return;
    const bool has_ranges = std::any_of(
        rows.begin(), rows.end(), [&](const visit::VisitResult* result) { return !usual_of(*result, words).empty(); });
    const std::vector<std::string_view> heads = has_ranges
                                                    ? std::vector<std::string_view>{"test", "result", "usual-range"}
                                                    : std::vector<std::string_view>{"test", "result"};
    RecordTable table(words, heads);
    for (const visit::VisitResult* result : rows) {
        std::vector<Pieces> cells{name_of(result->name, is_alone(*result, names), words), value_of(*result, words)};
        if (has_ranges) cells.push_back(usual_of(*result, words));
        table.add(cells);
    }
    out.push_back(table.take());
}

/// Many results that do not stand out, run on, with an entry for each report: "Lipid panel: Cholesterol, total
/// 164 mg/dL; …".
void add_quiet_results(Blocks& out, const std::vector<const visit::VisitResult*>& quiet, const NameCounts& names,
                       const SummaryWords& words) {
    std::vector<article::InlineText> items;
    for (std::size_t i = 0; i < quiet.size();) {
        const visit::Concept& panel = quiet[i]->panel;
        TextBuilder text(words.language());
        if (panel.stated()) text.add(record_piece(panel, words.language()), article::inline_strong).add(": ");
        bool begun = false;
        for (; i < quiet.size() && quiet[i]->panel.name.text == panel.name.text; ++i) {
            if (std::exchange(begun, true)) text.add(list_semicolon(words.language()));
            text.add(name_of(quiet[i]->name, is_alone(*quiet[i], names), words))
                .add(" ")
                .add(value_of(*quiet[i], words));
            if (const Pieces usual = usual_of(*quiet[i], words); !usual.empty()) text.add(" (").add(usual).add(")");
        }
        items.push_back(text.take());
    }
    out.push_back(list_block(std::move(items)));
}

void add_results(Blocks& out, const std::vector<visit::VisitResult>& results, const SummaryWords& words) {
    std::vector<const visit::VisitResult*> rows = in_order(results);
    const auto first_quiet = std::find_if_not(rows.begin(), rows.end(), stands_out);
    std::vector<const visit::VisitResult*> quiet(first_quiet, rows.end());
    const std::size_t more = quiet.size() > most_quiet_results ? quiet.size() - most_quiet_results : 0;
    if (quiet.size() > most_quiet_rows) {
        rows.erase(first_quiet, rows.end());
        quiet.resize(quiet.size() - more);
    } else {
        quiet.clear();
    }
    const NameCounts names = count_names(results);
    add_table(out, rows, names, words);
    if (!quiet.empty()) add_quiet_results(out, quiet, names, words);
    add_more(out, more, words);
}

}  // namespace

Section result_section(const visit::Visit& visit, const SummaryWords& words) {
    Blocks content;
    add_results(content, visit.results.results, words);
    std::vector<article::InlineText> reports;
    for (const visit::VisitReport& report : visit.results.reports)
        reports.push_back(TextBuilder(words.language())
                              .add(record_piece(report.name, words.language()), article::inline_strong)
                              .line()
                              .add(record_piece(report.conclusion, words.language()))
                              .take());
    if (!reports.empty()) content.push_back(list_block(std::move(reports)));
    if (!visit.results.pending.empty()) {
        content.push_back(heading_block(words, "pending-heading", 3));
        std::vector<article::InlineText> items;
        for (const visit::Concept& test : visit.results.pending)
            items.push_back(TextBuilder(words.language()).add(name_of(test, true, words)).take());
        content.push_back(list_block(std::move(items)));
    }
    return section_of(visit, visit::VisitSection::results, "results-heading", std::move(content), words);
}

}  // namespace carepress::visit_summary
