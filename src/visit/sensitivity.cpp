#include "visit/sensitivity.h"

#include "visit/bundle.h"
#include "visit/deeds.h"
#include "visit/plain_words.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>
#include <string>

namespace carepress::visit {
namespace {

struct Label {
    std::string_view code;
    Sensitivity kind;
};

/// HL7 v3 ActCode (_ActInformationSensitivityPolicy, _RefrainPolicy, _ObligationPolicy, _ActPrivacyLaw), v3
/// ObservationValue and table 0177. Not here: labels about the staff or the place (EMP, LOCIS), about demographic facts
/// that a summary doesn't print (RACE, MARST), and obligations of computers (ENCRYPT, AUDIT).
constexpr std::array<Label, 47> labels{{{"PHY", Sensitivity::physician_first},
                                        {"R", Sensitivity::restricted},
                                        {"V", Sensitivity::restricted},
                                        {"SPI", Sensitivity::restricted},
                                        {"RestrictedConfidentialityMark", Sensitivity::restricted},
                                        {"PROCESSINLINELABEL", Sensitivity::restricted},
                                        {"ETH", Sensitivity::substance_use},
                                        {"ETHUD", Sensitivity::substance_use},
                                        {"OPIOIDUD", Sensitivity::substance_use},
                                        {"SUD", Sensitivity::substance_use},
                                        {"SA", Sensitivity::substance_use},
                                        {"42CFRPart2", Sensitivity::substance_use},
                                        {"42CFRPart2CD", Sensitivity::substance_use},
                                        {"Title38Section7332", Sensitivity::substance_use},
                                        {"PSY", Sensitivity::mental_health},
                                        {"PSYTHPN", Sensitivity::mental_health},
                                        {"HIPAAPsyNotes", Sensitivity::mental_health},
                                        {"MH", Sensitivity::mental_health},
                                        {"BH", Sensitivity::mental_health},
                                        {"EMOTDIS", Sensitivity::mental_health},
                                        {"HIV", Sensitivity::hiv},
                                        {"AID", Sensitivity::hiv},
                                        {"STD", Sensitivity::sexual_health},
                                        {"SEX", Sensitivity::sexual_health},
                                        {"GENDER", Sensitivity::sexual_health},
                                        {"PREGNANT", Sensitivity::pregnancy},
                                        {"SDV", Sensitivity::violence},
                                        {"VIO", Sensitivity::violence},
                                        {"MST", Sensitivity::violence},
                                        {"GDIS", Sensitivity::genetics},
                                        {"SCA", Sensitivity::sickle_cell},
                                        {"SICKLE", Sensitivity::sickle_cell},
                                        {"COGN", Sensitivity::disability},
                                        {"DVD", Sensitivity::disability},
                                        {"B", Sensitivity::business},
                                        {"TBOO", Sensitivity::protected_by_wish},
                                        {"PRS", Sensitivity::protected_by_wish},
                                        {"ADOL", Sensitivity::protected_by_wish},
                                        {"DIA", Sensitivity::protected_by_wish},
                                        {"DRGIS", Sensitivity::protected_by_wish},
                                        {"NODSCLCD", Sensitivity::no_disclosure},
                                        {"NODSCLCDS", Sensitivity::no_disclosure},
                                        {"NOAUTH", Sensitivity::no_disclosure},
                                        {"NOCONSENT", Sensitivity::no_disclosure},
                                        {"NOPAT", Sensitivity::no_disclosure},
                                        {"MASK", Sensitivity::masked},
                                        {"MASKED", Sensitivity::masked}}};

/// The system of v3 Confidentiality has more codes of one letter: sensitive and taboo.
bool is_confidentiality(std::string_view system) {
    return system == systems::confidentiality || system == systems::confidentiality_old ||
           system == "urn:oid:2.16.840.1.113883.5.25";
}

struct CodePrefix {
    std::string_view letters;  ///< of the system, see is_of()
    std::string_view code;     ///< what codes begin with
};

/// Abuse, assault by and neglect of people near the patient. ICD-10: Y06 neglect. LOINC: 76499-3 to
/// 76504-0 HARK, 95614-4 to 95618-5 HITS. ICD-10-CM: T74 and T76 maltreatment, Y07 who did it, Z04.4
/// and Z04.7 examination after it, Z04.8 exploitation, Z62.81 and Z91.4 history of it, Z63.0 relationship with the
/// partner, Z69 counselling, O9A.3 to O9A.5 in pregnancy.
constexpr std::array<CodePrefix, 39> sensitive_codes{
    {{"snomed", "386702006"}, {"snomed", "397940009"}, {"icd10", "Y06"},        {"loinc", "76504-0"},
     {"loinc", "76499-3"},    {"loinc", "76500-8"},    {"loinc", "76501-6"},    {"loinc", "76502-4"},
     {"loinc", "76503-2"},    {"loinc", "95614-4"},    {"loinc", "95615-1"},    {"loinc", "95616-9"},
     {"loinc", "95617-7"},    {"loinc", "95618-5"},    {"snomed", "706893006"}, {"snomed", "424393004"},
     {"snomed", "412732008"}, {"snomed", "90774003"},  {"icd10", "T74"},        {"icd10", "T76"},
     {"icd10", "Y07"},        {"icd10", "Z044"},       {"icd10", "Z047"},       {"icd10", "Z0481"},
     {"icd10", "Z0482"},      {"icd10", "Z6281"},      {"icd10", "Z630"},       {"icd10", "Z69"},
     {"icd10", "Z914"},       {"icd10", "O9A3"},       {"icd10", "O9A4"},       {"icd10", "O9A5"},
     {"icd9", "9955"},        {"icd9", "9958"},        {"icd9", "E967"},        {"icd9", "V611"},
     {"icd9", "V6121"},       {"icd9", "V1541"},       {"icd9", "V1542"}}};

bool is_of(std::string_view letters, std::string_view system) {
    if (letters == "snomed") return system == systems::snomed_ct || system == "urn:oid:2.16.840.1.113883.6.96";
    if (letters == "loinc") return system == systems::loinc || system == "urn:oid:2.16.840.1.113883.6.1";
    const bool nine = letters == "icd9";
    const auto has = [&](std::string_view part) { return system.find(part) != std::string_view::npos; };
    if (nine) return has("icd-9") || has("icd9") || system.ends_with("2.16.840.1.113883.6.103");
    return has("icd-10") || has("icd10") || system.ends_with("2.16.840.1.113883.6.90") ||
           system.ends_with("2.16.840.1.113883.6.3");
}

/// Whole words in plain_words() that say it by themselves.
constexpr std::array<std::string_view, 118> phrases{"stalking",
                                                    "ipv",
                                                    "ipva",
                                                    "dv victim",
                                                    "victim of dv",
                                                    "dv screen",
                                                    "dv screening",
                                                    "domestic assault",
                                                    "domestic battery",
                                                    "domestic incident",
                                                    "domestic dispute",
                                                    "stalked",
                                                    "elder mistreatment",
                                                    "elder exploitation",
                                                    "child exploitation",
                                                    "child maltreatment",
                                                    "child molestation",
                                                    "molested",
                                                    "child victim",
                                                    "shaken baby",
                                                    "shaken infant",
                                                    "abusive head trauma",
                                                    "unsafe at home",
                                                    "not safe at home",
                                                    "does not feel safe at home",
                                                    "doesnt feel safe at home",
                                                    "feels unsafe",
                                                    "afraid at home",
                                                    "safe house",
                                                    "womens shelter",
                                                    "abuse of child",
                                                    "abuse of elder",
                                                    "physical violence",
                                                    "gender based violence",
                                                    "honor violence",
                                                    "forced marriage",
                                                    "female genital mutilation",
                                                    "sexual coercion",
                                                    "reproductive coercion",
                                                    "restraining order",
                                                    "protective order",
                                                    "order of protection",
                                                    "hark",
                                                    "agredida",
                                                    "maltratada",
                                                    "maltratado",
                                                    "violada",
                                                    "violencia por su pareja",
                                                    "violencia por la pareja",
                                                    "violencia de la pareja",
                                                    "violencia domestico",
                                                    "violencia conyugal",
                                                    "violencia machista",
                                                    "abuso infantil",
                                                    "abuso domestico",
                                                    "miedo a su pareja",
                                                    "golpeada",
                                                    "intimate partner",
                                                    "domestic violence",
                                                    "domestic abuse",
                                                    "partner violence",
                                                    "partner abuse",
                                                    "partner assault",
                                                    "dating violence",
                                                    "spouse abuse",
                                                    "spousal abuse",
                                                    "spousal violence",
                                                    "family violence",
                                                    "interpersonal violence",
                                                    "violence in the environment",
                                                    "reports of violence",
                                                    "exposure to violence",
                                                    "sexual abuse",
                                                    "sexual assault",
                                                    "sexually abused",
                                                    "sexual violence",
                                                    "sexual exploitation",
                                                    "sexually assaulted",
                                                    "rape",
                                                    "raped",
                                                    "incest",
                                                    "child abuse",
                                                    "elder abuse",
                                                    "adult abuse",
                                                    "physical abuse",
                                                    "emotional abuse",
                                                    "psychological abuse",
                                                    "verbal abuse",
                                                    "financial abuse",
                                                    "physically abused",
                                                    "abused child",
                                                    "abused spouse",
                                                    "abusive relationship",
                                                    "abuse by",
                                                    "abused by",
                                                    "abuse victim",
                                                    "assault victim",
                                                    "battered",
                                                    "battering",
                                                    "maltreatment",
                                                    "child neglect",
                                                    "elder neglect",
                                                    "adult neglect",
                                                    "human trafficking",
                                                    "sex trafficking",
                                                    "coercive control",
                                                    "non accidental injury",
                                                    "nonaccidental trauma",
                                                    "non accidental trauma",
                                                    "violencia domestica",
                                                    "violencia de genero",
                                                    "violencia de pareja",
                                                    "violencia intrafamiliar",
                                                    "violencia familiar",
                                                    "violencia sexual",
                                                    "maltrato",
                                                    "abuso sexual",
                                                    "agresion sexual"};

/// What a victim is one of, where it isn't an accident.
constexpr std::array<std::string_view, 15> of_victims{"abuse",   "violence",  "assault",      "rape",     "neglect",
                                                      "torture", "bullying",  "exploitation", "stalking", "trafficking",
                                                      "cruelty", "violencia", "abuso",        "maltrato", "violacion"};

/// IPV is also the vaccine against polio.
bool is_vaccine(const std::string& words) {
    static constexpr std::array<std::string_view, 6> vaccines{"vacc", "polio", "dtap", "tdap", "immuni", "hib"};
    return std::any_of(vaccines.begin(), vaccines.end(),
                       [&](std::string_view each) { return words.find(each) != std::string::npos; });
}

bool holds(const std::string& words, std::string_view phrase) {
    for (std::size_t at = 0; (at = words.find(phrase, at)) != std::string::npos; ++at) {
        const std::size_t end = at + phrase.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
}

/// A stem of each phrase above: most words of a record hold none, and need no closer look.
constexpr std::array<std::string_view, 45> stems{
    "abus",     "violen",   "partner",  "victim",   "rape",   "assaul",     "maltrea", "maltrat", "neglect",
    "traffick", "incest",   "batter",   "agresi",   "coerci", "accidental", "ipv",     "dv ",     "domestic",
    "stalk",    "mistreat", "exploit",  "molest",   "shaken", "safe",       "afraid",  "agredi",  "viola",
    "shelter",  "mutilat",  "marriage", "restrain", "order",  "hark",       "golpe",   "miedo",   "hit",
    "beat",     "strangl",  "strangul", "punch",    "kick",   "threat",     "inflict", "struck",  "attack"};
/// The same of deeds that no phrase above has.
constexpr std::array<std::string_view, 8> deed_stems{"slap",   "choked", "stabbed", "fear",
                                                     "scared", "injur",  "amenaz",  "burned"};

/// Members that name people or say why, or that are not words for a reader.
constexpr std::array<std::string_view, 20> passed_over{"reasonCode",  "reasonReference",
                                                       "contained",   "text",
                                                       "subject",     "patient",
                                                       "encounter",   "meta",
                                                       "performer",   "author",
                                                       "participant", "requester",
                                                       "identifier",  "extension",
                                                       "recorder",    "asserter",
                                                       "note",        "supportingInformation",
                                                       "insurance",   "agent"};

bool is_words(std::string_view key) {
    return key == "text" || key == "display" || key == "title" || key == "description" || key == "valueString" ||
           key == "conclusion" || key == "patientInstruction";
}

Sensitivity look_at(const JsonValue& value, bool at_top) {
    if (value.kind == JsonValue::Kind::string)
        return is_words(value.key) ? sensitivity_of_words(value.text) : Sensitivity::none;
    if (value.kind == JsonValue::Kind::object) {
        const JsonValue* system = value.find("system");
        const JsonValue* code = value.find("code");
        if (system && code && code->kind == JsonValue::Kind::string)
            if (const Sensitivity kind = sensitivity_of_code(system->text, code->text); kind != Sensitivity::none)
                return kind;
    }
    for (const JsonValue& item : value.items) {
        if (at_top && std::find(passed_over.begin(), passed_over.end(), item.key) != passed_over.end()) continue;
        if (const Sensitivity kind = look_at(item, false); kind != Sensitivity::none) return kind;
    }
    return Sensitivity::none;
}

/// A label that has words alone: "very restricted", "HIV/AIDS information sensitivity".
Sensitivity sensitivity_of_display(std::string_view display) {
    struct Wording {
        std::string_view part;
        Sensitivity kind;
    };
    static constexpr std::array<Wording, 13> wordings{{{"hiv", Sensitivity::hiv},
                                                       {"substance", Sensitivity::substance_use},
                                                       {"mental health", Sensitivity::mental_health},
                                                       {"psych", Sensitivity::mental_health},
                                                       {"sexual", Sensitivity::sexual_health},
                                                       {"violence", Sensitivity::violence},
                                                       {"genetic", Sensitivity::genetics},
                                                       {"physician requested", Sensitivity::physician_first},
                                                       {"masked", Sensitivity::masked},
                                                       {"restricted", Sensitivity::restricted},
                                                       {"sensitiv", Sensitivity::restricted},
                                                       {"taboo", Sensitivity::restricted},
                                                       {"confidential", Sensitivity::restricted}}};
    const std::string words = " " + plain_words(display);
    for (const Wording& each : wordings)
        if (words.find(" " + std::string(each.part)) != std::string::npos) return each.kind;
    return Sensitivity::none;
}

Sensitivity sensitivity_of_coding(const JsonValue& label) {
    const auto text_of = [&](std::string_view name) {
        const JsonValue* found = label.find(name);
        return found && found->kind == JsonValue::Kind::string ? std::string_view(found->text) : std::string_view();
    };
    std::string_view written = text_of("code");
    while (written.starts_with(' ')) written.remove_prefix(1);
    while (written.ends_with(' ')) written.remove_suffix(1);
    return written.empty() ? sensitivity_of_display(text_of("display"))
                           : sensitivity_of_label(text_of("system"), written);
}

/// Types whose words name substances, people or places, and those whose parts are looked at where they are read.
bool is_looked_at(std::string_view type) {
    static constexpr std::array<std::string_view, 9> others{
        "Patient",      "Encounter",    "Composition",       "AllergyIntolerance", "Location",
        "Organization", "Immunization", "HealthcareService", "DocumentReference"};
    return !type.starts_with("Medication") && !type.starts_with("Practitioner") &&
           std::find(others.begin(), others.end(), type) == others.end();
}

}  // namespace

std::string_view name_of(Sensitivity kind) {
    static constexpr std::array<std::string_view, 16> names{"none",
                                                            "restricted",
                                                            "substance use",
                                                            "mental health",
                                                            "HIV",
                                                            "sexual health",
                                                            "pregnancy",
                                                            "violence",
                                                            "genetics",
                                                            "sickle cell",
                                                            "disability",
                                                            "business",
                                                            "protected by wish or policy",
                                                            "no disclosure without consent",
                                                            "masked",
                                                            "for a physician to tell first"};
    return names[static_cast<std::size_t>(kind)];
}

Sensitivity sensitivity_of_label(std::string_view system, std::string_view code) {
    if (is_confidentiality(system) && (code == "S" || code == "T")) return Sensitivity::restricted;
    const auto* const found = std::find_if(labels.begin(), labels.end(), [&](const Label& each) {
        return each.code == code || (code.size() > 1 && plain_words(each.code) == plain_words(code));
    });
    return found == labels.end() ? Sensitivity::none : found->kind;
}

Sensitivity sensitivity_of_labels(const JsonValue* all) {
    Sensitivity found = Sensitivity::none;
    if (!all || all->kind != JsonValue::Kind::array) return found;
    for (const JsonValue& label : all->items) {
        if (label.kind != JsonValue::Kind::object) continue;
        const Sensitivity kind = sensitivity_of_coding(label);
        if (kind != Sensitivity::none && (found == Sensitivity::none || found == Sensitivity::restricted)) found = kind;
    }
    return found;
}

Sensitivity sensitivity_of_inline_labels(const JsonValue& part) {
    for (const JsonValue& item : part.items) {
        if (item.kind == JsonValue::Kind::object) {
            const JsonValue* url = item.find("url");
            const JsonValue* label = item.find("valueCoding");
            const bool labels =
                url && label && label->kind == JsonValue::Kind::object && url->text.ends_with("sec-label");
            if (labels)
                if (const Sensitivity kind = sensitivity_of_coding(*label); kind != Sensitivity::none) return kind;
        }
        if (item.key == "contained") continue;
        if (const Sensitivity kind = sensitivity_of_inline_labels(item); kind != Sensitivity::none) return kind;
    }
    return Sensitivity::none;
}

Sensitivity sensitivity_of_code(std::string_view system, std::string_view code) {
    std::string bare(code);
    std::erase(bare, '.');
    const bool found = std::any_of(sensitive_codes.begin(), sensitive_codes.end(), [&](const CodePrefix& each) {
        const bool fits =
            each.letters == "snomed" || each.letters == "loinc" ? bare == each.code : bare.starts_with(each.code);
        return fits && is_of(each.letters, system);
    });
    return found ? Sensitivity::violence : Sensitivity::none;
}

Sensitivity sensitivity_of_words(std::string_view text) {
    if (text.size() < 3) return Sensitivity::none;
    const std::string words = plain_words(text);
    const auto has = [&](std::string_view stem) { return words.find(stem) != std::string::npos; };
    if (std::none_of(stems.begin(), stems.end(), has) && std::none_of(deed_stems.begin(), deed_stems.end(), has))
        return Sensitivity::none;
    const auto said = [&](std::string_view phrase) { return holds(words, phrase); };
    const bool victim = said("victim") || said("victims") || said("victima");
    const auto says = [&](std::string_view phrase) { return said(phrase) && !(phrase == "ipv" && is_vaccine(words)); };
    const bool found = std::any_of(phrases.begin(), phrases.end(), says) || says_deed_of_people(words) ||
                       (victim && std::any_of(of_victims.begin(), of_victims.end(), said));
    return found ? Sensitivity::violence : Sensitivity::none;
}

Sensitivity sensitivity_of(const Concept& concept_) {
    for (const RecordCode& code : concept_.codes)
        if (const Sensitivity kind = sensitivity_of_code(code.system, code.code); kind != Sensitivity::none)
            return kind;
    return sensitivity_of_words(concept_.name.text);
}

Sensitivity sensitivity_of_content(const JsonValue& resource) {
    return is_looked_at(type_of(resource)) ? look_at(resource, true) : Sensitivity::none;
}

}  // namespace carepress::visit
