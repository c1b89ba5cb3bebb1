#include "summary/summarize.h"

#include "summary/blocks.h"
#include "summary/body_sites.h"
#include "summary/dates.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace carepress {
namespace {

/// The number of the medical record, where one is marked as such; never another kind of number.
std::string record_number(const VisitPatient& patient) {
    for (const PatientIdentifier& identifier : patient.identifiers)
        if (identifier.is_medical_record) return identifier.value;
    return {};
}

/// Who, when, where, seen by: the first lines of the page, where the patient's identity is tagged.
InlineText facts(const Visit& visit, const SummaryWords& words, bool with_record_number) {
    TextBuilder text(words.language());
    bool begun = false;  // of a line
    const auto fact = [&](std::string_view key, const std::string& value) {
        if (value.empty()) return;
        text.add(begun ? " \u00B7 " : "").add(words.visit[key]).add(": ");
        text.add(name_piece(value, words.language()), inline_strong);
        begun = true;
    };
    const auto line = [&] {
        if (begun) text.line();
        begun = false;
    };
    const VisitPatient& patient = visit.patient;
    fact("patient", patient.name.text);
    fact("born", say_date(patient.birth_date, words));
    if (with_record_number) fact("record-number", record_number(patient));
    line();
    fact("visit-date", say_period(visit.encounter.period, words));
    std::string people;
    for (const Participant& one : visit.encounter.participants) people += (people.empty() ? "" : ", ") + one.name;
    fact("seen-by", people);
    line();
    const CarePlace& provider = visit.encounter.provider;
    const CarePlace& location = visit.encounter.location;
    std::string place = provider.name;
    if (!location.name.empty() && location.name != place) place += (place.empty() ? "" : ", ") + location.name;
    fact("visit-place", place);
    return text.take();
}

void append(Blocks& out, Blocks more) {
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The reason as stated, else the kind of visit.
Blocks why_blocks(const Visit& visit, const SummaryWords& words) {
    Blocks out{heading_block(words, "why-heading")};
    const auto& reasons = visit.encounter.reasons.empty() ? visit.encounter.types : visit.encounter.reasons;
    std::vector<InlineText> items;
    items.reserve(reasons.size());
    for (const Concept& reason : reasons)
        items.push_back(TextBuilder(words.language()).add(record_piece(reason, words.language())).take());
    const bool incomplete = visit.incomplete(VisitSection::encounter);
    if (items.empty() && !incomplete)
        out.push_back(phrase_block(words, "no-reason"));
    else if (items.size() == 1)
        out.push_back(paragraph_block(std::move(items.front())));
    else if (!items.empty())
        out.push_back(list_block(std::move(items)));
    add_left_out(out, visit, VisitSection::encounter, words);
    return out;
}

Blocks found_blocks(const Visit& visit, const SummaryWords& words) {
    Blocks out{heading_block(words, "found-heading")};
    std::vector<InlineText> items;
    for (const VisitCondition& condition : visit.conditions) {
        if (!condition.of_this_visit || condition.possible) continue;  // those stand among the conditions
        TextBuilder text(words.language());
        text.add(record_piece(condition.name, words.language()));
        add_body_sites(text, condition.body_sites, words);
        if (condition.severity.stated())
            text.add(" (").add(record_piece(condition.severity, words.language())).add(")");
        if (!condition.confirmed) text.add(" \u00B7 ").add(words.visit["not-confirmed"]);
        items.push_back(text.take());
    }
    const bool only_possible = std::any_of(visit.conditions.begin(), visit.conditions.end(),
                                           [](const VisitCondition& one) { return one.of_this_visit && one.possible; });
    if (items.empty())
        out.push_back(phrase_block(words, only_possible ? "findings-not-confirmed" : "no-findings"));
    else
        out.push_back(list_block(std::move(items)));
    return out;
}

/// Instructions of this visit, in the record's words.
Blocks to_do_blocks(const Visit& visit, const SummaryWords& words) {
    std::vector<InlineText> items;
    const auto add = [&](const RecordText& text) {
        if (!text.empty())
            items.push_back(TextBuilder(words.language()).add(record_piece(text, words.language())).take());
    };
    for (const RecordText& instruction : visit.encounter.discharge_instructions) add(instruction);
    for (const VisitCarePlan& plan : visit.care_plans) {
        if (!plan.of_this_visit) continue;
        add(plan.description);
        for (const CarePlanActivity& activity : plan.activities) {
            TextBuilder text(words.language());
            if (activity.name.stated()) text.add(record_piece(activity.name, words.language()));
            if (!activity.description.empty()) text.line().add(record_piece(activity.description, words.language()));
            InlineText item = text.take();
            if (!item.empty()) items.push_back(std::move(item));
        }
    }
    Blocks out{heading_block(words, "to-do-heading")};
    if (!items.empty()) out.push_back(list_block(std::move(items)));
    append(out, note_blocks(visit, words));
    if (out.size() == 1) out.push_back(phrase_block(words, "no-steps"));
    return out;
}

}  // namespace

Blocks appointment_blocks(const Visit& visit, const SummaryWords& words) {
    Blocks out{heading_block(words, "appointments-heading")};
    std::vector<InlineText> items;
    for (const VisitAppointment& appointment : visit.appointments) {
        TextBuilder text(words.language());
        text.add(say_time(appointment.start, words), inline_strong);
        if (!appointment.confirmed) text.add(" \u00B7 ").add(words.visit["not-confirmed"], inline_strong);
        text.line();
        if (appointment.what.stated()) text.add(record_piece(appointment.what, words.language()));
        bool parted = !appointment.what.stated();
        for (const std::string& name : appointment.with) {
            text.add(std::exchange(parted, false) ? "" : " \u00B7 ");
            text.add(
                fill_pattern(words.visit["with"], words.language(), {{"name", {name_piece(name, words.language())}}}));
        }
        if (!appointment.description.empty()) text.line().add(record_piece(appointment.description, words.language()));
        const CarePlace& place = appointment.place;
        if (!place.name.empty()) text.line().add(name_piece(place.name, words.language()));
        if (!place.address.empty()) text.line().add(name_piece(place.address, words.language()));
        for (const ContactPoint& phone : place.phones) text.line().add(name_piece(phone.phone, words.language()));
        if (!appointment.reasons.empty())
            add_line(text, words, "reason", "reason", list_of(appointment.reasons, words));
        if (!appointment.patient_instruction.empty())
            text.line().add(record_piece(appointment.patient_instruction, words.language()));
        items.push_back(text.take());
    }
    const bool incomplete = visit.incomplete(VisitSection::appointments);
    if (!items.empty())
        out.push_back(list_block(std::move(items), false));
    else if (!incomplete)
        out.push_back(phrase_block(words, "no-appointments"));
    add_left_out(out, visit, VisitSection::appointments, words);
    return out;
}

Blocks call_blocks(const SummaryWords& words) {
    Blocks out{heading_block(words, "call-heading")};
    Callout emergency;
    emergency.urgency = Urgency::emergency;
    emergency.blocks.push_back(paragraph_block(
        phrase_text(words, "call-emergency", {{"number", plain(words.brand.emergency_number, words)}})));
    Callout clinic;
    clinic.urgency = Urgency::call_now;
    Block heading;
    const std::string& telephone = words.brand.telephone;
    heading.content =
        Heading{3, telephone.empty() ? phrase_text(words, "call-your-clinic")
                                     : phrase_text(words, "call-clinic", {{"telephone", plain(telephone, words)}})};
    clinic.blocks.push_back(std::move(heading));
    clinic.blocks.push_back(list_block(
        {phrase_text(words, "call-worse"), phrase_text(words, "call-medicine"), phrase_text(words, "call-questions")}));
    for (Callout* box : {&emergency, &clinic}) {
        Block block;
        block.content = std::move(*box);
        out.push_back(std::move(block));
    }
    return out;
}

Article summarize(const Visit& visit, const SummaryWords& words, bool with_record_number) {
    Article article;
    article.metadata.title = words.visit["title"];
    article.metadata.language = words.language();
    article.metadata.language_stated = true;
    article.metadata.reviewed_by = "the patient's record";  // a record is no article that a reviewer signs

    Blocks& out = article.blocks;
    out.push_back(paragraph_block(facts(visit, words, with_record_number)));
    append(out, why_blocks(visit, words));
    append(out, found_blocks(visit, words));
    append(out, to_do_blocks(visit, words));
    append(out, medicine_blocks(visit, words));
    append(out, appointment_blocks(visit, words));
    append(out, call_blocks(words));
    append(out, order_blocks(visit, words));
    append(out, vital_sign_blocks(visit, words));
    append(out, condition_blocks(visit, words));
    append(out, allergy_blocks(visit, words));
    append(out, immunization_blocks(visit, words));
    append(out, goal_blocks(visit, words));
    append(out, care_plan_blocks(visit, words));
    if (words.language() != record_language) out.push_back(phrase_block(words, "as-written"));
    return article;
}

PatientLine patient_line(const VisitPatient& patient, const SummaryWords& words, bool with_record_number) {
    const std::string number = with_record_number ? record_number(patient) : std::string();
    const Pieces pieces = fill_pattern(words.visit[number.empty() ? "identity" : "identity-record"], words.language(),
                                       {{"name", {name_piece(patient.name.text, words.language())}},
                                        {"date", plain(say_date(patient.birth_date, words), words)},
                                        {"number", {name_piece(number, words.language())}}});
    return {TextBuilder(words.language()).add(pieces).take().text, words.language()};
}

}  // namespace carepress
