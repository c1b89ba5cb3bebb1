#include "library/search_query.h"

#include "library/search_correction.h"
#include "library/search_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

namespace carepress::library {
namespace {

constexpr std::size_t most_words = 64;  // what a query says behind them is not looked at

/// A word of the query.
struct Term {
    std::string word;
    std::string stem;                           ///< empty: the word alone
    bool is_begun = false;                      ///< the word may be the beginning of a longer one
    std::int64_t with_word = 0, with_stem = 0;  ///< articles
    /// Other names for what begins with this word, as phrases of FTS5, each with about how many articles have it.
    std::vector<std::pair<std::string, std::int64_t>> synonyms = {};

    std::int64_t articles() const {
        std::int64_t most = std::max(with_word, with_stem);
        for (const auto& [phrase, articles] : synonyms) most = std::max(most, articles);
        return most;
    }
};

/// The weight of Okapi BM25: ln(1 + (all − some + ½) / (some + ½)).
double rarity_of(std::int64_t articles, std::int64_t all_articles) {
    const auto some = static_cast<double>(std::min(articles, all_articles)), all = static_cast<double>(all_articles);
    return std::log(1 + (all - some + 0.5) / (some + 0.5));
}

struct Word {
    std::string folded;
    bool is_capital = false;  ///< of capitals A to Z alone, as an abbreviation is
};

std::vector<Word> words_of(WordSplitter& splitter, const std::string& text) {
    std::vector<Word> words;
    splitter.split(text, [&](std::string_view word, std::size_t begin, std::size_t end) {
        const bool is_new =
            std::none_of(words.begin(), words.end(), [&](const Word& each) { return each.folded == word; });
        const bool is_capital =
            std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                        text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (is_new) words.push_back({std::string(word), is_capital});
        return words.size() < most_words;
    });
    return words;
}

constexpr std::size_t most_counts = 4096;  // that are kept of whole words, and of beginnings

std::int64_t count_articles(Database& database, const std::string& word, bool is_begun) {
    constexpr std::int64_t most_terms = 64;  // of a beginning: enough to know that it is a common one
    Statement find = database.prepare(
        is_begun
            ? "SELECT sum(doc) FROM (SELECT doc FROM words WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ?2)"
            : "SELECT sum(doc) FROM words WHERE term = ?1");
    find.bind(1, word);
    if (is_begun) find.bind(2, most_terms);
    return find.step() ? find.integer(0) : 0;
}

/// How many articles have the word, or words that begin with it (counted for each).
std::int64_t articles_with(Database& database, WordCounts& counts, const std::string& word, bool is_begun) {
    auto& known = is_begun ? counts.begun : counts.whole;
    if (const auto found = known.find(word); found != known.end()) return found->second;
    if (known.size() >= most_counts) known.clear();
    return known[word] = count_articles(database, word, is_begun);
}

std::string quoted(const std::string& word) { return "\"" + word + "\""; }

/// Gathers phrases of an expression with how rare each is.
class PhraseSearch {
public:
    PhraseSearch(SearchExpression& expression, std::int64_t all) : expression_(expression), all_(all) {}

    /// One of the terms must be there; a term of weight 0 does not count for the ranking.
    template <class Weight>
    void any_of(const std::vector<Term>& terms, Weight weight_of) {
        for (const Term& term : terms) {
            expression_.match += &term == &terms.front() ? "(" : " OR ";
            const double weight = weight_of(term);
            add(quoted(term.word) + (term.is_begun ? "*" : ""), term.with_word, weight);
            if (!term.stem.empty()) add_or(quoted(term.stem) + "*", term.with_stem, weight);
            for (const auto& [phrase, articles] : term.synonyms) add_or(phrase, articles, weight * worth_of_synonym);
        }
        if (!terms.empty()) expression_.match += ")";
    }

private:
    static constexpr double worth_of_synonym = 0.5;

    void add(const std::string& phrase, std::int64_t articles, double weight) {
        expression_.match += phrase;
        expression_.rarities.push_back(std::llround(1000 * weight * rarity_of(articles, all_)));
    }
    void add_or(const std::string& phrase, std::int64_t articles, double weight) {
        expression_.match += " OR ";
        add(phrase, articles, weight);
    }

    SearchExpression& expression_;
    std::int64_t all_;
};

/// The greatest number of an article: how many there are, but for those that went.
std::int64_t articles_of(Database& database) {
    Statement last = database.prepare("SELECT max(id) FROM articles");
    return last.step() ? last.integer(0) : 0;
}

/// Makes an expression of a query.
class QueryReader {
public:
    QueryReader(Database& database, WordSplitter& splitter, WordCounts& counts, const std::string& languages)
        : database_(database),
          splitter_(splitter),
          counts_(counts),
          languages_(languages),
          all_articles_(articles_of(database)) {}

    SearchExpression read(const std::string& query) {
        words_ = words_of(splitter_, query);
        find_names();
        if (correct_words()) find_names();
        for (std::size_t i = 0; i < words_.size(); ++i) add_term(i);
        PhraseSearch phrases(expression_, all_articles_);
        std::vector<Term> rare = terms_;
        std::erase_if(rare, [](const Term& term) { return term.articles() == 0; });
        if (rare.size() < 3) {
            phrases.any_of(terms_, [](const Term&) { return 1; });
            expression_.rare = expression_.match;
            return std::move(expression_);
        }
        // One of the rarer half must be there: "what to do for a fever" is not looked for in everything that says "a".
        std::stable_sort(rare.begin(), rare.end(),
                         [](const Term& a, const Term& b) { return a.articles() < b.articles(); });
        rare.resize((rare.size() + 1) / 2);
        const auto is_rare = [&](const Term& term) {
            return std::any_of(rare.begin(), rare.end(), [&](const Term& each) { return each.word == term.word; });
        };
        phrases.any_of(rare, [](const Term&) { return 2; });
        expression_.rare = expression_.match;
        expression_.match += " AND ";
        phrases.any_of(terms_, [&](const Term& term) { return is_rare(term) ? 0 : 1; });
        return std::move(expression_);
    }

private:
    static constexpr std::size_t longest_name = 5;  ///< words
    static constexpr double score_of_whole = 1e5;   ///< of an article that the whole query is the name of
    static constexpr double worth_of_part = 6, worth_of_word = 3;  ///< words in a title: 3, and a stem of each
    static constexpr double worth_of_lead = 2;
    static constexpr double least_rarity = 1;  ///< of a word in a name: it counts where every article has it, too

    /// Names in the query: what else they are called, and how much better the articles are that are called so.
    void find_names() {
        expression_.names.clear();
        synonyms_.assign(words_.size(), {});
        lengths_.clear();
        std::size_t end_of_last = 0;  // of the last name that has synonyms: names inside of it are not meant
        for (std::size_t begin = 0; begin < words_.size(); ++begin) {
            bool has_synonyms = false;
            for (std::size_t count = std::min(longest_name, words_.size() - begin); count > 0; --count) {
                std::string phrase;
                for (std::size_t i = 0; i < count; ++i) phrase += (i == 0 ? "" : " ") + words_[begin + i].folded;
                const std::string name = folded_name(splitter_, phrase);
                const double score = count == words_.size() ? score_of_whole : rarity_of_words(begin, count);
                const double worth = count == words_.size() ? 1 : count == 1 ? worth_of_word : worth_of_part;
                expression_.names.push_back({name, score * worth});
                if (has_synonyms || begin < end_of_last || is_short_word(begin, count)) continue;
                for (const Synonym& synonym : synonyms_of(database_, name)) {
                    if (!has_synonyms) lengths_.emplace_back(begin, count);
                    has_synonyms = true;
                    end_of_last = begin + count;
                    add_synonym(begin, synonym, score, count == words_.size());
                }
            }
        }
    }

    /// In the midst of a query "mi" is Spanish for "my"; "MI" is not.
    bool is_short_word(std::size_t begin, std::size_t count) const {
        constexpr std::size_t shortest = 4;
        return count == 1 && words_.size() > 1 && words_[begin].folded.size() < shortest && !words_[begin].is_capital;
    }

    void add_synonym(std::size_t place, const Synonym& synonym, double score, bool is_whole) {
        std::string phrase;
        std::int64_t articles = all_articles_;
        splitter_.split(synonym.words, [&](std::string_view word, std::size_t, std::size_t) {
            phrase += (phrase.empty() ? "" : " + ") + quoted(std::string(word));
            articles = std::min(articles, articles_with(database_, counts_, std::string(word), false));
            return true;
        });
        if (articles > 0) synonyms_[place].emplace_back(std::move(phrase), articles);
        // What the query only leads to comes behind what it is a name of.
        const double worth = is_whole ? (synonym.is_same ? 0.9 : 0.1) : worth_of_lead;
        expression_.names.push_back({folded_name(splitter_, synonym.words), score * worth});
    }

    double rarity_of_words(std::size_t begin, std::size_t count) {
        double sum = 0;
        for (std::size_t i = begin; i < begin + count; ++i)
            if (!is_of_question(i))
                sum += std::max(least_rarity,
                                rarity_of(articles_with(database_, counts_, words_[i].folded, false), all_articles_));
        return sum;
    }

    /// The last word may be the beginning of another one: "can" of "cancer".
    bool is_of_question(std::size_t place) const {
        return place + 1 < words_.size() && is_question_word(words_[place].folded);
    }

    /// Puts the nearest words in place of those that no article has. False: there are none.
    bool correct_words() {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            std::string& word = words_[i].folded;
            const bool may_be_begun = i + 1 == words_.size() && word.size() > 1;
            if (articles_with(database_, counts_, word, may_be_begun) > 0 || is_in_synonym(i)) continue;
            std::string meant = nearest_word(database_, word, languages_);
            if (meant.empty()) continue;
            expression_.corrections.push_back({word, meant});
            word = std::move(meant);
        }
        return !expression_.corrections.empty();
    }

    bool is_in_synonym(std::size_t place) const {
        return std::any_of(lengths_.begin(), lengths_.end(),
                           [&](const auto& each) { return each.first <= place && place < each.first + each.second; });
    }

    void add_term(std::size_t place) {
        if (is_of_question(place) && synonyms_[place].empty()) return;
        const bool is_last = place + 1 == words_.size();
        const std::string& word = words_[place].folded;
        const bool is_corrected = std::any_of(expression_.corrections.begin(), expression_.corrections.end(),
                                              [&](const Correction& each) { return each.meant == word; });
        Term term{word, {}, is_last && !is_corrected && word.size() > 1};
        term.synonyms = std::move(synonyms_[place]);
        term.with_word = articles_with(database_, counts_, term.word, term.is_begun);
        term.stem = stem_of(term.word);
        if (!term.stem.empty()) term.with_stem = articles_with(database_, counts_, term.stem, true);
        terms_.push_back(std::move(term));
    }

    Database& database_;
    WordSplitter& splitter_;
    WordCounts& counts_;
    const std::string& languages_;
    std::int64_t all_articles_;
    std::vector<Word> words_;
    std::vector<std::vector<std::pair<std::string, std::int64_t>>> synonyms_;  ///< by the name's first word
    std::vector<std::pair<std::size_t, std::size_t>> lengths_;  ///< names that have synonyms: first word, words
    std::vector<Term> terms_;
    SearchExpression expression_;
};

}  // namespace

bool is_question_word(std::string_view word) {
    static constexpr std::array<std::string_view, 38> question_words = {
        "a",    "am",  "an",  "and", "are",    "be",   "can",  "do",    "does",  "for", "from", "get", "has",
        "have", "he",  "her", "his", "how",    "i",    "in",   "is",    "it",    "me",  "my",   "of",  "on",
        "or",   "she", "the", "to",  "should", "what", "when", "where", "which", "why", "with", "you"};
    return std::ranges::find(question_words, word) != question_words.end();
}

std::string stem_of(std::string_view word) {
    constexpr std::size_t shortest = 4;
    if (!std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return {};
    for (const std::string_view ending : {"ancy", "ency"})
        if (word.ends_with(ending) && word.size() >= shortest + 2) return std::string(word.substr(0, word.size() - 2));
    for (const std::string_view ending : {"ant", "ent"})
        if (word.ends_with(ending) && word.size() >= shortest + 2) return std::string(word.substr(0, word.size() - 1));
    constexpr std::array<std::string_view, 17> endings = {"ations", "ation", "iness", "ings", "ions", "ness",
                                                          "ing",    "ion",   "ies",   "ied",  "ive",  "ful",
                                                          "ed",     "es",    "ic",    "s",    "y"};
    for (const std::string_view ending : endings) {
        if (!word.ends_with(ending) || word.size() < shortest + ending.size()) continue;
        if (ending == "s" && word.ends_with("ss")) return {};
        return std::string(word.substr(0, word.size() - ending.size()));
    }
    return {};
}

SearchExpression expression_of(Database& database, WordSplitter& splitter, WordCounts& counts, const std::string& query,
                               const std::string& languages) {
    return QueryReader(database, splitter, counts, languages).read(query);
}

}  // namespace carepress::library
