#pragma once

#include "cli/command_line.h"

#include <string>
#include <vector>

namespace carepress::cli {

/// What `carepress --help` prints.
std::string help_of(const CommandLine& line);

/// What `carepress COMMAND --help` prints: what it does, its options in groups, examples and exit statuses.
std::string help_of(const CommandLine& line, const Command& command);

/// A phrase as a sentence: "press articles" is "Press articles."
std::string sentence_of(std::string phrase);

/// The help of an option without the marks of literals.
std::string help_text_of(const CommandOption& option);

/// A command's exit statuses and those that all commands have, in order.
std::vector<StatusMeaning> statuses_of(const CommandLine& line, const Command& command);

/// "text, json or sarif"
std::string choice_of(const std::vector<std::string>& words);

}  // namespace carepress::cli
