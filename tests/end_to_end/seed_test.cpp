// The first real input: an article saved from a web page, pressed as it stands.
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

class Seed : public testing::Test {
protected:
    void SetUp() override {
        path_ = shared_data("seed/back-pain-and-sex.txt");
        if (!std::filesystem::exists(path_)) GTEST_SKIP() << "NOT CHECKED: " << path_ << " is not here";
        Workspace workspace(resources());
        result_ = press_file(path_, workspace);
        ASSERT_TRUE(result_.ok()) << all_messages(result_.diagnostics);
        write_file(folder_.file("seed.pdf"), result_.bytes);
        text_ = run("pdftotext -layout " + folder_.file("seed.pdf") + " -").output;
        flowing_ = run("pdftotext -raw " + folder_.file("seed.pdf") + " - | tr -s '\\n\\f ' ' '").output;
    }
    std::size_t count(const std::string& word) const {
        std::size_t times = 0;
        for (std::size_t at = flowing_.find(word); at != std::string::npos; at = flowing_.find(word, at + 1)) ++times;
        return times;
    }
    bool noted(const std::string& words) const {
        return all_messages(result_.diagnostics).find(words) != std::string::npos;
    }
    std::string path_, text_, flowing_;
    TemporaryFolder folder_;
    PressResult result_;
};

TEST_F(Seed, is_one_or_two_pages_under_40_kB) {
    EXPECT_LE(result_.pages, 2);
    EXPECT_LT(result_.bytes.size(), 40'000u);
    EXPECT_EQ(result_.code, "K977");
    EXPECT_EQ(result_.title, "Back Pain and Sex: Care Instructions");
}

TEST_F(Seed, drops_furniture_and_own_disclaimer_with_a_note_each) {
    EXPECT_EQ(count("Skip Navigation"), 0u);
    EXPECT_TRUE(noted("Skip Navigation")) << all_messages(result_.diagnostics);
    EXPECT_EQ(count("Kaiser"), 0u);
    EXPECT_TRUE(noted("disclaimer")) << all_messages(result_.diagnostics);
    for (const Diagnostic& diagnostic : result_.diagnostics)
        EXPECT_EQ(diagnostic.severity, Severity::note) << format(diagnostic);
}

TEST_F(Seed, loses_nothing_and_prints_nothing_twice) {
    for (const char* words :
         {"It's common to be afraid to have sex when you have back pain.", "Follow-up care is a key part",
          "How can you care for yourself at home?", "Learn which sexual positions", "Try positions you've never",
          "Go slow. Sex is like exercise\u2014warming up", "Take a hot shower",
          "Increase the time you and your partner", "If it hurts, stop.", "When should you call for help?",
          "Watch closely for changes in your health", "Where can you learn more?", "Go to example.org",
          "in the search box to learn more about"})
        EXPECT_EQ(count(words), 1u) << words << "\n" << text_;
}

TEST_F(Seed, carries_the_disclaimer_of_the_brand_on_every_page) {
    const std::string disclaimer = resources().brand("default").brand->texts_for("en").disclaimer;
    EXPECT_EQ(count(disclaimer.substr(0, 30)), static_cast<std::size_t>(result_.pages)) << flowing_;
    EXPECT_EQ(count("Sample: not clinically reviewed"), static_cast<std::size_t>(result_.pages));
}

}  // namespace
}  // namespace carepress::test
