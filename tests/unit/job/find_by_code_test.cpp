// Which articles a clinical code leads to.
#include "job/find_by_code.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

using job::CodeQuestion;
using Codes = std::vector<std::string>;

const std::vector<visit::ArticleTopics>& library() {
    static const std::vector<visit::ArticleTopics> topics{
        {"ASTHMA", "Asthma", {{"ICD-10-CM", "J45"}, {"SNOMED-CT", "195967001"}}},
        {"SEVERE", "Severe Asthma", {{"ICD-10-CM", "J45.50"}}},
        {"BACK", "Back Pain", {{"ICD-10-CM", "M54.50"}, {"SNOMED-CT", "279039007"}}},
        {"WARFARIN",
         "Taking Warfarin: Care Instructions",
         {{"ICD-10-CM", "Z79.01"}, {"RxNorm", "11289"}},
         {"Taking Warfarin: Care Instructions", "Coumadin", "blood thinner"}},
        {"", "Without a code", {{"ICD-10-CM", "J45"}}}};
    return topics;
}

/// All articles, whatever the words: what has a name is decided by find_by_codes().
std::vector<job::NamedArticle> search(const std::string&) {
    return {{"ASTHMA", {"Asthma: When to Get Help", "reactive airway disease"}},
            {"FEVER", {"Fever in Children: Care Instructions", "high temperature", "warfarin and fever"}},
            {"FIEBRE", {"Fiebre en los ni\u00F1os: instrucciones de cuidado"}},
            {"WARFARIN", {"Taking Warfarin: Care Instructions", "Coumadin", "blood thinner"}}};
}

Codes find(const std::vector<CodeQuestion>& questions) { return job::find_by_codes(questions, library(), search); }

TEST(FindByCode, KnowsSystemsByOidUriAndName) {
    for (const char* system : {"2.16.840.1.113883.6.90", "urn:oid:2.16.840.1.113883.6.90", " 2.16.840.1.113883.6.90 ",
                               "http://hl7.org/fhir/sid/icd-10-cm", "https://hl7.org/fhir/sid/icd-10-cm/",
                               "HTTP://HL7.ORG/fhir/sid/ICD-10-CM", "ICD-10-CM", "icd10cm", "ICD 10 CM"})
        EXPECT_EQ(find({{"M54.50", system, ""}}), Codes{"BACK"}) << system;
    EXPECT_EQ(find({{"279039007", "2.16.840.1.113883.6.96", ""}}), Codes{"BACK"});
    EXPECT_EQ(find({{"279039007", "http://snomed.info/sct", ""}}), Codes{"BACK"});
    EXPECT_EQ(find({{"11289", "2.16.840.1.113883.6.88", ""}}), Codes{"WARFARIN"});
    for (const char* system : {"", "2.16.840.1.113883.6.9", "2.16.840.1.113883.6.103", "ICD", "icd-10"})
        EXPECT_EQ(find({{"M54.50", system, ""}}), Codes{}) << system;
}

TEST(FindByCode, TakesCodesAsClientsWriteThem) {
    for (const char* code : {"M54.50", "m54.50", " M54.50", "M5450", "m5450 "})
        EXPECT_EQ(find({{code, "ICD-10-CM", ""}}), Codes{"BACK"}) << code;
    for (const char* code : {"", "M54.5", "M54.500000", "M54..50", "M54.50;", "279039007"})
        EXPECT_EQ(find({{code, "ICD-10-CM", ""}}), Codes{}) << code;
    EXPECT_EQ(find({{"279039008", "SNOMED-CT", ""}}), Codes{}) << "a wrong check digit";
}

TEST(FindByCode, PutsTheMostParticularTopicFirstAndEachArticleOnce) {
    EXPECT_EQ(find({{"J45.50", "ICD-10-CM", ""}}), (Codes{"SEVERE", "ASTHMA"}));
    EXPECT_EQ(find({{"J45.909", "ICD-10-CM", ""}}), Codes{"ASTHMA"});
    EXPECT_EQ(find({{"M54.50", "ICD-10-CM", ""}, {"J45.50", "ICD-10-CM", ""}, {"195967001", "SNOMED-CT", ""}}),
              (Codes{"BACK", "SEVERE", "ASTHMA"}));
    EXPECT_EQ(find({}), Codes{});
}

TEST(FindByCode, GoesByWordsOnlyWhereACodeCannotCount) {
    constexpr const char* icd9 = "2.16.840.1.113883.6.103";
    EXPECT_EQ(find({{"493.90", icd9, "Asthma"}}), Codes{"ASTHMA"});
    EXPECT_EQ(find({{"493.90", icd9, "ASTHMA"}}), Codes{"ASTHMA"});
    EXPECT_EQ(find({{"493.90", icd9, "Asthma with status asthmaticus"}}), Codes{}) << "no article has all these words";
    EXPECT_EQ(find({{"", "", "high temperature"}}), Codes{"FEVER"});
    EXPECT_EQ(find({{"", "", "fiebre ninos"}}), Codes{"FIEBRE"});
    EXPECT_EQ(find({{"", "", "care instructions"}}), Codes{}) << "every title ends so";
    EXPECT_EQ(find({{"", "", "!?"}}), Codes{});
    EXPECT_EQ(find({{"", "", "asthma" + std::string(200, ' ')}}), Codes{}) << "a text, not a name";
    EXPECT_EQ(find({{"R06.02", "ICD-10-CM", "Asthma"}}), Codes{}) << "a code of ours counts alone";
    EXPECT_EQ(find({{"279039008", "SNOMED-CT", "Asthma"}}), Codes{}) << "also if it is wrong";
}

TEST(FindByCode, FindsMedicinesByTheirIngredientAmongArticlesAboutMedicinesAlone) {
    constexpr const char* ndc = "2.16.840.1.113883.6.69";
    EXPECT_EQ(find({{"855332", "RxNorm", "Warfarin Sodium 5 MG Oral Tablet"}}), Codes{"WARFARIN"});
    EXPECT_EQ(find({{"0056-0172-70", ndc, "12 HR Coumadin 5 MG Tablet"}}), Codes{"WARFARIN"});
    EXPECT_EQ(find({{"0056-0172-70", "http://hl7.org/fhir/sid/ndc", "Coumadin"}}), Codes{"WARFARIN"});
    EXPECT_EQ(find({{"1", ndc, "Fever reducer"}}), Codes{}) << "that article is not about a medicine";
    EXPECT_EQ(find({{"1", ndc, "Warfarin 5 MG / Aspirin 81 MG Oral Tablet"}}), Codes{}) << "a combination";
    EXPECT_EQ(find({{"1", ndc, "5 MG"}}), Codes{});
}

}  // namespace
}  // namespace carepress::test
