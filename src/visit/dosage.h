#pragma once

#include "visit/record.h"

namespace carepress {

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

    bool stated() const;
    bool operator==(const Timing&) const = default;
};

/// What a dose is counted in, where the unit is one of these (by UCUM, HL7 orderable drug form, SNOMED CT, or the
/// record's English word); `other`: print Quantity::unit as written. `none`: the record states a bare number, and it
/// must not be taken as tablets.
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

/// How a medicine gets into or onto the body, where the record's code is one of these; `other`: print the concept.
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

/// What one does with it; `none`: not stated, words follow from the route.
enum class Method : std::uint8_t { none, other, take, swallow, chew, apply, inject, inhale, insert, instill, spray };

/// Advice that stands in the record in words (or a code of SNOMED CT without words) that are known, so that it can be
/// said in each language; `other`: print the concept as written.
enum class Advice : std::uint8_t {
    other,
    with_food,
    after_food,
    with_or_after_food,
    before_food,
    empty_stomach,
    with_water,
    may_cause_drowsiness,  ///< 418914006: may cause drowsiness; if so, no driving or machines; no alcohol
    no_alcohol,
    complete_the_course,
    regular_intervals,  ///< 418577003: at regular intervals; finish the course unless told otherwise
    shake_well,
    dissolve,
    swallow_whole,
    avoid_sunlight,
    sparingly,
    until_finished,  ///< 421984009: until all is used up
    as_directed,
};

struct AdditionalInstruction {
    Advice advice = Advice::other;
    Concept words;  ///< as written
    bool operator==(const AdditionalInstruction&) const = default;
};

/// The four columns of the table of a day. A slot holds the amount of one dose.
struct DaySlots {
    std::optional<QuantityRange> morning, noon, evening, bedtime;
    bool any() const { return morning || noon || evening || bedtime; }
    bool operator==(const DaySlots&) const = default;
};

/// FHIR Dosage, read and checked, in no language: words are made of it from the phrases of each.
///
/// To print: `patient_instruction` where there is one, else `text`, as the clinician wrote it; else, where
/// `structured`, words from the fields; else nothing of it is enough to act on, and the patient has to ask. Never words
/// from the fields in place of the clinician's text: where the two differ, nobody here can tell which is meant.
// The fields stand in the order of FHIR's, which reads better than the few bytes that another order saves.
struct Dosage {  // NOLINT(clang-analyzer-optin.performance.Padding)
    RecordText text;
    RecordText patient_instruction;
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
    std::vector<AdditionalInstruction> additional;
    std::optional<QuantityRatio> max_per_period;
    Quantity max_per_administration, max_per_lifetime;

    /// Only where the moments of the timing say so, for every day, and not for as-needed doses: "2 times a day" alone
    /// fills no slot.
    DaySlots slots;
    bool operator==(const Dosage&) const = default;
};

}  // namespace carepress
