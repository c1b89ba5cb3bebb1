// What to do after the visit: steps, visits to come, whom to call.
#include "visit_summary/dates.h"
#include "visit_summary/shown.h"

#include <algorithm>
#include <string>
#include <utility>

namespace carepress::visit_summary {
namespace {

bool names_an_order(const visit::Visit& visit, const visit::Concept& name) {
    const auto& orders = visit.service_requests;
    return std::any_of(orders.begin(), orders.end(),
                       [&](const visit::VisitServiceRequest& order) { return order.name.name.text == name.name.text; });
}

/// The steps of this visit's care plans, but for those that are listed as orders.
void add_plan_steps(const visit::Visit& visit, const SummaryWords& words, std::vector<article::InlineText>& items) {
    for (const visit::VisitCarePlan& plan : visit.care_plans) {
        if (!plan.of_this_visit) continue;
        if (!plan.description.empty())
            items.push_back(TextBuilder(words.language()).add(record_piece(plan.description, words.language())).take());
        for (const visit::CarePlanActivity& activity : plan.activities) {
            if (activity.is_follow_up || names_an_order(visit, activity.name)) continue;
            TextBuilder text(words.language());
            if (activity.name.stated()) text.add(record_piece(activity.name, words.language()));
            if (!activity.description.empty()) text.line().add(record_piece(activity.description, words.language()));
            article::InlineText item = text.take();
            if (!item.empty()) items.push_back(std::move(item));
        }
    }
}

/// A few words that need no line of their own.
bool is_short(const visit::RecordText& text) {
    constexpr std::size_t longest = 40;  // bytes
    return !text.empty() && text.text.size() <= longest && text.text.find('\n') == std::string::npos;
}

/// The record may have steps that this page does not show.
bool may_have_steps(const visit::Visit& visit) {
    for (const visit::VisitSection section : {visit::VisitSection::service_requests, visit::VisitSection::care_plans,
                                              visit::VisitSection::notes, visit::VisitSection::procedures})
        if (visit.incomplete(section) || visit.holds_more(section)) return true;
    return false;
}

/// The visits to come that are not booked: orders, steps of a care plan, recalls.
void add_unbooked(const visit::Visit& visit, const SummaryWords& words, std::vector<article::InlineText>& items) {
    const auto add = [&](TextBuilder text) {
        items.push_back(text.line().add(words.visit["to-book"], article::inline_strong).take());
    };
    for (const visit::VisitAppointment& appointment : visit.appointments) {
        if (appointment.booked) continue;
        TextBuilder text(words.language());
        if (appointment.what.stated())
            text.add(record_piece(appointment.what, words.language()), article::inline_strong);
        if (!appointment.description.empty()) text.line().add(record_piece(appointment.description, words.language()));
        std::string when = say_time(appointment.start, words);
        if (when.empty()) when = say_period(appointment.asked_for, words);
        if (!when.empty()) text.line().add(when);
        for (const std::string& name : appointment.with)
            add_line(text, words, "with", "name", Pieces{name_piece(name, words.language())});
        if (!appointment.patient_instruction.empty())
            text.line().add(record_piece(appointment.patient_instruction, words.language()));
        add(std::move(text));
    }
    for (const visit::VisitServiceRequest& order : visit.service_requests)
        if (order.kind == visit::OrderKind::follow_up) {
            TextBuilder text(words.language());
            add_order(text, order, words);
            add(std::move(text));
        }
    for (const visit::VisitCarePlan& plan : visit.care_plans)
        for (const visit::CarePlanActivity& activity : plan.activities) {
            if (!plan.of_this_visit || !activity.is_follow_up || names_an_order(visit, activity.name)) continue;
            TextBuilder text(words.language());
            text.add(record_piece(activity.name, words.language()), article::inline_strong);
            const std::string when = say_period(activity.when, words);
            if (!when.empty()) text.line().add(when);
            if (!activity.description.empty()) text.line().add(record_piece(activity.description, words.language()));
            add(std::move(text));
        }
}

}  // namespace

Pieces see_also(const SummaryWords& words, const std::vector<std::string_view>& headings) {
    std::string list;
    for (const std::string_view key : headings) {
        if (!list.empty()) list += list_comma(words.language());
        list += words.visit[key];
    }
    return fill_pattern(words.visit["see-section"], words.language(), {{"heading", plain(list, words)}});
}

bool has_unbooked_visits(const visit::Visit& visit, const SummaryWords& words) {
    std::vector<article::InlineText> items;
    add_unbooked(visit, words, items);
    return !items.empty();
}

// Instructions of this visit, in the record's words, each with a box to tick. Without any the patient asks, unless a
// clinician's note may say them; the question says which other part has something to do.
Section to_do_section(const visit::Visit& visit, const SummaryWords& words, const Shown& shown) {
    std::vector<article::InlineText> items;
    for (const visit::RecordText& instruction : visit.encounter.discharge_instructions)
        items.push_back(TextBuilder(words.language()).add(record_piece(instruction, words.language())).take());
    for (const visit::VisitServiceRequest& order : visit.service_requests)
        if (order.kind == visit::OrderKind::instruction) {
            TextBuilder text(words.language());
            add_order(text, order, words);
            items.push_back(text.take());
        }
    add_plan_steps(visit, words, items);
    for (const visit::VisitProcedure& procedure : visit.procedures)
        for (const visit::Concept& step : procedure.follow_up)
            items.push_back(TextBuilder(words.language()).add(record_piece(step, words.language())).take());
    Blocks content;
    if (!items.empty()) content.push_back(task_list_block(std::move(items)));
    append(content, note_blocks(visit, words));
    Section section = section_of(visit, visit::VisitSection::notes, "to-do-heading", std::move(content), words);
    if (!section.empty()) return section;
    if (shown.has_orders)
        section.questions.push_back(question_text(words, "to-do-heading", see_also(words, {"orders-heading"})));
    else if (shown.has_appointments)
        section.questions.push_back(question_text(words, "to-do-heading", see_also(words, {"appointments-heading"})));
    else if (!shown.has_note && may_have_steps(visit))
        section.questions.push_back(question_text(words, "to-do-heading", "not-shown"));
    else if (!shown.has_note)
        section.questions.push_back(question_text(words, "to-do-heading"));
    return section;
}

Section appointment_section(const visit::Visit& visit, const SummaryWords& words) {
    std::vector<article::InlineText> items;
    for (const visit::VisitAppointment& appointment : visit.appointments) {
        if (!appointment.booked) continue;
        TextBuilder text(words.language());
        text.add(say_time(appointment.start, words), article::inline_strong);
        if (!appointment.confirmed) text.add(" \u00B7 ").add(words.visit["not-confirmed"], article::inline_strong);
        DottedLine line(text);
        if (appointment.what.stated()) line.add({record_piece(appointment.what, words.language())});
        for (const std::string& name : appointment.with)
            line.add(fill_pattern(words.visit["with"], words.language(),
                                  {{"name", Pieces{name_piece(name, words.language())}}}));
        if (is_short(appointment.description))
            line.add({record_piece(appointment.description, words.language())});
        else if (!appointment.description.empty())
            text.line().add(record_piece(appointment.description, words.language()));
        const visit::CarePlace& place = appointment.place;
        if (!place.name.empty()) text.line().add(place.name);
        if (!place.address.empty()) text.line().add(place.address);
        for (const visit::ContactPoint& phone : place.phones) text.line().add(phone.phone);
        if (!appointment.reasons.empty())
            add_line(text, words, "reason", "reason", list_of(appointment.reasons, words));
        if (!appointment.patient_instruction.empty())
            text.line().add(record_piece(appointment.patient_instruction, words.language()));
        items.push_back(text.take());
    }
    add_unbooked(visit, words, items);
    constexpr visit::VisitSection what = visit::VisitSection::appointments;
    if (items.empty() && !visit.incomplete(what))
        return {{},
                {visit.holds_more(what) ? question_text(words, "ask-appointment", "not-shown")
                                        : question_text(words, "ask-appointment")}};
    Blocks content;
    if (!items.empty()) content.push_back(list_block(std::move(items), false));
    return section_of(visit, what, "appointments-heading", std::move(content), words);
}

Section call_section(const SummaryWords& words) {
    Blocks out{heading_block(words, "call-heading")};
    article::Callout emergency;
    emergency.urgency = article::Urgency::emergency;
    emergency.blocks.push_back(paragraph_block(
        phrase_text(words, "call-emergency", {{"number", plain(words.brand.emergency_number, words)}})));
    article::Callout clinic;
    clinic.urgency = article::Urgency::call_now;
    article::Block heading;
    const std::string& telephone = words.brand.telephone;
    heading.content = article::Heading{
        3, telephone.empty() ? phrase_text(words, "call-your-clinic")
                             : phrase_text(words, "call-clinic", {{"telephone", plain(telephone, words)}})};
    clinic.blocks.push_back(std::move(heading));
    clinic.blocks.push_back(list_block(
        {phrase_text(words, "call-worse"), phrase_text(words, "call-medicine"), phrase_text(words, "call-questions")}));
    for (article::Callout* box : {&emergency, &clinic}) {
        article::Block block;
        block.content = std::move(*box);
        out.push_back(std::move(block));
    }
    return {std::move(out), {}};
}

}  // namespace carepress::visit_summary
