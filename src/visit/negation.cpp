#include "visit/negation.h"

#include "base/ascii.h"
#include "visit/plain_words.h"
#include "visit/systems.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace carepress::visit {
namespace {

/// IPS, CodeSystem absent-unknown-uv-ips, and the SNOMED CT codes that IPS recommends in their place.
enum class Topic : std::uint8_t { allergies, medicines, problems, any };
struct AbsenceCode {
    std::string_view code;
    Topic topic;
    Absence says;
    std::optional<AllergyKind> kind = std::nullopt;
};
constexpr std::array<AbsenceCode, 28> absence_codes{
    {{"no-allergy-info", Topic::allergies, Absence::not_known},
     {"no-known-allergies", Topic::allergies, Absence::none_known},
     {"no-known-medication-allergies", Topic::allergies, Absence::none_known, AllergyKind::medicines},
     {"no-known-environmental-allergies", Topic::allergies, Absence::none_known, AllergyKind::environment},
     {"no-known-food-allergies", Topic::allergies, Absence::none_known, AllergyKind::food},
     {"716186003", Topic::allergies, Absence::none_known},
     {"160244002", Topic::allergies, Absence::none_known},
     {"409137002", Topic::allergies, Absence::none_known, AllergyKind::medicines},
     {"428607008", Topic::allergies, Absence::none_known, AllergyKind::environment},
     {"429625007", Topic::allergies, Absence::none_known, AllergyKind::food},
     {"716184000", Topic::allergies, Absence::none_known, AllergyKind::latex},
     {"1003774007", Topic::allergies, Absence::none_known, AllergyKind::latex},
     {"no-medication-info", Topic::medicines, Absence::not_known},
     {"no-known-medications", Topic::medicines, Absence::none_known},
     {"787481004", Topic::medicines, Absence::none_known},
     {"182904002", Topic::medicines, Absence::not_known},
     {"no-problem-info", Topic::problems, Absence::not_known},
     {"no-known-problems", Topic::problems, Absence::none_known},
     {"160245001", Topic::problems, Absence::none_known},
     {"no-procedure-info", Topic::problems, Absence::not_known},
     {"no-known-procedures", Topic::problems, Absence::none_known},
     {"787480003", Topic::problems, Absence::none_known},
     {"no-device-info", Topic::problems, Absence::not_known},
     {"no-known-devices", Topic::problems, Absence::none_known},
     {"no-immunization-info", Topic::problems, Absence::not_known},
     {"no-known-immunizations", Topic::problems, Absence::none_known},
     {"1631000175102", Topic::any, Absence::not_known},  // patient not asked
     {"261665006", Topic::any, Absence::not_known}}};    // unknown

const AbsenceCode* code_in(const Concept& name, Topic topic) {
    for (const RecordCode& code : name.codes) {
        const bool snomed = code.system == systems::snomed_ct;
        if (!snomed && code.system.find("absent-unknown") == std::string::npos) continue;
        for (const AbsenceCode& each : absence_codes)
            if (each.code == code.code && (each.topic == topic || each.topic == Topic::any)) return &each;
    }
    return nullptr;
}

/// v3 NullFlavor and data-absent-reason say why there is no code; words may still name something.
bool has_null_flavor(const Concept& name) {
    return std::any_of(name.codes.begin(), name.codes.end(), [](const RecordCode& code) {
        const bool reason = code.system.find("NullFlavor") != std::string::npos ||
                            code.system.find("data-absent-reason") != std::string::npos;
        return reason && code.code != "OTH" && code.code != "as-text";
    });
}

bool has_absent_reason(const Element& element) {
    if (!element.present()) return false;
    const std::vector<Element> extensions = element.children("extension");
    return std::any_of(extensions.begin(), extensions.end(),
                       [](const Element& each) { return each.code("url").ends_with("data-absent-reason"); });
}

using Words = std::vector<std::string_view>;

constexpr std::size_t longest_statement = 300;  // bytes; longer texts say more than that there is nothing

/// Removes the first of `words` if it is one of these.
bool skip(Words& words, std::initializer_list<std::string_view> any) {
    if (words.empty() || !is_one_of(words.front(), any)) return false;
    words.erase(words.begin());
    return true;
}

bool says_not_known(std::string_view plain) {
    static constexpr std::array<std::string_view, 56> sayings{"no allergy information available",
                                                              "no allergy information",
                                                              "no allergy information on file",
                                                              "allergy information not available",
                                                              "allergy information unavailable",
                                                              "unable to assess allergies",
                                                              "unable to obtain allergies",
                                                              "unable to determine",
                                                              "diagnosis deferred",
                                                              "dx deferred",
                                                              "deferred",
                                                              "to be determined",
                                                              "tbd",
                                                              "not on file",
                                                              "not asked",
                                                              "patient not asked",
                                                              "unknown",
                                                              "not known",
                                                              "no information",
                                                              "no information available",
                                                              "no info",
                                                              "not assessed",
                                                              "not recorded",
                                                              "not documented",
                                                              "not reviewed",
                                                              "not available",
                                                              "no data",
                                                              "no data available",
                                                              "unable to obtain",
                                                              "unable to assess",
                                                              "undetermined",
                                                              "not applicable",
                                                              "n a",
                                                              "na",
                                                              "unk",
                                                              "allergies unknown",
                                                              "unknown allergies",
                                                              "unknown allergy",
                                                              "allergy unknown",
                                                              "allergy status unknown",
                                                              "allergies not on file",
                                                              "no allergies on file",
                                                              "no allergies documented",
                                                              "no allergies recorded",
                                                              "no information about allergies",
                                                              "no information about medications",
                                                              "no information about current medications",
                                                              "no information about problems",
                                                              "medications unknown",
                                                              "unknown medications",
                                                              "desconocido",
                                                              "desconocida",
                                                              "desconocidas",
                                                              "se desconoce",
                                                              "no consta",
                                                              "sin informacion"};
    return is_one_of(plain, sayings) || plain.empty();
}

constexpr std::array<std::string_view, 11> allergy_words{
    "allergy",       "allergies",          "allergens", "intolerances", "intolerance", "hypersensitivity",
    "sensitivities", "hypersensitivities", "reactions", "alergia",      "alergias"};
/// Words that an allergy may follow.
constexpr std::array<std::string_view, 9> turns{"except", "but",     "other", "besides", "apart",
                                                "salvo",  "excepto", "than",  "however"};

std::optional<AllergyKind> kind_of(std::string_view word) {
    if (is_one_of(word,
                  {"drug", "drugs", "medication", "medications", "medicine", "medicines", "med", "meds", "medicinal",
                   "medicamento", "medicamentos", "medicamentosa", "medicamentosas", "farmacos", "medicinas"}))
        return AllergyKind::medicines;
    if (is_one_of(word, {"food", "foods", "alimento", "alimentos", "alimentaria", "alimentarias", "comidas"}))
        return AllergyKind::food;
    if (is_one_of(word, {"environment", "environmental", "environments", "ambiental", "ambientales", "seasonal"}))
        return AllergyKind::environment;
    return word == "latex" ? std::optional(AllergyKind::latex) : std::nullopt;
}

void add_kind(AllergyAbsence& absence, const Words& words) {
    std::vector<AllergyKind> kinds;
    for (const std::string_view word : words) {
        if (is_one_of(word, {"or", "and", "any", "y", "o", "los", "las"})) continue;
        const std::optional<AllergyKind> kind = kind_of(word);
        if (!kind) {
            kinds.clear();
            break;
        }
        if (std::find(kinds.begin(), kinds.end(), *kind) == kinds.end()) kinds.push_back(*kind);
    }
    absence.kinds.insert(absence.kinds.end(), kinds.begin(), kinds.end());
    if (!kinds.empty()) return;
    std::string substance;
    for (const std::string_view word : words) substance += (substance.empty() ? "" : " ") + std::string(word);
    absence.substances.push_back(std::move(substance));
}

/// "no known [KIND] allergies [to KIND]", "denies allergies", "sin alergias conocidas [a KIND]".
AllergyAbsence phrase_of_absence(Words words) {
    AllergyAbsence absence;
    if (skip(words, {"the"})) skip(words, {"patient"});
    skip(words, {"patient", "pt", "paciente", "he", "she", "parent", "mother"});
    while (skip(words, {"has", "states", "stated", "reports", "says", "is", "currently", "there", "are"})) {
    }
    if (words == Words{"not", "allergic", "to", "anything"}) return {Absence::none_known, {}, {}};
    if (!skip(words, {"no", "denies", "denied", "nil", "sin", "niega", "none", "ninguna"})) return absence;
    while (skip(words, {"known", "any", "reported", "active", "current", "history", "of", "se", "conocen", "refiere",
                        "documented"})) {
    }
    const auto head =
        std::find_if(words.begin(), words.end(), [](std::string_view word) { return is_one_of(word, allergy_words); });
    if (head == words.end()) return absence;
    const Words before(words.begin(), head);
    Words after(head + 1, words.end());
    while (skip(after, {"or", "and", "allergies", "intolerances", "adverse", "reactions", "conocidas", "conocida",
                        "known", "reported", "situation", "finding", "o", "intolerancias"})) {
    }
    for (const Words& end :
         {Words{"other", "types"}, Words{"at", "this", "time"}, Words{"at", "present"}, Words{"to", "date"},
          Words{"by", "patient"}, Words{"by", "pt"}, Words{"by", "the", "patient"}, Words{"by", "family"},
          Words{"by", "parent"}, Words{"per", "patient"}, Words{"per", "pt"}})
        if (after == end) after.clear();
    // "alergias medicamentosas": an adjective after the noun names the kind.
    const bool adjective = !after.empty() && std::all_of(after.begin(), after.end(), [](std::string_view word) {
        return kind_of(word).has_value();
    });
    const bool to = skip(after, {"to", "a", "al"}) || adjective;
    if ((!to && !after.empty()) || (to && after.empty()) || before.size() > 5 || after.size() > 5) return absence;
    const auto turns_round = [](const Words& part) {
        return std::any_of(part.begin(), part.end(), [](std::string_view word) { return is_one_of(word, turns); });
    };
    if (turns_round(before) || turns_round(after)) return absence;
    const bool specific = !before.empty() && !is_one_of(before.front(), {"allergic", "adverse", "additional"});
    if (!before.empty() && is_one_of(before.front(), {"additional", "further", "new"})) return absence;
    absence.says = Absence::none_known;
    if (specific) add_kind(absence, before);
    if (to) add_kind(absence, after);
    return absence;
}

AllergyAbsence short_form(std::string_view plain) {
    if (is_one_of(plain, {"nka",
                          "none",
                          "none known",
                          "nil",
                          "nil known",
                          "no known",
                          "no",
                          "allergies none",
                          "allergies none known",
                          "allergy none",
                          "no known adverse reactions",
                          "nkna",
                          "ninguna",
                          "ninguno",
                          "ninguna conocida",
                          "niega",
                          "alergias no conocidas",
                          "none reported",
                          "none recorded",
                          "none reported recorded",
                          "nil reported",
                          "nil recorded",
                          "not allergic to anything"}))
        return {Absence::none_known, {}, {}};
    if (is_one_of(plain, {"nkda", "nkma", "namc", "ramc no conocidas"}))
        return {Absence::none_known, {AllergyKind::medicines}, {}};
    if (plain == "nkfa") return {Absence::none_known, {AllergyKind::food}, {}};
    if (plain == "nkea") return {Absence::none_known, {AllergyKind::environment}, {}};
    if (plain == "nkla") return {Absence::none_known, {AllergyKind::latex}, {}};
    return {};
}

/// A word of "verified 11/20 with the patient".
bool is_of_review(std::string_view word) {
    return word.find_first_not_of("0123456789") == std::string_view::npos ||
           is_one_of(word, {"verified", "reviewed", "confirmed", "updated", "checked", "by",    "with", "patient",
                            "pt",       "per",      "on",        "as",      "of",      "today", "rn",   "md",
                            "family",   "at",       "visit",     "this",    "the",     "and"});
}

/// Without when and by whom it was asked.
std::string without_review(std::string plain) {
    const Words words = split_words(plain);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!is_one_of(words[i], {"verified", "reviewed", "confirmed", "updated", "checked"})) continue;
        if (!std::all_of(words.begin() + static_cast<std::ptrdiff_t>(i), words.end(), is_of_review)) return plain;
        const auto at = static_cast<std::size_t>(words[i].data() - plain.data());
        plain.erase(at > 0 ? at - 1 : 0);
        return plain;
    }
    return plain;
}

/// One statement; none if the words say more.
AllergyAbsence statement_of(std::string_view part) {
    const std::string whole = plain_words(part), plain = without_review(whole);
    if (plain.empty()) return {};
    // As a whole too: "not reviewed" must not become "not".
    if (says_not_known(whole) || says_not_known(plain)) return {Absence::not_known, {}, {}};
    AllergyAbsence absence = short_form(plain);
    if (absence.says == Absence::no) absence = phrase_of_absence(split_words(plain));
    return absence;
}

/// The words as a whole: several statements, such as "NKDA; no known food allergies", must each be one of absence.
AllergyAbsence words_of_absence(std::string_view text) {
    if (text.size() > longest_statement) return {};
    if (AllergyAbsence whole = statement_of(text);
        whole.says != Absence::no && text.find_first_of(";.") >= text.size() - 1)
        return whole;
    AllergyAbsence all;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(",;.:/()-", at), text.size());
        const std::string_view part = text.substr(at, end - at);
        at = end + 1;
        const std::string plain = plain_words(part);
        if (is_one_of(plain, {"", "allergies", "allergy", "alergias"})) continue;
        const Words words = split_words(plain);
        if (all.says != Absence::no && std::all_of(words.begin(), words.end(), is_of_review)) continue;
        const AllergyAbsence one = statement_of(part);
        if (one.says == Absence::no || (all.says != Absence::no && all.says != one.says)) return {};
        const bool whole = all.says == Absence::none_known && all.kinds.empty() && all.substances.empty();
        all.says = one.says;
        if (whole || (one.kinds.empty() && one.substances.empty())) {
            all.kinds.clear();
            all.substances.clear();
            continue;
        }
        all.kinds.insert(all.kinds.end(), one.kinds.begin(), one.kinds.end());
        all.substances.insert(all.substances.end(), one.substances.begin(), one.substances.end());
    }
    return all;
}

/// "no known problems", "not taking any medications": `things` are the words for what there is none of.
Absence words_of_absence_of(std::string_view text, std::initializer_list<std::string_view> things) {
    if (text.size() > longest_statement) return Absence::no;
    const std::string plain = plain_words(text);
    if (plain.empty()) return Absence::no;
    if (says_not_known(plain)) return Absence::not_known;
    if (is_one_of(plain, {"none", "none known", "nil", "nil known", "no known", "ninguno", "ninguna", "none reported",
                          "not taking any", "not taking anything", "takes nothing", "taking nothing"}))
        return Absence::none_known;
    Words words = split_words(plain);
    skip(words, {"the"});
    skip(words, {"patient", "pt", "paciente"});
    while (skip(words, {"is", "does", "takes", "taking", "currently", "reports", "states", "on"})) {
    }
    if (!skip(words, {"no", "denies", "not", "nil", "sin", "niega", "none"})) return Absence::no;
    while (skip(words, {"known",      "current",      "active",      "any",     "take",       "use",
                        "taking",     "takes",        "currently",   "on",      "chronic",    "home",
                        "prescribed", "reported",     "significant", "past",    "other",      "medical",
                        "health",     "prescription", "toma",        "refiere", "outpatient", "regular"})) {
    }
    const bool named = !words.empty() && is_one_of(words.front(), things);
    if (!named) return Absence::no;
    while (
        skip(words, things) ||
        skip(words, {"or",        "and",       "reported",     "known", "at",         "this", "time",     "home",
                     "situation", "given",     "administered", "set",   "on",         "file", "recorded", "performed",
                     "done",      "conocidos", "conocidas",    "o",     "prescribed", "taken"})) {
    }
    return words.empty() ? Absence::none_known : Absence::no;
}

/// "Pt unsure of meds", "Medication history unavailable": only that medicines are not known.
bool is_unsure_of_medicines(std::string_view text) {
    const Words words = split_words(text);
    bool unsure = false, named = false;
    for (const std::string_view word : words) {
        const bool doubt =
            is_one_of(word, {"unsure", "unavailable", "unknown", "unable", "uncertain", "not", "cannot"});
        const bool thing = is_one_of(word, {"medication", "medications", "medicine", "medicines", "meds", "med"});
        unsure |= doubt;
        named |= thing;
        if (!doubt && !thing &&
            !is_one_of(word, {"patient",  "pt",        "to",       "of",       "about",       "the",     "his",
                              "her",      "their",     "home",     "current",  "list",        "history", "is",
                              "are",      "at",        "this",     "time",     "recall",      "name",    "names",
                              "remember", "obtain",    "obtained", "verify",   "know",        "does",    "known",
                              "what",     "available", "reviewed", "verified", "information", "status"}))
            return false;
    }
    return unsure && named;
}

Absence absence_of(const Concept& name, Topic topic, std::initializer_list<std::string_view> things) {
    if (const AbsenceCode* code = code_in(name, topic)) return code->says;
    const Absence words = words_of_absence_of(name.name.text, things);
    if (words != Absence::no) return words;
    return has_null_flavor(name) && !name.stated() ? Absence::not_known : Absence::no;
}

}  // namespace

AllergyAbsence absence_of_allergies(const Concept& name, const Element& element) {
    if (const AbsenceCode* code = code_in(name, Topic::allergies))
        return {code->says, code->kind ? std::vector{*code->kind} : std::vector<AllergyKind>{}, {}};
    AllergyAbsence words = words_of_absence(name.name.text);
    if (name.stated() && plain_words(name.name.text).empty()) words.says = Absence::not_known;  // "-"
    if (words.says == Absence::no && !name.stated() && (has_null_flavor(name) || has_absent_reason(element)))
        words.says = Absence::not_known;
    return words;
}

Absence absence_of_problems(const Concept& name, const Element& element) {
    const Absence absence = absence_of(
        name, Topic::problems,
        {"problem",        "problems",     "conditions",    "condition", "diagnosis",  "diagnoses",    "illness",
         "illnesses",      "disease",      "diseases",      "procedure", "procedures", "surgery",      "surgeries",
         "operations",     "immunization", "immunizations", "vaccine",   "vaccines",   "vaccination",  "vaccinations",
         "goals",          "goal",         "orders",        "devices",   "implants",   "vacunas",      "cirugias",
         "procedimientos", "disability",   "complaints",    "history",   "problemas",  "enfermedades", "antecedentes"});
    if (absence != Absence::no) return absence;
    if (name.stated()) return words_of_absence(name.name.text).says;  // "Niega alergias" is not a problem either
    return has_absent_reason(element) ? Absence::not_known : Absence::no;
}

Absence absence_of_medicines(const Concept& name) {
    const std::string plain = plain_words(name.name.text);
    if (name.name.text.size() <= longest_statement && is_unsure_of_medicines(plain)) return Absence::not_known;
    return absence_of(name, Topic::medicines,
                      {"medication", "medications", "medicine", "medicines", "meds", "med", "drugs", "drug",
                       "prescriptions", "medicamentos", "medicamento", "medicinas", "medicacion"});
}

LeftOutReason reason_of(Absence absence) {
    return absence == Absence::none_known ? LeftOutReason::states_absence : LeftOutReason::no_words;
}

bool is_only_possible(const std::string& text) {
    const std::string_view written = trim(text);
    if (written.starts_with('?') || written.ends_with('?') || written.find(" ?") != std::string_view::npos) return true;
    std::string plain = " " + plain_words(text) + " ";
    if (const std::size_t at = plain.find(" not possible "); at != std::string::npos) plain.erase(at, 13);
    if (plain.find(" graft v") != std::string::npos) return false;  // graft versus host disease is one
    static constexpr std::array<std::string_view, 17> openings{
        " suspect ",           " suspicion of ", " suspicion for ", " query ",        " questionable ", " concern for ",
        " concerning for ",    " likely ",       " differential ",  " sospecha de ",  " posible ",      " descartar ",
        " working diagnosis ", " working dx ",   " could be ",      " evaluate for ", " eval for "};
    static constexpr std::array<std::string_view, 25> wordings{" rule out ",
                                                               " r o ",
                                                               " suspected ",
                                                               " possible ",
                                                               " possibly ",
                                                               " probable ",
                                                               " probably ",
                                                               " presumed ",
                                                               " presumptive ",
                                                               " vs ",
                                                               " versus ",
                                                               " not excluded ",
                                                               " not ruled out ",
                                                               " cannot exclude ",
                                                               " cant exclude ",
                                                               " can not exclude ",
                                                               " unable to exclude ",
                                                               " cannot be excluded ",
                                                               " cannot rule out ",
                                                               " cant rule out ",
                                                               " to be ruled out ",
                                                               " not confirmed ",
                                                               " suspicious for ",
                                                               " a descartar ",
                                                               " sospecha de "};
    return begins_with_one_of(plain, openings) || holds_one_of(plain, wordings);
}

bool is_ruled_out(const std::string& text) {
    if (is_only_possible(text)) return false;
    const std::string plain = plain_words(text);
    static constexpr std::array<std::string_view, 12> openings{
        "ruled out ",   "negative for ",        "no evidence of ", "no sign of ",
        "no signs of ", "without evidence of ", "no acute ",       "no evidence for ",
        "denies ",      "not consistent with ", "no history of ",  "se descarta "};
    static constexpr std::array<std::string_view, 6> endings{" ruled out", " excluded",    " unlikely",
                                                             " not found", " not present", " descartada"};
    return begins_with_one_of(plain, openings) || ends_with_one_of(plain, endings);
}

namespace {

/// "mother with breast cancer", "breast cancer in her sister".
bool names_relative(const std::string& plain) {
    static constexpr std::array<std::string_view, 27> relatives{
        "mother", "father",   "mom",     "dad",     "parent", "parents",     "brother",     "sister",      "sibling",
        "son",    "daughter", "uncle",   "aunt",    "cousin", "grandmother", "grandfather", "grandparent", "twin",
        "madre",  "padre",    "hermano", "hermana", "abuela", "abuelo",      "hijo",        "hija",        "tia"};
    Words words = split_words(plain);
    while (skip(words, {"maternal", "paternal", "patients", "pts", "his", "her", "their", "identical"})) {
    }
    if (words.size() > 2 && is_one_of(words[0], relatives) &&
        is_one_of(words[1],
                  {"with", "w", "had", "has", "died", "diagnosed", "hx", "history", "h", "tuvo", "con", "tiene"}))
        return true;
    const std::size_t count = words.size();
    if (count < 3 || !is_one_of(words[count - 1], relatives)) return false;
    return is_one_of(words[count - 2], {"in", "en"}) ||
           (is_one_of(words[count - 2], {"his", "her", "their", "the", "maternal", "paternal", "su", "la", "el"}) &&
            is_one_of(words[count - 3], {"in", "en"}));
}

}  // namespace

bool is_of_relatives(const Concept& name) {
    static constexpr std::array<std::string_view, 7> openings{
        "family history of ",   "fh of ", "fhx of ", "family hx of ", "family history ", "antecedentes familiares de ",
        "historia familiar de "};
    const std::string plain = plain_words(name.name.text);
    if (names_relative(plain) || begins_with_one_of(plain, openings)) return true;
    if (begins_with_one_of(name.name.text, {"FH:", "FHx:"})) return true;
    return std::any_of(name.codes.begin(), name.codes.end(), [](const RecordCode& code) {
        return code.system == systems::icd_10_cm && begins_with_one_of(code.code, {"Z80", "Z81", "Z82", "Z83", "Z84"});
    });
}

}  // namespace carepress::visit
