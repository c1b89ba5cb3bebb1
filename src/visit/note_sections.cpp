#include "visit/note_sections.h"

#include "visit/concepts.h"
#include "visit/plain_words.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>
#include <string>

namespace carepress {
namespace {

/// Written for the patient: discharge instructions, instructions, education, discharge diet.
constexpr std::array<std::string_view, 5> patient_codes{"8653-8", "74213-0", "69730-0", "34895-3", "42344-2"};

/// Sections of C-CDA and IPS whose words would belong to a part of the page that says what there is: left out, that
/// part is not whole. Plan of care and goals are written by clinicians for clinicians, but may hold steps.
struct KnownSection {
    std::string_view code;
    VisitSection section;
};
constexpr std::array<KnownSection, 32> known_sections{
    {{"30954-2", VisitSection::results},      {"47519-4", VisitSection::procedures},
     {"48765-2", VisitSection::allergies},    {"10155-0", VisitSection::allergies},
     {"10160-0", VisitSection::medicines},    {"10183-2", VisitSection::medicines},
     {"75311-1", VisitSection::medicines},    {"42346-7", VisitSection::medicines},
     {"29549-3", VisitSection::medicines},    {"29305-0", VisitSection::medicines},
     {"57828-6", VisitSection::medicines},    {"66149-6", VisitSection::medicines},
     {"11450-4", VisitSection::conditions},   {"11348-0", VisitSection::conditions},
     {"11535-2", VisitSection::conditions},   {"78375-3", VisitSection::conditions},
     {"46241-6", VisitSection::conditions},   {"42347-5", VisitSection::conditions},
     {"29308-4", VisitSection::conditions},   {"29299-5", VisitSection::encounter},
     {"10154-3", VisitSection::encounter},    {"46239-0", VisitSection::encounter},
     {"8716-3", VisitSection::vital_signs},   {"11369-6", VisitSection::immunizations},
     {"61146-7", VisitSection::goals},        {"18776-5", VisitSection::notes},
     {"61145-9", VisitSection::notes},        {"51847-2", VisitSection::notes},
     {"42345-9", VisitSection::notes},        {"56446-8", VisitSection::appointments},
     {"18767-4", VisitSection::appointments}, {"46240-8", VisitSection::appointments}}};
/// Of those above, the ones that say what a clinician thinks or did, and lack nothing on the page.
constexpr std::array<std::string_view, 8> nothing_missed{"29549-3", "11348-0", "46241-6", "42347-5",
                                                         "29299-5", "10154-3", "46239-0", "46240-8"};

/// Titles of sections without a code, in plain_words().
constexpr std::array<std::string_view, 50> patient_titles{"discharge instructions",
                                                          "hospital discharge instructions",
                                                          "instructions",
                                                          "patient instructions",
                                                          "instructions for patient",
                                                          "instructions for the patient",
                                                          "instructions for you",
                                                          "your instructions",
                                                          "home instructions",
                                                          "home care",
                                                          "home care instructions",
                                                          "care at home",
                                                          "aftercare",
                                                          "aftercare instructions",
                                                          "after care instructions",
                                                          "care instructions",
                                                          "follow up instructions",
                                                          "followup instructions",
                                                          "diet instructions",
                                                          "activity instructions",
                                                          "diet and activity",
                                                          "wound care instructions",
                                                          "self care",
                                                          "self care instructions",
                                                          "what to do",
                                                          "what to do at home",
                                                          "what to do next",
                                                          "what to do now",
                                                          "what you need to do",
                                                          "patient education",
                                                          "education",
                                                          "advice",
                                                          "advice for the patient",
                                                          "when to seek care",
                                                          "when to call",
                                                          "when to get help",
                                                          "return precautions",
                                                          "warning signs",
                                                          "instrucciones",
                                                          "instrucciones de alta",
                                                          "instrucciones al alta",
                                                          "instrucciones para el paciente",
                                                          "instrucciones para la paciente",
                                                          "indicaciones de alta",
                                                          "indicaciones para el paciente",
                                                          "consejo",
                                                          "consejos",
                                                          "recomendaciones al alta",
                                                          "que hacer en casa",
                                                          "cuidados en casa"};

/// Words of titles of lists of medicines or allergies: such a section without a code is missed on the page.
VisitSection section_by_title(const std::string& title) {
    const auto has = [&](std::string_view part) { return title.find(part) != std::string::npos; };
    if (has("medicat") || has("medicin") || has("medicac") || has("medicament") || has("meds") || has("prescri") ||
        has("drug"))
        return VisitSection::medicines;
    if (has("allerg") || has("alerg")) return VisitSection::allergies;
    return VisitSection::notes;
}

/// Whole words of titles of what staff write to each other, in plain_words(), and what such a title doesn't say.
constexpr std::array<std::string_view, 43> staff_words{
    "staff",   "provider",  "providers",  "clinician",    "clinicians",  "internal",     "nurse",     "nurses",
    "nursing", "physician", "physicians", "assessment",   "impression",  "differential", "diagnoses", "diagnosis",
    "history", "hpi",       "pmh",        "hx",           "examination", "exam",         "admission", "admitting",
    "course",  "consult",   "consults",   "consultation", "handoff",     "handover",     "signout",   "hcp",
    "coding",  "billing",   "private",    "confidential", "subjective",  "objective",    "rationale", "enfermeria",
    "interno", "interna",   "ingreso"};
constexpr std::array<std::string_view, 12> advice_words{"instruction", "instructions", "advice",    "your",
                                                        "you",         "how",          "education", "call",
                                                        "questions",   "su",           "consejos",  "precautions"};

template <std::size_t Count>
bool holds_any(const std::array<std::string_view, Count>& list, const std::string& title) {
    const std::string padded = " " + title + " ";
    return std::any_of(list.begin(), list.end(), [&](std::string_view word) {
        return padded.find(" " + std::string(word) + " ") != std::string::npos;
    });
}

bool is_of_staff(const std::string& title) {
    static constexpr std::array<std::string_view, 10> readers{
        "staff",  "internal",   "providers", "clinicians",      "nursing",
        "nurses", "physicians", "handoff",   "not for patient", "do not print"};
    const bool to_patient = holds_any(std::array<std::string_view, 3>{"your", "you", "call"}, title);
    return (holds_any(readers, title) && !to_patient) ||
           (holds_any(staff_words, title) && !holds_any(advice_words, title));
}

/// A title that no section for the patient has, whatever its code: of staff, or of a list of medicines or allergies.
bool contradicts_patient(const std::string& title) {
    if (is_of_staff(title)) return true;
    for (const std::string_view part :
         {"medicat", "medicin", "medicac", "medicament", "prescri", "drug", "allerg", "alerg"})
        if (title.find(part) != std::string::npos)
            return !holds_any(advice_words, title) || holds_any(staff_words, title);
    return false;
}

template <std::size_t Count>
bool is_in(const std::array<std::string_view, Count>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// By a code of LOINC, or of a system that isn't told.
SectionKind kind_of_code(const Element& code) {
    SectionKind kind;
    for (const Element& coding : code.children("coding")) {
        const std::string_view system = coding.code("system"), value = coding.code("code");
        const bool loinc = system.empty() || system == systems::loinc || system == "urn:oid:2.16.840.1.113883.6.1";
        if (!loinc || value.empty()) continue;
        kind.stated = true;
        if (is_in(patient_codes, value)) {
            if (kind.reader == Reader::unknown) kind.reader = Reader::patient;
            continue;
        }
        const auto* const known = std::find_if(known_sections.begin(), known_sections.end(),
                                               [&](const KnownSection& each) { return each.code == value; });
        kind.reader = Reader::clinicians;  // also of a section with two codes
        if (known == known_sections.end()) continue;
        kind.section = known->section;
        if (!is_in(nothing_missed, value)) kind.reader = Reader::unknown;
        return kind;
    }
    return kind;
}

}  // namespace

SectionKind kind_of_section(const Element& section) {
    std::string title = plain_words(section.words("title"));
    if (SectionKind kind = kind_of_code(section.child("code")); kind.stated) {
        if (kind.reader == Reader::patient && contradicts_patient(title))
            kind = {Reader::unknown, section_by_title(title), true, true};
        return kind;
    }
    if (title.empty()) title = plain_words(section.child("code").words("text"));
    if (title.empty()) return {};
    SectionKind kind{is_in(patient_titles, title) ? Reader::patient : Reader::unknown, VisitSection::notes, true};
    if (kind.reader == Reader::unknown) kind.section = section_by_title(title);
    kind.of_staff = kind.reader == Reader::unknown && is_of_staff(title);
    return kind;
}

bool is_for_patients(const Element& type) {
    return std::any_of(patient_codes.begin(), patient_codes.end(),
                       [&](std::string_view code) { return has_coding(type, code); });
}

}  // namespace carepress
