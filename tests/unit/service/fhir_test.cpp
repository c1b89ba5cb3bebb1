// The library by FHIR R4: what it says that it does, what a search finds, what a handout is.
#include "base/base64.h"
#include "base/digest.h"
#include "service/fhir_search.h"
#include "unit/service/service_fixture.h"

#include <algorithm>
#include <set>

namespace carepress::test {
namespace {

constexpr const char* search_path = "/fhir/DocumentReference";

class FhirLibrary : public ServiceTest {
protected:
    net::Response ask(service::RouteFunction route, const std::string& target,
                      const std::vector<std::pair<std::string, std::string>>& headers = {},
                      const std::string& id = {}) {
        net::Request request = request_to("GET", target, {{"id", id}});
        request.headers.add("Host", "handouts.example");
        for (const auto& [name, value] : headers) request.headers.add(name, value);
        return call(route, request);
    }
    Json search(const std::string& query) {
        const net::Response response = ask(service::search_documents, search_path + std::string("?") + query);
        EXPECT_EQ(response.status, 200) << query << response.body.bytes();
        EXPECT_EQ(response.headers.get("Content-Type"), "application/fhir+json; charset=utf-8");
        Json bundle = json_of(response);
        EXPECT_EQ(bundle["resourceType"], "Bundle");
        EXPECT_EQ(bundle["type"], "searchset");
        return bundle;
    }
    Json read(const std::string& id) {
        return json_of(ask(service::show_document, std::string(search_path) + "/" + id, {}, id));
    }
    int status(const std::string& query, const std::vector<std::pair<std::string, std::string>>& headers = {}) {
        const net::Response response = ask(service::search_documents, search_path + std::string("?") + query, headers);
        if (response.status != 200) {
            EXPECT_EQ(json_of(response)["resourceType"], "OperationOutcome") << query;
            EXPECT_EQ(json_of(response)["issue"][0]["severity"], "error") << query;
        }
        return response.status;
    }
};

std::string ids_of(const Json& bundle) {
    std::string ids;
    for (const Json& entry : bundle.value("entry", Json::array()))
        if (entry["search"]["mode"] == "match") ids += entry["resource"]["id"].get<std::string>() + " ";
    return ids;
}

std::string url_of(const Json& bundle, const std::string& relation) {
    for (const Json& link : bundle["link"])
        if (link["relation"] == relation) return link["url"];
    return {};
}

TEST_F(FhirLibrary, SaysWhatItDoes) {
    const net::Response response = ask(service::show_capabilities, "/fhir/metadata");
    ASSERT_EQ(response.status, 200);
    const Json statement = json_of(response);
    EXPECT_EQ(statement["resourceType"], "CapabilityStatement");
    EXPECT_EQ(statement["fhirVersion"], "4.0.1");
    EXPECT_EQ(statement["implementation"]["url"], "http://handouts.example/fhir");
    const Json& resource = statement["rest"][0]["resource"][0];
    EXPECT_EQ(resource["type"], "DocumentReference");
    std::set<std::string> said, known;
    for (const Json& parameter : resource["searchParam"]) said.insert(parameter["name"].get<std::string>());
    for (const auto& line : service::document_parameters()) known.insert(std::string(line.name));
    EXPECT_EQ(said, known);
    for (const std::string& name : said)
        EXPECT_EQ(status(name + "=x", {{"Prefer", "handling=strict"}}), 200) << name << " is said to be known";
}

TEST_F(FhirLibrary, AHandoutIsADocumentOfNobody) {
    const Json document = read("F204-es");
    EXPECT_EQ(document["resourceType"], "DocumentReference");
    EXPECT_EQ(document["id"], "F204-es");
    EXPECT_EQ(document["status"], "current");
    EXPECT_EQ(document["docStatus"], "preliminary") << "a sample, which nobody has reviewed";
    EXPECT_EQ(document["type"]["coding"][0]["code"], "34895-3");
    EXPECT_EQ(document["category"][0]["coding"][0]["code"], "R00-R99");
    EXPECT_EQ(document["identifier"][0]["value"], "F204");
    EXPECT_EQ(document["masterIdentifier"]["value"], "http://handouts.example/F204?lang=es");
    EXPECT_EQ(document["date"], updated_time_of("es/fever-in-children.md"));
    EXPECT_FALSE(document.contains("subject"));
    EXPECT_EQ(document["context"]["event"][0]["coding"][0]["system"], "http://hl7.org/fhir/sid/icd-10-cm");

    const Json& attachment = document["content"][0]["attachment"];
    EXPECT_EQ(attachment["language"], "es");
    EXPECT_EQ(attachment["contentType"], "application/pdf");
    EXPECT_EQ(attachment["url"], "http://handouts.example/v1/articles/F204/handout.pdf?language=es");
    const net::Response pdf =
        get(service::show_handout, "/v1/articles/F204/handout.pdf?language=es", {{"code", "F204"}});
    EXPECT_EQ(attachment["size"], pdf.body.size()) << "of what the link gives";
    EXPECT_EQ(attachment["hash"], to_base64(bytes_of(sha1(pdf.body.bytes()))));

    for (const char* id : {"F204-km", "NONE-en", "", "F204", "f204-es"}) {
        const net::Response none = ask(service::show_document, std::string(search_path) + "/" + id, {}, id);
        EXPECT_EQ(none.status, 404) << id;
        EXPECT_EQ(json_of(none)["issue"][0]["code"], "not-found") << id;
    }
}

TEST_F(FhirLibrary, FindsByEachParameter) {
    const std::size_t all = state_.current_library()->catalog().entries().size();
    EXPECT_EQ(search("")["total"], all) << "each translation";
    EXPECT_EQ(ids_of(search("_id=F204-es")), "F204-es ");
    EXPECT_EQ(ids_of(search("_id=F204-es,K977-ar")), "F204-es K977-ar ");
    EXPECT_EQ(ids_of(search("_id=F204-es&_id=K977-ar")), "") << "and, not or";
    EXPECT_EQ(ids_of(search("identifier=http://handouts.example/v1/articles|F204&language=es")), "F204-es ");
    EXPECT_EQ(ids_of(search("identifier=F204&language=es")), "F204-es ");
    EXPECT_EQ(ids_of(search("identifier=http://other.example%7CF204")), "");
    EXPECT_EQ(ids_of(search("identifier=http://handouts.example/F204%3Flang%3Des")), "F204-es ");
    EXPECT_EQ(ids_of(search("code=http://hl7.org/fhir/sid/icd-10-cm|R50.9&language=en")), "F204-en ");
    EXPECT_EQ(ids_of(search("code=2.16.840.1.113883.6.90|r509&language=en")), "F204-en ");
    EXPECT_EQ(
        ids_of(search("code=http://snomed.info/sct|161891005,http://hl7.org/fhir/sid/icd-10-cm|R50.9&language=es")),
        "K977-es F204-es ");
    EXPECT_EQ(ids_of(search("code=R50.9")), "") << "a code of no system";
    EXPECT_EQ(ids_of(search("event=R50.9&language=en")), "F204-en ");
    EXPECT_EQ(ids_of(search("event=http://hl7.org/fhir/sid/icd-10-cm%7CR50.9&language=ar")), "F204-ar ");
    EXPECT_EQ(ids_of(search("event=http://snomed.info/sct%7CR50.9")), "");
    EXPECT_EQ(ids_of(search("event=r50.9")), "") << "letter by letter";
    EXPECT_EQ(ids_of(search("event=R50.9,M54.9&event=161891005&language=en")), "K977-en ");
    EXPECT_EQ(ids_of(search("code=http://snomed.info/sct|161891005&event=R50.9")), "");
    EXPECT_EQ(ids_of(search("language=es-MX&_id=F204-es")), "F204-es ") << "the translation that suits";
    EXPECT_EQ(ids_of(search("language=km&event=R50.9")), "") << "there is none in Khmer";
    const auto& entries = state_.current_library()->catalog().entries();
    EXPECT_EQ(search("language=en")["total"],
              std::count_if(entries.begin(), entries.end(), [](const auto& entry) { return entry.language == "en"; }));
    EXPECT_EQ(search("type=http://loinc.org%7C34895-3")["total"], all);
    EXPECT_EQ(search("type=http://loinc.org%7C")["total"], all);
    EXPECT_EQ(search("type=%7C34895-3")["total"], 0);
    EXPECT_EQ(search("type=67781-5")["total"], 0);
    EXPECT_EQ(search("category=http://handouts.example/v1/topics%7CR00-R99&language=en&_id=F204-en")["total"], 1);
    EXPECT_GT(search("category=R00-R99")["total"], 1);
    EXPECT_EQ(search("category=Z99")["total"], 0);
    EXPECT_EQ(search("status=current")["total"], all);
    EXPECT_EQ(search("status=superseded")["total"], 0);
    EXPECT_EQ(search("contenttype=application/pdf")["total"], all);
    EXPECT_EQ(search("language=&type=")["total"], all) << "empty is as if it were not there";
    EXPECT_EQ(ids_of(search("_id=F204-es%5C,x")), "") << "an escaped comma is part of the value";
}

TEST_F(FhirLibrary, APatientHasNoneOfTheHandouts) {
    for (const char* query : {"patient=123", "subject=Patient/123", "encounter=9", "subject:Patient=123",
                              "patient.name=Zarathustra", "patient.identifier=Zarathustra&language=es"}) {
        const Json bundle = search(query);
        EXPECT_EQ(bundle["total"], 0) << query;
        EXPECT_EQ(ids_of(bundle), "") << query;
        EXPECT_EQ(bundle["entry"][0]["search"]["mode"], "outcome") << query;
        const std::string text = bundle.dump();
        EXPECT_EQ(text.find("123"), std::string::npos) << text;
        EXPECT_EQ(text.find("Zarathustra"), std::string::npos) << text;
    }
}

TEST_F(FhirLibrary, PagesLeadToEachOther) {
    const std::size_t all = state_.current_library()->catalog().entries().size();
    const std::size_t a_page = std::min((all + 2) / 3, service::most_documents);  // of three, or of as many as it gives
    const std::size_t last_page = (all - 1) / a_page;
    const std::string first = "type=34895-3&_count=" + std::to_string(a_page);
    std::set<std::string> seen;
    std::string query = first;
    std::size_t pages = 0;
    std::string before;
    for (; !query.empty() && pages < all; ++pages) {
        const Json bundle = search(query);
        EXPECT_EQ(bundle["total"], all) << query;
        for (const Json& entry : bundle["entry"]) EXPECT_TRUE(seen.insert(entry["fullUrl"]).second) << entry["fullUrl"];
        const std::string self = url_of(bundle, "self");
        EXPECT_EQ(url_of(bundle, "previous"), before);
        EXPECT_EQ(url_of(bundle, "first"), "http://handouts.example/fhir/DocumentReference?" + first + "&_offset=0");
        EXPECT_EQ(url_of(bundle, "last"), "http://handouts.example/fhir/DocumentReference?" + first +
                                              "&_offset=" + std::to_string(last_page * a_page));
        before = self;
        const std::string next = url_of(bundle, "next");
        query = next.empty() ? "" : next.substr(next.find('?') + 1);
    }
    EXPECT_EQ(pages, last_page + 1);
    EXPECT_EQ(seen.size(), all);

    EXPECT_EQ(search("_count=500")["entry"].size(), std::min(all, service::most_documents));
    EXPECT_EQ(search("_count=1&_offset=2000").contains("entry"), false) << "beyond the end";
    EXPECT_EQ(url_of(search("_count=1&_offset=2000"), "previous"),
              "http://handouts.example/fhir/DocumentReference?_count=1&_offset=" + std::to_string(all - 1));
    for (const char* count : {"_summary=count", "_count=0"}) {
        const Json bundle = search(count);
        EXPECT_EQ(bundle["total"], all) << count;
        EXPECT_FALSE(bundle.contains("entry")) << count;
    }
    EXPECT_NE(search("event=http://loinc.org%7Ca%26b").dump().find("event=http%3A%2F%2Floinc.org%7Ca%26b"),
              std::string::npos)
        << "links keep what was asked";
}

TEST_F(FhirLibrary, RefusesWhatItCannotDoAndIgnoresWhatItDoesNotKnow) {
    for (const char* query :
         {"_count=x", "_count=-1", "_offset=x", "_summary=x", "language:not=en", "type:text=note", "event:below=J45"})
        EXPECT_EQ(status(query), 400) << query;
    std::string hundred = "_id=1";
    for (int i = 0; i < 99; ++i) hundred += ",1";
    EXPECT_EQ(status(hundred), 200);
    EXPECT_EQ(status(hundred + "&event=x"), 400) << "each value costs time";
    EXPECT_EQ(status("nonsense=x", {{"Prefer", "handling=strict"}}), 400);
    EXPECT_EQ(status("nonsense=x", {{"Prefer", "return=minimal; HANDLING=STRICT"}}), 400);
    EXPECT_EQ(status("nonsense=x", {{"Prefer", "handling=lenient"}}), 200);
    EXPECT_EQ(status("_count=1&_summary=false&_format=json", {{"Prefer", "handling=strict"}}), 200);
    const Json lenient = search("nonsense=x&language=es&_count=1");
    EXPECT_EQ(lenient["entry"].back()["resource"]["resourceType"], "OperationOutcome");
    EXPECT_EQ(lenient["entry"].back()["resource"]["issue"][0]["severity"], "warning");
    EXPECT_EQ(url_of(lenient, "self").find("nonsense"), std::string::npos) << "it was not used";

    for (const char* format : {"xml", "application/fhir%2Bxml", "ttl", "html"})
        EXPECT_EQ(status(std::string("_format=") + format), 406) << format;
    for (const char* format :
         {"json", "application/fhir+json", "application/fhir%2Bjson", "application/json", "text/json"})
        EXPECT_EQ(status(std::string("_format=") + format), 200) << format;
    EXPECT_EQ(status("", {{"Accept", "application/fhir+xml"}}), 406);
    EXPECT_EQ(status("_format=json", {{"Accept", "application/fhir+xml"}}), 200) << "_format counts first";
    EXPECT_EQ(status("", {{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}}), 200);
    EXPECT_EQ(status("", {{"Accept", "application/fhir+json; fhirVersion=4.0"}}), 200);
}

TEST_F(FhirLibrary, ProblemsOfTheDoorAreOutcomesToo) {
    net::Response problem = net::problem(401, "a token is needed");
    problem.headers.set("WWW-Authenticate", "Bearer");
    const net::Response outcome = service::as_operation_outcome(problem);
    EXPECT_EQ(outcome.status, 401);
    EXPECT_EQ(outcome.headers.get("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(json_of(outcome)["issue"][0]["code"], "login");
    EXPECT_EQ(json_of(outcome)["issue"][0]["diagnostics"], "a token is needed");
}

// Codes of articles may have what ids of FHIR may not.
TEST(FhirLibraryOfOthers, EveryHandoutHasAValidIdOfItsOwn) {
    TemporaryFolder folder;
    const std::string long_code(64, 'L');
    for (const std::string& code : {std::string("A_B"), std::string("A.B"), long_code})
        write_into(folder, "library/en/" + code + ".md",
                   "---\ncode: " + code + "\ntitle: T\nlanguage: en\n---\n\nText.\n");
    service::State state(settings_for(folder, folder.path() + "/library"), [](const std::string&) {});
    net::Request request;
    request.method = "GET";
    request.target = net::split_target(search_path, false).value().target;
    const net::Work work;
    const Json bundle = json_of(service::search_documents(state, {request, work, ""}));
    std::set<std::string> ids;
    for (const Json& entry : bundle["entry"]) {
        const std::string id = entry["resource"]["id"];
        EXPECT_TRUE(!id.empty() && id.size() <= 64 && id.find('_') == std::string::npos) << id;
        EXPECT_TRUE(ids.insert(id).second) << id;
        net::Request one = request;
        one.parameters = {{"id", id}};
        EXPECT_EQ(service::show_document(state, {one, work, ""}).status, 200) << id;
    }
    EXPECT_EQ(ids.size(), 3u);
    EXPECT_EQ(ids.count("A.B-en"), 1u);
}

}  // namespace
}  // namespace carepress::test
