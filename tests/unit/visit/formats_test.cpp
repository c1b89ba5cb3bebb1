// Files that are not FHIR R4 in JSON are known by name.
#include "visit/formats.h"

#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

TEST(Formats, KnownByTheirFirstBytes) {
    const std::string bundle_text = bundle({patient(), encounter()}).dump();
    std::string utf16;
    for (const char c : bundle_text) (utf16 += c) += '\0';
    struct Case {
        std::string bytes, name;
    };
    const std::vector<Case> cases{
        {"<?xml version=\"1.0\"?>\n<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/></Bundle>",
         "FHIR in XML"},
        {"\xEF\xBB\xBF  <Bundle xmlns=\"http://hl7.org/fhir\">", "FHIR in XML"},
        {"<ClinicalDocument xmlns=\"urn:hl7-org:v3\">", "a C-CDA document"},
        {"\n<!DOCTYPE HTML><html><title>Sign in</title>", "a web page"},
        {"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", "a web page"},
        {"\xFF\xFE" + utf16, "in UTF-16"},
        {utf16, "in UTF-16"},
        {std::string("\x1F\x8B\x08\0", 4), "a gzip file"},
        {std::string("PK\x03\x04\x14\0", 6), "a zip file"},
        {"%PDF-1.7\n", "a PDF file"},
        {"MSH|^~\\&|", "an HL7 v2 message"},
        {"@prefix fhir: <http://hl7.org/fhir/> .", "FHIR in Turtle"},
        {bundle_text + "\n" + bundle_text, "several JSON objects one after another (NDJSON)"},
        {patient().dump() + "\n" + encounter().dump() + "\n", "several JSON objects one after another (NDJSON)"},
    };
    for (const Case& each : cases) {
        const Read got = read_text(each.bytes);
        EXPECT_FALSE(got.visit) << each.name;
        EXPECT_TRUE(got.says(each.name)) << each.name << ": " << got.messages;
        EXPECT_FALSE(got.hints.find_first_not_of('\n') == std::string::npos) << each.name << " without a way out";
        EXPECT_FALSE(got.says("Quillfeather"));
    }
    EXPECT_TRUE(read_text("\xEF\xBB\xBF" + bundle_text).visit) << "a byte order mark";
}

TEST(Formats, OtherVersionsOfFhir) {
    struct Case {
        std::string version, resource;
    };
    const std::vector<Case> cases{
        {"DSTU2", R"({"resourceType": "MedicationOrder", "patient": {"reference": "Patient/ada"}})"},
        {"DSTU2", R"({"resourceType": "Condition", "patient": {"reference": "Patient/ada"}})"},
        {"DSTU2", R"({"resourceType": "Encounter", "status": "finished", "class": "outpatient"})"},
        {"DSTU2", R"({"resourceType": "Encounter", "patient": {"reference": "Patient/ada"}})"},
        {"DSTU2", R"({"resourceType": "Patient", "name": [{"family": ["Quillfeather"]}]})"},
        {"DSTU2", R"({"resourceType": "MedicationStatement", "wasNotTaken": false})"},
        {"DSTU2", R"({"resourceType": "CapabilityStatement", "fhirVersion": "1.0.2"})"},
        {"STU3", R"({"resourceType": "Encounter", "reason": [{"text": "Cough"}]})"},
        {"STU3", R"({"resourceType": "Condition", "context": {"reference": "Encounter/visit"}})"},
        {"STU3", R"({"resourceType": "Condition", "clinicalStatus": "active"})"},
        {"STU3", R"({"resourceType": "MedicationRequest", "requester": {"agent": {"display": "Dr."}}})"},
        {"STU3", R"({"resourceType": "MedicationRequest", "context": {"reference": "Encounter/visit"}})"},
        {"STU3", R"({"resourceType": "MedicationStatement", "taken": "y"})"},
        {"STU3", R"({"resourceType": "ProcedureRequest"})"},
        {"STU3", R"({"resourceType": "CapabilityStatement", "fhirVersion": "3.0.1"})"},
        {"STU3",
         R"({"resourceType": "Observation", "meta": {"profile": ["http://hl7.org/fhir/3.0/StructureDefinition/bmi"]}})"},
        {"R5", R"({"resourceType": "Encounter", "class": [{"coding": [{"code": "AMB"}]}]})"},
        {"R5", R"({"resourceType": "Encounter", "actualPeriod": {"start": "2026"}})"},
        {"R5", R"({"resourceType": "Encounter", "status": "completed"})"},
        {"R5", R"({"resourceType": "Encounter", "reason": [{"value": [{"concept": {"text": "Cough"}}]}]})"},
        {"R5", R"({"resourceType": "MedicationRequest", "medication": {"reference": {"reference": "Medication/m"}}})"},
        {"R5", R"({"resourceType": "MedicationStatement", "medication": {"concept": {"text": "Placebin"}}})"},
        {"R5", R"({"resourceType": "CapabilityStatement", "fhirVersion": "5.0.0"})"},
    };
    for (const Case& each : cases) {
        const Read got = read_with({parse(each.resource)});
        EXPECT_FALSE(got.visit) << each.resource;
        EXPECT_TRUE(got.says("error Bundle.entry[2].resource") && got.says(": this is FHIR " + each.version))
            << each.resource << got.messages;
        EXPECT_NE(got.hints.find("fhirVersion=4.0"), std::string::npos);
    }
}

TEST(Formats, WhatR4HasIsR4) {
    const std::vector<std::string> resources{
        R"({"resourceType": "MedicationStatement", "context": {"reference": "Encounter/visit"}})",
        R"({"resourceType": "MedicationAdministration", "context": {"reference": "Encounter/visit"}})",
        R"({"resourceType": "DocumentReference", "context": {"encounter": []}})",
        R"({"resourceType": "Immunization", "patient": {"reference": "Patient/ada"}})",
        R"({"resourceType": "AllergyIntolerance", "patient": {"reference": "Patient/ada"}})",
        R"({"resourceType": "Encounter", "class": {"code": "AMB"}, "reasonCode": [{"text": "Cough"}]})",
        R"({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1"})",
        R"({"resourceType": "Observation", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/bmi"]}})",
    };
    for (const std::string& each : resources) {
        Json made = parse(each);
        EXPECT_FALSE(read_with({made}).says("this is FHIR")) << each;
    }
}

}  // namespace
}  // namespace carepress::test
