#include "visit/concepts.h"
#include "visit/read_visit_parts.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>

namespace carepress {
namespace {

void require(const Element& patient, bool there, std::string message, std::string hint) {
    if (!there)
        patient.findings().diagnostics().error(patient.json().span(), patient.path() + ": " + std::move(message),
                                               std::move(hint));
}

/// HL7 table 0203: numbers that name the person to the state, a bank or an insurer, which a handout has no use for.
bool is_private(const Element& type) {
    static constexpr std::array<std::string_view, 9> codes{"SS", "SB", "DL", "PPN", "TAX", "BA", "BC", "NI", "MC"};
    return std::any_of(codes.begin(), codes.end(), [&](std::string_view code) { return has_coding(type, code); });
}

std::vector<PatientIdentifier> read_identifiers(const Chart& chart, const Element& patient) {
    std::vector<PatientIdentifier> all;
    for (const Element& identifier : patient.children("identifier")) {
        PatientIdentifier read;
        read.system = identifier.code("system");
        read.value = identifier.words("value");
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

/// The language that the record marks as preferred, or the only one; with several and no mark there is no telling.
std::string read_language(const Element& patient) {
    std::vector<std::string> preferred, others;
    for (const Element& communication : patient.children("communication")) {
        const std::optional<bool> is_preferred = communication.boolean("preferred");
        std::string tag;
        for (const Element& coding : communication.child("language").children("coding")) {
            const std::string_view system = coding.code("system");
            const bool known = system.empty() || system == systems::bcp_47 || system == systems::iso_639_1;
            if (tag.empty() && known) tag = language_tag(coding.code("code"));
        }
        if (tag.empty()) continue;
        if (is_preferred.value_or(false))
            preferred.push_back(std::move(tag));
        else if (!is_preferred)
            others.push_back(std::move(tag));
    }
    if (preferred.size() == 1) return preferred.front();
    if (preferred.empty() && others.size() == 1) return others.front();
    if (!preferred.empty() || !others.empty())
        patient.findings().diagnostics().warning(patient.json().span(),
                                                 patient.path() + ": no single language is marked as preferred",
                                                 "--language chooses one");
    return {};
}

bool is_deceased(const Element& patient) {
    return patient.boolean("deceasedBoolean").value_or(false) || patient.date_time("deceasedDateTime").stated();
}

/// A record that another one has taken the place of is not to be used (Patient.link.type replaced-by).
bool is_replaced(const Element& patient) {
    const std::vector<Element> links = patient.children("link");
    return std::any_of(links.begin(), links.end(),
                       [](const Element& each) { return each.code("type") == "replaced-by"; });
}

}  // namespace

VisitPatient read_patient(Chart& chart) {
    const Element patient = chart.patient();
    VisitPatient read;
    read.reference = reference_to(chart, patient);
    read.id = patient.code("id");
    read.name.text = person_name(patient.children("name"), chart.visit_period().start, false);
    read.birth_date = patient.date_time("birthDate");
    read.identifiers = read_identifiers(chart, patient);
    read.language = read_language(patient);
    read.deceased = is_deceased(patient);
    read.gender = patient.code("gender");

    if (const auto problem = chart.findings().take())
        require(patient, false, problem->message + " (" + path_of(*problem->value) + ")",
                "the patient must be beyond doubt");
    require(patient, !read.name.text.empty(), "the patient has no name in use at the visit",
            "each page names the patient: give a name whose use is official or usual");
    require(patient, read.birth_date.stated() && !read.birth_date.has_time(), "the patient has no birth date",
            "each page names the patient by two identifiers");
    require(patient, order_of(read.birth_date, chart.visit_period().start) != TimeOrder::after,
            "the birth date is after the visit", "the patient must be beyond doubt");
    require(patient, !is_replaced(patient), "another record has taken the place of this patient's",
            "use the record that its link names");
    if (read.deceased)
        patient.findings().diagnostics().warning(patient.json().span(), patient.path() + ": the patient has died",
                                                 "make sure that a summary is wanted");
    return read;
}

}  // namespace carepress
