#include "cli/render.h"

#include "article/front_matter.h"
#include "base/error.h"
#include "base/language.h"
#include "cli/arguments.h"
#include "cli/clock.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/private_input.h"
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
  carepress render fever.md flu.md -o pack.pdf   several articles in one handout, with a list of contents
  carepress render fever.md --note note.md       with a clinician's note on page 1
  carepress render fever.md --without "When to call a doctor" --language-notice
  carepress render K977 --language es            an article of the library by its code, in Spanish
  carepress render K977 --language es --layout bilingual            beside the English article
  carepress render fiebre.md --beside fever.md --layout bilingual
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

    /// `bundle`: all sources go into one handout.
    int run(bool bundle) {
        if (!options_.note.empty()) {
            NoteInput input = read_note_file(options_.note);
            if (!input.source) refuse("note", input.message, input.hint);
            note_ = std::move(input.source);
            if (!note_) return finish();
        }
        if (!options_.beside.empty()) {
            beside_ = read(options_.beside, options_.beside);
            if (!beside_) return finish();
        }
        const StylesheetResult dress = resources_.stylesheet(options_.layout, options_.brand);
        bilingual_ = dress.stylesheet && dress.stylesheet->bilingual.any();
        if (bundle)
            all_in_one();
        else
            for (const std::string& source : options_.sources) one(source);
        return finish();
    }

private:
    int finish() {
        if (options_.messages == "json") write_standard_output(results_.dump(2) + "\n");
        return failed_ ? exit_environment : refused_ ? exit_refused : exit_done;
    }

    /// A handout with an article missing would be taken for whole: one source that can't be read stops it.
    void all_in_one() {
        std::vector<Source> sources;
        std::vector<std::string> paths;
        for (const std::string& name : options_.sources)
            if (const std::optional<std::string> path = find_source(name))
                if (std::optional<Source> source = read(name, *path)) {
                    sources.push_back(std::move(*source));
                    paths.push_back(*path);
                }
        if (sources.size() == options_.sources.size()) press_sources(sources, paths);
    }

    void one(const std::string& name) {
        const std::optional<std::string> path = find_source(name);
        if (!path) return;
        if (const std::optional<Source> source = read(name, *path)) {
            try {
                press_sources({*source}, {*path});
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

    PressRequest request_for(const std::vector<Source>& sources, const std::vector<std::string>& paths) const {
        PressRequest request;
        request.layout = options_.layout;
        request.brand = options_.brand;
        request.language = options_.language;
        request.fallback_date = date_;
        request.note = note_ ? &*note_ : nullptr;
        request.without = options_.without;
        request.language_notice = options_.language_notice;
        request.title = options_.title;
        if (!options_.page_numbers.empty())
            request.page_numbers = options_.page_numbers == "article" ? BundleSettings::Numbers::article
                                                                      : BundleSettings::Numbers::through;
        for (std::size_t i = 0; i < sources.size(); ++i)
            request.articles.push_back(article_request(sources[i], paths[i], options_.language));
        return request;
    }

    static ArticleRequest article_request(const Source& source, const std::string& path, const std::string& language) {
        ArticleRequest article;
        article.source = &source;
        article.language = language;
        if (path == "-") return article;
        const fs::path folder = fs::path(path).parent_path();
        article.picture_folder = folder.empty() ? "." : folder.string();
        return article;
    }

    /// The translations that stand beside the sources: the file that was named, or for articles of the library their
    /// English ones. Those that are missing are left out: press() says so.
    std::vector<Source> translations_of(const std::vector<std::string>& paths, std::vector<std::string>& found) {
        std::vector<Source> translations;
        if (beside_) {
            found.push_back(options_.beside);
            translations.push_back(*beside_);
        } else if (bilingual_) {
            for (const std::string& path : paths) {
                const LibraryEntry* english = english_of(path);
                if (english == nullptr || english->path == path) continue;
                if (std::optional<Source> source = read(english->path, english->path)) {
                    found.push_back(english->path);
                    translations.push_back(std::move(*source));
                }
            }
        }
        return translations;
    }

    /// The English translation of the article of the library at `path`; null where there is none.
    const LibraryEntry* english_of(const std::string& path) {
        const std::vector<LibraryEntry>& entries = library();
        const auto own = std::find_if(entries.begin(), entries.end(), [&](const LibraryEntry& entry) {
            std::error_code error;
            return entry.path == path || fs::equivalent(entry.path, path, error);
        });
        if (own == entries.end()) return nullptr;
        const auto english = std::find_if(entries.begin(), entries.end(), [&](const LibraryEntry& entry) {
            return entry.code == own->code && entry.language == "en";
        });
        return english == entries.end() ? nullptr : &*english;
    }

    /// Presses one handout.
    void press_sources(const std::vector<Source>& sources, const std::vector<std::string>& paths) {
        PressRequest request = request_for(sources, paths);
        std::vector<std::string> found;
        const std::vector<Source> translations = translations_of(paths, found);
        for (std::size_t i = 0; i < translations.size(); ++i)
            request.beside.push_back(article_request(translations[i], found[i], ""));
        PressResult result = press(request, resources_, workspace_);
        for (const Diagnostic& diagnostic : result.diagnostics) tell(diagnostic, sources);

        std::string written;
        if (result.ok()) {
            written = output_for(paths.front(), result);
            if (!written.empty()) {
                if (written == "-")
                    write_standard_output(result.bytes);
                else if (note_)  // contains what a clinician wrote to a patient
                    write_private({{written, result.bytes}});
                else
                    write_whole(written, result.bytes);
            }
        } else {
            refused_ = true;
        }
        if (options_.messages == "json") add_result(paths, written, result);
    }

    /// Prints a message; what is about the layout or the brand, not a source, is said once a run.
    void tell(const Diagnostic& diagnostic, const std::vector<Source>& sources) {
        if (options_.messages != "text" || (options_.quiet && diagnostic.severity != Severity::error)) return;
        const bool about_source = std::any_of(sources.begin(), sources.end(),
                                              [&](const Source& source) { return source.name == diagnostic.file; });
        if (about_source || told_.insert(format(diagnostic)).second) print(diagnostic);
    }

    /// A source is a file where one of that name exists, else the code of an article in the library.
    std::optional<std::string> find_source(const std::string& name) {
        std::error_code error;
        if (name == "-" || fs::exists(name, error)) return name;
        if (!is_article_code(name) || name.find('.') != std::string::npos) {
            refuse(name, "no such file", "");
            return std::nullopt;
        }
        const std::string language = options_.language.empty() ? "en" : options_.language;
        std::map<std::string, const LibraryEntry*, std::less<>> translations;
        const std::vector<LibraryEntry> entries = find_translations(library_folder(), {&name, 1}, now_in_nanoseconds());
        for (const LibraryEntry& entry : entries) {
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
            refuse(name, "no file and no article with this code in " + library_folder(),
                   "check the spelling, or name a file");
        return std::nullopt;
    }

    std::string library_folder() const {
        return options_.library.empty() ? resources_.folder().file("articles") : options_.library;
    }

    const std::vector<LibraryEntry>& library() {
        if (!library_) library_ = scan_library(library_folder());
        return *library_;
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

    void add_result(const std::vector<std::string>& paths, const std::string& written, const PressResult& result) {
        nlohmann::ordered_json diagnostics = nlohmann::ordered_json::array();
        for (const Diagnostic& diagnostic : result.diagnostics)
            diagnostics.push_back({{"severity", name_of(diagnostic.severity)},
                                   {"file", diagnostic.file},
                                   {"line", diagnostic.position.line},
                                   {"column", diagnostic.position.column},
                                   {"message", diagnostic.message},
                                   {"hint", diagnostic.hint}});
        nlohmann::ordered_json entry;
        if (paths.size() == 1)
            entry["source"] = paths.front();
        else
            entry["sources"] = paths;
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
    std::optional<Source> note_, beside_;
    bool bilingual_ = false;  ///< the layout sets an article beside its translation
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
    command->add_option("--beside", options.beside,
                        "the source's translation, or -, for a layout of two languages; for an article of the library "
                        "the English one by default");
    command
        ->add_option("--note", options.note,
                     "a file with a short note from the clinician, in Markdown, for page 1; or - for standard input")
        ->type_name("FILE");
    command
        ->add_option("--without", options.without,
                     "leaves out the section with this heading, and says so on the page; may be given again")
        ->allow_extra_args(false);
    command->add_flag("--language-notice", options.language_notice, "adds the page that offers help in many languages");
    command->add_option("--title", options.title, "title of a handout of several articles");
    command
        ->add_option(
            "--page-numbers", options.page_numbers,
            "in a handout of several articles: through, or of each article first; by default as the layout says")
        ->check(CLI::IsMember({"through", "article"}));
    command->add_option("--library", options.library, "folder in which codes are looked up");
    command->add_option("--format", options.messages, "messages as text, or results as json on standard output")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("-q,--quiet", options.quiet, "print errors only, no warnings and notes");
}

int render(const RenderOptions& options) {
    const bool one_output = !options.output.empty() && !is_folder(options.output);
    const bool bundle = one_output && options.sources.size() > 1;
    if (options.output == "-" && options.messages == "json") {
        print_error("the PDF and the JSON can't both go to standard output", "name a file with -o");
        return exit_usage;
    }
    if (options.output == "-" && ::isatty(STDOUT_FILENO) == 1) {
        print_error("a PDF is not shown on a terminal",
                    "pipe it (carepress render … -o - | lp), or name a file with -o");
        return exit_usage;
    }
    std::vector<std::string> inputs = options.sources;
    if (!options.note.empty()) inputs.push_back(options.note);
    if (!options.beside.empty()) inputs.push_back(options.beside);
    if (!options.beside.empty() && options.sources.size() > 1) {
        print_error("--beside is the translation of one source", "press each source in a call of its own");
        return exit_usage;
    }
    if (std::count(inputs.begin(), inputs.end(), "-") > 1) {
        print_error("standard input can only be read once", "name a file for all but one of the sources and the note");
        return exit_usage;
    }
    if (!bundle && (!options.title.empty() || !options.page_numbers.empty())) {
        print_error((options.title.empty() ? "--page-numbers" : "--title") +
                        std::string(" is for a handout of several articles"),
                    "name several sources and one file with -o");
        return exit_usage;
    }
    std::error_code error;
    for (const std::string& input : inputs)
        if (one_output && fs::equivalent(input, options.output, error)) {
            print_error(input == options.note ? "the output is the note itself"
                                              : "the output " + options.output + " is the source itself",
                        "name another file with -o");
            return exit_usage;
        }
    return Renderer(options).run(bundle);
}

}  // namespace carepress
