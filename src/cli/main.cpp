#include "article/front_matter.h"
#include "base/error.h"
#include "cli/messages.h"
#include "cli/render.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <string>

namespace {

using namespace carepress;

constexpr const char* render_examples = R"(Examples:
  carepress render fever.md                      one article, to fever.pdf
  carepress render fever.md -o handout.pdf       to a file of this name
  carepress render articles/en/*.md -o out/      one PDF for each article, in out/
  carepress render K977 --language es            an article of the library by its code, in Spanish
  carepress render fever.md --layout a4 --brand harbor -o - | lp

Exit status: 0 done, 1 some source was refused (the others are done), 2 wrong usage,
3 the environment failed (disk, font, missing file of the program).)";

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
        ->check(
            [](const std::string& tag) {
                return canonical_language(tag)
                           ? std::string()
                           : "'" + tag + "' is no language tag; write one such as es, pt-BR or zh-Hant";
            },
            "TAG");
    command->add_option("--library", options.library, "folder in which codes are looked up");
    command->add_option("--format", options.messages, "messages as text, or results as json on standard output")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("-q,--quiet", options.quiet, "print errors only, no warnings and notes");
}

int run(int argc, char** argv) {
    CLI::App app{"Carepress presses care instructions into branded, accessible, printable PDF handouts.", "carepress"};
    app.set_version_flag("--version", "carepress " CAREPRESS_VERSION);
    app.require_subcommand(1);
    app.footer("Run 'carepress COMMAND --help' for a command's options and examples.");

    RenderOptions render_options;
    add_render(app, render_options);
    std::string what;
    CLI::App* list_command = app.add_subcommand("list", "list articles, layouts, brands, fonts or languages");
    list_command->add_option("WHAT", what, "articles, layouts, brands, fonts or languages")
        ->required()
        ->check(CLI::IsMember({"articles", "layouts", "brands", "fonts", "languages"}));

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? exit_done : exit_usage;
    }
    return list_command->parsed() ? list(what) : render(render_options);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const EnvironmentError& error) {
        print_error(error.what());
        return exit_environment;
    } catch (const std::exception& error) {
        print_error(std::string("unexpected failure: ") + error.what());
        return exit_environment;
    }
}
