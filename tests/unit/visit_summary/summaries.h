// What tests of summaries share: visits by hand, and the words that a summary has.
#pragma once

#include "summary_words.h"
#include "visit_summary/summarize.h"

#include <string>
#include <vector>

namespace carepress::test {

/// All words of the blocks, one line each; headings begin with "#", items with "-", those to tick with "- [ ]". A fact
/// is "name: value".
inline void write_blocks(const std::vector<article::Block>& blocks, std::string& out);

inline void write_block(const article::Block& block, std::string& out) {
    if (const auto* heading = std::get_if<article::Heading>(&block.content))
        out += std::string(static_cast<std::size_t>(heading->level), '#') + " " + heading->text.text + "\n";
    if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content)) out += paragraph->text.text + "\n";
    if (const auto* list = std::get_if<article::List>(&block.content))
        for (const article::ListItem& item : list->items) {
            if (!list->facts) out += item.done ? "- [ ] " : "- ";
            for (std::size_t i = 0; i < item.blocks.size(); ++i) {
                write_block(item.blocks[i], out);
                if (list->facts && i + 1 < item.blocks.size()) out.replace(out.size() - 1, 1, ": ");
            }
        }
    if (const auto* callout = std::get_if<article::Callout>(&block.content)) write_blocks(callout->blocks, out);
    if (const auto* table = std::get_if<article::Table>(&block.content))
        for (const article::TableRow& row : table->rows) {
            for (const article::TableCell& cell : row.cells) out += "|" + cell.text.text;
            out += "\n";
        }
}

inline void write_blocks(const std::vector<article::Block>& blocks, std::string& out) {
    for (const article::Block& block : blocks) write_block(block, out);
}

inline std::string said(const visit::Visit& visit, const std::string& language = "en",
                        const SummaryOptions& options = {}) {
    std::string out;
    write_blocks(summarize(visit, words_in(language), options).blocks, out);
    for (std::size_t at; (at = out.find("\u2028")) != std::string::npos;) out.replace(at, 3, "\n  ");
    for (std::size_t at; (at = out.find("\u00A0")) != std::string::npos;) out.replace(at, 2, " ");
    return out;
}

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

inline visit::Visit empty_visit() {
    visit::Visit visit;
    visit.patient.name.text = "Ana Ruiz";
    visit.patient.birth_date = {"1950-03-03", visit::DatePrecision::day};
    visit.encounter.period.start = {"2026-03-02T23:30:00-05:00", visit::DatePrecision::minute};
    return visit;
}

inline visit::Medicine medicine(const std::string& name, visit::MedicineChange change) {
    visit::Medicine out;
    out.name = named(name);
    out.change = change;
    if (change == visit::MedicineChange::stopped) out.state = visit::MedicineState::stopped;
    return out;
}

inline visit::VisitResult result(const std::string& name, const std::string& value, visit::ResultFlag flag) {
    visit::VisitResult out;
    out.name = named(name);
    out.value.low = {value, "", "mg/dL", "mg/dL"};
    out.flag = flag;
    return out;
}

inline visit::VisitServiceRequest order(const std::string& name, visit::OrderKind kind) {
    visit::VisitServiceRequest out;
    out.kind = kind;
    out.name = named(name);
    return out;
}

}  // namespace carepress::test
