#pragma once

#include "visit/chart.h"

#include <cstdint>

namespace carepress::visit {

/// Each reads one part of the visit; what must be there and is not is an error in the chart's diagnostics.
VisitPatient read_patient(Chart& chart);
/// The language that a Patient marks as preferred, or the only one; empty, with a warning, where that is not clear.
std::string language_of_patient(const Element& patient);
bool is_deceased(const Element& patient);
VisitEncounter read_encounter(Chart& chart);
std::vector<VisitCondition> read_conditions(Chart& chart);
std::vector<Medicine> read_medicines(Chart& chart);
Allergies read_allergies(Chart& chart);
std::vector<VitalSign> read_vital_signs(Chart& chart);
std::vector<VisitImmunization> read_immunizations(Chart& chart);
std::vector<VisitGoal> read_goals(Chart& chart);
std::vector<VisitCarePlan> read_care_plans(Chart& chart);
std::vector<VisitServiceRequest> read_service_requests(Chart& chart);
std::vector<VisitAppointment> read_appointments(Chart& chart);
std::vector<ClinicalNote> read_notes(Chart& chart);
VisitResults read_results(Chart& chart);
std::vector<VisitProcedure> read_procedures(Chart& chart);
std::vector<GivenMedicine> read_given(Chart& chart);
std::vector<CareTeamMember> read_care_team(Chart& chart);
/// Devices and diets that were ordered in this visit.
std::vector<VisitServiceRequest> read_device_and_diet_orders(Chart& chart);
/// Whether the record asks for an interpreter.
bool read_interpreter_needed(const Chart& chart);
/// Notes what a server says that its answer may lack: of the types that the OperationOutcome's `expression` names, or
/// of medicines and allergies. Then nothing is claimed to be all that there is.
void note_gaps(Chart& chart);
/// Notes what the bundle holds of this visit in resources that no reader above looks at.
void note_unread(Chart& chart);
/// Resources of which the server gave a part alone (HL7 ObservationValue SUBSETTED, REDACTED, MASKED).
void note_cut_resources(Chart& chart);
/// Lists of medicines or allergies with items that are not read, flags about allergies and adverse events: what they
/// name may be missed on the page.
void note_unread_lists_and_flags(Chart& chart);

/// The medicine that a request, statement or administration names; may be unstated.
Concept medicine_name_of(const Chart& chart, const Element& holder);
/// Quantity, refills, prescriber and date of an order.
void read_supply(const Chart& chart, const Element& request, Medicine& medicine);

/// The Dosage elements of `name`, in sequence. One whose fields contradict themselves keeps its texts alone, with a
/// warning.
std::vector<Dosage> read_dosages(const Chart& chart, const Element& request, std::string_view name);

/// The name of a practitioner, organisation or place that a reference leads to, else the reference's own words where it
/// can't mean a patient or a relative; may be empty.
std::string name_behind(const Chart& chart, const Element& reference);
/// The words of somebody who is named by words alone, unless they are the name of this or another patient, or of a
/// relative.
std::string name_in_words(const Chart& chart, const Element& reference);
/// How a server may know a resource of the bundle: "Type/id", else the full URL of its entry; empty: in no way.
std::string reference_to(const Chart& chart, const Element& resource);
/// An Organization or Location.
CarePlace read_place(const Chart& chart, const Element& reference);
/// Letters of the longest name or number that is printed: some are on every page.
inline constexpr std::size_t longest_name = 200;
bool fits_on_page(std::string_view words);
/// `words`, or nothing and a warning that names `at`, where they are longer than that.
std::string fitting(const Element& at, std::string words);

/// How the name of a patient was found.
enum class NameFound : std::uint8_t {
    in_use,           ///< at the visit
    in_use_today,     ///< none was in use at the visit, but this one still is
    of_another_time,  ///< all have ended, or are of a kind not to call somebody by
};
struct PatientName {
    Element name;  ///< a HumanName; absent: there is none
    NameFound found = NameFound::in_use;
};
PatientName patient_name(const std::vector<Element>& names, const RecordTime& when);
/// The name that a patient usually goes by (HumanName.use usual, else nickname); absent for none.
Element preferred_name(const std::vector<Element>& names, const RecordTime& when);
/// A HumanName as PersonName has it; of an absent one nothing.
std::string printed_name(const Element& name, bool with_prefix);

/// The name that HumanName elements state for use at `when`; see PersonName.
std::string person_name(const std::vector<Element>& names, const RecordTime& when, bool with_prefix);

}  // namespace carepress::visit
