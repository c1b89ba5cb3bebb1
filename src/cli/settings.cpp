#include "cli/settings.h"

#include "base/error.h"
#include "base/yaml.h"
#include "cli/environment.h"
#include "cli/messages.h"

#include <filesystem>
#include <system_error>

namespace carepress::cli {
namespace fs = std::filesystem;

namespace {

constexpr const char* file_name = "carepress.yaml";

/// The file that is read if none is named; empty: none.
std::string default_file() {
    std::error_code error;
    if (fs::is_regular_file(file_name, error)) return file_name;
    const std::string folder = user_settings_folder();
    if (folder.empty()) return {};
    const std::string file = folder + "/" + file_name;
    return fs::is_regular_file(file, error) ? file : std::string();
}

class SettingsReader {
public:
    SettingsReader(const SettingsScope& scope, std::set<const CommandOption*>& filled, Diagnostics& diagnostics)
        : scope_(scope), filled_(filled), diagnostics_(diagnostics) {}

    void read(const YamlNode& root) {
        if (root.kind == YamlNode::Kind::null) return;
        if (root.kind != YamlNode::Kind::mapping) {
            diagnostics_.error("settings/not-a-mapping"_code, root.span,
                               "the settings are not a list of \"key: value\" lines",
                               "write one option a line, for example \"brand: harbor\"");
            return;
        }
        // A command's own settings go before those for all: what is set first stays.
        for (const auto& [key, value] : root.entries)
            if (const Command* command = scope_.line.find_command(key.scalar)) of_command(*command, key, value);
        for (const auto& [key, value] : root.entries)
            if (scope_.line.find_command(key.scalar) == nullptr) of_all(key, value);
    }

private:
    void of_command(const Command& command, const YamlNode& name, const YamlNode& settings) {
        if (settings.kind == YamlNode::Kind::null) return;
        if (settings.kind != YamlNode::Kind::mapping) {
            diagnostics_.error("settings/command"_code, settings.span,
                               "\"" + name.scalar + "\" is a command; its settings are \"key: value\" lines",
                               "write them under it, each with two spaces before");
            return;
        }
        for (const auto& [key, value] : settings.entries) {
            const CommandOption* option = command.find_option(key.scalar);
            if (option == nullptr)
                unknown(key, names_of(command), "\"" + name.scalar + "\" has no option \"" + key.scalar + "\"");
            else if (&command == &scope_.command)
                set(*option, key.scalar, value);
        }
    }

    void of_all(const YamlNode& key, const YamlNode& value) {
        bool is_known = false;
        std::vector<std::string> names;
        for (const Command& command : scope_.line.commands) {
            is_known = is_known || command.find_option(key.scalar) != nullptr;
            for (std::string& name : names_of(command)) names.push_back(std::move(name));
            names.push_back(command.name);
        }
        if (!is_known) return unknown(key, names, "no command has an option \"" + key.scalar + "\"");
        if (const CommandOption* option = scope_.command.find_option(key.scalar)) set(*option, key.scalar, value);
    }

    static std::vector<std::string> names_of(const Command& command) {
        std::vector<std::string> names;
        for (const CommandOption& option : command.options)
            if (!option.is_positional()) names.push_back(option.long_name());
        return names;
    }

    void unknown(const YamlNode& key, const std::vector<std::string>& names, std::string message) {
        const std::string_view meant = nearest(key.scalar, {names.begin(), names.end()});
        diagnostics_.error("settings/unknown-key"_code, key.span, std::move(message),
                           meant.empty() ? "settings are the long options of a command, without their dashes"
                                         : "did you mean \"" + std::string(meant) + "\"?");
    }

    void set(const CommandOption& option, const std::string& name, const YamlNode& value) {
        const bool is_stated = scope_.has_job && scope_.command.is_stated_by_job(option);
        if (is_stated || filled_.contains(&option) || value.kind == YamlNode::Kind::null) return;
        if (value.kind == YamlNode::Kind::mapping) {
            diagnostics_.error("settings/wrong-type"_code, value.span,
                               "\"" + name + "\" takes a value, not \"key: value\" lines", "write it after the colon");
            return;
        }
        if (option.is_flag() && value.scalar != "true" && value.scalar != "false") {
            diagnostics_.error("settings/wrong-type"_code, value.span, "\"" + name + "\" is either on or off",
                               "write true or false");
            return;
        }
        if (value.kind == YamlNode::Kind::sequence && option.to.values == 1 && !option.to.is_list) {
            diagnostics_.error("settings/wrong-type"_code, value.span, "\"" + name + "\" takes one value, not a list",
                               "write one of them");
            return;
        }
        if (option.is_flag() && value.scalar == "false") return;
        std::vector<std::string> values;
        if (value.kind == YamlNode::Kind::scalar && !option.is_flag()) values.push_back(value.scalar);
        for (const YamlNode& item : value.items) values.push_back(item.scalar);
        if (const std::string wrong = keep_values(option, values); !wrong.empty())
            diagnostics_.error("settings/invalid-value"_code, place_of_mistake(option, value),
                               "\"" + name + "\": " + wrong, "the command's --help says what it takes");
        else
            filled_.insert(&option);
    }

    /// The item of a list that the option does not take, else the value.
    static SourceSpan place_of_mistake(const CommandOption& option, const YamlNode& value) {
        for (const YamlNode& item : value.items)
            if (option.wrong && !option.wrong(item.scalar).empty()) return item.span;
        return value.span;
    }

    const SettingsScope& scope_;
    std::set<const CommandOption*>& filled_;
    Diagnostics& diagnostics_;
};

}  // namespace

bool read_settings(const std::string& named, const SettingsScope& scope, std::set<const CommandOption*>& filled) {
    const std::string file = named.empty() ? default_file() : named;
    if (file.empty()) return true;
    Source source;
    try {
        source = read_source(file, largest_source, named.empty() ? SourceKind::file : SourceKind::stream);
    } catch (const std::runtime_error& error) {  // EnvironmentError, SourceTooLarge
        print_error(error.what(), "--settings takes a YAML file");
        return false;
    }
    Diagnostics diagnostics(source);
    const YamlNode root = read_yaml(source.bytes, 0, diagnostics);
    if (!diagnostics.has_errors()) SettingsReader(scope, filled, diagnostics).read(root);
    if (!diagnostics.has_errors()) return true;
    for (const Diagnostic& each : diagnostics.all()) print(each);
    return false;
}

}  // namespace carepress::cli
