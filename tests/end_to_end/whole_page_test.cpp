// A page of a site as it is saved: what a browser would not show is not pressed, but said; all else is pressed. The
// step for conformance holds the PDF against PDF/UA-1 and PDF/A-2a.
#include "article/plain_text.h"
#include "support/process.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace carepress::test {
namespace {

TEST(WholePage, presses_what_a_browser_shows) {
    std::filesystem::create_directories("pressed");
    engine::Workspace workspace(resources());
    const engine::PressResult result = press_file(project("tests/end_to_end/whole_page.html"), workspace);
    const std::string messages = all_messages(result.diagnostics);
    ASSERT_TRUE(result.ok()) << messages;
    write_file("pressed/whole_page.pdf", result.bytes);
    const std::string text = article::one_line(run("pdftotext pressed/whole_page.pdf -").output);
    for (const char* shown : {"Rest for three days – then see the steps (“What to do”), or call (“When to call?”).",
                              "A. Rest.", "B. Cool.", "E. Raise.", "2. Last but one.", "1. Last.",
                              "Your BMI (body mass index) matters.", "Do not walk on it. „Ruhe“", "From the right"})
        EXPECT_NE(text.find(shown), std::string::npos) << shown << "\n" << text;
    for (const char* hidden : {"Skip to", "Clinics", "cookies", "Ankles", "two", "Hidden words", "Closed words",
                               "Screen words", "Script words", "Imprint"}) {
        EXPECT_EQ(text.find(hidden), std::string::npos) << hidden << "\n" << text;
        EXPECT_NE(messages.find(hidden), std::string::npos) << hidden << "\n" << messages;
    }
    // The decoration is drawn, but is not a figure; the bandage is one.
    const std::string tags = run("pdfinfo -struct pressed/whole_page.pdf").output;
    std::size_t figures = 0;
    for (std::size_t at = 0; (at = tags.find("Figure", at)) != std::string::npos; ++at) ++figures;
    EXPECT_EQ(figures, 1U) << tags;
}

}  // namespace
}  // namespace carepress::test
