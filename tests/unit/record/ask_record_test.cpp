// Servers over real sockets: whole, without SMART, closed, moved, and such as answer with something else.
#include "record/ask_record.h"

#include "unit/net/raw_client.h"
#include "unit/record/record_testing.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

namespace carepress::test {
namespace {

/// A FHIR server's two documents at /fhir, and what it was asked.
class Record {
public:
    Record(int status, std::string metadata, int smart_status, std::string smart)
        : server_(routes(status, std::move(metadata), smart_status, std::move(smart))) {}

    std::string base() const { return "http://" + server_.address() + "/fhir"; }
    std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    net::Routes routes(int status, std::string metadata, int smart_status, std::string smart) {
        net::Routes routes;
        routes.add({"GET", "/fhir/metadata", answer(status, std::move(metadata))});
        routes.add({"GET", "/fhir/.well-known/smart-configuration", answer(smart_status, std::move(smart))});
        return routes;
    }
    std::function<net::Response(const net::Request&, const net::Work&)> answer(int status, std::string body) {
        return [this, status, body = std::move(body)](const net::Request& request, const net::Work&) {
            const std::lock_guard lock(mutex_);
            requests_.push_back(request.method + " " + request.target.path + " " + request.headers.joined("Accept") +
                                (request.headers.contains("Authorization") ? " !" : ""));
            return net::make_response(status, "application/fhir+json", body);
        };
    }

    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    RunningServer server_;
};

TEST(AskRecord, TakesTwoDocumentsAndPostsNothing) {
    const Record server(200, full_statement().dump(), 200, full_smart().dump());
    const record::Answers answers = record::ask_record(server.base(), net::Client());
    ASSERT_TRUE(answers.capabilities) << answers.no_capabilities;
    EXPECT_EQ(answers.capabilities->software, "Example EHR");
    ASSERT_TRUE(answers.smart) << answers.no_smart;
    EXPECT_EQ(server.requests(),
              (std::vector<std::string>{"GET /fhir/metadata application/fhir+json, application/json;q=0.9",
                                        "GET /fhir/.well-known/smart-configuration application/json"}));
}

TEST(AskRecord, AServerWithoutSmartIsReadAllTheSame) {
    const Record server(200, full_statement().dump(), 404, "");
    const record::Answers answers = record::ask_record(server.base(), net::Client());
    EXPECT_TRUE(answers.capabilities);
    EXPECT_FALSE(answers.smart);
    EXPECT_EQ(answers.no_smart, "it answers with 404");
}

TEST(AskRecord, WhatDoesNotAnswerIsSaid) {
    const Record closed(401, "", 401, "");
    EXPECT_EQ(record::ask_record(closed.base(), net::Client()).no_capabilities,
              "it answers with 401: it wants a sign-in first, which FHIR does not ask for here");
    const Record moved(302, "", 302, "");
    EXPECT_EQ(record::ask_record(moved.base(), net::Client()).no_capabilities,
              "it answers with 302, a redirect: name the address that it leads to");
    const Record page(200, "<!DOCTYPE html>Ana Lopez", 200, "<!DOCTYPE html>Ana Lopez");
    const record::Answers answers = record::ask_record(page.base(), net::Client());
    EXPECT_EQ(answers.no_capabilities, "what it answers is not a JSON object");
    EXPECT_EQ(answers.no_smart, "its smart-configuration is not a JSON object");
}

TEST(AskRecord, ALargeAnswerIsGivenUp) {
    const Record server(200, std::string(2'000'000, ' '), 404, "");
    const record::Answers answers = record::ask_record(server.base(), net::Client({}, {.body_bytes = 1'000'000}));
    EXPECT_FALSE(answers.capabilities);
    EXPECT_NE(answers.no_capabilities.find("/fhir/metadata"), std::string::npos) << answers.no_capabilities;
}

TEST(BaseAddress, IsWhatPeopleCopyWithoutItsEnd) {
    EXPECT_EQ(record::base_address("https://ehr.example.org/fhir"), "https://ehr.example.org/fhir");
    EXPECT_EQ(record::base_address("https://ehr.example.org/fhir//"), "https://ehr.example.org/fhir");
    EXPECT_EQ(record::base_address("https://ehr.example.org/fhir/metadata"), "https://ehr.example.org/fhir");
    EXPECT_EQ(record::base_address("https://ehr.example.org/fhir/metadata/"), "https://ehr.example.org/fhir");
}

}  // namespace
}  // namespace carepress::test
