// The name of a medicine leads to the articles about its ingredient, and to no other.
#include "job/medicine_articles.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

const std::vector<visit::ArticleTopics>& library() {
    static const std::vector<visit::ArticleTopics> articles{
        {"W",
         "Taking Warfarin",
         {{"RxNorm", "11289"}},
         {"Taking Warfarin: Care Instructions", "Coumadin", "C\u00F3mo tomar warfarina"}},
        {"N", "Naproxen", {{"RxNorm", "7258"}}, {"Taking Naproxen Sodium: Care Instructions"}},
        {"K", "Potassium", {{"RxNorm", "8591"}}, {"Potassium Chloride: Care Instructions"}},
        {"B", "Vitamin B12", {{"RxNorm", "11248"}}, {"Vitamin B12 Shots: Care Instructions"}},
        {"F", "Fever in Children", {{"RxNorm", "161"}}, {"Fever in Children: Acetaminophen", "acetaminophen"}},
        {"X", "Warfarin and Food", {{"ICD-10-CM", "Z79.01"}}, {}}};
    return articles;
}

std::string found(const std::string& name) {
    std::string codes;
    for (const visit::ArticleTopics* article : job::articles_about_medicine(name, library())) codes += article->code;
    return codes;
}

TEST(MedicineArticles, are_found_by_the_ingredient_of_a_product) {
    EXPECT_EQ(found("warfarin sodium 5 MG Oral Tablet"), "W");
    EXPECT_EQ(found("Warfarin 5 mg tablet"), "W");
    EXPECT_EQ(found("24 HR Coumadin 5 MG Extended Release Oral Tablet"), "W");
    EXPECT_EQ(found("WARFARINA 5 MG"), "W");
    EXPECT_EQ(found("Children's acetaminophen 160 mg/5 mL"), "F");
    EXPECT_EQ(found("naproxen sodium 220 MG"), "N");
}

TEST(MedicineArticles, are_not_found_by_salts_forms_and_combinations) {
    EXPECT_EQ(found("sodium chloride 9 MG/ML Injection"), "") << "a salt's word is in many names";
    EXPECT_EQ(found("potassium chloride 20 MEQ Extended Release Oral Tablet"), "K");
    EXPECT_EQ(found("potassium gluconate 595 MG"), "");
    EXPECT_EQ(found("vitamin D3 1000 UNT"), "");
    EXPECT_EQ(found("Vitamin B12 1 MG/ML Injection"), "B");
    EXPECT_EQ(found("Children's ibuprofen"), "") << "not what is for children";
    EXPECT_EQ(found("warfarin 5 MG / aspirin 81 MG Oral Tablet"), "");
    EXPECT_EQ(found("Oral tablet"), "");
    EXPECT_EQ(found("5 MG"), "");
    EXPECT_EQ(found(""), "");
    EXPECT_EQ(found("vitamin"), "");
    EXPECT_EQ(found("care instructions"), "") << "what each title ends in";
    EXPECT_EQ(found("warfarin" + std::string(200, ' ')), "") << "a text, not a name";
}

}  // namespace
}  // namespace carepress::test
