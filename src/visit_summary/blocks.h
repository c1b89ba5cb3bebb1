#pragma once

#include "visit/visit.h"
#include "visit_summary/words.h"

#include <string_view>
#include <vector>

namespace carepress::visit_summary {

using Blocks = std::vector<article::Block>;

/// A part of the summary. There is a heading only if there is content; what the record does not say becomes a line of
/// the one list of what to ask.
struct Section {
    Blocks blocks;  ///< heading and content; may be empty
    std::vector<article::InlineText> questions;

    bool empty() const { return blocks.empty() && questions.empty(); }
};

void append(Blocks& out, Blocks more);

article::Block heading_block(const SummaryWords& words, std::string_view key, int level = 2);
article::Block paragraph_block(article::InlineText text);
/// The phrase under `key` as a paragraph.
article::Block phrase_block(const SummaryWords& words, std::string_view key);
article::Block list_block(std::vector<article::InlineText> items, bool tight = true);
/// A fact, by the phrase under `key`, as an item of a list of facts; without `key` the value alone.
article::ListItem fact_item(const SummaryWords& words, std::string_view key, const Pieces& value);
/// A list with a box to tick before each item.
article::Block task_list_block(std::vector<article::InlineText> items);
article::InlineText phrase_text(const SummaryWords& words, std::string_view key,
                                const std::vector<std::pair<std::string_view, Pieces>>& values = {});
/// Adds a line below an entry: the phrase under `key`, such as "Note: …", with its value filled in.
void add_line(TextBuilder& text, const SummaryWords& words, std::string_view key, std::string_view name,
              const Pieces& value);
Pieces plain(std::string text, const SummaryWords& words);
/// The words of the concepts, separated by commas.
Pieces list_of(const std::vector<visit::Concept>& concepts, const SummaryWords& words);

/// A line below an entry, of parts with dots between them. Empty parts are skipped; the line begins with the first
/// part.
class DottedLine {
public:
    explicit DottedLine(TextBuilder& text) : text_(text) {}
    void add(const Pieces& part);

private:
    TextBuilder& text_;
    bool begun_ = false;
};

/// The notice that part of a section could not be shown, if that is so.
void add_left_out(Blocks& out, const visit::Visit& visit, visit::VisitSection section, const SummaryWords& words);

/// What a medicine is for, separated by commas.
Pieces purposes_of(const visit::Medicine& medicine, const SummaryWords& words);
/// The table of a day: the medicines whose dosage it can give in full, with the amount of each, then the names of the
/// others. Nothing if the table would be empty.
void add_schedule(Blocks& out, const std::vector<visit::Medicine>& medicines, const SummaryWords& words);

/// A line of the list of what to ask: what it is about, by the phrase under `topic`, and a note below it.
article::InlineText question_text(const SummaryWords& words, std::string_view topic, const Pieces& note = {});
/// The same with the phrase under `note`.
article::InlineText question_text(const SummaryWords& words, std::string_view topic, std::string_view note);

/// Heading, content, and the notice that something is missing; without content the notice is a question.
Section section_of(const visit::Visit& visit, visit::VisitSection what, std::string_view heading, Blocks content,
                   const SummaryWords& words);
/// "More in your record: 3", for which there is no room on the page; nothing for 0.
void add_more(Blocks& out, std::size_t count, const SummaryWords& words);
/// The content of a section that is one list, and how many `more` there are in the record.
Blocks list_content(std::vector<article::InlineText> items, std::size_t more, const SummaryWords& words);
/// An order with its body sites, time, reasons, performers and instruction.
void add_order(TextBuilder& text, const visit::VisitServiceRequest& order, const SummaryWords& words);

/// A finding of this visit. A condition that is only possible is not one: it is listed among the conditions.
bool is_finding(const visit::VisitCondition& condition);
/// Since when the patient has the condition, and whether it is confirmed.
void add_condition_details(TextBuilder& text, const visit::VisitCondition& condition, const SummaryWords& words);

/// The parts of a summary.
Section medicine_section(const visit::Visit& visit, const SummaryWords& words);
Section appointment_section(const visit::Visit& visit, const SummaryWords& words);
Section call_section(const SummaryWords& words);
Section vital_sign_section(const visit::Visit& visit, const SummaryWords& words);
Section order_section(const visit::Visit& visit, const SummaryWords& words);
/// `without_findings`: what was found at this visit has a part of its own.
Section condition_section(const visit::Visit& visit, const SummaryWords& words, bool without_findings = false);
Section allergy_section(const visit::Visit& visit, const SummaryWords& words);
Section immunization_section(const visit::Visit& visit, const SummaryWords& words);
Section goal_section(const visit::Visit& visit, const SummaryWords& words);
Section care_plan_section(const visit::Visit& visit, const SummaryWords& words);
Section result_section(const visit::Visit& visit, const SummaryWords& words);
Section procedure_section(const visit::Visit& visit, const SummaryWords& words);
Section given_section(const visit::Visit& visit, const SummaryWords& words);
Section care_team_section(const visit::Visit& visit, const SummaryWords& words);
/// What clinicians wrote for the patient.
Blocks note_blocks(const visit::Visit& visit, const SummaryWords& words);

}  // namespace carepress::visit_summary
