// `carepress visit` in two languages: the patient's beside English, one patient's and nobody else's.
#include "pdf/read_pdf.h"
#include "support/support.h"
#include "support/visit_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

const std::string program = CAREPRESS_PROGRAM;

struct PressedVisit {
    int status = -1;
    std::string messages, bytes;
    std::vector<std::string> pages;  ///< as pdftotext has them
};

/// Presses a bundle and leaves the PDF for veraPDF as `name`, where it has one, and as PDF/UA-2, too.
PressedVisit press_visit(const VisitBundle& bundle, const std::string& options, const std::string& name = {}) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), bundle.json());
    const std::string pdf = folder.file("out.pdf");
    const CommandResult result =
        run(program + " visit -q " + folder.file("in.json") + " -o " + pdf + " " + options + " 2>&1");
    PressedVisit pressed{result.status, result.output, {}, {}};
    if (!std::filesystem::exists(pdf)) return pressed;
    pressed.bytes = read_source(pdf).bytes;
    std::string page;
    for (const char c : run("pdftotext -layout " + pdf + " -").output) {
        if (c != '\f') {
            page += c;
            continue;
        }
        pressed.pages.push_back(std::exchange(page, {}));
    }
    if (!name.empty()) {
        for (const char* made : {"pressed/visits", "pressed-ua2/visits"}) std::filesystem::create_directories(made);
        write_file("pressed/visits/" + name + ".pdf", pressed.bytes);
        const std::string ua2 = "pressed-ua2/visits/" + name + ".pdf";
        EXPECT_EQ(run(program + " visit -q " + folder.file("in.json") + " -o " + ua2 + " --standard ua-2 " + options +
                      " 2>&1")
                      .status,
                  0);
    }
    return pressed;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

VisitBundle full_visit(const std::string& language) {
    VisitBundle bundle;
    bundle.prefer_language(language);
    bundle.add_condition("Chest cold");
    bundle.add_medicine("Amoxicillin 500 mg tablet", tablets(1, 2));
    for (int i = 0; i < 30; ++i) bundle.add_condition("Lasting problem " + std::to_string(i)).erase("encounter");
    return bundle;
}

class VisitInTwoLanguages : public testing::Test {
protected:
    void SetUp() override {
        if (run("command -v pdftotext").status != 0) GTEST_SKIP() << "pdftotext is not installed";
    }
};

TEST_F(VisitInTwoLanguages, the_summary_and_its_articles_stand_beside_english_and_every_page_says_whose_it_is) {
    for (const char* layout : {"visit-summary-bilingual", "visit-summary-bilingual-a4", "bilingual"}) {
        SCOPED_TRACE(layout);
        const PressedVisit pressed = press_visit(full_visit("es"), std::string("--article K977 --layout ") + layout,
                                                 std::string("es-") + layout);
        ASSERT_EQ(pressed.status, 0) << pressed.messages;
        EXPECT_EQ(pressed.messages, "");
        ASSERT_GE(pressed.pages.size(), 4u);
        int with_text = 0;
        for (const std::string& page : pressed.pages) {
            if (!has(page, "Página ")) continue;  // the back of a sheet that is left blank
            if (has(page, "Ayuda gratuita en su idioma")) continue;
            EXPECT_TRUE(has(page, "Ana Ruiz · Nacimiento: 3 de marzo de 1950")) << page;
            ++with_text;
        }
        EXPECT_GE(with_text, 4);
        // Side by side: a heading's translation is on its line.
        const std::string& first = pressed.pages.front();
        for (const auto& [spanish, english] :
             std::map<std::string, std::string>{{"Resumen de la visita", "Visit summary"},
                                                {"Por qué vino", "Why you came"},
                                                {"Sus medicinas", "Your medicines"}}) {
            const std::size_t at = first.find(spanish), beside = first.find(english, std::min(at, first.size()));
            ASSERT_NE(beside, std::string::npos) << first;
            EXPECT_FALSE(has(first.substr(at, beside - at), "\n")) << first.substr(at, beside - at);
        }

        const auto pdf = open_pdf(pressed.bytes);
        const StructureReader tree(*pdf);
        // The summary is a Part of two Parts, and so is the article.
        EXPECT_EQ(pdf->getRoot().getKey("/Lang").getUTF8Value(), "es");
        for (const int part : {1, 4}) {
            const std::string spanish = tree.text_in("Part", part), english = tree.text_in("Part", part + 1);
            EXPECT_FALSE(tree.find("Part", part).hasKey("/Lang"));
            EXPECT_EQ(tree.find("Part", part + 1).getKey("/Lang").getUTF8Value(), "en");
            if (part == 1) {
                EXPECT_TRUE(has(spanish, "Tome 1 tableta por la boca 2 veces al día.")) << spanish;
                EXPECT_TRUE(has(english, "Take 1 tablet by mouth 2 times a day.")) << english;
                for (const std::string& both : {spanish, english})
                    for (const char* written : {"Ana Ruiz", "Cough and fever", "Chest cold",
                                                "Amoxicillin 500 mg tablet", "Lasting problem 10"})
                        EXPECT_TRUE(has(both, written)) << written << " in " << both;
                EXPECT_TRUE(has(spanish, "3 de marzo de 1950")) << spanish;
                EXPECT_TRUE(has(english, "March 3, 1950")) << english;
                EXPECT_TRUE(has(english, "Back Pain and Sex")) << "the list of articles: " << english;
            } else {
                EXPECT_TRUE(has(spanish, "Dolor de espalda y sexo")) << spanish;
                EXPECT_TRUE(has(english, "When should you call for help?")) << english;
            }
        }
    }
}

TEST_F(VisitInTwoLanguages, nothing_of_another_patient_reaches_either_language) {
    VisitBundle mine = full_visit("ar"), other("p2", "Zebulon", "Quartermain", "1931-12-24");
    other.prefer_language("es");
    other.add_condition("Secret illness");
    other.add_medicine("Otherazole 5 mg tablet", tablets(1, 1));
    mine.mix_in(other);
    const std::string layout = " --layout visit-summary-bilingual --article K977";
    EXPECT_EQ(press_visit(mine, layout).status, 1);
    const PressedVisit pressed = press_visit(mine, "--patient p1" + layout, "ar-visit-summary-bilingual");
    ASSERT_EQ(pressed.status, 0) << pressed.messages;
    const std::string text = text_of(pressed.bytes);
    EXPECT_TRUE(has(text, "Ana Ruiz")) << text;
    for (const char* foreign : {"Zebulon", "Quartermain", "1931", "Secret", "Otherazole", "MRN-p2", "Resumen"})
        EXPECT_FALSE(has(text, foreign)) << foreign << " in\n" << text;
}

TEST_F(VisitInTwoLanguages, a_patient_who_reads_english_gets_it_in_one_language) {
    const PressedVisit pressed =
        press_visit(full_visit("en"), "--layout visit-summary-bilingual --article K977", "en-visit-summary-bilingual");
    ASSERT_EQ(pressed.status, 0) << pressed.messages;
    const std::string text = text_of(pressed.bytes);
    const std::size_t once = text.find("What to do now");
    ASSERT_NE(once, std::string::npos);
    EXPECT_EQ(text.find("What to do now", once + 1), std::string::npos);
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), full_visit("en").json());
    EXPECT_TRUE(has(run(program + " visit " + folder.file("in.json") + " --layout visit-summary-bilingual -o " +
                        folder.file("out.pdf") + " 2>&1")
                        .output,
                    "the summary is in one language"));
}

TEST_F(VisitInTwoLanguages, an_article_without_a_translation_stands_alone_and_both_languages_say_so) {
    VisitBundle bundle = full_visit("ht");
    const TemporaryFolder library;
    for (const auto& [language, title] : std::map<std::string, std::string>{{"en", "Rest"}, {"ht", "Repo"}}) {
        std::filesystem::create_directories(library.file(language));
        const std::string code = language == "en" ? "K1" : "K2";
        write_file(library.file(language + "/" + code + ".md"), "---\ncode: " + code + "\ntitle: " + title +
                                                                    "\nlanguage: " + language +
                                                                    "\nreviewed_by: A\n---\n\nText.\n");
    }
    const PressedVisit pressed =
        press_visit(bundle, "--layout visit-summary-bilingual --article K1 --article K2 --library " + library.path(),
                    "ht-articles");
    ASSERT_EQ(pressed.status, 0) << pressed.messages;
    const auto pdf = open_pdf(pressed.bytes);
    const StructureReader tree(*pdf);
    EXPECT_TRUE(has(tree.text_in("Part", 1), "Rest")) << tree.text_in("Part", 1);
    EXPECT_TRUE(has(tree.text_in("Part", 2), "This article is in another language.") ||
                has(tree.text_in("Part", 2), "language"))
        << tree.text_in("Part", 2);
    EXPECT_EQ(tree.find("Part", 3).getKey("/Lang").getUTF8Value(), "en") << "K1, alone";
    EXPECT_TRUE(has(tree.text_in("Part", 4), "Repo")) << "K2, alone";
}

TEST(VisitLayout, a_summary_on_a_fridge_sheet_is_refused_with_a_way_out) {
    const PressedVisit refused = press_visit(full_visit("es"), "--layout fridge-sheet");
    EXPECT_EQ(refused.status, 1);
    EXPECT_TRUE(has(refused.messages, "a summary can't be cut to fit a page")) << refused.messages;
    EXPECT_TRUE(has(refused.messages, "visit-summary")) << refused.messages;
    EXPECT_FALSE(has(refused.messages, "help boxes alone")) << refused.messages;
    EXPECT_TRUE(refused.bytes.empty());
}

TEST_F(VisitInTwoLanguages, the_receipt_names_both_articles) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), full_visit("es").json());
    const CommandResult result =
        run(program + " visit -q " + folder.file("in.json") + " -o " + folder.file("out.pdf") + " --receipt " +
            folder.file("receipt.json") + " --article K977 --layout visit-summary-bilingual 2>&1");
    ASSERT_EQ(result.status, 0) << result.output;
    const Json receipt = Json::parse(read_source(folder.file("receipt.json")).bytes);
    ASSERT_EQ(receipt.at("articles").size(), 2u) << receipt;
    EXPECT_EQ(receipt.at("articles")[0].at("language"), "es");
    EXPECT_EQ(receipt.at("articles")[1].at("language"), "en");
}

TEST_F(VisitInTwoLanguages, every_language_that_there_are_phrases_for_presses_beside_english) {
    for (const auto& entry : std::filesystem::directory_iterator(project("messages/visit"))) {
        const std::string language = entry.path().stem().string();
        if (language == "en") continue;
        SCOPED_TRACE(language);
        const PressedVisit pressed =
            press_visit(full_visit(language), "--layout visit-summary-bilingual", "all-" + language);
        ASSERT_EQ(pressed.status, 0) << pressed.messages;
        const auto pdf = open_pdf(pressed.bytes);
        const StructureReader tree(*pdf);
        EXPECT_EQ(tree.find("Part", 2).getKey("/Lang").getUTF8Value(), "en");
        EXPECT_TRUE(has(tree.text_in("Part", 2), "Take 1 tablet by mouth 2 times a day."));
    }
}

}  // namespace
}  // namespace carepress::test
