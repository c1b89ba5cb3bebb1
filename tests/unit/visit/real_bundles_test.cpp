// FHIR from elsewhere: Synthea's patients and the examples of the specification.
#include "all_words.h"
#include "build_bundle.h"
#include "support/test_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace carepress::test {
using namespace visit;
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_in(const std::string& name) {
    std::map<std::string, std::string> paths;  // by name: an extra folder may have the same files
    for (const std::string& folder : all_test_data(name))
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".json" && entry.path().filename() != "package.json")
                paths.emplace(entry.path().filename().string(), entry.path().string());
    std::vector<std::string> result;
    for (const auto& [file, path] : paths) result.push_back(path);
    return result;
}

/// Names, dates of birth, numbers and words of the record: whatever is long enough to be somebody's.
void gather_patient_data(const Json& json, const std::string& key, std::set<std::string>& all) {
    static const std::set<std::string> names{"family",      "given",
                                             "text",        "display",
                                             "value",       "birthDate",
                                             "line",        "city",
                                             "div",         "id",
                                             "reference",   "fullUrl",
                                             "name",        "description",
                                             "title",       "patientInstruction",
                                             "code",        "start",
                                             "end",         "effectiveDateTime",
                                             "authoredOn",  "onsetDateTime",
                                             "recordedDate"};
    if (json.is_object())
        for (const auto& [name, value] : json.items()) gather_patient_data(value, name, all);
    else if (json.is_array())
        for (const Json& value : json) gather_patient_data(value, key, all);
    else if (json.is_string() && names.count(key) && json.get_ref<const std::string&>().size() >= 6)
        all.insert(json.get<std::string>());
}

/// No message holds anything that the record says.
void expect_discreet(const Read& got, const Json& bundle_json, const std::string& path) {
    std::set<std::string> data;
    gather_patient_data(bundle_json, "", data);
    const std::string said = got.messages + got.hints;
    for (const std::string& each : data) {
        const bool word_of_ours = each == "Patient" || each == "Encounter";
        EXPECT_TRUE(word_of_ours || said.find(each) == std::string::npos) << path << ": " << each << "\n" << said;
    }
}

TEST(RealBundles, EverySyntheaPatientReads) {
    const std::vector<std::string> paths = files_in("fhir_synthea");
    ASSERT_GE(paths.size(), 6u);
    for (const std::string& path : paths) {
        const Source source = read_source(path, largest_bundle);
        const Read willing = read_text(source.bytes);
        EXPECT_TRUE(willing.visit || willing.says("the patient died before the end of this visit")) << path;
        VisitChoice force;
        force.force = true;
        const Read got = read_text(source.bytes, force);
        ASSERT_TRUE(got.visit) << path << got.messages;
        const Json json = parse(source.bytes);
        expect_discreet(got, json, path);
        std::string patient_id;
        for (const Json& entry : json["entry"])
            if (entry["resource"]["resourceType"] == "Patient") patient_id = entry["resource"]["id"];
        EXPECT_EQ(got.visit->patient.reference, "Patient/" + patient_id);
        EXPECT_TRUE(got.visit->encounter.period.end.has_time()) << path;
        EXPECT_FALSE(got.visit->encounter.types.empty()) << path;
        for (const Medicine& medicine : got.visit->medicines)
            for (const Dosage& dosage : medicine.dosages) EXPECT_FALSE(dosage.unreadable) << path;

        // Each of its encounters reads, and says the same twice.
        for (const Json& entry : json["entry"]) {
            if (entry["resource"]["resourceType"] != "Encounter") continue;
            VisitChoice choice;
            choice.encounter = entry["resource"]["id"];
            choice.force = true;  // one of them certifies a death
            const Read one = read_text(source.bytes, choice);
            ASSERT_TRUE(one.visit) << path << " " << choice.encounter << one.messages;
            expect_discreet(one, json, path);
            EXPECT_EQ(one.visit->encounter.reference, "Encounter/" + choice.encounter);
        }
    }
}

TEST(RealBundles, TwoSyntheaPatientsInOneBundleStayApart) {
    const std::vector<std::string> paths = files_in("fhir_synthea");
    ASSERT_GE(paths.size(), 6u);
    const std::string first = read_source(paths[0]).bytes;
    for (std::size_t i = 1; i < paths.size(); ++i) {
        Json both = parse(first), second = parse(read_source(paths[i]).bytes);
        for (const Json& entry : second["entry"]) both["entry"].push_back(entry);
        EXPECT_TRUE(read(both).says("more than one patient"));
        const Read alone = read_text(first);
        VisitChoice choice;
        choice.patient = alone.visit->patient.reference;
        const Read chosen = read(both, choice);
        ASSERT_TRUE(chosen.visit) << chosen.messages;
        EXPECT_EQ(all_words(*chosen.visit), all_words(*alone.visit)) << paths[i];
    }
}

TEST(RealBundles, EveryBundleOfTheSpecificationReadsOrIsRefusedWithAReason) {
    const std::vector<std::string> paths = files_in("fhir_r4_examples");
    int bundles = 0, read_whole = 0;
    for (const std::string& path : paths) {
        const Source source = read_source(path, largest_bundle);
        const Read got = read_text(source.bytes);
        bundles += fs::path(path).filename().string().starts_with("Bundle-") ? 1 : 0;
        read_whole += got.visit ? 1 : 0;
        EXPECT_TRUE(got.visit || got.says("error ")) << path;
        expect_discreet(got, parse(source.bytes), path);
    }
    EXPECT_GE(bundles, 20);
    EXPECT_EQ(read_whole, 1) << "Bundle-father has a patient and an encounter; the others have no such pair";
}

/// The specification's examples of one type, given to our own patient and visit.
std::vector<std::pair<std::string, Json>> examples_of(const std::string& type) {
    std::vector<std::pair<std::string, Json>> found;
    for (const std::string& path : files_in("fhir_r4_examples")) {
        if (!fs::path(path).filename().string().starts_with(type + "-")) continue;
        Json resource = parse(read_source(path).bytes);
        const bool patient_field = type == "AllergyIntolerance" || type == "Immunization";
        resource[patient_field ? "patient" : "subject"] = {{"reference", "Patient/ada"}};
        resource["encounter"] = {{"reference", "Encounter/visit"}};
        found.emplace_back(fs::path(path).filename().string(), resource);
    }
    return found;
}

TEST(RealBundles, TheSpecificationsExamplesInAVisit) {
    const std::vector<std::string> types{
        "MedicationRequest", "AllergyIntolerance", "Condition", "Observation", "Immunization", "CarePlan", "Goal",
        "ServiceRequest",    "Composition",        "List"};
    int shown = 0, all = 0;
    for (const std::string& type : types)
        for (const auto& [name, resource] : examples_of(type)) {
            const Read got = read_with({resource});
            ASSERT_TRUE(got.visit) << name << got.messages;
            ++all;
            shown += all_words(*got.visit) != all_words(*read_with({}).visit) ? 1 : 0;
            EXPECT_TRUE(got.visit->left_out.size() + static_cast<std::size_t>(shown) > 0);
            expect_discreet(got, resource, name);
        }
    EXPECT_GT(all, 150);
    EXPECT_GT(shown, 40);
}

TEST(RealBundles, DosagesOfTheSpecification) {
    int seen = 0;
    for (const auto& [name, resource] : examples_of("MedicationRequest")) {
        const Read got = read_with({resource});
        ASSERT_TRUE(got.visit) << name;
        for (const Medicine& medicine : got.visit->medicines) {
            ++seen;
            EXPECT_FALSE(medicine.name.name.text.empty()) << name;
            for (const Dosage& dosage : medicine.dosages) {
                EXPECT_TRUE(!dosage.text.empty() || dosage.structured || !medicine.warnings.empty()) << name;
                EXPECT_FALSE(dosage.structured && dosage.unreadable) << name;
            }
        }
    }
    EXPECT_GT(seen, 15);
}

}  // namespace
}  // namespace carepress::test
