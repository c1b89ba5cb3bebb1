#include "cli/settings.h"

#include "base/yaml.h"
#include "cli/environment.h"
#include "cli/job_option.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>

namespace carepress {
namespace fs = std::filesystem;

namespace {

constexpr const char* file_name = "carepress.yaml";

/// The file that is read when none is named; empty: none.
std::string default_file() {
    std::error_code error;
    if (fs::is_regular_file(file_name, error)) return file_name;
    const std::string folder = user_settings_folder();
    if (folder.empty()) return {};
    const fs::path file = fs::path(folder) / file_name;
    return fs::is_regular_file(file, error) ? file.string() : std::string();
}

bool is_setting(const CLI::Option& option) {
    const std::vector<std::string>& names = option.get_lnames();
    return !names.empty() && names.front() != "help" && names.front() != "version" && names.front() != "settings";
}

CLI::Option* find_option(CLI::App& command, const std::string& name) {
    for (CLI::Option* option : command.get_options())
        if (is_setting(*option) && option->check_lname(name)) return option;
    return nullptr;
}

std::vector<CLI::App*> commands_of(CLI::App& app) {
    return app.get_subcommands([](CLI::App*) { return true; });
}

/// Puts the settings into the options of the command that was called, where the command line says nothing.
class SettingsReader {
public:
    SettingsReader(CLI::App& app, Diagnostics& diagnostics) : app_(app), diagnostics_(diagnostics) {}

    void read(const YamlNode& root) {
        if (root.kind == YamlNode::Kind::null) return;
        if (root.kind != YamlNode::Kind::mapping) {
            diagnostics_.error(root.span, "the settings are not a list of \"key: value\" lines",
                               "write one option a line, for example \"brand: harbor\"");
            return;
        }
        // A command's own settings go before those for all: what is set first stays.
        for (const auto& [key, value] : root.entries)
            if (CLI::App* command = find_command(key.scalar)) of_command(*command, key, value);
        for (const auto& [key, value] : root.entries)
            if (find_command(key.scalar) == nullptr) of_all(key, value);
    }

private:
    CLI::App* find_command(const std::string& name) {
        for (CLI::App* command : commands_of(app_))
            if (command->get_name() == name) return command;
        return nullptr;
    }

    void of_command(CLI::App& command, const YamlNode& name, const YamlNode& settings) {
        if (settings.kind == YamlNode::Kind::null) return;
        if (settings.kind != YamlNode::Kind::mapping) {
            diagnostics_.error(settings.span,
                               "\"" + name.scalar + "\" is a command; its settings are \"key: value\" lines",
                               "write them under it, each with two spaces before");
            return;
        }
        for (const auto& [key, value] : settings.entries) {
            CLI::Option* option = find_option(command, key.scalar);
            if (option == nullptr)
                unknown(key, option_names({&command}), "\"" + name.scalar + "\" has no option \"" + key.scalar + "\"");
            else if (command.parsed() && !is_stated_by_job(command, *option))
                set(*option, key.scalar, value);
        }
    }

    void of_all(const YamlNode& key, const YamlNode& value) {
        bool known = false;
        for (CLI::App* command : commands_of(app_)) {
            CLI::Option* option = find_option(*command, key.scalar);
            known = known || option != nullptr;
            if (option != nullptr && command->parsed() && !is_stated_by_job(*command, *option))
                set(*option, key.scalar, value);
        }
        if (known) return;
        std::vector<std::string> names = option_names(commands_of(app_));
        for (CLI::App* command : commands_of(app_)) names.push_back(command->get_name());
        unknown(key, names, "no command has an option \"" + key.scalar + "\"");
    }

    static std::vector<std::string> option_names(const std::vector<CLI::App*>& commands) {
        std::vector<std::string> names;
        for (CLI::App* command : commands)
            for (CLI::Option* option : command->get_options())
                if (is_setting(*option)) names.push_back(option->get_lnames().front());
        return names;
    }

    void unknown(const YamlNode& key, const std::vector<std::string>& names, std::string message) {
        const std::vector<std::string_view> views(names.begin(), names.end());
        const std::string_view meant = nearest(key.scalar, views);
        diagnostics_.error(key.span, std::move(message),
                           meant.empty() ? "settings are the long options of a command, without their dashes"
                                         : "did you mean \"" + std::string(meant) + "\"?");
    }

    void set(CLI::Option& option, const std::string& name, const YamlNode& value) {
        if (!option.empty() || value.kind == YamlNode::Kind::null) return;
        const bool flag = option.get_items_expected_max() == 0;
        if (value.kind == YamlNode::Kind::mapping) {
            diagnostics_.error(value.span, "\"" + name + "\" takes a value, not \"key: value\" lines",
                               "write it behind the colon");
            return;
        }
        if (flag && value.scalar != "true" && value.scalar != "false") {
            diagnostics_.error(value.span, "\"" + name + "\" is either on or off", "write true or false");
            return;
        }
        if (value.kind == YamlNode::Kind::sequence && option.get_items_expected_max() == 1) {
            diagnostics_.error(value.span, "\"" + name + "\" takes one value, not a list", "write one of them");
            return;
        }
        if (flag && value.scalar == "false") return;
        try {
            if (value.kind == YamlNode::Kind::scalar) option.add_result(value.scalar);
            for (const YamlNode& item : value.items) option.add_result(item.scalar);
            option.run_callback();
        } catch (const CLI::ParseError& error) {
            diagnostics_.error(value.span, "\"" + name + "\" can't be that: " + error.what(),
                               "the command's --help says what it takes");
        }
    }

    CLI::App& app_;
    Diagnostics& diagnostics_;
};

/// CLI11 calls this between the command line and its checks for what is missing, so that a setting can give what is
/// required. All is done here, with places for messages, and no item is left for CLI11 to set.
class SettingsFile : public CLI::Config {
public:
    explicit SettingsFile(CLI::App& app) : app_(app) {}

    std::string to_config(const CLI::App*, bool, bool, std::string) const override { return {}; }

    std::vector<CLI::ConfigItem> from_config(std::istream& in) const override {
        const Source source{app_.get_config_ptr()->as<std::string>(),
                            std::string(std::istreambuf_iterator<char>(in), {})};
        Diagnostics diagnostics(source);
        const YamlNode root = read_yaml(source.bytes, 0, diagnostics);
        if (!diagnostics.has_errors()) SettingsReader(app_, diagnostics).read(root);
        if (diagnostics.has_errors()) throw SettingsError(diagnostics.take());
        return {};
    }

private:
    CLI::App& app_;
};

}  // namespace

void add_settings(CLI::App& app) {
    app.fallthrough();  // "carepress check --settings FILE" as well as before the command
    app.set_config("--settings", default_file(),
                   "defaults for all options; else carepress.yaml here or in ~/.config/carepress")
        ->type_name("FILE");
    app.config_formatter(std::make_shared<SettingsFile>(app));
}

}  // namespace carepress
