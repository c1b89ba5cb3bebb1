// `carepress visit --record` and `carepress attach` as a batch job runs them, with a sign-in that is really checked.
#include "net/clock.h"
#include "record/backend_sign_in.h"
#include "support/process.h"
#include "support/test_data.h"
#include "support/visit_bundle.h"
#include "token/verify.h"
#include "unit/record/fhir_server.h"
#include "unit/token/signer.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace carepress::test {
namespace {

const std::string program = CAREPRESS_PROGRAM;

/// A record with a sign-in of programs: it verifies the assertion, and wants the token that it gave.
class RecordWithSignIn {
public:
    RecordWithSignIn()
        : key_(SigningKey::p384()), server_([this](const net::Request& request, int) { return answer(request); }) {
        VisitBundle bundle;
        bundle.add_condition("Chest cold");
        const Json whole = Json::parse(bundle.json());
        for (const Json& entry : whole["entry"]) server_.put(entry["resource"].dump());
        server_.token = "right-token";
    }

    std::string pem() const { return key_.pem(); }
    FhirServer& server() { return server_; }
    std::string scopes() const { return scopes_; }

private:
    std::optional<FhirServer::Fault> answer(const net::Request& request) {
        const std::string path = request.target.path;
        if (path == "/fhir/metadata") {
            Json statement = full_statement();
            statement["rest"][0]["resource"][1] = resource_use("Encounter", {"read", "search-type"}, {"patient"});
            return FhirServer::Fault{fhir_response(200, statement.dump())};
        }
        if (path == "/fhir/.well-known/smart-configuration") {
            Json smart = full_smart();
            smart["token_endpoint"] = server_.base() + "/token";
            return FhirServer::Fault{net::make_response(200, "application/json", smart.dump())};
        }
        if (path == "/fhir/token") return FhirServer::Fault{sign_in(request)};
        return std::nullopt;
    }

    net::Response sign_in(const net::Request& request) {
        const auto form = net::split_query(request.body);
        const auto value = [&](std::string_view name) {
            for (const auto& [key, text] : form.value())
                if (key == name) return text;
            return std::string();
        };
        token::TokenRules rules;
        rules.issuer = "carepress";
        rules.audiences = {server_.base() + "/token"};
        const auto client = std::get<token::ClientKey>(token::ClientKey::read(key_.pem()));
        const auto keys =
            std::get<token::KeySet>(token::KeySet::read(token::public_key_set(std::vector<token::ClientKey>{client})));
        const auto claims = token::verify_token(value("client_assertion"), rules, keys, net::wall_time());
        const bool is_right = std::holds_alternative<token::Claims>(claims) &&
                              std::get<token::Claims>(claims).subject == "carepress" &&
                              value("client_assertion_type") == token::client_assertion_type &&
                              value("grant_type") == "client_credentials";
        scopes_ = value("scope");
        if (!is_right) return net::make_response(401, "application/json", R"({"error":"invalid_client"})");
        return net::make_response(200, "application/json",
                                  R"({"access_token":"right-token","token_type":"Bearer","expires_in":300})");
    }

    SigningKey key_;
    FhirServer server_;
    std::string scopes_;
};

struct Ran {
    int status = -1;
    std::string output;
};

class RecordCommands : public testing::Test {
protected:
    RecordCommands() {
        write_file(folder_.file("key.pem"), record_.pem());
        ::chmod(folder_.file("key.pem").c_str(), 0600);
    }

    Ran run_program(const std::string& arguments) const {
        const CommandResult result = run("cd " + folder_.path() + " && " + program + " " + arguments + " 2>&1");
        return {result.status, result.output};
    }
    std::string connection() { return "--record " + record_.server().base() + " --key key.pem --client-id carepress"; }
    Ran press(const std::string& more = {}) {
        return run_program("visit --encounter p1-visit -o one.pdf --receipt one.json " + connection() + " " + more);
    }
    Ran attach(const std::string& more = {}) {
        return run_program("attach one.pdf --receipt one.json " + connection() + " " + more);
    }

    const TemporaryFolder folder_;
    RecordWithSignIn record_;
};

TEST_F(RecordCommands, press_a_visit_and_attach_it_once) {
    const Ran pressed = press();
    ASSERT_EQ(pressed.status, 0) << pressed.output;
    EXPECT_NE(record_.scopes().find("system/Condition.rs"), std::string::npos) << record_.scopes();
    EXPECT_EQ(record_.scopes().find("AdverseEvent"), std::string::npos) << "which the record does not name";
    const Ran first = attach();
    EXPECT_EQ(first.status, 0) << first.output;
    EXPECT_NE(first.output.find("it was read back and is what was sent"), std::string::npos) << first.output;
    EXPECT_NE(record_.scopes().find("system/DocumentReference.crus"), std::string::npos) << record_.scopes();
    const Ran second = attach("--format json");
    EXPECT_EQ(second.status, 0);
    EXPECT_NE(second.output.find("already_there"), std::string::npos) << second.output;
    EXPECT_EQ(record_.server().all_of("DocumentReference").size(), 1u);
    for (const Ran& ran : {pressed, first, second})
        for (const char* word : {"Ana", "Ruiz", "right-token", "p1"})
            EXPECT_EQ(ran.output.find(word), std::string::npos) << word << "\n" << ran.output;
}

TEST_F(RecordCommands, articles_are_attached_to_the_visit_that_the_command_names) {
    const Ran pressed = run_program("render K977 --language es -o a.pdf --receipt a.json");
    ASSERT_EQ(pressed.status, 0) << pressed.output;
    const auto attach_articles = [&](const std::string& more) {
        return run_program("attach a.pdf --receipt a.json " + connection() + " " + more);
    };
    const Ran nobody = attach_articles("--encounter p1-visit");
    EXPECT_EQ(nobody.status, 1);
    EXPECT_NE(nobody.output.find("--patient and --encounter"), std::string::npos) << nobody.output;
    const Ran another = attach_articles("--patient p2 --encounter p1-visit");
    EXPECT_EQ(another.status, 1);
    EXPECT_NE(another.output.find("nothing is attached to another chart"), std::string::npos) << another.output;
    EXPECT_TRUE(record_.server().all_of("DocumentReference").empty());
    const Ran first = attach_articles("--patient p1 --encounter p1-visit");
    EXPECT_EQ(first.status, 0) << first.output;
    EXPECT_NE(attach_articles("--patient p1 --encounter p1-visit").output.find("attached already"), std::string::npos);
    const std::vector<Json> documents = record_.server().all_of("DocumentReference");
    ASSERT_EQ(documents.size(), 1u);
    EXPECT_EQ(documents[0]["type"]["coding"][0]["code"], "34895-3");
    EXPECT_EQ(documents[0]["subject"]["reference"], "Patient/p1");
    EXPECT_EQ(documents[0]["content"][0]["attachment"]["language"], "es");
    ASSERT_EQ(documents[0]["context"]["related"].size(), 1u);
    const std::string article = documents[0]["context"]["related"][0]["identifier"]["value"];
    EXPECT_EQ(article.substr(0, 8), "K977/es/");
    EXPECT_FALSE(documents[0]["date"].get<std::string>().empty()) << "when it was given";

    write_file(folder_.file("bundle.json"), VisitBundle().json());
    const Ran message = run_program("attach a.pdf --receipt a.json --as mdm --bundle bundle.json -o m.hl7");
    EXPECT_EQ(message.status, 1);
    EXPECT_NE(message.output.find("a message is of a visit"), std::string::npos) << message.output;
}

TEST_F(RecordCommands, a_receipt_of_articles_needs_one_pdf_of_articles_by_code) {
    write_file(folder_.file("a.md"), "# Rest\n\nRest.\n");
    for (const char* arguments : {"render a.md -o a.pdf --receipt r.json", "render K977 W205 -o out/ --receipt r.json",
                                  "render K977 -o a.svg --receipt r.json", "render K977 -o a.pdf --receipt a.pdf"}) {
        EXPECT_EQ(run_program(arguments).status, 2) << arguments;
        EXPECT_FALSE(std::filesystem::exists(folder_.file("r.json"))) << arguments;
    }
}

TEST_F(RecordCommands, a_key_that_is_not_registered_is_refused) {
    write_file(folder_.file("key.pem"), SigningKey::p384().pem());
    const Ran pressed = press();
    EXPECT_EQ(pressed.status, 3);
    EXPECT_NE(pressed.output.find("it does not know this client, or its key"), std::string::npos) << pressed.output;
    EXPECT_FALSE(std::filesystem::exists(folder_.file("one.pdf")));
}

TEST_F(RecordCommands, a_key_that_others_can_read_is_not_used) {
    ::chmod(folder_.file("key.pem").c_str(), 0644);
    EXPECT_EQ(press().status, 3);
    EXPECT_TRUE(record_.scopes().empty());
}

TEST_F(RecordCommands, without_a_sign_in_nothing_is_read) {
    const Ran pressed = run_program("visit --encounter p1-visit -o one.pdf --record " + record_.server().base());
    EXPECT_EQ(pressed.status, 3);
    EXPECT_NE(pressed.output.find("401 (sign-in needed)"), std::string::npos) << pressed.output;
}

TEST_F(RecordCommands, what_does_not_belong_together_is_refused) {
    ASSERT_EQ(press().status, 0);
    EXPECT_EQ(attach("--encounter another").status, 1);
    std::ofstream(folder_.file("one.pdf"), std::ios::app) << "\n";
    const Ran changed = attach();
    EXPECT_EQ(changed.status, 1);
    EXPECT_NE(changed.output.find("it is the receipt of another PDF"), std::string::npos) << changed.output;
    EXPECT_TRUE(record_.server().all_of("DocumentReference").empty());
    for (const char* wrong : {"visit x.json --record http://127.0.0.1:1/fhir -o o.pdf", "visit -o o.pdf",
                              "visit --record http://127.0.0.1:1/fhir -o o.pdf", "attach one.pdf --receipt one.json",
                              "attach one.pdf --receipt one.json --as mdm",
                              "attach one.pdf --receipt one.json --as cda --bundle b --mllp "
                              "127.0.0.1:1",
                              "attach one.pdf --receipt one.json --as mdm --bundle b --mllp ehr.example.org:1",
                              "attach one.pdf --receipt one.json --record http://ehr.example.org/fhir"})
        EXPECT_EQ(run_program(wrong).status, 2) << wrong;
}

}  // namespace
}  // namespace carepress::test
