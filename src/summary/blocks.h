#pragma once

#include "summary/words.h"
#include "visit/visit.h"

#include <string_view>
#include <vector>

namespace carepress {

using Blocks = std::vector<Block>;

Block heading_block(const SummaryWords& words, std::string_view key, int level = 2);
Block paragraph_block(InlineText text);
/// The phrase under `key` as a paragraph.
Block phrase_block(const SummaryWords& words, std::string_view key);
Block list_block(std::vector<InlineText> items, bool tight = true);
InlineText phrase_text(const SummaryWords& words, std::string_view key,
                       const std::vector<std::pair<std::string_view, Pieces>>& values = {});
/// A line of small words below an entry: "Note: …" with its value filled in.
void add_line(TextBuilder& text, const SummaryWords& words, std::string_view key, std::string_view name,
              const Pieces& value);
Pieces plain(std::string text, const SummaryWords& words);
/// The concepts' words, parted by commas.
Pieces list_of(const std::vector<Concept>& concepts, const SummaryWords& words);
/// That a part of the record is not shown, where it is so.
void add_left_out(Blocks& out, const Visit& visit, VisitSection section, const SummaryWords& words);

/// The table of a day: the medicines that it can say whole, with the amount of each, then the names of those it cannot.
/// Nothing where it would be empty.
void add_schedule(Blocks& out, const std::vector<Medicine>& medicines, const SummaryWords& words);

/// Heading, then the content, then what is missing; nothing where all of it is empty.
Blocks section_blocks(const Visit& visit, VisitSection what, std::string_view heading, Blocks content,
                      const SummaryWords& words);
/// "3 more are in your record.", of what there is no room for; nothing for 0.
void add_more(Blocks& out, std::size_t count, const SummaryWords& words);
/// An order with its time, reason, performers and instruction.
void add_order(TextBuilder& text, const VisitServiceRequest& order, const SummaryWords& words);

/// The parts of a summary, each with its heading; empty where there is nothing to say.
Blocks medicine_blocks(const Visit& visit, const SummaryWords& words);
Blocks appointment_blocks(const Visit& visit, const SummaryWords& words);
Blocks call_blocks(const SummaryWords& words);
Blocks vital_sign_blocks(const Visit& visit, const SummaryWords& words);
Blocks order_blocks(const Visit& visit, const SummaryWords& words);
Blocks condition_blocks(const Visit& visit, const SummaryWords& words);
Blocks allergy_blocks(const Visit& visit, const SummaryWords& words);
Blocks immunization_blocks(const Visit& visit, const SummaryWords& words);
Blocks goal_blocks(const Visit& visit, const SummaryWords& words);
Blocks care_plan_blocks(const Visit& visit, const SummaryWords& words);
Blocks result_blocks(const Visit& visit, const SummaryWords& words);
Blocks procedure_blocks(const Visit& visit, const SummaryWords& words);
Blocks given_blocks(const Visit& visit, const SummaryWords& words);
Blocks care_team_blocks(const Visit& visit, const SummaryWords& words);
Blocks note_blocks(const Visit& visit, const SummaryWords& words);

}  // namespace carepress
