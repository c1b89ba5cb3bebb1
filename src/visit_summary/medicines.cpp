#include "visit_summary/blocks.h"
#include "visit_summary/dosage_words.h"
#include "visit_summary/medicine_dosages.h"
#include "visit_summary/supply.h"

#include <algorithm>
#include <array>

namespace carepress::visit_summary {

Pieces purposes_of(const visit::Medicine& medicine, const SummaryWords& words) {
    Pieces out;
    for (const visit::Concept& purpose : medicine.purposes) {
        if (!out.empty()) out.push_back({std::string(list_comma(words.language())), words.language()});
        out.push_back(reason_piece(purpose, words.visit));
    }
    return out;
}

namespace {

article::InlineText medicine_text(const visit::Medicine& medicine, const SummaryWords& words) {
    TextBuilder text(words.language());
    text.add(record_piece(medicine.name, words.language()), article::inline_strong);
    if (medicine.state == visit::MedicineState::take) add_dosages(text, medicine, words);
    if (has_warning(medicine, visit::MedicineWarning::may_have_ended))
        text.line().add(words.visit["may-have-ended"], article::inline_strong);
    if (!medicine.purposes.empty()) add_line(text, words, "reason", "reason", purposes_of(medicine, words));
    if (medicine.state == visit::MedicineState::take) add_supply(text, medicine, words);
    if (medicine.state != visit::MedicineState::take && medicine.stop_reason.stated())
        add_line(text, words, "note-of", "note", {record_piece(medicine.stop_reason, words.language())});
    return text.take();
}

/// The headings among the medicines, in their order. A medicine is listed under the first that takes it.
struct Group {
    std::string_view heading;
    bool (*takes)(const visit::Medicine&);
};

constexpr std::array<Group, 6> groups = {{
    {"new-medicines",
     [](const visit::Medicine& one) {
         return one.state == visit::MedicineState::take && one.change == visit::MedicineChange::fresh;
     }},
    {"changed-medicines",
     [](const visit::Medicine& one) {
         return one.state == visit::MedicineState::take && one.change == visit::MedicineChange::changed;
     }},
    {"other-medicines",
     [](const visit::Medicine& one) { return one.state == visit::MedicineState::take && !one.told; }},
    {"told-medicines", [](const visit::Medicine& one) { return one.state == visit::MedicineState::take; }},
    {"hold-medicines", [](const visit::Medicine& one) { return one.state == visit::MedicineState::on_hold; }},
    {"stop-medicines", [](const visit::Medicine&) { return true; }},
}};

/// The record has medicines that were ordered after this visit: the page must not say that it lists none.
bool has_later_medicines(const visit::Visit& visit) {
    return std::any_of(visit.left_out.begin(), visit.left_out.end(), [](const visit::LeftOut& each) {
        return each.section == visit::VisitSection::medicines && each.reason == visit::LeftOutReason::after_visit;
    });
}

}  // namespace

Section medicine_section(const visit::Visit& visit, const SummaryWords& words) {
    std::array<std::vector<article::InlineText>, groups.size()> texts;
    for (const visit::Medicine& medicine : visit.medicines)
        for (std::size_t i = 0; i < groups.size(); ++i)
            if (groups[i].takes(medicine)) {
                texts[i].push_back(medicine_text(medicine, words));
                break;
            }
    const auto used = std::count_if(texts.begin(), texts.end(), [](const auto& list) { return !list.empty(); });
    const bool nothing_to_take =
        std::none_of(visit.medicines.begin(), visit.medicines.end(),
                     [](const visit::Medicine& one) { return one.state == visit::MedicineState::take; });
    // In place of medicines to take; an incomplete list says so itself.
    std::string_view notice;
    if (nothing_to_take && !visit.incomplete(visit::VisitSection::medicines))
        notice = has_later_medicines(visit) ? "left-out" : "no-medicines";
    if (visit.medicines.empty() && !notice.empty()) return {{}, {question_text(words, "medicines-heading", notice)}};
    Blocks content;
    if (!notice.empty()) content.push_back(phrase_block(words, notice));
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (texts[i].empty()) continue;
        // One list of what to take needs no heading of its own.
        if (used > 1 || groups[i].heading != "other-medicines")
            content.push_back(heading_block(words, groups[i].heading, 3));
        content.push_back(list_block(std::move(texts[i]), false));
    }
    add_schedule(content, visit.medicines, words);
    Section section = section_of(visit, visit::VisitSection::medicines, "medicines-heading", std::move(content), words);
    if (!visit.medicines.empty()) section.blocks.push_back(phrase_block(words, "check-medicines"));
    return section;
}

}  // namespace carepress::visit_summary
