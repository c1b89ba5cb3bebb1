#include "visit/concepts.h"
#include "visit/language_names.h"
#include "visit/read_visit_parts.h"
#include "visit/systems.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>

namespace carepress::visit {
namespace {

void require(DiagnosticCode code, const Element& patient, bool there, std::string message, std::string hint) {
    if (!there)
        patient.problems().diagnostics().error(code, patient.json().span(), patient.path() + ": " + std::move(message),
                                               std::move(hint));
}

/// HL7 table 0203: numbers by which the state, a bank or an insurer knows the person. A handout does not need them.
bool is_private(const Element& type) {
    static constexpr std::array<std::string_view, 9> codes{"SS", "SB", "DL", "PPN", "TAX", "BA", "BC", "NI", "MC"};
    return std::any_of(codes.begin(), codes.end(), [&](std::string_view code) { return has_coding(type, code); });
}

std::vector<PatientIdentifier> read_identifiers(const Chart& chart, const Element& patient) {
    std::vector<PatientIdentifier> all;
    for (const Element& identifier : patient.children("identifier")) {
        PatientIdentifier read;
        read.system = identifier.code("system");
        read.value = fitting(identifier, identifier.words("value"));
        const Element type = identifier.child("type");
        const bool social_security = read.system == "http://hl7.org/fhir/sid/us-ssn";
        const RecordPeriod period = identifier.period("period");
        const bool over = order_of(period.end, chart.visit_period().start) == TimeOrder::before;
        if (read.value.empty() || identifier.code("use") == "old" || over || social_security || is_private(type))
            continue;
        read.is_medical_record = has_coding(type, "MR");
        read.type = chart.concept_of(type).name.text;
        all.push_back(std::move(read));
    }
    return all;
}

/// A system whose codes are those of ISO 639 or BCP 47; the codes of any other may mean anything.
bool names_languages(std::string_view system) {
    static constexpr std::array<std::string_view, 6> known{"",
                                                           systems::bcp_47,
                                                           systems::iso_639_1,
                                                           "urn:oid:2.16.840.1.113883.6.99",    // ISO 639-2
                                                           "urn:oid:2.16.840.1.113883.6.100",   // ISO 639-1
                                                           "urn:oid:2.16.840.1.113883.6.121"};  // RFC 3066
    return is_one_of(system, known) || holds_one_of(system, {"639", "all-languages"});
}

/// The language of a CodeableConcept: by a code, else by its words; empty where neither is understood.
std::string language_of(const Element& language) {
    const std::vector<Element> codings = language.children("coding");
    for (const Element& coding : codings)
        if (names_languages(coding.code("system")))
            if (std::string tag = language_of_code(coding.code("code")); !tag.empty()) return tag;
    for (const Element& coding : codings)
        if (std::string tag = language_of_words(coding.code("display")); !tag.empty()) return tag;
    return language_of_words(language.code("text"));
}

}  // namespace

std::string language_of_patient(const Element& patient) {
    std::vector<std::string> preferred, others;
    const Element* not_understood = nullptr;
    const std::vector<Element> communications = patient.children("communication");
    for (const Element& communication : communications) {
        const std::optional<bool> is_preferred = communication.boolean("preferred");
        std::string tag = language_of(communication.child("language"));
        if (tag.empty()) {
            if (is_preferred.value_or(false) || communications.size() == 1) not_understood = &communication;
            continue;
        }
        if (is_preferred.value_or(false))
            preferred.push_back(std::move(tag));
        else if (!is_preferred)
            others.push_back(std::move(tag));
    }
    Diagnostics& diagnostics = patient.problems().diagnostics();
    if (not_understood) {
        diagnostics.warning("visit/language-not-understood"_code, not_understood->json().span(),
                            not_understood->path() + ": the language that the patient prefers is not understood",
                            "--language (in a job, \"language\") chooses one");
        return {};
    }
    if (preferred.size() == 1) return preferred.front();
    if (preferred.empty() && others.size() == 1) return others.front();
    if (!preferred.empty() || !others.empty())
        diagnostics.warning("visit/several-languages"_code, patient.json().span(),
                            patient.path() + ": no single language is marked as preferred",
                            "--language (in a job, \"language\") chooses one");
    return {};
}

bool is_deceased(const Element& patient) {
    return patient.boolean("deceasedBoolean").value_or(false) || patient.date_time("deceasedDateTime").stated();
}

namespace {

/// Another record has replaced this one, which must not be used any more (Patient.link.type replaced-by).
bool is_replaced(const Element& patient) {
    const std::vector<Element> links = patient.children("link");
    return std::any_of(links.begin(), links.end(),
                       [](const Element& each) { return each.code("type") == "replaced-by"; });
}

void read_names(const Chart& chart, const Element& patient, VisitPatient& read) {
    const std::vector<Element> names = patient.children("name");
    const RecordTime& when = chart.visit_period().start;
    const auto [name, found] = patient_name(names, when);
    read.name.text = printed_name(name, false);
    if (!name.present()) return;
    Diagnostics& diagnostics = chart.problems().diagnostics();
    if (!fits_on_page(read.name.text))
        diagnostics.error("visit/name-too-long"_code, name.json().span(),
                          name.path() + ": the patient's name has over " + std::to_string(longest_name) + " letters",
                          "it is printed on every page: ask the system that made the bundle");
    if (found == NameFound::in_use_today)
        diagnostics.note("visit/other-name"_code, name.json().span(),
                         name.path() + ": no name was in use at the visit; the one in use today is printed");
    if (found == NameFound::of_another_time)
        diagnostics.warning("visit/other-name"_code, name.json().span(),
                            name.path() + ": no name of the patient is in use; an old one is printed",
                            "compare it with the patient's papers");
    std::string preferred = printed_name(preferred_name(names, when), false);
    if (preferred != read.name.text && fits_on_page(preferred)) read.preferred_name.text = std::move(preferred);
}

}  // namespace

VisitPatient read_patient(Chart& chart) {
    const Element patient = chart.patient();
    VisitPatient read;
    read.reference = reference_to(chart, patient);
    read.id = patient.code("id");
    read_names(chart, patient, read);
    read.birth_date = patient.date_time("birthDate");
    read.identifiers = read_identifiers(chart, patient);
    read.language = language_of_patient(patient);
    read.deceased = is_deceased(patient);
    read.gender = patient.code("gender");

    if (const auto problem = chart.problems().take())
        require("visit/patient-unclear"_code, patient, false, problem->message + " (" + path_of(*problem->value) + ")",
                "there must be no doubt about the patient");
    require("visit/no-name"_code, patient, !read.name.text.empty(), "the patient has no name in use",
            "each page names the patient: give a name whose use is official or usual");
    require("visit/no-birth-date"_code, patient, read.birth_date.stated() && !read.birth_date.has_time(),
            "the patient has no birth date", "each page names the patient by two identifiers");
    require("visit/born-after-visit"_code, patient,
            order_of(read.birth_date, chart.visit_period().start) != TimeOrder::after,
            "the birth date is after the visit", "there must be no doubt about the patient");
    require("visit/patient-replaced"_code, patient, !is_replaced(patient), "another record has replaced this patient's",
            "use the record that its link names");
    if (read.deceased)
        patient.problems().diagnostics().warning("visit/patient-died"_code, patient.json().span(),
                                                 patient.path() + ": the patient has died",
                                                 "make sure that a summary is wanted");
    return read;
}

}  // namespace carepress::visit
