// CDS Hooks 2.0: what a record system sends, and the card that it gets.
#include "net/clock.h"
#include "service/access.h"
#include "service/cds_card.h"
#include "service/cds_request.h"
#include "service/given_cards.h"
#include "unit/service/service_fixture.h"
#include "unit/token/signer.h"

#include <chrono>

namespace carepress::test {
namespace {

using service::answer_hook;
using service::take_feedback;

constexpr const char* view = "carepress-patient-view";
constexpr const char* discharge = "carepress-encounter-discharge";
constexpr const char* sign = "carepress-order-sign";

Json patient(const std::string& language = "es", const std::string& id = "p1") {
    return {
        {"resourceType", "Patient"},
        {"id", id},
        {"communication",
         {{{"language", {{"coding", {{{"system", "urn:ietf:bcp:47"}, {"code", language}}}}}}, {"preferred", true}}}}};
}

Json condition(const std::string& code, const std::string& subject = "Patient/p1") {
    return {
        {"resourceType", "Condition"},
        {"id", "c-" + code},
        {"subject", {{"reference", subject}}},
        {"clinicalStatus", {{"coding", {{{"code", "active"}}}}}},
        {"code", {{"coding", {{{"system", "http://hl7.org/fhir/sid/icd-10-cm"}, {"code", code}}}}, {"text", "Words"}}}};
}

Json searchset(std::vector<Json> resources) {
    Json bundle{{"resourceType", "Bundle"}, {"type", "searchset"}, {"entry", Json::array()}};
    for (Json& each : resources) bundle["entry"].push_back({{"resource", std::move(each)}});
    return bundle;
}

Json hook(const std::string& name, Json prefetch, Json context = {{"patientId", "p1"}, {"userId", "Practitioner/9"}}) {
    return {{"hook", name},
            {"hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"},
            {"fhirServer", "https://ehr.example.org/fhir"},
            {"context", std::move(context)},
            {"prefetch", std::move(prefetch)}};
}

const Json of_visit{{"patientId", "p1"}, {"userId", "Practitioner/9"}, {"encounterId", "e1"}};

class CdsHooks : public ServiceTest {
protected:
    net::Response ask(const std::string& id, const Json& request,
                      const std::string& issuer = "https://ehr.example.org") {
        net::Request sent = request_to("POST", "/cds-services/" + id, {{"id", id}});
        sent.headers.add("Host", "handouts.example.org");
        sent.body = request.dump();
        const net::Work work;
        return answer_hook(state_, {sent, work, issuer});
    }
    /// The card; null if there is none.
    Json card(const std::string& id, const Json& request) {
        const net::Response response = ask(id, request);
        EXPECT_EQ(response.status, 200) << response.body.bytes();
        const Json cards = json_of(response)["cards"];
        EXPECT_LE(cards.size(), 1U);
        return cards.empty() ? Json() : cards[0];
    }
    Json view_card(std::vector<Json> conditions, const std::string& language = "es") {
        return card(view, hook("patient-view",
                               {{"patient", patient(language)}, {"conditions", searchset(std::move(conditions))}}));
    }
    void give_feedback(const std::string& uuid, const std::string& outcome, const std::string& issuer) {
        net::Request sent = request_to("POST", std::string("/cds-services/") + view + "/feedback", {{"id", view}});
        sent.body = Json{{"feedback", {{{"card", uuid}, {"outcome", outcome}}}}}.dump();
        const net::Work work;
        EXPECT_EQ(take_feedback(state_, {sent, work, issuer}).status, 200);
    }
};

TEST_F(CdsHooks, are_listed_with_what_they_need) {
    const Json services = json_of(get(service::list_cds_services, "/cds-services"))["services"];
    EXPECT_EQ(all_of(services, "hook"),
              (std::vector<std::string>{"patient-view", "encounter-discharge", "order-sign"}));
    for (const Json& each : services) {
        EXPECT_EQ(each["prefetch"]["patient"], "Patient/{{context.patientId}}");
        EXPECT_NE(service::find_cds_service(each["id"].get<std::string>()), nullptr);
    }
    EXPECT_EQ(services[1]["prefetch"]["conditions"], "Condition?encounter={{context.encounterId}}");
}

TEST_F(CdsHooks, a_card_names_the_handout_in_the_patients_language) {
    const Json found = view_card({condition("R50.9")});
    EXPECT_EQ(found["indicator"], "info");
    EXPECT_EQ(found["summary"], "Handout: Fiebre en los ni\xC3\xB1os");
    EXPECT_NE(found["detail"].get<std::string>().find("F204, Spanish"), std::string::npos) << found["detail"];
    EXPECT_EQ(found["links"][0]["type"], "absolute");
    EXPECT_EQ(found["links"][0]["url"], "http://handouts.example.org/F204?lang=es");
    EXPECT_FALSE(found["source"]["label"].get<std::string>().empty());
    const std::string uuid = found["uuid"];
    EXPECT_EQ(uuid.size(), 36U);
    EXPECT_EQ(uuid[14], '4');
}

TEST_F(CdsHooks, a_card_has_three_titles_at_most_and_nothing_of_the_patient) {
    const Json found =
        view_card({condition("R50.9"), condition("J45.909"), condition("I10"), condition("E11.9"), condition("N20.0")});
    EXPECT_EQ(found["links"].size(), 3U);
    EXPECT_LT(found["summary"].get<std::string>().size(), 200U);
    const std::string text = found.dump();
    for (const char* secret : {"p1", "Words", "c-I10", "ehr.example.org"})
        EXPECT_EQ(text.find(secret), std::string::npos) << secret;
}

TEST_F(CdsHooks, nothing_that_fits_is_no_card) {
    EXPECT_TRUE(view_card({condition("Z00.00")}).is_null());
    EXPECT_TRUE(card(view, hook("patient-view", {{"patient", patient()}, {"conditions", nullptr}})).is_null());
    const Json outcome{{"resourceType", "OperationOutcome"}, {"issue", Json::array()}};
    EXPECT_TRUE(card(view, hook("patient-view", {{"patient", outcome}, {"conditions", outcome}})).is_null());
}

TEST_F(CdsHooks, what_is_over_in_doubt_or_held_back_suggests_nothing) {
    Json over = condition("R50.9"), refuted = condition("R50.9"), held_back = condition("R50.9"),
         differential = condition("R50.9"), words = condition("R50.9");
    over["clinicalStatus"]["coding"][0]["code"] = "resolved";
    refuted["verificationStatus"]["coding"] = {{{"code", "refuted"}}};
    differential["verificationStatus"]["coding"] = {{{"code", "differential"}}};
    held_back["meta"]["security"] = {
        {{"system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"}, {"code", "R"}}};
    words["code"]["text"] = "Rule out fever";
    for (const Json& each : {over, refuted, held_back, differential, words})
        EXPECT_TRUE(view_card({each}).is_null()) << each.dump();
}

TEST_F(CdsHooks, nothing_is_taken_from_another_patients_record) {
    EXPECT_TRUE(view_card({condition("R50.9", "Patient/p2")}).is_null());
    EXPECT_TRUE(view_card({condition("R50.9", "https://other.example/fhir/Patient/p1")}).is_null());
    EXPECT_FALSE(view_card({condition("R50.9", "https://ehr.example.org/fhir/Patient/p1")}).is_null());
    const Json prefetch{{"patient", patient("es", "p2")}, {"conditions", searchset({condition("R50.9")})}};
    EXPECT_EQ(ask(view, hook("patient-view", prefetch)).status, 400);
}

TEST_F(CdsHooks, a_patient_who_was_not_sent_is_known_by_the_id_and_gets_english) {
    const Json found = card(view, hook("patient-view", {{"conditions", searchset({condition("R50.9")})}}));
    EXPECT_EQ(found["links"][0]["url"], "http://handouts.example.org/F204?lang=en");
}

TEST_F(CdsHooks, of_a_page_the_card_says_that_there_may_be_more) {
    Json page = searchset({condition("R50.9")});
    page["link"] = {{{"relation", "next"}, {"url", "https://ehr.example.org/fhir?page=2"}}};
    const Json found = card(view, hook("patient-view", {{"patient", patient()}, {"conditions", page}}));
    EXPECT_NE(found["detail"].get<std::string>().find("there may be more"), std::string::npos);
    EXPECT_EQ(view_card({condition("R50.9")})["detail"].get<std::string>().find("there may be more"),
              std::string::npos);
}

TEST_F(CdsHooks, a_discharge_is_asked_for_by_diagnoses_and_reasons) {
    const Json encounter{
        {"resourceType", "Encounter"},
        {"id", "e1"},
        {"status", "in-progress"},
        {"subject", {{"reference", "Patient/p1"}}},
        {"reasonCode",
         {{{"coding", {{{"system", "http://hl7.org/fhir/sid/icd-10-cm"}, {"code", "R50.9"}}}}, {"text", "Fever"}}}}};
    Json prefetch{{"patient", patient()}, {"encounter", encounter}, {"conditions", searchset({condition("I10")})}};
    const Json found = card(discharge, hook("encounter-discharge", prefetch, of_visit));
    EXPECT_EQ(found["links"].size(), 2U) << found.dump(1);
    prefetch.erase("encounter");
    EXPECT_EQ(ask(discharge, hook("encounter-discharge", prefetch, of_visit)).status, 412);
    EXPECT_EQ(ask(discharge, hook("encounter-discharge", prefetch)).status, 400);
}

TEST_F(CdsHooks, orders_that_are_being_signed_count) {
    Json order{{"resourceType", "MedicationRequest"},
               {"id", "m1"},
               {"status", "draft"},
               {"intent", "order"},
               {"subject", {{"reference", "Patient/p1"}}},
               {"medicationCodeableConcept",
                {{"coding", {{{"system", "http://www.nlm.nih.gov/research/umls/rxnorm"}, {"code", "11289"}}}},
                 {"text", "Warfarin 5 mg"}}}};
    Json context{{"patientId", "p1"}, {"userId", "Practitioner/9"}};
    context["draftOrders"] = searchset({order});
    const Json found = card(sign, hook("order-sign", {{"patient", patient("en")}}, context));
    ASSERT_FALSE(found.is_null());
    EXPECT_NE(found["summary"].get<std::string>().find("Warfarin"), std::string::npos) << found["summary"];
    EXPECT_NE(found["detail"].get<std::string>().find("its topic RxNorm 11289 is"), std::string::npos);
    // Orders name products, which no article is about.
    Json product = order;
    product["medicationCodeableConcept"]["coding"][0]["code"] = "855332";
    product["medicationCodeableConcept"]["text"] = "warfarin sodium 5 MG Oral Tablet";
    context["draftOrders"] = searchset({product});
    const Json by_name = card(sign, hook("order-sign", {{"patient", patient("en")}}, context));
    ASSERT_FALSE(by_name.is_null());
    EXPECT_EQ(by_name["summary"], found["summary"]);
    EXPECT_NE(by_name["detail"].get<std::string>().find("its name has the ingredient of a medicine that is ordered"),
              std::string::npos)
        << by_name["detail"];
    order["doNotPerform"] = true;
    context["draftOrders"] = searchset({order});
    EXPECT_TRUE(card(sign, hook("order-sign", {{"patient", patient("en")}}, context)).is_null());
    context.erase("draftOrders");
    EXPECT_EQ(ask(sign, hook("order-sign", {}, context)).status, 400);
}

TEST_F(CdsHooks, what_is_not_a_request_is_refused_without_its_words) {
    const Json prefetch{{"conditions", searchset({condition("R50.9")})}};
    const std::vector<std::pair<Json, int>> cases{
        {Json::array(), 400},
        {Json{{"hook", "patient-view"}}, 400},
        {hook("order-sign", prefetch), 400},
        {hook("patient-view", prefetch, Json::object()), 400},
        {hook("patient-view", prefetch, {{"patientId", 7}}), 400},
        {hook("patient-view", Json::array({prefetch})), 400},
        {hook("patient-view", prefetch, {{"patientId", "p1"}, {"draftOrders", {1}}}), 400},
        {hook("patient-view", Json::object()), 412},
        {hook("patient-view", {{"patient", patient()}}), 412}};
    for (const auto& [request, status] : cases) {
        const net::Response response = ask(view, request);
        EXPECT_EQ(response.status, status) << request.dump();
        EXPECT_EQ(response.body.bytes().find("p1"), std::string::npos);
    }
    EXPECT_EQ(ask("none", hook("patient-view", prefetch)).status, 404);
}

TEST_F(CdsHooks, an_override_quiets_the_articles_for_that_patient_and_visit_alone) {
    const std::string issuer = "https://ehr.example.org";
    const std::string uuid = view_card({condition("R50.9")})["uuid"];
    give_feedback(uuid, "accepted", issuer);
    EXPECT_FALSE(view_card({condition("R50.9")}).is_null());
    give_feedback(uuid, "overridden", "https://other.example");  // not the system that got the card
    EXPECT_FALSE(view_card({condition("R50.9")}).is_null());
    give_feedback(uuid, "overridden", issuer);
    EXPECT_TRUE(view_card({condition("R50.9")}).is_null());
    EXPECT_FALSE(view_card({condition("I10")}).is_null());
    const Json in_visit{{"patient", patient()}, {"conditions", searchset({condition("R50.9")})}};
    EXPECT_FALSE(card(view, hook("patient-view", in_visit, of_visit)).is_null());
}

TEST(CdsCard, leads_to_the_launch_with_the_articles_and_nothing_of_the_patient) {
    library::LibraryEntry entry;
    entry.code = "F204";
    entry.language = "es";
    service::CardFacts facts;
    facts.address = "https://handouts.example.org";
    facts.launch = "https://handouts.example.org/launch";
    const Json link = service::make_card({{&entry, "Fiebre: instrucciones", "a reason"}}, facts)["links"][0];
    EXPECT_EQ(link["type"], "smart");
    EXPECT_EQ(link["url"], "https://handouts.example.org/launch?article=F204");
    EXPECT_EQ(Json::parse(link["appContext"].get<std::string>()),
              Json::parse(R"({"articles":["F204"],"language":"es"})"));
}

TEST(GivenCards, are_forgotten_after_their_time_and_the_oldest_for_lack_of_room) {
    using std::chrono::seconds;
    service::GivenCards cards(seconds(10), 2);
    const service::CardSubject one{"i", "s", "p", "1"}, two{"i", "s", "p", "2"}, three{"i", "s", "p", "3"};
    const net::TimePoint start = net::now();
    const std::string first = cards.remember(one, {"A"}, start);
    cards.override_card("i", first, start + seconds(1));
    EXPECT_TRUE(cards.still_wanted(one, {"A"}, start + seconds(2)).empty());
    EXPECT_EQ(cards.still_wanted(one, {"A"}, start + seconds(12)).size(), 1U);
    for (const service::CardSubject& each : {two, three}) {
        const std::string uuid = cards.remember(each, {"A"}, start + seconds(3));
        cards.override_card("i", uuid, start + seconds(3));
    }
    EXPECT_EQ(cards.still_wanted(one, {"A"}, start + seconds(4)).size(), 1U);
    EXPECT_TRUE(cards.still_wanted(three, {"A"}, start + seconds(4)).empty());
}

TEST(CdsCard, summary_is_shorter_than_140_characters_whatever_the_titles) {
    service::OfferedArticle article;
    article.title = "\xC3\x91";
    for (int i = 0; i < 80; ++i) article.title += "\xC3\xB1";
    const std::string text = service::summary_of({article, article, article});
    const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
    EXPECT_LT(characters, 140);
    EXPECT_GT(characters, 130);
    EXPECT_TRUE(text.ends_with("\xE2\x80\xA6"));
}

/// What the door says to a token: "200", or the status.
class CdsAccess : public testing::Test {
protected:
    CdsAccess() : key_(SigningKey::p384()) {
        service::ServiceSettings settings = settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles");
        settings.address = "https://handouts.example.org";
        service::CdsClientSettings client;
        EXPECT_EQ(service::read_cds_client(
                      "https://ehr.example.org=" + write_into(folder_, "keys.json", key_set(to_json(key_.jwk("one")))),
                      client),
                  "");
        settings.cds_clients = {client};
        state_ = std::make_unique<service::State>(std::move(settings), [](const std::string&) {});
    }
    std::string token(const std::string& issuer, const std::string& audience, int seconds = 300) {
        const std::int64_t now = net::wall_time().time_since_epoch().count();
        return token_of(R"({"alg":"ES384","kid":"one","typ":"JWT"})",
                        to_json(Members{{"iss", json_text(issuer)},
                                        {"aud", json_text(audience)},
                                        {"iat", std::to_string(now)},
                                        {"exp", std::to_string(now + seconds)},
                                        {"jti", json_text("a")}}),
                        key_, "ES384");
    }
    int status(const std::string& bearer) {
        net::Request request = ServiceTestAccess::request("POST", "/cds-services/carepress-patient-view");
        request.headers.add("Host", "attacker.example");
        if (!bearer.empty()) request.headers.add("Authorization", "Bearer " + bearer);
        const auto admitted = service::admit(*state_, request, service::Access::record_system);
        if (const auto* refused = std::get_if<net::Response>(&admitted)) return refused->status;
        EXPECT_EQ(std::get<std::string>(admitted), "https://ehr.example.org");
        return 200;
    }
    struct ServiceTestAccess : ServiceTest {
        static net::Request request(const std::string& method, const std::string& target) {
            return request_to(method, target);
        }
    };

    TemporaryFolder folder_;
    SigningKey key_;
    std::unique_ptr<service::State> state_;
};

TEST_F(CdsAccess, takes_tokens_of_the_named_record_systems_for_the_exact_address) {
    const std::string endpoint = "https://handouts.example.org/cds-services/carepress-patient-view",
                      issuer = "https://ehr.example.org";
    EXPECT_EQ(status(token(issuer, endpoint)), 200);
    EXPECT_EQ(status(""), 401);
    EXPECT_EQ(status("nonsense"), 401);
    EXPECT_EQ(status(token("https://other.example", endpoint)), 401);
    EXPECT_EQ(status(token(issuer, "https://handouts.example.org/cds-services")), 401);
    EXPECT_EQ(status(token(issuer, "https://attacker.example/cds-services/carepress-patient-view")), 401);
    EXPECT_EQ(status(token(issuer, endpoint, -300)), 401);
    EXPECT_EQ(status(token(issuer, endpoint, 7200)), 401);
}

TEST(CdsAccessWithoutRecordSystems, is_for_this_machine_alone) {
    const TemporaryFolder folder;
    for (const bool is_local : {true, false}) {
        service::ServiceSettings settings = settings_for(folder, CAREPRESS_SOURCE_FOLDER "/articles");
        settings.are_sessions_open = is_local;
        service::State state(std::move(settings), [](const std::string&) {});
        net::Request request;
        request.method = "GET";
        const auto admitted = service::admit(state, request, service::Access::record_system);
        EXPECT_EQ(std::holds_alternative<std::string>(admitted), is_local);
    }
}

TEST(CdsClient, is_an_issuer_and_its_keys) {
    service::CdsClientSettings client;
    EXPECT_EQ(service::read_cds_client("https://a.example=https://a.example/jwks?x=1", client), "");
    EXPECT_EQ(client.issuer, "https://a.example");
    EXPECT_EQ(client.keys.source, "https://a.example/jwks?x=1");
    for (const char* wrong :
         {"", "=x", "https://a.example", "https://a.example=", "https://a.example=ftp://a.example/k"})
        EXPECT_NE(service::read_cds_client(wrong, client), "") << wrong;
}

}  // namespace
}  // namespace carepress::test
