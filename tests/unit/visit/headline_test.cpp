// Which finding may be the title of the page, where others can read it.
#include "visit/headline.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

VisitCondition finding(const std::string& name, const std::string& icd_10 = {}) {
    VisitCondition made;
    made.name.name = {name, "en"};
    if (!icd_10.empty()) made.name.codes = {{"http://hl7.org/fhir/sid/icd-10-cm", icd_10}};
    made.of_this_visit = true;
    return made;
}

/// The headline of a visit with these conditions; empty for none.
std::string headline(std::vector<VisitCondition> conditions, std::vector<LeftOut> left_out = {}) {
    Visit visit;
    visit.conditions = std::move(conditions);
    visit.left_out = std::move(left_out);
    const VisitCondition* found = headline_finding(visit);
    return found == nullptr ? std::string() : found->name.name.text;
}

TEST(Headline, IsTheOnlyFindingOfTheVisit) {
    EXPECT_EQ(headline({}), "");
    EXPECT_EQ(headline({finding("Sprained left ankle")}), "Sprained left ankle");
    VisitCondition lasting = finding("Asthma");
    lasting.of_this_visit = false;
    EXPECT_EQ(headline({lasting}), "");
    EXPECT_EQ(headline({lasting, finding("Sprained left ankle")}), "Sprained left ankle");
    EXPECT_EQ(headline({finding("Ear infection"), finding("Sprained left ankle")}), "");
}

TEST(Headline, IsCertainAndShort) {
    VisitCondition doubtful = finding("Pneumonia");
    doubtful.confirmed = false;
    EXPECT_EQ(headline({doubtful}), "");
    VisitCondition possible = finding("Pneumonia");
    possible.possible = true;
    EXPECT_EQ(headline({possible}), "");
    EXPECT_EQ(headline({finding("Cough"), possible}), "") << "another diagnosis is still thought of";
    EXPECT_EQ(headline({finding(std::string(60, 'a'))}), std::string(60, 'a'));
    EXPECT_EQ(headline({finding(std::string(61, 'a'))}), "");
    EXPECT_EQ(headline({finding("Cough\nand more")}), "");
}

TEST(Headline, IsNoneWhereAFindingMayBeMissing) {
    for (const LeftOutReason reason : {LeftOutReason::restricted, LeftOutReason::malformed, LeftOutReason::no_words,
                                       LeftOutReason::unclear_subject, LeftOutReason::not_shown})
        EXPECT_EQ(headline({finding("Cough")}, {{VisitSection::conditions, reason, "x"}}), "")
            << static_cast<int>(reason);
    EXPECT_EQ(headline({finding("Cough")}, {{VisitSection::conditions, LeftOutReason::not_in_force, "x"}}), "Cough");
}

TEST(Headline, IsNothingPrivate) {
    for (const char* words : {"HIV infection",
                              "AIDS",
                              "Chlamydial infection",
                              "Genital herpes",
                              "Chronic hepatitis C",
                              "Normal pregnancy",
                              "Threatened abortion",
                              "Missed miscarriage",
                              "Alcohol use disorder",
                              "Opioid dependence",
                              "Drug overdose",
                              "Suicidal thoughts",
                              "Major depressive disorder",
                              "Anxiety",
                              "Panic attack",
                              "Bipolar disorder",
                              "Schizophrenia",
                              "ADHD",
                              "PTSD",
                              "Dementia",
                              "Malignant neoplasm of breast",
                              "Colon cancer",
                              "Leukemia",
                              "Urinary incontinence",
                              "Hemorrhoids",
                              "Obesity",
                              "Sickle cell disease",
                              "Erectile dysfunction",
                              "Victim of assault",
                              "Domestic violence",
                              "Embarazo",
                              "Depresión",
                              "Cáncer de colon",
                              "VIH"})
        EXPECT_EQ(headline({finding(words)}), "") << words;
    for (const char* code : {"A54.9", "A60.00", "B18.2", "B20", "C50.9", "D45", "E66.9", "F32.9", "G30.9", "N76.0",
                             "N52.9", "O80", "R45.851", "T40.1X1A", "T74.11XA", "X78.9", "Z21", "Z33.1", "Z60.2"})
        EXPECT_EQ(headline({finding("A finding", code)}), "") << code;
    for (const auto& [words, code] :
         std::vector<std::pair<const char*, const char*>>{{"Sprained left ankle", "S93.402A"},
                                                          {"Acute bronchitis", "J20.9"},
                                                          {"Strep throat", "J02.0"},
                                                          {"Ear infection", "H66.90"},
                                                          {"Low back pain", "M54.50"},
                                                          {"Migraine", "G43.909"},
                                                          {"Asthma", "J45.909"},
                                                          {"Heart failure", "I50.9"},
                                                          {"Type 2 diabetes", "E11.9"},
                                                          {"Kidney stone", "N20.0"},
                                                          {"Viral gastroenteritis", "A08.4"},
                                                          {"Broken wrist", "S62.101A"}})
        EXPECT_EQ(headline({finding(words, code)}), words) << code;
}

}  // namespace
}  // namespace carepress::test
