// The tree of commands: its values, its parser, its help.
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/help.h"
#include "cli/man_page.h"
#include "cli/parse_words.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <set>

namespace carepress::test {
using namespace cli;
namespace {

/// A command line with its targets.
struct Fixture {
    ProgramOptions own;
    CommandLine line = carepress_command_line(own);

    GivenWords parse(const std::vector<std::string>& words) const {
        std::vector<const char*> arguments{"carepress"};
        for (const std::string& word : words) arguments.push_back(word.c_str());
        return parse_words(line, static_cast<int>(arguments.size()), arguments.data());
    }
    const CommandOption* option(const std::string& command, const std::string& name) const {
        return line.find_command(command)->find_option(name);
    }
};

/// What `keep_values` says, and what it keeps.
template <class Value>
std::string keep(Value& value, const std::vector<std::string>& words) {
    return keep_values({.names = "--option", .value = "VALUE", .help = "help", .to = into(value)}, words);
}

/// The words of an example up to a pipe or a redirection, as a shell splits them.
std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words(1);
    bool is_quoted = false;
    for (const char c : line) {
        if (c == '"')
            is_quoted = !is_quoted;
        else if (c == ' ' && !is_quoted)
            words.emplace_back();
        else
            words.back() += c;
    }
    words.erase(std::find_if(words.begin(), words.end(), [](const auto& word) { return word == "|" || word == ">"; }),
                words.end());
    return words;
}

TEST(Targets, KeepTheirValues) {
    std::string text = "usual";
    EXPECT_EQ(into(text).usual, "usual");
    EXPECT_EQ(keep(text, {"other"}), "");
    EXPECT_EQ(text, "other");
    EXPECT_EQ(keep(text, {"a", "b"}), "takes 1 value: VALUE");
    bool flag = false;
    EXPECT_EQ(keep(flag, {}), "");
    EXPECT_TRUE(flag);
    std::vector<std::string> list{"letter"};
    EXPECT_EQ(into(list).usual, "letter");
    EXPECT_EQ(keep(list, {"a4", "letter"}), "");
    EXPECT_EQ(list, (std::vector<std::string>{"a4", "letter"})) << "they take the place of the default";
}

TEST(Targets, NumbersAreInTheirRange) {
    int number = 20;
    const auto keep_number = [&](const std::string& word) {
        return keep_values({.names = "--n", .value = "N", .help = "help", .to = into(number, 5, 200)}, {word});
    };
    EXPECT_EQ(keep_number("5"), "");
    EXPECT_EQ(number, 5);
    EXPECT_EQ(keep_number("200"), "");
    for (const char* wrong : {"4", "201", "", "5x", "-5", "5.5", "99999999999999999999"})
        EXPECT_EQ(keep_number(wrong), "'" + std::string(wrong) + "' is not a whole number from 5 to 200");
    EXPECT_EQ(number, 200);
    unsigned threads = 0;
    EXPECT_EQ(into(threads, 1, 1024).usual, "") << "a default out of the range is not named";

    double warn = 6, fail = 8.5;
    const CommandOption pair{.names = "--p", .value = "WARN FAIL", .help = "help", .to = into(warn, fail)};
    EXPECT_EQ(pair.to.usual, "6 8.5");
    EXPECT_EQ(keep_values(pair, {"5", "7"}), "");
    EXPECT_EQ(warn, 5);
    EXPECT_EQ(fail, 7);
    EXPECT_EQ(keep_values(pair, {"5"}), "takes 2 values: WARN FAIL");
    EXPECT_EQ(keep_values(pair, {"5", "x"}), "'x' is not a number");
    EXPECT_EQ(warn, 5);
}

TEST(Targets, ChoicesAreNamedWithTheNearest) {
    std::string format;
    const CommandOption option{
        .names = "--format", .value = "F", .help = "help", .to = into(format), .choices = {"text", "json", "sarif"}};
    EXPECT_EQ(keep_values(option, {"json"}), "");
    EXPECT_EQ(keep_values(option, {"jsno"}), "'jsno' is not one of text, json and sarif; did you mean \"json\"?");
    EXPECT_EQ(format, "json");
}

TEST(Tree, HasAHelpForEverything) {
    const Fixture fixture;
    for (const Command& command : fixture.line.commands) {
        std::set<std::string> names;
        EXPECT_FALSE(command.summary.empty() || command.description.empty() || command.examples.empty())
            << command.name;
        for (const CommandOption& option : command.options) {
            EXPECT_TRUE(names.insert(option.long_name()).second) << command.name << " " << option.names;
            if (!option.short_name().empty()) {
                EXPECT_TRUE(names.insert(option.short_name()).second) << command.name << " " << option.names;
            }
            EXPECT_FALSE(option.help.empty() || option.help.ends_with('.')) << command.name << " " << option.names;
            EXPECT_TRUE(option.is_positional() || option.is_flag() == option.value.empty()) << option.names;
            EXPECT_EQ(std::count(option.help.begin(), option.help.end(), '`') % 2, 0) << option.names;
            EXPECT_EQ(std::count(option.more.begin(), option.more.end(), '`') % 2, 0) << option.names;
        }
    }
}

TEST(Tree, ExamplesAreUnderstood) {
    const Fixture fixture;
    for (const Command& command : fixture.line.commands)
        for (const CommandExample& example : command.examples) {
            const GivenWords given = fixture.parse(words_of(example.line));
            EXPECT_EQ(given.command, &command) << example.line;
            EXPECT_EQ(given.error, "") << example.line;
            EXPECT_TRUE(given.unknown.empty()) << example.line;
            for (const auto& [option, values] : given.values)
                EXPECT_EQ(keep_values(*option, values), "") << example.line << ": " << option->names;
            for (const CommandOption& option : command.options)
                EXPECT_TRUE(!option.required || given.has(&option)) << example.line << " needs " << option.names;
        }
}

TEST(Tree, AJobStatesAllButOutputsAndMessages) {
    const Fixture fixture;
    const Command& visit = *fixture.line.find_command("visit");
    for (const char* name : {"encounter", "layout", "language", "strict", "note", "library"})
        EXPECT_TRUE(visit.is_stated_by_job(*visit.find_option(name))) << name;
    for (const char* name : {"output", "report", "receipt", "quiet", "job", "print-job"})
        EXPECT_FALSE(visit.is_stated_by_job(*visit.find_option(name))) << name;
    const Command& search = *fixture.line.find_command("search");
    EXPECT_FALSE(search.is_stated_by_job(*search.find_option("library"))) << "search has no job";
}

TEST(Words, AreGivenToTheirOptions) {
    const Fixture fixture;
    const GivenWords given =
        fixture.parse({"--settings", "s.yaml", "export", "lib", "-vq", "--layout", "a4", "--layout=letter", "-oout"});
    EXPECT_EQ(given.error, "");
    EXPECT_EQ(given.command, fixture.line.find_command("export"));
    EXPECT_EQ(given.values.at(fixture.option("export", "layout")), (std::vector<std::string>{"a4", "letter"}));
    EXPECT_EQ(given.values.at(fixture.option("export", "output")), std::vector<std::string>{"out"});
    EXPECT_TRUE(given.has(fixture.option("export", "quiet")) && given.has(fixture.option("export", "verbose")));
    EXPECT_FALSE(given.has(fixture.option("export", "brand")));
    EXPECT_EQ(given.values.size(), 6U);

    const GivenWords unknown = fixture.parse({"visit", "a.json", "b.json", "--sugest", "-o", "-"});
    EXPECT_EQ(unknown.unknown, (std::vector<std::string>{"b.json", "--sugest"}));
    EXPECT_NE(fixture.parse({"render", "a.md", "--layout"}).error, "");
    EXPECT_EQ(fixture.parse({"rendre"}).command, nullptr);
    EXPECT_EQ(fixture.parse({"search", "export", "list"}).command, fixture.line.find_command("search"));
}

TEST(Tree, internal_commands_are_understood_and_nowhere_listed) {
    const Fixture fixture;
    ASSERT_FALSE(fixture.line.internal_commands.empty());
    for (const Command& command : fixture.line.internal_commands) {
        const GivenWords given = fixture.parse({command.name});
        EXPECT_EQ(given.command, &command);
        EXPECT_EQ(given.error, "");
        EXPECT_TRUE(fixture.line.is_internal(command) && command.is_private);
        for (const std::string& text :
             {help_of(fixture.line), man_page_of(fixture.line), bash_completion_of(fixture.line)})
            EXPECT_EQ(text.find(command.name), std::string::npos) << command.name;
    }
    for (const Command& command : fixture.line.commands)
        EXPECT_FALSE(fixture.line.is_internal(command)) << command.name;
}

TEST(Help, ShowsEveryOptionInLinesThatFit) {
    const Fixture fixture;
    for (const Command& command : fixture.line.commands) {
        const std::string help = help_of(fixture.line, command);
        for (const CommandOption& option : command.options)
            EXPECT_NE(help.find(option.shown_name()), std::string::npos) << command.name << " " << option.names;
        for (std::size_t at = 0; at < help.size();) {
            const std::size_t end = help.find('\n', at);
            const std::string line = help.substr(at, end - at);
            EXPECT_TRUE(line.size() <= 100 || line.find("carepress ") == 2) << line;
            EXPECT_FALSE(line.ends_with(' ')) << "'" << line << "'";
            at = end + 1;
        }
    }
    EXPECT_NE(help_of(fixture.line).find("  visit"), std::string::npos);
}

TEST(ParseWords, after_two_hyphens_every_word_is_positional) {
    const Fixture fixture;
    const GivenWords given = fixture.parse({"search", "--", "--library", "*"});
    EXPECT_EQ(given.error, "");
    EXPECT_TRUE(given.unknown.empty());
    const CommandOption* words = fixture.line.find_command("search")->options.data();
    ASSERT_TRUE(words->is_positional());
    EXPECT_EQ(given.values.at(words), (std::vector<std::string>{"--library", "*"}));
}

}  // namespace
}  // namespace carepress::test
