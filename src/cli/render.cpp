#include "cli/render.h"

#include "article/front_matter.h"
#include "base/error.h"
#include "base/language.h"
#include "cli/arguments.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "library/find.h"
#include "press/press.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

namespace carepress {
namespace fs = std::filesystem;

namespace {

/// "'en', 'es' and 'fr'": the keys of a map.
template <class Map>
std::string list_of(const Map& map) {
    std::string list;
    std::size_t left = map.size();
    for (const auto& entry : map) {
        list += "'" + entry.first + "'";
        --left;
        if (left > 0) list += left == 1 ? " and " : ", ";
    }
    return list;
}

constexpr const char* render_examples = R"(Examples:
  carepress render fever.md                      one article, to fever.pdf
  carepress render fever.md -o handout.pdf       to a file of this name
  carepress render articles/en/*.md -o out/      one PDF for each article, in out/
  carepress render K977 --language es            an article of the library by its code, in Spanish
  carepress render fever.md --layout a4 --brand harbor -o - | lp

Exit status: 0 done, 1 some source was refused (the others are done), 2 wrong usage,
3 the environment failed (disk, font, missing file of the program).)";

bool is_folder(const std::string& output) {
    std::error_code error;
    return output.ends_with('/') || fs::is_directory(output, error);
}

class Renderer {
public:
    explicit Renderer(const RenderOptions& options)
        : options_(options), resources_(find_data_folder()), workspace_(resources_), date_(date_of_environment()) {}

    int run() {
        for (const std::string& source : options_.sources) one(source);
        if (options_.messages == "json") write_standard_output(results_.dump(2) + "\n");
        return failed_ ? exit_environment : refused_ ? exit_refused : exit_done;
    }

private:
    void one(const std::string& name) {
        const std::optional<std::string> path = find_source(name);
        if (!path) return;
        if (const std::optional<Source> source = read(name, *path)) {
            try {
                press_one(*source, *path);
            } catch (const EnvironmentError& error) {  // the next one may yet be done
                failed_ = true;
                refuse(name, error.what(), "");
            }
        }
    }

    /// The source, or nothing where it can't be read: that is its own fault, and not the next one's.
    std::optional<Source> read(const std::string& name, const std::string& path) {
        std::error_code error;
        if (fs::is_directory(path, error)) {
            refuse(name, "this is a folder",
                   "name the articles in it, as in " + name + (name.ends_with('/') ? "" : "/") + "*.md");
            return std::nullopt;
        }
        try {
            return read_source(path);
        } catch (const SourceTooLarge& large) {
            refuse(name, large.what(), "");
        } catch (const EnvironmentError& unreadable) {
            refuse(name, unreadable.what(), "");
        }
        return std::nullopt;
    }

    void press_one(const Source& source, const std::string& path) {
        PressRequest request;
        request.layout = options_.layout;
        request.brand = options_.brand;
        request.fallback_date = date_;
        ArticleRequest& article = request.articles.emplace_back();
        article.source = &source;
        article.language = options_.language;
        if (path != "-") {
            const fs::path folder = fs::path(path).parent_path();
            article.picture_folder = folder.empty() ? "." : folder.string();
        }
        PressResult result = press(request, resources_, workspace_);
        for (const Diagnostic& diagnostic : result.diagnostics) tell(diagnostic, source);

        std::string written;
        if (result.ok()) {
            written = output_for(path, result);
            if (!written.empty()) {
                if (written == "-")
                    write_standard_output(result.bytes);
                else
                    write_whole(written, result.bytes);
            }
        } else {
            refused_ = true;
        }
        if (options_.messages == "json") add_result(path, written, result);
    }

    /// Prints a message; what is about the layout or the brand, not the source, is said once a run.
    void tell(const Diagnostic& diagnostic, const Source& source) {
        if (options_.messages != "text" || (options_.quiet && diagnostic.severity != Severity::error)) return;
        if (diagnostic.file == source.name || told_.insert(format(diagnostic)).second) print(diagnostic);
    }

    /// A source is a file where one of that name exists, else the code of an article in the library.
    std::optional<std::string> find_source(const std::string& name) {
        std::error_code error;
        if (name == "-" || fs::exists(name, error)) return name;
        if (!is_article_code(name) || name.find('.') != std::string::npos) {
            refuse(name, "no such file", "");
            return std::nullopt;
        }
        const std::string library = options_.library.empty() ? resources_.folder().file("articles") : options_.library;
        if (!library_) library_ = scan_library(library);
        const std::string language = options_.language.empty() ? "en" : options_.language;
        std::map<std::string, const LibraryEntry*, std::less<>> translations;
        for (const LibraryEntry& entry : *library_)
            if (entry.code == name) {
                const auto [first, is_new] = translations.emplace(entry.language, &entry);
                if (is_new) continue;
                refuse(name,
                       "two articles in '" + entry.language + "' have this code: " + first->second->path + " and " +
                           entry.path,
                       "give one of them another code");
                return std::nullopt;
            }
        const auto found = find_language(translations, language);
        if (found != translations.end()) return found->second->path;
        if (!translations.empty())
            refuse(name, "the article " + name + " is not in the library in '" + language + "'",
                   "it is there in " + list_of(translations) + "; see --language");
        else
            refuse(name, "no file and no article with this code in " + library, "check the spelling, or name a file");
        return std::nullopt;
    }

    void refuse(const std::string& name, const std::string& message, const std::string& hint) {
        refused_ = true;
        if (options_.messages == "text") return print_error(name + ": " + message, hint);
        results_.push_back({{"source", name},
                            {"output", nullptr},
                            {"diagnostics", {{{"severity", "error"}, {"message", message}, {"hint", hint}}}}});
    }

    /// Where a PDF goes: named after its source in a folder (or the current one), else the file named.
    std::string output_for(const std::string& path, const PressResult& result) {
        if (options_.output == "-") return "-";
        if (!options_.output.empty() && !is_folder(options_.output)) return options_.output;
        const std::string stem = path != "-"            ? fs::path(path).stem().string()
                                 : !result.code.empty() ? result.code
                                                        : "handout";
        const fs::path folder = options_.output.empty() ? fs::path() : fs::path(options_.output);
        if (!folder.empty() && made_folders_.insert(folder.string()).second) {
            std::error_code error;
            fs::create_directories(folder, error);
            if (error) throw EnvironmentError("cannot make the folder " + folder.string() + ": " + error.message());
        }
        std::string file = (folder / (stem + ".pdf")).string();
        if (outputs_.insert(file).second) return file;
        // Two sources of one name: the language tells translations apart, a number the rest. Nothing is overwritten.
        for (int number = 1;; ++number) {
            const std::string suffix = "-" + result.language + (number > 1 ? "-" + std::to_string(number) : "");
            std::string other = (folder / (stem + suffix + ".pdf")).string();
            if (outputs_.insert(other).second) return other;
        }
    }

    void add_result(const std::string& path, const std::string& written, const PressResult& result) {
        nlohmann::ordered_json diagnostics = nlohmann::ordered_json::array();
        for (const Diagnostic& diagnostic : result.diagnostics)
            diagnostics.push_back({{"severity", name_of(diagnostic.severity)},
                                   {"file", diagnostic.file},
                                   {"line", diagnostic.position.line},
                                   {"column", diagnostic.position.column},
                                   {"message", diagnostic.message},
                                   {"hint", diagnostic.hint}});
        nlohmann::ordered_json entry;
        entry["source"] = path;
        entry["output"] = written.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(written);
        entry["title"] = result.title;
        entry["code"] = result.code;
        entry["language"] = result.language;
        entry["pages"] = result.pages;
        entry["bytes"] = result.bytes.size();
        entry["diagnostics"] = std::move(diagnostics);
        results_.push_back(std::move(entry));
    }

    const RenderOptions& options_;
    Resources resources_;
    Workspace workspace_;
    std::string date_;
    std::optional<std::vector<LibraryEntry>> library_;
    std::set<std::string> outputs_, made_folders_, told_;
    nlohmann::ordered_json results_ = nlohmann::ordered_json::array();
    bool refused_ = false, failed_ = false;
};

}  // namespace

void add_render(CLI::App& app, RenderOptions& options) {
    CLI::App* command = app.add_subcommand("render", "press articles into PDF handouts");
    command->footer(render_examples);
    command
        ->add_option("SOURCE", options.sources,
                     "Markdown, HTML or saved text; - for standard input; or an article's code")
        ->required();
    command->add_option("-o,--output", options.output,
                        "a PDF file, a folder (ends in / or exists), or - for standard output");
    command->add_option("--layout", options.layout, "print template: a name or a .yaml file")->capture_default_str();
    command->add_option("--brand", options.brand, "organisation: a name, a folder or a .yaml file")
        ->capture_default_str();
    command
        ->add_option("--language", options.language,
                     "BCP 47 tag: the translation to take, or the language of a source that states none")
        ->check(wrong_language_tag, "TAG");
    command->add_option("--library", options.library, "folder in which codes are looked up");
    command->add_option("--format", options.messages, "messages as text, or results as json on standard output")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("-q,--quiet", options.quiet, "print errors only, no warnings and notes");
}

int render(const RenderOptions& options) {
    const bool one_output = !options.output.empty() && !is_folder(options.output);
    if (one_output && options.sources.size() > 1) {
        print_error(options.output == "-" ? "several sources can't go to one standard output"
                                          : "several sources can't go into the one file " + options.output,
                    "end -o with a slash to make one PDF for each source in that folder");
        return exit_usage;
    }
    if (options.output == "-" && options.messages == "json") {
        print_error("the PDF and the JSON can't both go to standard output", "name a file with -o");
        return exit_usage;
    }
    if (options.output == "-" && ::isatty(STDOUT_FILENO) == 1) {
        print_error("a PDF is not shown on a terminal",
                    "pipe it (carepress render … -o - | lp), or name a file with -o");
        return exit_usage;
    }
    std::error_code error;
    for (const std::string& source : options.sources)
        if (one_output && fs::equivalent(source, options.output, error)) {
            print_error("the output " + options.output + " is the source itself", "name another file with -o");
            return exit_usage;
        }
    return Renderer(options).run();
}

}  // namespace carepress
