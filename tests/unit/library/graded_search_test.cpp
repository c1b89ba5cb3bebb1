// What patients and clinicians type, over topics that nobody here wrote, with those that are right answers.
#include "library/search_index.h"
#include "library_testing.h"
#include "support/test_data.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

namespace carepress::test {
using namespace library;
namespace {

struct Graded {
    std::string query;
    std::vector<std::string> right;  ///< titles
};

const std::vector<Graded> graded = {
    {"hypertension", {"High Blood Pressure"}},
    {"HTN", {"High Blood Pressure"}},
    {"blood pressure pills", {"Blood Pressure Medicines"}},
    {"Lipitor", {"Statins", "How to Lower Cholesterol"}},
    {"Ozempic", {"Diabetes", "Weight Control"}},
    {"alzimers", {"Alzheimer's Caregivers", "Dementia"}},
    {"asma", {"Asthma in Children"}},
    {"colesterol",
     {"How to Lower Cholesterol", "Cholesterol Levels: What You Need to Know", "LDL: The \"Bad\" Cholesterol",
      "High Cholesterol in Children and Teens"}},
    {"heartburn", {"GERD", "Indigestion"}},
    {"acid reflux", {"GERD", "Reflux in Children"}},
    {"sugar diabetes", {"Diabetes"}},
    {"type 1 diabetes", {"Diabetes Type 1"}},
    {"stroke symptoms", {"Stroke", "Ischemic Stroke", "Hemorrhagic Stroke"}},
    {"brain bleed", {"Hemorrhagic Stroke"}},
    {"blood clot in leg", {"Deep Vein Thrombosis", "Blood Clots"}},
    {"DVT", {"Deep Vein Thrombosis"}},
    {"clot in lung", {"Pulmonary Embolism", "Blood Clots"}},
    {"AFib", {"Atrial Fibrillation"}},
    {"irregular heartbeat", {"Arrhythmia", "Atrial Fibrillation"}},
    {"CHF", {"Heart Failure"}},
    {"bypass surgery", {"Coronary Artery Bypass Surgery"}},
    {"hardening of the arteries", {"Atherosclerosis"}},
    {"BPH", {"Enlarged Prostate (BPH)"}},
    {"trouble peeing", {"Urine and Urination", "Enlarged Prostate (BPH)", "Urinary Incontinence"}},
    {"leaking urine", {"Urinary Incontinence", "Overactive Bladder"}},
    {"bedsores", {"Pressure Sores"}},
    {"pink eye", {"Eye Infections"}},
    {"lazy eye", {"Amblyopia"}},
    {"ringing in the ears", {"Tinnitus"}},
    {"earache", {"Ear Infections"}},
    {"strep throat", {"Streptococcal Infections", "Sore Throat"}},
    {"stomach flu", {"Gastroenteritis", "Norovirus Infections"}},
    {"throwing up", {"Nausea and Vomiting"}},
    {"loose stools", {"Diarrhea"}},
    {"can't poop", {"Constipation"}},
    {"peanut allergy", {"Food Allergy"}},
    {"EpiPen", {"Anaphylaxis", "Allergy", "Food Allergy"}},
    {"water pill", {"Blood Pressure Medicines", "Edema", "Heart Failure", "High Blood Pressure"}},
    {"swollen ankles", {"Edema"}},
    {"tired all the time", {"Fatigue"}},
    {"can't sleep", {"Insomnia"}},
    {"snoring", {"Sleep Apnea"}},
    {"CPAP", {"Sleep Apnea"}},
    {"lockjaw", {"Tetanus"}},
    {"cold sores", {"Herpes Simplex"}},
    {"STD", {"Sexually Transmitted Infections"}},
    {"lice", {"Head Lice"}},
    {"itch mite", {"Scabies"}},
    {"c-section", {"Cesarean Delivery"}},
    {"tubal pregnancy", {"Ectopic Pregnancy"}},
    {"PMS", {"Premenstrual Syndrome"}},
    {"fibroids", {"Uterine Fibroids"}},
    {"crib death", {"Sudden Infant Death Syndrome"}},
    {"RSV", {"Respiratory Syncytial Virus Infections"}},
    {"Lou Gehrig's disease", {"Amyotrophic Lateral Sclerosis"}},
    {"slipped disc", {"Herniated Disk"}},
    {"TMJ", {"Temporomandibular Disorders"}},
    {"tennis elbow", {"Elbow Injuries and Disorders"}},
    {"torn rotator cuff", {"Rotator Cuff Injuries"}},
    {"brittle bones", {"Osteoporosis", "Osteogenesis Imperfecta"}},
    {"fibermyalgia", {"Fibromyalgia"}},
    {"welts", {"Hives"}},
    {"hair falling out", {"Hair Loss"}},
    {"melanoma", {"Skin Cancer"}},
    {"mammogram", {"Mammography"}},
    {"pap smear", {"Cervical Cancer Screening"}},
    {"colon cancer", {"Colorectal Cancer"}},
    {"cat scan", {"CT Scans"}},
    {"quit smoking", {"Quitting Smoking"}},
    {"Narcan", {"Safe Opioid Use", "Opioid Use Disorder (OUD) Treatment"}},
    {"alcoholic", {"Alcohol Use Disorder (AUD)"}},
    {"depressed teenager", {"Teen Depression"}},
    {"panic attack", {"Panic Disorder"}},
    {"flu shot", {"Flu", "Vaccines"}},
    {"long covid", {"Post-COVID Conditions (Long COVID)"}},
    {"heat stroke", {"Heat Illness"}},
    {"sunburn", {"Sun Exposure"}},
    {"Tylenol", {"Pain Relievers"}},
    {"overactive thyroid", {"Hyperthyroidism"}},
    {"dialysis", {"Kidney Failure", "Chronic Kidney Disease", "Diabetic Kidney Problems"}},
    {"living will", {"Advance Directives"}},
    {"hipertention", {"High Blood Pressure", "How to Prevent High Blood Pressure"}},
    {"sizure", {"Epilepsy"}},
    {"diarea", {"Diarrhea"}},
    {"gastroenteritus", {"Gastroenteritis"}},
    {"my baby has a rash",
     {"Infant and Newborn Care", "Uncommon Infant and Newborn Problems", "Hives", "Baby Health Checkup"}},
    {"what can I do about back pain", {"Back Pain"}},
};

/// The topics of MedlinePlus, each an article of its title and text.
void write_topics(const TestLibrary& library, const std::string& file) {
    int number = 0;
    for (const nlohmann::json& topic : nlohmann::json::parse(read_file(file))) {
        const std::string code = "T" + std::to_string(++number), title = topic.at("title").dump();
        library.write_raw("en/" + code + ".md", "---\ncode: " + code + "\ntitle: " + title + "\nlanguage: en\n---\n\n" +
                                                    topic.at("text").get<std::string>() + "\n");
    }
}

TEST(GradedSearch, NineOfTenQueriesHaveARightAnswerAmongTheFirstFive) {
    const std::string file = test_data("medlineplus/health_topics_en_text_2024-06.json");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "the topics of MedlinePlus are missing: " << file;
    TestLibrary library;
    write_topics(library, file);
    SearchIndex index(library.output() + ".sqlite", library.library(), false);
    index.use_synonyms(project("words/synonyms.yaml"));
    EXPECT_GT(index.refresh(2'000'000'000'000'000'000, 2).added, 500U);
    std::size_t right = 0;
    std::string wrong;
    for (const Graded& each : graded) {
        const std::vector<SearchHit> hits = index.search({each.query, {}, 5});
        const bool is_right = std::any_of(hits.begin(), hits.end(), [&](const SearchHit& hit) {
            return std::find(each.right.begin(), each.right.end(), hit.title) != each.right.end();
        });
        right += is_right;
        if (is_right) continue;
        wrong += each.query + ":";
        for (const SearchHit& hit : hits) wrong += " " + hit.title + ";";
        wrong += "\n";
    }
    RecordProperty("right", static_cast<int>(right));
    if (!wrong.empty()) std::cout << right << " of " << graded.size() << " are right; not so\n" << wrong;
    EXPECT_GE(right * 10, graded.size() * 9) << right << " of " << graded.size() << " are right; wrong are\n" << wrong;
}

}  // namespace
}  // namespace carepress::test
