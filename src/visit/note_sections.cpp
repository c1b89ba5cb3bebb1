#include "visit/note_sections.h"

#include "base/clinical_code.h"
#include "visit/concepts.h"
#include "visit/plain_words.h"
#include "visit/systems.h"
#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <algorithm>
#include <array>
#include <string>

namespace carepress::visit {
namespace {

/// Written for the patient: discharge instructions, instructions, education, discharge diet.
constexpr std::array<std::string_view, 5> patient_codes{"8653-8", "74213-0", "69730-0", "34895-3", "42344-2"};

/// Sections of C-CDA and IPS by the part of the page that their words would belong to: without them, it is incomplete.
/// Plan of care and goals are written by clinicians for clinicians, but may have steps.
constexpr WordTable<VisitSection, 32> known_sections{
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
/// The ones above that say what a clinician thinks or did, and that the page does not need.
constexpr std::array<std::string_view, 8> nothing_missed{"29549-3", "11348-0", "46241-6", "42347-5",
                                                         "29299-5", "10154-3", "46239-0", "46240-8"};

/// Titles of sections without a code, as plain_words() writes them.
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

/// By words in the titles of lists of medicines or allergies: such a section without a code is missed on the page.
VisitSection section_by_title(const std::string& title) {
    if (holds_one_of(title, {"medicat", "medicin", "medicac", "medicament", "meds", "prescri", "drug"}))
        return VisitSection::medicines;
    if (holds_one_of(title, {"allerg", "alerg"})) return VisitSection::allergies;
    return VisitSection::notes;
}

/// Whole words in titles of what staff write to each other, as plain_words() writes them; and words that show that it
/// is not for staff.
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

bool is_of_staff(const std::string& title) {
    static constexpr std::array<std::string_view, 10> readers{
        "staff",  "internal",   "providers", "clinicians",      "nursing",
        "nurses", "physicians", "handoff",   "not for patient", "do not print"};
    const bool to_patient = holds_one_phrase_of(title, {"your", "you", "call"});
    return (holds_one_phrase_of(title, readers) && !to_patient) ||
           (holds_one_phrase_of(title, staff_words) && !holds_one_phrase_of(title, advice_words));
}

/// The title is not one of a section for the patient, whatever its code: it names staff, or a list of medicines or
/// allergies.
bool contradicts_patient(const std::string& title) {
    if (is_of_staff(title)) return true;
    if (section_by_title(title) == VisitSection::notes) return false;
    return !holds_one_phrase_of(title, advice_words) || holds_one_phrase_of(title, staff_words);
}

bool is_loinc(std::string_view system) {
    const ClinicalCodeSystem* known = find_code_system_by_uri(system);
    return known && known->uri == systems::loinc;
}

/// By a code of LOINC, or of a system that is not stated.
SectionKind kind_of_code(const Element& code) {
    SectionKind kind;
    for (const Element& coding : code.children("coding")) {
        const std::string_view system = coding.code("system"), value = coding.code("code");
        if (value.empty() || !(system.empty() || is_loinc(system))) continue;
        kind.stated = true;
        if (is_one_of(value, patient_codes)) {
            if (kind.reader == Reader::unknown) kind.reader = Reader::patient;
            continue;
        }
        const std::optional<VisitSection> known = look_up(known_sections, value);
        kind.reader = Reader::clinicians;  // even if another code is for patients
        if (!known) continue;
        kind.section = *known;
        if (!is_one_of(value, nothing_missed)) kind.reader = Reader::unknown;
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
    SectionKind kind{is_one_of(title, patient_titles) ? Reader::patient : Reader::unknown, VisitSection::notes, true};
    if (kind.reader == Reader::unknown) kind.section = section_by_title(title);
    kind.of_staff = kind.reader == Reader::unknown && is_of_staff(title);
    return kind;
}

bool is_for_patients(const Element& type) {
    return std::any_of(patient_codes.begin(), patient_codes.end(),
                       [&](std::string_view code) { return has_coding(type, code); });
}

}  // namespace carepress::visit
