#include "visit/concepts.h"
#include "visit/dosage_codes.h"
#include "visit/plain_words.h"
#include "visit/read_timing.h"
#include "visit/read_visit_parts.h"
#include "visit/sig.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

namespace carepress::visit {
namespace {

void refuse(const Element& element, std::string message) {
    element.unusable(LeftOutReason::malformed, "the dose is not clear: " + std::move(message));
}

bool is_above_zero(const Quantity& quantity) {
    const std::optional<double> value = number_of(quantity.value);
    return value && *value > 0;
}

void check_amount(const Element& at, const QuantityRange& amount) {
    for (const Quantity* each : {&amount.low, &amount.high}) {
        if (each->stated() && !is_above_zero(*each)) refuse(at, "an amount must be above zero");
        if (units_disagree(*each)) refuse(at, "the unit and its code differ");
    }
    if (!amount.low.stated() || !amount.high.stated()) return;
    if (amount.low.ucum != amount.high.ucum || dose_unit_of(amount.low) != dose_unit_of(amount.high))
        refuse(at, "the two ends of the range have different units");
    else if (number_of(amount.high.value) < number_of(amount.low.value))
        refuse(at, "the range ends below its beginning");
}

QuantityRatio ratio_of(const Element& ratio) {
    return {quantity_of(ratio.child("numerator")), quantity_of(ratio.child("denominator"))};
}

/// The amount as ordered; a calculated one counts if there is no other. Several of a kind are refused.
Element chosen_amount(const Element& dosage) {
    const std::vector<Element> all = dosage.children("doseAndRate");
    if (all.size() == 1) return all.front();
    std::vector<Element> ordered;
    for (const Element& each : all)
        if (has_coding(each.child("type"), "ordered")) ordered.push_back(each);
    if (ordered.size() == 1) return ordered.front();
    if (!all.empty()) refuse(dosage, "it states several amounts");
    return {};
}

void read_amount(const Element& dosage, Dosage& read) {
    const Element amount = chosen_amount(dosage);
    if (!amount.present()) return;
    if (amount.has("doseRange"))
        read.dose = range_of_quantities(amount.child("doseRange"));
    else
        read.dose.low = quantity_of(amount.child("doseQuantity"));
    check_amount(amount, read.dose);
    read.dose_unit = dose_unit_of(read.dose.low.stated() ? read.dose.low : read.dose.high);
    if (amount.has("rateRange"))
        read.rate = range_of_quantities(amount.child("rateRange"));
    else if (amount.has("rateQuantity"))
        read.rate.low = quantity_of(amount.child("rateQuantity"));
    else if (amount.has("rateRatio"))
        read.rate_ratio = ratio_of(amount.child("rateRatio"));
}

void read_limits(const Element& dosage, Dosage& read) {
    if (const Element most = dosage.child("maxDosePerPeriod"); most.present()) {
        read.max_per_period = ratio_of(most);
        if (!is_above_zero(read.max_per_period->numerator) || !is_above_zero(read.max_per_period->denominator))
            refuse(most, "a largest dose needs an amount and a time");
    }
    read.max_per_administration = quantity_of(dosage.child("maxDosePerAdministration"));
    read.max_per_lifetime = quantity_of(dosage.child("maxDosePerLifetime"));
}

/// An amount per weight or area, or "less than" an amount, cannot be measured out.
bool can_be_measured_out(const Dosage& dosage) {
    for (const Quantity* each : {&dosage.dose.low, &dosage.dose.high})
        if (!each->comparator.empty() || (each->ucum + each->unit).find('/') != std::string::npos) return false;
    return dosage.dose.stated() && dosage.dose_unit != DoseUnit::none;
}

bool says_when(const Dosage& dosage) {
    const Timing& timing = dosage.timing;
    if (dosage.as_needed || timing.count) return true;
    return timing.frequency || !timing.moments.empty() || !timing.times_of_day.empty() || !timing.events.empty() ||
           timing.words.stated();
}

std::optional<DaySlot>* slot_of(DaySlots& slots, DayMoment moment) {
    switch (moment) {
        case DayMoment::morning:
        case DayMoment::early_morning:
        case DayMoment::late_morning:
        case DayMoment::waking:
        case DayMoment::with_breakfast:
        case DayMoment::before_breakfast:
        case DayMoment::after_breakfast:
            return &slots.morning;
        case DayMoment::noon:
        case DayMoment::with_lunch:
        case DayMoment::before_lunch:
        case DayMoment::after_lunch:
            return &slots.noon;
        case DayMoment::evening:
        case DayMoment::early_evening:
        case DayMoment::late_evening:
        case DayMoment::with_dinner:
        case DayMoment::before_dinner:
        case DayMoment::after_dinner:
            return &slots.evening;
        case DayMoment::bedtime:
            return &slots.bedtime;
        default:
            return nullptr;
    }
}

/// "3 times a day with meals" is with each of the three meals.
std::span<const DayMoment> moments_of_a_day(const Timing& timing) {
    using enum DayMoment;
    static constexpr std::array with_meals{with_breakfast, with_lunch, with_dinner};
    static constexpr std::array before_meals{before_breakfast, before_lunch, before_dinner};
    static constexpr std::array after_meals{after_breakfast, after_lunch, after_dinner};
    if (timing.moments.size() != 1 || timing.frequency != 3) return timing.moments;
    switch (timing.moments.front()) {
        case with_meal:
            return with_meals;
        case before_meal:
            return before_meals;
        case after_meal:
            return after_meals;
        default:
            return timing.moments;
    }
}

/// See DaySlots: taken every day, as many times as there are moments, each in a column of its own.
DaySlots slots_of(const Chart& chart, const Dosage& dosage) {
    const Timing& timing = dosage.timing;
    const bool daily = timing.period == TimeSpan{"1", "", TimeUnit::day} && timing.weekdays.empty() && !timing.count &&
                       timing.events.empty() && timing.times_of_day.empty() && !timing.words.stated();
    const bool told_whole = dosage.agreement == TextAgreement::no_text || dosage.agreement == TextAgreement::agrees;
    const bool ends = timing.bounds.end.stated() || timing.bounds_length.stated();
    const RecordPeriod& visit = chart.visit_period();
    const bool begins_later =
        order_of(timing.bounds.start, visit.end.stated() ? visit.end : visit.start) == TimeOrder::after;
    if (!dosage.structured || !told_whole || dosage.as_needed || !daily || ends || begins_later ||
        timing.frequency_max || timing.offset_minutes != 0)
        return {};
    // "For 5 days only", "hold if dizzy": unknown advice may limit the dosage.
    const bool limited =
        std::any_of(dosage.additional.begin(), dosage.additional.end(), [](const AdditionalInstruction& each) {
            return each.advice == Advice::then_stop || each.advice == Advice::other;
        });
    if (limited || dosage.method == Method::other) return {};
    const std::span<const DayMoment> moments = moments_of_a_day(timing);
    if (timing.frequency != static_cast<int>(moments.size())) return {};
    DaySlots slots;
    for (const DayMoment moment : moments) {
        std::optional<DaySlot>* slot = slot_of(slots, moment);
        if (!slot || *slot) return {};
        *slot = DaySlot{dosage.dose, moment};
    }
    return slots;
}

void read_structure(const Chart& chart, const Element& dosage, Dosage& read) {
    read.timing = read_timing(chart, dosage.child("timing"));
    read_amount(dosage, read);
    read_limits(dosage, read);
    read.as_needed_for = chart.concept_of(dosage.child("asNeededCodeableConcept"));
    read.as_needed = dosage.boolean("asNeededBoolean").value_or(false) || dosage.has("asNeededCodeableConcept") ||
                     read.timing.needed;
    read.route_words = chart.concept_of(dosage.child("route"));
    read.route = route_of(read.route_words);
    read.method_words = chart.concept_of(dosage.child("method"));
    read.method = method_of(read.method_words);
    // SNOMED CT's "Push - dosing instruction imperative" is a term, not a sentence.
    if (const std::size_t term = read.method_words.name.text.find(" - dosing instruction"); term != std::string::npos)
        read.method_words.name.text.resize(term);
    read.site = chart.concept_of(dosage.child("site"));
    read.side = paired_side_of(read.site);
    const std::string place = plain_words(read.site.name.text);
    const auto names = [&](const char* word) { return has_word_from(place, word); };
    if ((read.route == Route::eye && names("ear")) || (read.route == Route::ear && names("eye")))
        refuse(dosage, "its route and its site are different places");
    // "As needed" is not a reason.
    std::string& reason = read.as_needed_for.name.text;
    reason = write_out_abbreviations(reason, {}).text;
    if (reason == "if needed") read.as_needed_for = {};
}

/// The text with abbreviations written out, and what it says.
void read_text(Dosage& read) {
    for (RecordText* text : {&read.text, &read.patient_instruction}) {
        if (text->empty() || !may_be_english(*text)) continue;
        PlainSig plain = write_out_abbreviations(text->text, {read.route});
        text->text = std::move(plain.text);
        read.sig.has_unclear_abbreviation |= plain.unclear;
    }
    const bool unclear = read.sig.has_unclear_abbreviation;
    std::vector<AdditionalInstruction> advice;
    Sig sig = read_sig(take_advice_out(read.text.text, advice));
    if (!read.patient_instruction.empty()) {
        Sig own = read_sig(take_advice_out(read.patient_instruction.text, advice));
        // Both are kept if the instruction for the patient lacks an amount or a time that the other text has.
        const bool covers = (!own.amounts.empty() || sig.amounts.empty()) && (own.frequency || !sig.frequency);
        const bool differ =
            (!own.amounts.empty() && !sig.amounts.empty() && own.amounts != sig.amounts) ||
            (own.frequency && sig.frequency && (own.frequency != sig.frequency || own.period != sig.period));
        if (covers && !differ)
            read.text = {};
        else
            own.is_complex = true;
        sig = std::move(own);
    }
    read.sig = std::move(sig);
    read.sig.has_unclear_abbreviation = unclear;
    for (AdditionalInstruction& each : advice) {
        const bool known = std::any_of(read.additional.begin(), read.additional.end(),
                                       [&](const AdditionalInstruction& other) { return other.advice == each.advice; });
        if (!known) read.additional.push_back(std::move(each));
    }
}

/// A count of one is a single dose only if the timing says nothing else: some records write "once a day" as a count of
/// one with the unit of a period but no period.
void check_count(const Element& dosage, const Timing& timing) {
    if (timing.count != 1 || timing.count_max) return;
    const Element repeat = dosage.child("timing").child("repeat");
    const bool more = timing.period.stated() || timing.frequency_max || repeat.has("periodUnit") ||
                      timing.bounds_length.stated() || !timing.weekdays.empty();
    if (more) refuse(dosage, "it says both one time in all and how often");
}

Dosage read_dosage(const Chart& chart, const Element& element) {
    Dosage read;
    read.text = chart.text_of(element, "text");
    read.patient_instruction = chart.text_of(element, "patientInstruction");
    for (const Element& each : element.children("additionalInstruction")) {
        AdditionalInstruction instruction{Advice::other, chart.concept_of(each)};
        PlainSig plain = write_out_abbreviations(instruction.words.name.text, {});
        read.sig.has_unclear_abbreviation |= plain.unclear;
        instruction.words.name.text = std::move(plain.text);
        instruction.advice = advice_of(instruction.words);
        if (instruction.words.stated() || instruction.advice != Advice::other)
            read.additional.push_back(std::move(instruction));
        else
            refuse(element, "an additional instruction has no words");
    }
    read_structure(chart, element, read);
    check_count(element, read.timing);
    read_text(read);
    complete_from_text(read);
    read.agreement = compare_with_fields(read);
    read.structured = can_be_measured_out(read) && says_when(read);
    read.slots = slots_of(chart, read);
    return read;
}

void warn_of_difference(ReadingProblems& problems, const Element& element, const Dosage& dosage) {
    if (dosage.agreement == TextAgreement::differs)
        problems.diagnostics().warning("record/dosage-differs"_code, element.json().span(),
                                       element.path() + ": the text and the fields of this dosage say different things",
                                       "only the text is shown, and the patient is told to ask");
    if (dosage.sig.has_unclear_abbreviation)
        problems.diagnostics().warning("record/abbreviation"_code, element.json().span(),
                                       element.path() + ": the text has an abbreviation that has been misread",
                                       "write it out in the record; the patient is told to ask");
}

}  // namespace

std::vector<Dosage> read_dosages(const Chart& chart, const Element& request, std::string_view name) {
    ReadingProblems& problems = chart.problems();
    std::vector<std::pair<int, Dosage>> numbered;
    for (const Element& element : request.children(name)) {
        auto earlier = problems.take();
        const int sequence = element.count("sequence").value_or(0);
        Dosage read = read_dosage(chart, element);
        if (auto problem = problems.take()) {
            if (problem->reason != LeftOutReason::malformed && !earlier)
                earlier = std::move(problem);
            else
                problems.diagnostics().warning("record/dosage-unclear"_code, problem->value->span(),
                                               path_of(*problem->value) + ": " + problem->message,
                                               "only the clinician's own text of this dosage is shown");
            // Only what the clinician wrote is kept, not the fields.
            Dosage text_only;
            text_only.text = std::move(read.text);
            text_only.patient_instruction = std::move(read.patient_instruction);
            text_only.sig = std::move(read.sig);
            text_only.additional = std::move(read.additional);
            text_only.unreadable = true;
            read = std::move(text_only);
        }
        problems.put(std::move(earlier));
        warn_of_difference(problems, element, read);
        read.sequence = sequence;
        numbered.emplace_back(sequence, std::move(read));
    }
    std::stable_sort(numbered.begin(), numbered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    // Dosages that follow each other, or have an end each, do not share a table of one day.
    const bool in_turn = std::any_of(numbered.begin(), numbered.end(), [&](const auto& each) {
        const Timing& timing = each.second.timing;
        return each.first != numbered.front().first || timing.bounds.end.stated() || timing.bounds_length.stated();
    });
    std::vector<Dosage> all;
    all.reserve(numbered.size());
    for (auto& [sequence, dosage] : numbered) {
        if (numbered.size() > 1 && in_turn) dosage.slots = {};
        all.push_back(std::move(dosage));
    }
    return all;
}

}  // namespace carepress::visit
