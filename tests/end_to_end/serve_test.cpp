// `carepress serve` as a process: over a socket, from its start to its end.
#include "base/descriptor.h"
#include "base/digest.h"
#include "support/support.h"
#include "support/visit_bundle.h"
#include "unit/net/raw_client.h"
#include "unit/token/signer.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <regex>
#include <string>
#include <thread>
#include <vector>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;

std::string text_of(const std::string& path) { return fs::exists(path) ? read_source(path).bytes : std::string(); }

/// The service in a folder of its own, which has all that it may write.
class RunningService {
public:
    explicit RunningService(std::vector<std::string> options = {}) {
        for (const char* name : {"cache", "tmp", "work"}) fs::create_directory(folder_.file(name));
        process_ = ::fork();
        if (process_ == 0) begin(std::move(options));
        const std::regex address("http://127\\.0\\.0\\.1:(\\d+)/");
        std::smatch match;
        for (int tries = 0; tries < 3'000; ++tries) {
            const std::string said = log();
            if (std::regex_search(said, match, address)) {
                port_ = static_cast<std::uint16_t>(std::stoi(match[1]));
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ADD_FAILURE() << "it did not start: " << log();
    }
    ~RunningService() {
        if (process_ > 0) stop(SIGKILL);
    }
    RunningService(const RunningService&) = delete;
    RunningService& operator=(const RunningService&) = delete;

    /// Sends a request and returns the whole response.
    std::string ask(const std::string& method, const std::string& target, const std::string& body = {},
                    const std::string& headers = {}) const {
        const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
        const std::string length = method == "GET" ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
        const std::string request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
                                    length + headers + "\r\n" + body;
        for (std::size_t sent = 0; sent < request.size();) {
            const ssize_t some = ::send(socket.get(), request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
            if (some <= 0) break;
            sent += static_cast<std::size_t>(some);
        }
        std::string response;
        char buffer[65536];
        for (ssize_t got; (got = ::read(socket.get(), buffer, sizeof buffer)) > 0;)
            response.append(buffer, static_cast<std::size_t>(got));
        return response;
    }

    /// Sends a signal and returns the exit status, or the negative signal that ended it.
    int stop(int signal) {
        ::kill(process_, signal);
        int status = 0;
        ::waitpid(process_, &status, 0);
        process_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    std::string log() const { return text_of(folder_.file("log")); }
    const TemporaryFolder& folder() const { return folder_; }
    void send(int signal) const { ::kill(process_, signal); }

private:
    [[noreturn]] void begin(std::vector<std::string> options) const {
        if (std::freopen(folder_.file("log").c_str(), "w", stderr) == nullptr ||
            std::freopen(folder_.file("output").c_str(), "w", stdout) == nullptr ||
            ::chdir(folder_.file("work").c_str()) != 0)
            ::_exit(99);
        ::setenv("XDG_CACHE_HOME", folder_.file("cache").c_str(), 1);
        ::setenv("TMPDIR", folder_.file("tmp").c_str(), 1);
        options.insert(options.begin(), {"carepress", "serve", "--listen", "127.0.0.1:0"});
        std::vector<char*> words;
        for (std::string& option : options) words.push_back(option.data());
        words.push_back(nullptr);
        ::execv(CAREPRESS_PROGRAM, words.data());
        ::_exit(99);
    }

    TemporaryFolder folder_;
    pid_t process_ = 0;
    std::uint16_t port_ = 0;
};

int status_of(const std::string& response) {
    return response.starts_with("HTTP/1.1 ") ? std::stoi(response.substr(9, 3)) : 0;
}

/// The string of a key in a JSON answer.
std::string value_of(const std::string& response, const std::string& key) {
    std::smatch match;
    return std::regex_search(response, match, std::regex("\"" + key + "\":\"([^\"]*)\"")) ? std::string(match[1]) : "";
}

constexpr const char* json = "Content-Type: application/json\r\n";

TEST(Serve, finds_previews_and_presses_until_it_is_told_to_stop) {
    RunningService service;
    EXPECT_EQ(status_of(service.ask("GET", "/readyz")), 200);
    EXPECT_NE(service.ask("GET", "/").find("<!doctype html>"), std::string::npos);
    EXPECT_NE(service.ask("GET", "/v1/search?q=fever").find("\"code\":\"F204\""), std::string::npos);
    const std::string preview = service.ask("POST", "/v1/previews", R"({"articles": [{"code": "K977"}]})", json);
    EXPECT_EQ(status_of(preview), 201);
    const std::string key = value_of(preview, "key");
    EXPECT_NE(service.ask("GET", "/v1/previews/" + key + "/1.svg").find("<svg"), std::string::npos);
    const std::string pdf = service.ask("GET", "/v1/previews/" + key + "/handout.pdf");
    EXPECT_NE(pdf.find("%PDF-1.7"), std::string::npos);
    EXPECT_TRUE(pdf.ends_with("%%EOF\n") || pdf.ends_with("%%EOF")) << "it is whole";
    EXPECT_NE(service.ask("GET", "/K977").find("Emergency: call 911"), std::string::npos);
    EXPECT_NE(service.ask("GET", "/metrics").find("carepress_handouts_total 1\n"), std::string::npos);
    EXPECT_EQ(status_of(service.ask("PUT", "/v1/previews")), 405);
    EXPECT_EQ(service.stop(SIGTERM), 0);
    EXPECT_EQ(service.ask("GET", "/healthz"), "");
}

TEST(Serve, answers_record_systems_and_keeps_nothing_of_what_they_ask) {
    RunningService service;
    const std::string query =
        "?mainSearchCriteria.v.c=R50.9&mainSearchCriteria.v.cs=2.16.840.1.113883.6.90"
        "&patientPerson.name.family=Zarathustra&holder.assignedEntity.certificateText=Zarathustra";
    const std::string atom = service.ask("GET", "/infobutton" + query);
    EXPECT_EQ(atom.substr(0, 12), "HTTP/1.1 200");
    EXPECT_NE(atom.find("Content-Type: application/atom+xml"), std::string::npos) << atom.substr(0, 400);
    EXPECT_NE(atom.find("href=\"http://localhost/F204?lang=en\""), std::string::npos);
    EXPECT_EQ(service.ask("GET", "/infobutton" + query + "&knowledgeResponseType=text/html").substr(0, 12),
              "HTTP/1.1 303");
    EXPECT_EQ(service.ask("POST", "/infobutton" + query).substr(0, 12), "HTTP/1.1 405");
    EXPECT_NE(service.ask("GET", "/v1/articles/F204/handout.pdf?language=es").find("\r\n\r\n%PDF-"), std::string::npos);

    EXPECT_EQ(service.ask("GET", "/fhir/metadata").substr(0, 12), "HTTP/1.1 200");
    const std::string found = service.ask("GET", "/fhir/DocumentReference?patient.name=Zarathustra");
    EXPECT_NE(found.find("\"total\":0"), std::string::npos) << found;
    EXPECT_NE(service.ask("GET", "/fhir/DocumentReference/F204-es").find("\"language\":\"es\""), std::string::npos);

    EXPECT_EQ(service.stop(SIGTERM), 0);
    for (const auto& file : fs::recursive_directory_iterator(service.folder().path())) {
        if (!file.is_regular_file()) continue;
        EXPECT_EQ(text_of(file.path().string()).find("Zarathustra"), std::string::npos) << file.path();
    }
    EXPECT_EQ(service.log().find("R50"), std::string::npos) << service.log();
}

TEST(Serve, takes_up_a_change_of_the_library_when_it_is_told) {
    const TemporaryFolder library;
    write_file(library.file("rest.md"), "---\ncode: R1\ntitle: Rest\nlanguage: en\n---\n\nRest well.\n");
    RunningService service({"--library", library.path()});
    EXPECT_EQ(status_of(service.ask("GET", "/v1/articles/S1")), 404);
    write_file(library.file("sleep.md"), "---\ncode: S1\ntitle: Sleep\nlanguage: en\n---\n\nSleep well.\n");
    service.send(SIGHUP);
    int status = 0;
    for (int tries = 0; status != 200 && tries < 3'000; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        status = status_of(service.ask("GET", "/v1/articles/S1"));
    }
    EXPECT_EQ(status, 200) << service.log();
    EXPECT_EQ(service.stop(SIGINT), 0);
}

/// The paths of all files below a folder that contain one of the words, in text or in their names.
std::vector<std::string> files_with(const std::string& folder, const std::vector<std::string>& words) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        for (const std::string& word : words)
            if (entry.path().string().find(word) != std::string::npos ||
                (entry.is_regular_file() && text_of(entry.path().string()).find(word) != std::string::npos))
                found.push_back(entry.path().string() + ": " + word);
    return found;
}

/// Whatever a service is asked for a patient, it writes nothing of it anywhere.
TEST(Serve, leaves_nothing_of_a_patient_on_disk_or_in_messages) {
    const std::vector<std::string> words = {"Quillfeather", "Zephyrine",      "Zanzibarium", "Call Barnaby",
                                            "1931-03-17",   "searched-words", "p1-visit"};
    const TemporaryFolder audit;
    write_file(audit.file("key"), "0123456789abcdef0123456789abcdef\n");
    fs::permissions(audit.file("key"), fs::perms::owner_read);
    RunningService service({"--audit", audit.file("audit.jsonl"), "--audit-key", audit.file("key")});
    VisitBundle record("p1", "Zephyrine", "Quillfeather", "1931-03-17");
    record.add_medicine("Zanzibarium 5 MG", tablets(1, 2));
    const std::string bundle = record.json();
    const std::string session =
        "Authorization: Bearer " + value_of(service.ask("POST", "/v1/sessions"), "token") + "\r\n";
    const std::string visit =
        service.ask("POST", "/v1/visits", bundle, session + "Content-Type: application/fhir+json\r\n");
    ASSERT_EQ(status_of(visit), 201) << visit;
    const std::string path = "/v1/visits/" + value_of(visit, "key");
    const std::string preview =
        service.ask("POST", path + "/previews", R"({"note": {"text": "Call Barnaby."}})", session + json);
    ASSERT_EQ(status_of(preview), 201) << preview;
    const std::string pages = "/v1/previews/" + value_of(preview, "key");
    EXPECT_NE(service.ask("GET", pages + "/1.svg").find("Quillfeather"), std::string::npos) << "it is on the page";
    EXPECT_EQ(status_of(service.ask("GET", pages + "/handout.pdf")), 200);
    EXPECT_EQ(status_of(service.ask("GET", "/v1/search?q=searched-words+Quillfeather")), 200);
    // What is refused is no reason to quote it either.
    EXPECT_EQ(status_of(service.ask("POST", "/v1/visits", "{\"Quillfeather\": ", session + json)), 422);
    EXPECT_EQ(status_of(service.ask("POST", "/v1/previews", R"({"Quillfeather": 1})", json)), 422);
    EXPECT_EQ(status_of(service.ask("GET", "/Quillfeather")), 404);
    EXPECT_EQ(status_of(service.ask("GET", "/v1/Zephyrine")), 404);
    EXPECT_EQ(service.ask("GET", "/metrics").find("Quillfeather"), std::string::npos);
    EXPECT_EQ(status_of(service.ask("DELETE", path, "", session)), 204);
    EXPECT_EQ(service.stop(SIGTERM), 0);

    EXPECT_EQ(files_with(service.folder().path(), words), std::vector<std::string>());
    EXPECT_EQ(files_with(audit.path(), words), std::vector<std::string>());
    const std::string kept = text_of(audit.file("audit.jsonl"));
    EXPECT_NE(kept.find("\"layout\":\"visit-summary\""), std::string::npos);
    EXPECT_EQ(value_of(kept, "encounter"), hex(hmac_sha256("0123456789abcdef0123456789abcdef", "Encounter/p1-visit")));
}

/// Keys of an issuer, and a service that takes its tokens alone.
class ServeWithTokens : public testing::Test {
protected:
    static std::string set_of(const std::vector<std::pair<std::string, const SigningKey*>>& keys) {
        std::string text;
        for (const auto& [kid, key] : keys) text += (text.empty() ? "" : ",") + to_json(key->jwk(kid));
        return key_set(text);
    }
    static std::vector<std::string> options(const std::string& keys) {
        return {"--access",         "closed",           "--token-issuer", "https://id.example",
                "--token-audience", "https://handouts", "--token-keys",   keys};
    }
    static std::string token(const SigningKey& key, const std::string& kid) {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const std::int64_t end = std::chrono::duration_cast<std::chrono::seconds>(now).count() + 3'600;
        const Members claims{{"iss", json_text("https://id.example")},
                             {"aud", json_text("https://handouts")},
                             {"sub", json_text("nurse-7")},
                             {"exp", std::to_string(end)},
                             {"scope", json_text("carepress/library")}};
        return "Authorization: Bearer " +
               token_of(R"({"alg":"ES384","kid":")" + kid + "\"}", to_json(claims), key, "ES384") + "\r\n";
    }
    static int status_with(const RunningService& service, const std::string& header) {
        return status_of(service.ask("GET", "/v1/languages", "", header));
    }

    const SigningKey one_ = SigningKey::p384(), two_ = SigningKey::p384(), stays_ = SigningKey::p384();
    const std::string with_one_ = token(one_, "one"), with_two_ = token(two_, "two"),
                      with_stays_ = token(stays_, "stays");
    const TemporaryFolder folder_;
};

TEST_F(ServeWithTokens, changes_keys_without_losing_a_request) {
    const std::string file = folder_.file("keys.json");
    write_file(file, set_of({{"one", &one_}, {"stays", &stays_}}));
    RunningService service(options(file));
    EXPECT_EQ(status_with(service, ""), 401);
    EXPECT_EQ(status_with(service, with_one_), 200);
    EXPECT_EQ(status_with(service, with_two_), 401);

    std::atomic<bool> is_over = false;
    std::atomic<int> answered = 0, lost = 0;
    std::thread client([&] {
        while (!is_over) ++(status_with(service, with_stays_) == 200 ? answered : lost);
    });
    write_file(folder_.file("new"), set_of({{"two", &two_}, {"stays", &stays_}}));
    fs::rename(folder_.file("new"), file);
    service.send(SIGHUP);
    EXPECT_TRUE(eventually([&] { return status_with(service, with_two_) == 200; })) << service.log();
    EXPECT_EQ(status_with(service, with_one_), 401);
    write_file(file, "broken");
    service.send(SIGHUP);
    EXPECT_TRUE(eventually([&] { return service.log().find("were not loaded") != std::string::npos; }));
    EXPECT_TRUE(eventually([&, before = answered.load()] { return answered > before; }));
    is_over = true;
    client.join();
    EXPECT_EQ(lost, 0) << service.log();
    EXPECT_EQ(status_with(service, with_two_), 200);
    EXPECT_EQ(service.stop(SIGTERM), 0);
}

TEST_F(ServeWithTokens, fetches_keys_and_is_ready_when_it_has_them) {
    std::mutex mutex;
    std::string keys;  // empty: the issuer has none to give
    net::Routes routes;
    routes.add({"GET", "/jwks", [&](const net::Request&, const net::Work&) {
                    const std::lock_guard lock(mutex);
                    return net::make_response(keys.empty() ? 500 : 200, "application/json", keys);
                }});
    RunningServer issuer(std::move(routes));
    const auto publish = [&](const std::string& text) {
        const std::lock_guard lock(mutex);
        keys = text;
    };
    RunningService service(options("http://" + issuer.address() + "/jwks?p=secret-words"));
    EXPECT_TRUE(eventually(
        [&] { return service.ask("GET", "/readyz").find("/jwks: the server answered 500\n") != std::string::npos; }));
    EXPECT_EQ(status_of(service.ask("GET", "/readyz")), 503);
    EXPECT_EQ(status_of(service.ask("GET", "/healthz")), 200);
    EXPECT_EQ(status_with(service, with_one_), 503);
    EXPECT_EQ(status_of(service.ask("GET", "/K977")), 200) << "patients read on";
    publish(set_of({{"one", &one_}}));
    EXPECT_TRUE(eventually([&] { return status_of(service.ask("GET", "/readyz")) == 200; })) << service.log();
    EXPECT_EQ(status_with(service, with_one_), 200);
    publish(set_of({{"two", &two_}}));
    service.send(SIGHUP);
    EXPECT_TRUE(eventually([&] { return status_with(service, with_two_) == 200; })) << service.log();
    issuer.stop();
    service.send(SIGHUP);
    EXPECT_TRUE(eventually([&] { return service.log().find("the previous keys stay") != std::string::npos; }));
    EXPECT_EQ(status_with(service, with_two_), 200);
    EXPECT_EQ(service.stop(SIGTERM), 0);
    EXPECT_EQ(service.log().find("secret-words"), std::string::npos) << service.log();
}

TEST(Serve, shares_the_library_with_the_origins_of_its_settings) {
    const TemporaryFolder folder;
    write_file(folder.file("carepress.yaml"), "serve:\n  origin: [https://portal.example, http://intranet.example]\n");
    RunningService service({"--settings", folder.file("carepress.yaml")});
    const std::string portal = "Origin: https://portal.example\r\n";
    const std::string allows = "\r\nAccess-Control-Allow-Origin: https://portal.example\r\n";
    EXPECT_NE(service.ask("GET", "/v1/search?q=fever", "", portal).find(allows), std::string::npos);
    EXPECT_NE(service.ask("POST", "/v1/handouts", "", portal).find(allows), std::string::npos) << "also a refusal";
    const std::string preflight = service.ask("OPTIONS", "/v1/handouts", "",
                                              portal +
                                                  "Access-Control-Request-Method: POST\r\n"
                                                  "Access-Control-Request-Headers: content-type\r\n");
    EXPECT_EQ(status_of(preflight), 204);
    EXPECT_NE(preflight.find(allows), std::string::npos) << preflight;
    EXPECT_EQ(service.ask("GET", "/v1/search?q=fever", "", "Origin: null\r\n").find("Access-Control"),
              std::string::npos);
    EXPECT_EQ(service.stop(SIGTERM), 0);

    write_file(folder.file("carepress.yaml"),
               "serve:\n  origin:\n    - https://portal.example\n    - https://Intranet.example/\n");
    const CommandResult wrong = run(CAREPRESS_PROGRAM " serve --listen 127.0.0.1:0 --settings " +
                                    folder.file("carepress.yaml") + " 2>&1 < /dev/null");
    EXPECT_EQ(wrong.status, 2);
    EXPECT_NE(
        wrong.output.find("carepress.yaml:4:7: error: \"origin\": \"https://Intranet.example/\" is not an origin"),
        std::string::npos)
        << wrong.output;
}

TEST(Serve, says_why_it_does_not_start) {
    const RunningService service;
    const std::string port = std::regex_replace(service.log(), std::regex("[^]*127\\.0\\.0\\.1:(\\d+)/[^]*"), "$1");
    const auto serve = [](const std::string& options) {
        return run(CAREPRESS_PROGRAM " serve " + options + " 2>&1 < /dev/null");
    };
    const CommandResult taken = serve("--listen 127.0.0.1:" + port);
    EXPECT_EQ(taken.status, 3);
    EXPECT_NE(taken.output.find("in use"), std::string::npos) << taken.output;
    for (const char* options :
         {"--listen nowhere", "--listen 127.0.0.1", "--listen 127.0.0.1:99999",
          "--frame 'https://a.example; script-src *'", "--access some", "--origin null",
          "--origin 'https://a.example/'", "--origin '*'", "--listen 127.0.0.1:0 --token-issuer https://id.example",
          "--token-issuer a --token-audience b --token-keys http://id.example/jwks"})
        EXPECT_EQ(serve(options).status, 2) << options;
    for (const char* options : {"--library /none", "--audit /none/audit", "--audit-key /none",
                                "--token-issuer a --token-audience b --token-keys /none"})
        EXPECT_EQ(serve(std::string("--listen 127.0.0.1:0 ") + options).status, 3) << options;
}

}  // namespace
}  // namespace carepress::test
