#pragma once

#include "visit/visit.h"

#include <string>

namespace carepress::test {
using namespace visit;

/// Gathers every text of a visit that a page could show.
class WordGatherer {
public:
    std::string take() { return std::move(all_); }

    void add(const std::string& text) {
        if (!text.empty()) all_ += text + "\n";
    }
    void add(const RecordText& text) { add(text.text); }
    void add(const RecordTime& time) { add(time.text); }
    void add(const RecordPeriod& period) {
        add(period.start);
        add(period.end);
    }
    void add(const Concept& words) {
        add(words.name);
        for (const RecordCode& code : words.codes) add(code.code);
    }
    void add(const Quantity& quantity) {
        add(quantity.value);
        add(quantity.unit);
        add(quantity.ucum);
    }
    void add(const CarePlace& place) {
        add(place.name);
        add(place.address);
        add(place.reference);
        for (const ContactPoint& phone : place.phones) add(phone.phone);
    }
    void add(const Dosage& dosage) {
        add(dosage.text);
        add(dosage.patient_instruction);
        add(dosage.dose.low);
        add(dosage.dose.high);
        add(dosage.as_needed_for);
        add(dosage.route_words);
        add(dosage.method_words);
        add(dosage.site);
        add(dosage.timing.words);
        for (const AdditionalInstruction& each : dosage.additional) add(each.words);
    }
    template <class Value>
    void add(const std::vector<Value>& values) {
        for (const Value& value : values) add(value);
    }
    void add(const PatientIdentifier& identifier) { add(identifier.value); }
    void add(const Participant& participant) {
        add(participant.name);
        add(participant.reference);
    }
    void add(const VisitCondition& condition) {
        add(condition.name);
        add(condition.severity);
        add(condition.onset);
    }
    void add(const Medicine& medicine) {
        add(medicine.name);
        add(medicine.dosages);
        add(medicine.purposes);
        add(medicine.authored);
        add(medicine.stop_reason);
        add(medicine.prescriber);
        add(medicine.quantity);
        if (medicine.replaces) {
            add(medicine.replaces->name);
            add(medicine.replaces->dosages);
        }
    }
    void add(const Allergy& allergy) {
        add(allergy.name);
        add(allergy.reactions);
    }
    void add(const Measurement& measurement) {
        add(measurement.name);
        add(measurement.value.low);
        add(measurement.words);
    }
    void add(const VitalSign& sign) {
        add(static_cast<const Measurement&>(sign));
        add(sign.components);
    }
    void add(const VisitImmunization& given) {
        add(given.name);
        add(given.site);
    }
    void add(const VisitGoal& goal) { add(goal.name); }
    void add(const CarePlanActivity& activity) {
        add(activity.name);
        add(activity.description);
    }
    void add(const VisitCarePlan& plan) {
        add(plan.name);
        add(plan.description);
        add(plan.activities);
        add(plan.addresses);
    }
    void add(const VisitServiceRequest& request) {
        add(request.name);
        add(request.reasons);
        add(request.patient_instruction);
        add(request.performers);
    }
    void add(const VisitAppointment& appointment) {
        add(appointment.what);
        add(appointment.reasons);
        add(appointment.with);
        add(appointment.place);
        add(appointment.description);
        add(appointment.patient_instruction);
    }
    void add(const ClinicalNote& note) {
        add(note.title);
        add(note.text);
    }
    void add(const VisitResult& result) {
        add(result.name);
        add(result.panel);
        add(result.value.low);
        add(result.words);
        add(result.usual.low);
        add(result.usual.high);
        add(result.usual_words);
    }
    void add(const VisitReport& report) {
        add(report.name);
        add(report.conclusion);
    }
    void add(const VisitProcedure& procedure) {
        add(procedure.name);
        add(procedure.body_sites);
        add(procedure.outcome);
        add(procedure.follow_up);
    }
    void add(const GivenMedicine& given) {
        add(given.name);
        add(given.dose);
        add(given.dosage);
        add(given.route);
        add(given.site);
        add(given.when);
    }
    void add(const CareTeamMember& member) {
        add(member.name);
        add(member.role);
        for (const ContactPoint& phone : member.phones) add(phone.phone);
    }
    void add(const Visit& visit) {
        add(visit.patient.id);
        add(visit.patient.reference);
        add(visit.patient.name.text);
        add(visit.patient.preferred_name.text);
        add(visit.patient.birth_date);
        add(visit.patient.identifiers);
        add(visit.patient.language);
        add(visit.encounter.reference);
        add(visit.encounter.types);
        add(visit.encounter.reasons);
        add(visit.encounter.participants);
        add(visit.encounter.provider);
        add(visit.encounter.location);
        add(visit.encounter.discharge_instructions);
        add(visit.conditions);
        add(visit.medicines);
        add(visit.allergies.list);
        add(visit.allergies.none_known_of);
        add(visit.vital_signs);
        add(visit.immunizations);
        add(visit.goals);
        add(visit.care_plans);
        add(visit.service_requests);
        add(visit.appointments);
        add(visit.notes);
        add(visit.results.results);
        add(visit.results.reports);
        add(visit.results.pending);
        add(visit.procedures);
        add(visit.given);
        add(visit.care_team);
    }

private:
    std::string all_;
};

inline std::string all_words(const Visit& visit) {
    WordGatherer gatherer;
    gatherer.add(visit);
    return gatherer.take();
}

}  // namespace carepress::test
