#include "cli/search.h"

#include "article/front_matter.h"
#include "base/utf.h"
#include "cli/clock.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/render.h"
#include "job/check_values.h"
#include "library/search_index.h"
#include "press/resources.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <cstdint>
#include <filesystem>

namespace carepress {
namespace {

constexpr const char* search_examples = R"(Examples:
  carepress search back pain
  carepress search "dolor de espalda" --language es
  carepress search K977                      an article and its translations by its code
  carepress search R50.9                     articles on a topic, by its ICD-10-CM, SNOMED CT, LOINC or RxNorm code
  carepress search fiev --format json        words may be begun only, accents left out

Exit status: 0 something was found, 1 nothing was, 2 wrong usage, 3 the environment failed.)";

constexpr char found_begins = '\2', found_ends = '\3';

/// The snippet with what was found in bold on a terminal, and as it is elsewhere.
std::string shown(const std::string& snippet, bool in_bold) {
    std::string text;
    for (const char c : snippet) {
        if (c == found_begins)
            text += in_bold ? "\033[1m" : "";
        else if (c == found_ends)
            text += in_bold ? "\033[0m" : "";
        else if (static_cast<unsigned char>(c) >= 0x20)
            text += c;
    }
    return text;
}

std::string as_text(const std::vector<SearchHit>& hits, const std::string& library) {
    const bool in_bold = is_coloured(STDOUT_FILENO);
    std::string text;
    for (const SearchHit& hit : hits) {
        text += (in_bold ? "\033[1m" : "") + hit.title + (in_bold ? "\033[0m" : "") + "\n  ";
        if (!hit.code.empty()) text += hit.code + "  ";
        text += hit.language + "  " + library + "/" + hit.path + "\n";
        if (!hit.snippet.empty()) text += "  " + shown(hit.snippet, in_bold) + "\n";
    }
    return text;
}

std::string as_json(const std::vector<SearchHit>& hits, const std::vector<Correction>& corrections,
                    const std::string& query, const std::string& library) {
    nlohmann::ordered_json found = nlohmann::ordered_json::array();
    for (const SearchHit& hit : hits)
        found.push_back({{"code", hit.code},
                         {"language", hit.language},
                         {"title", hit.title},
                         {"path", library + "/" + hit.path},
                         {"snippet", shown(hit.snippet, false)},
                         {"score", hit.score}});
    nlohmann::ordered_json instead = nlohmann::ordered_json::object();
    for (const Correction& correction : corrections) instead[correction.written] = correction.meant;
    const nlohmann::ordered_json json{
        {"query", query}, {"corrections", std::move(instead)}, {"hits", std::move(found)}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

Command add_search(CLI::App& app) {
    const auto made = std::make_shared<SearchCommand>();
    SearchCommand& command = *made;
    CLI::App* added = app.add_subcommand("search", "find articles by words or codes");
    added->footer(search_examples);
    added->add_option("QUERY", command.words, "words, or the code of an article or a topic")->required();
    added->add_option("--library", command.library, "folder of articles; by default those that come with the program");
    added->add_option("--index", command.index, "the index, a file; by default in the user's cache folder");
    added->add_option("--language", command.languages, "BCP 47 tag: articles in this language alone; may be repeated")
        ->allow_extra_args(false)
        ->check(wrong_language_tag, "TAG");
    added->add_option("--limit", command.limit, "how many articles at most")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    added->add_option("--format", command.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    added->add_flag("--refresh", command.refresh, "look at all files first, even at those that seem unchanged");
    return {added, [made] { return run_search(*made); }};
}

int run_search(const SearchCommand& command) {
    std::string library = command.library.empty() ? resource_settings().data.file("articles") : command.library;
    while (library.size() > 1 && library.ends_with('/')) library.pop_back();
    std::error_code error;
    if (!std::filesystem::is_directory(library, error)) {
        print_error("the library " + library + " does not exist", "name a folder of articles with --library");
        return exit_environment;
    }
    SearchQuery query;
    for (const std::string& word : command.words) query.text += (query.text.empty() ? "" : " ") + word;
    query.limit = command.limit;
    for (const std::string& language : command.languages)
        query.languages.push_back(canonical_language(language).value_or(language));

    const bool is_cache = command.index.empty();
    SearchIndex index(is_cache ? index_in_folder(search_index_folder(), library) : command.index, library, is_cache);
    const std::int64_t now = now_in_nanoseconds();
    constexpr std::int64_t ten_minutes = 600'000'000'000;
    const std::vector<SearchHit> hits = search_library(index, query, now, command.refresh ? -1 : ten_minutes);
    if (command.format == "text")
        for (const Correction& correction : index.corrections())
            print_note("no article has \"" + correction.written + "\"; \"" + correction.meant + "\" was looked for");
    write_standard_output(command.format == "json" ? as_json(hits, index.corrections(), query.text, library)
                                                   : as_text(hits, library));
    if (hits.empty() && command.format == "text")
        print_error("nothing was found for: " + replace_malformed_utf8(query.text));
    return hits.empty() ? exit_refused : exit_done;
}

}  // namespace carepress
