// --job and --print-job: a job that was printed presses the same bytes as the options that made it.
#include "support/support.h"
#include "support/visit_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

const std::string program = CAREPRESS_PROGRAM;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class Job : public testing::Test {
protected:
    void SetUp() override {
        write_file(folder_.file("note.md"), "Call *me*.\n");
        write_file(folder_.file("fever.md"), "# Fever\n\nDrink water.\n");
        write_file(folder_.file("tos.md"), "---\nlanguage: es\n---\n\n# Tos\n\nBeba agua.\n");
        write_file(folder_.file("cough.md"), "# Cough\n\nDrink water.\n");
        VisitBundle bundle;
        bundle.add_medicine("Amoxicillin 500 mg tablet", tablets(1, 2));
        write_file(folder_.file("in.json"), bundle.json());
    }

    /// Runs "carepress LINE" in the folder; SOURCE_DATE_EPOCH stops the clock.
    CommandResult carepress(const std::string& line, const std::string& before = {}) const {
        return run("cd " + folder_.path() + " && export SOURCE_DATE_EPOCH=1700000000 && " + before + program + " " +
                   line);
    }
    std::string bytes(const std::string& file) const {
        return std::filesystem::exists(folder_.file(file)) ? read_source(folder_.file(file)).bytes : std::string();
    }

    /// `more`: outputs besides the PDF, which are not part of a job.
    void expect_same(const std::string& command, const std::string& options, const std::string& more = {}) const {
        SCOPED_TRACE(command + " " + options);
        const CommandResult direct = carepress(command + " " + options + " -o direct.pdf " + more + " 2>&1");
        ASSERT_EQ(direct.status, 0) << direct.output;
        const CommandResult printed =
            carepress(command + " " + options + " -o unused.pdf " + more + " --print-job > job.json 2>&1");
        ASSERT_EQ(printed.status, 0) << bytes("job.json");
        EXPECT_TRUE(bytes("unused.pdf").empty()) << "nothing is pressed";
        const CommandResult from_file = carepress(command + " --job job.json -o file.pdf " + more + " 2>&1");
        EXPECT_EQ(from_file.status, 0) << from_file.output;
        EXPECT_EQ(from_file.output, direct.output);
        EXPECT_EQ(bytes("file.pdf"), bytes("direct.pdf"));
        const CommandResult from_pipe = carepress(command + " --job - -o - " + more + " 2>/dev/null > pipe.pdf",
                                                  program + " " + command + " --job job.json --print-job | ");
        EXPECT_EQ(from_pipe.status, 0);
        EXPECT_EQ(bytes("pipe.pdf"), bytes("direct.pdf"));
    }

    void expect_wrong_usage(const std::string& line, const std::string& words) const {
        const CommandResult result = carepress(line + " 2>&1");
        EXPECT_EQ(result.status, 2) << line;
        EXPECT_TRUE(has(result.output, words)) << line << "\n" << result.output;
    }

    TemporaryFolder folder_;
};

TEST_F(Job, a_handout_is_the_same_from_options_and_from_its_job) {
    expect_same("render", "fever.md");
    expect_same("render", "K977 --language es --layout bilingual");
    expect_same("render", "tos.md --beside cough.md --layout bilingual-a4");
    expect_same("render",
                "fever.md K977 --note note.md --title Pack --page-numbers article --brand harbor --layout a4 "
                "--without 'When should you call for help?' --language-notice --standard ua-2");
}

TEST_F(Job, a_visit_is_the_same_from_options_and_from_its_job) {
    expect_same("visit", "in.json");
    expect_same(
        "visit",
        "in.json --article K977 --suggest --note note.md --printed-by 'Front desk' --strict "
        "--language es --layout visit-summary-bilingual --without goals --time-zone America/New_York --standard ua-2",
        "--receipt receipt.json --report report.json");
    EXPECT_TRUE(has(bytes("job.json"), "\"want_receipt\": true")) << bytes("job.json");
    EXPECT_FALSE(has(bytes("job.json"), "Ruiz")) << "the bundle is not read";
}

TEST_F(Job, an_export_is_the_same_from_options_and_from_its_job) {
    std::filesystem::create_directories(folder_.file("library/es"));
    std::filesystem::copy_file(folder_.file("tos.md"), folder_.file("library/es/tos.md"));
    const std::string options = "export library --layout letter --layout a4 --brand harbor --language-notice ";
    ASSERT_EQ(carepress(options + "-o direct -q --jobs 1 2>&1").status, 0);
    ASSERT_EQ(carepress(options + "-o direct --print-job > job.json").status, 0);
    EXPECT_TRUE(has(bytes("job.json"), "\"layouts\": [\n    \"letter\",\n    \"a4\"\n  ]")) << bytes("job.json");
    const CommandResult from_job = carepress("export --job job.json -o job -q --shard 0/1 2>&1");
    EXPECT_EQ(from_job.status, 0) << from_job.output;
    EXPECT_EQ(run("diff -r " + folder_.file("direct/harbor") + " " + folder_.file("job/harbor")).output, "");
    EXPECT_TRUE(std::filesystem::exists(folder_.file("job/harbor/es/a4/tos.pdf")));
    expect_wrong_usage("export library --job job.json -o out", "--job excludes LIBRARY");
    expect_wrong_usage("export --job job.json --layout a4 -o out", "--job excludes --layout");
    expect_wrong_usage("export -o out", "an export needs a library");
    write_file(folder_.file("job.json"), "{\"library\": \"library\", \"shard\": \"0/2\"}");
    expect_wrong_usage("export --job job.json -o out", "unknown key \"shard\"");
}

TEST_F(Job, a_check_is_the_same_from_options_and_from_its_job) {
    write_file(folder_.file("dose.md"), "---\ncode: K1\ntitle: T\n---\n\nTake .5 mg. Take 2-4 pills.\n");
    const std::string options =
        "check dose.md --only ambiguous-dose --only ambiguous-range --smog 7 9 --longest-sentence 12 --strict ";
    const CommandResult direct = carepress(options + "--format json 2>&1");
    EXPECT_EQ(direct.status, 1) << direct.output;
    ASSERT_EQ(carepress(options + "--print-job > job.json").status, 0);
    EXPECT_TRUE(has(bytes("job.json"), "\"longest_sentence\": 12")) << bytes("job.json");
    const CommandResult from_job = carepress("check --job job.json --format json 2>&1");
    EXPECT_EQ(from_job.status, 1);
    EXPECT_EQ(from_job.output, direct.output);
    EXPECT_TRUE(has(direct.output, "\"errors\": 1")) << direct.output;
    expect_wrong_usage("check --job job.json --skip jargon", "--job excludes --skip");
    expect_wrong_usage("check dose.md --only jargn", "did you mean \"jargon\"?");
    expect_wrong_usage("check", "nothing to check");
    write_file(folder_.file("job.json"), "{\"sources\": [\"dose.md\"], \"only\": [\"jargn\"]}");
    expect_wrong_usage("check --job job.json", "did you mean \"jargon\"?");
}

TEST_F(Job, the_job_says_all_that_decides_the_bytes) {
    ASSERT_EQ(carepress("render fever.md --print-job > job.json").status, 0);
    EXPECT_EQ(bytes("job.json"),
              "{\n  \"articles\": [\n    {\n      \"path\": \"fever.md\"\n    }\n  ],\n  \"layout\": \"letter\",\n"
              "  \"brand\": \"default\"\n}\n");
    expect_wrong_usage("render fever.md --job job.json -o a.pdf", "--job excludes SOURCE");
    expect_wrong_usage("render --job job.json --layout a4 -o a.pdf", "--job excludes --layout");

    ASSERT_EQ(carepress("render fever.md -o direct.pdf 2>&1").status, 0);
    write_file(folder_.file("carepress.yaml"), "layout: a4\nrender: {quiet: true}\n");
    const CommandResult settings = carepress("render --job job.json -o job.pdf 2>&1");
    EXPECT_EQ(settings.status, 0) << settings.output;
    EXPECT_EQ(bytes("job.pdf"), bytes("direct.pdf")) << "settings are not part of the job";
    EXPECT_EQ(carepress("render fever.md --print-job > a4.json").status, 0);
    EXPECT_TRUE(has(bytes("a4.json"), "\"a4\"")) << "they are options of the job that is printed";
}

TEST_F(Job, a_job_with_mistakes_is_wrong_usage) {
    write_file(folder_.file("job.json"), "{\"articles\": [{\"path\": \"fever.md\"}], \"layuot\": \"a4\"}");
    expect_wrong_usage("render --job job.json -o a.pdf", "job.json:1:");
    expect_wrong_usage("render --job job.json -o a.pdf", "did you mean \"layout\"?");
    write_file(folder_.file("secret.json"), "{\"secret\": \"secret\"}");
    for (const char* file : {"secret.json", "secret-none.json"}) {
        const CommandResult visit = carepress(std::string("visit --job ") + file + " -o a.pdf 2>&1");
        EXPECT_EQ(visit.status, 2);
        EXPECT_FALSE(visit.output.empty());
        EXPECT_FALSE(has(visit.output, "secret")) << visit.output;
    }
    write_file(folder_.file("job.json"), "{\"articles\": [{\"path\": \"-\"}]}");
    EXPECT_EQ(carepress("render --job - -o a.pdf < job.json 2>&1").status, 2) << "both are standard input";
    write_file(folder_.file("job.json"), "{\"articles\": [{\"path\": \"fever.md\"}, {\"path\": \"cough.md\"}]}");
    expect_wrong_usage("render --job job.json", "name a file with -o");
    expect_wrong_usage("render fever.md cough.md --print-job", "a job is one handout");
    write_file(folder_.file("job.json"), "{\"bundle\": {\"path\": \"in.json\"}, \"want_receipt\": true}");
    expect_wrong_usage("visit --job job.json -o a.pdf", "--receipt receipt.json");
    EXPECT_EQ(carepress("render --print-job 2>&1").status, 2) << "a source is required";
}

TEST_F(Job, an_output_never_takes_the_place_of_an_input_of_the_job) {
    ASSERT_EQ(carepress("render fever.md --note note.md --print-job > job.json").status, 0);
    EXPECT_EQ(carepress("render --job job.json -o fever.md 2>&1").status, 2);
    EXPECT_EQ(carepress("render --job job.json -o note.md 2>&1").status, 2);
    ASSERT_EQ(carepress("visit in.json --print-job > job.json").status, 0);
    EXPECT_EQ(carepress("visit --job job.json -o in.json 2>&1").status, 2);
    EXPECT_EQ(bytes("fever.md"), "# Fever\n\nDrink water.\n");
}

}  // namespace
}  // namespace carepress::test
