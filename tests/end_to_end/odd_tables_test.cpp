// Tables as they are found: ragged, overlapping, with spans that go too far. The step for conformance holds what is
// pressed here against PDF/UA-1, whose 7.2-15, -42 and -43 ask for a grid without holes and overlaps, and PDF/UA-2.
#include "support/process.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <set>
#include <string>

namespace carepress::test {
namespace {

/// Tables as people and their programs write them.
const char* const odd_tables[] = {
    "<table><tr><th>A</th><th>B</th></tr><tr><td colspan='1000'>@</td></tr></table>",
    "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>@</td><td>@</td></tr></tbody></table>",
    "<table><tr><th>A</th><th>B</th></tr><tr><td>@</td><td>@</td><td>@</td></tr></table>",
    "<table><tr><td>@</td><td rowspan=2>@ tall</td></tr><tr><td colspan=2>@ wide</td></tr></table>",
    "<table><tr></tr><tr><td>@</td></tr><tr></tr></table>",
    "<table><tr><td rowspan=5>@</td><td>@</td></tr><tr><td>@</td></tr></table>",
    "<table><tr><td rowspan=5>@</td><td>@</td></tr><tr></tr><tr><td>@</td><td>@</td></tr></table>",
    "<table><thead><tr><th rowspan=3>@</th><th>@</th></tr></thead><tr><td>@</td><td>@</td></tr></table>",
    "<table><tr><td colspan=2>@</td><td colspan=2>@</td></tr><tr><td colspan=3>@</td><td>@</td></tr></table>",
    "<table><tr><td colspan=3>@</td></tr><tr><td colspan=3>@</td></tr></table>",
    "<table><tr><th>@</th></tr><tr><td>@</td><td>@</td></tr><tfoot><tr><td colspan=9>@</td></tr></tfoot></table>",
    "<table><tr><td colspan=2 rowspan=2>@</td><td rowspan=3>@</td></tr><tr><td>@</td></tr><tr><td "
    "colspan=3>@</td></tr></table>",
};

std::string random_table(std::mt19937& random) {
    const auto below = [&](unsigned most) { return static_cast<unsigned>(random() % most); };
    std::string out = "<table>";
    const unsigned parts = 1 + below(3), widest = 2 + below(4);
    for (unsigned part = 0; part < parts; ++part) {
        const char* const name = part == 0 && parts > 1 ? "thead" : "tbody";
        out += std::string("<") + name + ">";
        for (unsigned row = 1 + below(4); row > 0; --row) {
            out += "<tr>";
            for (unsigned cells = below(widest + 1); cells > 0; --cells) {
                out += part == 0 ? "<th" : "<td";
                if (below(3) == 0) out += " colspan=" + std::to_string(below(5));
                if (below(3) == 0) out += " rowspan=" + std::to_string(below(5));
                out += below(8) == 0 ? ">" : ">@";
            }
        }
        out += std::string("</") + name + ">";
    }
    return out + "</table>";
}

TEST(OddTables, press_with_all_their_words) {
    std::mt19937 random(20261130);
    int number = 0;
    for (int article = 0; article < 10; ++article) {
        std::string text = "# Odd tables " + std::to_string(article) + "\n\n";
        std::set<std::string> words;
        for (int i = 0; i < 20; ++i) {
            const std::size_t fixed = static_cast<std::size_t>(article) * 20 + static_cast<std::size_t>(i);
            std::string table = fixed < std::size(odd_tables) ? odd_tables[fixed] : random_table(random);
            for (std::size_t at; (at = table.find('@')) != std::string::npos;) {
                const std::string word = "w" + std::to_string(1000 + number++);
                table.replace(at, 1, word);
                words.insert(word);
            }
            text += "Before.\n\n" + table + "\n\nAfter.\n\n";
        }
        const Source source{"test.md", text};
        engine::PressRequest request;
        request.articles.emplace_back().article.source = &source;
        const engine::PressResult result = engine().press(request);
        ASSERT_TRUE(result.ok()) << all_messages(result.diagnostics);
        const std::string name = "tables/odd-" + std::to_string(article), path = "pressed/" + name + ".pdf";
        leave_pressed(name, result, request);
        const std::string pressed = run("pdftotext " + path + " -").output;
        for (const std::string& word : words)
            EXPECT_NE(pressed.find(word), std::string::npos) << word << " in " << path;
    }
}

}  // namespace
}  // namespace carepress::test
