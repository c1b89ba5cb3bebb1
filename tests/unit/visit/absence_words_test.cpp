// What the record says that is not there, or is not sure: each code and each wording.
#include "visit/negation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

namespace carepress::test {
using namespace visit;
namespace {

Concept said(const std::string& words) {
    Concept made;
    made.name.text = words;
    return made;
}

Absence of_allergies(const std::string& words) { return absence_of_allergies(said(words), {}).says; }
Absence of_problems(const std::string& words) { return absence_of_problems(said(words), {}); }
Absence of_medicines(const std::string& words) { return absence_of_medicines(said(words)); }

enum class About { allergies, medicines, problems, any };

struct Coded {
    const char* code;
    About about;
    Absence says;
    std::optional<AllergyKind> kind = std::nullopt;
};
void PrintTo(const Coded& row, std::ostream* out) { *out << row.code; }

class AbsenceCodes : public testing::TestWithParam<Coded> {
protected:
    static Concept coded(const std::string& system) {
        Concept made;
        made.codes = {{system, GetParam().code}};
        return made;
    }
};

TEST_P(AbsenceCodes, say_what_is_not_there) {
    const auto& [code, about, says, kind] = GetParam();
    const auto expected = [&](About list) { return about == list || about == About::any ? says : Absence::no; };
    for (const char* system :
         {"http://snomed.info/sct", "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"}) {
        const AllergyAbsence allergies = absence_of_allergies(coded(system), {});
        EXPECT_EQ(allergies.says, expected(About::allergies));
        EXPECT_EQ(allergies.kinds, kind ? std::vector{*kind} : std::vector<AllergyKind>{});
        EXPECT_EQ(absence_of_medicines(coded(system)), expected(About::medicines));
        EXPECT_EQ(absence_of_problems(coded(system), {}), expected(About::problems));
    }
    EXPECT_EQ(absence_of_allergies(coded("urn:local"), {}).says, Absence::no);
    EXPECT_EQ(absence_of_medicines(coded("urn:local")), Absence::no);
    EXPECT_EQ(absence_of_problems(coded("urn:local"), {}), Absence::no);
}

/// IPS absent-unknown, and SNOMED CT in its place.
INSTANTIATE_TEST_SUITE_P(
    Ips, AbsenceCodes,
    testing::Values(
        Coded{"no-allergy-info", About::allergies, Absence::not_known},
        Coded{"no-known-allergies", About::allergies, Absence::none_known},
        Coded{"no-known-medication-allergies", About::allergies, Absence::none_known, AllergyKind::medicines},
        Coded{"no-known-environmental-allergies", About::allergies, Absence::none_known, AllergyKind::environment},
        Coded{"no-known-food-allergies", About::allergies, Absence::none_known, AllergyKind::food},
        Coded{"716186003", About::allergies, Absence::none_known},
        Coded{"160244002", About::allergies, Absence::none_known},
        Coded{"409137002", About::allergies, Absence::none_known, AllergyKind::medicines},
        Coded{"428607008", About::allergies, Absence::none_known, AllergyKind::environment},
        Coded{"429625007", About::allergies, Absence::none_known, AllergyKind::food},
        Coded{"716184000", About::allergies, Absence::none_known, AllergyKind::latex},
        Coded{"1003774007", About::allergies, Absence::none_known, AllergyKind::latex},
        Coded{"no-medication-info", About::medicines, Absence::not_known},
        Coded{"no-known-medications", About::medicines, Absence::none_known},
        Coded{"787481004", About::medicines, Absence::none_known},
        Coded{"182904002", About::medicines, Absence::not_known},
        Coded{"no-problem-info", About::problems, Absence::not_known},
        Coded{"no-known-problems", About::problems, Absence::none_known},
        Coded{"160245001", About::problems, Absence::none_known},
        Coded{"no-procedure-info", About::problems, Absence::not_known},
        Coded{"no-known-procedures", About::problems, Absence::none_known},
        Coded{"787480003", About::problems, Absence::none_known},
        Coded{"no-device-info", About::problems, Absence::not_known},
        Coded{"no-known-devices", About::problems, Absence::none_known},
        Coded{"no-immunization-info", About::problems, Absence::not_known},
        Coded{"no-known-immunizations", About::problems, Absence::none_known},
        Coded{"1631000175102", About::any, Absence::not_known}, Coded{"261665006", About::any, Absence::not_known}),
    [](const auto& each) {
        std::string name = each.param.code;
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    });

class NotKnown : public testing::TestWithParam<const char*> {};

/// "Not on file" leaves a gap: nobody says that there are none.
TEST_P(NotKnown, is_not_none) {
    EXPECT_EQ(of_allergies(GetParam()), Absence::not_known);
    EXPECT_EQ(of_problems(GetParam()), Absence::not_known);
    EXPECT_EQ(of_medicines(GetParam()), Absence::not_known);
    EXPECT_EQ(of_allergies("x" + std::string(GetParam())), Absence::no) << "the name of something";
}

INSTANTIATE_TEST_SUITE_P(
    All, NotKnown,
    testing::Values("no allergy information available", "no allergy information", "no allergy information on file",
                    "allergy information not available", "allergy information unavailable",
                    "unable to assess allergies", "unable to obtain allergies", "unable to determine",
                    "diagnosis deferred", "dx deferred", "deferred", "to be determined", "tbd", "not on file",
                    "not asked", "patient not asked", "unknown", "not known", "no information",
                    "no information available", "no info", "not assessed", "not recorded", "not documented",
                    "not reviewed", "not available", "no data", "no data available", "unable to obtain",
                    "unable to assess", "undetermined", "not applicable", "n a", "na", "unk", "allergies unknown",
                    "unknown allergies", "unknown allergy", "allergy unknown", "allergy status unknown",
                    "allergies not on file", "no allergies on file", "no allergies documented", "no allergies recorded",
                    "no information about allergies", "no information about medications",
                    "no information about current medications", "no information about problems", "medications unknown",
                    "unknown medications", "desconocido", "desconocida", "desconocidas", "se desconoce", "no consta",
                    "sin informacion"));

class WordsBeforeThings : public testing::TestWithParam<const char*> {};

TEST_P(WordsBeforeThings, change_nothing) {
    EXPECT_EQ(of_medicines("no " + std::string(GetParam()) + " medications"), Absence::none_known);
    EXPECT_EQ(of_problems("no " + std::string(GetParam()) + " problems"), Absence::none_known);
    EXPECT_EQ(of_problems("no x" + std::string(GetParam()) + " problems"), Absence::no);
}

INSTANTIATE_TEST_SUITE_P(All, WordsBeforeThings,
                         testing::Values("known", "current", "active", "any", "take", "use", "taking", "takes",
                                         "currently", "on", "chronic", "home", "prescribed", "reported", "significant",
                                         "past", "other", "medical", "health", "prescription", "toma", "refiere",
                                         "outpatient", "regular"));

class NoneInShort : public testing::TestWithParam<const char*> {};

TEST_P(NoneInShort, is_none_known) { EXPECT_EQ(of_allergies(GetParam()), Absence::none_known); }

INSTANTIATE_TEST_SUITE_P(All, NoneInShort,
                         testing::Values("nka", "none", "none known", "nil", "nil known", "no known", "no",
                                         "allergies none", "allergies none known", "allergy none",
                                         "no known adverse reactions", "nkna", "ninguna", "ninguno", "ninguna conocida",
                                         "niega", "alergias no conocidas", "none reported", "none recorded",
                                         "none reported recorded", "nil reported", "nil recorded",
                                         "not allergic to anything"));

class AllergyNouns : public testing::TestWithParam<const char*> {};

TEST_P(AllergyNouns, may_be_denied) {
    for (const char* no : {"no ", "denies ", "denied ", "nil ", "sin ", "niega ", "ninguna ", "no known ",
                           "no reported ", "no history of ", "patient denies any ", "the patient has no current "})
        EXPECT_EQ(of_allergies(no + std::string(GetParam())), Absence::none_known) << no;
    EXPECT_EQ(of_allergies(GetParam() + std::string(" to nuts")), Absence::no);
}

INSTANTIATE_TEST_SUITE_P(All, AllergyNouns,
                         testing::Values("allergy", "allergies", "allergens", "intolerances", "intolerance",
                                         "hypersensitivity", "sensitivities", "hypersensitivities", "reactions",
                                         "alergia", "alergias"));

class Turns : public testing::TestWithParam<const char*> {};

/// What follows is an allergy, and must not be left out.
TEST_P(Turns, name_an_allergy_after_all) {
    EXPECT_EQ(of_allergies("No known allergies to drugs " + std::string(GetParam()) + " penicillin"), Absence::no);
    EXPECT_EQ(of_allergies("No known " + std::string(GetParam()) + " allergies"), Absence::no);
}

INSTANTIATE_TEST_SUITE_P(All, Turns,
                         testing::Values("except", "but", "other", "besides", "apart", "salvo", "excepto", "than",
                                         "however"));

struct KindWord {
    const char* word;
    AllergyKind kind;
};
void PrintTo(const KindWord& row, std::ostream* out) { *out << row.word; }

class KindWords : public testing::TestWithParam<KindWord> {};

TEST_P(KindWords, name_a_kind_of_allergies) {
    const AllergyAbsence before =
        absence_of_allergies(said("No known " + std::string(GetParam().word) + " allergies"), {});
    EXPECT_EQ(before.says, Absence::none_known);
    EXPECT_EQ(before.kinds, std::vector{GetParam().kind});
    EXPECT_TRUE(before.substances.empty());
    EXPECT_EQ(absence_of_allergies(said("No allergies to " + std::string(GetParam().word)), {}).kinds,
              std::vector{GetParam().kind});
    EXPECT_EQ(absence_of_allergies(said("Sin alergias " + std::string(GetParam().word)), {}).kinds,
              std::vector{GetParam().kind});
}

INSTANTIATE_TEST_SUITE_P(
    All, KindWords,
    testing::Values(KindWord{"drug", AllergyKind::medicines}, KindWord{"drugs", AllergyKind::medicines},
                    KindWord{"medication", AllergyKind::medicines}, KindWord{"medications", AllergyKind::medicines},
                    KindWord{"medicine", AllergyKind::medicines}, KindWord{"medicines", AllergyKind::medicines},
                    KindWord{"med", AllergyKind::medicines}, KindWord{"meds", AllergyKind::medicines},
                    KindWord{"medicinal", AllergyKind::medicines}, KindWord{"medicamento", AllergyKind::medicines},
                    KindWord{"medicamentos", AllergyKind::medicines}, KindWord{"medicamentosa", AllergyKind::medicines},
                    KindWord{"medicamentosas", AllergyKind::medicines}, KindWord{"farmacos", AllergyKind::medicines},
                    KindWord{"medicinas", AllergyKind::medicines}, KindWord{"food", AllergyKind::food},
                    KindWord{"foods", AllergyKind::food}, KindWord{"alimento", AllergyKind::food},
                    KindWord{"alimentos", AllergyKind::food}, KindWord{"alimentaria", AllergyKind::food},
                    KindWord{"alimentarias", AllergyKind::food}, KindWord{"comidas", AllergyKind::food},
                    KindWord{"environment", AllergyKind::environment},
                    KindWord{"environmental", AllergyKind::environment},
                    KindWord{"environments", AllergyKind::environment}, KindWord{"ambiental", AllergyKind::environment},
                    KindWord{"ambientales", AllergyKind::environment}, KindWord{"seasonal", AllergyKind::environment},
                    KindWord{"latex", AllergyKind::latex}));

class ProblemNouns : public testing::TestWithParam<const char*> {};

TEST_P(ProblemNouns, may_be_denied) {
    const std::string noun = GetParam();
    for (const std::string& words : {"No known " + noun, "Denies " + noun, "no active " + noun + " at this time",
                                     "No " + noun + " on file", "Sin " + noun + " conocidas"})
        EXPECT_EQ(of_problems(words), Absence::none_known) << words;
    EXPECT_EQ(of_problems("No " + noun + " of the heart"), Absence::no);
    EXPECT_EQ(of_problems(noun), Absence::no);
}

INSTANTIATE_TEST_SUITE_P(All, ProblemNouns,
                         testing::Values("problem", "problems", "conditions", "condition", "diagnosis", "diagnoses",
                                         "illness", "illnesses", "disease", "diseases", "procedure", "procedures",
                                         "surgery", "surgeries", "operations", "immunization", "immunizations",
                                         "vaccine", "vaccines", "vaccination", "vaccinations", "goals", "goal",
                                         "orders", "devices", "implants", "vacunas", "cirugias", "procedimientos",
                                         "disability", "complaints", "history", "problemas", "enfermedades",
                                         "antecedentes"));

class MedicineNouns : public testing::TestWithParam<const char*> {};

TEST_P(MedicineNouns, may_be_denied) {
    const std::string noun = GetParam();
    for (const std::string& words : {"No known " + noun, "Not taking any " + noun, "Takes no prescription " + noun,
                                     "Patient is on no " + noun, "Does not take " + noun, "No " + noun + " prescribed"})
        EXPECT_EQ(of_medicines(words), Absence::none_known) << words;
    EXPECT_EQ(of_medicines("No " + noun + " but aspirin"), Absence::no);
    EXPECT_EQ(of_medicines(noun), Absence::no);
}

INSTANTIATE_TEST_SUITE_P(All, MedicineNouns,
                         testing::Values("medication", "medications", "medicine", "medicines", "meds", "med", "drugs",
                                         "drug", "prescriptions", "medicamentos", "medicamento", "medicinas",
                                         "medicacion"));

class UnsureOfMedicines : public testing::TestWithParam<const char*> {};

TEST_P(UnsureOfMedicines, is_not_known) { EXPECT_EQ(of_medicines(GetParam()), Absence::not_known); }

INSTANTIATE_TEST_SUITE_P(All, UnsureOfMedicines,
                         testing::Values("Pt unsure of meds", "Patient is uncertain about his medicines",
                                         "Medication list unavailable", "Her home medicines are unknown",
                                         "Unable to obtain medication history", "Cannot recall names of meds",
                                         "Patient does not know what med", "Med names not available at this time",
                                         "Current medicine status not verified", "Medication information not reviewed",
                                         "Unable to remember their meds", "Unable to verify the medications",
                                         "Medication name not known", "Medications not obtained"));

TEST(UnsureOfMedicines, says_no_name_of_a_medicine) {
    for (const char* words : {"Unsure of aspirin", "Medication list", "Unsure", "Unknown med aspirin"})
        EXPECT_NE(of_medicines(words), Absence::none_known) << words;
    EXPECT_EQ(of_medicines("Unsure of aspirin"), Absence::no);
    EXPECT_EQ(of_medicines("Unknown med aspirin"), Absence::no);
}

class OnlyPossible : public testing::TestWithParam<const char*> {};

TEST_P(OnlyPossible, is_not_a_finding) {
    const std::string words = GetParam();
    EXPECT_TRUE(is_only_possible(words + " pneumonia")) << "at the beginning";
    EXPECT_FALSE(is_ruled_out(words + " pneumonia"));
    EXPECT_FALSE(is_only_possible("x" + words + "x pneumonia"));
}

INSTANTIATE_TEST_SUITE_P(Openings, OnlyPossible,
                         testing::Values("suspect", "suspicion of", "suspicion for", "query", "questionable",
                                         "concern for", "concerning for", "likely", "differential", "sospecha de",
                                         "posible", "descartar", "working diagnosis", "working dx", "could be",
                                         "evaluate for", "eval for"));
INSTANTIATE_TEST_SUITE_P(Anywhere, OnlyPossible,
                         testing::Values("rule out", "r o", "suspected", "possible", "possibly", "probable", "probably",
                                         "presumed", "presumptive", "vs", "versus", "not excluded", "not ruled out",
                                         "cannot exclude", "cant exclude", "can not exclude", "unable to exclude",
                                         "cannot be excluded", "cannot rule out", "cant rule out", "to be ruled out",
                                         "not confirmed", "suspicious for", "a descartar", "sospecha de"));

class PossibleAnywhere : public testing::TestWithParam<const char*> {};

TEST_P(PossibleAnywhere, is_not_a_finding) {
    EXPECT_TRUE(is_only_possible("Pneumonia, " + std::string(GetParam())));
    EXPECT_TRUE(is_only_possible("Pneumonia " + std::string(GetParam()) + " flu"));
}

INSTANTIATE_TEST_SUITE_P(All, PossibleAnywhere,
                         testing::Values("rule out", "r o", "suspected", "possible", "possibly", "probable", "probably",
                                         "presumed", "presumptive", "vs", "versus", "not excluded", "not ruled out",
                                         "cannot exclude", "cant exclude", "can not exclude", "unable to exclude",
                                         "cannot be excluded", "cannot rule out", "cant rule out", "to be ruled out",
                                         "not confirmed", "suspicious for", "a descartar", "sospecha de"));

TEST(OnlyPossible, by_a_question_mark_and_not_by_other_words) {
    for (const char* words : {"? gout", "?gout", "gout?", "gout ?", "gout ?pseudogout"})
        EXPECT_TRUE(is_only_possible(words)) << words;
    for (const char* words : {"Gout", "Breathing not possible", "Graft vs host disease", "Graft versus host disease",
                              "Pain, likely from walking", "Working", ""})
        EXPECT_FALSE(is_only_possible(words)) << words;
    EXPECT_TRUE(is_only_possible("Not possible gout, possible flu"));
}

class RuledOut : public testing::TestWithParam<const char*> {};

TEST_P(RuledOut, at_the_beginning) {
    EXPECT_TRUE(is_ruled_out(GetParam() + std::string(" MI")));
    EXPECT_FALSE(is_ruled_out("MI, " + std::string(GetParam()) + " more"));
}

INSTANTIATE_TEST_SUITE_P(Openings, RuledOut,
                         testing::Values("ruled out", "negative for", "no evidence of", "no sign of", "no signs of",
                                         "without evidence of", "no acute", "no evidence for", "denies",
                                         "not consistent with", "no history of", "se descarta"));

class RuledOutAtTheEnd : public testing::TestWithParam<const char*> {};

TEST_P(RuledOutAtTheEnd, is_not_a_finding) {
    EXPECT_TRUE(is_ruled_out("MI " + std::string(GetParam())));
    EXPECT_FALSE(is_ruled_out("MI " + std::string(GetParam()) + " x"));
}

INSTANTIATE_TEST_SUITE_P(All, RuledOutAtTheEnd,
                         testing::Values("ruled out", "excluded", "unlikely", "not found", "not present",
                                         "descartada"));

TEST(RuledOut, is_not_what_is_only_possible) { EXPECT_FALSE(is_ruled_out("No evidence of MI, possible angina")); }

class Relatives : public testing::TestWithParam<const char*> {};

TEST_P(Relatives, are_not_the_patient) {
    const std::string who = GetParam();
    for (const char* has :
         {"with", "w", "had", "has", "died", "diagnosed", "hx", "history", "h", "tuvo", "con", "tiene"})
        EXPECT_TRUE(is_of_relatives(said(who + " " + has + " cancer"))) << has;
    for (const char* whose : {"maternal", "paternal", "patients", "pts", "his", "her", "their", "identical"})
        EXPECT_TRUE(is_of_relatives(said(whose + std::string(" ") + who + " with cancer"))) << whose;
    for (const char* whose : {"in ", "en ", "in his ", "in her ", "in their ", "in the ", "in maternal ",
                              "in paternal ", "en su ", "en la ", "en el "})
        EXPECT_TRUE(is_of_relatives(said("Cancer " + std::string(whose) + who))) << whose;
    for (const std::string& words : {who, who + " with", "Cancer of " + who, "in " + who, "Lives with " + who,
                                     "Cared for by her " + who, who + " and cancer"})
        EXPECT_FALSE(is_of_relatives(said(words))) << words;
}

INSTANTIATE_TEST_SUITE_P(All, Relatives,
                         testing::Values("mother", "father", "mom", "dad", "parent", "parents", "brother", "sister",
                                         "sibling", "son", "daughter", "uncle", "aunt", "cousin", "grandmother",
                                         "grandfather", "grandparent", "twin", "madre", "padre", "hermano", "hermana",
                                         "abuela", "abuelo", "hijo", "hija", "tia"));

class FamilyHistory : public testing::TestWithParam<const char*> {};

TEST_P(FamilyHistory, is_not_the_patients) {
    EXPECT_TRUE(is_of_relatives(said(GetParam() + std::string(" cancer"))));
    EXPECT_FALSE(is_of_relatives(said("Cancer, " + std::string(GetParam()) + " it")));
}

INSTANTIATE_TEST_SUITE_P(All, FamilyHistory,
                         testing::Values("family history of", "fh of", "fhx of", "family hx of", "family history",
                                         "antecedentes familiares de", "historia familiar de"));

TEST(FamilyHistory, by_code_and_short_form) {
    EXPECT_TRUE(is_of_relatives(said("FH: cancer")));
    EXPECT_TRUE(is_of_relatives(said("FHx: cancer")));
    EXPECT_FALSE(is_of_relatives(said("Cancer FH:")));
    for (const char* code : {"Z80.3", "Z81.1", "Z82.49", "Z83.3", "Z84.1"}) {
        Concept name = said("Something");
        name.codes = {{"http://hl7.org/fhir/sid/icd-10-cm", code}};
        EXPECT_TRUE(is_of_relatives(name)) << code;
        name.codes[0].system = "urn:local";
        EXPECT_FALSE(is_of_relatives(name)) << code;
    }
    Concept own = said("Something");
    own.codes = {{"http://hl7.org/fhir/sid/icd-10-cm", "Z85.3"}};
    EXPECT_FALSE(is_of_relatives(own)) << "the patient's own history";
}

TEST(Absence, says_what_is_left_out_and_why) {
    EXPECT_EQ(reason_of(Absence::none_known), LeftOutReason::states_absence);
    EXPECT_EQ(reason_of(Absence::not_known), LeftOutReason::no_words);
}

}  // namespace
}  // namespace carepress::test
