#include "visit/receipt.h"

#include "base/base64.h"
#include "base/digest.h"
#include "build_bundle.h"
#include "visit/record_time.h"
#include "visit/section_names.h"
#include "visit/suggest.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

std::string coded(const std::string& system, const std::string& code) {
    return R"(, "code": {"text": "words of )" + code + R"(", "coding": [{"system": ")" + system + R"(", "code": ")" +
           code + "\"}]}";
}
const std::string icd = "http://hl7.org/fhir/sid/icd-10-cm";
const std::string snomed = "http://snomed.info/sct";

const std::vector<ArticleTopics> shelf{
    {"K100", "Asthma", {{"ICD-10-CM", "J45"}, {"SNOMED-CT", "195967001"}}},
    {"K200", "Back pain", {{"SNOMED-CT", "279039007"}}},
    {"K300", "Ibuprofen", {{"RxNorm", "5640"}}},
    {"K400", "Nothing", {}},
    {"K500", "Back pain, again", {{"ICD-10-CM", "M54.50"}}},
    {"K600", "A slip of the pen", {{"SNOMED-CT", "279039008"}}},
};

std::string suggested(std::vector<Json> resources) {
    const Read got = read_with(std::move(resources));
    EXPECT_TRUE(got.visit) << got.messages;
    std::string list;
    if (got.visit)
        for (const Suggestion& each : suggest_articles(*got.visit, shelf))
            list += each.article + " for " + each.system + " " + each.code + " by " + each.recorded_code + "\n";
    return list;
}

TEST(Suggest, ByTheCodesOfThisVisit) {
    EXPECT_EQ(suggested({condition("a", "x", coded(snomed, "279039007"))}),
              "K200 for SNOMED-CT 279039007 by 279039007\n");
    EXPECT_EQ(suggested({condition("a", "x", coded(icd, "J45.909"))}), "K100 for ICD-10-CM J45 by J45.909\n")
        << "a branch covers its twigs";
    EXPECT_EQ(suggested({condition("a", "x", coded(icd, "M54"))}), "") << "a twig does not cover its branch";
    EXPECT_EQ(suggested({condition("a", "x", coded(snomed, "279039008"))}), "") << "the check digit is wrong";
    EXPECT_EQ(suggested({condition("a", "x", coded("urn:oid:2.16.840.1.113883.6.96", "195967001"))}),
              "K100 for SNOMED-CT 195967001 by 195967001\n");
    EXPECT_EQ(suggested({condition("a", "x", coded("urn:other", "279039007"))}), "") << "another system";
    EXPECT_EQ(
        suggested({encounter("old", "ada", "2025-01-01"), condition("a", "x", coded(snomed, "279039007"), "old")}), "")
        << "another visit's";
    EXPECT_EQ(suggested({condition("a", "x", coded(snomed, "195967001")), condition("b", "y", coded(icd, "J45.20"))}),
              "K100 for SNOMED-CT 195967001 by 195967001\n")
        << "each article once";
    Json pill = medicine("m", "Ibuprofen");
    pill["medicationCodeableConcept"]["coding"] =
        parse(R"([{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "5640"}])");
    EXPECT_EQ(suggested({pill}), "K300 for RxNorm 5640 by 5640\n");
    EXPECT_EQ(suggested({}), "");
}

struct MadeReceipt {
    std::optional<Receipt> receipt;
    std::string messages;
};
MadeReceipt receipt_of(const Visit& visit, const ReceiptRequest& request) {
    const Source source{"bundle.json", ""};
    Diagnostics diagnostics(source);
    MadeReceipt made{make_receipt(visit, request, diagnostics), {}};
    for (const Diagnostic& each : diagnostics.all()) made.messages += format(each) + "\n";
    return made;
}

Visit some_visit() {
    Json visit = encounter();
    visit["participant"] = parse(R"([{"individual": {"reference": "Practitioner/dr"}}])");
    visit["serviceProvider"] = {{"reference", "Organization/clinic"}};
    return *read(bundle({patient(), visit,
                         parse(R"({"resourceType": "Practitioner", "id": "dr", "name": [{"text": "Dr. Lin"}]})"),
                         parse(R"({"resourceType": "Organization", "id": "clinic", "name": "Marsh Clinic"})")}))
                .visit;
}

TEST(Receipts, SayWhatWasGivenInBothForms) {
    ReceiptRequest request;
    request.pdf = "%PDF-1.7 abc";
    request.pages = 3;
    request.title = "Visit summary";
    request.language = "es";
    request.articles = {{"K977", "3", "es", "Espalda", hex(sha256("source")), 2}};
    const MadeReceipt made = receipt_of(some_visit(), request);
    ASSERT_TRUE(made.receipt) << made.messages;
    const Json own = parse(made.receipt->json);
    EXPECT_EQ(own["encounter"], "Encounter/visit");
    EXPECT_EQ(own["patient"], "Patient/ada");
    EXPECT_EQ(own["given_at"], "2026-03-10T09:30:00-05:00") << "the end of the visit, not the clock";
    EXPECT_EQ(own["articles"][0]["code"], "K977");
    EXPECT_EQ(own["articles"][0]["sha256"], "41cf6794ba4200b839c53531555f0f3998df4cbb01a4d5cb0b94e3ca5e23947d");
    EXPECT_EQ(own["pdf"]["pages"], 3);

    const Json fhir = parse(made.receipt->fhir_bundle);
    EXPECT_EQ(fhir["type"], "transaction");
    const Json& document = fhir["entry"][0]["resource"];
    EXPECT_EQ(document["resourceType"], "DocumentReference");
    EXPECT_EQ(document["status"], "current");
    EXPECT_EQ(document["type"]["coding"][0]["code"], "67781-5");
    EXPECT_EQ(document["category"][0]["coding"][0]["code"], "clinical-note");
    EXPECT_EQ(document["subject"]["reference"], "Patient/ada");
    EXPECT_EQ(document["author"][0]["reference"], "Practitioner/dr");
    EXPECT_EQ(document["custodian"]["reference"], "Organization/clinic");
    EXPECT_EQ(document["context"]["encounter"][0]["reference"], "Encounter/visit");
    const Json& attachment = document["content"][0]["attachment"];
    EXPECT_EQ(attachment["contentType"], "application/pdf");
    EXPECT_EQ(attachment["size"], 12);
    EXPECT_EQ(attachment["hash"],
              "OGuEAZI7w81xmG/wd/MqQDVclxY=");  // printf '%PDF-1.7 abc' | openssl sha1 -binary | base64
    EXPECT_EQ(from_base64(attachment["data"].get<std::string>()), "%PDF-1.7 abc");
    EXPECT_EQ(attachment["language"], "es");
    const std::string identifier = document["identifier"][0]["value"];
    EXPECT_TRUE(identifier.starts_with("urn:uuid:"));
    const std::string once = fhir["entry"][0]["request"]["ifNoneExist"];
    EXPECT_EQ(once.substr(0, 40), "identifier=urn%3aietf%3arfc%3a3986%7Curn");
    const Json& communication = fhir["entry"][1]["resource"];
    EXPECT_EQ(communication["category"][0]["coding"][0]["code"], "instruction");
    EXPECT_EQ(communication["payload"][0]["contentReference"]["reference"], fhir["entry"][0]["fullUrl"]);
    EXPECT_EQ(communication["encounter"]["reference"], "Encounter/visit");
    EXPECT_EQ(made.receipt->json.find("Quillfeather"), std::string::npos) << "references only";
}

TEST(Receipts, TheSameJobIsTheSameReceipt) {
    ReceiptRequest request;
    request.pdf = "%PDF-1.7 abc";
    const Visit visit = some_visit();
    EXPECT_EQ(receipt_of(visit, request).receipt->fhir_bundle, receipt_of(visit, request).receipt->fhir_bundle);
    ReceiptRequest other = request;
    other.pdf = "%PDF-1.7 abd";
    const auto identifier = [&](const ReceiptRequest& each) {
        return parse(receipt_of(visit, each).receipt->fhir_bundle)["entry"][0]["resource"]["identifier"].dump();
    };
    EXPECT_NE(identifier(request), identifier(other));
    request.job_key = other.job_key = "desk 3, job 17";
    EXPECT_EQ(identifier(request), identifier(other)) << "the key tells, not the bytes";
}

/// Whether a receipt says when something was given; in its own form and in FHIR alike.
bool has_time(const Visit& visit, const ReceiptRequest& request) {
    const auto made = receipt_of(visit, request);
    if (!made.receipt) {
        ADD_FAILURE() << "no receipt";
        return false;
    }
    const bool own = parse(made.receipt->json).contains("given_at");
    const Json entries = parse(made.receipt->fhir_bundle)["entry"];
    EXPECT_EQ(entries[0]["resource"].contains("date"), own);
    EXPECT_EQ(entries[0]["resource"]["content"][0]["attachment"].contains("creation"), own);
    EXPECT_EQ(entries[1]["resource"].contains("sent"), own);
    return own;
}

TEST(Receipts, TimeIsStatedOrFromTheVisit) {
    ReceiptRequest request;
    request.pdf = "x";
    Visit visit = some_visit();
    request.given_at = "2026-03-10T10:00:00Z";
    EXPECT_EQ(parse(receipt_of(visit, request).receipt->json)["given_at"], "2026-03-10T10:00:00Z");
    request.given_at = instant_text(1'772'496'000);
    EXPECT_EQ(request.given_at, "2026-03-03T00:00:00Z");
    request.given_at = "2026-03-10";
    EXPECT_FALSE(receipt_of(visit, request).receipt);
    request.given_at.clear();
    visit.encounter.period = {{"2026-03-10", DatePrecision::day}, {}};
    EXPECT_FALSE(has_time(visit, request)) << "a date is not an instant, and the clock is not asked";
    visit = some_visit();
    visit.encounter.period.end = {};
    EXPECT_FALSE(has_time(visit, request)) << "its start is not when anything was given";
    visit = some_visit();
    visit.encounter.state = EncounterState::in_progress;
    EXPECT_FALSE(has_time(visit, request)) << "an end that is only planned";
    request.given_at = "2026-03-10T09:20:00-05:00";
    EXPECT_TRUE(has_time(visit, request));
    request.given_at.clear();
    visit = some_visit();
    visit.patient.reference.clear();
    EXPECT_FALSE(receipt_of(visit, request).receipt);
}

class Reasons : public testing::TestWithParam<std::pair<LeftOutReason, const char*>> {};

/// Programs that compare a receipt with the record look for these words.
TEST_P(Reasons, have_names_that_stay) { EXPECT_EQ(name_of(GetParam().first), GetParam().second); }

INSTANTIATE_TEST_SUITE_P(All, Reasons,
                         testing::Values(std::pair(LeftOutReason::other_patient, "other_patient"),
                                         std::pair(LeftOutReason::unclear_subject, "unclear_subject"),
                                         std::pair(LeftOutReason::not_of_this_visit, "not_of_this_visit"),
                                         std::pair(LeftOutReason::after_visit, "after_visit"),
                                         std::pair(LeftOutReason::not_in_force, "not_in_force"),
                                         std::pair(LeftOutReason::restricted, "restricted"),
                                         std::pair(LeftOutReason::not_understood, "not_understood"),
                                         std::pair(LeftOutReason::no_words, "no_words"),
                                         std::pair(LeftOutReason::malformed, "malformed"),
                                         std::pair(LeftOutReason::repeated, "repeated"),
                                         std::pair(LeftOutReason::for_clinicians, "for_clinicians"),
                                         std::pair(LeftOutReason::not_shown, "not_shown"),
                                         std::pair(LeftOutReason::not_health, "not_health"),
                                         std::pair(LeftOutReason::states_absence, "states_absence"),
                                         std::pair(LeftOutReason::of_relatives, "of_relatives"),
                                         std::pair(LeftOutReason::unknown_reader, "unknown_reader")));

}  // namespace
}  // namespace carepress::test
