#include "record/read_back.h"

#include "base/base64.h"
#include "record/owner.h"
#include "record/search.h"

#include <algorithm>

namespace carepress::record {
namespace {

/// The bytes behind an attachment's address: a Binary answers with them, or with itself in JSON.
Outcome<std::string> bytes_at(const RecordClient& client, const std::string& url) {
    RecordRequest request;
    request.path = url;
    request.accept = "application/pdf, application/fhir+json;q=0.5";
    Outcome<RecordAnswer> outcome = client.send_patiently(request);
    if (auto* const failure = std::get_if<RecordFailure>(&outcome)) return std::move(*failure);
    RecordAnswer& answer = std::get<RecordAnswer>(outcome);
    if (answer.headers.get("Content-Type").value_or("").find("json") == std::string_view::npos)
        return std::move(answer.body);
    Outcome<Json> resource = resource_in(answer);
    if (auto* const failure = std::get_if<RecordFailure>(&resource)) return std::move(*failure);
    if (const auto bytes = from_base64(text_member(std::get<Json>(resource), "data"))) return *bytes;
    return RecordFailure{FailureKind::not_understood, 0, "the record's Binary has no data"};
}

Outcome<std::string> bytes_of_content(const RecordClient& client, const Json& attachment) {
    if (const std::string data = text_member(attachment, "data"); !data.empty()) {
        if (auto bytes = from_base64(data)) return std::move(*bytes);
        return RecordFailure{FailureKind::not_understood, 0, "its data is not base64"};
    }
    const std::string url = text_member(attachment, "url");
    if (url.empty()) return RecordFailure{FailureKind::not_understood, 0, "the record keeps no content of it"};
    return bytes_at(client, url);
}

/// ETag, else meta.versionId: W/"3".
std::string version_of(const RecordAnswer& answer, const Json& resource) {
    if (const auto tag = answer.headers.get("ETag"); tag && !tag->empty()) return std::string(*tag);
    const std::string version = text_member(member(resource, "meta"), "versionId");
    return is_id(version) ? "W/\"" + version + "\"" : std::string();
}

}  // namespace

ReadBack read_back(const RecordClient& client, const Handout& handout, const std::string& id) {
    Outcome<FoundResource> outcome = read_resource(client, "DocumentReference", id);
    if (const auto* const failure = std::get_if<RecordFailure>(&outcome))
        return {false, false, "it could not be read back: " + failure->what};
    const Json& document = std::get<FoundResource>(outcome).value;
    const auto wrong = [](const char* what) { return ReadBack{false, true, what}; };
    if (owner_of(document, handout.patient, client.base()) != Owner::patient)
        return wrong("what the record gives back is not of this patient");
    const std::vector<Target> encounters = encounters_of(document, client.base());
    if (!encounters.empty() && std::none_of(encounters.begin(), encounters.end(),
                                            [&](const Target& each) { return each.id == handout.encounter; }))
        return wrong("what the record gives back is of another encounter");
    const Json& contents = member(document, "content");
    if (!contents.is_array() || contents.empty()) return wrong("the record keeps no content of it");
    std::string why;
    for (const Json& content : contents) {
        const Json& attachment = member(content, "attachment");
        if (!handout.link.empty() && text_member(attachment, "url") == handout.link) return {true, false, {}};
        Outcome<std::string> bytes = bytes_of_content(client, attachment);
        if (const auto* const failure = std::get_if<RecordFailure>(&bytes)) {
            why = "it could not be opened: " + failure->what;
            continue;
        }
        if (std::get<std::string>(bytes) == handout.pdf) return {true, false, {}};
        return wrong("the bytes that the record gives back are not those that were sent");
    }
    return {false, false, why};
}

std::string supersede(const RecordClient& client, std::string_view patient, const std::string& id) {
    const std::string path = "DocumentReference/" + id;
    constexpr int most_tries = 3;  // somebody else may change it between reading and writing
    std::string why;
    for (int i = 0; i < most_tries; ++i) {
        Outcome<RecordAnswer> read = client.send_patiently({.path = path});
        if (const auto* const failure = std::get_if<RecordFailure>(&read)) return failure->what;
        RecordAnswer& answer = std::get<RecordAnswer>(read);
        Outcome<Json> parsed = resource_in(answer);
        if (const auto* const failure = std::get_if<RecordFailure>(&parsed)) return failure->what;
        const Json& document = std::get<Json>(parsed);
        if (text_member(document, "resourceType") != "DocumentReference" ||
            owner_of(document, patient, client.base()) != Owner::patient)
            return "it is not a document of this patient";
        if (text_member(document, "status") == "superseded") return {};
        const auto status = raw_member(answer.body, "status");
        const std::string version = version_of(answer, document);
        if (!status || version.empty()) return "the record does not say its version, so that a change could be lost";
        RecordRequest update{.method = "PUT", .path = path, .body = answer.body, .if_match = version};
        update.body.replace(static_cast<std::size_t>(status->data() - answer.body.data()), status->size(),
                            "\"superseded\"");
        Outcome<RecordAnswer> written = client.send_patiently(update);
        const auto* const failure = std::get_if<RecordFailure>(&written);
        if (failure == nullptr) return {};
        why = failure->what;
        if (failure->kind != FailureKind::conflict) return why;
    }
    return why;
}

}  // namespace carepress::record
