// The patient's name and language, as records state them.
#include "build_bundle.h"
#include "visit/language_names.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

Read read_names(const std::string& names) {
    Json who = patient();
    who["name"] = parse(names);
    return read(bundle({who, encounter()}));  // of 2026-03-10
}

TEST(PatientNames, TheOneInUseAtTheVisitElseTodays) {
    struct Case {
        std::string names, wanted, said;
    };
    const std::vector<Case> cases{
        {R"([{"use": "official", "text": "Ada"}, {"use": "usual", "text": "Addie"}])", "Ada", ""},
        {R"([{"text": "Before", "period": {"end": "2026-01-01"}}, {"text": "Now", "period": {"start": "2026-01-01"}}])",
         "Now", ""},
        // US Core's example patient and a visit before both of its names.
        {R"([{"text": "Second", "period": {"start": "2027-12-06", "end": "2030-07-22"}},
             {"text": "Today", "period": {"start": "2030-07-22"}}])",
         "Today", "note Bundle.entry[0].resource.name[1]: no name was in use at the visit"},
        {R"([{"use": "official", "text": "First", "period": {"start": "2027"}},
             {"use": "official", "text": "Today", "period": {"start": "2028"}},
             {"use": "usual", "text": "Usual", "period": {"start": "2029"}}])",
         "Today", "note Bundle.entry[0].resource.name[1]"},
        {R"([{"use": "old", "text": "Old"}, {"use": "official", "text": "Today", "period": {"start": "2027"}}])",
         "Today", "note"},
        {R"([{"text": "Ended", "period": {"end": "2020"}}, {"use": "maiden", "text": "Maiden"}])", "Ended",
         "warning Bundle.entry[0].resource.name[0]: no name of the patient is in use"},
        {R"([{"use": "maiden", "text": "Maiden", "period": {"end": "2020"}}])", "Maiden", "warning"},
        {R"([{"use": "old", "text": "Old"}, {"use": "anonymous", "text": "Jane Doe"}])", "Old", "warning"},
        {R"([{"use": "anonymous", "text": "Jane Doe"}])", "",
         "error Bundle.entry[0].resource: the patient has no name in use"},
        {R"([])", "", "error"},
    };
    for (const Case& each : cases) {
        const Read got = read_names(each.names);
        EXPECT_EQ(got.visit ? got.visit->patient.name.text : "", each.wanted) << each.names << got.messages;
        if (each.said.empty())
            EXPECT_FALSE(got.says(".name[")) << each.names << got.messages;
        else
            EXPECT_TRUE(got.says(each.said)) << each.names << got.messages;
        for (const std::string word : {"Today", "Ended", "Maiden", "Old", "Jane"}) EXPECT_FALSE(got.says(word));
    }
}

TEST(PatientNames, ThePreferredName) {
    const auto preferred = [](const std::string& names) {
        return read_names(names).visit->patient.preferred_name.text;
    };
    const std::string official = R"({"use": "official", "text": "Ada June Quillfeather"})";
    EXPECT_EQ(preferred("[" + official + R"(, {"use": "nickname", "given": ["Addie"]}])"), "Addie");
    EXPECT_EQ(
        preferred("[" + official + R"(, {"use": "nickname", "text": "Addie"}, {"use": "usual", "text": "June"}])"),
        "June");
    EXPECT_EQ(preferred("[" + official + R"(, {"use": "usual", "text": "June", "period": {"end": "2020"}}])"), "");
    EXPECT_EQ(preferred("[" + official + "]"), "");
    EXPECT_EQ(preferred(R"([{"use": "usual", "text": "Ada"}])"), "") << "the same";
}

TEST(PatientNames, LengthHasALimit) {
    const auto letters = [](std::size_t count, const std::string& letter) {
        std::string text;
        while (count-- > 0) text += letter;
        return text;
    };
    for (const std::string letter : {"a", "é", "\u0301"}) {
        EXPECT_TRUE(read_names(R"([{"text": "b)" + letters(199, letter) + R"("}])").visit);
        const Read got = read_names(R"([{"text": "b)" + letters(200, letter) + R"("}])");
        EXPECT_TRUE(got.says("error Bundle.entry[0].resource.name[0]: the patient's name has over 200 letters"))
            << got.messages;
    }
    Json who = patient(), visit = encounter();
    who["identifier"][0]["value"] = letters(201, "7");
    visit["serviceProvider"] = {{"reference", "Organization/o"}};
    visit["participant"] =
        parse(R"([{"individual": {"reference": "Practitioner/p", "display": ")" + letters(201, "p") + R"("}}])");
    const Json clinic = parse(R"({"resourceType": "Organization", "id": "o", "name": ")" + letters(201, "c") + R"("})");
    const Read got = read(bundle({who, visit, clinic}));
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_TRUE(got.visit->patient.identifiers.empty());
    EXPECT_TRUE(got.visit->encounter.participants.empty());
    EXPECT_TRUE(got.visit->encounter.provider.name.empty());
    for (const std::string path : {"Bundle.entry[0].resource.identifier[0]", "Bundle.entry[1].resource.serviceProvider",
                                   "Bundle.entry[1].resource.participant[0].individual"})
        EXPECT_TRUE(got.says("warning " + path + ": a name or number of over 200 letters is left out")) << got.messages;
}

TEST(PatientLanguage, CodesAndNames) {
    struct Case {
        std::string communication, tag;
    };
    const auto coded = [](const std::string& system, const std::string& code, const std::string& display = "") {
        return R"({"coding": [{"system": ")" + system + R"(", "code": ")" + code + R"(", "display": ")" + display +
               R"("}]})";
    };
    const std::string oid = "urn:oid:2.16.840.1.113883.6.99", bcp = "urn:ietf:bcp:47";
    const std::vector<Case> cases{
        {coded(bcp, "es-US"), "es-US"},
        {coded(bcp, "es_MX"), "es-MX"},
        {coded(bcp, "zh-Hant-TW"), "zh-Hant-TW"},
        {coded(oid, "spa"), "es"},
        {coded(oid, "chi"), "zh"},
        {coded(oid, "zho"), "zh"},
        {coded(oid, "fre"), "fr"},
        {coded(oid, "fra"), "fr"},
        {coded(oid, "ger"), "de"},
        {coded(oid, "per"), "fa"},
        {coded(oid, "hat"), "ht"},
        {coded(oid, "vie"), "vi"},
        {coded(oid, "kor"), "ko"},
        {coded(oid, "tgl"), "fil"},
        {coded(oid, "SPA"), "es"},
        {coded(bcp, "cmn"), "zh"},
        {coded(bcp, "yue"), "zh-Hant"},
        {coded("http://terminology.hl7.org/CodeSystem/iso639-2", "rus"), "ru"},
        {coded(oid, "und"), ""},
        {coded(oid, "mul"), ""},
        {coded("urn:local", "CH", "Chinese"), "zh"},
        {coded("urn:local", "132", "Haitian Creole"), "ht"},
        {coded("urn:local", "es"), ""},
        {R"({"text": "Spanish"})", "es"},
        {R"({"text": "  SPANISH "})", "es"},
        {R"({"text": "español"})", "es"},
        {R"({"text": "Espanol"})", "es"},
        {R"({"text": "Spanish; Castilian"})", "es"},
        {R"json({"text": "Spanish (Mexico)"})json", "es"},
        {R"({"text": "Spanish language"})", "es"},
        {R"({"text": "Chinese, Mandarin"})", "zh"},
        {R"({"text": "Mandarin Chinese"})", "zh"},
        {R"({"text": "Chinese - Cantonese"})", "zh-Hant"},
        {R"json({"text": "Chinese (Traditional)"})json", "zh-Hant"},
        {R"({"text": "Simplified Chinese"})", "zh-Hans"},
        {R"({"text": "中文"})", "zh"},
        {R"({"text": "繁體中文"})", "zh-Hant"},
        {R"({"text": "Tagalog/Filipino"})", "fil"},
        {R"({"text": "Tagalog"})", "fil"},
        {R"({"text": "Farsi"})", "fa"},
        {R"({"text": "Persian"})", "fa"},
        {R"({"text": "Tiếng Việt"})", "vi"},
        {R"({"text": "Русский"})", "ru"},
        {R"({"text": "العربية"})", "ar"},
        {R"({"text": "Burmese"})", "my"},
        {R"({"text": "Bengali"})", "bn"},
        {R"({"text": "Kreyòl ayisyen"})", "ht"},
        {R"({"text": "Bangla"})", "bn"},
        {R"({"text": "Cambodian"})", "km"},
        {R"({"text": "Khmer"})", "km"},
        {R"({"text": "Central Khmer"})", "km"},
        {R"({"text": "Cantonese"})", "zh-Hant"},
        {R"({"text": "Mandarin"})", "zh"},
        {R"({"text": "Castilian"})", "es"},
        {R"({"text": "Dari"})", "fa-AF"},
        {R"({"text": "Haitian"})", "ht"},
        {R"({"text": "Kreyol"})", "ht"},
        {R"({"text": "Myanmar"})", "my"},
        {R"({"text": "Pilipino"})", "fil"},
        {R"({"text": "es"})", "es"},
        {R"({"text": "spa"})", "es"},
        {R"({"text": "Spanish/English"})", ""},
        {R"({"text": "Non-English"})", ""},
        {R"({"text": "Other"})", ""},
        {R"({"text": "Quillfeatherish"})", ""},
        {R"({})", ""},
    };
    for (const Case& each : cases) {
        Json who = patient();
        who["communication"] = parse(R"([{"language": )" + each.communication + R"(, "preferred": true}])");
        const Read got = read(bundle({who, encounter()}));
        ASSERT_TRUE(got.visit) << got.messages;
        EXPECT_EQ(got.visit->patient.language, each.tag) << each.communication;
        EXPECT_EQ(
            got.says("warning Bundle.entry[0].resource.communication[0]: the language that the patient prefers is "
                     "not understood"),
            each.tag.empty())
            << each.communication << got.messages;
        EXPECT_FALSE(got.says("Quillfeather"));
    }
}

}  // namespace
}  // namespace carepress::test
