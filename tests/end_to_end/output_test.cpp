// Where an output may go: somebody else who can write to the folder must neither get the output nor block the program.
#include "support/support.h"
#include "support/visit_bundle.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <functional>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;

const std::string program = CAREPRESS_PROGRAM;
constexpr uid_t another_user = 65534;

/// A way to make the program write to TARGET, "jane-doe.fhir.json" in the folder where it runs.
struct Way {
    const char* name;
    const char* arguments;
    bool is_private;  ///< the file's name stays out of messages
};

constexpr Way ways[] = {
    {"summary", "visit in.json -q -o jane-doe.fhir.json", true},
    {"receipt", "visit in.json -q -o /dev/null --receipt jane-doe.fhir.json", true},
    {"fhir_receipt", "visit in.json -q -o /dev/null --receipt jane-doe.json", true},
    {"report", "visit in.json -q -o /dev/null --report jane-doe.fhir.json", true},
    {"strict_report", "visit lacking.json -q --strict -o /dev/null --report jane-doe.fhir.json", true},
    {"handout_with_note", "render article.md -q --note note.md -o jane-doe.fhir.json", true},
    {"handout", "render article.md -q -o jane-doe.fhir.json", false},
};

class Output : public testing::TestWithParam<Way> {
protected:
    void SetUp() override {
        VisitBundle bundle;
        write_file(folder_.file("in.json"), bundle.json());
        bundle.add_medicine("x").erase("medicationCodeableConcept");
        write_file(folder_.file("lacking.json"), bundle.json());
        write_file(folder_.file("article.md"), "# Fever\n\nDrink water.\n");
        write_file(folder_.file("note.md"), "Call me.\n");
        target_ = folder_.file("jane-doe.fhir.json");
        before_ = names();
    }

    /// Never waits: a program that hangs has the status 124.
    CommandResult press() const {
        return run("cd " + folder_.path() + " && timeout 60 " + program + " " + GetParam().arguments + " 2>&1");
    }
    int done() const { return GetParam().name == std::string("strict_report") ? 4 : 0; }

    /// Presses onto a planted file: it must be refused with a reason, stay as it is, and get nothing.
    void expect_refused(const std::string& reason) {
        const std::vector<std::string> planted = names();
        struct stat was {};
        ASSERT_EQ(::lstat(target_.c_str(), &was), 0);
        const CommandResult result = press();
        EXPECT_EQ(result.status, 3) << result.output;
        EXPECT_NE(result.output.find(reason), std::string::npos) << result.output;
        EXPECT_EQ(result.output.find("jane") == std::string::npos, GetParam().is_private) << result.output;
        EXPECT_EQ(names(), planted) << "something else was written";
        struct stat is {};
        ASSERT_EQ(::lstat(target_.c_str(), &is), 0);
        EXPECT_EQ(is.st_ino, was.st_ino);
    }
    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder_.path())) all.push_back(entry.path().filename());
        std::sort(all.begin(), all.end());
        return all;
    }
    /// Gives the planted file to another user.
    bool give_away(const std::string& path) const {
        return ::geteuid() == 0 && ::lchown(path.c_str(), another_user, another_user) == 0;
    }

    TemporaryFolder folder_;
    std::string target_;
    std::vector<std::string> before_;
};

TEST_P(Output, takes_a_name_that_is_free_or_an_old_file_has) {
    for (const bool old : {false, true}) {
        if (old) write_file(target_, "old");
        const CommandResult result = press();
        EXPECT_EQ(result.status, done()) << result.output;
        struct stat status {};
        ASSERT_EQ(::lstat(target_.c_str(), &status), 0);
        EXPECT_TRUE(S_ISREG(status.st_mode));
        EXPECT_GT(status.st_size, 3);
        EXPECT_EQ((status.st_mode & 077) == 0, GetParam().is_private);
    }
}

TEST_P(Output, an_old_file_with_a_second_name_keeps_its_bytes_there) {
    write_file(folder_.file("other"), "old");
    ASSERT_EQ(::link(folder_.file("other").c_str(), target_.c_str()), 0);
    EXPECT_EQ(press().status, done());
    EXPECT_EQ(read_source(folder_.file("other")).bytes, "old");
}

TEST_P(Output, a_pipe_without_a_reader_is_refused_at_once) {
    ASSERT_EQ(::mkfifo(target_.c_str(), 0600), 0);
    expect_refused("no program reads from the pipe");
}

TEST_P(Output, a_pipe_that_others_can_open_gets_no_patient_data) {
    ASSERT_EQ(::mkfifo(target_.c_str(), 0600), 0);
    ASSERT_EQ(::chmod(target_.c_str(), 0666), 0);
    const std::string stolen = folder_.path() + "-stolen";
    const CommandResult result =
        run("cd " + folder_.path() + "; (timeout 20 cat jane-doe.fhir.json > " + stolen + ") & sleep 0.3; timeout 60 " +
            program + " " + GetParam().arguments + " 2>&1; status=$?; kill $! 2>/dev/null; exit $status");
    EXPECT_EQ(result.status, GetParam().is_private ? 3 : 0) << result.output;
    if (GetParam().is_private) {
        EXPECT_EQ(read_source(stolen).bytes, "");
        EXPECT_NE(result.output.find("other users can open the pipe"), std::string::npos) << result.output;
    }
    fs::remove(stolen);
}

TEST_P(Output, a_pipe_of_our_own_gets_everything) {
    ASSERT_EQ(::mkfifo(target_.c_str(), 0600), 0);
    const std::string got = folder_.path() + "-got";
    const CommandResult result =
        run("cd " + folder_.path() + "; (timeout 60 cat jane-doe.fhir.json > " + got + ") & sleep 0.3; timeout 60 " +
            program + " " + GetParam().arguments + " 2>&1; status=$?; wait; exit $status");
    EXPECT_EQ(result.status, done()) << result.output;
    EXPECT_GT(fs::file_size(got), 100u);
    fs::remove(got);
}

TEST_P(Output, symbolic_links_are_not_followed) {
    const std::string other = folder_.file("other");
    const std::function<void()> makers[] = {[&] { write_file(other, "old"); },       // to a file of our own
                                            [&] { ::mkfifo(other.c_str(), 0600); },  // to a pipe
                                            [] {}};                                  // to nothing
    for (const auto& make : makers) {
        fs::remove(other);
        fs::remove(target_);
        make();
        fs::create_symlink("other", target_);
        expect_refused("symbolic link");
        EXPECT_TRUE(fs::is_symlink(target_));
        if (fs::is_regular_file(other)) {
            EXPECT_EQ(read_source(other).bytes, "old");
        }
    }
}

TEST_P(Output, sockets_are_refused) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    ASSERT_LT(target_.size(), sizeof address.sun_path);
    std::strcpy(address.sun_path, target_.c_str());
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(socket, 1), 0);
    expect_refused("it is a socket");
    ::close(socket);
}

TEST_P(Output, folders_are_refused) {
    fs::create_directory(target_);
    const CommandResult result = press();
    const std::string way = GetParam().name;
    if (way.starts_with("handout")) {  // asks for a file in the folder
        EXPECT_EQ(result.status, 0) << result.output;
        return;
    }
    EXPECT_EQ(result.status, way == "summary" ? 2 : 3) << result.output;
    EXPECT_NE(result.output.find("is a folder"), std::string::npos) << result.output;
    EXPECT_TRUE(fs::is_empty(target_));
}

TEST_P(Output, what_other_users_planted_in_a_shared_folder_is_left_alone) {
    if (::geteuid() != 0) GTEST_SKIP() << "NOT TESTED: only root can make files of another user";
    ASSERT_EQ(::chmod(folder_.path().c_str(), 01777), 0);
    write_file(target_, "theirs");
    ASSERT_TRUE(give_away(target_));
    expect_refused("a file of another user has this name");
    EXPECT_EQ(read_source(target_).bytes, "theirs");

    fs::remove(target_);
    ASSERT_EQ(::mkfifo(target_.c_str(), 0666), 0);
    ASSERT_TRUE(give_away(target_));
    expect_refused("of another user");

    fs::remove(target_);
    write_file(folder_.file("other"), "old");
    fs::create_symlink("other", target_);
    ASSERT_TRUE(give_away(target_));
    expect_refused("symbolic link");
}

TEST_P(Output, a_full_disk_leaves_nothing_behind) {
    if (!fs::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
    std::string arguments = GetParam().arguments;
    arguments.replace(arguments.find("jane-doe"), std::string::npos, "/dev/full");
    if (GetParam().name == std::string("fhir_receipt")) return;  // its name is made from the receipt's
    if (GetParam().name == std::string("receipt")) return;       // so its second file would be in /dev
    const CommandResult result = run("cd " + folder_.path() + " && timeout 60 " + program + " " + arguments + " 2>&1");
    EXPECT_EQ(result.status, 3) << result.output;
    EXPECT_EQ(names(), before_);
}

INSTANTIATE_TEST_SUITE_P(Ways, Output, testing::ValuesIn(ways),
                         [](const auto& way) { return std::string(way.param.name); });

TEST(OutputStreams, what_the_caller_opened_is_written_to) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    const std::string visit = "cd " + folder.path() + " && timeout 60 " + program + " visit in.json -q ";
    for (const char* way : {"-o -", "-o /dev/stdout", "-o /dev/fd/1", "-o /proc/self/fd/1", "-o /dev/fd/7 7>&1"}) {
        const CommandResult result = run(visit + way + " | head -c 8");
        EXPECT_EQ(result.output, "%PDF-1.7") << way;
    }
    EXPECT_EQ(run(visit + "-o /dev/fd/1 > a.pdf && head -c 8 a.pdf").output, "%PDF-1.7");
    EXPECT_EQ(run(visit + "-o /dev/null 2>&1").output, "");
    EXPECT_EQ(run(visit + "-o /dev/fd/99 2>&1").status, 3);
    EXPECT_EQ(run(visit + "-o out.pdf --report - | head -c 1").output, "{");
}

TEST(OutputStreams, a_missing_folder_is_reported) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    const CommandResult result = run("cd " + folder.path() + " && " + program + " visit in.json -q -o no/out.pdf 2>&1");
    EXPECT_EQ(result.status, 3);
    EXPECT_NE(result.output.find("its folder can't be opened"), std::string::npos) << result.output;
}

TEST(OutputStreams, no_output_is_written_where_another_one_can_not_be) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    for (const char* options : {"--receipt no/receipt.json", "--report no/report.json"}) {
        const CommandResult result =
            run("cd " + folder.path() + " && " + program + " visit in.json -q -o out.pdf " + options + " 2>&1");
        EXPECT_NE(result.status, 0);
        EXPECT_EQ(run("ls -A " + folder.path()).output, "in.json\n") << result.output;
    }
}

/// What a stream was given can't be taken back: a summary must not be printed whose receipt is then missing.
TEST(OutputStreams, a_stream_gets_nothing_if_a_file_can_not_be_written) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    const std::string command = "cd " + folder.path() + " && trap '' XFSZ; ulimit -f 8; timeout 60 " + program +
                                " visit in.json -q -o - --receipt receipt.json";
    EXPECT_EQ(run(command + " 2>/dev/null | wc -c").output, "0\n");
    EXPECT_EQ(run(command + " 2>&1 >/dev/null").output,
              "carepress: error: cannot write the receipt's FHIR bundle: File too large\n");
    EXPECT_EQ(run("ls -A " + folder.path()).output, "in.json\n");
}

}  // namespace
}  // namespace carepress::test
