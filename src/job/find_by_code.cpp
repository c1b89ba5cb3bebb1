#include "job/find_by_code.h"

#include "base/ascii.h"
#include "handout/leave_out.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>
#include <set>

namespace carepress::job {
namespace {

constexpr std::size_t longest_name = 200;  ///< bytes; what is longer is a text, not a name

constexpr std::string_view oid_prefix = "urn:oid:";

std::string_view without_oid_prefix(std::string_view system) {
    return system.starts_with(oid_prefix) ? system.substr(oid_prefix.size()) : system;
}

/// In lower case, http for https, without a slash at the end: how a URI is compared.
std::string uri_key(std::string_view uri) {
    std::string key = ascii_lower(trim(uri));
    if (key.starts_with("https://")) key.erase(4, 1);
    while (key.ends_with('/')) key.pop_back();
    return key;
}

/// RxNorm, and the National Drug Code by its URI, OID and name.
bool is_of_medicines(std::string_view system) {
    constexpr std::array<std::string_view, 3> ndc{visit::systems::ndc, "2.16.840.1.113883.6.69", "ndc"};
    const ClinicalCodeSystem* known = code_system_meant(system);
    if (known != nullptr) return known->name == "RxNorm";
    const std::string key = uri_key(system);
    return std::find(ndc.begin(), ndc.end(), without_oid_prefix(key)) != ndc.end();
}

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

/// "Fever in Children" of "Fever in Children: Care Instructions": what comes after says what kind of text it is.
std::string_view subject_of(std::string_view title) {
    constexpr std::string_view wide_colon = "\uFF1A";
    return title.substr(0, std::min(title.find(": "), title.find(wide_colon)));
}

/// The ingredient in the name of a medicine, "Warfarin" of "12 HR Warfarin Sodium 5 MG Oral Tablet"; empty if it is a
/// combination of several.
std::string ingredient_of(std::string_view name) {
    if (name.find(" / ") != std::string_view::npos) return {};
    constexpr std::size_t shortest = 4;  // "HR", "MG" and "ML" are none
    for (const std::string& word : words_of(name))
        if (word.size() >= shortest && std::none_of(word.begin(), word.end(), is_digit)) return word;
    return {};
}

std::vector<std::string> find_by_name(const CodeQuestion& question, const NameSearch& search) {
    const bool is_medicine = is_of_medicines(question.system);
    const std::string name = is_medicine ? ingredient_of(question.name) : question.name;
    std::vector<std::string> found;
    if (name.size() > longest_name || words_of(name).empty() || !search) return found;
    for (const NamedArticle& article : search(name))
        if ((article.is_about_medicine || !is_medicine) && is_named(article, name)) found.push_back(article.code);
    return found;
}

std::vector<std::string> find_by_code(const CodeQuestion& question, const std::vector<visit::ArticleTopics>& library) {
    const ClinicalCodeSystem* system = code_system_meant(question.system);
    std::vector<std::string> found;
    if (system == nullptr) return found;
    std::vector<visit::TopicMatch> matches =
        visit::articles_about(*system, code_meant(*system, question.code), library);
    std::stable_sort(matches.begin(), matches.end(),
                     [](const auto& a, const auto& b) { return a.topic->code.size() > b.topic->code.size(); });
    for (const visit::TopicMatch& match : matches) found.push_back(match.article->code);
    return found;
}

}  // namespace

const ClinicalCodeSystem* code_system_meant(std::string_view system) {
    const std::string key = uri_key(system);
    const auto found =
        std::find_if(clinical_code_systems.begin(), clinical_code_systems.end(), [&](const ClinicalCodeSystem& each) {
            return uri_key(each.uri) == key || without_oid_prefix(each.oid) == without_oid_prefix(key);
        });
    return found == clinical_code_systems.end() ? find_code_system(system) : &*found;
}

std::string code_meant(const ClinicalCodeSystem& system, std::string_view code) {
    std::string meant(trim(code));
    if (system.name != "ICD-10-CM") return meant;
    for (char& c : meant)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    constexpr std::size_t category = 3;  // then comes the dot, which claims leave out
    if (meant.size() > category && meant.find('.') == std::string::npos) meant.insert(category, ".");
    return meant;
}

bool is_named(const NamedArticle& article, std::string_view name) {
    const std::vector<std::string> wanted = words_of(name);
    return !wanted.empty() && std::any_of(article.names.begin(), article.names.end(), [&](const std::string& each) {
        const std::vector<std::string> words = words_of(subject_of(each));
        return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
            return std::find(words.begin(), words.end(), word) != words.end();
        });
    });
}

std::vector<std::string> find_by_codes(std::span<const CodeQuestion> questions,
                                       const std::vector<visit::ArticleTopics>& library, const NameSearch& search) {
    std::vector<std::string> all;
    std::set<std::string> known;
    for (const CodeQuestion& question : questions) {
        std::vector<std::string> found = find_by_code(question, library);
        const bool has_code = code_system_meant(question.system) != nullptr && !is_blank(question.code);
        if (found.empty() && (!has_code || is_of_medicines(question.system))) found = find_by_name(question, search);
        for (std::string& code : found)
            if (known.insert(code).second) all.push_back(std::move(code));
    }
    return all;
}

}  // namespace carepress::job
