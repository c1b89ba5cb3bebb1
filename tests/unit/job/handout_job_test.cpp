// Handouts pressed as jobs, without the program.
#include "job/handout_job.h"

#include "job/job_message.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace job;
namespace {

namespace fs = std::filesystem;

HandoutResult press(const HandoutJob& job) {
    JobContext context{engine(), 0};
    return press_handout(job, context);
}

ArticleInput text(const std::string& name, const std::string& bytes) { return BytesInput{name, bytes, {}}; }

HandoutJob job_of(std::vector<ArticleInput> articles) {
    HandoutJob job;
    job.articles = std::move(articles);
    return job;
}

const ArticleInput fever = text("fever.md", "# Fever\n\nDrink water.\n");

/// The job is refused, and the first message is this one.
void expect_refused(const HandoutJob& job, const std::string& input, const std::string& message) {
    const HandoutResult result = press(job);
    EXPECT_FALSE(result.ok());
    EXPECT_TRUE(result.sources.empty());
    ASSERT_FALSE(result.diagnostics.empty()) << message;
    EXPECT_FALSE(has_place(result.diagnostics.front()));
    EXPECT_EQ(result.diagnostics.front().file, input);
    EXPECT_EQ(result.diagnostics.front().message, message);
}

TEST(HandoutJob, presses_bytes) {
    const HandoutResult result = press(job_of({fever}));
    ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
    EXPECT_EQ(result.bytes, press_text("# Fever\n\nDrink water.\n", "fever.md").bytes);
    EXPECT_EQ(result.title, "Fever");
    EXPECT_EQ(result.language, "en");
    EXPECT_EQ(result.pages, 1);
    EXPECT_EQ(result.sources, std::vector<std::string>{"fever.md"});
}

TEST(HandoutJob, presses_files_articles_and_bytes_into_one_handout) {
    HandoutJob job = job_of({FileInput{project("articles/en/back-pain-and-intimacy.md")}, CodeInput{"K977"}, fever});
    job.language = "es";
    job.title = "Pack";
    job.page_numbers = style::BundleSettings::Numbers::article;
    const HandoutResult result = press(job);
    ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
    EXPECT_EQ(result.title, "Pack");
    EXPECT_EQ(result.sources, (std::vector<std::string>{project("articles/en/back-pain-and-intimacy.md"),
                                                        project("articles/es/back-pain-and-intimacy.md"), "fever.md"}));
}

TEST(HandoutJob, a_standard_takes_precedence_over_the_layouts) {
    const TemporaryFolder folder;
    write_file(folder.file("new.yaml"), "description: PDF 2.0\nderives: letter\nstandard: ua-2\n");
    const auto version = [](const HandoutJob& job) { return press(job).bytes.substr(0, 8); };
    HandoutJob job = job_of({fever});
    EXPECT_EQ(version(job), "%PDF-1.7");
    job.standard = style::PdfStandard::ua_2;
    EXPECT_EQ(version(job), "%PDF-2.0");
    job.layout = folder.file("new.yaml");
    job.standard.reset();
    EXPECT_EQ(version(job), "%PDF-2.0");
    job.standard = style::PdfStandard::ua_1;
    EXPECT_EQ(version(job), "%PDF-1.7");
}

TEST(HandoutJob, figures_of_bytes_are_looked_up_in_their_folder_only) {
    const std::string pictured = "# A\n\n![A square](square.svg)\n";
    const TemporaryFolder folder;
    write_file(folder.file("square.svg"),
               "<svg xmlns='http://www.w3.org/2000/svg' width='96' height='96'><rect width='96' height='96'/></svg>");
    const HandoutResult with = press(job_of({BytesInput{"a.md", pictured, folder.path()}}));
    EXPECT_TRUE(with.ok()) << all_messages(with.diagnostics);
    EXPECT_TRUE(with.diagnostics.empty()) << all_messages(with.diagnostics);
    const HandoutResult without = press(job_of({text("a.md", pictured)}));
    EXPECT_FALSE(without.diagnostics.empty());
}

TEST(HandoutJob, inputs_that_cannot_be_read_are_refused) {
    const TemporaryFolder folder;
    expect_refused(job_of({FileInput{folder.file("none.md")}}), folder.file("none.md"), "no such file");
    expect_refused(job_of({FileInput{folder.path()}}), folder.path(), "this is a folder");
    expect_refused(job_of({CodeInput{"K9"}}), "K9", "no file and no article with this code in " + project("articles"));
    expect_refused(job_of({CodeInput{"a/b"}}), "a/b", "not a valid article code");
    expect_refused(job_of({text("big.md", std::string(largest_source + 1, ' '))}), "big.md",
                   "big.md is larger than 8 MB; split it into several articles");
    HandoutJob job = job_of({fever});
    job.translation = FileInput{folder.file("none.md")};
    expect_refused(job, folder.file("none.md"),
                   "cannot read " + folder.file("none.md") + ": No such file or directory");
}

TEST(HandoutJob, all_unreadable_inputs_are_named_and_nothing_is_pressed) {
    const HandoutResult result = press(job_of({CodeInput{"K9"}, fever, FileInput{"/none.md"}}));
    EXPECT_FALSE(result.ok());
    ASSERT_EQ(result.diagnostics.size(), 2u) << all_messages(result.diagnostics);
    EXPECT_EQ(result.diagnostics[0].file, "K9");
    EXPECT_EQ(result.diagnostics[1].file, "/none.md");
}

TEST(HandoutJob, a_library_that_cannot_be_read_fails_the_job_and_no_message_is_lost) {
    HandoutJob job = job_of({FileInput{"/none.md"}, CodeInput{"K977"}});
    job.library = "/none";
    const HandoutResult result = press(job);
    EXPECT_EQ(result.status, JobStatus::failed);
    ASSERT_EQ(result.diagnostics.size(), 2u) << all_messages(result.diagnostics);
    EXPECT_EQ(result.diagnostics[0].message, "no such file");
    EXPECT_EQ(result.diagnostics[1].message, "cannot read the library /none: No such file or directory");
}

TEST(HandoutJob, jobs_that_make_no_sense_are_refused_before_anything_is_read) {
    expect_refused({}, "", "a handout needs an article");
    HandoutJob job = job_of({FileInput{"/none.md"}, FileInput{"/none.md"}});
    job.translation = FileInput{"/none.md"};
    expect_refused(job, "", "a translation can be set beside one article only");
    job = job_of({FileInput{"-"}});
    job.note = FileInput{"-"};
    expect_refused(job, "", "standard input can only be read once");
    job = job_of({FileInput{"-"}, FileInput{"-"}});
    expect_refused(job, "", "standard input can only be read once");
    job = job_of({fever});
    job.title = "Pack";
    expect_refused(job, "", "a title is for a handout of several articles");
    job.title.clear();
    job.page_numbers = style::BundleSettings::Numbers::through;
    expect_refused(job, "", "page numbers are for a handout of several articles");
    job = job_of({fever});
    job.language = "Spanish";
    expect_refused(job, "", "'Spanish' is not a language tag; write one such as es, pt-BR or zh-Hant");
}

TEST(HandoutJob, mistakes_of_an_article_have_their_place) {
    const HandoutResult result = press(job_of({text("bad.md", "---\ntitle: [\n---\n")}));
    EXPECT_FALSE(result.ok());
    ASSERT_FALSE(result.diagnostics.empty());
    EXPECT_TRUE(has_place(result.diagnostics.front()));
    EXPECT_EQ(result.diagnostics.front().file, "bad.md");
    EXPECT_EQ(result.sources.size(), 1u) << "it was found";
}

TEST(HandoutJob, no_message_about_a_note_holds_its_words_or_its_path) {
    const TemporaryFolder folder;
    write_file(folder.file("secret.md"), "---\nsecret: [\n---\n\n| secret\n\n![secret](secret.png)\n");
    std::vector<PrivateInput> notes{FileInput{folder.file("secret.md")}, FileInput{folder.file("secret-none.md")},
                                    BytesInput{"secret", "---\nsecret: [\n---\n\n![secret](secret.png)\n", "secret"},
                                    BytesInput{"secret", std::string(largest_source + 1, 's'), {}}};
    for (PrivateInput& note : notes) {
        HandoutJob job = job_of({fever});
        job.note = std::move(note);
        const HandoutResult result = press(job);
        EXPECT_FALSE(result.diagnostics.empty());
        EXPECT_EQ(all_messages(result.diagnostics).find("secret"), std::string::npos)
            << all_messages(result.diagnostics);
    }
}

TEST(HandoutJob, a_note_is_the_same_from_a_file_and_from_bytes) {
    const TemporaryFolder folder;
    write_file(folder.file("note.md"), "Call **me**.\n");
    HandoutJob job = job_of({fever});
    const std::string without = press(job).bytes;
    job.note = FileInput{folder.file("note.md")};
    const std::string from_file = press(job).bytes;
    job.note = BytesInput{{}, "Call **me**.\n", {}};
    EXPECT_EQ(press(job).bytes, from_file);
    EXPECT_NE(from_file, without);
}

TEST(HandoutJob, a_layout_of_two_languages_takes_the_english_article_of_the_library) {
    HandoutJob job = job_of({CodeInput{"K977"}});
    job.layout = "bilingual";
    job.language = "es";
    const HandoutResult by_code = press(job);
    ASSERT_TRUE(by_code.ok()) << all_messages(by_code.diagnostics);
    job.articles = {FileInput{project("articles/es/back-pain-and-intimacy.md")}};
    EXPECT_EQ(press(job).bytes, by_code.bytes);
    for (const ArticleInput& english :
         {ArticleInput(FileInput{project("articles/en/back-pain-and-intimacy.md")}), ArticleInput(CodeInput{"K977"}),
          text(project("articles/en/back-pain-and-intimacy.md"),
               read_source(project("articles/en/back-pain-and-intimacy.md")).bytes)}) {
        job.translation = english;
        EXPECT_EQ(press(job).bytes, by_code.bytes) << english.index();
    }
}

TEST(HandoutJob, a_layout_of_two_languages_needs_a_translation) {
    HandoutJob job = job_of({CodeInput{"K977"}});
    job.layout = "bilingual";
    HandoutResult result = press(job);  // English itself
    EXPECT_FALSE(result.ok());
    EXPECT_NE(all_messages(result.diagnostics).find("beside its translation, and there is none"), std::string::npos)
        << all_messages(result.diagnostics);
    job.articles = {fever};
    EXPECT_FALSE(press(job).ok());
    job.translation = text("fiebre.md", "---\nlanguage: es\n---\n\n# Fiebre\n\nBeba agua.\n");
    result = press(job);
    EXPECT_TRUE(result.ok()) << all_messages(result.diagnostics);
    job.layout = "letter";
    EXPECT_FALSE(press(job).ok()) << "it has no place for a second language";
}

TEST(HandoutJob, a_word_is_a_file_or_a_code) {
    const TemporaryFolder folder;
    write_file(folder.file("K977"), "# Fever\n");
    EXPECT_EQ(input_named("-"), ArticleInput(FileInput{"-"}));
    EXPECT_EQ(input_named("K977"), ArticleInput(CodeInput{"K977"}));
    EXPECT_EQ(input_named(folder.file("K977")), ArticleInput(FileInput{folder.file("K977")}));
    EXPECT_EQ(input_named("none.md"), ArticleInput(FileInput{"none.md"})) << "a code has no dot here";
    EXPECT_EQ(input_named("../none"), ArticleInput(FileInput{"../none"}));
}

}  // namespace
}  // namespace carepress::test
