// Every sample article on both papers and in both brands: pressed without a message, the same bytes always, and left in
// build/<preset>/pressed for veraPDF and for looking at; some as PDF/UA-2, too, in pressed-ua2.
#include "support/support.h"

#include <gtest/gtest.h>

#include <thread>

namespace carepress::test {
namespace {

struct Job {
    std::string path, layout, brand;
};

bool is_bilingual(const std::string& layout) { return layout.find("bilingual") != std::string::npos; }

std::vector<Job> all_jobs() {
    std::vector<Job> jobs;
    bool in_turn = false;
    bool paper = false;
    for (const std::string& path : articles_to_press()) {  // both papers and both brands, in turn
        in_turn = !in_turn;
        if (in_turn) paper = !paper;
        jobs.push_back({path, paper ? "letter" : "a4", in_turn ? "default" : "harbor"});
    }
    // The other templates with one article in left-to-right, right-to-left, stacked and wide scripts, and one with a
    // table.
    for (const auto& entry : std::filesystem::directory_iterator(project("layouts"))) {
        const std::string layout = entry.path().stem().string();
        if (entry.path().extension() != ".yaml" || layout == "letter" || layout == "a4") continue;
        const bool bilingual = is_bilingual(layout);  // English is beside the others there
        for (const char* language : {"en", "ar", "hi", "th", "zh-Hans"})
            if (!bilingual || std::string_view(language) != "en")
                jobs.push_back(
                    {project("articles/" + std::string(language) + "/back-pain-and-intimacy.md"), layout, "harbor"});
        if (layout.starts_with("two-column"))  // words are divided in it
            jobs.push_back({project("articles/ru/back-pain-and-intimacy.md"), layout, "default"});
        if (!bilingual) jobs.push_back({project("articles/en/fever-in-children.md"), layout, "default"});
    }
    return jobs;
}

std::string name_of(const Job& job) {
    const std::filesystem::path path(job.path);
    return path.parent_path().filename().string() + "-" + path.stem().string() + "-" + job.layout + "-" + job.brand;
}

TEST(Library, every_sample_presses_without_an_error_or_warning) {
    for (const char* folder : {"pressed", "pressed-ua2"}) std::filesystem::create_directories(folder);
    engine::Workspace workspace(resources());
    const std::vector<Job> jobs = all_jobs();
    ASSERT_GE(jobs.size(), 12u * 4u);
    for (const Job& job : jobs) {
        SCOPED_TRACE(name_of(job));
        const auto press = [&](style::PdfStandard standard) {
            return (is_bilingual(job.layout) ? press_beside_english : press_file)(job.path, workspace, job.layout,
                                                                                  job.brand, standard);
        };
        const engine::PressResult result = press(style::PdfStandard::ua_1);
        for (const Diagnostic& diagnostic : result.diagnostics)
            EXPECT_EQ(diagnostic.severity, Severity::note) << format(diagnostic);
        ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
        EXPECT_GE(result.pages, 1);
        // Burmese takes two whole sheets, large print three, its older form with a blank line between bullets six.
        const bool is_usual = job.layout == "letter" || job.layout == "a4";
        EXPECT_LE(result.pages, is_usual ? 4 : job.layout == "large-print-cclvi" ? 11 : 6);
        write_file("pressed/" + name_of(job) + ".pdf", result.bytes);
        const bool is_english = job.path.find("/en/") != std::string::npos;
        if (job.layout == "a4" || (job.layout == "letter" && (job.brand != "default" || !is_english))) continue;
        const engine::PressResult again = press(style::PdfStandard::ua_2);
        EXPECT_EQ(again.pages, result.pages);
        write_file("pressed-ua2/" + name_of(job) + ".pdf", again.bytes);
    }
}

TEST(Library, equal_bytes_whatever_was_pressed_before) {
    const std::vector<std::string> paths = articles_to_press();
    engine::Workspace used(resources());
    for (const std::string& path : paths) press_file(path, used);
    for (const std::string& path : paths) {
        engine::Workspace fresh(resources());
        EXPECT_EQ(press_file(path, used).bytes, press_file(path, fresh).bytes) << path;
    }
}

TEST(Library, equal_bytes_on_four_threads_that_share_resources) {
    const std::vector<std::string> paths = articles_to_press();
    std::vector<std::vector<std::string>> bytes(4);
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < bytes.size(); ++t)
            threads.emplace_back([&, t] {
                engine::Workspace workspace(resources());
                std::vector<std::string> mine(paths.size());
                for (std::size_t i = 0; i < paths.size(); ++i) {
                    const std::size_t at = (i + t * 3) % paths.size();  // each in an order of its own
                    mine[at] = press_file(paths[at], workspace).bytes;
                }
                bytes[t] = std::move(mine);
            });
    }
    for (std::size_t t = 1; t < bytes.size(); ++t) EXPECT_EQ(bytes[0], bytes[t]);
    EXPECT_FALSE(bytes[0].front().empty());
}

TEST(Library, translations_share_code_and_structure) {
    engine::Workspace workspace(resources());
    int translations = 0;
    for (const std::string& path : sample_articles()) {
        if (path.find("back-pain-and-intimacy") == std::string::npos) continue;
        const engine::PressResult result = press_file(path, workspace);
        EXPECT_EQ(result.code, "K977") << path;
        EXPECT_EQ(std::filesystem::path(path).parent_path().filename().string(), result.language);
        ++translations;
    }
    EXPECT_GE(translations, 6);
}

}  // namespace
}  // namespace carepress::test
