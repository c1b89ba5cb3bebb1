#include "library/search_query.h"

#include "base/utf.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace carepress::library {
namespace {

constexpr std::size_t most_words = 64;  // what a query says behind them is not looked at

/// A word of the query.
struct Term {
    std::string word;
    std::string stem;                           ///< empty: the word alone
    bool is_begun = false;                      ///< the word may be the beginning of a longer one
    std::int64_t with_word = 0, with_stem = 0;  ///< articles

    std::int64_t articles() const { return std::max(with_word, with_stem); }
};

std::vector<std::string> words_of(WordSplitter& splitter, const std::string& text) {
    std::vector<std::string> words;
    splitter.split(text, [&](std::string_view word, std::size_t, std::size_t) {
        if (std::find(words.begin(), words.end(), word) == words.end()) words.emplace_back(word);
        return words.size() < most_words;
    });
    return words;
}

/// What English questions are put together with: it says nothing of their subject.
constexpr std::array<std::string_view, 30> question_words = {
    "a",  "an", "and", "are", "can", "do", "does",   "for",  "from", "have",  "how",   "i",   "in",   "is",  "it",
    "my", "of", "on",  "or",  "the", "to", "should", "what", "when", "where", "which", "why", "with", "you", "your"};

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

/// The word of the index that is meant by one that no article has; empty where none is near. Words are compared that
/// begin with the same letter, as nearly all misspellings do.
std::string nearest_word(Database& database, const std::string& word) {
    const std::u16string written = to_utf16(word);
    constexpr std::size_t shortest = 4, longest = 40;
    const bool has_figure = word.find_first_of("0123456789") != std::string::npos;
    if (written.size() < shortest || written.size() > longest || has_figure) return {};
    const std::size_t most = written.size() < 6 ? 1 : 2;
    const std::string first = to_utf8(std::u16string_view(written).substr(0, 1));
    Statement near = database.prepare("SELECT term, doc FROM words WHERE term >= ?1 AND term < ?1 || char(1114111)");
    near.bind(1, first);
    std::string best;
    std::size_t edits = most + 1;
    std::int64_t articles = 0;
    while (near.step()) {
        const std::string_view term = near.text(0);
        // Of n letters, UTF-8 has n to 4 n bytes.
        if (term.size() + most < written.size() || term.size() > 4 * (written.size() + most)) continue;
        if (term.find_first_of("0123456789") != std::string_view::npos) continue;
        const std::size_t here = edits_between(written, to_utf16(term), std::min(edits, most));
        if (here > most || here > edits || (here == edits && near.integer(1) <= articles)) continue;
        best = term;
        edits = here;
        articles = near.integer(1);
    }
    return best;
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
            const int weight = weight_of(term);
            add(quoted(term.word) + (term.is_begun ? "*" : ""), term.with_word, weight);
            if (term.stem.empty()) continue;
            expression_.match += " OR ";
            add(quoted(term.stem) + "*", term.with_stem, weight);
        }
        if (!terms.empty()) expression_.match += ")";
    }

private:
    void add(const std::string& phrase, std::int64_t articles, int weight) {
        expression_.match += phrase;
        const auto some = static_cast<double>(std::min(articles, all_)), all = static_cast<double>(all_);
        expression_.rarities.push_back(std::llround(1000 * weight * std::log(1 + (all - some + 0.5) / (some + 0.5))));
    }

    SearchExpression& expression_;
    std::int64_t all_;
};

/// The greatest number of an article: how many there are, but for those that went.
std::int64_t articles_of(Database& database) {
    Statement last = database.prepare("SELECT max(id) FROM articles");
    return last.step() ? last.integer(0) : 0;
}

}  // namespace

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

std::size_t edits_between(std::u16string_view a, std::u16string_view b, std::size_t most) {
    if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
    std::vector<std::size_t> before_last, last(b.size() + 1), now(b.size() + 1);
    for (std::size_t k = 0; k <= b.size(); ++k) last[k] = k;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        std::size_t least = i;
        for (std::size_t k = 1; k <= b.size(); ++k) {
            now[k] = std::min({last[k] + 1, now[k - 1] + 1, last[k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1)});
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                now[k] = std::min(now[k], before_last[k - 2] + 1);
            least = std::min(least, now[k]);
        }
        if (least > most) return most + 1;
        before_last = last;
        std::swap(last, now);
    }
    return std::min(last[b.size()], most + 1);
}

SearchExpression expression_of(Database& database, WordSplitter& splitter, WordCounts& counts,
                               const std::string& query) {
    SearchExpression expression;
    std::vector<Term> terms;
    const std::vector<std::string> words = words_of(splitter, query);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool is_last = i + 1 == words.size();  // and may be the beginning of another word: "can" of "cancer"
        if (!is_last && std::ranges::find(question_words, words[i]) != question_words.end()) continue;
        Term term{words[i], {}, is_last && words[i].size() > 1};
        term.with_word = articles_with(database, counts, term.word, term.is_begun);
        if (term.with_word == 0) {
            if (std::string meant = nearest_word(database, term.word); !meant.empty()) {
                expression.corrections.push_back({term.word, meant});
                term = {std::move(meant), {}, false};
                term.with_word = articles_with(database, counts, term.word, false);
            }
        }
        term.stem = stem_of(term.word);
        if (!term.stem.empty()) term.with_stem = articles_with(database, counts, term.stem, true);
        terms.push_back(std::move(term));
    }
    PhraseSearch phrases(expression, articles_of(database));
    std::vector<Term> rare = terms;
    std::erase_if(rare, [](const Term& term) { return term.articles() == 0; });
    if (rare.size() < 3) {
        phrases.any_of(terms, [](const Term&) { return 1; });
        expression.rare = expression.match;
        return expression;
    }
    // One of the rarer half must be there: "what to do for a fever" is not looked for in everything that says "a".
    std::stable_sort(rare.begin(), rare.end(),
                     [](const Term& a, const Term& b) { return a.articles() < b.articles(); });
    rare.resize((rare.size() + 1) / 2);
    const auto is_rare = [&](const Term& term) {
        return std::any_of(rare.begin(), rare.end(), [&](const Term& each) { return each.word == term.word; });
    };
    phrases.any_of(rare, [](const Term&) { return 2; });
    expression.rare = expression.match;
    expression.match += " AND ";
    phrases.any_of(terms, [&](const Term& term) { return is_rare(term) ? 0 : 1; });
    return expression;
}

}  // namespace carepress::library
