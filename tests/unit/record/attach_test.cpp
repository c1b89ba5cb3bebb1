// A handout is attached once, to the right chart, whatever a server does or an answer that is lost leaves open.
#include "record/attach.h"

#include "base/base64.h"
#include "base/digest.h"
#include "base/name_uuid.h"
#include "record/receipt.h"
#include "unit/record/fhir_server.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace carepress::test {
namespace {

using record::Attached;
using record::AttachState;
using record::EhrProfile;
using record::Handout;
using record::PdfTransport;
using record::Repeat;

const std::string pdf = "%PDF-1.7 \x01\xFF of our own";

Handout handout(const std::string& name = "one") {
    Handout made;
    made.pdf = pdf;
    made.is_summary = true;
    made.identifier = name_uuid(name);
    made.patient = "p1";
    made.encounter = "e1";
    made.given_at = "2026-11-22T10:15:00-05:00";
    made.title = "Your visit";
    made.language = "es";
    made.articles = {{"K977", "3", "es"}};
    return made;
}

EhrProfile profile(Repeat repeat) {
    EhrProfile made;
    made.repeat = repeat;
    made.supersedes = true;
    return made;
}

void put_visit(FhirServer& server) {
    server.put(R"({"resourceType":"Patient","id":"p1"})");
    server.put(R"({"resourceType":"Encounter","id":"e1","status":"finished","subject":{"reference":"Patient/p1"},
        "period":{"start":"2026-11-22T09:00:00-05:00","end":"2026-11-22T10:00:00-05:00"},
        "participant":[{"individual":{"reference":"Practitioner/nurse"}},
            {"type":[{"coding":[{"code":"ATND"}]}],"individual":{"reference":"Practitioner/doctor"}}],
        "serviceProvider":{"reference":"Organization/clinic"}})");
}

Attached attach_to(const FhirServer& server, const EhrProfile& profile, const Handout& handout,
                   const record::FilingSettings& filing = {}) {
    const net::Client client;
    const record::RecordClient record(server.base(), client, {}, {}, {},
                                      [](std::chrono::milliseconds) { return true; });
    return record::attach(record, profile, filing, handout);
}

/// What a document is answered to a POST of one; each time from `first` to `last`, counted by POSTs.
FhirServer::Faults on_create(net::Response response, bool is_after, int first = 1, int last = 1'000) {
    return [=, posts = std::make_shared<std::atomic<int>>(0)](const net::Request& request,
                                                              int) -> std::optional<FhirServer::Fault> {
        if (request.method != "POST" || request.target.segments[1] != "DocumentReference") return std::nullopt;
        const int post = ++*posts;
        if (post < first || post > last) return std::nullopt;
        return FhirServer::Fault{response, is_after};
    };
}

/// An answer that the client gives up on: it does not learn what was done.
net::Response lost_answer() {
    net::Response response = fhir_response(201, "{}");
    response.headers.set("X-Long", std::string(70'000, 'x'));
    return response;
}

TEST(Attach, makes_a_document_of_us_core) {
    FhirServer server;
    put_visit(server);
    const Attached attached = attach_to(server, profile(Repeat::conditional), handout());
    EXPECT_EQ(attached.state, AttachState::attached) << attached.why;
    EXPECT_TRUE(attached.is_opened);
    EXPECT_TRUE(attached.notes.empty());
    const std::vector<Json> documents = server.all_of("DocumentReference");
    ASSERT_EQ(documents.size(), 1u);
    const Json& document = documents[0];
    EXPECT_EQ(attached.id, document["id"]);
    EXPECT_EQ(document["status"], "current");
    EXPECT_EQ(document["identifier"][0]["value"], name_uuid("one"));
    EXPECT_EQ(document["type"]["coding"][0]["code"], "67781-5");
    EXPECT_EQ(document["category"][0]["coding"][0]["code"], "clinical-note");
    EXPECT_EQ(document["subject"]["reference"], "Patient/p1");
    EXPECT_EQ(document["author"][0]["reference"], "Practitioner/doctor") << "the one who is responsible";
    EXPECT_EQ(document["custodian"]["reference"], "Organization/clinic");
    EXPECT_EQ(document["date"], "2026-11-22T10:15:00-05:00");
    EXPECT_EQ(document["context"]["encounter"][0]["reference"], "Encounter/e1");
    EXPECT_EQ(document["context"]["period"]["end"], "2026-11-22T10:00:00-05:00");
    const Json& attachment = document["content"][0]["attachment"];
    EXPECT_EQ(attachment["contentType"], "application/pdf");
    EXPECT_EQ(attachment["language"], "es");
    EXPECT_EQ(attachment["title"], "Your visit");
    EXPECT_EQ(attachment["size"], pdf.size());
    EXPECT_EQ(attachment["hash"], to_base64(bytes_of(sha1(pdf))));
    EXPECT_EQ(from_base64(attachment["data"].get<std::string>()), pdf);
}

TEST(Attach, types_are_settings_of_the_site) {
    FhirServer server;
    put_visit(server);
    Handout of_articles = handout();
    of_articles.is_summary = false;
    record::FilingSettings filing;
    filing.category = {"http://example.org/kinds", "education", ""};
    attach_to(server, profile(Repeat::conditional), of_articles, filing);
    const std::vector<Json> documents = server.all_of("DocumentReference");
    ASSERT_EQ(documents.size(), 1u);
    EXPECT_EQ(documents[0]["type"]["coding"][0]["code"], "34895-3");
    EXPECT_EQ(documents[0]["category"][0]["coding"][0]["system"], "http://example.org/kinds");
    EXPECT_FALSE(documents[0]["category"][0]["coding"][0].contains("display"));
}

/// How a record keeps copies away, what it answers to a create, and what comes of it.
struct LossCase {
    const char* name;
    Repeat repeat;
    bool takes_if_none_exist;
    int status;  ///< 0: the answer is lost
    bool is_after;
    int last;  ///< POST that gets this answer
    AttachState state;
    std::size_t documents;
};
class Losses : public testing::TestWithParam<LossCase> {};

TEST_P(Losses, never_make_a_second_copy_and_are_always_said) {
    const LossCase& row = GetParam();
    const net::Response response = row.status == 0 ? lost_answer() : fhir_response(row.status, "{}");
    FhirServer server(on_create(response, row.is_after, 1, row.last), row.takes_if_none_exist);
    put_visit(server);
    const Attached attached = attach_to(server, profile(row.repeat), handout());
    EXPECT_EQ(name_of(attached.state), name_of(row.state)) << attached.why;
    EXPECT_EQ(server.all_of("DocumentReference").size(), row.documents);
    EXPECT_EQ(attached.why.empty(), row.state == AttachState::attached || row.state == AttachState::already_there);
}

using enum AttachState;
INSTANTIATE_TEST_SUITE_P(
    Answers, Losses,
    testing::Values(
        // The record keeps a copy away itself.
        LossCase{"conditional_500_done", Repeat::conditional, true, 500, true, 1, attached, 1},
        LossCase{"conditional_503_not_done", Repeat::conditional, true, 503, false, 2, attached, 1},
        LossCase{"conditional_503_always", Repeat::conditional, true, 503, false, 99, uncertain, 0},
        LossCase{"conditional_lost_done", Repeat::conditional, true, 0, true, 99, attached, 1},
        LossCase{"conditional_lost_not_done", Repeat::conditional, true, 0, false, 99, uncertain, 0},
        LossCase{"conditional_429", Repeat::conditional, true, 429, false, 1, attached, 1},
        LossCase{"conditional_412", Repeat::conditional, true, 412, false, 1, uncertain, 0},
        LossCase{"conditional_409", Repeat::conditional, true, 409, false, 1, not_attached, 0},
        LossCase{"conditional_422", Repeat::conditional, true, 422, false, 1, not_attached, 0},
        // It ignores If-None-Exist: it is searched first.
        LossCase{"search_500_done", Repeat::search, false, 500, true, 1, attached, 1},
        LossCase{"search_503_not_done", Repeat::search, false, 503, false, 2, attached, 1},
        LossCase{"search_503_always", Repeat::search, false, 503, false, 99, uncertain, 0},
        LossCase{"search_lost_done", Repeat::search, false, 0, true, 99, attached, 1},
        LossCase{"search_lost_not_done", Repeat::search, false, 0, false, 99, uncertain, 0},
        LossCase{"search_429", Repeat::search, false, 429, false, 1, attached, 1},
        LossCase{"search_403", Repeat::search, false, 403, false, 1, not_attached, 0},
        // Nothing can tell.
        LossCase{"ask_500_done", Repeat::ask, false, 500, true, 1, uncertain, 1},
        LossCase{"ask_503_not_done", Repeat::ask, false, 503, false, 1, uncertain, 0},
        LossCase{"ask_lost_done", Repeat::ask, false, 0, true, 1, uncertain, 1},
        LossCase{"ask_429", Repeat::ask, false, 429, false, 1, attached, 1},
        LossCase{"ask_400", Repeat::ask, false, 400, false, 1, not_attached, 0}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Attach, twice_is_once) {
    for (const bool takes_if_none_exist : {true, false}) {
        FhirServer server({}, takes_if_none_exist);
        put_visit(server);
        const EhrProfile known = profile(takes_if_none_exist ? Repeat::conditional : Repeat::search);
        const Attached first = attach_to(server, known, handout()), second = attach_to(server, known, handout());
        EXPECT_EQ(second.state, AttachState::already_there);
        EXPECT_EQ(second.id, first.id);
        EXPECT_TRUE(second.is_opened);
        EXPECT_EQ(attach_to(server, known, handout("another")).state,
                  takes_if_none_exist ? AttachState::attached : AttachState::already_there)
            << "where only a search tells, the same bytes for the same visit are the same handout";
    }
}

/// A record that drops the identifier, as Oracle Health may: the bytes tell.
TEST(Attach, a_copy_is_found_by_its_bytes_too) {
    FhirServer server;
    put_visit(server);
    server.put(
        R"({"resourceType":"DocumentReference","id":"there","status":"current","subject":{"reference":"Patient/p1"},
        "context":{"encounter":[{"reference":"Encounter/e1"}]},"content":[{"attachment":{"data":")" +
        to_base64(pdf) + "\"}}]}");
    EXPECT_EQ(attach_to(server, profile(Repeat::search), handout()).id, "there");
    Handout of_another_visit = handout();
    of_another_visit.encounter = "e2";
    server.put(R"({"resourceType":"Encounter","id":"e2","subject":{"reference":"Patient/p1"}})");
    EXPECT_EQ(attach_to(server, profile(Repeat::search), of_another_visit).state, AttachState::attached);
}

/// The statement of a server may leave out searches that work, and a site may say so; scopes are never overruled.
TEST(Attach, a_site_may_know_that_copies_can_be_looked_for) {
    record::Capabilities capabilities;
    capabilities.resources.push_back({.type = "DocumentReference", .reads = true, .creates = true});
    record::ProfileSettings settings;
    EXPECT_EQ(record::make_profile(capabilities, settings).repeat, Repeat::ask);
    settings.repeat = Repeat::search;
    for (const auto& [scopes, repeat] : {std::pair{"", Repeat::search},
                                         {"system/DocumentReference.cs", Repeat::search},
                                         {"system/DocumentReference.c", Repeat::ask}}) {
        EhrProfile profile = record::make_profile(capabilities, settings);
        record::limit_to_scopes(scopes, profile);
        EXPECT_EQ(profile.repeat, repeat) << scopes;
    }
}

TEST(Attach, a_record_that_cannot_be_searched_gets_nothing) {
    FhirServer server([](const net::Request& request, int) -> std::optional<FhirServer::Fault> {
        if (request.method == "GET" && request.target.segments.size() == 2)
            return FhirServer::Fault{fhir_response(403, "{}")};
        return std::nullopt;
    });
    put_visit(server);
    const Attached attached = attach_to(server, profile(Repeat::search), handout());
    EXPECT_EQ(attached.state, AttachState::not_attached);
    EXPECT_EQ(attached.why, "it could not be looked for: the record answers with 403 (not allowed with these scopes)");
    EXPECT_TRUE(server.all_of("DocumentReference").empty());
}

TEST(Attach, nothing_goes_into_another_chart) {
    FhirServer server;
    put_visit(server);
    server.put(R"({"resourceType":"Encounter","id":"e2","subject":{"reference":"Patient/p2"}})");
    server.put(
        R"({"resourceType":"Encounter","id":"e3","status":"entered-in-error","subject":{"reference":"Patient/p1"}})");
    Handout wrong = handout();
    for (const auto& [encounter, why] :
         {std::pair{"e2", "the encounter is not this patient's: nothing is attached to another chart"},
          {"e3", "the encounter was cancelled or entered in error"},
          {"none", "the encounter cannot be read: the record answers with 404 (not found)"},
          {"../e1", "patient, encounter or the older edition is not an id of FHIR"}}) {
        wrong.encounter = encounter;
        const Attached attached = attach_to(server, profile(Repeat::conditional), wrong);
        EXPECT_EQ(attached.state, AttachState::not_attached);
        EXPECT_EQ(attached.why, why);
    }
    EXPECT_TRUE(server.all_of("DocumentReference").empty());
}

TEST(Attach, what_comes_back_is_compared) {
    for (const std::string& changed :
         {std::string(R"("data":")" + to_base64("%PDF- of somebody else") + "\""), std::string(R"("url":"Binary/b1")"),
          std::string(R"("url":"https://elsewhere.example/x")"), std::string(R"("title":"none")")}) {
        FhirServer server([&](const net::Request& request, int) -> std::optional<FhirServer::Fault> {
            const auto& path = request.target.segments;
            if (request.method != "GET" || path.size() != 3) return std::nullopt;
            if (path[1] == "Binary") return FhirServer::Fault{net::make_response(200, "application/pdf", pdf)};
            if (path[1] != "DocumentReference") return std::nullopt;
            return FhirServer::Fault{fhir_response(
                200, R"({"resourceType":"DocumentReference","id":")" + path[2] +
                         R"(","subject":{"reference":"Patient/p1"},"content":[{"attachment":{)" + changed + "}}]}")};
        });
        put_visit(server);
        const Attached attached = attach_to(server, profile(Repeat::conditional), handout());
        EXPECT_EQ(attached.state, AttachState::attached);
        EXPECT_EQ(attached.is_opened, changed.find("Binary") != std::string::npos) << changed;
        EXPECT_EQ(attached.notes.empty(), attached.is_opened) << changed;
    }
}

TEST(Attach, a_newer_edition_supersedes_the_older_one) {
    FhirServer server;
    put_visit(server);
    server.put(
        R"({"resourceType":"DocumentReference","id":"old","status":"current","subject":{"reference":"Patient/p1"},
        "extension":[{"url":"x","valueDecimal":1.50}]})");
    Handout newer = handout();
    newer.replaces = {"old"};
    const Attached attached = attach_to(server, profile(Repeat::conditional), newer);
    EXPECT_TRUE(attached.is_superseded);
    EXPECT_TRUE(attached.notes.empty());
    const std::vector<Json> documents = server.all_of("DocumentReference");
    ASSERT_EQ(documents.size(), 2u);
    EXPECT_EQ(documents[0]["status"], "superseded");
    EXPECT_EQ(documents[1]["relatesTo"][0]["code"], "replaces");
    EXPECT_EQ(documents[1]["relatesTo"][0]["target"]["reference"], "DocumentReference/old");
}

TEST(Attach, several_older_editions_are_superseded_or_named) {
    FhirServer server;
    put_visit(server);
    server.put(
        R"({"resourceType":"DocumentReference","id":"one","status":"current","subject":{"reference":"Patient/p1"}})");
    server.put(
        R"({"resourceType":"DocumentReference","id":"two","status":"current","subject":{"reference":"Patient/p2"}})");
    Handout newer = handout();
    newer.replaces = {"one", "two"};
    const Attached attached = attach_to(server, profile(Repeat::conditional), newer);
    EXPECT_FALSE(attached.is_superseded);
    ASSERT_EQ(attached.notes.size(), 1u);
    const std::vector<Json> documents = server.all_of("DocumentReference");
    EXPECT_EQ(documents[0]["status"], "superseded");
    EXPECT_EQ(documents[1]["status"], "current");
    EXPECT_EQ(documents[2]["relatesTo"].size(), 2u);
}

TEST(Attach, a_change_in_the_meantime_is_not_lost) {
    for (const int status : {409, 412}) {
        for (const int conflicts : {1, 99}) {
            FhirServer server([=, puts = std::make_shared<std::atomic<int>>(0)](
                                  const net::Request& request, int) -> std::optional<FhirServer::Fault> {
                if (request.method != "PUT" || ++*puts > conflicts) return std::nullopt;
                return FhirServer::Fault{fhir_response(status, "{}")};
            });
            put_visit(server);
            server.put(R"({"resourceType":"DocumentReference","id":"old","status":"current",
                           "subject":{"reference":"Patient/p1"}})");
            Handout newer = handout();
            newer.replaces = {"old"};
            const Attached attached = attach_to(server, profile(Repeat::conditional), newer);
            EXPECT_EQ(attached.state, AttachState::attached) << "the newer one stays";
            EXPECT_EQ(attached.is_superseded, conflicts == 1) << status;
            EXPECT_EQ(attached.notes.empty(), conflicts == 1);
        }
    }
}

TEST(Attach, the_older_edition_must_be_this_patients) {
    FhirServer server;
    put_visit(server);
    server.put(
        R"({"resourceType":"DocumentReference","id":"old","status":"current","subject":{"reference":"Patient/p2"}})");
    Handout newer = handout();
    newer.replaces = {"old"};
    const Attached attached = attach_to(server, profile(Repeat::conditional), newer);
    EXPECT_FALSE(attached.is_superseded);
    EXPECT_EQ(attached.notes.front(), "the older edition stays current: it is not a document of this patient");
    EXPECT_EQ(server.all_of("DocumentReference")[0]["status"], "current");
}

TEST(Attach, goes_as_the_record_takes_it) {
    {
        FhirServer server;
        put_visit(server);
        EhrProfile binary = profile(Repeat::conditional);
        binary.pdf = PdfTransport::binary;
        const Attached attached = attach_to(server, binary, handout());
        EXPECT_TRUE(attached.is_opened) << attached.why;
        EXPECT_EQ(server.all_of("Binary")[0]["securityContext"]["reference"], "Patient/p1");
        EXPECT_EQ(server.all_of("DocumentReference")[0]["content"][0]["attachment"]["url"], "Binary/new1");
    }
    FhirServer server;
    put_visit(server);
    EhrProfile link = profile(Repeat::conditional);
    link.pdf = PdfTransport::link;
    EXPECT_EQ(attach_to(server, link, handout()).why,
              "the record does not take PDF files, and the address of the handout's page, to link to, was not given");
    Handout linked = handout();
    linked.link = "https://handouts.example.org/a/K977";
    EXPECT_TRUE(attach_to(server, link, linked).is_opened);
    const Json attachment = server.all_of("DocumentReference")[0]["content"][0]["attachment"];
    EXPECT_EQ(attachment["url"], linked.link);
    EXPECT_FALSE(attachment.contains("data"));
    EhrProfile none;
    none.pdf = PdfTransport::none;
    EXPECT_EQ(attach_to(server, none, handout()).why, "the record does not take documents");
}

TEST(Attach, dates_without_a_time_are_left_out_where_each_needs_one) {
    FhirServer server;
    put_visit(server);
    server.put(R"({"resourceType":"Encounter","id":"e1","subject":{"reference":"Patient/p1"},
                   "period":{"start":"2026-11-22","end":"2026-11-22T10:00:00-05:00"}})");
    EhrProfile oracle = profile(Repeat::search);
    oracle.needs_times = true;
    attach_to(server, oracle, handout());
    const Json period = server.all_of("DocumentReference")[0]["context"]["period"];
    EXPECT_FALSE(period.contains("start"));
    EXPECT_TRUE(period.contains("end"));
}

TEST(Attach, a_communication_that_fails_undoes_nothing) {
    for (const bool fails : {false, true}) {
        FhirServer server([=](const net::Request& request, int) -> std::optional<FhirServer::Fault> {
            if (!fails || request.target.segments[1] != "Communication") return std::nullopt;
            return FhirServer::Fault{fhir_response(422, "{}")};
        });
        put_visit(server);
        EhrProfile takes = profile(Repeat::conditional);
        takes.takes_communications = true;
        const Attached attached = attach_to(server, takes, handout());
        EXPECT_EQ(attached.state, AttachState::attached);
        EXPECT_EQ(attached.notes.size(), fails ? 1u : 0u);
        EXPECT_EQ(server.all_of("Communication").size(), fails ? 0u : 1u);
        attach_to(server, takes, handout());
        EXPECT_EQ(server.all_of("Communication").size(), fails ? 0u : 1u) << "not again";
    }
}

/// Requests fail at random, before or after the record has carried them out. A client that is told that a handout is
/// not, or may not be, attached tries again: in the end each is there once.
TEST(Attach, many_over_a_bad_line_are_each_there_once) {
    const char* const wanted = std::getenv("CAREPRESS_ATTACHES");
    const int count = wanted == nullptr ? 60 : std::atoi(wanted);
    for (const Repeat repeat : {Repeat::conditional, Repeat::search}) {
        auto state = std::make_shared<std::atomic<std::uint32_t>>(7);
        FhirServer server(
            [state](const net::Request&, int) -> std::optional<FhirServer::Fault> {
                const std::uint32_t draw = (*state = *state * 1'664'525U + 1'013'904'223U) >> 8;
                if (draw % 5 != 0) return std::nullopt;
                const bool is_after = draw % 2 == 0;
                return FhirServer::Fault{draw % 3 == 0 ? lost_answer() : fhir_response(503, "{}"), is_after};
            },
            repeat == Repeat::conditional);
        put_visit(server);
        for (int i = 0; i < count; ++i) {
            Handout one = handout("handout " + std::to_string(i));
            const std::string bytes = pdf + std::to_string(i);
            one.pdf = bytes;
            bool is_there = false;
            for (int tries = 0; tries < 60 && !is_there; ++tries) {
                const Attached attached = attach_to(server, profile(repeat), one);
                is_there = attached.state == AttachState::attached || attached.state == AttachState::already_there;
                EXPECT_EQ(is_there, attached.why.empty());
            }
            EXPECT_TRUE(is_there) << i;
        }
        std::map<std::string, int> copies;
        for (const Json& document : server.all_of("DocumentReference"))
            ++copies[document["identifier"][0]["value"].get<std::string>()];
        EXPECT_EQ(copies.size(), static_cast<std::size_t>(count));
        for (const auto& [identifier, number] : copies) EXPECT_EQ(number, 1) << identifier;
    }
}

TEST(Receipt, is_held_against_its_pdf) {
    const std::string hash = hex(sha256(pdf));
    const std::string good = R"({"receipt":1,"key":"urn:uuid:0f0e0d0c-0000-5000-8000-000000000001",
        "given_at":"2026-11-22T10:15:00-05:00","patient":"Patient/p1","encounter":"Encounter/e1",
        "pdf":{"title":"T","language":"en","sha256":")" +
                             hash + R"("},
        "articles":[{"code":"K977","version":"3","language":"en","sha256":"ab","pages":2}]})";
    const auto read = record::read_receipt(good, pdf);
    ASSERT_TRUE(std::holds_alternative<record::GivenReceipt>(read)) << std::get<std::string>(read);
    const auto& receipt = std::get<record::GivenReceipt>(read);
    EXPECT_EQ(receipt.identifier, "urn:uuid:0f0e0d0c-0000-5000-8000-000000000001");
    EXPECT_EQ(receipt.encounter, "Encounter/e1");
    ASSERT_EQ(receipt.articles.size(), 1u);
    EXPECT_EQ(line_of(receipt.articles[0]), "Article K977, version 3, language en, pages 2, SHA-256 ab");
    EXPECT_EQ(std::get<std::string>(record::read_receipt(good, pdf + "x")), "it is the receipt of another PDF");
    for (const auto& [from, to] : {std::pair{"\"receipt\":1", "\"receipt\":2"},
                                   {"\"receipt\":1", "\"x\":1"},
                                   {"Patient/p1", ""},
                                   {"{\"receipt\"", "[\"receipt\""}}) {
        std::string bad = good;
        bad.replace(bad.find(from), std::string(from).size(), to);
        EXPECT_TRUE(std::holds_alternative<std::string>(record::read_receipt(bad, pdf))) << to;
    }
    std::string own_key = good;
    own_key.replace(own_key.find("urn:uuid:0f0e0d0c-0000-5000-8000-000000000001"), 45, "job 7");
    EXPECT_EQ(std::get<record::GivenReceipt>(record::read_receipt(own_key, pdf)).identifier, name_uuid("job\njob 7"));
}

}  // namespace
}  // namespace carepress::test
