// `carepress export` as its users meet it: killed, stopped, out of room, and completed by the same command.
#include "support/support.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;
using Milliseconds = std::chrono::duration<double, std::milli>;

const std::string program = CAREPRESS_PROGRAM;

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_article(const std::string& library, int number, int version) {
    const std::string name = std::to_string(number);
    write_file(library + "/en/article-" + name + ".md", "---\ncode: K" + name + "\ntitle: Article " + name +
                                                            "\nlanguage: en\nupdated: 2026-11-20\n---\n\nVersion " +
                                                            std::to_string(version) +
                                                            " says: drink water, and rest.\n");
}

/// A process of the program that this test may kill.
class Process {
public:
    Process(const std::string& library, const std::string& output) {
        const char* arguments[] = {program.c_str(), "export", library.c_str(), "-o", output.c_str(), "-q", nullptr};
        EXPECT_EQ(::posix_spawn(&id_, program.c_str(), nullptr, nullptr, const_cast<char**>(arguments), environ), 0);
    }
    /// Sends `signal` and waits: the exit status, or minus the signal that ended the process.
    int end(int signal) const {
        if (signal != 0) ::kill(id_, signal);
        int status = 0;
        ::waitpid(id_, &status, 0);
        return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    }

private:
    pid_t id_ = 0;
};

std::vector<fs::path> pdfs_below(const std::string& folder) {
    std::vector<fs::path> paths;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
         entry.increment(error))
        if (entry->path().extension() == ".pdf") paths.push_back(entry->path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

::testing::AssertionResult all_whole(const std::string& folder) {
    for (const fs::path& path : pdfs_below(folder)) {
        const std::string bytes = read_file(path);
        if (!bytes.starts_with("%PDF-1.7") || !bytes.ends_with("%%EOF\n"))
            return ::testing::AssertionFailure() << path << " is torn: " << bytes.size() << " bytes";
    }
    return ::testing::AssertionSuccess();
}

::testing::AssertionResult same_files(const std::string& one, const std::string& other) {
    const std::vector<fs::path> left = pdfs_below(one), right = pdfs_below(other);
    if (left.size() != right.size())
        return ::testing::AssertionFailure() << left.size() << " files and " << right.size();
    for (std::size_t i = 0; i < left.size(); ++i)
        if (left[i].lexically_relative(one) != right[i].lexically_relative(other) ||
            read_file(left[i]) != read_file(right[i]))
            return ::testing::AssertionFailure() << left[i] << " differs";
    return ::testing::AssertionSuccess();
}

TEST(ExportCommand, KilledAHundredTimesItIsWholeAndIsCompleted) {
    const TemporaryFolder folder;
    const std::string library = folder.file("articles"), output = folder.file("out");
    fs::create_directories(library + "/en");
    constexpr int articles = 40;
    for (int i = 0; i < articles; ++i) write_article(library, i, 0);

    const auto begin = std::chrono::steady_clock::now();
    ASSERT_EQ(Process(library, folder.file("first")).end(0), 0);
    const Milliseconds whole_run = std::chrono::steady_clock::now() - begin;

    unsigned chance = 12345;  // the same moments each time, as far as the machine allows
    // When it is killed at the latest: earlier after a turn that was done before, later again after one that was not.
    Milliseconds latest = whole_run;
    int killed = 0, version = 1;
    for (int turn = 0; turn < 100; ++turn) {
        // Some articles change, so that there is something to do: others come and go.
        for (int i = turn % 3; i < articles; i += 3) write_article(library, i, version);
        ++version;
        if (turn % 7 == 3) fs::remove(library + "/en/article-" + std::to_string(turn % articles) + ".md");
        const Process process(library, output);
        chance = chance * 1664525u + 1013904223u;
        std::this_thread::sleep_for(latest * (static_cast<double>(chance >> 8) / (1 << 24)));
        const bool was_killed = process.end(SIGKILL) == -SIGKILL;
        killed += was_killed ? 1 : 0;
        latest = was_killed ? std::min(whole_run, latest * 1.2) : latest * 0.8;
        ASSERT_TRUE(all_whole(output)) << "turn " << turn;
    }
    EXPECT_GT(killed, 20);
    ASSERT_EQ(Process(library, output).end(0), 0);
    EXPECT_EQ(run(program + " export -q " + library + " -o " + output + " --verify 2>&1").status, 0);
    ASSERT_EQ(Process(library, folder.file("second")).end(0), 0);
    EXPECT_TRUE(same_files(output, folder.file("second")));
    EXPECT_EQ(read_file(output + "/manifest.jsonl"), read_file(folder.file("second/manifest.jsonl")));
    EXPECT_TRUE(fs::is_empty(output + "/.carepress/staged"));
}

/// As if it were killed after its last file was in place and before the manifest was: the next export has nothing else
/// to do.
TEST(ExportCommand, AManifestThatWasNotWrittenIsWrittenByTheNext) {
    const TemporaryFolder folder;
    const std::string library = folder.file("articles"), output = folder.file("out");
    fs::create_directories(library + "/en");
    write_article(library, 1, 1);
    ASSERT_EQ(Process(library, output).end(0), 0);
    const std::string manifest = output + "/manifest.jsonl", aside = folder.file("manifest.jsonl");
    fs::rename(manifest, aside);
    fs::create_directories(manifest + "/in-the-way");
    write_article(library, 1, 22);
    EXPECT_NE(Process(library, output).end(0), 0);
    fs::remove_all(manifest);
    fs::rename(aside, manifest);
    ASSERT_EQ(Process(library, output).end(0), 0);
    EXPECT_EQ(run(program + " export -q " + library + " -o " + output + " --verify 2>&1").status, 0);
}

TEST(ExportCommand, EndsCleanlyOnASignalAndIsCompleted) {
    const TemporaryFolder folder;
    const std::string library = folder.file("articles"), output = folder.file("out");
    fs::create_directories(library + "/en");
    for (int i = 0; i < 400; ++i) write_article(library, i, 0);
    const Process process(library, output);
    while (!fs::exists(output + "/.carepress/staged/0")) std::this_thread::sleep_for(Milliseconds(1));
    const int status = process.end(SIGTERM);
    EXPECT_TRUE(status == 143 || status == 0) << status;  // 0: it was done before the signal came
    EXPECT_EQ(run(program + " export -q -o " + output + " --verify").status, 0);
    EXPECT_EQ(Process(library, output).end(0), 0);
    EXPECT_EQ(pdfs_below(output).size(), 400u);
}

TEST(ExportCommand, AFullDiskTearsNothingAndTheNextRunCompletes) {
    const TemporaryFolder folder;
    const std::string disk = folder.file("disk");
    fs::create_directories(disk);
    const std::string in_namespace = "unshare --user --map-root-user --mount sh -c '";
    if (run(in_namespace + "mount -t tmpfs none " + disk + "' 2>/dev/null").status != 0)
        GTEST_SKIP() << "no file system of its own can be mounted here: the full disk is not tried";
    const std::string export_there = program + " export -q " + project("articles") + " -o " + disk + "/out";
    const CommandResult result =
        run(in_namespace + "mount -t tmpfs -o size=900k none " + disk + " && { " + export_there + " 2>" +
            folder.file("messages") + "; echo $?; } && cp -r " + disk + "/out " + folder.file("full") +
            " && mount -o remount,size=200m " + disk + " && " + export_there + " && " + export_there +
            " --verify && cp -r " + disk + "/out " + folder.file("completed") + "'");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_EQ(result.output, "3\n");
    EXPECT_NE(read_file(folder.file("messages")).find("No space left"), std::string::npos)
        << read_file(folder.file("messages"));
    EXPECT_TRUE(all_whole(folder.file("full")));
    EXPECT_EQ(pdfs_below(folder.file("completed")).size(), sample_articles().size());
    EXPECT_TRUE(all_whole(folder.file("completed")));
}

TEST(ExportCommand, AnOutputThatMayNotGrowIsSaidAndCompletedLater) {
    const TemporaryFolder folder;
    const std::string command = program + " export -q " + project("articles") + " -o " + folder.file("out");
    const CommandResult limited = run("ulimit -f 60; " + command + " 2>&1");
    EXPECT_EQ(limited.status, 3) << limited.output;
    EXPECT_NE(limited.output.find("error:"), std::string::npos) << limited.output;
    EXPECT_TRUE(all_whole(folder.file("out")));
    EXPECT_EQ(run(command + " 2>&1").status, 0);
    EXPECT_EQ(run(command + " --verify 2>&1").status, 0);
}

TEST(ExportCommand, SaysWhatItDid) {
    const TemporaryFolder folder;
    const std::string library = folder.file("articles");
    fs::create_directories(library + "/en");
    for (int i = 0; i < 3; ++i) write_article(library, i, 0);
    write_file(library + "/en/bad.md", "---\ncode: B1\ntitle: Bad\nlanguage: en\n---\n\n![](x.png)\n");
    const std::string command = program + " export " + library + " -o " + folder.file("out");
    const CommandResult first = run(command + " -v 2>&1");
    EXPECT_EQ(first.status, 1);
    EXPECT_NE(first.output.find("en/bad.md:7:"), std::string::npos) << first.output;
    EXPECT_NE(first.output.find("added default/en/letter/K0.pdf"), std::string::npos) << first.output;
    EXPECT_NE(first.output.find("3 added, 0 changed, 0 unchanged, 0 removed, 1 refused"), std::string::npos)
        << first.output;
    EXPECT_NE(first.output.find("refused, with the messages above:\n  en/bad.md"), std::string::npos) << first.output;
    EXPECT_EQ(first.output.find('\r'), std::string::npos) << "plain lines where there is no terminal";
    fs::remove(library + "/en/bad.md");
    const CommandResult json = run(command + " --format json | python3 -m json.tool");
    EXPECT_EQ(json.status, 0);
    EXPECT_NE(json.output.find("\"unchanged\": 3"), std::string::npos) << json.output;
}

TEST(ExportCommand, TellsUsageAndEnvironmentApart) {
    const TemporaryFolder folder;
    const std::string articles = project("articles");
    EXPECT_EQ(run(program + " export " + articles + " 2>/dev/null").status, 2);
    EXPECT_EQ(run(program + " export -o " + folder.file("out") + " 2>/dev/null").status, 2);
    EXPECT_EQ(run(program + " export " + articles + " -o " + folder.file("out") + " --shard 4/4 2>/dev/null").status,
              2);
    EXPECT_EQ(run(program + " export " + articles + " -o " + folder.file("out") + " --jobs 0 2>/dev/null").status, 2);
    EXPECT_EQ(run(program + " export " + articles + " -o /proc/nowhere 2>/dev/null").status, 3);
    EXPECT_EQ(run(program + " export /nowhere -o " + folder.file("out") + " 2>/dev/null").status, 3);
    EXPECT_EQ(run(program + " export -o " + folder.file("out") + " --verify 2>/dev/null").status, 3);
    EXPECT_FALSE(fs::exists(folder.file("out")));
    EXPECT_EQ(run(program + " export --help > /dev/null").status, 0);
}

}  // namespace
}  // namespace carepress::test
