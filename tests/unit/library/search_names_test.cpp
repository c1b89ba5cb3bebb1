// Names: titles and synonyms that a query is, other names for them, and words that are meant by others.
#include "library/search_names.h"

#include "base/error.h"
#include "library/search_correction.h"
#include "library/search_index.h"
#include "library/sound.h"
#include "library_testing.h"

#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
using namespace library;
namespace {

using Pairs = std::initializer_list<std::pair<const char*, const char*>>;

class SearchNames : public testing::Test {
protected:
    /// An article; `more` are lines of its front matter.
    void write(const std::string& path, const std::string& code, const std::string& title, const std::string& text,
               const std::string& more = "") {
        library_.write_raw(path, "---\ncode: " + code + "\ntitle: \"" + title + "\"\nlanguage: " + path.substr(0, 2) +
                                     "\n" + more + "---\n\n" + text + "\n");
    }
    void use_synonyms(const std::string& table) {
        const std::string file = library_.data("synonyms.yaml");
        write_file(file, table);
        index().use_synonyms(file);
    }
    SearchIndex& index() {
        if (!index_) {
            index_.emplace(library_.output() + ".sqlite", library_.library(), false);
            index_->refresh(2'000'000'000'000'000'000, 1);
        }
        return *index_;
    }
    std::string codes(const std::string& query, const std::vector<std::string>& languages = {}) {
        std::string all, joined;
        for (const SearchHit& hit : index().search({query, languages, 10}))
            all += (all.empty() ? "" : " ") + hit.code + (languages.empty() ? "" : "/" + hit.language);
        if (!languages.empty()) return all;
        for (const SearchHit& hit : index().search_articles({query, 0, 10, {}}).hits)
            joined += (joined.empty() ? "" : " ") + hit.code;
        EXPECT_EQ(joined, all) << query << ": the joined search differs";
        return all;
    }
    std::string correction(const std::string& query, const std::vector<std::string>& languages = {}) {
        index().search({query, languages, 10});
        std::string all;
        for (const Correction& each : index().corrections()) all += each.written + ">" + each.meant;
        return all;
    }

    TestLibrary library_;
    std::optional<SearchIndex> index_;
};

TEST_F(SearchNames, AnExactSynonymOrTitleComesFirst) {
    write("en/heart.md", "H1", "Heart Attack: Care Instructions", "Call 911.",
          "synonyms: [MI, Myocardial infarction]\n");
    write("en/migraine.md", "M1", "Migraine", "Migraine facts.");
    write("en/minerals.md", "M2", "Minerals", "Minerals facts. Minerals are good.");
    write("en/pulmonary.md", "P1", "Pulmonary Hypertension", "Hypertension. Hypertension in the lungs.");
    write("en/pressure.md", "P2", "High Blood Pressure", "Check it.", "synonyms: [Hypertension]\n");
    write("en/reflux.md", "R1", "Reflux (GERD)", "Sleep with your head up.");
    EXPECT_EQ(codes("MI").substr(0, 2), "H1");
    EXPECT_EQ(codes("hypertension").substr(0, 2), "P2");
    EXPECT_EQ(codes("heart attack").substr(0, 2), "H1");
    EXPECT_EQ(codes("heart attacks").substr(0, 2), "H1") << "another form of the word";
    EXPECT_EQ(codes("gerd"), "R1");
    EXPECT_EQ(codes("an attack of the heart"), codes("attack heart")) << "small words say nothing";
    EXPECT_EQ(codes("H1"), "H1") << "a code comes before all";
}

TEST_F(SearchNames, ANameInAQueryCountsMoreThanItsWords) {
    write("en/chest.md", "C1", "Chest Pain", "It may be your heart.");
    write("en/services.md", "E1", "Emergency Medical Services",
          "An emergency of the chest, with pain. Emergency rooms. Emergency numbers. Emergency cars.");
    write("en/back.md", "B1", "Back", "Pain.");
    for (const char* other : {"Fever", "Cough", "Gout", "Burns", "Lice", "Cuts", "Falls", "Sleep", "Moles", "Mumps"})
        write("en/" + std::string(other) + ".md", std::string("O-") + other, other, "Rest. An emergency is rare.");
    EXPECT_EQ(codes("chest pain emergency").substr(0, 2), "C1");
}

TEST_F(SearchNames, SynonymsFindWhatUsesAnotherName) {
    write("en/heart.md", "H1", "Heart Attack", "Call 911.");
    write("en/statin.md", "S1", "High Cholesterol", "Atorvastatin lowers it.");
    write("en/other.md", "O1", "Blood Tests", "Lipids are tested.");
    use_synonyms(
        "same:\n  - {language: en, names: [heart attack, myocardial infarction, MI]}\n"
        "leads_to:\n  - {language: en, name: Lipitor, names: [atorvastatin, high cholesterol]}\n");
    EXPECT_EQ(codes("myocardial infarction"), "H1");
    EXPECT_EQ(codes("mi"), "H1");
    EXPECT_EQ(codes("an MI last year").substr(0, 2), "H1");
    EXPECT_EQ(codes("mi zzz"), "") << "Spanish for \"my\"";
    EXPECT_EQ(codes("Lipitor"), "S1");
    EXPECT_EQ(correction("Lipitor"), "") << "a name that is known is not a slip of the pen";
    EXPECT_EQ(codes("atorvastatin"), "S1");
    use_synonyms("same: []\nleads_to: []\n");
    EXPECT_EQ(codes("Lipitor"), "") << "the table is read again when it changes";
}

TEST_F(SearchNames, ABrokenTableIsNamedWithItsPlace) {
    write("en/heart.md", "H1", "Heart Attack", "Call 911.");
    for (const auto& [table, place, message] : std::initializer_list<std::array<std::string, 3>>{
             {"same: []\n", ":1:1: ", "\"leads_to\" is missing"},
             {"same: []\nleads_to:\n  - {names: [a]}\n", ":3:5: ", "\"name\" is missing"},
             {"same: []\nleads_to: [\n", ":", "synonyms.yaml"}}) {
        try {
            use_synonyms(table);
            FAIL() << table;
        } catch (const EnvironmentError& error) {
            EXPECT_NE(std::string(error.what()).find(place), std::string::npos) << error.what();
            EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
        }
    }
    EXPECT_EQ(codes("heart attack"), "H1") << "the index is as it was";
}

TEST_F(SearchNames, TheProgramsOwnTableIsRead) {
    write("en/heart.md", "H1", "Heart Attack", "Call 911.");
    index().use_synonyms(project("words/synonyms.yaml"));
    EXPECT_EQ(codes("myocardial infarction"), "H1");
}

TEST_F(SearchNames, CorrectionsAreNearAndNeverHarmful) {
    write("en/skin.md", "A1", "Skin infection", "Keep an infection clean.");
    write("en/pneumonia.md", "C1", "Pneumonia",
          "Pneumonia is in the lungs. Alzheimer disease. Hemorrhoids. Hypotension. Afebrile. Asthma attack.");
    write("es/agua.md", "B1", "Agua", "Debe limitar el agua. Fiebre.");
    write("en/asthma.md", "D1", "Asthma", "Breathe.");
    write("vi/tang.md", "E1", "Tăng huyết áp", "Uống nước.");
    for (const auto& [written, meant] : Pairs{{"newmonia", "pneumonia"},
                                              {"alzimers", "alzheimer"},
                                              {"hemroids", "hemorrhoids"},
                                              {"pneumona", "pneumonia"},
                                              {"asma", "asthma"},
                                              {"infecshun", "infection"},
                                              {"infection", ""}})
        EXPECT_EQ(correction(written), *meant == 0 ? "" : std::string(written) + ">" + meant);
    EXPECT_EQ(codes("newmonia"), "C1");
    EXPECT_EQ(correction("infarction"), "") << "not infection";
    EXPECT_EQ(correction("lipitor"), "") << "not limitar";
    EXPECT_EQ(correction("hypertension"), "") << "not hypotension";
    EXPECT_EQ(correction("febrile"), "") << "not afebrile";
    EXPECT_EQ(correction("tengo"), "") << "not what a Vietnamese word sounds like to others";
    EXPECT_EQ(correction("fiebra", {"es"}), "fiebra>fiebre");
    EXPECT_EQ(correction("fiebra", {"en"}), "") << "no English article has it";
}

TEST_F(SearchNames, WordsOfOneLanguageFindTheTranslation) {
    write("en/pressure.md", "P2", "High Blood Pressure", "Check it.", "synonyms: [Hypertension]\n");
    write("es/presion.md", "P2", "Presión arterial alta", "Mida su presión.");
    write("en/only.md", "E1", "High Altitude", "Blood and pressure, high.");
    write("es/sangre.md", "S1", "Sangre", "Blood, en inglés.");
    EXPECT_EQ(codes("high blood pressure", {"es"}).substr(0, 5), "P2/es");
    EXPECT_EQ(codes("hypertension", {"es"}), "P2/es");
    EXPECT_EQ(codes("altitude", {"es"}), "") << "it has no translation";
    EXPECT_EQ(codes("presión", {"en"}).substr(0, 5), "P2/en");
}

TEST(Sound, IsThatOfConsonants) {
    for (const auto& [one, other] : Pairs{{"pneumonia", "newmonia"},
                                          {"alzheimers", "alzimer"},
                                          {"hemorrhoids", "hemroid"},
                                          {"asthma", "asma"},
                                          {"psoriasis", "soriasis"},
                                          {"phlegm", "flem"},
                                          {"cholesterol", "kolesterol"},
                                          {"diarrhea", "diarea"},
                                          {"seizure", "siezure"},
                                          {"hypertension", "hipertention"},
                                          {"rheumatism", "rumatism"},
                                          {"cough", "cou"},
                                          {"night", "nite"},
                                          {"knee", "nee"},
                                          {"wrist", "rist"},
                                          {"zoster", "soster"}})
        EXPECT_EQ(sound_of(one), sound_of(other)) << one << " " << other;
    for (const auto& [one, other] : Pairs{{"infarction", "infection"},
                                          {"lipitor", "limitar"},
                                          {"hypertension", "hypotension"},
                                          {"celebrex", "celexa"},
                                          {"zantac", "xanax"}})
        EXPECT_NE(sound_of(one), sound_of(other)) << one << " " << other;
    EXPECT_EQ(sound_of("fièvre"), "");
    EXPECT_EQ(sound_of(""), "");
    EXPECT_EQ(sound_of("a"), "a");
}

TEST(Opposites, AreKnownByTheirBeginnings) {
    for (const auto& [one, other] : Pairs{{"hypertension", "hypotension"},
                                          {"afebrile", "febrile"},
                                          {"hipoglucemia", "hiperglucemia"},
                                          {"unsafe", "safe"},
                                          {"micro", "macro"},
                                          {"bradycardia", "tachycardia"},
                                          {"nonviral", "viral"}}) {
        EXPECT_TRUE(are_opposites(one, other)) << one << " " << other;
        EXPECT_TRUE(are_opposites(other, one)) << one << " " << other;
    }
    EXPECT_FALSE(are_opposites("migraine", "migrane"));
    EXPECT_FALSE(are_opposites("fever", "fever"));
    EXPECT_FALSE(are_opposites("", ""));
}

}  // namespace
}  // namespace carepress::test
