#include "all_words.h"
#include "base/utf.h"
#include "build_bundle.h"
#include "support/test_data.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace carepress::test {
using namespace visit;
namespace {

/// A bundle that has something of everything that is read.
Json full_bundle() {
    const std::string dosage =
        R"("dosageInstruction": [{"sequence": 1, "text": "One tablet daily", "patientInstruction": "Una",
        "additionalInstruction": [{"text": "with food"}], "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d",
        "when": ["MORN"], "boundsPeriod": {"start": "2026-03-10"}}, "event": ["2026-03-12"]}, "asNeededBoolean": false,
        "site": {"text": "arm"}, "route": {"text": "oral"}, "method": {"text": "take"}, "doseAndRate": [{"type": {"text": "x"},
        "doseQuantity": {"value": 1, "unit": "tablet", "code": "{tbl}", "system": "http://unitsofmeasure.org"}}],
        "maxDosePerPeriod": {"numerator": {"value": 4, "unit": "tablet"}, "denominator": {"value": 1, "unit": "d"}}}])";
    Json visit = encounter();
    visit.update(parse(R"({"type": [{"text": "Office visit"}], "reasonCode": [{"text": "Cough"}],
        "reasonReference": [{"reference": "Condition/c"}], "diagnosis": [{"condition": {"reference": "Condition/c"}, "rank": 1}],
        "participant": [{"individual": {"reference": "Practitioner/dr"}, "type": [{"coding": [{"code": "ATND"}]}]}],
        "serviceProvider": {"reference": "Organization/clinic"}, "location": [{"location": {"reference": "Location/room"},
        "status": "active"}], "hospitalization": {"dietPreference": [{"text": "Low salt"}]}})"));
    Json pill = medicine("m", "Placebin", ", " + dosage + R"(, "reasonCode": [{"text": "Cough"}],
        "reasonReference": [{"reference": "Condition/c"}], "category": [{"coding": [{"code": "community"}]}],
        "priorPrescription": {"reference": "MedicationRequest/old"}, "statusReason": {"text": "x"}, "doNotPerform": false)");
    return bundle({
        patient(),
        visit,
        parse(
            R"({"resourceType": "Practitioner", "id": "dr", "name": [{"prefix": ["Dr."], "given": ["Lin"], "family": "Marrow"}]})"),
        parse(
            R"({"resourceType": "Organization", "id": "clinic", "name": "Marsh Clinic", "telecom": [{"system": "phone",
            "value": "555-0100", "use": "work"}], "address": [{"line": ["1 Reed Lane"], "city": "Fen", "state": "MA",
            "postalCode": "01000"}]})"),
        parse(R"({"resourceType": "Location", "id": "room", "name": "Room 3", "address": {"text": "1 Reed Lane"}})"),
        condition("c", "Cough",
                  R"(, "severity": {"text": "mild"}, "onsetDateTime": "2026-03-01", "recordedDate": "2026-03-10")"),
        pill,
        medicine("old", "Placebin", R"(, "status": "stopped")", ""),
        of_visit("MedicationStatement", "s", R"("status": "active", "dateAsserted": "2026-03-10",
            "medicationCodeableConcept": {"text": "Herbal tea"}, "dosage": [{"text": "at night"}])",
                 ""),
        of_visit("AllergyIntolerance", "a",
                 R"("clinicalStatus": {"coding": [{"code": "active"}]}, "criticality": "high",
            "code": {"text": "Peanut"}, "reaction": [{"manifestation": [{"text": "Hives"}], "severity": "mild",
            "substance": {"text": "peanut"}}])"),
        of_visit("Observation", "o", R"("status": "final", "category": [{"coding": [{"code": "vital-signs"}]}],
            "code": {"coding": [{"system": "http://loinc.org", "code": "85354-9", "display": "Blood pressure"}]},
            "effectiveDateTime": "2026-03-10T09:10:00-05:00", "component": [{"code": {"coding": [{"system": "http://loinc.org",
            "code": "8480-6"}]}, "valueQuantity": {"value": 120, "unit": "mmHg"}}])"),
        of_visit("Observation", "p", R"("status": "final", "category": [{"coding": [{"code": "vital-signs"}]}],
            "code": {"text": "Mood"}, "effectivePeriod": {"start": "2026-03-10"}, "valueString": "calm")"),
        of_visit("Immunization", "i", R"("status": "completed", "occurrenceDateTime": "2026-03-10",
            "vaccineCode": {"text": "Influenza"}, "site": {"text": "left arm"}, "isSubpotent": false)"),
        of_visit("Goal", "g",
                 R"("lifecycleStatus": "active", "description": {"text": "Walk daily"}, "startDate": "2026-03-10",
            "target": [{"dueDate": "2026-06-10"}], "achievementStatus": {"text": "in progress"})",
                 ""),
        of_visit("CarePlan", "plan",
                 R"("status": "active", "intent": "plan", "title": "Cough plan", "description": "Rest",
            "category": [{"text": "Care"}], "addresses": [{"reference": "Condition/c"}], "goal": [{"reference": "Goal/g"}],
            "period": {"start": "2026-03-10"}, "activity": [{"detail": {"status": "in-progress", "code": {"text": "Drink tea"},
            "description": "Warm", "doNotPerform": false}}])"),
        of_visit("ServiceRequest", "sr", R"("status": "active", "intent": "order", "code": {"text": "Chest X-ray"},
            "authoredOn": "2026-03-10", "occurrenceDateTime": "2026-03-20", "patientInstruction": "Bring the film",
            "reasonCode": [{"text": "Cough"}], "performer": [{"reference": "Organization/clinic"}])"),
        parse(R"({"resourceType": "Appointment", "id": "ap", "status": "booked", "start": "2026-04-01T10:00:00-05:00",
            "end": "2026-04-01T10:20:00-05:00", "created": "2026-03-10", "description": "Follow-up", "patientInstruction": "Come early",
            "serviceType": [{"text": "Check"}], "participant": [{"actor": {"reference": "Patient/ada"}, "status": "accepted"},
            {"actor": {"reference": "Practitioner/dr"}, "status": "accepted", "required": "required"},
            {"actor": {"reference": "Location/room"}, "status": "accepted"}]})"),
        of_visit("Composition", "note",
                 R"("status": "final", "language": "en", "date": "2026-03-10", "section": [{"title": "Advice",
            "text": {"div": "<div>Keep <b>warm</b>.<p>Sleep.</p></div>"}}])"),
        of_visit("DocumentReference", "doc",
                 R"("status": "current", "docStatus": "final", "type": {"coding": [{"code": "69730-0"}]},
            "context": {"encounter": [{"reference": "Encounter/visit"}]}, "content": [{"attachment":
            {"contentType": "text/plain", "language": "es", "title": "Consejos", "data": "RHVlcm1h"}}])",
                 ""),
        parse(R"({"resourceType": "List", "id": "l", "status": "current", "subject": {"reference": "Patient/ada"},
            "code": {"coding": [{"code": "52472-8"}]}, "entry": [{"item": {"reference": "AllergyIntolerance/a"}}]})"),
    });
}

TEST(Hostile, ANameOfAThousandLettersIsCut) {
    const std::string long_name(100'000, 'Y');
    const Read got = read_with({condition("c", long_name), condition("d", std::string(1000, 'Z'))});
    ASSERT_TRUE(got.visit) << got.messages;
    ASSERT_EQ(got.visit->conditions.size(), 2U);
    EXPECT_EQ(got.visit->conditions[0].name.name.text, std::string(1000, 'Y') + "\u2026");
    EXPECT_EQ(got.visit->conditions[1].name.name.text.size(), 1000U);
    const std::string words = "resource.code: a name of more than 1000 letters is cut";
    ASSERT_TRUE(got.says(words)) << got.messages;
    EXPECT_EQ(got.messages.find(words), got.messages.rfind(words)) << "once";
}

TEST(Hostile, TheFullBundleReadsWhole) {
    const Read got = read(full_bundle());
    ASSERT_TRUE(got.visit) << got.messages;
    const std::string words = all_words(*got.visit);
    for (const std::string word : {"Ada June Quillfeather",
                                   "Cough",
                                   "Dr. Lin Marrow",
                                   "Marsh Clinic",
                                   "555-0100",
                                   "Room 3",
                                   "Low salt",
                                   "Placebin",
                                   "Herbal tea",
                                   "Peanut",
                                   "Hives",
                                   "120",
                                   "calm",
                                   "Influenza",
                                   "Walk daily",
                                   "Drink tea",
                                   "Chest X-ray",
                                   "Bring the film",
                                   "Follow-up",
                                   "Come early",
                                   "Keep warm.\nSleep.",
                                   "Duerma"})
        EXPECT_NE(words.find(word), std::string::npos) << word << "\n" << got.messages;
    EXPECT_EQ(got.visit->notes[1].text.language, "es");
    EXPECT_EQ(got.messages.find("warning"), std::string::npos) << got.messages;
}

/// Calls `change` for each value below `json`, which it may replace.
template <class Change>
void for_each_value(Json& json, const Change& change) {
    if (json.is_structured())
        for (auto& item : json) {
            change(item);
            for_each_value(item, change);
        }
}

TEST(Hostile, EachFieldOfEachWrongType) {
    Json whole = full_bundle();
    const std::string right = all_words(*read(whole).visit);
    const std::vector<Json> wrongs{nullptr,
                                   true,
                                   17,
                                   -2.5,
                                   "wrong",
                                   Json::array(),
                                   Json::object(),
                                   Json::array({17}),
                                   Json::array({"wrong"}),
                                   Json{{"wrong", 17}},
                                   std::string(5'000, 'x')};
    int tried = 0, refused = 0, smaller = 0;
    for_each_value(whole, [&](Json& value) {
        const Json kept = value;
        for (const Json& wrong : wrongs) {
            if (wrong.type() == kept.type() && !kept.is_string()) continue;
            value = wrong;
            const Read got = read(whole);
            ++tried;
            if (!got.visit) {
                ++refused;
                ASSERT_TRUE(got.says("error ")) << wrong.dump().substr(0, 40);
                // A refusal tells the place, but where the bundle lacks its patient or its visit.
                const bool no_place =
                    got.says("error the bundle has no") || got.says("error this is not a FHIR Bundle");
                ASSERT_TRUE(no_place || got.says("error Bundle") || got.says("error $")) << got.messages;
            } else if (all_words(*got.visit) != right) {
                ++smaller;
            }
            ASSERT_EQ(got.messages.find("wrong"), std::string::npos) << got.messages;
        }
        value = kept;
    });
    EXPECT_GT(tried, 3000);
    EXPECT_GT(refused, tried / 4);
    EXPECT_GT(smaller, 0);
}

TEST(Hostile, EachFieldMissing) {
    // Without any one member the rest reads, or is refused with a reason.
    std::vector<std::string> paths;
    Json flat = full_bundle().flatten();
    for (auto member = flat.begin(); member != flat.end(); ++member) {
        Json without = flat;
        without.erase(member.key());
        const Read got = read(without.unflatten());
        ASSERT_TRUE(got.visit || got.says("error ")) << member.key();
    }
}

TEST(Hostile, ModifierExtensionsLeaveTheirResourceOut) {
    Json whole = full_bundle();
    const std::string right = all_words(*read(whole).visit);
    for (Json& entry : whole["entry"]) {
        Json& resource = entry["resource"];
        const std::string type = resource["resourceType"], id = resource["id"];
        resource["modifierExtension"] = parse(R"([{"url": "urn:x", "valueBoolean": true}])");
        const Read got = read(whole);
        resource.erase("modifierExtension");
        if (type == "Patient" || type == "Encounter") {
            EXPECT_FALSE(got.visit) << type;
            continue;
        }
        ASSERT_TRUE(got.visit) << type << got.messages;
        const bool shows_nothing_itself = type == "List";
        EXPECT_EQ(all_words(*got.visit) == right, shows_nothing_itself) << type << " " << id;
    }
}

TEST(Hostile, OneByteOrderMarkIsSkippedAndPlacesStayRight) {
    const std::string good = bundle({patient(), encounter()}).dump();
    const Read marked = read_text("\xEF\xBB\xBF" + good);
    ASSERT_TRUE(marked.visit) << marked.messages;
    EXPECT_EQ(all_words(*marked.visit), all_words(*read_text(good).visit));
    const Read got = read_text("\xEF\xBB\xBF{\"resourceType\": \"Bundle\", \"type\": 7}");
    EXPECT_TRUE(got.says("error Bundle.type")) << got.messages;
}

TEST(Hostile, BytesThatAreNoJson) {
    const std::string good = bundle({patient(), encounter()}).dump();
    const std::string open = good.substr(0, good.size() - 3);
    struct Case {
        std::string bytes, message;
    };
    const std::vector<Case> cases{
        {"", "error the file is empty"},
        {" \r\n\t", "error the file is empty"},
        {"\xEF\xBB\xBF", "error the file is empty"},
        {"\xEF\xBB\xBF\xEF\xBB\xBF" + good, "error"},
        {std::string("\xFF\xFE{\0}\0", 6), "in UTF-16"},
        {good + std::string(1, '\0'), "a NUL byte"},
        {good + "x", "error"},
        {open, "error Bundle.entry[1]: the file ends too early"},
        {R"({"resourceType": "Bundle", "type": NaN})", "error Bundle: this is not a JSON value"},
        {R"({"resourceType": "Bundle", "total": 1e999})", "error Bundle: this number is too large"},
        {R"({"resourceType": "Bundle", "total": 01})", "error Bundle"},
        {R"({"resourceType": "Bundle", "id": "\ud800"})", "error Bundle: unpaired surrogate"},
        {R"({"resourceType": "Bundle", "id": "\u0000"})", "error Bundle: control character"},
        {"{\"resourceType\": \"Bundle\", \"id\": \"a\x01z\"}",
         "error Bundle: control characters in a string must be escaped"},
        {"{\"resourceType\": \"Bundle\", \"id\": \"a\xC3(\"}", "error Bundle: the text is not UTF-8"},
        {R"({"resourceType": "Bundle", "type": "collection", "type": "document"})", "error Bundle: duplicate name"},
        {R"({"resourceType": "Bundle", "entry": [{"resource": {"id": "1", "id": "2"}}]})",
         "error Bundle.entry[0].resource: duplicate name"},
        {R"({"resourceType": "Bundle", "entry": [{}, {"Mary Poppins": )" + std::string(100, '[') + "",
         "error Bundle.entry[1].?["},
        {R"({"resourceType": "Bundle", "entry": [{}, {"Mary": )" + std::string(100, '[') + "",
         "error Bundle.entry[1].?["},
        {R"({"resourceType": "Bundle", "entry": [{}, {"mary poppins": )" + std::string(100, '[') + "",
         "error Bundle.entry[1].?["},
        {R"({"resourceType": "Bundle", "entry": [{}, {"born1980": )" + std::string(100, '[') + "",
         "error Bundle.entry[1].born1980["},
        {std::string(1'000'000, '['), "nested too deeply"},
        {R"({"resourceType": "Bundle", "entry": [)" +
             [] {
                 std::string many;
                 for (int i = 0; i < 1'000'001; ++i) many += "1,";
                 return many;
             }() +
             "1]}",
         "the file holds too many values"},
    };
    for (const Case& each : cases) {
        const Read got = read_text(each.bytes);
        EXPECT_FALSE(got.visit);
        EXPECT_TRUE(got.says(each.message)) << each.bytes.substr(0, 80) << "\n" << got.messages.substr(0, 400);
    }
    EXPECT_TRUE(read_text(std::string(largest_bundle + 1, ' ')).says("larger than 32 MB"));
    std::string members = "{";
    for (int i = 0; i < 300; ++i) members += "\"m" + std::to_string(i) + "\": 1,";
    EXPECT_TRUE(read_text(members + "\"z\": 1}").says("too many members"));
}

TEST(Hostile, TruncatedAnywhere) {
    const std::string whole = full_bundle().dump();
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        const Read got = read_text(whole.substr(0, size));
        ASSERT_FALSE(got.visit) << size;
        ASSERT_TRUE(got.says("error ")) << size;
    }
}

TEST(Hostile, OtherPeoplesHostileJson) {
    namespace fs = std::filesystem;
    const std::string folder = test_data("hostile/json/test_parsing");
    int files = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".json") continue;
        const Source source = read_source(entry.path().string());
        const Read got = read_text(source.bytes);
        ++files;
        EXPECT_FALSE(got.visit) << name;
        EXPECT_TRUE(got.says("error ")) << name;
        EXPECT_FALSE(find_malformed_utf8(got.messages)) << name;
        // n_: not JSON; y_: JSON, but it may have what FHIR forbids (duplicate names, control characters).
        const bool json = got.says("this is not a FHIR Bundle");
        const bool forbidden = got.says("duplicate name") || got.says("control character in a string");
        EXPECT_FALSE(name.starts_with("n_") && json) << name << got.messages;
        EXPECT_TRUE(!name.starts_with("y_") || json || forbidden) << name << got.messages;
        // The same as a part of a bundle: a text where a name should be.
        const Read inside = read_text(R"({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": )" +
                                      source.bytes + "}]}");
        EXPECT_FALSE(inside.visit) << name;
    }
    EXPECT_GT(files, 300);
}

}  // namespace
}  // namespace carepress::test
