// Score: each question on an article that has what it asks for and on one that does not; the instruments' items.
#include "check/score.h"

#include "check/check.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace carepress::test {
using namespace check;
namespace {

constexpr const char* good =
    "A sprained ankle is a stretch of the bands in your ankle. It heals in 2 weeks.\n\n"
    "## How can you care for yourself at home?\n\n- **Rest.** Stay off your foot.\n- Put ice on it.\n\n"
    "| Day | What you do |\n| --- | --- |\n| 1 | Rest |\n\n![An ankle](data:image/gif;base64,R0lGODlhAQABAAAAACw= "
    "\"Your ankle\")\n\n"
    "## When should you call for help?\n\n> [!EMERGENCY]\n> **Call 911 now.** Call if:\n>\n> - You faint.\n\n"
    "> [!WATCH]\n> **Contact your doctor if:**\n>\n> - You limp.\n";

Score score_of(const std::string& body, const std::string& language = "en",
               const std::string& title = "Sprained Ankle: Care") {
    Checker checker(engine(), {});
    const Source source{"a.md", "---\ncode: K1\ntitle: \"" + title + "\"\nlanguage: " + language + "\n---\n\n" + body};
    return checker.check(source, "a.md").score;
}

const ScoreAnswer* answer_to(const Score& score, std::string_view question) {
    const auto found = std::find_if(score.answers.begin(), score.answers.end(),
                                    [&](const ScoreAnswer& each) { return each.question->id == question; });
    return found == score.answers.end() ? nullptr : &*found;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(Score, an_article_with_everything_has_100) {
    const Score score = score_of(good);
    for (const ScoreAnswer& each : score.answers) EXPECT_TRUE(each.yes) << each.question->id << ": " << each.detail;
    EXPECT_EQ(score.value(), 100);
    std::size_t judged = 0;
    for (const ScoreQuestion& each : score_questions()) judged += each.not_judged.empty() ? 1 : 0;
    EXPECT_EQ(score.answers.size(), judged) << "each question that a program can judge";
}

/// What takes a yes away from the good article: words of it, and what stands there instead.
struct Loss {
    const char *question, *from, *to;
    std::uint32_t line;
    const char* detail;
};
void PrintTo(const Loss& loss, std::ostream* out) { *out << loss.question; }

class ScoreLosses : public testing::TestWithParam<Loss> {};

TEST_P(ScoreLosses, answer_no_to_one_question) {
    const Score score = score_of(replaced(good, GetParam().from, GetParam().to));
    const ScoreAnswer* answer = answer_to(score, GetParam().question);
    ASSERT_NE(answer, nullptr);
    EXPECT_FALSE(answer->yes);
    EXPECT_EQ(answer->detail, GetParam().detail);
    EXPECT_EQ(answer->position.line, GetParam().line);
    EXPECT_EQ(score.count_yes() + 1, score.answers.size());
    EXPECT_EQ(score.value(), static_cast<int>(100 * (score.answers.size() - 1) / score.answers.size()));
}

INSTANTIATE_TEST_SUITE_P(
    Each, ScoreLosses,
    testing::Values(
        Loss{"purpose", "A sprained ankle is a stretch of the bands in your ankle.", "It is a stretch of your bands.",
             3, "the overview does not name \"Sprained Ankle\""},
        Loss{"medical-terms", "It heals", "The edema heals", 7, "\"edema\" is a word that many readers don't know"},
        Loss{"active-voice", "Call if:", "A doctor must be called if:", 23, "\"A doctor must be called if:\""},
        Loss{"clear-numbers", "2 weeks", "2-4 weeks", 7, "\"2-4\" can be read as a range, a date or a minus"},
        Loss{"no-arithmetic", "Put ice on it.", "Divide your dose by 2.", 12, "\"divide\""},
        Loss{"chunks", "It heals in 2 weeks.", "It heals. It aches. It swells. It gets well. You rest. You walk.", 7,
             "a paragraph of 7 sentences"},
        Loss{"headings", "How can you care for yourself at home?", "Care", 9, "the heading \"Care\""},
        Loss{"order", "> [!EMERGENCY]", "> [!WATCH]\n> **Call.**\n\n> [!EMERGENCY]", 25,
             "[!EMERGENCY] comes after [!WATCH]"},
        Loss{"call-to-action", "**Contact your doctor if:**", "Contact your doctor if:", 27,
             "a box does not begin with bold words that say whom to call"},
        Loss{"picture-captions", " \"Your ankle\"", "", 3, "the picture of \"An ankle\" has no caption"},
        Loss{"table-heads", "What you do", "What you and all the others do then here now", 14,
             "the head \"What you and all the others do then here now\""}),
    [](const auto& each) {
        std::string name = each.param.question;
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    });

TEST(Score, what_an_article_does_not_have_is_not_judged) {
    const Score score =
        score_of("A sprained ankle hurts.\n\n## What can you do?\n\nRest your foot.\n\n## And then?\n\nWalk.\n");
    for (const char* question : {"steps", "call-to-action", "picture-captions", "table-heads"})
        EXPECT_EQ(answer_to(score, question), nullptr) << question;
    EXPECT_FALSE(answer_to(score, "lists")->yes);
    EXPECT_FALSE(answer_to(score, "cues")->yes);
    EXPECT_FALSE(answer_to(score, "order")->yes) << "no help level at all";
}

TEST(Score, an_article_that_tells_nobody_what_to_do_is_no_help) {
    const Score score =
        score_of("Ankles are joints. Bands hold bones.\n\n## What are the bands?\n\n- They are strong.\n");
    EXPECT_FALSE(answer_to(score, "actions")->yes);
    EXPECT_FALSE(answer_to(score, "address")->yes);
    EXPECT_FALSE(answer_to(score, "summary") == nullptr);
    EXPECT_FALSE(answer_to(score_of("## What is it?\n\nAn ankle.\n"), "summary")->yes);
    EXPECT_FALSE(answer_to(score_of(std::string(good).insert(0,
                                                             [] {
                                                                 std::string words;
                                                                 for (int i = 0; i < 30; ++i)
                                                                     words += "Rest your ankle now.\n\n";
                                                                 return words;
                                                             }())),
                           "summary")
                     ->yes)
        << "the overview is too long";
}

TEST(Score, words_are_judged_in_english_and_spanish_and_structure_in_all_languages) {
    const auto ids = [](const Score& score) {
        std::set<std::string_view> out;
        for (const ScoreAnswer& each : score.answers) out.insert(each.question->id);
        return out;
    };
    const Score spanish =
        score_of("Un esguince de tobillo duele.\n\n## ¿Cómo puede cuidarse?\n\n- Póngale hielo.\n- Levántelo.\n", "es",
                 "Esguince");
    EXPECT_TRUE(ids(spanish).contains("actions"));
    EXPECT_TRUE(answer_to(spanish, "actions")->yes) << "\"Póngale\" is \"ponga\"";
    EXPECT_TRUE(answer_to(spanish, "purpose")->yes);
    EXPECT_FALSE(ids(spanish).contains("address"));
    const Score german = score_of("Der Knöchel tut weh.\n\n## Was hilft?\n\n- Kühlen.\n", "de", "Knöchel");
    for (const char* question : {"purpose", "everyday-words", "active-voice", "actions", "address", "no-arithmetic"})
        EXPECT_FALSE(ids(german).contains(question)) << question;
    EXPECT_TRUE(ids(german).contains("chunks"));
}

TEST(Score, an_article_with_errors_has_no_score) { EXPECT_TRUE(score_of("![](a.svg)\n").answers.empty()); }

TEST(Score, every_item_of_both_instruments_is_in_a_question) {
    std::set<int> pemat, index;
    const auto add = [](std::string_view items, std::set<int>& out) {
        std::istringstream stream{std::string(items)};
        for (std::string item; std::getline(stream, item, ',');) out.insert(std::stoi(item));
    };
    std::set<std::string_view> ids;
    for (const ScoreQuestion& each : score_questions()) {
        EXPECT_TRUE(ids.insert(each.id).second) << each.id;
        EXPECT_FALSE(each.pemat.empty() && each.index.empty()) << each.id;
        add(each.pemat, pemat);
        add(each.index, index);
    }
    for (int item = 1; item <= 26; ++item)
        EXPECT_EQ(pemat.contains(item), item != 13 && item != 14) << "PEMAT-P " << item;
    for (int item = 1; item <= 20; ++item) EXPECT_TRUE(index.contains(item)) << "CDC " << item;
    EXPECT_EQ(*index.rbegin(), 20);
}

}  // namespace
}  // namespace carepress::test
