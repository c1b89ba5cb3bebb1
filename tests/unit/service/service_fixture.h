#pragma once

#include "service/routes.h"
#include "service/state.h"
#include "support/support.h"
#include "unit/service/child_testing.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace carepress::test {

using Json = nlohmann::ordered_json;

/// Writes a file into a test's folder. Returns its path.
inline std::string write_into(const TemporaryFolder& folder, const std::string& name, const std::string& text) {
    const std::filesystem::path file = std::filesystem::path(folder.path()) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
}

inline service::ServiceSettings settings_for(const TemporaryFolder& folder, const std::string& library) {
    service::ServiceSettings settings;
    settings.resources.data.path = CAREPRESS_SOURCE_FOLDER;
    settings.library = library;
    settings.index_folder = folder.path() + "/index";
    settings.web_folder = CAREPRESS_SOURCE_FOLDER "/web";
    settings.visit_limits = usual_limits();
    return settings;
}

/// A service of the sample library, whose routes are called as functions.
class ServiceTest : public testing::Test {
protected:
    ServiceTest() : state_(settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles"), [](const std::string&) {}) {}

    /// `target`: "/v1/search?q=fever".
    net::Response get(service::RouteFunction route, const std::string& target,
                      std::vector<std::pair<std::string, std::string>> parameters = {}) {
        return call(route, request_to("GET", target, std::move(parameters)));
    }

    net::Response post(service::RouteFunction route, const std::string& target, const std::string& body,
                       std::vector<std::pair<std::string, std::string>> parameters = {}) {
        net::Request request = request_to("POST", target, std::move(parameters));
        request.headers.add("Content-Type", "application/json; charset=utf-8");
        request.body = body;
        return call(route, request);
    }

    static net::Request request_to(const std::string& method, const std::string& target,
                                   std::vector<std::pair<std::string, std::string>> parameters = {}) {
        net::Request request;
        request.method = method;
        request.target = net::split_target(target, false).value().target;
        request.parameters = std::move(parameters);
        return request;
    }

    net::Response call(service::RouteFunction route, const net::Request& request) {
        const net::Work work;
        return route(state_, {request, work, "tester"});
    }

    TemporaryFolder folder_;
    service::State state_;
};

inline Json json_of(const net::Response& response) { return Json::parse(response.body.bytes()); }

/// "2026-11-30T00:00:00Z", of an article of the sample library: its front matter's `updated` as services tell it.
inline std::string updated_time_of(const std::string& article) {
    std::ifstream file(CAREPRESS_SOURCE_FOLDER "/articles/" + article);
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("updated: ")) return line.substr(9) + "T00:00:00Z";
    return article + " states no date";
}

/// The titles or codes of a list.
inline std::vector<std::string> all_of(const Json& list, const char* key) {
    std::vector<std::string> values;
    for (const Json& each : list) values.push_back(each[key]);
    return values;
}

}  // namespace carepress::test
