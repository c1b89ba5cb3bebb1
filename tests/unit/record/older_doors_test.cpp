// HL7 v2 and C-CDA as text; tools/test-record has them read by HAPI.
#include "record/older_doors.h"

#include "base/base64.h"
#include "net/mllp.h"
#include "support/visit_bundle.h"
#include "unit/net/tls_server.h"

#include <gtest/gtest.h>

#include <sstream>

namespace carepress::test {
namespace {

using record::Acknowledged;
using record::DocumentFacts;
using record::DocumentToSend;
using record::Hl7Message;
using record::read_acknowledgement;

const std::string pdf = "%PDF-1.7 \x01\xFF";

DocumentFacts facts() {
    return {.patient_id = "MRN-1",
            .patient_authority = "",
            .patient_system = "urn:oid:1.2.36.146",
            .family = "O|Neil^&~\\",
            .given = "Ana María\r\nX",
            .birth_date = "1950-03-03",
            .gender = "female",
            .visit_id = "e1",
            .visit_class = "EMER",
            .author = "Dr. \"<Lee>\" & Co",
            .organization = "Clinic"};
}

DocumentToSend document() {
    DocumentToSend made;
    made.pdf = pdf;
    made.identifier = "urn:uuid:0f0e0d0c-0000-5000-8000-00000000000a";
    made.title = "Your visit";
    made.language = "es";
    made.given_at = "2026-11-22T10:15:00.5-05:00";
    return made;
}

/// The fields of a segment, which HAPI splits in the same way; [0] is its name.
std::vector<std::string> segment(const std::string& message, const std::string& name) {
    std::istringstream lines(message);
    for (std::string line; std::getline(lines, line, '\r');) {
        if (!line.starts_with(name)) continue;
        std::vector<std::string> fields;
        std::istringstream parts(line);
        for (std::string field; std::getline(parts, field, '|');) fields.push_back(field);
        return fields;
    }
    return {};
}

TEST(Hl7Message, carries_the_pdf_and_whose_it_is) {
    const std::string message = hl7_message(Hl7Message::mdm, facts(), document());
    EXPECT_TRUE(
        message.starts_with("MSH|^~\\&|CAREPRESS|Clinic|||20261122101500-0500||MDM^T02^MDM_T02|"
                            "0f0e0d0c000050008000|P|2.5.1"))
        << message;
    EXPECT_EQ(message.find('\n'), std::string::npos);
    const std::vector<std::string> patient = segment(message, "PID");
    EXPECT_EQ(patient.at(3), "MRN-1^^^^MR");
    EXPECT_EQ(patient.at(5), "O\\F\\Neil\\S\\\\T\\\\R\\\\E\\^Ana María  X");
    EXPECT_EQ(patient.at(7), "19500303");
    EXPECT_EQ(patient.at(8), "F");
    EXPECT_EQ(segment(message, "PV1").at(2), "E");
    EXPECT_EQ(segment(message, "PV1").at(19), "e1");
    const std::vector<std::string> text = segment(message, "TXA");
    EXPECT_EQ(text.at(12), "0f0e0d0c-0000-5000-8000-00000000000a^CAREPRESS");
    EXPECT_EQ(text.at(17), "AU");
    const std::vector<std::string> content = segment(message, "OBX");
    EXPECT_EQ(content.at(2), "ED");
    EXPECT_EQ(content.at(3), "67781-5^Summarization of encounter note Narrative^LN");
    EXPECT_EQ(content.at(5), "CAREPRESS^application^pdf^Base64^" + to_base64(pdf));
    EXPECT_EQ(content.at(11), "F");
}

TEST(Hl7Message, a_result_has_an_order_and_a_newer_edition_names_the_older) {
    const std::string result = hl7_message(Hl7Message::oru, facts(), document());
    EXPECT_NE(result.find("|ORU^R01^ORU_R01|"), std::string::npos);
    EXPECT_EQ(segment(result, "OBR").at(25), "F");
    EXPECT_TRUE(segment(result, "TXA").empty());
    DocumentToSend newer = document();
    newer.replaces = "urn:uuid:0f0e0d0c-0000-5000-8000-00000000000b";
    const std::string message = hl7_message(Hl7Message::mdm, facts(), newer);
    EXPECT_NE(message.find("|MDM^T10^MDM_T02|"), std::string::npos);
    EXPECT_EQ(segment(message, "TXA").at(13), "0f0e0d0c-0000-5000-8000-00000000000b^CAREPRESS");
    EXPECT_EQ(segment(message, "EVN").at(1), "T10");
}

TEST(Hl7Message, times_keep_their_zone) {
    EXPECT_EQ(record::hl7_time("2026-11-22T10:15:00Z"), "20261122101500+0000");
    EXPECT_EQ(record::hl7_time("2026-11-22T10:15:00.123+05:30"), "20261122101500+0530");
    EXPECT_EQ(record::hl7_time("2026-11"), "202611");
    EXPECT_EQ(record::hl7_time(""), "");
}

TEST(Hl7Acknowledgement, counts_only_for_its_message) {
    const std::string message = hl7_message(Hl7Message::mdm, facts(), document());
    const auto answer = [](const std::string& code, const std::string& id) {
        return "MSH|^~\\&|A|B|C|D|2026||ACK|1|P|2.5.1\rMSA|" + code + "|" + id + "\r";
    };
    EXPECT_EQ(read_acknowledgement(answer("AA", "0f0e0d0c000050008000"), message), Acknowledged::accepted);
    EXPECT_EQ(read_acknowledgement(answer("CA", "0f0e0d0c000050008000"), message), Acknowledged::accepted);
    for (const char* code : {"AE", "AR", "CE", "CR"})
        EXPECT_EQ(read_acknowledgement(answer(code, "0f0e0d0c000050008000"), message), Acknowledged::refused);
    for (const std::string& other : {answer("AA", "another"), answer("XX", "0f0e0d0c000050008000"), std::string("MSH"),
                                     std::string(), std::string("MSH|^~\\&|A\r"), std::string("<html>")})
        EXPECT_EQ(read_acknowledgement(other, message), Acknowledged::unreadable) << other;
}

TEST(CdaDocument, wraps_the_pdf) {
    const std::string xml = cda_document(facts(), document());
    EXPECT_NE(xml.find("<text mediaType=\"application/pdf\" representation=\"B64\">" + to_base64(pdf) + "</text>"),
              std::string::npos);
    EXPECT_NE(xml.find("<family>O|Neil^&amp;~\\</family>"), std::string::npos) << xml;
    EXPECT_NE(xml.find("<name>Dr. &quot;&lt;Lee&gt;&quot; &amp; Co</name>"), std::string::npos) << xml;
    EXPECT_NE(xml.find("<id root=\"0F0E0D0C-0000-5000-8000-00000000000A\"/>"), std::string::npos);
    EXPECT_NE(xml.find("<effectiveTime value=\"20261122101500-0500\"/>"), std::string::npos);
    EXPECT_NE(xml.find("<patientRole><id root=\"1.2.36.146\" extension=\"MRN-1\"/>"), std::string::npos) << xml;
    EXPECT_NE(xml.find("<given>Ana María  X</given>"), std::string::npos) << "control characters are blanks";
    EXPECT_EQ(xml.find("relatedDocument"), std::string::npos);
    DocumentToSend newer = document();
    newer.replaces = "urn:uuid:0f0e0d0c-0000-5000-8000-00000000000b";
    EXPECT_NE(cda_document(facts(), newer).find("<relatedDocument typeCode=\"RPLC\">"), std::string::npos);
}

TEST(DocumentFacts, come_from_the_bundle_of_the_visit) {
    VisitBundle bundle;
    const auto read = record::read_document_facts(bundle.json(), "Patient/p1", "Encounter/p1-visit");
    ASSERT_TRUE(std::holds_alternative<DocumentFacts>(read)) << std::get<std::string>(read);
    EXPECT_EQ(std::get<DocumentFacts>(read).family, "Ruiz");
    EXPECT_EQ(std::get<DocumentFacts>(read).patient_id, "MRN-p1");
    EXPECT_EQ(std::get<DocumentFacts>(read).visit_class, "AMB");
    for (const auto& [patient, encounter] :
         {std::pair{"Patient/p2", "Encounter/p1-visit"}, {"Patient/p1", "Encounter/x"}})
        EXPECT_EQ(std::get<std::string>(record::read_document_facts(bundle.json(), patient, encounter)),
                  "the patient and the encounter of the receipt are not in it, each once");
    bundle.patient().erase("identifier");
    EXPECT_EQ(std::get<std::string>(record::read_document_facts(bundle.json(), "Patient/p1", "Encounter/p1-visit")),
              "the patient has no medical record number (an identifier of type MR)");
    EXPECT_EQ(std::get<std::string>(record::read_document_facts("[]", "Patient/p1", "Encounter/p1-visit")),
              "it is not a FHIR Bundle");
}

TEST(Mllp, sends_a_message_and_returns_its_answer) {
    std::string seen;
    const ConnectionServer server([&](int connection) {
        char buffer[1'000];
        while (!seen.ends_with("\x1C\r")) {
            const ssize_t size = ::recv(connection, buffer, sizeof buffer, 0);
            if (size <= 0) return;
            seen.append(buffer, static_cast<std::size_t>(size));
        }
        const std::string_view answer = "\x0BMSH|ack\x1C\r";
        ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
    });
    const auto answer = net::send_by_mllp(server.address(), "MSH|message", std::chrono::seconds(30));
    ASSERT_TRUE(std::holds_alternative<std::string>(answer)) << std::get<net::ClientError>(answer).text();
    EXPECT_EQ(std::get<std::string>(answer), "MSH|ack");
    EXPECT_EQ(seen, "\x0BMSH|message\x1C\r");
}

TEST(Mllp, says_what_went_wrong) {
    const auto failure_at = [](const std::string& address) {
        return net::name_of(
            std::get<net::ClientError>(net::send_by_mllp(address, "x", std::chrono::seconds(30))).failure);
    };
    std::string closed;
    {
        const ConnectionServer server([](int connection) {
            char buffer[100];
            ::recv(connection, buffer, sizeof buffer, 0);
        });
        closed = server.address();
        EXPECT_EQ(failure_at(server.address()), "broken");
    }
    EXPECT_EQ(failure_at(closed), "not_reached");
    for (const char* address :
         {"", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:x", "ehr.example.org:2575", "127.0.0.1:99999"}) {
        EXPECT_EQ(failure_at(address), "bad_request") << address;
    }
}

}  // namespace
}  // namespace carepress::test
