// A summary in the language of its page, with words and dates of the record.
#include "summaries.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

TEST(Summarize, the_date_of_a_visit_in_utc_says_so) {
    visit::Visit visit = empty_visit();
    for (const std::string utc : {"2026-03-03T04:30:00Z", "2026-03-03T04:30:00+00:00"}) {
        visit.encounter.period.start = {utc, visit::DatePrecision::minute};
        EXPECT_TRUE(has(said(visit), "March 3, 2026 UTC")) << said(visit);
    }
    visit.encounter.period.start = {"2026-03-02T23:30:00-05:00", visit::DatePrecision::minute};
    EXPECT_FALSE(has(said(visit), "UTC")) << said(visit);
}

TEST(Summarize, says_who_printed_it_and_how_the_patient_is_called) {
    visit::Visit visit = empty_visit();
    visit.patient.preferred_name.text = "Anita";
    visit.patient.interpreter_needed = true;
    SummaryOptions options;
    options.printed_by = "N. Finch";
    options.printed_at = {"2026-03-03T08:15:00-05:00", visit::DatePrecision::minute};
    const std::string text = said(visit, "en", options);
    EXPECT_TRUE(has(text, "Patient: Ana Ruiz (goes by Anita)\nDate of birth: March 3, 1950\n")) << text;
    EXPECT_TRUE(has(text, "\nInterpreter needed\n")) << text;
    EXPECT_TRUE(has(text, "Printed: Tuesday, March 3, 2026, 8:15 AM · N. Finch")) << text;
    EXPECT_FALSE(has(said(visit), "Printed:"));
}

TEST(Summarize, the_records_own_translation_stands_where_it_is_in_the_language_of_the_page) {
    const auto shown = [](const visit::RecordText& text, const char* language) {
        const Piece piece = record_piece(text, language);
        return piece.language + ": " + piece.text;
    };
    visit::RecordText text = written("Cough");
    text.translations = {{"es-MX", "Tos"}, {"zh-TW", "咳嗽"}, {"en", "Not this"}};
    EXPECT_EQ(shown(text, "es"), "es-MX: Tos");
    EXPECT_EQ(shown(text, "zh-Hant"), "zh-TW: 咳嗽");
    EXPECT_EQ(shown(text, "zh-Hans"), "en: Cough");  // other characters
    EXPECT_EQ(shown(text, "fr"), "en: Cough");
    EXPECT_EQ(shown(text, "en"), "en: Cough");  // as written
    text.translations = {{"es-MX", "Tos"}, {"es-ES", "Otra cosa"}};
    EXPECT_EQ(shown(text, "es"), "en: Cough");  // which one is not to be guessed
    text.translations.push_back({"es", "Tos seca"});
    EXPECT_EQ(shown(text, "es"), "es: Tos seca");
}

TEST(Summarize, words_of_the_record_are_tagged_with_their_language) {
    visit::Visit visit = empty_visit();
    visit.encounter.reasons = {named("Cough")};
    visit.encounter.types = {};
    const article::Article article = summarize(visit, words_in("es"));
    EXPECT_EQ(article.metadata.language, "es");
    const article::List& facts = std::get<article::List>(article.blocks[0].content);
    const auto& text = std::get<article::Paragraph>(facts.items.back().blocks.back().content).text;
    EXPECT_EQ(text.text, "Cough");
    ASSERT_EQ(text.languages.size(), 1u);
    EXPECT_EQ(text.languages[0], "en");
    EXPECT_EQ(text.runs[0].language, 0u);
}

TEST(Summarize, in_right_to_left_pages_words_of_the_record_keep_their_order) {
    visit::Visit visit = empty_visit();
    visit.encounter.reasons = {named("Cough, and fever.")};
    const article::Article article = summarize(visit, words_in("ar"));
    const article::List& facts = std::get<article::List>(article.blocks[0].content);
    EXPECT_EQ(std::get<article::Paragraph>(facts.items.back().blocks.back().content).text.text,
              "\u2066Cough, and fever.\u2069");
}

TEST(Summarize, an_english_dosage_in_a_right_to_left_page_is_one_isolate) {
    visit::Visit visit = empty_visit();
    visit::Medicine inhaler = medicine("Inhalerazole", visit::MedicineChange::not_stated);
    visit::Dosage dosage;
    dosage.structured = true;
    dosage.dose.low = {"2", "", "vials", ""};
    dosage.dose_unit = visit::DoseUnit::other;  // no language but English has a phrase for these
    dosage.route = visit::Route::inhaled;
    dosage.timing.period = {"4", "6", visit::TimeUnit::hour};
    dosage.as_needed = true;
    dosage.as_needed_for = named("wheezing");
    inhaler.dosages = {dosage};
    visit.medicines = {inhaler};
    const std::string text = said(visit, "ar");
    EXPECT_TRUE(has(text, "\u2066Breathe in 2 vials every 4 to 6 hours if you need it for wheezing.\u2069")) << text;
}

TEST(Summarize, a_birth_date_never_shifts_and_a_visit_is_on_the_day_of_its_clock) {
    const visit::Visit visit = empty_visit();
    const auto zone = [&](const char* name) {
        std::string out;
        write_blocks(summarize(visit, words_in("en", name)).blocks, out);
        for (std::size_t at; (at = out.find("\u00A0")) != std::string::npos;) out.replace(at, 2, " ");
        return out;
    };
    EXPECT_TRUE(has(zone(""), "Date of visit: March 2, 2026"));
    EXPECT_TRUE(has(zone("America/New_York"), "Date of visit: March 2, 2026"));
    EXPECT_TRUE(has(zone("Asia/Tokyo"), "Date of visit: March 3, 2026"));
    for (const char* name : {"", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"})
        EXPECT_TRUE(has(zone(name), "Date of birth: March 3, 1950")) << name;
}

TEST(PatientLine, has_name_and_birth_date_and_only_a_medical_record_number) {
    visit::Visit visit = empty_visit();
    EXPECT_EQ(patient_line(visit.patient, words_in("en"), true).text, "Ana Ruiz · Born March 3, 1950");
    visit.patient.identifiers = {{"urn:x", "SSN-1", false, "social"}, {"urn:y", "77", true, "MR"}};
    EXPECT_EQ(patient_line(visit.patient, words_in("en"), true).text, "Ana Ruiz · Born March 3, 1950 · Record 77");
    EXPECT_EQ(patient_line(visit.patient, words_in("en"), false).text, "Ana Ruiz · Born March 3, 1950");
    visit.patient.birth_date = {"1950", visit::DatePrecision::year};
    EXPECT_EQ(patient_line(visit.patient, words_in("es"), false).text, "Ana Ruiz · Nacimiento: 1950");
}

}  // namespace
}  // namespace carepress::test
