#include "cli/command_line.h"

#include "base/diagnostic.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

namespace carepress::cli {
namespace {

std::string spaced(const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& one : list) text += (text.empty() ? "" : " ") + one;
    return text;
}

template <class Number>
std::optional<Number> number_in(const std::string& text) {
    Number number{};
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || stopped != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string shortest_text(double number) {
    char text[32];
    const auto [end, error] = std::to_chars(std::begin(text), std::end(text), number);
    return {std::begin(text), end};
}

template <class Number>
OptionTarget into_range(Number& number, int least, int most) {
    const auto usual = static_cast<int>(number);
    OptionTarget target;
    if (usual >= least && usual <= most) target.usual = std::to_string(usual);
    target.keep = [&number, least, most](const std::vector<std::string>& values) {
        const std::optional<int> found = number_in<int>(values.front());
        if (!found || *found < least || *found > most)
            return "'" + values.front() + "' is not a whole number from " + std::to_string(least) + " to " +
                   std::to_string(most);
        number = static_cast<Number>(*found);
        return std::string();
    };
    return target;
}

/// "text, json and sarif"
std::string choice_list(const std::vector<std::string>& words) {
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i)
        list += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return list;
}

std::string wrong_choice(const std::vector<std::string>& choices, const std::string& value) {
    if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
    const std::vector<std::string_view> views(choices.begin(), choices.end());
    const std::string_view near = nearest(value, views);
    return "'" + value + "' is not one of " + choice_list(choices) +
           (near.empty() ? std::string() : "; did you mean \"" + std::string(near) + "\"?");
}

}  // namespace

OptionTarget into(bool& flag) {
    return {0, false, {}, [&flag](const std::vector<std::string>&) {
                flag = true;
                return std::string();
            }};
}

OptionTarget into(std::string& text) {
    return {1, false, text, [&text](const std::vector<std::string>& values) {
                text = values.front();
                return std::string();
            }};
}

OptionTarget into(std::vector<std::string>& list) {
    return {1, true, spaced(list), [&list](const std::vector<std::string>& values) {
                list = values;
                return std::string();
            }};
}

OptionTarget into(double& first, double& second) {
    return {2, false, shortest_text(first) + " " + shortest_text(second),
            [&first, &second](const std::vector<std::string>& values) {
                for (const std::string& value : values)
                    if (!number_in<double>(value)) return "'" + value + "' is not a number";
                first = *number_in<double>(values.front());
                second = *number_in<double>(values.back());
                return std::string();
            }};
}

OptionTarget into(int& number, int least, int most) { return into_range(number, least, most); }
OptionTarget into(unsigned& number, int least, int most) { return into_range(number, least, most); }

std::string_view title_of(OptionGroup group) {
    switch (group) {
        case OptionGroup::content:
            return "Content";
        case OptionGroup::appearance:
            return "Appearance";
        case OptionGroup::limits:
            return "Rules and limits";
        case OptionGroup::output:
            return "Output and messages";
        case OptionGroup::general:
            return "General";
    }
    return {};
}

std::string CommandOption::short_name() const {
    return names.size() > 1 && names[0] == '-' && names[1] != '-' ? names.substr(1, 1) : std::string();
}

std::string CommandOption::long_name() const {
    const std::size_t dashes = names.find("--");
    return dashes == std::string::npos ? names : names.substr(dashes + 2);
}

std::string CommandOption::shown_name() const { return is_positional() ? names : "--" + long_name(); }

std::string keep_values(const CommandOption& option, const std::vector<std::string>& values) {
    const auto wanted = static_cast<std::size_t>(option.to.values);
    if (option.to.is_list ? values.empty() : values.size() != wanted)
        return "takes " + std::to_string(wanted) + (wanted == 1 ? " value: " : " values: ") + option.value;
    for (const std::string& value : values) {
        if (std::string wrong = wrong_choice(option.choices, value); !wrong.empty()) return wrong;
        if (option.wrong)
            if (std::string wrong = option.wrong(value); !wrong.empty()) return wrong;
    }
    return option.to.keep(values);
}

const CommandOption* Command::find_option(std::string_view long_name) const {
    const auto found = std::find_if(options.begin(), options.end(), [&](const CommandOption& option) {
        return !option.is_positional() && option.long_name() == long_name;
    });
    return found == options.end() ? nullptr : &*found;
}

bool Command::is_stated_by_job(const CommandOption& option) const {
    return find_option("job") != nullptr && option.group != OptionGroup::output && option.group != OptionGroup::general;
}

const Command* CommandLine::find_command(std::string_view command) const {
    const auto found =
        std::find_if(commands.begin(), commands.end(), [&](const Command& each) { return each.name == command; });
    return found == commands.end() ? nullptr : &*found;
}

bool CommandLine::is_internal(const Command& command) const {
    return std::any_of(internal_commands.begin(), internal_commands.end(),
                       [&](const Command& each) { return &each == &command; });
}

}  // namespace carepress::cli
