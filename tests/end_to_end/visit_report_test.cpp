// What `carepress visit` tells other programs: the report, --strict and the receipt.
#include "support/support.h"
#include "support/visit_bundle.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <functional>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;

const std::string program = CAREPRESS_PROGRAM;

class VisitReport : public testing::Test {
protected:
    /// Presses to out.pdf in the folder; the files that an earlier call left are removed.
    CommandResult press(const std::string& options) {
        for (const char* file : {"out.pdf", "report.json", "receipt.json", "receipt.fhir.json"})
            fs::remove(folder_.file(file));
        write_file(folder_.file("in.json"), bundle_.json());
        return run("cd " + folder_.path() + " && " + program + " visit in.json -o out.pdf " + options + " 2>&1");
    }
    Json read(const std::string& file) const { return Json::parse(read_source(folder_.file(file)).bytes); }
    bool is_there(const std::string& file) const { return fs::exists(folder_.file(file)); }

    VisitBundle bundle_;
    TemporaryFolder folder_;
};

/// The items of a section in a part of a report.
std::vector<Json> items_of(const Json& part, const std::string& section) {
    std::vector<Json> items;
    for (const Json& item : part)
        if (item["section"] == section) items.push_back(item);
    return items;
}

TEST_F(VisitReport, says_what_was_shown_left_out_and_asked_about) {
    bundle_.add_condition("Chest cold");
    bundle_.add_condition("Old thing")["verificationStatus"] = {{"coding", {{{"code", "entered-in-error"}}}}};
    bundle_.add_medicine("Amoxicillin 500 mg tablet", tablets(1, 2));
    bundle_.add_medicine("Nevernamed 3 mg tablet");  // no dosage
    bundle_.add_medicine("x").erase("medicationCodeableConcept");
    const CommandResult result = press("--report report.json");
    ASSERT_EQ(result.status, 0) << result.output;
    const Json report = read("report.json");
    EXPECT_EQ(report["version"], 1);
    EXPECT_EQ(report["written"], true);
    EXPECT_GT(report["pages"], 0);
    EXPECT_EQ(report["complete"], false);
    EXPECT_EQ(report["omissions"], 1);
    ASSERT_EQ(items_of(report["shown"], "medicines").size(), 1u) << report;
    EXPECT_EQ(items_of(report["shown"], "medicines")[0]["count"], 2);
    const std::vector<Json> conditions = items_of(report["left_out"], "conditions");
    ASSERT_EQ(conditions.size(), 1u) << report;
    EXPECT_EQ(conditions[0]["reason"], "not_in_force");
    EXPECT_EQ(conditions[0]["path"], "Bundle.entry[3].resource");
    const std::vector<Json> medicines = items_of(report["left_out"], "medicines");
    ASSERT_EQ(medicines.size(), 1u) << report;
    EXPECT_EQ(medicines[0]["reason"], "no_words");
    bool asked = false;
    for (const Json& item : items_of(report["asked"], "medicines"))
        asked =
            asked || (item["path"].get<std::string>().starts_with("Bundle.entry[") && item["reason"] == "how_to_take");
    EXPECT_TRUE(asked) << report;
    EXPECT_EQ(items_of(report["asked"], "allergies").size(), 1u) << report;

    const std::string text = report.dump();
    for (const char* word : {"Ana", "Ruiz", "1950", "MRN", "cold", "Old", "Amoxicillin", "Nevernamed", "2026"})
        EXPECT_EQ(text.find(word), std::string::npos) << word << " in " << text;
    struct stat status {};
    ASSERT_EQ(::stat(folder_.file("report.json").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(VisitReport, equal_records_make_equal_reports) {
    bundle_.add_medicine("Amoxicillin 500 mg tablet", tablets(1, 2));
    ASSERT_EQ(press("--report report.json").status, 0);
    const Json first = read("report.json");
    ASSERT_EQ(press("--report report.json").status, 0);
    EXPECT_EQ(read("report.json"), first);
}

TEST_F(VisitReport, strict_writes_no_summary_that_lacks_what_matters) {
    const std::string all = "--strict --report report.json --receipt receipt.json";
    bundle_.add_medicine("Amoxicillin 500 mg tablet", tablets(1, 2));
    EXPECT_EQ(press(all).status, 0);
    EXPECT_TRUE(is_there("out.pdf"));

    const VisitBundle whole = bundle_;
    const std::function<void()> spoilers[] = {
        [&] { bundle_.add_medicine("x").erase("medicationCodeableConcept"); },
        [&] {
            bundle_.add_medicine("Warfarin 1 mg tablet")["modifierExtension"] = {{{"url", "http://example.org/x"}}};
        },
        [&] {
            bundle_.add({{"resourceType", "AllergyIntolerance"},
                         {"patient", {{"reference", bundle_.patient_reference()}}},
                         {"clinicalStatus", {{"coding", {{{"code", "active"}}}}}}});
        },
        [&] {
            bundle_.add_of_visit("ServiceRequest", {{"status", "active"}, {"intent", "order"}});
        }};
    for (const auto& spoil : spoilers) {
        bundle_ = whole;
        spoil();
        const CommandResult result = press(all);
        EXPECT_EQ(result.status, 4) << result.output;
        EXPECT_NE(result.output.find("no summary is written: 1 medicine, allergy or order"), std::string::npos)
            << result.output;
        EXPECT_NE(result.output.find("hint: "), std::string::npos) << result.output;
        EXPECT_FALSE(is_there("out.pdf"));
        EXPECT_FALSE(is_there("receipt.json"));
        ASSERT_TRUE(is_there("report.json"));
        EXPECT_EQ(read("report.json")["written"], false);
        EXPECT_EQ(read("report.json")["omissions"], 1);
        EXPECT_EQ(press("").status, 0);
        EXPECT_TRUE(is_there("out.pdf"));
    }
}

TEST_F(VisitReport, strict_lets_pass_what_is_not_missed) {
    bundle_.add_medicine("Cancelled 1 mg tablet")["status"] = "cancelled";
    bundle_.add_condition("x").erase("code");  // neither a medicine nor an allergy nor an order
    EXPECT_EQ(press("--strict").status, 0);
}

TEST_F(VisitReport, the_receipt_counts_the_pages_of_each_article) {
    ASSERT_EQ(press("--receipt receipt.json --article K977 --article A512").status, 0);
    const Json receipt = read("receipt.json");
    int pages = 0;
    ASSERT_EQ(receipt["articles"].size(), 2u) << receipt;
    for (const Json& article : receipt["articles"]) {
        EXPECT_GT(article["pages"], 0) << receipt;
        pages += article["pages"].get<int>();
    }
    EXPECT_LT(pages, receipt["pdf"]["pages"]);  // the summary has some, too
    const std::string line = "pages " + std::to_string(receipt["articles"][0]["pages"].get<int>());
    EXPECT_NE(read_source(folder_.file("receipt.fhir.json")).bytes.find(line), std::string::npos);

    ASSERT_EQ(press("--receipt receipt.json --article K977 --no-language-notice").status, 0);
    const Json one = read("receipt.json");
    ASSERT_EQ(press("").status, 0);
    EXPECT_GT(one["articles"][0]["pages"], 0);
}

TEST_F(VisitReport, a_visit_that_goes_on_was_given_now_and_not_when_it_began_or_should_end) {
    bundle_.encounter()["status"] = "in-progress";
    for (const bool has_planned_end : {true, false}) {
        if (!has_planned_end) bundle_.encounter()["period"].erase("end");
        ASSERT_TRUE(bundle_.encounter()["period"].contains("end") == has_planned_end);
        ASSERT_EQ(press("--receipt receipt.json").status, 0);
        ASSERT_TRUE(read("receipt.json").contains("given_at")) << has_planned_end;
        const std::string given = read("receipt.json")["given_at"];
        EXPECT_GT(given, "2026-03-02T09:00:00-05:00");
        EXPECT_EQ(given.size(), 20u) << given;  // UTC, to the second
    }
}

TEST_F(VisitReport, a_source_date_epoch_that_is_no_number_does_not_date_a_receipt) {
    write_file(folder_.file("in.json"), bundle_.json());
    for (const char* epoch : {"", "soon"}) {
        const CommandResult result = run("cd " + folder_.path() + " && SOURCE_DATE_EPOCH=" + epoch + " " + program +
                                         " visit in.json -q -o out.pdf --receipt receipt.json 2>&1");
        ASSERT_EQ(result.status, 0) << result.output;
        EXPECT_EQ(read("receipt.json")["given_at"].get<std::string>().substr(0, 10), "2026-03-02") << epoch;
    }
}

TEST_F(VisitReport, options_for_the_page_are_taken) {
    EXPECT_EQ(press("--force --printed-by 'Front desk'").status, 0);
    const std::string command = "cd " + folder_.path() + " && SOURCE_DATE_EPOCH=1793000000 " + program +
                                " visit in.json -q -o - --printed-by 'Front desk' | sha256sum";
    EXPECT_EQ(run(command).output, run(command).output);
}

TEST(VisitHelp, names_every_exit_status) {
    const std::string help = run(program + " visit --help").output;
    for (const char* status : {"  0           done", "  1           the bundle", "  2           wrong usage",
                               "  3           the environment", "  4           with --strict"})
        EXPECT_NE(help.find(status), std::string::npos) << status << "\n" << help;
}

}  // namespace
}  // namespace carepress::test
