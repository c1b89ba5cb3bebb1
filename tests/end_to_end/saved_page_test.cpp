// An article saved from a web page as plain text, pressed as it is.
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

class SavedPage : public testing::Test {
protected:
    void SetUp() override {
        engine::Workspace workspace(resources());
        result_ = press_file(test_data("saved_text") + "/stiff-neck.txt", workspace);
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
    std::string text_, flowing_;
    TemporaryFolder folder_;
    engine::PressResult result_;
};

TEST_F(SavedPage, is_one_or_two_pages_under_40_kB) {
    EXPECT_LE(result_.pages, 2);
    EXPECT_LT(result_.bytes.size(), 40'000u);
    EXPECT_EQ(result_.code, "K412");
    EXPECT_EQ(result_.title, "Stiff Neck: Care Instructions");
}

TEST_F(SavedPage, drops_furniture_and_own_disclaimer_with_a_note_each) {
    EXPECT_EQ(count("Skip Navigation"), 0u);
    EXPECT_TRUE(noted("Skip Navigation")) << all_messages(result_.diagnostics);
    EXPECT_EQ(count("Example Health Plan"), 0u);
    EXPECT_TRUE(noted("disclaimer")) << all_messages(result_.diagnostics);
    for (const Diagnostic& diagnostic : result_.diagnostics)
        EXPECT_EQ(diagnostic.severity, Severity::note) << format(diagnostic);
}

TEST_F(SavedPage, loses_nothing_and_prints_nothing_twice) {
    for (const char* words :
         {"A neck that turns only halfway is a nuisance", "Follow-up care helps you get well.",
          "How can you care for yourself at home?", "Keep your neck moving.", "Warm the sore side for 15 minutes.",
          "not lower\u2014so that you look straight ahead.", "Sleep with one pillow.",
          "Carry bags on both shoulders in turn", "If a movement hurts, stop.", "When should you call for help?",
          "Watch closely for changes in your health", "Where can you learn more?", "Go to example.org",
          "in the search box to learn more about"})
        EXPECT_EQ(count(words), 1u) << words << "\n" << text_;
}

TEST_F(SavedPage, carries_the_disclaimer_of_the_brand_on_every_page) {
    const std::string disclaimer = resources().brand("default").brand->texts_for("en").disclaimer;
    EXPECT_EQ(count(disclaimer.substr(0, 30)), static_cast<std::size_t>(result_.pages)) << flowing_;
    EXPECT_EQ(count("Sample: not clinically reviewed"), static_cast<std::size_t>(result_.pages));
}

}  // namespace
}  // namespace carepress::test
