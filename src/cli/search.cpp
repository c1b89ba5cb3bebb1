#include "article/front_matter.h"
#include "base/visible_text.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/environment.h"
#include "cli/json_output.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "engine/resources.h"
#include "job/check_values.h"
#include "library/search_index.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

namespace carepress::cli {
namespace {

struct SearchOptions {
    std::vector<std::string> words;
    std::string library;                 ///< empty: the articles that come with the program
    std::string index;                   ///< empty: in the user's cache folder
    std::vector<std::string> languages;  ///< empty: all
    unsigned limit = 10;
    std::string format = "text";  ///< "text" or "json"
    bool refresh = false;
};

constexpr char found_begins = '\2', found_ends = '\3';

/// The snippet without the signs of what was found.
std::string plain(const std::string& snippet) {
    std::string text;
    for (const char c : snippet)
        if (static_cast<unsigned char>(c) >= 0x20) text += c;
    return text;
}

/// The snippet with what was found in bold on a terminal.
std::string shown(std::string_view snippet, bool in_bold) {
    std::string text;
    while (!snippet.empty()) {
        const std::size_t end =
            std::min(snippet.find_first_of(std::string({found_begins, found_ends})), snippet.size());
        text += visible(snippet.substr(0, end));
        if (end < snippet.size() && in_bold) text += snippet[end] == found_begins ? "\033[1m" : "\033[0m";
        snippet.remove_prefix(std::min(end + 1, snippet.size()));
    }
    return text;
}

std::string as_text(const std::vector<library::SearchHit>& hits, const std::string& library) {
    const bool in_bold = is_coloured(STDOUT_FILENO);
    std::string text;
    for (const library::SearchHit& hit : hits) {
        text += (in_bold ? "\033[1m" : "") + visible(hit.title) + (in_bold ? "\033[0m" : "") + "\n  ";
        if (!hit.code.empty()) text += visible(hit.code) + "  ";
        text += hit.language + "  " + visible(library + "/" + hit.path);
        if (!hit.status.empty() && hit.status != "approved") text += "  " + hit.status + ": not for patients";
        text += "\n";
        if (!hit.snippet.empty()) text += "  " + shown(hit.snippet, in_bold) + "\n";
    }
    return text;
}

std::string as_json(const std::vector<library::SearchHit>& hits, const std::vector<library::Correction>& corrections,
                    const std::string& query, const std::string& library) {
    JsonOutput::Array found;
    for (const library::SearchHit& hit : hits)
        found.push_back(JsonOutput::object({{"code", hit.code},
                                            {"language", hit.language},
                                            {"title", hit.title},
                                            {"status", hit.status},
                                            {"path", library + "/" + hit.path},
                                            {"snippet", plain(hit.snippet)},
                                            {"score", hit.score}}));
    JsonOutput instead = JsonOutput::object({});
    for (const library::Correction& correction : corrections) instead.set(correction.written, correction.meant);
    return JsonOutput::object({{"query", query}, {"corrections", std::move(instead)}, {"hits", std::move(found)}})
        .text();
}

library::SearchQuery query_of(const SearchOptions& options) {
    library::SearchQuery query;
    for (const std::string& word : options.words) query.text += (query.text.empty() ? "" : " ") + word;
    query.limit = options.limit;
    for (const std::string& language : options.languages)
        query.languages.push_back(article::canonical_language(language).value_or(language));
    return query;
}

int run_search(const SearchOptions& options) {
    const std::string library = job::without_last_slashes(
        options.library.empty() ? resource_settings().data.file("articles") : options.library);
    std::error_code error;
    if (!std::filesystem::is_directory(library, error)) {
        print_error("the library " + library + " does not exist", "name a folder of articles with --library");
        return exit_environment;
    }
    const library::SearchQuery query = query_of(options);
    const bool is_cache = options.index.empty();
    library::SearchIndex index(is_cache ? library::index_in_folder(search_index_folder(), library) : options.index,
                               library, is_cache);
    if (const std::string names = resource_settings().data.file("words/synonyms.yaml");
        std::filesystem::exists(names, error))
        index.use_synonyms(names);
    constexpr std::int64_t ten_minutes = 600'000'000'000;
    const std::vector<library::SearchHit> hits =
        library::search_library(index, query, now_in_nanoseconds(), options.refresh ? -1 : ten_minutes);
    if (options.format == "text")
        for (const library::Correction& correction : index.corrections())
            print_note("no article has \"" + correction.written + "\"; \"" + correction.meant + "\" was looked for");
    write_standard_output(options.format == "json" ? as_json(hits, index.corrections(), query.text, library)
                                                   : as_text(hits, library));
    if (hits.empty() && options.format == "text") print_error("nothing was found for: " + query.text);
    return hits.empty() ? exit_refused : exit_done;
}

std::vector<CommandOption> search_options(SearchOptions& options) {
    return {
        {.names = "QUERY",
         .help = "words, or the code of an article or a topic",
         .to = into(options.words),
         .required = true},
        {.names = "--library",
         .value = "FOLDER",
         .help = "what to search, instead of the articles that come with the program",
         .to = into(options.library),
         .completion = Completion::folders},
        {.names = "--index",
         .value = "FILE",
         .help = "the index, instead of one in the user's cache folder",
         .more = "It is kept up to date.",
         .to = into(options.index),
         .completion = Completion::files},
        language_option(into(options.languages), "find articles in this language only"),
        {.names = "--limit",
         .value = "NUMBER",
         .help = "how many articles at most",
         .to = into(options.limit, 1, 1000)},
        {.names = "--refresh",
         .help = "look at all files first, even at those that seem unchanged",
         .to = into(options.refresh)},
        format_option(options.format, "print what was found as text or JSON"),
    };
}

}  // namespace

Command search_command() {
    const auto options = std::make_shared<SearchOptions>();
    return {
        .name = "search",
        .summary = "find articles by words or codes",
        .description =
            "Finds articles by words of their titles, synonyms, keywords and texts, by their codes, and by "
            "the clinical codes of their topics. The last word may be incomplete; accents may be left out.",
        .options = search_options(*options),
        .examples = {{"search back pain", "articles with these words"},
                     {"search \"dolor de espalda\" --language es", "articles in Spanish"},
                     {"search K977", "an article and its translations by its code"},
                     {"search R50.9", "articles on a topic, by its ICD-10-CM, SNOMED CT, LOINC or RxNorm code"},
                     {"search fiev --format json", "the beginning of a word, with results as JSON"}},
        .statuses = {{"1", "nothing was found"}},
        .run = [options] { return run_search(*options); },
    };
}

}  // namespace carepress::cli
