#include "job/medicine_articles.h"

#include "base/ascii.h"
#include "handout/leave_out.h"

#include <algorithm>
#include <array>

namespace carepress::job {
namespace {

constexpr std::size_t longest_name = 200;  ///< bytes; what is longer is a text, not a name

/// The words of a text, folded and without accents and punctuation.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const std::string slug = handout::section_slug(text);
    for (std::size_t begin = 0; begin < slug.size();) {
        const std::size_t end = std::min(slug.find('-', begin), slug.size());
        if (end > begin) words.push_back(slug.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// "Fever in Children" of "Fever in Children: Care Instructions".
std::string_view subject_of(std::string_view title) {
    constexpr std::string_view wide_colon = "\uFF1A";
    return title.substr(0, std::min(title.find(": "), title.find(wide_colon)));
}

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words before an ingredient that say for whom, how, or in which form.
bool is_of_form(std::string_view word) {
    constexpr std::array<std::string_view, 38> words{
        "adult",    "adults",   "baby",       "capsule",  "capsules", "child",   "childrens", "children",
        "chewable", "coated",   "cream",      "daily",    "delayed",  "drops",   "enteric",   "extended",
        "extra",    "generic",  "human",      "infant",   "infants",  "inhaled", "inhaler",   "injection",
        "junior",   "liquid",   "maximum",    "ointment", "oral",     "patch",   "regular",   "release",
        "solution", "strength", "sublingual", "tablet",   "tablets",  "topical"};
    return is_among(words, word);
}

bool is_mineral_or_vitamin(std::string_view word) {
    constexpr std::array<std::string_view, 12> words{"aluminum", "calcium",   "ferric",    "ferrous",
                                                     "iron",     "magnesium", "potassium", "sodium",
                                                     "selenium", "vitamin",   "vitamins",  "zinc"};
    return is_among(words, word);
}

}  // namespace

bool has_words(std::string_view text) { return text.size() <= longest_name && !words_of(text).empty(); }

bool has_name(const std::vector<std::string>& names, std::string_view name) {
    const std::vector<std::string> wanted = words_of(name);
    return !wanted.empty() && std::any_of(names.begin(), names.end(), [&](const std::string& each) {
        const std::vector<std::string> words = words_of(subject_of(each));
        return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
            return std::find(words.begin(), words.end(), word) != words.end();
        });
    });
}

std::string ingredient_of(std::string_view name) {
    constexpr std::size_t shortest = 4;  // "HR", "MG" and "ML" are none
    if (name.size() > longest_name || name.find(" / ") != std::string_view::npos) return {};
    const std::vector<std::string> words = words_of(name);
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (word->size() < shortest || std::any_of(word->begin(), word->end(), is_digit) || is_of_form(*word)) continue;
        if (!is_mineral_or_vitamin(*word)) return *word;
        return word + 1 == words.end() ? std::string() : *word + "-" + word[1];
    }
    return {};
}

std::vector<const visit::ArticleTopics*> articles_about_medicine(std::string_view name,
                                                                 const std::vector<visit::ArticleTopics>& library) {
    std::vector<const visit::ArticleTopics*> found;
    const std::string ingredient = ingredient_of(name);
    if (ingredient.empty()) return found;
    for (const visit::ArticleTopics& article : library)
        if (has_name(article.names, ingredient)) found.push_back(&article);
    return found;
}

std::string reason_of(const visit::Suggestion& suggestion, std::string_view words) {
    if (suggestion.code.empty()) return "its name has the ingredient of " + std::string(words);
    return "its topic " + suggestion.system + " " + suggestion.code + " is " + std::string(words);
}

}  // namespace carepress::job
