// What was given before is found in the record by what attach() writes, and only that is ever replaced.
#include "record/given_before.h"

#include "base/name_uuid.h"
#include "unit/record/fhir_server.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

using record::EhrProfile;
using record::GivenBefore;
using record::GivenDocument;
using record::Handout;

Handout summary(std::string text, std::vector<record::HandoutArticle> articles) {
    Handout made;
    made.pdf = "%PDF-1.7";
    made.is_summary = true;
    made.identifier = name_uuid(text);
    made.patient = "p1";
    made.encounter = "e1";
    made.given_at = "2026-03-12T10:15:00Z";
    made.title = "Your visit";
    made.language = "es";
    made.articles = std::move(articles);
    return made;
}

EhrProfile usual_profile() {
    EhrProfile profile;
    profile.repeat = record::Repeat::conditional;
    return profile;
}

struct Place {
    explicit Place(FhirServer::Faults faults = {}) : server(std::move(faults)) {
        server.put(R"({"resourceType":"Encounter","id":"e1","subject":{"reference":"Patient/p1"}})");
        server.put(R"({"resourceType":"Encounter","id":"e2","subject":{"reference":"Patient/p1"}})");
    }

    record::Attached attach(const Handout& handout) const {
        return record::attach(client(), usual_profile(), {}, handout);
    }
    record::Outcome<GivenBefore> find(const EhrProfile& profile = usual_profile()) const {
        return record::find_given(client(), profile, {}, "p1");
    }
    record::RecordClient client() const {
        return {server.base(), net_client, {}, {}, {}, [](std::chrono::milliseconds) { return true; }};
    }

    FhirServer server;
    net::Client net_client;
};

TEST(GivenBefore, finds_what_was_attached_with_its_articles_and_editions) {
    Place place;
    Handout first = summary("one", {{"K977", "3", "es"}, {"W205", "", "en"}});
    ASSERT_TRUE(place.attach(first).is_opened);
    Handout second = summary("two", {{"A-1.b", "2026/a", "zh-Hant"}});
    second.is_summary = false;
    second.encounter = "e2";
    second.given_at = "2026-04-01T08:00:00Z";
    ASSERT_TRUE(place.attach(second).is_opened);
    const auto found = place.find();
    const auto& given = std::get<GivenBefore>(found);
    EXPECT_TRUE(given.is_whole);
    ASSERT_EQ(given.documents.size(), 2u);
    const GivenDocument& latest = given.documents[0];
    EXPECT_FALSE(latest.is_summary);
    EXPECT_EQ(latest.encounter, "e2");
    EXPECT_EQ(latest.articles, second.articles) << "whatever a version looks like";
    EXPECT_TRUE(given.documents[1].is_summary);
    EXPECT_EQ(given.documents[1].date, "2026-03-12T10:15:00Z");
    EXPECT_EQ(given.documents[1].language, "es");
    EXPECT_EQ(given.documents[1].encounter, "e1");
    EXPECT_EQ(given.documents[1].articles, first.articles);
}

TEST(GivenBefore, passes_over_what_is_not_ours_not_current_or_not_this_patients) {
    const std::string article =
        R"("context":{"related":[{"identifier":{"system":"urn:carepress:article","value":"K977/es/3"}}]})";
    Place place;
    const auto put = [&](const std::string& id, const std::string& status, const std::string& patient,
                         const std::string& rest) {
        place.server.put(R"({"resourceType":"DocumentReference","id":")" + id + R"(","status":")" + status +
                         R"(","subject":{"reference":"Patient/)" + patient + "\"}," + rest + "}");
    };
    put("ours", "current", "p1", article);
    put("old", "superseded", "p1", article);
    put("wrong", "entered-in-error", "p1", article);
    put("of-others", "current", "p2", R"("author":[{"reference":"Patient/p1"}],)" + article);
    put("a-note", "current", "p1", R"("type":{"coding":[{"system":"http://loinc.org","code":"67781-5"}]})");
    put("odd", "current", "p1",
        R"("context":{"related":[{"identifier":{"system":"urn:carepress:article","value":"K977"}},7]})");
    const auto found = place.find();
    const auto& given = std::get<GivenBefore>(found);
    ASSERT_EQ(given.documents.size(), 1u);
    EXPECT_EQ(given.documents[0].id, "ours");
    EXPECT_EQ(given.documents[0].date, "");
}

TEST(GivenBefore, asks_by_type_only_where_that_is_offered_and_says_what_it_does_not_know) {
    std::string asked;
    bool fails = false;
    Place place([&](const net::Request& request, int) -> std::optional<FhirServer::Fault> {
        if (request.method != "GET" || request.target.segments.size() != 2) return std::nullopt;
        for (const auto& [name, value] : request.target.query) asked += name + "=" + value + ";";
        if (!fails) return std::nullopt;
        return FhirServer::Fault{fhir_response(403, "{}")};
    });
    EhrProfile profile = usual_profile();
    EXPECT_TRUE(std::get<GivenBefore>(place.find(profile)).is_whole);
    const std::string types = "type=http://loinc.org|34895-3,http://loinc.org|67781-5;_count=50;";
    EXPECT_EQ(asked, "patient=p1;" + types + "patient=Patient/p1;" + types) << "some servers want the type";
    asked.clear();
    profile.searches_types = false;
    EXPECT_TRUE(std::get<GivenBefore>(place.find(profile)).is_whole);
    EXPECT_EQ(asked, "patient=p1;_count=50;patient=Patient/p1;_count=50;");
    asked.clear();
    profile.searches_patients = false;
    EXPECT_FALSE(std::get<GivenBefore>(place.find(profile)).is_whole);
    EXPECT_EQ(asked, "");
    fails = true;
    EXPECT_TRUE(std::holds_alternative<record::RecordFailure>(place.find()));
}

GivenDocument given(bool is_summary, const std::string& encounter, std::vector<record::HandoutArticle> articles) {
    return {"d1", "", encounter, "es", is_summary, std::move(articles)};
}

TEST(GivenBefore, a_handout_replaces_what_it_has_all_of) {
    const Handout newer = summary("new", {{"A", "2", "es"}, {"B", "1", "es"}});
    EXPECT_TRUE(does_replace(newer, given(true, "e1", {})));
    EXPECT_TRUE(does_replace(newer, given(true, "e1", {{"B", "1", "es"}})));
    EXPECT_FALSE(does_replace(newer, given(true, "e1", {{"C", "1", "es"}}))) << "it would take an article away";
    EXPECT_FALSE(does_replace(newer, given(true, "e1", {{"A", "1", "en"}}))) << "somebody may read that one";
    EXPECT_FALSE(does_replace(newer, given(true, "e2", {}))) << "another visit";
    EXPECT_FALSE(does_replace(newer, given(true, "", {}))) << "perhaps another visit";
    EXPECT_FALSE(does_replace(newer, given(false, "e1", {{"A", "1", "es"}}))) << "no summary";

    Handout handout = newer;
    handout.is_summary = false;
    EXPECT_TRUE(does_replace(handout, given(false, "e1", {{"A", "2", "es"}}))) << "of the same visit";
    EXPECT_TRUE(does_replace(handout, given(false, "e2", {{"A", "1", "es"}}))) << "an older edition";
    EXPECT_FALSE(does_replace(handout, given(false, "e2", {{"A", "2", "es"}}))) << "what was given then stays so";
    EXPECT_FALSE(does_replace(handout, given(false, "e2", {{"A", "1", "es"}, {"C", "1", "es"}})));
    GivenDocument english = given(false, "e1", {{"A", "1", "es"}});
    english.language = "en";
    EXPECT_FALSE(does_replace(handout, english));
}

TEST(GivenBefore, editions_have_an_order_where_they_are_numbers) {
    const auto edition = [](const char* one, const char* other) { return name_of(record::edition_of(one, other)); };
    for (const auto& [older, newer] :
         {std::pair{"1", "2"}, {"9", "10"}, {"1.9", "1.10"}, {"1", "1.1"}, {"2026-03", "2026-11"}, {"007", "8"}}) {
        EXPECT_EQ(edition(older, newer), "older") << older;
        EXPECT_EQ(edition(newer, older), "another") << newer;
    }
    EXPECT_EQ(edition("1.0", "1.00"), "same");
    EXPECT_EQ(edition("spring", "spring"), "same");
    EXPECT_EQ(edition("", ""), "same");
    for (const auto& [one, other] : {std::pair{"", "1"}, {"spring", "autumn"}, {"1..2", "1.2"}, {"1.", "1"}})
        EXPECT_EQ(edition(one, other), "another") << one;
}

}  // namespace
}  // namespace carepress::test
