// Finding articles: by words, all of them, and one.
#include "article/release.h"
#include "base/language.h"
#include "job/topic_groups.h"
#include "service/answers.h"
#include "service/routes.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace carepress::service {
namespace {

constexpr std::size_t most_hits = 100;
constexpr std::size_t most_offset = 1'000'000;

/// What a request says about how to list articles.
struct Wish {
    std::string language = "en";  ///< in which titles are shown where there is a translation
    bool only_language = false;   ///< articles in that language alone
    std::size_t offset = 0, limit = 20;
    std::optional<std::size_t> topic_group;  ///< a place in job::topic_groups()
    const job::ArticleSet* set = nullptr;

    /// Whether an article may be listed.
    bool takes(const LoadedLibrary& library, const std::string& code) const {
        if (topic_group && !library.is_about(code, *topic_group)) return false;
        if (set != nullptr && std::find(set->articles.begin(), set->articles.end(), code) == set->articles.end())
            return false;
        if (!only_language) return true;
        const Translations translations = library.translations(code);
        return find_language(translations, language) != translations.end();
    }
    bool takes_all() const { return !topic_group && set == nullptr && !only_language; }
};

/// A number from `least` to `most`; nothing for anything else.
std::optional<std::size_t> read_count(std::string_view text, std::size_t least, std::size_t most) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count < least || count > most) return std::nullopt;
    return count;
}

std::optional<std::size_t> find_topic_group(std::string_view code) {
    const std::span<const job::TopicGroup> groups = job::topic_groups();
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& each) { return each.code == code; });
    if (found == groups.end()) return std::nullopt;
    return static_cast<std::size_t>(found - groups.begin());
}

/// What is wrong with what a request wishes, or nothing.
std::string read_wish(const net::Target& target, const LoadedLibrary& library, Wish& wish) {
    if (const auto language = target.parameter("language"); language && !language->empty()) {
        if (!is_language_tag(*language)) return "language is not a language tag (BCP 47)";
        wish.language = *language;
    }
    if (const auto only = target.parameter("only_language")) {
        if (*only != "true" && *only != "false") return "only_language must be true or false";
        wish.only_language = *only == "true";
    }
    if (const auto limit = target.parameter("limit")) {
        const std::optional<std::size_t> count = read_count(*limit, 1, most_hits);
        if (!count) return "limit must be a number from 1 to 100";
        wish.limit = *count;
    }
    if (const auto offset = target.parameter("offset")) {
        const std::optional<std::size_t> count = read_count(*offset, 0, most_offset);
        if (!count) return "offset must be a number from 0 to 1000000";
        wish.offset = *count;
    }
    if (const auto topic = target.parameter("topic"); topic && !topic->empty()) {
        wish.topic_group = find_topic_group(*topic);
        if (!wish.topic_group) return "topic is not one of those that /v1/topics lists";
    }
    if (const auto set = target.parameter("set"); set && !set->empty()) {
        wish.set = library.find_set(*set);
        if (wish.set == nullptr) return "set is not one of those that /v1/sets lists";
    }
    return {};
}

/// The snippet in parts, those that were looked for and those between.
Json parts_of(const std::string& snippet) {
    constexpr char found_begins = '\2', found_ends = '\3';
    Json parts = Json::array();
    std::string text;
    const auto add = [&](bool found) {
        if (!text.empty()) parts.push_back({{"text", text}, {"found", found}});
        text.clear();
    };
    for (const char c : snippet) {
        if (c == found_begins)
            add(false);
        else if (c == found_ends)
            add(true);
        else if (static_cast<unsigned char>(c) >= 0x20)
            text += c;
    }
    add(false);
    return parts;
}

/// The grade that a text reads at, with one decimal; null where no formula is known.
Json grade_of(const check::ReadingLevel& level) {
    if (!level.flesch_kincaid) return nullptr;
    return std::round(*level.flesch_kincaid * 10) / 10;
}

Json language_json(const std::string& language) {
    const LanguageNames names = names_of_language(language);
    return {{"language", language},
            {"name", names.own},
            {"english", names.english},
            {"dir", names.is_right_to_left ? "rtl" : "ltr"}};
}

/// What a list says of an article.
Json article_json(const LoadedLibrary& library, const library::LibraryEntry& entry, const Translations& translations) {
    Json json{{"code", entry.code}, {"title", entry.title}};
    json.update(language_json(entry.language));
    json["reading_grade"] = nullptr;
    json["pages"] = nullptr;
    json["updated"] = "";
    json["reviewed_by"] = "";
    json["status"] = entry.release.status ? article::name_of(*entry.release.status) : "";
    if (const auto description = library.describe(entry)) {
        json["reading_grade"] = grade_of(description->level);
        if (description->pages > 0) json["pages"] = description->pages;
        json["updated"] = description->metadata.updated;
        json["reviewed_by"] = description->metadata.reviewed_by;
    }
    Json others = Json::array();
    for (const auto& [language, translation] : translations) {
        Json other = language_json(language);
        other["title"] = translation->title;
        others.push_back(std::move(other));
    }
    json["translations"] = std::move(others);
    return json;
}

/// The articles that the wish takes, each once: those of a set in its order, others by title.
LoadedLibrary::Entries all_of(const LoadedLibrary& library, const Wish& wish) {
    LoadedLibrary::Entries entries;
    if (wish.set != nullptr) {
        for (const std::string& code : wish.set->articles)
            if (wish.takes(library, code))
                entries.push_back(choose_translation(library.translations(code), wish.language));
        return entries;
    }
    const auto all = library.by_title(wish.language);
    if (wish.takes_all()) return *all;
    std::copy_if(all->begin(), all->end(), std::back_inserter(entries),
                 [&](const library::LibraryEntry* entry) { return wish.takes(library, entry->code); });
    return entries;
}

Json hit_json(const LoadedLibrary& library, const library::LibraryEntry& entry, const std::string& snippet) {
    Json json = article_json(library, entry, library.translations(entry.code));
    json["snippet"] = parts_of(snippet);
    return json;
}

/// The part of `entries` that the wish asks for.
std::span<const library::LibraryEntry* const> page_of(const LoadedLibrary::Entries& entries, const Wish& wish) {
    const std::span<const library::LibraryEntry* const> all(entries);
    const std::size_t begin = std::min(wish.offset, all.size());
    return all.subspan(begin, std::min(wish.limit, all.size() - begin));
}

library::FoundArticles find_articles(const LoadedLibrary& library, const Wish& wish, const std::string& query) {
    library::ArticleQuery articles{query, wish.offset, wish.limit, {}};
    if (!wish.takes_all()) articles.takes = [&](const std::string& code) { return wish.takes(library, code); };
    return library.search(articles);
}

}  // namespace

net::Response search(State& state, const Call& call) {
    const LibraryPointer library = state.library.current();
    Wish wish;
    if (const std::string wrong = read_wish(call.request.target, *library, wish); !wrong.empty())
        return net::problem(400, wrong);
    const std::string query(call.request.target.parameter("q").value_or(""));
    ++state.counters.searches;

    Json corrections = Json::array(), hits = Json::array();
    std::size_t total = 0;
    if (query.find_first_not_of(" \t\r\n") == std::string::npos) {
        const LoadedLibrary::Entries all = all_of(*library, wish);
        total = all.size();
        for (const library::LibraryEntry* entry : page_of(all, wish)) hits.push_back(hit_json(*library, *entry, {}));
    } else {
        const library::FoundArticles found = find_articles(*library, wish, query);
        total = found.total;
        for (const library::SearchHit& hit : found.hits)
            if (const auto* entry = choose_translation(library->translations(hit.code), wish.language))
                hits.push_back(hit_json(*library, *entry, hit.snippet));  // else it is gone since
        for (const library::Correction& correction : found.corrections)
            corrections.push_back({{"written", correction.written}, {"meant", correction.meant}});
    }
    return library_answer(
        {{"query", query}, {"corrections", corrections}, {"total", total}, {"offset", wish.offset}, {"hits", hits}});
}

net::Response list_articles(State& state, const Call& call) {
    const LibraryPointer library = state.library.current();
    Wish wish;
    wish.limit = most_hits;
    if (const std::string wrong = read_wish(call.request.target, *library, wish); !wrong.empty())
        return net::problem(400, wrong);
    const LoadedLibrary::Entries all = all_of(*library, wish);
    Json articles = Json::array();
    for (const library::LibraryEntry* entry : page_of(all, wish)) {
        if (call.work.is_cancelled()) break;  // the client has left
        articles.push_back(article_json(*library, *entry, library->translations(entry->code)));
    }
    return library_answer({{"total", all.size()}, {"offset", wish.offset}, {"articles", articles}});
}

net::Response show_article(State& state, const Call& call) {
    const LibraryPointer library = state.library.current();
    Wish wish;
    if (const std::string wrong = read_wish(call.request.target, *library, wish); !wrong.empty())
        return net::problem(400, wrong);
    const std::string code(call.request.segment("code"));
    const Translations translations = library->translations(code);
    if (translations.empty()) return net::problem(404, "the library has no article with this code");
    if (wish.only_language && find_language(translations, wish.language) == translations.end())
        return net::problem(404, "the library does not have this article in this language");
    const library::LibraryEntry* entry = choose_translation(translations, wish.language);

    Json json = article_json(*library, *entry, translations);
    const auto description = library->describe(*entry);
    if (!description) return net::problem(404, "the article's file can't be read any more");
    const article::Metadata& metadata = description->metadata;
    json["version"] = metadata.version;
    json["keywords"] = metadata.keywords;
    json["synonyms"] = metadata.synonyms;
    json["topics"] = Json::array();
    for (const article::Topic& topic : metadata.topics)
        json["topics"].push_back({{"system", topic.system}, {"code", topic.code}});
    json["sections"] = Json::array();
    for (const handout::SectionName& section : description->sections)
        json["sections"].push_back({{"slug", section.slug}, {"heading", section.heading}});
    return library_answer(json);
}

}  // namespace carepress::service
