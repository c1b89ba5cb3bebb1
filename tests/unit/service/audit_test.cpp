// What is kept of each handout that is given, and what is not.
#include "service/audit.h"

#include "base/digest.h"
#include "base/error.h"
#include "unit/service/service_fixture.h"

#include <sys/stat.h>

#include <sstream>
#include <thread>

namespace carepress::test {
namespace {

std::vector<Json> lines_of(const std::string& path) {
    std::vector<Json> lines;
    std::istringstream text(read_source(path).bytes);
    for (std::string line; std::getline(text, line);) lines.push_back(Json::parse(line));
    return lines;
}

service::GivenHandout given(std::string_view pdf) {
    service::GivenHandout handout;
    handout.time = std::chrono::sys_seconds(std::chrono::seconds(1'800'000'000));
    handout.subject = "nurse-7";
    handout.encounter = "Encounter/enc-1";
    handout.articles = {{"K977", "es", "1"}};
    handout.language = "es";
    handout.layout = "letter";
    handout.brand = "default";
    handout.pages = 2;
    handout.pdf = pdf;
    return handout;
}

TEST(Audit, is_a_line_for_each_handout_that_its_owner_alone_can_read) {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/audit.jsonl";
    const mode_t before = ::umask(0);
    service::Audit audit(path);
    ::umask(before);
    audit.add(given("%PDF one"));
    audit.add(given("%PDF two"));
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    const std::vector<Json> lines = lines_of(path);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].dump(),
              R"({"time":"2027-01-15T08:00:00Z","subject":"nurse-7","articles":[{"code":"K977",)"
              R"("language":"es","version":"1"}],"language":"es","layout":"letter","brand":"default","note":false,)"
              R"("pages":2,"sha256":")" +
                  hex(sha256("%PDF one")) + "\"}");
    EXPECT_EQ(lines[1]["sha256"], hex(sha256("%PDF two")));
}

TEST(Audit, goes_on_in_a_new_file_when_the_old_one_is_moved_away) {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/audit.jsonl";
    service::Audit audit(path);
    audit.add(given("a"));
    std::filesystem::rename(path, path + ".1");
    audit.add(given("b"));
    EXPECT_EQ(lines_of(path + ".1").size(), 1u);
    EXPECT_EQ(lines_of(path).size(), 1u);
}

constexpr const char* audit_key = "0123456789abcdef0123456789abcdef";

/// What the encounter is called in the record is in no file, with a key or without.
TEST(Audit, has_an_opaque_reference_to_the_encounter_if_there_is_a_key) {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/audit.jsonl";
    service::Audit audit(path, audit_key);
    service::GivenHandout other = given("b"), none = given("c");
    other.encounter = "Encounter/enc-2";
    none.encounter.clear();
    for (const service::GivenHandout& each : {given("a"), given("d"), other, none}) audit.add(each);
    const std::vector<Json> lines = lines_of(path);
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_EQ(lines[0]["encounter"], hex(hmac_sha256(audit_key, "Encounter/enc-1")));
    EXPECT_EQ(lines[1]["encounter"], lines[0]["encounter"]) << "the same encounter";
    EXPECT_NE(lines[2]["encounter"], lines[0]["encounter"]) << "another one";
    EXPECT_FALSE(lines[3].contains("encounter")) << "a handout without a visit";
    EXPECT_EQ(read_source(path).bytes.find("enc-"), std::string::npos);

    service::Audit(folder.path() + "/another", "another key of no less than 32 bytes").add(given("a"));
    EXPECT_NE(lines_of(folder.path() + "/another")[0]["encounter"], lines[0]["encounter"]) << "another key";
    service::Audit(folder.path() + "/without").add(given("a"));
    EXPECT_FALSE(lines_of(folder.path() + "/without")[0].contains("encounter"));
    EXPECT_EQ(read_source(folder.path() + "/without").bytes.find("enc-"), std::string::npos);
}

TEST(AuditKey, is_of_its_owner_alone) {
    const TemporaryFolder folder;
    const std::string path = write_into(folder, "key", std::string(audit_key) + "\n");
    for (const auto& [mode, is_right] :
         {std::pair(0600, true), std::pair(0400, true), std::pair(0640, ::geteuid() == 0), std::pair(0660, false),
          std::pair(0604, false), std::pair(0644, false)}) {
        ASSERT_EQ(::chmod(path.c_str(), static_cast<mode_t>(mode)), 0);
        if (is_right)
            EXPECT_EQ(service::read_audit_key(path), audit_key) << std::oct << mode;
        else
            EXPECT_THROW(service::read_audit_key(path), EnvironmentError) << std::oct << mode;
    }
    EXPECT_EQ(service::read_audit_key(""), "");
}

TEST(AuditKey, that_cannot_be_used_is_an_error_without_words_of_it) {
    const TemporaryFolder folder;
    const auto problem_of = [&](const std::string& text) -> std::string {
        const std::string path = write_into(folder, "key", text);
        ::chmod(path.c_str(), 0600);
        try {
            service::read_audit_key(path);
            return "";
        } catch (const EnvironmentError& error) {
            return error.what();
        }
    };
    EXPECT_EQ(problem_of(audit_key), "");
    EXPECT_EQ(problem_of(std::string(4'096, 'k')), "");
    EXPECT_NE(problem_of("password").find("fewer than 32 bytes"), std::string::npos);
    EXPECT_EQ(problem_of("password").find("password"), std::string::npos);
    EXPECT_NE(problem_of(std::string(31, 'k') + "\n\n").find("fewer than 32 bytes"), std::string::npos);
    EXPECT_NE(problem_of("").find("fewer than 32 bytes"), std::string::npos);
    EXPECT_NE(problem_of(std::string(4'097, 'k')).find("more than 4096 bytes"), std::string::npos);
    EXPECT_THROW(service::read_audit_key(folder.path()), EnvironmentError) << "a folder";
    EXPECT_THROW(service::read_audit_key(folder.path() + "/none"), EnvironmentError);
}

TEST(Audit, is_not_mixed_up_by_threads) {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/audit.jsonl";
    service::Audit audit(path);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 100; ++k) audit.add(given("x"));
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(lines_of(path).size(), 400u);
}

TEST(Audit, that_cannot_be_kept_is_an_error) {
    const TemporaryFolder folder;
    EXPECT_THROW(service::Audit(folder.path() + "/none/audit.jsonl"), EnvironmentError);
    std::filesystem::create_symlink("/dev/null", folder.path() + "/link");
    EXPECT_THROW(service::Audit(folder.path() + "/link"), EnvironmentError) << "a link may lead anywhere";
    service::Audit none("");
    none.add(given("x"));
    EXPECT_FALSE(none.is_kept());
}

class GivenHandouts : public testing::Test {
protected:
    GivenHandouts() {
        service::ServiceSettings settings = settings_for(folder_, CAREPRESS_SOURCE_FOLDER "/articles");
        settings.audit_file = path();
        state_ = std::make_unique<service::State>(std::move(settings), [](const std::string&) {});
    }
    std::string path() const { return folder_.path() + "/audit.jsonl"; }
    net::Response call(service::RouteFunction route, const std::string& method, const std::string& body,
                       std::vector<std::pair<std::string, std::string>> parameters = {},
                       const std::string& range = {}) {
        net::Request request;
        request.method = method;
        request.parameters = std::move(parameters);
        request.headers.add("Content-Type", "application/json");
        if (!range.empty()) request.headers.add("Range", range);
        request.body = body;
        const net::Work work;
        return route(*state_, {request, work, "nurse-7"});
    }

    TemporaryFolder folder_;
    std::unique_ptr<service::State> state_;
};

TEST_F(GivenHandouts, are_in_the_audit_without_their_note) {
    const std::string job =
        R"({"articles": [{"code": "K977"}, {"code": "F204"}], "language": "es", "note": {"text": "Maria, call us."}})";
    const net::Response pressed = call(service::press_handout, "POST", job);
    ASSERT_EQ(pressed.status, 200) << pressed.body.bytes();
    std::vector<Json> lines = lines_of(path());
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0]["subject"], "nurse-7");
    EXPECT_EQ(lines[0]["articles"].size(), 2u);
    EXPECT_EQ(lines[0]["articles"][0]["code"], "K977");
    EXPECT_EQ(lines[0]["articles"][0]["version"], "1");
    EXPECT_EQ(lines[0]["note"], true);
    EXPECT_EQ(lines[0]["sha256"], hex(sha256(pressed.body.bytes())));
    EXPECT_EQ(read_source(path()).bytes.find("Maria"), std::string::npos);
}

TEST_F(GivenHandouts, count_when_the_pdf_is_taken_and_not_when_it_is_looked_at) {
    const Json preview =
        json_of(call(service::make_preview, "POST", R"({"articles": [{"code": "K977"}], "language": "es"})"));
    const std::string key = preview["key"];
    EXPECT_EQ(call(service::show_page, "GET", "", {{"key", key}, {"page", "1.svg"}}).status, 200);
    EXPECT_TRUE(lines_of(path()).empty());
    EXPECT_EQ(call(service::show_pdf, "HEAD", "", {{"key", key}}).status, 200);
    EXPECT_EQ(call(service::show_pdf, "GET", "", {{"key", key}}, "bytes=100-").status, 200);
    EXPECT_TRUE(lines_of(path()).empty());
    const net::Response pdf = call(service::show_pdf, "GET", "", {{"key", key}});
    const std::vector<Json> lines = lines_of(path());
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0]["subject"], "nurse-7") << "who made the preview";
    EXPECT_EQ(lines[0]["pages"], preview["pages"]);
    EXPECT_EQ(lines[0]["sha256"], hex(sha256(pdf.body.bytes())));
}

/// What can't be recorded is not given.
TEST_F(GivenHandouts, are_not_given_without_the_audit) {
    std::filesystem::remove(path());
    std::filesystem::create_directory(path());
    EXPECT_THROW(call(service::press_handout, "POST", R"({"articles": [{"code": "K977"}]})"), EnvironmentError);
}

}  // namespace
}  // namespace carepress::test
