// Finding articles: by words, all of them, and one.
#include "base/language.h"
#include "library/title_order.h"
#include "service/answers.h"
#include "service/routes.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

namespace carepress::service {
namespace {

constexpr std::size_t most_hits = 100;
constexpr std::size_t hits_looked_at = 400;  ///< of all languages, before those of one article are put together

/// What a request says about how to list articles.
struct Wish {
    std::string language = "en";  ///< in which titles are shown where there is a translation
    bool only_language = false;   ///< articles in that language alone
    std::size_t limit = 20;
};

std::optional<std::size_t> read_count(std::string_view text, std::size_t most) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count == 0 || count > most) return std::nullopt;
    return count;
}

std::variant<Wish, net::Response> read_wish(const net::Target& target) {
    Wish wish;
    if (const auto language = target.parameter("language"); language && !language->empty()) {
        if (!is_language_tag(*language)) return net::problem(400, "language is not a language tag (BCP 47)");
        wish.language = *language;
    }
    if (const auto only = target.parameter("only_language")) {
        if (*only != "true" && *only != "false") return net::problem(400, "only_language must be true or false");
        wish.only_language = *only == "true";
    }
    if (const auto limit = target.parameter("limit")) {
        const std::optional<std::size_t> count = read_count(*limit, most_hits);
        if (!count) return net::problem(400, "limit must be a number from 1 to 100");
        wish.limit = *count;
    }
    return wish;
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

using Translations = std::map<std::string, const library::LibraryEntry*, std::less<>>;

/// An article in the language that suits the wish best, else in English, else in any.
const library::LibraryEntry* choose(const Translations& translations, const Wish& wish) {
    auto found = find_language(translations, wish.language);
    if (found == translations.end() && wish.only_language) return nullptr;
    if (found == translations.end()) found = translations.find("en");
    if (found == translations.end()) found = translations.begin();
    return found == translations.end() ? nullptr : found->second;
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

/// Every article once, by title in the language that it is shown in.
std::vector<const library::LibraryEntry*> all_by_title(const LoadedLibrary& library, const Wish& wish) {
    std::vector<std::pair<std::string, const library::LibraryEntry*>> keyed;
    library::TitleOrder order;
    std::string_view last;
    for (const library::LibraryEntry& entry : library.catalog().entries()) {
        if (entry.code == last) continue;
        last = entry.code;
        if (const library::LibraryEntry* chosen = choose(library.translations(entry.code), wish))
            keyed.emplace_back(order.key(wish.language, chosen->title), chosen);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const library::LibraryEntry*> entries;
    entries.reserve(keyed.size());
    for (const auto& [key, entry] : keyed) entries.push_back(entry);
    return entries;
}

Json hit_json(const LoadedLibrary& library, const library::LibraryEntry& entry, const std::string& snippet) {
    Json json = article_json(library, entry, library.translations(entry.code));
    json["snippet"] = parts_of(snippet);
    return json;
}

/// The hits of an article's translations count as one, where the best of them is.
Json hits_of(const LoadedLibrary& library, const std::vector<library::SearchHit>& found, const Wish& wish,
             std::size_t& total) {
    Json hits = Json::array();
    std::set<std::string> seen;
    for (const library::SearchHit& hit : found) {
        if (!seen.insert(hit.code).second) continue;
        const library::LibraryEntry* entry = choose(library.translations(hit.code), wish);
        if (entry == nullptr) continue;  // not in the language asked for, or gone since
        if (hits.size() < wish.limit) hits.push_back(hit_json(library, *entry, hit.snippet));
        ++total;
    }
    return hits;
}

}  // namespace

net::Response search(State& state, const Call& call) {
    const auto read = read_wish(call.request.target);
    if (const auto* refused = std::get_if<net::Response>(&read)) return *refused;
    const Wish& wish = std::get<Wish>(read);
    const std::string query(call.request.target.parameter("q").value_or(""));
    const LibraryPointer library = state.library.current();
    ++state.counters.searches;

    Json corrections = Json::array(), hits = Json::array();
    std::size_t total = 0;
    if (query.find_first_not_of(" \t\r\n") == std::string::npos) {
        const std::vector<const library::LibraryEntry*> all = all_by_title(*library, wish);
        total = all.size();
        for (std::size_t i = 0; i < std::min(all.size(), wish.limit); ++i)
            hits.push_back(hit_json(*library, *all[i], {}));
    } else {
        const LoadedLibrary::Found found = library->search({query, {}, hits_looked_at});
        hits = hits_of(*library, found.hits, wish, total);
        for (const library::Correction& correction : found.corrections)
            corrections.push_back({{"written", correction.written}, {"meant", correction.meant}});
    }
    return library_answer({{"query", query}, {"corrections", corrections}, {"total", total}, {"hits", hits}});
}

net::Response list_articles(State& state, const Call& call) {
    const auto read = read_wish(call.request.target);
    if (const auto* refused = std::get_if<net::Response>(&read)) return *refused;
    const LibraryPointer library = state.library.current();
    Json articles = Json::array();
    for (const library::LibraryEntry* entry : all_by_title(*library, std::get<Wish>(read))) {
        if (call.work.is_cancelled()) break;  // nobody reads it
        articles.push_back(article_json(*library, *entry, library->translations(entry->code)));
    }
    return library_answer({{"articles", articles}});
}

net::Response show_article(State& state, const Call& call) {
    const auto read = read_wish(call.request.target);
    if (const auto* refused = std::get_if<net::Response>(&read)) return *refused;
    const LibraryPointer library = state.library.current();
    const Translations translations = library->translations(call.request.segment("code"));
    if (translations.empty()) return net::problem(404, "the library has no article with this code");
    const library::LibraryEntry* entry = choose(translations, std::get<Wish>(read));
    if (entry == nullptr) return net::problem(404, "the library does not have this article in this language");

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
