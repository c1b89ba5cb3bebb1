// Whole summaries as text that a pharmacist or a nurse can read: goldens/visits. CAREPRESS_BLESS=1 writes them anew;
// read the difference as the patient would before you commit it.
#include "bless.h"
#include "readable_page.h"
#include "summary_words.h"
#include "support/test_data.h"
#include "support/visit_bundle.h"
#include "visit/sig.h"
#include "visit/visit.h"
#include "visit_summary/summarize.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace carepress::test {
using namespace visit_summary;
namespace {

namespace fs = std::filesystem;
const std::string goldens = CAREPRESS_SOURCE_FOLDER "/tests/unit/visit_summary/goldens/visits/";
const std::string fixtures = CAREPRESS_SOURCE_FOLDER "/tests/unit/visit_summary/fixtures/";

struct Page {
    std::string text;
    std::string warnings;  ///< what the operator is warned of
    std::optional<visit::Visit> visit;
};

/// The summary in this language; in the patient's, or English, where none is named.
Page page_of(const std::string& json, const std::string& language = {}, bool force = false) {
    const Source source{"bundle.json", json};
    Diagnostics diagnostics(source);
    visit::VisitChoice choice;
    choice.force = force;
    Page page;
    page.visit = visit::read_visit(source, choice, diagnostics);
    for (const Diagnostic& each : diagnostics.all())
        if (each.severity != Severity::note)
            page.warnings += std::string(name_of(each.severity)) + ": " + each.message + "\n";
    if (!page.visit) return page;
    const std::string& preferred = page.visit->patient.language;
    page.text = ReadablePage::of(summarize(*page.visit, words_in(!language.empty()   ? language
                                                                 : preferred.empty() ? "en"
                                                                                     : preferred)));
    return page;
}

/// Compares page and warnings with goldens/visits/<name>.txt; CAREPRESS_BLESS=1 writes the file instead.
void expect_golden(const std::string& name, const Page& page) {
    ASSERT_TRUE(page.visit) << name << "\n" << page.warnings;
    const std::string path = goldens + name + ".txt";
    const std::string actual = page.text + (page.warnings.empty() ? "" : "\n-- on standard error --\n" + page.warnings);
    if (is_blessing()) {
        std::ofstream(path, std::ios::binary) << actual;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path << " is missing; CAREPRESS_BLESS=1 writes it";
    std::stringstream expected;
    expected << file.rdbuf();
    EXPECT_EQ(expected.str(), actual) << "after a wanted change, CAREPRESS_BLESS=1 writes " << path << " anew";
}

std::string read_bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::vector<std::string> files_in(const std::string& folder, const std::string& prefix = {}) {
    std::vector<std::string> paths;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".json" && entry.path().filename().string().starts_with(prefix))
            paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// Signs of a phrase or a code that got onto the page unfilled or untranslated.
void expect_no_debris(const std::string& page, const std::string& name) {
    for (const char* debris : {"{", "}", "[", "]", "..", "null", "undefined", "&amp;", "&lt;", "(finding)",
                               "(disorder)", "(procedure)", "(qualifier value)", "(regime/therapy)", " .", " ,", "NaN"})
        EXPECT_EQ(page.find(debris), std::string::npos) << name << " has \"" << debris << "\"\n" << page;
}

std::string words_of(const Json& concept_) {
    if (concept_.contains("text")) return concept_["text"];
    return concept_.contains("coding") ? concept_["coding"][0].value("display", "") : "";
}

/// The name of the medicine of one of the specification's examples: of the concept, or of what it contains, which may
/// be only a mixture of ingredients.
std::string name_of_example(const Json& request) {
    if (request.contains("medicationCodeableConcept")) return words_of(request["medicationCodeableConcept"]);
    const Json& medication = request["contained"][0];
    if (medication.contains("code")) return words_of(medication["code"]);
    const std::string name = request["medicationReference"].value("display", "");
    return name.empty() ? words_of(medication["ingredient"][0].value("itemCodeableConcept", Json::object())) : name;
}

/// All dosages of the specification's examples as orders of one visit, each with the number of its example.
std::string hl7_dosages(const std::vector<std::string>& paths) {
    VisitBundle bundle;
    bundle.encounter()["period"] = {{"start", "2015-01-15T09:00:00-05:00"}, {"end", "2015-01-15T09:30:00-05:00"}};
    bundle.encounter()["reasonCode"] = {{{"text", "Review of medicines"}}};
    for (const std::string& path : paths) {
        const Json example = Json::parse(read_bytes(path));
        const std::string number = fs::path(path).stem().string().substr(std::string("MedicationRequest-medrx").size());
        Json& order = bundle.add_medicine(number + " " + name_of_example(example));
        order["authoredOn"] = "2015-01-15T09:15:00-05:00";
        if (example.contains("dosageInstruction")) order["dosageInstruction"] = example["dosageInstruction"];
    }
    return bundle.json();
}

class Hl7Dosages : public testing::TestWithParam<const char*> {};

TEST_P(Hl7Dosages, read_as_a_pharmacist_would_write_them) {
    const std::vector<std::string> paths = files_in(test_data("fhir_r4_examples"), "MedicationRequest-medrx03");
    ASSERT_FALSE(paths.empty());
    const std::string language = GetParam();
    const Page page = page_of(hl7_dosages(paths), language);
    expect_golden(language == "en" ? "hl7-dosages" : "hl7-dosages-" + language, page);
    expect_no_debris(page.text, language);
    ASSERT_TRUE(page.visit);
    EXPECT_EQ(page.visit->medicines.size(), paths.size());
}

INSTANTIATE_TEST_SUITE_P(Languages, Hl7Dosages, testing::Values("en", "es"));

class OwnBundles : public testing::TestWithParam<const char*> {};

TEST_P(OwnBundles, say_all_that_a_patient_needs) {
    const Page page = page_of(read_bytes(fixtures + GetParam() + ".json"));
    expect_golden(GetParam(), page);
    expect_no_debris(page.text, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Profiles, OwnBundles, testing::Values("us-core", "ips"));

/// How many lines of the page begin an item with this name.
std::ptrdiff_t items_named(const std::string& page, const std::string& name) {
    std::istringstream lines(page);
    std::ptrdiff_t count = 0;
    for (std::string line; std::getline(lines, line);) count += line == "- " + name ? 1 : 0;
    return count;
}

/// What a page of any of these records has to hold: each order in force, and each allergy once.
void expect_essentials(const Page& page, const Json& bundle, const std::string& name) {
    for (const Json& entry : bundle["entry"]) {
        const Json& resource = entry["resource"];
        const std::string type = resource["resourceType"];
        if (type == "MedicationRequest" && resource.value("status", "") == "active") {
            const std::string medicine =
                visit::plain_medicine_name(words_of(resource.value("medicationCodeableConcept", Json::object())));
            EXPECT_TRUE(medicine.empty() || items_named(page.text, medicine) == 1) << name << ": " << medicine << "\n"
                                                                                   << page.text;
        }
        if (type == "AllergyIntolerance") {
            const std::string allergy = words_of(resource["code"]);
            EXPECT_EQ(items_named(page.text, allergy), 1) << name << ": " << allergy << "\n" << page.text;
        }
    }
}

struct SyntheaGolden {
    const char* file_prefix;
    const char* golden;
};

TEST(Synthea, every_record_has_its_essentials_and_four_are_read_whole) {
    const std::vector<std::string> paths = files_in(test_data("fhir_synthea"));
    constexpr SyntheaGolden read_whole[] = {
        {"Hassan_", "adult"}, {"Enda_", "child"}, {"Agust", "spanish"}, {"Rickey_", "french"}};
    std::size_t compared = 0;
    for (const std::string& path : paths) {
        const std::string name = fs::path(path).filename().string(), bytes = read_bytes(path);
        const Page page = page_of(bytes, {}, true);
        ASSERT_TRUE(page.visit) << name << "\n" << page.warnings;
        expect_no_debris(page.text, name);
        expect_essentials(page, Json::parse(bytes), name);
        for (const SyntheaGolden& each : read_whole)
            if (name.starts_with(each.file_prefix)) {
                expect_golden(std::string("synthea/") + each.golden, page);
                ++compared;
            }
    }
    EXPECT_EQ(compared, std::size(read_whole));
}

}  // namespace
}  // namespace carepress::test
