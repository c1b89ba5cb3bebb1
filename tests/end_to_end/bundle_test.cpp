// Several articles in one handout.
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

TEST(Bundle, diagnostics_name_the_file_of_each_article) {
    const Source first{"first.md", "# One\n\nText.\n\n![no words](missing.png)\n"};
    const Source second{"second.md", "# Two\n\nA letter that no face has: \xF3\xB0\x80\x80.\n"};
    PressRequest request;
    request.articles.emplace_back().source = &first;
    request.articles.emplace_back().source = &second;
    Workspace workspace(resources());
    const PressResult result = press(request, resources(), workspace);
    EXPECT_FALSE(result.ok());
    const std::string messages = all_messages(result.diagnostics);
    EXPECT_NE(messages.find("first.md:5:1: error: the picture missing.png"), std::string::npos) << messages;
    EXPECT_NE(messages.find("second.md:3:1: error: no font has the character U+F0000"), std::string::npos) << messages;
}

}  // namespace
}  // namespace carepress::test
