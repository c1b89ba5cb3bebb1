// Queries of a search index.
#include "library/search_index_data.h"
#include "library/search_names.h"
#include "library/search_query.h"
#include "library/wanted_language.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

namespace carepress::library {
namespace {

constexpr std::size_t longest_query = 4096;  // what a query says behind that is not looked at
constexpr int body_column = 5;
constexpr double score_of_code = 1e6;  // above every score of names
constexpr double score_of_name =
    1e4;  // the least of articles that the whole query is the name of; above those of words

/// One text of the index that was found.
struct FoundText {
    std::int64_t text = 0;  ///< its id, from 1
    double score = -1;
};

/// The category of what looks like a code of ICD-10-CM ("e11" for "e11" and "e11.65"), else nothing.
std::string category_of(std::string_view code) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool is_code = code.size() >= 3 && code.size() <= 8 && letter(code[0]) && digit(code[1]) &&
                         (digit(code[2]) || letter(code[2])) &&
                         (code.size() == 3 || (code.size() > 4 && code[3] == '.'));
    return is_code ? std::string(code.substr(0, 3)) : std::string();
}

std::vector<std::int64_t> find_code(Database& database, const SearchQuery& query) {
    std::vector<std::int64_t> found;
    const std::string code = folded_code(query.text);
    const auto add = [&](Statement& find) {
        while (find.step() && found.size() < query.limit)
            if (is_wanted_language(std::string(find.text(1)), query.languages)) found.push_back(find.integer(0));
    };
    Statement exact = database.prepare(
        "SELECT id, language FROM codes JOIN articles ON articles.id = codes.article WHERE codes.code = ?1 "
        "ORDER BY lower(articles.code) <> ?1, language <> 'en', path");
    exact.bind(1, code);
    add(exact);
    const std::string category = category_of(code);
    if (!found.empty() || category.empty()) return found;
    Statement related = database.prepare(
        "SELECT id, language FROM codes JOIN articles ON articles.id = codes.article "
        "WHERE codes.code = ?1 OR (codes.code > ?1 || '.' AND codes.code < ?1 || '/') "
        "GROUP BY id ORDER BY language <> 'en', count(*) DESC, path");
    related.bind(1, category);
    add(related);
    return found;
}

/// The FTS5 function that ranks what an expression finds.
std::string ranking_of(const SearchExpression& expression) {
    std::string rank = "relevance(";
    for (const std::int64_t rarity : expression.rarities)
        rank += (rank.back() == '(' ? "" : ", ") + std::to_string(rarity);
    return rank + ")";
}

/// SQLite gives ranks as integers of millionths here.
double score_in(const Statement& row, int column) { return static_cast<double>(row.integer(column)) / 1e6; }

std::vector<FoundText> find_words(Database& database, const SearchExpression& expression, std::size_t limit) {
    std::vector<FoundText> found;
    const std::string rank = ranking_of(expression);
    Statement find = database.prepare(
        "SELECT rowid, CAST(1e6 * rank AS INTEGER) FROM texts WHERE texts MATCH ?1 AND rank MATCH ?2 "
        "ORDER BY rank DESC, rowid LIMIT ?3");
    find.bind(1, expression.match).bind(2, rank).bind(3, static_cast<std::int64_t>(limit));
    while (find.step()) found.push_back({find.integer(0), score_in(find, 1)});
    return found;
}

/// What articles gain by their names, by the texts' ids.
using Gains = std::map<std::int64_t, double>;

Gains gains_of(Database& database, const std::vector<NameInQuery>& names) {
    Gains gains;
    Statement find = database.prepare(
        "SELECT article, worth, articles.language = 'en' FROM names JOIN articles ON articles.id = article "
        "WHERE name = ?");
    for (const NameInQuery& name : names) {
        find.bind(1, name.name);
        while (find.step()) {
            constexpr double of_synonym = 0.95, of_english = 1.001;  // before translations of the same name
            double gain = name.score * (find.integer(1) == ArticleName::of_title ? 1 : of_synonym);
            if (find.integer(2) != 0) gain *= of_english;
            double& known = gains[find.integer(0)];
            known = std::max(known, gain);
        }
        find.reset();
    }
    return gains;
}

/// Adds the gains, and the articles that have nothing else; the best come first.
void add_gains(const Gains& gains, std::vector<FoundText>& texts) {
    Gains rest = gains;
    for (FoundText& text : texts) {
        const auto gain = rest.find(text.text);
        if (gain == rest.end()) continue;
        text.score += gain->second;
        rest.erase(gain);
    }
    for (const auto& [text, gain] : rest) texts.push_back({text, gain});
    std::stable_sort(texts.begin(), texts.end(),
                     [](const FoundText& a, const FoundText& b) { return a.score > b.score; });
}

/// The texts in place of those in unwanted languages: their translations, where there are any.
std::vector<FoundText> in_wanted_languages(Database& database, const std::vector<FoundText>& texts,
                                           const std::vector<std::string>& languages) {
    if (languages.empty()) return texts;
    std::vector<FoundText> wanted;
    Statement language = database.prepare("SELECT language FROM articles WHERE id = ?");
    Statement translations = database.prepare(
        "SELECT other.id, other.language FROM articles AS one JOIN codes ON codes.code = lower(one.code) "
        "JOIN articles AS other ON other.id = codes.article AND other.code = one.code "
        "WHERE one.id = ? ORDER BY other.path");
    for (const FoundText& text : texts) {
        language.bind(1, text.text);
        const bool is_wanted = language.step() && is_wanted_language(std::string(language.text(0)), languages);
        language.reset();
        if (is_wanted) {
            wanted.push_back(text);
            continue;
        }
        translations.bind(1, text.text);
        while (translations.step())
            if (is_wanted_language(std::string(translations.text(1)), languages))
                wanted.push_back({translations.integer(0), text.score});
        translations.reset();
    }
    return wanted;
}

/// Puts the words around what `match` finds into the hits, which are of these texts.
void add_snippets(Database& database, std::span<const FoundText> texts, const std::string& match,
                  std::vector<SearchHit>& hits) {
    if (match.empty() || texts.empty()) return;
    std::unordered_map<std::int64_t, std::size_t> places;
    std::string ids;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        places.emplace(texts[i].text, i);
        ids += (i == 0 ? "" : ",") + std::to_string(texts[i].text);
    }
    // With the sign FTS5 goes through what `match` finds once; without it once for each text.
    Statement snippet =
        database.prepare("SELECT rowid, snippet(texts, " + std::to_string(body_column) +
                         ", char(2), char(3), '…', 20) FROM texts WHERE texts MATCH ? AND +rowid IN (" + ids + ")");
    snippet.bind(1, match);
    while (snippet.step()) {
        std::string& words = hits[places.at(snippet.integer(0))].snippet;
        words = snippet.text(1);
        std::replace(words.begin(), words.end(), '\n', ' ');
    }
}

std::vector<SearchHit> hits_of(Database& database, std::span<const FoundText> texts, const std::string& match) {
    std::vector<SearchHit> hits;
    Statement article = database.prepare(
        "SELECT path, articles.code, articles.language, title, status FROM articles JOIN texts "
        "ON texts.rowid = articles.id WHERE id = ?");
    for (const FoundText& text : texts) {
        SearchHit& hit = hits.emplace_back();
        hit.score = text.score;
        article.bind(1, text.text);
        if (article.step()) {
            hit.path = article.text(0);
            hit.code = article.text(1);
            hit.language = article.text(2);
            hit.title = article.text(3);
            hit.status = article.text(4);
        }
        article.reset();
    }
    add_snippets(database, texts, match, hits);
    return hits;
}

/// Forgets what is known of the index if it changed since.
void forget_what_changed(SearchIndexData& data) {
    Statement version = data.database.prepare("PRAGMA data_version");
    const std::int64_t now = version.step() ? version.integer(0) : 0;
    if (now == data.known_version) return;
    data.counts.clear();
    data.codes.clear();
    data.article_of_text.clear();
    data.known_version = now;
}

/// Reads which article each text is of.
void know_articles(SearchIndexData& data) {
    if (!data.codes.empty()) return;
    std::unordered_map<std::string, std::uint32_t> places;
    Statement all = data.database.prepare("SELECT id, code FROM articles ORDER BY id");
    while (all.step()) {
        const auto [known, is_new] = places.emplace(all.text(1), static_cast<std::uint32_t>(data.codes.size()));
        if (is_new) data.codes.push_back(known->first);
        data.article_of_text.resize(static_cast<std::size_t>(all.integer(0)) + 1);
        data.article_of_text.back() = known->second;
    }
}

/// The best text of each article, by the articles' places.
class BestTexts {
public:
    explicit BestTexts(const SearchIndexData& data) : data_(data), best_(data.codes.size()) {}

    /// The first of several that are equally good stays.
    void add(std::int64_t text, double score) {
        const auto place = static_cast<std::size_t>(text);
        if (place >= data_.article_of_text.size()) return;  // another process has added it just now
        FoundText& best = best_[data_.article_of_text[place]];
        if (best.text == 0 || score > best.score) best = {text, score};
    }

    /// Those that `takes`, of which the best `most` come first and in order.
    std::vector<FoundText> take(const std::function<bool(const std::string&)>& takes, std::size_t most) const {
        std::vector<FoundText> texts;
        for (std::size_t i = 0; i < best_.size(); ++i)
            if (best_[i].text != 0 && (!takes || takes(data_.codes[i]))) texts.push_back(best_[i]);
        const auto end = texts.begin() + static_cast<std::ptrdiff_t>(std::min(most, texts.size()));
        std::partial_sort(texts.begin(), end, texts.end(), [](const FoundText& a, const FoundText& b) {
            return a.score != b.score ? a.score > b.score : a.text < b.text;
        });
        return texts;
    }

private:
    const SearchIndexData& data_;
    std::vector<FoundText> best_;  ///< text 0: the article was not found
};

}  // namespace

std::vector<SearchHit> SearchIndex::search(const SearchQuery& query) {
    SearchIndexData& own = *data_;
    forget_what_changed(own);
    SearchQuery resolved = query;
    resolved.text.resize(std::min(resolved.text.size(), longest_query));
    std::string in_languages;
    std::size_t languages = 0;
    for (const std::string& language : query.languages) {
        std::string words;
        own.splitter.split(language, [&](std::string_view word, std::size_t, std::size_t) {
            words += (words.empty() ? "\"" : " + \"") + std::string(word) + "\"";
            return true;
        });
        if (!words.empty()) {
            in_languages += (in_languages.empty() ? "" : " OR ") + ("language : ^ " + words);
            ++languages;
        }
    }
    SearchExpression expression = expression_of(own.database, own.splitter, own.counts, resolved.text, in_languages);
    own.corrections = std::move(expression.corrections);

    std::vector<FoundText> texts;
    std::set<std::int64_t> found;
    const auto add = [&](const std::vector<FoundText>& more) {
        for (const FoundText& text : in_wanted_languages(own.database, more, query.languages))
            if (texts.size() < query.limit && found.insert(text.text).second) texts.push_back(text);
    };
    for (const std::int64_t id : find_code(own.database, resolved))
        if (found.insert(id).second) texts.push_back({id, score_of_code});
    if (expression.match.empty()) return hits_of(own.database, texts, expression.rare);
    const Gains gains = gains_of(own.database, expression.names);
    std::vector<FoundText> words = find_words(own.database, expression, query.limit + gains.size());
    add_gains(gains, words);
    if (!in_languages.empty()) {
        // In the wanted languages first; then what the words find elsewhere, which their translations are about, too.
        SearchExpression there = expression;
        there.match = "(" + in_languages + ") AND (" + there.match + ")";
        there.rarities.insert(there.rarities.begin(), languages, 0);
        std::vector<FoundText> named, others;
        for (const FoundText& text : words) (text.score >= score_of_name ? named : others).push_back(text);
        add(named);
        std::vector<FoundText> wanted = find_words(own.database, there, query.limit + gains.size());
        add_gains(gains, wanted);
        add(wanted);
        words = std::move(others);
    }
    add(words);
    return hits_of(own.database, texts, expression.rare);
}

FoundArticles SearchIndex::search_articles(const ArticleQuery& query) {
    SearchIndexData& own = *data_;
    forget_what_changed(own);
    know_articles(own);
    const std::string text = query.text.substr(0, longest_query);
    const SearchExpression expression = expression_of(own.database, own.splitter, own.counts, text, {});
    own.corrections = expression.corrections;

    BestTexts best(own);
    double of_code = score_of_code;
    for (const std::int64_t id : find_code(own.database, {text, {}, std::numeric_limits<std::size_t>::max()}))
        best.add(id, of_code--);
    if (!expression.match.empty()) {
        const std::string rank = ranking_of(expression);
        Statement find = own.database.prepare(
            "SELECT rowid, CAST(1e6 * rank AS INTEGER) FROM texts WHERE texts MATCH ?1 AND rank MATCH ?2");
        find.bind(1, expression.match).bind(2, rank);
        Gains gains = gains_of(own.database, expression.names);
        while (find.step()) {
            const auto gain = gains.find(find.integer(0));
            best.add(find.integer(0), score_in(find, 1) + (gain == gains.end() ? 0 : gain->second));
            if (gain != gains.end()) gains.erase(gain);
        }
        for (const auto& [id, gain] : gains) best.add(id, gain);
    }

    const std::vector<FoundText> texts = best.take(query.takes, query.offset + query.limit);
    const std::size_t begin = std::min(query.offset, texts.size());
    const auto wanted = std::span(texts).subspan(begin, std::min(query.limit, texts.size() - begin));
    return {hits_of(own.database, wanted, expression.rare), texts.size(), expression.corrections};
}

const std::vector<Correction>& SearchIndex::corrections() const { return data_->corrections; }

std::vector<std::string> SearchIndex::paths_of(const std::string& code) {
    Statement find = data_->database.prepare(
        "SELECT path FROM codes JOIN articles ON articles.id = codes.article WHERE codes.code = ?1 AND articles.code = "
        "?2 "
        "ORDER BY path");
    const std::string folded = folded_code(code);
    find.bind(1, folded).bind(2, code);
    std::vector<std::string> paths;
    while (find.step()) paths.emplace_back(find.text(0));
    return paths;
}

}  // namespace carepress::library
