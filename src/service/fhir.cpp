// The library as FHIR R4 lists documents, for portals that list others so: read only.
#include "base/ascii.h"
#include "base/json_text.h"
#include "job/article_excerpt.h"
#include "net/conditions.h"
#include "net/negotiate.h"
#include "service/fhir_documents.h"
#include "service/press.h"
#include "service/routes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

namespace carepress::service {
namespace {

constexpr const char* fhir_json = "application/fhir+json; charset=utf-8";
constexpr const char* document_path = "/fhir/DocumentReference";

Json issue(std::string_view severity, std::string_view code, std::string_view text) {
    return {{"severity", severity}, {"code", code}, {"diagnostics", text}};
}
Json outcome(Json issues) { return {{"resourceType", "OperationOutcome"}, {"issue", std::move(issues)}}; }

net::Response refusal_of(const FhirProblem& problem) {
    net::Response response = net::make_response(
        problem.status, fhir_json, json_text(outcome(Json::array({issue("error", problem.code, problem.text)}))));
    response.headers.set("Cache-Control", "no-store");
    return response;
}

/// What anybody may read whom the library is open for, if they ask whether it is still the same.
net::Response resource_answer(const Json& resource) {
    std::string text = json_text(resource);
    std::string tag = net::entity_tag(text);
    net::Response response = net::make_response(200, fhir_json, std::move(text));
    response.headers.set("ETag", std::move(tag));
    response.headers.set("Cache-Control", "private, no-cache");
    return response;
}

/// _format counts before Accept (FHIR R4, 3.1.0.1.11). Only JSON is there.
bool takes_json(const net::Request& request) {
    static constexpr std::array<std::string_view, 4> names{"json", "application/json", "application/fhir+json",
                                                           "text/json"};
    if (const auto format = request.target.parameter("_format"); format && !format->empty()) {
        std::string name = ascii_lower(trim(format->substr(0, format->find(';'))));
        std::replace(name.begin(), name.end(), ' ', '+');  // a plus that was not escaped
        return std::find(names.begin(), names.end(), name) != names.end();
    }
    const std::string accept = request.headers.joined("Accept");
    return !net::choose_media_type(accept, {"application/fhir+json", "application/json", "text/json"}).empty();
}

net::Response wrong_format() { return refusal_of({406, "not-supported", "the service has FHIR in JSON alone"}); }

std::string organisation(const State& state, const LoadedLibrary& library, std::string_view language = "en") {
    return job::organisation_of(state.settings.theme.brand, std::string(language), library.engine());
}

Json page_link(std::string_view relation, const std::string& address) {
    return {{"relation", relation}, {"url", address}};
}

/// The links of a page, each with all that was asked.
Json links_of(const DocumentSearch& search, std::size_t total, const std::string& address) {
    const auto page = [&](std::size_t offset) {
        std::string url = address + document_path + "?" + search.own_query;
        if (!search.own_query.empty()) url += '&';
        if (search.only_total) return url + "_summary=count";
        return url + "_count=" + std::to_string(search.count) + "&_offset=" + std::to_string(offset);
    };
    Json links = Json::array({page_link("self", page(search.offset))});
    if (search.only_total || total == 0) return links;
    const std::size_t last = (total - 1) / search.count * search.count;
    links.push_back(page_link("first", page(0)));
    if (search.offset > 0) {
        const std::size_t before = std::min(search.offset, last + search.count);
        links.push_back(page_link("previous", page(before > search.count ? before - search.count : 0)));
    }
    if (search.count < total && search.offset < total - search.count)
        links.push_back(page_link("next", page(search.offset + search.count)));
    links.push_back(page_link("last", page(last)));
    return links;
}

/// What a searcher should know besides the handouts.
Json notes_on(const DocumentSearch& search) {
    Json issues = Json::array();
    if (search.has_unknown)
        issues.push_back(
            issue("warning", "not-supported", "search parameters that /fhir/metadata does not list were ignored"));
    if (search.is_of_person)
        issues.push_back(issue("information", "not-found", "no handout of the library belongs to a person or a visit"));
    return issues;
}

Json search_parameters() {
    Json parameters = Json::array();
    for (const DocumentParameterLine& line : document_parameters()) {
        Json parameter{{"name", line.name}};
        if (line.is_defined_by_fhir && line.name != "_id")
            parameter["definition"] = "http://hl7.org/fhir/SearchParameter/" +
                                      std::string(line.name == "patient" || line.name == "type" ||
                                                          line.name == "identifier" || line.name == "encounter"
                                                      ? "clinical-"
                                                      : "DocumentReference-") +
                                      std::string(line.name);
        parameter["type"] = line.type;
        if (!line.documentation.empty()) parameter["documentation"] = line.documentation;
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

/// The code of an issue for a status that the service's door answers with.
std::string_view issue_code(int status) {
    switch (status) {
        case 401:
            return "login";
        case 403:
            return "forbidden";
        case 404:
            return "not-found";
        case 503:
            return "transient";
        default:
            return status < 500 ? "invalid" : "exception";
    }
}

}  // namespace

net::Response as_operation_outcome(const net::Response& problem) {
    const Json body = Json::parse(problem.body.bytes(), nullptr, false);
    const std::string text = body.is_object() ? body.value("detail", "") : "";
    net::Response response = refusal_of({problem.status, issue_code(problem.status), text});
    for (const char* name : {"WWW-Authenticate", "Retry-After"})
        if (const auto value = problem.headers.get(name)) response.headers.set(name, std::string(*value));
    return response;
}

net::Response show_capabilities(State& state, const Call& call) {
    if (!takes_json(call.request)) return wrong_format();
    const LibraryPointer library = state.current_library();
    const std::string address = address_of_service(state, call.request);
    Json resource{{"type", "DocumentReference"},
                  {"documentation", "The handouts of the library, one for each translation of an article"},
                  {"interaction", Json::array({{{"code", "read"}}, {{"code", "search-type"}}})},
                  {"versioning", "no-version"},
                  {"conditionalCreate", false},
                  {"searchParam", search_parameters()}};
    Json rest{{"mode", "server"},
              {"security",
               {{"cors", !state.settings.origins.empty()},
                {"description", state.settings.is_library_closed ? "A bearer token that may read the library"
                                                                 : "Open: the library has nothing of a patient"}}},
              {"resource", Json::array({std::move(resource)})}};
    const std::string publisher = organisation(state, *library);
    Json implementation{{"description", publisher + ": handouts for patients"}};
    if (!address.empty()) implementation["url"] = address + "/fhir";
    return resource_answer({{"resourceType", "CapabilityStatement"},
                            {"status", "active"},
                            {"date", "2026-11-30"},  // of what is written here
                            {"publisher", publisher},
                            {"kind", "instance"},
                            {"software", {{"name", "Carepress"}}},
                            {"implementation", std::move(implementation)},
                            {"fhirVersion", "4.0.1"},
                            {"format", Json::array({"application/fhir+json", "json"})},
                            {"rest", Json::array({std::move(rest)})}});
}

net::Response search_documents(State& state, const Call& call) {
    if (!takes_json(call.request)) return wrong_format();
    const auto read = read_document_search(call.request);
    if (const auto* problem = std::get_if<FhirProblem>(&read)) return refusal_of(*problem);
    const auto& search = std::get<DocumentSearch>(read);
    ++state.counters.searches;

    const LibraryPointer library = state.current_library();
    const std::string address = address_of_service(state, call.request);
    const auto found = find_documents(*library, search, address);
    Json entries = Json::array();
    for (std::size_t i = search.offset; !search.only_total && i < found.size() && i - search.offset < search.count;
         ++i) {
        if (call.work.is_cancelled()) break;  // the client has left
        Json resource =
            document_reference(*library, *found[i], address, organisation(state, *library, found[i]->language));
        if (resource.is_null()) continue;  // its file is gone since
        entries.push_back({{"fullUrl", address + document_path + "/" + document_id(*found[i])},
                           {"resource", std::move(resource)},
                           {"search", {{"mode", "match"}}}});
    }
    if (Json notes = notes_on(search); !notes.empty() && !search.only_total)
        entries.push_back({{"resource", outcome(std::move(notes))}, {"search", {{"mode", "outcome"}}}});
    Json bundle{{"resourceType", "Bundle"},
                {"type", "searchset"},
                {"total", found.size()},
                {"link", links_of(search, found.size(), address)}};
    if (!entries.empty()) bundle["entry"] = std::move(entries);
    return resource_answer(bundle);
}

net::Response show_document(State& state, const Call& call) {
    if (!takes_json(call.request)) return wrong_format();
    const LibraryPointer library = state.current_library();
    const library::LibraryEntry* entry = find_document(*library, call.request.segment("id"));
    if (entry == nullptr) return refusal_of({404, "not-found", "the library has no handout with this id"});
    if (const auto job = usual_job(state, *library, entry); job && !library->pdf_facts(*entry)) {
        const job::HandoutResult pressed = press_from(*library, *job, engine::Format::pdf);
        if (pressed.ok()) library->keep_pdf_facts(*entry, {pressed.bytes.size(), sha1(pressed.bytes)});
    }
    const Json resource = document_reference(*library, *entry, address_of_service(state, call.request),
                                             organisation(state, *library, entry->language));
    if (resource.is_null()) return refusal_of({404, "not-found", "the article's file can't be read any more"});
    return resource_answer(resource);
}

}  // namespace carepress::service
