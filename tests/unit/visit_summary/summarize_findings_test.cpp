// What a summary says of findings, results and orders.
#include "summaries.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

TEST(Summarize, the_only_finding_heads_the_page_where_others_may_read_it) {
    visit::Visit visit = empty_visit();
    visit.conditions.emplace_back().name = named("Sprained left ankle");
    visit.conditions.back().of_this_visit = true;
    const auto title = [&](const std::string& language, const SummaryOptions& options = {}) {
        const article::Article article = summarize(visit, words_in(language), options);
        EXPECT_EQ(article.metadata.title, words_in(language).visit["title"]) << "what the file says about itself";
        return article.metadata.printed_title;
    };
    EXPECT_EQ(title("en"), "Sprained left ankle");
    EXPECT_TRUE(has(said(visit), "\nVisit summary: March 2, 2026\n")) << said(visit);
    EXPECT_FALSE(has(said(visit), "What was found")) << "it is said once";
    EXPECT_FALSE(has(said(visit), "# Your health conditions"));
    visit.conditions[0].severity = named("Mild");
    EXPECT_TRUE(has(said(visit), "# What was found\n- Sprained left ankle (Mild)\n")) << said(visit);
    visit.conditions[0].severity = {};
    EXPECT_EQ(title("es"), "") << "not in the language of the page";
    SummaryOptions without_found, medicines_alone, plain;
    without_found.omit_parts = {"found"};
    medicines_alone.parts = {"medicines"};
    plain.title_by_finding = false;
    for (const SummaryOptions& options : {without_found, medicines_alone, plain}) EXPECT_EQ(title("en", options), "");
    visit.conditions[0].name.name = {"Esguince de tobillo", "es-MX"};
    EXPECT_EQ(title("es"), "Esguince de tobillo");
    EXPECT_EQ(title("en"), "");
    visit.conditions[0].name.name = {"Entorse de la cheville", "fr"};
    EXPECT_EQ(title("fr"), "") << "which words are private is known of English and Spanish";
    visit.conditions[0].name = named("Depression");
    EXPECT_EQ(title("en"), "");
    EXPECT_TRUE(has(said(visit), "\nDate of visit: March 2, 2026\n")) << said(visit);
}

TEST(Summarize, one_short_reason_is_a_fact_and_others_have_a_part) {
    visit::Visit visit = empty_visit();
    visit.encounter.reasons = {named("Cough")};
    EXPECT_TRUE(has(said(visit), "\nWhy you came: Cough\n")) << said(visit);
    EXPECT_FALSE(has(said(visit), "# Why you came"));
    EXPECT_FALSE(has(said(visit), "- [ ] Why you came"));
    SummaryOptions options;
    options.omit_parts = {"why"};
    EXPECT_FALSE(has(said(visit, "en", options), "Cough"));
    EXPECT_EQ(parts_of_summary(visit, words_in("en")).front(), "why") << "a copy can be made without it";
    visit.encounter.reasons = {named(std::string(61, 'a'))};
    EXPECT_TRUE(has(said(visit), "## Why you came\naaa")) << said(visit);
    visit.encounter.reasons = {named("Cough"), named("Fever")};
    EXPECT_TRUE(has(said(visit), "## Why you came\n- Cough\n- Fever\n")) << said(visit);
}

TEST(Summarize, orders_under_way_are_not_to_be_done_again_and_urgent_ones_say_so) {
    visit::Visit visit = empty_visit();
    visit::VisitServiceRequest order;
    order.name = named("Chest x-ray");
    visit.service_requests = {order};
    const std::string urgent = " \u00B7 " + words_in("en").visit["urgent"];
    EXPECT_TRUE(has(said(visit), "- Chest x-ray")) << said(visit);
    EXPECT_FALSE(has(said(visit), urgent)) << said(visit);
    visit.service_requests[0].urgent = true;
    EXPECT_TRUE(has(said(visit), "- Chest x-ray" + urgent)) << said(visit);
    visit.results.pending = {named("Chest x-ray")};
    EXPECT_FALSE(has(said(visit), urgent)) << said(visit);
}

TEST(Summarize, conditions_that_are_over_are_not_among_those_that_last) {
    visit::Visit visit = empty_visit();
    visit::VisitCondition asthma, flu;
    asthma.name = named("Asthma");
    flu.name = named("Old flu");
    flu.state = visit::ConditionState::resolved;
    visit.conditions = {asthma, flu};
    EXPECT_TRUE(has(said(visit), "Asthma")) << said(visit);
    EXPECT_FALSE(has(said(visit), "Old flu")) << said(visit);
}

TEST(Summarize, results_stand_with_the_worst_first_and_in_words) {
    visit::Visit visit = empty_visit();
    visit::VisitResult normal = result("Sodium", "140", visit::ResultFlag::normal);
    normal.usual.low = {"135", "", "mg/dL", "mg/dL"};
    normal.usual.high = {"145", "", "mg/dL", "mg/dL"};
    visit.results.results = {normal, result("Iron", "7", visit::ResultFlag::low),
                             result("Sugar", "412", visit::ResultFlag::very_high),
                             result("Odd", "3", visit::ResultFlag::unclear)};
    visit.results.pending = {named("Urine culture")};
    const std::string text = said(visit);
    EXPECT_TRUE(has(text,
                    "|Test|Result|Usual range\n|Sugar|412 mg/dL · Very high|\n|Iron|7 mg/dL · Low|\n"
                    "|Odd|3 mg/dL · Ask what this result means.|\n|Sodium|140 mg/dL|135 to 145\n"))
        << text;
    EXPECT_TRUE(has(text, "### Results still to come\n- Urine culture\n")) << text;
    EXPECT_TRUE(has(text, "- [ ] What was found\n  See also: Your test results\n")) << text;
}

TEST(Summarize, results_that_stand_out_are_never_cut_and_the_rest_is_short_and_counted) {
    visit::Visit visit = empty_visit();
    for (int i = 0; i < 80; ++i) {
        visit.results.results.push_back(
            result("Test " + std::to_string(i), "1", i % 2 == 0 ? visit::ResultFlag::normal : visit::ResultFlag::high));
        visit.results.results.back().panel = named("Panel");
    }
    const std::string text = said(visit);
    EXPECT_TRUE(has(text, "|Test 79|1 mg/dL · High")) << text;
    EXPECT_TRUE(has(text, "- Panel: Test 0 1 mg/dL; Test 2 1 mg/dL")) << text;
    EXPECT_TRUE(has(text, "More in your record: 10")) << text;
}

TEST(Summarize, a_test_has_its_plain_name_unless_the_record_names_it_in_the_language_of_the_page) {
    visit::Visit visit = empty_visit();
    visit.results.results = {result("Sodio en sangre", "140", visit::ResultFlag::normal)};
    visit.results.results[0].name.codes = {{"http://loinc.org", "2951-2"}};
    EXPECT_TRUE(has(said(visit, "es"), "|Sodium|")) << said(visit, "es");
    visit.results.results[0].name.name.language = "es-MX";
    EXPECT_TRUE(has(said(visit, "es"), "|Sodio en sangre|")) << said(visit, "es");
    EXPECT_TRUE(has(said(visit), "|Sodium|")) << said(visit);
    visit.results.results[0].name.name = {"Sodium [Moles/volume] in Serum", "en"};
    EXPECT_TRUE(has(said(visit), "|Sodium|")) << "plain English before the English of the laboratory";
}

/// "Detected · Positive" would say the same thing twice; "Cloudy" alone would not say that it is not normal.
TEST(Summarize, a_result_in_words_is_called_positive_or_negative_only_by_these) {
    const auto value = [](const char* words, visit::ResultFlag flag) {
        visit::Visit visit = empty_visit();
        visit.results.results.resize(1);
        visit.results.results[0].name = named("Culture");
        visit.results.results[0].flag = flag;
        if (*words != '\0') visit.results.results[0].words = named(words);
        const std::string text = said(visit);
        const std::size_t begin = text.find("|Culture|") + std::string_view("|Culture|").size();
        return text.substr(begin, text.find('\n', begin) - begin);
    };
    EXPECT_EQ(value("Detected", visit::ResultFlag::positive), "Detected");
    EXPECT_EQ(value("Not detected", visit::ResultFlag::negative), "Not detected");
    EXPECT_EQ(value("", visit::ResultFlag::positive), "Positive");
    EXPECT_EQ(value("", visit::ResultFlag::negative), "Negative");
    EXPECT_EQ(value("Cloudy", visit::ResultFlag::abnormal), "Cloudy · Not normal");
}

TEST(Summarize, findings_left_out_of_a_copy_are_not_denied) {
    visit::Visit visit = empty_visit();
    visit.procedures.push_back({named("4 stitches"), {}, {}, {}});
    SummaryOptions options;
    options.omit_parts = {"procedures"};
    const std::string text = said(visit, "en", options);
    EXPECT_TRUE(has(text, "- [ ] What was found\n  Not shown here. Ask your care team.")) << text;
    EXPECT_FALSE(has(text, "4 stitches")) << text;
}

TEST(Summarize, what_was_found_stands_once) {
    visit::Visit visit = empty_visit();
    for (const char* name : {"Asthma", "Gout"}) {
        visit::VisitCondition condition;
        condition.name = named(name);
        condition.of_this_visit = visit.conditions.empty();
        condition.onset = {"2020-05-01", visit::DatePrecision::day};
        visit.conditions.push_back(condition);
    }
    const std::string text = said(visit);
    EXPECT_EQ(text.find("Asthma"), text.rfind("Asthma")) << text;
    EXPECT_TRUE(has(text, "# What was found\n- Asthma \u00B7 since May 1, 2020\n")) << text;
    EXPECT_TRUE(has(text, "# Your health conditions\n- Gout")) << text;
    SummaryOptions options;
    options.omit_parts = {"found"};
    EXPECT_TRUE(has(said(visit, "en", options), "Asthma"));
}

TEST(Summarize, a_long_record_yields_to_the_visit) {
    visit::Visit visit = empty_visit();
    for (int i = 0; i < 100; ++i) {
        visit::VisitCondition condition;
        condition.name = named("Problem " + std::to_string(i));
        condition.of_this_visit = i < 2;
        visit.conditions.push_back(condition);
    }
    for (int year = 2026; year > 2000; --year) {
        visit::VisitImmunization vaccine;
        vaccine.name = named(year == 2026 ? "Tetanus" : "Influenza");
        vaccine.when = {std::to_string(year) + "-10-01", visit::DatePrecision::day};
        vaccine.of_this_visit = year == 2026;
        visit.immunizations.push_back(vaccine);
    }
    const std::string text = said(visit);
    EXPECT_TRUE(has(text, "Problem 13\n")) << text;
    EXPECT_FALSE(has(text, "Problem 14\n")) << text;
    EXPECT_TRUE(has(text, "More in your record: 86")) << text;
    EXPECT_TRUE(has(text, "|Tetanus|October 1, 2026 · Given at this visit\n|Influenza|October 1, 2025\n")) << text;
}

}  // namespace
}  // namespace carepress::test
