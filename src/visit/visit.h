#pragma once

#include "base/diagnostic.h"
#include "visit/dosage.h"
#include "visit/record.h"

#include <cstdint>

namespace carepress::visit {

/// Which patient and encounter of a bundle, and what may be read.
struct VisitChoice {
    std::string patient;    ///< logical id ("123"), reference ("Patient/123", a URL, urn:uuid:…); empty: the only one
    std::string encounter;  ///< the same for the encounter; empty: the latest by start among in-progress and finished
    bool include_restricted = false;  ///< read what is marked as restricted or sensitive, see visit/sensitivity.h
    bool force = false;               ///< make a summary even of a visit after, or about, the patient's death
};

/// A number that names the patient. Social security, driver's licence, passport and bank numbers are never carried.
struct PatientIdentifier {
    std::string system;              ///< URI; may be empty
    std::string value;               ///< never empty
    bool is_medical_record = false;  ///< type MR of HL7 table 0203
    std::string type;                ///< words of the type; may be empty
};

/// A person's name, ready to print: HumanName.text, else its parts in the order of the name's own script (family name
/// first in Chinese, Japanese and Korean characters), never of the reader's. A name may be empty only for
/// practitioners.
struct PersonName {
    std::string text;
};

struct VisitPatient {
    std::string reference;  ///< "Patient/123", else "urn:uuid:…", for the receipt only; empty: the bundle tells none
    std::string id;         ///< logical id; may be empty
    PersonName name;        ///< never empty
    PersonName
        preferred_name;     ///< what the patient goes by (HumanName.use usual or nickname), if another; may be empty
    RecordTime birth_date;  ///< as in the record, may be partial; not stated is an error when read
    std::vector<PatientIdentifier> identifiers;  ///< in the record's order
    std::string language;                        ///< BCP 47, preferred for communication; empty: not stated
    bool deceased = false;            ///< by flag or date: a summary for the patient makes no sense; warned of
    std::string gender;               ///< FHIR code ("female"); may be empty
    bool interpreter_needed = false;  ///< the record says so, of the patient or of the encounter
};

/// Somebody who took part: printed as a name, or an organisation's.
struct Participant {
    std::string name;         ///< never empty
    std::string role_code;    ///< HL7 ParticipationType ("ATND", "PPRF"); may be empty
    bool is_primary = false;  ///< attender or primary performer
    std::string reference;    ///< "Practitioner/123", for the receipt only; may be empty
};

struct ContactPoint {
    std::string phone;  ///< as written
    std::string use;    ///< FHIR code ("work"); may be empty
};

/// An organisation or a place.
struct CarePlace {
    std::string name;  ///< may be empty: nothing known
    std::vector<ContactPoint> phones;
    std::string address;    ///< lines split by "\n"; may be empty
    std::string reference;  ///< "Organization/123", for the receipt only; may be empty
};

enum class EncounterState : std::uint8_t { in_progress, finished };

struct VisitEncounter {
    std::string reference;  ///< how the bundle names it ("Encounter/123", "urn:uuid:…"), for receipt and audit only
    EncounterState state = EncounterState::finished;
    RecordPeriod period;
    std::string class_code;  ///< HL7 ActCode ("AMB", "EMER", "IMP", "VR", "HH"); may be empty
    std::vector<Concept> types;
    std::vector<Concept> reasons;  ///< reasonCode, and the condition, procedure or observation of reasonReference
    std::vector<Participant> participants;
    CarePlace provider;
    CarePlace location;
    std::vector<RecordText> discharge_instructions;  ///< diet and the like in words (hospitalization)
};

/// Of a body site, by its codes (SNOMED CT); `none` where they say nothing.
Side side_of(const Concept& site);
/// By words of English or Spanish: "Left knee", "rodilla izquierda".
Side side_in_words(std::string_view words);

enum class ConditionState : std::uint8_t { active, recurrence, relapse, remission, inactive, resolved, not_stated };

/// A diagnosis or health problem. Refuted ones are never here; unconfirmed ones say so.
struct VisitCondition {
    Concept name;
    std::vector<Concept> body_sites;  ///< see body_sites_of(); those that the name holds already are left out
    ConditionState state = ConditionState::not_stated;
    bool confirmed = true;       ///< false: the record says provisional, differential or unconfirmed
    bool possible = false;       ///< only thought of: differential, suspected, to be ruled out; never a finding
    bool of_this_visit = false;  ///< recorded in this encounter, or its diagnosis or reason
    int rank = 0;                ///< of Encounter.diagnosis, from 1; 0: none
    RecordTime onset, abatement;
    Concept severity;
};

/// What the record says of a medicine at this visit, and nothing more.
enum class MedicineChange : std::uint8_t {
    not_stated,  ///< in the list, under no heading of change
    fresh,       ///< ordered in this visit, and no earlier order for the same medicine in the record
    continued,   ///< ordered before this visit and still active, or renewed unchanged by it
    changed,     ///< takes the place of an earlier order (priorPrescription), and differs
    stopped,     ///< ended by this visit or by what took its place in it: not to be taken any more
};

enum class MedicineState : std::uint8_t { take, on_hold, stopped };

enum class MedicineWarning : std::uint8_t {
    dosage_missing,     ///< nothing says how to take it: "Ask how to take this medicine"
    dosage_incomplete,  ///< something does, but no amount or no time, and no text of the clinician
    partly_unreadable,  ///< a dosage of it was left out
    may_have_ended,     ///< its time or supply is over, or its own words say to stop, and it still is active
    listed_twice,       ///< the list has the same medicine again with other words or another dosage: ask which holds
};

struct ReplacedMedicine {
    Concept name;
    std::vector<Dosage> dosages;
};

struct Medicine {
    Concept name;
    MedicineState state = MedicineState::take;
    MedicineChange change = MedicineChange::not_stated;
    bool told = false;            ///< nobody here ordered it: the patient or a relative says that it is taken
    std::vector<Dosage> dosages;  ///< in sequence
    std::vector<Concept> purposes;
    RecordTime authored;
    std::optional<ReplacedMedicine> replaces;  ///< of a changed one, what it was before
    Concept stop_reason;
    std::vector<MedicineWarning> warnings;
    std::string path;            ///< where it is in the bundle, for the report only
    Quantity quantity;           ///< what is dispensed each time; may be unstated
    std::optional<int> refills;  ///< how often it may be dispensed again
    std::string prescriber;      ///< may be empty
    RecordTime start;            ///< when it was prescribed
};

enum class AllergiesKnown : std::uint8_t {
    not_recorded,   ///< the record says nothing: never print "none"
    none_recorded,  ///< the record says that there are none known
    recorded,
};

struct Allergy {
    Concept name;
    std::vector<Concept> reactions;  ///< manifestations
    bool severe = false;             ///< criticality high or a severe reaction
    bool confirmed = true;           ///< false: the record says unconfirmed
};

/// What an allergy can be to, as far as records state that none is known.
enum class AllergyKind : std::uint8_t { medicines, food, environment, latex };

struct Allergies {
    AllergiesKnown known = AllergiesKnown::not_recorded;
    std::vector<Allergy> list;
    std::vector<AllergyKind> none_known_kinds;  ///< "no known drug allergies": none recorded of these kinds only
    std::vector<Concept> none_known_of;         ///< and of these substances
};

/// What a measurement is, where its code is one of these; `other`: print the concept.
enum class VitalSignKind : std::uint8_t {
    other,
    blood_pressure,
    systolic,
    diastolic,
    heart_rate,
    respiratory_rate,
    temperature,
    oxygen_saturation,
    height,
    weight,
    body_mass_index,
    head_circumference,
    pain,
};

struct Measurement {
    VitalSignKind kind = VitalSignKind::other;
    Concept name;
    QuantityRange value;  ///< or …
    Concept words;        ///< … a coded or textual value
};

/// A vital sign of this encounter: one value, or components (blood pressure: systolic and diastolic). What has
/// neither (dataAbsentReason) is left out.
struct VitalSign : Measurement {
    std::vector<Measurement> components;
    RecordTime when;
};

/// How a result of a test stands to what is usual, as the laboratory says it, or, where it does not, as the value
/// stands to the one range that the record states.
enum class ResultFlag : std::uint8_t {
    not_stated,
    normal,
    negative,
    positive,
    abnormal,
    low,
    high,
    very_abnormal,
    very_low,
    very_high,
    unclear,  ///< the record says two things that exclude each other: ask
};

/// A result of a test of this visit.
struct VisitResult {
    Concept name;
    Concept panel;        ///< the report or group that it is part of; may be unstated
    QuantityRange value;  ///< or …
    Concept words;        ///< … a coded or textual value
    QuantityRange usual;  ///< reference range; or …
    RecordText usual_words;
    ResultFlag flag = ResultFlag::not_stated;
    RecordTime when;
};

/// What a report concludes, in words.
struct VisitReport {
    Concept name;
    RecordText conclusion;
};

struct VisitResults {
    std::vector<VisitResult> results;  ///< the latest of each kind, in the order of the reports, then of the record
    std::vector<VisitReport> reports;
    std::vector<Concept> pending;  ///< tests of this visit without a final result yet
};

/// Something that was done in this visit.
struct VisitProcedure {
    Concept name;
    std::vector<Concept> body_sites;
    Concept outcome;
    std::vector<Concept> follow_up;  ///< what is to be done after it
};

/// A medicine that was given to the patient in this visit.
struct GivenMedicine {
    Concept name;
    Quantity dose;
    RecordText dosage;  ///< in words; may be empty
    Concept route, site;
    RecordTime when;
};

/// Somebody who cares for the patient beyond this visit.
struct CareTeamMember {
    std::string name;              ///< never empty
    Concept role;                  ///< may be unstated
    bool is_primary_care = false;  ///< named by the patient's record as general practitioner
    std::vector<ContactPoint> phones;
};

struct VisitImmunization {
    Concept name;
    RecordTime when;
    bool of_this_visit = false;
    Concept site;
};

struct VisitGoal {
    Concept name;
    RecordTime due;
    bool of_this_visit = false;
};

struct CarePlanActivity {
    Concept name;
    RecordText description;
    std::string status;  ///< FHIR code ("in-progress")
    RecordPeriod when;
    bool is_follow_up = false;  ///< a visit to come
    bool operator==(const CarePlanActivity&) const = default;
};

struct VisitCarePlan {
    Concept name;  ///< title, else category; may be unstated
    RecordText description;
    bool of_this_visit = false;
    std::vector<CarePlanActivity> activities;
    std::vector<Concept> addresses;  ///< the conditions that it is for
};

/// Where an order of this visit belongs on the page.
enum class OrderKind : std::uint8_t {
    test_or_referral,  ///< the patient has to go somewhere for it
    instruction,       ///< the patient has to do it: diet, exercises, a device to wear
    follow_up,         ///< a visit to come that is not booked
};

/// A test, referral, procedure, diet or device that is ordered and still to come.
struct VisitServiceRequest {
    OrderKind kind = OrderKind::test_or_referral;
    Concept name;
    RecordPeriod when;
    std::vector<Concept> reasons;
    RecordText patient_instruction;
    std::vector<std::string> performers;
    Concept performer_type;           ///< "Physiotherapist"; may be unstated
    std::vector<Concept> body_sites;  ///< see body_sites_of()
    bool urgent = false;              ///< priority urgent, asap or stat
};

/// A booked meeting after this visit.
struct VisitAppointment {
    RecordTime start, end;
    bool confirmed = true;   ///< booked; false: pending or proposed participants have not all accepted
    bool booked = true;      ///< false: only proposed, such as a recall; it may have no start
    RecordPeriod asked_for;  ///< of a proposed one: within which time it is to be
    Concept what;            ///< service type, else appointment type; may be unstated
    std::vector<Concept> reasons;
    std::vector<std::string> with;  ///< names of practitioners
    CarePlace place;
    RecordText description;
    RecordText patient_instruction;
};

/// What a clinician wrote for this visit, as written.
struct ClinicalNote {
    RecordText title;  ///< may be empty
    RecordText text;   ///< never empty
};

enum class LeftOutReason : std::uint8_t {
    other_patient,      ///< its subject is in the bundle and is not the patient
    unclear_subject,    ///< nothing in the bundle tells whose it is: it may be the patient's
    not_of_this_visit,  ///< belongs to another encounter, where only this one's are shown
    after_visit,        ///< made after this visit ended
    not_in_force,       ///< entered in error, cancelled, draft, refuted, over …
    restricted,         ///< meta.security
    not_understood,     ///< modifierExtension, implicitRules, an unknown status
    no_words,           ///< nothing in it can be printed: codes without words, no value
    malformed,          ///< a wrong type or form
    repeated,           ///< another entry says the same
    for_clinicians,     ///< an order within the hospital, and the like
    not_shown,          ///< of a kind that a summary does not show, and it may be missed
    not_health,         ///< about work, school or home life, or a task of the clinic, not of this visit
    states_absence,     ///< says that there are none ("no known problems")
    of_relatives,       ///< family history
    unknown_reader,     ///< a part of a document that doesn't say whether it is for the patient
};

/// Whether something that was left out for this reason is missed on the page.
bool makes_incomplete(LeftOutReason reason);

/// Which part of the page something would have stood in.
enum class VisitSection : std::uint8_t {
    encounter,
    conditions,
    medicines,
    allergies,
    vital_signs,
    immunizations,
    goals,
    care_plans,
    service_requests,
    appointments,
    notes,
    results,
    procedures,
    given,
    care_team,
};

/// Something of the record that is not on the page. Holds no patient data, only where it is.
struct LeftOut {
    VisitSection section = VisitSection::encounter;
    LeftOutReason reason = LeftOutReason::not_in_force;
    std::string path;  ///< "Bundle.entry[3].resource"
};

/// One visit of one patient: all that the page needs of the record, in plain values, in a fixed order. Everything in it
/// belongs to the patient and was in force at the end of the visit.
struct Visit {
    VisitPatient patient;
    VisitEncounter encounter;
    std::vector<VisitCondition> conditions;  ///< of this visit by rank, then others, in the record's order
    std::vector<Medicine> medicines;         ///< in the record's order
    Allergies allergies;
    std::vector<VitalSign> vital_signs;            ///< of this encounter; the latest of each kind
    std::vector<VisitImmunization> immunizations;  ///< latest first
    std::vector<VisitGoal> goals;
    std::vector<VisitCarePlan> care_plans;
    std::vector<VisitServiceRequest> service_requests;
    std::vector<VisitAppointment> appointments;  ///< by start
    std::vector<ClinicalNote> notes;
    VisitResults results;
    std::vector<VisitProcedure> procedures;
    std::vector<GivenMedicine> given;
    std::vector<CareTeamMember> care_team;
    std::vector<LeftOut> left_out;

    /// Something that belongs in this section could not be read: the page must say that it may not be complete.
    bool incomplete(VisitSection section) const;
    /// The bundle holds something of this visit that would belong to this section, if a summary showed its kind: the
    /// page must not say that there is nothing.
    bool holds_more(VisitSection section) const;
};

/// Bundles over this size are refused (32 MB).
inline constexpr std::size_t largest_bundle = 32'000'000;

/// Reads the visit of one patient from a FHIR R4 Bundle in JSON (collection, searchset, document, transaction, batch).
/// Nothing, and an error in `diagnostics`, when it is refused: not JSON as RFC 8259 and FHIR ask for, no bundle, an
/// incomplete one (a `next` link, an OperationOutcome of an error), another version of FHIR, several patients and none
/// chosen, no encounter. Which encounter is read, and what is left out, are notes; what makes a section incomplete is a
/// warning. Messages name resources by path and type and never hold patient data.
std::optional<Visit> read_visit(const Source& bundle, const VisitChoice& choice, Diagnostics& diagnostics);

}  // namespace carepress::visit
