#pragma once

#include "visit/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace carepress::visit {

/// FHIR UnitsOfTime.
enum class TimeUnit : std::uint8_t { second, minute, hour, day, week, month, year };

/// FHIR EventTiming (R4) and the meals and moments of HL7 TimingEvent.
enum class DayMoment : std::uint8_t {
    morning,           ///< MORN
    early_morning,     ///< MORN.early
    late_morning,      ///< MORN.late
    noon,              ///< NOON
    afternoon,         ///< AFT
    early_afternoon,   ///< AFT.early
    late_afternoon,    ///< AFT.late
    evening,           ///< EVE
    early_evening,     ///< EVE.early
    late_evening,      ///< EVE.late
    night,             ///< NIGHT
    after_sleep,       ///< PHS: after going to sleep begins
    bedtime,           ///< HS
    waking,            ///< WAKE
    with_meal,         ///< C
    with_breakfast,    ///< CM
    with_lunch,        ///< CD
    with_dinner,       ///< CV
    before_meal,       ///< AC
    before_breakfast,  ///< ACM
    before_lunch,      ///< ACD
    before_dinner,     ///< ACV
    after_meal,        ///< PC
    after_breakfast,   ///< PCM
    after_lunch,       ///< PCD
    after_dinner,      ///< PCV
};

/// ISO 8601: the week begins with Monday.
enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

/// A length of time, or from low to high: decimal texts as in the record. Not stated: empty `low` and `high`.
struct TimeSpan {
    std::string low, high;
    TimeUnit unit = TimeUnit::day;
    bool stated() const { return !low.empty() || !high.empty(); }
    bool operator==(const TimeSpan&) const = default;
};

/// FHIR Timing, checked and without contradictions; the codes of GTSAbbreviation (BID, TID, QOD, Q4H, AM…) are already
/// turned into frequency, period and moments. Unstated parts are empty.
struct Timing {
    std::optional<int> frequency, frequency_max;  ///< so many times …
    TimeSpan period;                              ///< … in each such time; "every 4 to 6 hours" is 1 and 4 to 6 hours
    std::vector<DayMoment> moments;
    int offset_minutes = 0;  ///< before or after each moment (a moment of before_… or after_…)
    std::vector<Weekday> weekdays;
    std::vector<std::string> times_of_day;  ///< "09:00" or "09:00:30", local to the patient
    std::vector<RecordTime> events;         ///< exact times
    TimeSpan duration;                      ///< how long one taking lasts
    std::optional<int> count, count_max;    ///< in all so many times
    RecordPeriod bounds;                    ///< from when until when
    TimeSpan bounds_length;                 ///< for how long
    Concept words;                          ///< a code that is not known here: print its words
    bool needed = false;                    ///< those words said "as needed"

    bool stated() const;
    bool operator==(const Timing&) const = default;
};

/// What a dose is counted in, if the unit is one of these (by UCUM, HL7 orderable drug form, or the record's English
/// word). `other`: print Quantity::unit as written. `none`: the record states a bare number, which must not be taken as
/// tablets.
enum class DoseUnit : std::uint8_t {
    none,
    other,
    tablet,
    capsule,
    drop,
    puff,
    spray,
    patch,
    suppository,
    lozenge,
    application,
    sachet,
    unit,
    milliliter,
    liter,
    milligram,
    microgram,
    gram,
    milliequivalent,
    teaspoon,
    tablespoon,
};

/// How a medicine gets into or onto the body, if the record's code is one of these; `other`: print the concept.
enum class Route : std::uint8_t {
    none,
    other,
    oral,
    sublingual,
    buccal,
    topical,
    inhaled,
    nasal,
    eye,
    ear,
    rectal,
    vaginal,
    subcutaneous,
    intramuscular,
    intravenous,
    transdermal,
};

/// What the patient does with it; `none`: not stated, so that the verb follows from the route.
enum class Method : std::uint8_t { none, other, take, swallow, chew, apply, inject, inhale, insert, instill, spray };

/// Advice that a record gives in known words, or by a code of SNOMED CT (children of 419492006 |additional dosage
/// instructions|), so that each language has a sentence for it; `other`: print the concept as written.
enum class Advice : std::uint8_t {
    other,
    with_food,  ///< said within the sentence
    after_food,
    with_or_after_food,
    before_food,
    half_hour_before_food,
    empty_stomach,
    with_water,
    may_make_sleepy,
    sleepy_no_driving,
    sleepy_no_driving_no_alcohol,
    sleepy_next_day,
    no_alcohol,
    complete_the_course,
    regular_intervals,  ///< and finish the course
    shake_well,
    dissolve,
    melt_under_tongue,
    melt_under_tongue_keep_closed,
    suck_or_chew,
    swallow_whole,
    do_not_crush,
    avoid_sunlight,
    sparingly,
    external_use,
    until_finished,
    then_stop,
    do_not_stop,
    as_directed,
    follow_leaflet,
    use_with_care,
    contains_aspirin,
    contains_aspirin_like,
    no_other_aspirin,
    no_other_acetaminophen,
    contains_aspirin_acetaminophen,
    at_most_2_and_8,
    no_antacids,
    no_antacids_iron_zinc,
    no_milk_antacids_iron_zinc,
    no_grapefruit,
    may_color_urine,
    rinse_mouth,
    stay_upright,
    refrigerate,
    flammable,
};

struct AdditionalInstruction {
    Advice advice = Advice::other;
    Concept words;  ///< as written
    bool operator==(const AdditionalInstruction&) const = default;
};

/// One cell of the table of a day: the amount, and its moment within the column.
struct DaySlot {
    QuantityRange dose;
    DayMoment moment = DayMoment::morning;
    bool operator==(const DaySlot&) const = default;
};

/// The four columns of the table of a day.
struct DaySlots {
    std::optional<DaySlot> morning, noon, evening, bedtime;
    bool any() const { return morning || noon || evening || bedtime; }
    bool operator==(const DaySlots&) const = default;
};

/// An amount that a text names: "1 to 2 tablets".
struct SigAmount {
    std::string low, high;  ///< decimal texts; `high` is empty for a single one
    DoseUnit unit = DoseUnit::none;
    bool operator==(const SigAmount&) const = default;
};

/// What an English instruction ("sig") says, as far as it can be read; see read_sig().
struct Sig {
    std::vector<SigAmount> amounts;
    std::optional<SigAmount> most;                ///< "not more than 4 tablets" …
    bool most_is_daily = false;                   ///< … in a day
    std::optional<int> frequency, frequency_max;  ///< as in Timing
    TimeSpan period;                              ///< as in Timing
    std::vector<DayMoment> moments;
    std::vector<Weekday> weekdays;
    std::vector<std::string> times_of_day;  ///< "09:00"
    std::string offset;                     ///< minutes before or after a meal
    TimeSpan length;                        ///< "for 7 days"
    bool as_needed = false;
    Side side = Side::none;
    bool says_once = false;                 ///< has the English word "once", which is eleven in Spanish
    bool has_unclear_abbreviation = false;  ///< one that has been misread and cannot be written out surely
    bool is_complex = false;  ///< says more than can be read here: steps, choices, numbers of something else
    bool has_dates = false;   ///< "starting Friday", "until 11/25"
    bool is_refusal = false;  ///< has words such as "not", "stop", "call": nothing else may be said beside it
    bool operator==(const Sig&) const = default;
};

/// How the clinician's text and the fields of a dosage relate to each other.
enum class TextAgreement : std::uint8_t {
    no_text,      ///< there are only fields
    agrees,       ///< both name an amount and times, and the same
    compatible,   ///< nothing in the text differs from the fields, but not all of it is in both
    cannot_tell,  ///< the text says more than can be read here, or in a language that is not read
    differs,      ///< they name different amounts, times, days or lengths: only the text may be shown, with a question
};

/// FHIR Dosage, read and checked, in no language.
///
/// To print: if `agreement` is differs or cannot_tell, the text alone; else the text or words from the fields,
/// whichever is in the patient's language; if there is neither, the patient has to ask.
// The fields have the order of FHIR's, which reads better; another order would save only a few bytes.
struct Dosage {        // NOLINT(clang-analyzer-optin.performance.Padding)
    int sequence = 0;  ///< FHIR Dosage.sequence: those with the same number are taken side by side, others in turn
    RecordText text;   ///< as written, with abbreviations that have been misread written out
    RecordText patient_instruction;
    Sig sig;  ///< what these two say, as far as it can be read
    TextAgreement agreement = TextAgreement::no_text;
    bool unreadable = false;  ///< something in its fields contradicts itself: only the texts are kept
    bool structured = false;  ///< has an amount with a unit, and when to take it (or "as needed", or once)

    QuantityRange dose;
    DoseUnit dose_unit = DoseUnit::none;
    QuantityRange rate;                       ///< "100 mL per hour" as a quantity
    std::optional<QuantityRatio> rate_ratio;  ///< … or as a ratio
    Timing timing;
    bool as_needed = false;
    Concept as_needed_for;  ///< "pain"; only with as_needed
    Route route = Route::none;
    Concept route_words;
    Method method = Method::none;
    Concept method_words;
    Concept site;
    Side side = Side::none;  ///< of `site`, where it is an eye, an ear or the nose
    std::vector<AdditionalInstruction> additional;
    std::optional<QuantityRatio> max_per_period;
    Quantity max_per_administration, max_per_lifetime;

    /// Filled only if the table can say the whole dosage: every day, at the moments that the timing names, without an
    /// end, a later start, an offset or "as needed", and with a text that agrees. "2 times a day" alone fills no slot.
    DaySlots slots;
    bool operator==(const Dosage&) const = default;
};

}  // namespace carepress::visit
