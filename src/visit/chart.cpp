#include "visit/chart.h"

#include "visit/concepts.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>

namespace carepress::visit {
namespace {

struct SubjectField {
    std::string_view type, field;
};

/// The types about one patient, and the element that says which.
constexpr std::array<SubjectField, 19> subject_fields{{{"AllergyIntolerance", "patient"},
                                                       {"CarePlan", "subject"},
                                                       {"CareTeam", "subject"},
                                                       {"Composition", "subject"},
                                                       {"Condition", "subject"},
                                                       {"DeviceRequest", "subject"},
                                                       {"DiagnosticReport", "subject"},
                                                       {"DocumentReference", "subject"},
                                                       {"Encounter", "subject"},
                                                       {"Goal", "subject"},
                                                       {"Immunization", "patient"},
                                                       {"List", "subject"},
                                                       {"MedicationAdministration", "subject"},
                                                       {"MedicationRequest", "subject"},
                                                       {"MedicationStatement", "subject"},
                                                       {"NutritionOrder", "patient"},
                                                       {"Observation", "subject"},
                                                       {"Procedure", "subject"},
                                                       {"ServiceRequest", "subject"}}};

/// The types that are not about one patient.
constexpr std::array<std::string_view, 6> shared_types{"HealthcareService", "Location",     "Medication",
                                                       "Organization",      "Practitioner", "PractitionerRole"};

const SubjectField* subject_field_of(std::string_view type) {
    const auto* const found = std::find_if(subject_fields.begin(), subject_fields.end(),
                                           [&](const SubjectField& each) { return each.type == type; });
    return found == subject_fields.end() ? nullptr : found;
}

/// A reference that leads nowhere, but says that it does not mean a person.
bool means_a_thing(const Element& reference) {
    static constexpr std::array<std::string_view, 5> things{"Device", "Location", "Medication", "Organization",
                                                            "Substance"};
    return std::any_of(things.begin(), things.end(), [&](std::string_view each) {
        return reference.code("type") == each || reference.code("reference").starts_with(std::string(each) + "/");
    });
}

/// A reference that leads nowhere, but says that it means a patient.
bool claims_patient(const Element& reference) {
    return reference.code("type") == "Patient" ||
           reference.code("reference").find("Patient/") != std::string_view::npos;
}

/// The type for a message: one that is not known here might be anything, even a patient's name.
std::string_view type_for_message(const JsonValue& resource) {
    static constexpr std::array<std::string_view, 7> others{
        "AdverseEvent",       "Appointment",      "Flag",   "MedicationAdministration",
        "MedicationDispense", "OperationOutcome", "Patient"};
    const std::string_view type = type_of(resource);
    const bool known = is_one_of(type, others) || is_one_of(type, shared_types) || subject_field_of(type);
    return known ? type : "resource";
}

}  // namespace

std::optional<LeftOutReason> Chart::barrier(const JsonValue& resource) const {
    if (const auto subject = subject_barrier(resource)) return subject;
    if (sensitivity(resource) != Sensitivity::none) return LeftOutReason::restricted;
    const BundleEntry* entry = bundle_.entry_of(resource);
    if (resource.find("modifierExtension") || resource.find("implicitRules") || !entry || !entry->understood)
        return LeftOutReason::not_understood;
    const Element element(resource, problems_);
    const bool error =
        element.code("status") == "entered-in-error" ||
        (element.has("verificationStatus") && has_coding(element.child("verificationStatus"), "entered-in-error"));
    if (error) return LeftOutReason::not_in_force;
    if (const JsonValue* visit = visit_of(element); visit && visit != encounter_ && visit != &resource) {
        const JsonValue* subject = visit->find("subject");
        if (const auto whose = subject ? subject_barrier(*visit) : std::nullopt) return whose;
    }
    return std::nullopt;
}

std::optional<LeftOutReason> Chart::not_the_patient(const Element& subject) const {
    if (!subject.present()) return LeftOutReason::unclear_subject;
    const JsonValue* found = bundle_.resolve_any_version(subject);
    if (is_patient(found)) return std::nullopt;
    // A contained resource has no identity of its own (FHIR R4, 2.3.7): it may describe the patient.
    const bool in_bundle = found && bundle_.entry_of(*found)->resource == found;
    const bool proven = in_bundle ? &subject.json() != found : means_a_thing(subject);
    return proven ? LeftOutReason::other_patient : LeftOutReason::unclear_subject;
}

std::optional<LeftOutReason> Chart::appointment_barrier(const JsonValue& appointment) const {
    const JsonValue* participants = appointment.find("participant");
    if (!participants || participants->kind != JsonValue::Kind::array) return LeftOutReason::unclear_subject;
    bool patients = false, others = false, unclear = false;
    for (const JsonValue& participant : participants->items) {
        const JsonValue* actor = participant.find("actor");
        if (!actor) continue;
        if (actor->kind != JsonValue::Kind::object) {
            problems_.wrong_type(*actor, "an object");
            continue;
        }
        const Element reference(*actor, problems_);
        const JsonValue* who = bundle_.resolve_any_version(reference);
        patients |= is_patient(who);
        others |= who && !is_patient(who) && type_of(*who) == "Patient";
        unclear |= !who && claims_patient(reference);
    }
    if (patients && !others && !unclear) return std::nullopt;
    return others && !patients && !unclear ? LeftOutReason::other_patient : LeftOutReason::unclear_subject;
}

std::optional<LeftOutReason> Chart::subject_barrier(const JsonValue& resource) const {
    const std::string_view type = type_of(resource);
    if (is_patient(&resource) || is_one_of(type, shared_types)) return std::nullopt;
    if (type == "Appointment") return appointment_barrier(resource);
    const SubjectField* field = subject_field_of(type);
    if (!field) return LeftOutReason::not_understood;
    // No Element of the resource is made here: its modifierExtension is a barrier of its own.
    const JsonValue* subject = resource.find(field->field);
    if (subject && subject->kind == JsonValue::Kind::object) return not_the_patient({*subject, problems_});
    if (subject) problems_.wrong_type(*subject, "an object");
    return LeftOutReason::unclear_subject;
}

Element Chart::follow(const Element& reference, std::initializer_list<std::string_view> types) const {
    const JsonValue* found = reference.present() ? bundle_.resolve(reference) : nullptr;
    if (!found || !is_one_of(type_of(*found), types) || barrier(*found)) return {};
    return {*found, problems_};
}

const JsonValue* Chart::visit_of(const Element& resource) const {
    const std::string_view type = type_of(resource.json());
    Element reference;
    if (type == "MedicationStatement" || type == "MedicationAdministration") {
        reference = resource.child("context");
    } else if (type == "DocumentReference") {
        const std::vector<Element> all = resource.child("context").children("encounter");
        if (all.size() == 1) reference = all.front();
    } else if (type != "Encounter") {
        reference = resource.child("encounter");
    }
    const JsonValue* visit = reference.present() ? bundle_.resolve_any_version(reference) : nullptr;
    return visit && type_of(*visit) == "Encounter" ? visit : nullptr;
}

bool Chart::encounter_is(const JsonValue* resource) const {
    return resource && (resource == encounter_ || std::find(parts_.begin(), parts_.end(), resource) != parts_.end());
}

std::vector<Element> Chart::encounters() const {
    std::vector<Element> all{encounter()};
    for (const JsonValue* part : parts_) all.emplace_back(*part, problems_);
    return all;
}

VisitRelation Chart::relation(const Element& resource) const {
    if (encounter_is(visit_of(resource))) return VisitRelation::this_visit;
    const std::string_view type = type_of(resource.json());
    const bool by_context = type == "MedicationStatement" || type == "MedicationAdministration";
    const bool states_one = resource.has("encounter") || (by_context && resource.has("context"));
    return states_one ? VisitRelation::other_visit : VisitRelation::not_stated;
}

bool Chart::after_visit(const RecordTime& made, const Element& resource) const {
    const VisitRelation belongs = relation(resource);
    const bool open_end = !visit_period_.end.stated();
    if (belongs == VisitRelation::this_visit || (open_end && in_progress_)) return false;
    const RecordTime& end = open_end ? visit_period_.start : visit_period_.end;
    if (belongs == VisitRelation::not_stated) return is_days_after(made, end, 1);
    const JsonValue* visit = visit_of(resource);
    return is_days_after(made, end, 0) ||
           (visit && is_days_after(Element(*visit, problems_).period("period").start, end, 0));
}

bool Chart::before_visit(const RecordTime& made, const Element& resource) const {
    const RecordTime& start = visit_period_.start;
    const JsonValue* visit = visit_of(resource);
    if (encounter_is(visit)) return false;
    if (made.stated()) return order_of(made, start) == TimeOrder::before;
    return visit && order_of(Element(*visit, problems_).period("period").start, start) == TimeOrder::before;
}

void Chart::leave_out(const JsonValue& resource, VisitSection section, LeftOutReason reason, const std::string& message,
                      const JsonValue* at) {
    const JsonValue& place = at ? *at : resource;
    left_out_.push_back({section, reason, path_of(resource)});
    if (!message.empty()) {
        problems_.diagnostics().warning(
            "record/left-out"_code, place.span(),
            path_of(place) + ": the " + std::string(type_for_message(resource)) + " is left out: " + message);
        return;
    }
    const Sensitivity kind = reason == LeftOutReason::restricted ? sensitivity(resource) : Sensitivity::none;
    notes_.push_back({left_out_.back(), type_for_message(resource), place.span(), kind});
}

void Chart::leave_out_part(const Element& part, VisitSection section, LeftOutReason reason, const std::string& what) {
    left_out_.push_back({section, reason, part.path()});
    const std::string message = part.path() + ": " + what;
    const bool warn = makes_incomplete(reason) && reason != LeftOutReason::unknown_reader;
    problems_.diagnostics().add(warn ? Severity::warning : Severity::note, "record/part-left-out"_code,
                                part.json().span(), message);
}

bool Chart::is_incomplete(VisitSection section) const {
    return std::any_of(left_out_.begin(), left_out_.end(),
                       [&](const LeftOut& each) { return each.section == section && makes_incomplete(each.reason); });
}

void Chart::report_left_out() const {
    struct Saying {
        LeftOutReason reason;
        DiagnosticCode code;
        std::string_view words, hint;
    };
    static constexpr std::array<Saying, 16> sayings{
        {{LeftOutReason::other_patient, "record/other-patient"_code, "whose subject is not the patient of this summary",
          ""},
         {LeftOutReason::unclear_subject, "record/unclear-subject"_code, "whose subject cannot be found in the bundle",
          "a reference to the subject must lead to the Patient in the bundle"},
         {LeftOutReason::not_of_this_visit, "record/not-of-this-visit"_code, "of other visits", ""},
         {LeftOutReason::after_visit, "record/after-visit"_code, "made after the visit ended", ""},
         {LeftOutReason::not_in_force, "record/not-in-force"_code,
          "not in force (entered in error, cancelled, draft, ended or refuted)", ""},
         {LeftOutReason::restricted, "record/restricted"_code, "marked as restricted",
          "--include-restricted (in a job, \"include_restricted\") reads them"},
         {LeftOutReason::not_understood, "record/not-understood"_code,
          "with an extension, rule or status that is not known here", ""},
         {LeftOutReason::no_words, "record/no-words"_code, "without words that could be printed",
          "give each code a display or a text"},
         {LeftOutReason::malformed, "record/malformed"_code, "not in the form of FHIR R4", ""},
         {LeftOutReason::repeated, "record/repeated"_code, "that repeat another entry", ""},
         {LeftOutReason::for_clinicians, "record/for-clinicians"_code, "for use by clinicians", ""},
         {LeftOutReason::not_shown, "record/not-shown"_code, "of kinds that a summary does not show", ""},
         {LeftOutReason::not_health, "record/not-health"_code, "about work, school, home life or tasks of the clinic",
          ""},
         {LeftOutReason::states_absence, "record/states-absence"_code,
          "that say that there are none, or that nobody knows", ""},
         {LeftOutReason::of_relatives, "record/of-relatives"_code, "about relatives of the patient", ""},
         {LeftOutReason::unknown_reader, "record/unknown-reader"_code, "that may not be for the patient", ""}}};
    for (const Saying& saying : sayings) {
        std::map<std::pair<std::string_view, Sensitivity>, std::pair<int, const LeftOutNote*>> by_type;
        for (const LeftOutNote& each : notes_)
            if (each.what.reason == saying.reason) {
                auto& [count, first] = by_type[{each.type, each.sensitivity}];
                if (count++ == 0) first = &each;
            }
        for (const auto& [type, counted] : by_type) {
            const auto& [count, first] = counted;
            const bool by_kind = type.second > Sensitivity::restricted;
            const std::string words =
                by_kind ? "marked as sensitive (" + std::string(name_of(type.second)) + ")" : std::string(saying.words);
            std::string message = "left out: " + std::to_string(count) + " " + std::string(type.first) + " " + words +
                                  ", the first at " + first->what.path;
            const bool warn = saying.reason == LeftOutReason::not_understood ||
                              saying.reason == LeftOutReason::unclear_subject ||
                              saying.reason == LeftOutReason::no_words || saying.reason == LeftOutReason::malformed ||
                              saying.reason == LeftOutReason::not_shown;
            problems_.diagnostics().add(warn ? Severity::warning : Severity::note, saying.code, first->span,
                                        std::move(message), std::string(saying.hint));
        }
    }
}

}  // namespace carepress::visit
