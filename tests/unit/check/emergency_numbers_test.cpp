// Numbers to call that an article, a brand or a phrase says itself.
#include "check/emergency_numbers.h"

#include "article/read.h"
#include "check/run_checks.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace check;
namespace {

using Lines = std::vector<std::string>;

Lines found(const std::string& body, const article::EmergencyNumbers& numbers = article::us_emergency_numbers(),
            const std::string& front = "") {
    const Source source{"a.md", "---\ntitle: T\n" + front + "---\n\n" + body + "\n"};
    Diagnostics reading(source);
    const article::Article article = article::read_article(source, reading);
    Findings findings(source);
    check_emergency_numbers(article, passages_of(article, source.bytes), numbers, findings);
    Lines out;
    for (const Finding& each : findings.take())
        out.push_back(std::to_string(each.diagnostic.position.line) + ":" +
                      std::to_string(each.diagnostic.position.column) + " " +
                      std::string(name_of(each.diagnostic.severity)) + ": " + each.diagnostic.message);
    return out;
}

const article::EmergencyNumbers european{"112", "030 19240", "116 123"};

TEST(NumbersOfBrand, a_number_that_stands_for_a_placeholder_is_a_warning) {
    EXPECT_EQ(found("Call 911, or text 988."), (Lines{"5:6 warning: \"911\" is the number of one country",
                                                      "5:19 warning: \"988\" is the number of one country"}));
    EXPECT_EQ(found("Ruft 112.", european), (Lines{"5:6 warning: \"112\" is the number of one country"}));
    EXPECT_EQ(found("Call {emergency-number}, {poison-help} or {crisis-line}."), Lines{});
}

TEST(NumbersOfBrand, a_number_that_is_not_the_brands_is_an_error) {
    EXPECT_EQ(found("Call **911** now.", european),
              (Lines{"5:8 error: \"911\" is not the brand's emergency-number, 112"}));
    EXPECT_EQ(found("Text 988.", {"112", "", ""}),
              (Lines{"5:6 warning: \"988\" is not the brand's crisis-line, which it does not say"}));
}

TEST(NumbersOfBrand, articles_of_other_publishers_keep_their_numbers_unless_the_brand_differs) {
    const std::string front = "source_url: https://example.org/a\n";
    EXPECT_EQ(found("Call 911.", article::us_emergency_numbers(), front), Lines{});
    EXPECT_EQ(found("Call 911.", european, front).size(), 1U);
}

TEST(NumbersOfBrand, long_numbers_are_known_however_they_are_grouped) {
    for (const char* text : {"Call 1-800-222-1222.", "Call 800-222-1222.", "Call (800) 222-1222.",
                             "Call 1 (800) 222.1222", "Call 18002221222"})
        EXPECT_EQ(found(text).size(), 1U) << text;
    EXPECT_EQ(found("Call 1-800-222-12223.").size(), 0U);
}

TEST(NumbersOfBrand, other_figures_are_left_alone) {
    for (const char* text :
         {"It has 911 mg.", "Room 9112.", "A 911.5 one.", "On 1-911-555.", "988% of it", "12,988 people"})
        EXPECT_EQ(found(text), Lines{}) << text;
    EXPECT_EQ(found("A sugar of 112 mg/dL, or 112/70.", european), Lines{});
}

TEST(NumbersOfBrand, titles_and_alternative_texts_are_looked_at) {
    EXPECT_EQ(found("![Call 911](a.svg)").size(), 1U);
    EXPECT_EQ(found("Text.", article::us_emergency_numbers(), "keywords: [988]\n").size(), 0U) << "not printed";
}

TEST(NumbersOfBrand, shipped_brands_and_phrases_agree) {
    for (const char* name : {"default", "harbor"}) {
        const style::BrandPointer brand = resources().brand(name).brand;
        ASSERT_TRUE(brand);
        EXPECT_EQ(brand->texts_for("es").poison_help, "1-800-222-1222");
        EXPECT_EQ(brand->texts_for("zh-Hant").crisis_line, "988");
        for (const Diagnostic& each : check_numbers_of_brand(*brand, resources())) ADD_FAILURE() << each.message;
    }
}

TEST(NumbersOfBrand, a_brands_own_texts_are_looked_at) {
    const TemporaryFolder folder;
    write_file(
        folder.file("brand.yaml"),
        "name: B\ndefault-language: en\ntexts:\n  en: {telephone: 555-0100, emergency-number: \"112\", disclaimer: "
        "\"Call 911 in an emergency.\"}\n");
    const CheckReport report = run_checks({{folder.file("brand.yaml")}, {}, {"emergency-numbers"}, {}, {}}, engine());
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].diagnostic.message,
              "\"disclaimer\" in en: \"911\" is not the brand's emergency-number, 112");
    EXPECT_EQ(report.findings[0].diagnostic.severity, Severity::error);
}

}  // namespace
}  // namespace carepress::test
