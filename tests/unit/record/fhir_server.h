// A small FHIR server over real sockets, with the faults that a test asks for.
#pragma once

#include "net/message.h"
#include "unit/net/raw_client.h"
#include "unit/record/record_testing.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {

inline net::Response fhir_response(int status, const std::string& json) {
    return net::make_response(status, "application/fhir+json", json);
}

/// Reads, searches, creates and updates resources at /fhir, as FHIR R4 has it. Their text is sent as it was put in.
class FhirServer {
public:
    /// What is answered instead, for a request and its number from 1; nothing: the usual answer. With `after`, the
    /// request is done before.
    struct Fault {
        net::Response response;
        bool is_after = false;
    };
    using Faults = std::function<std::optional<Fault>(const net::Request&, int number)>;

    explicit FhirServer(Faults faults = {}, bool takes_if_none_exist = true)
        : faults_(std::move(faults)), takes_if_none_exist_(takes_if_none_exist), server_(routes()) {}

    std::string base() const { return "http://" + server_.address() + "/fhir"; }

    void put(const std::string& text) {
        const Json resource = Json::parse(text);
        const std::lock_guard lock(mutex_);
        const std::string reference =
            resource["resourceType"].get<std::string>() + "/" + resource["id"].get<std::string>();
        if (!resources_.contains(reference)) order_.push_back(reference);
        resources_[reference] = {text, resource, 1};
    }

    std::vector<Json> all_of(const std::string& type) const {
        const std::lock_guard lock(mutex_);
        std::vector<Json> found;
        for (const std::string& reference : order_)
            if (reference.starts_with(type + "/")) found.push_back(resources_.at(reference).value);
        return found;
    }
    /// "GET Patient/1", "POST DocumentReference", in the order of arrival.
    std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    std::size_t page_size = 100;
    std::string token;  ///< that is wanted; empty: none
    /// How a reference is named by which searches find something; "none" finds nothing.
    std::string reference_form = "both";

private:
    struct Stored {
        std::string text;
        Json value;
        int version = 1;
    };

    net::Routes routes() {
        net::Routes routes;
        for (const char* method : {"GET", "POST", "PUT"}) {
            routes.add({.method = method,
                        .pattern = "/fhir/{rest...}",
                        .handler = [this](const net::Request& request, const net::Work&) { return answer(request); },
                        .largest_body = 20'000'000});
        }
        return routes;
    }

    net::Response answer(const net::Request& request) {
        int number = 0;
        {
            const std::lock_guard lock(mutex_);
            std::string line = request.method;
            for (std::size_t i = 1; i < request.target.segments.size(); ++i)
                line += (i == 1 ? " " : "/") + request.target.segments[i];
            requests_.push_back(line);
            number = static_cast<int>(requests_.size());
        }
        std::optional<Fault> fault = faults_ ? faults_(request, number) : std::nullopt;
        if (fault && !fault->is_after) return fault->response;
        const std::lock_guard lock(mutex_);
        net::Response response = do_it(request);
        return fault ? fault->response : response;
    }

    net::Response do_it(const net::Request& request) {
        if (!token.empty() && request.headers.joined("Authorization") != "Bearer " + token)
            return fhir_response(401, "{}");
        const std::vector<std::string>& path = request.target.segments;
        if (request.method == "POST") return create(request, path[1]);
        if (request.method == "PUT") return update(request, path[1] + "/" + path[2]);
        if (path.size() == 2) return search(request, path[1]);
        const auto found = resources_.find(path[1] + "/" + path[2]);
        if (found == resources_.end()) return fhir_response(404, R"({"resourceType":"OperationOutcome"})");
        net::Response response = fhir_response(200, found->second.text);
        response.headers.set("ETag", "W/\"" + std::to_string(found->second.version) + "\"");
        return response;
    }

    net::Response create(const net::Request& request, const std::string& type) {
        Json resource = Json::parse(request.body);
        const std::string condition = request.headers.joined("If-None-Exist");
        if (takes_if_none_exist_ && !condition.empty()) {
            const auto query = net::split_query(condition);
            const std::vector<std::string> found = matches(type, query.value());
            if (found.size() > 1) return fhir_response(412, "{}");
            if (found.size() == 1) return located(200, found.front(), 1);
        }
        const std::string id = "new" + std::to_string(++created_);
        resource["id"] = id;
        order_.push_back(type + "/" + id);
        resources_[order_.back()] = {resource.dump(), resource, 1};
        return located(201, order_.back(), 1);
    }

    net::Response update(const net::Request& request, const std::string& reference) {
        Stored& stored = resources_[reference];
        const std::string match = request.headers.joined("If-Match");
        if (!match.empty() && match != "W/\"" + std::to_string(stored.version) + "\"") return fhir_response(412, "{}");
        stored = {request.body, Json::parse(request.body), stored.version + 1};
        return located(200, reference, stored.version);
    }

    net::Response located(int status, const std::string& reference, int version) const {
        net::Response response = fhir_response(status, "");  // as Oracle Health has it: the id is in Location alone
        response.headers.set("Location", base() + "/" + reference + "/_history/" + std::to_string(version));
        return response;
    }

    static bool holds_reference(const Json& value, const std::string& to) {
        if (value.is_object() && value.contains("reference") && value["reference"] == to) return true;
        return value.is_structured() &&
               std::any_of(value.begin(), value.end(), [&](const Json& each) { return holds_reference(each, to); });
    }

    bool has(const Json& resource, const std::string& name, const std::string& value) const {
        if (name == "patient") return holds_any(resource, "Patient/", value);
        if (name == "encounter" || name == "context") return holds_any(resource, "Encounter/", value);
        if (name == "identifier") {
            for (const Json& each : resource.value("identifier", Json::array()))
                if (each["system"].get<std::string>() + "|" + each["value"].get<std::string>() == value) return true;
            return false;
        }
        return true;
    }
    bool holds_any(const Json& resource, const std::string& type, const std::string& ids) const {
        if (reference_form == "none") return false;
        std::size_t begin = 0;
        while (begin <= ids.size()) {
            const std::size_t end = std::min(ids.find(',', begin), ids.size());
            const std::string id = ids.substr(begin, end - begin);
            const bool is_typed = id.starts_with(type);
            const bool is_known = reference_form == "both" || (reference_form == "typed") == is_typed;
            if (is_known && holds_reference(resource, is_typed ? id : type + id)) return true;
            begin = end + 1;
        }
        return false;
    }

    std::vector<std::string> matches(const std::string& type,
                                     const std::vector<std::pair<std::string, std::string>>& query) const {
        std::vector<std::string> found;
        for (const std::string& reference : order_)
            if (reference.starts_with(type + "/") && std::all_of(query.begin(), query.end(), [&](const auto& each) {
                    return has(resources_.at(reference).value, each.first, each.second);
                }))
                found.push_back(reference);
        return found;
    }

    net::Response search(const net::Request& request, const std::string& type) const {
        const std::vector<std::string> found = matches(type, request.target.query);
        std::size_t offset = 0;
        std::string again = base() + "/" + type + "?";
        for (const auto& [name, value] : request.target.query) {
            if (name == "_offset")
                offset = std::stoul(value);
            else
                again += name + "=" + value + "&";
        }
        std::string entries;
        for (std::size_t i = offset; i < std::min(found.size(), offset + page_size); ++i)
            entries += (entries.empty() ? "" : ",") +
                       ("{\"fullUrl\":\"" + base() + "/" + found[i] +
                        "\",\"search\":{\"mode\":\"match\"},\"resource\":" + resources_.at(found[i]).text + "}");
        std::string bundle =
            "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":" + std::to_string(found.size());
        if (offset + page_size < found.size())
            bundle += ",\"link\":[{\"relation\":\"next\",\"url\":\"" + again +
                      "_offset=" + std::to_string(offset + page_size) + "\"}]";
        return fhir_response(200, bundle + (entries.empty() ? "" : ",\"entry\":[" + entries + "]") + "}");
    }

    mutable std::mutex mutex_;
    Faults faults_;
    bool takes_if_none_exist_;
    std::map<std::string, Stored> resources_;
    std::vector<std::string> order_, requests_;
    int created_ = 0;
    RunningServer server_;
};

}  // namespace carepress::test
