#include "job/find_by_code.h"

#include "base/ascii.h"
#include "job/medicine_articles.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>
#include <set>

namespace carepress::job {
namespace {

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

std::vector<std::string> find_by_name(const CodeQuestion& question, const std::vector<visit::ArticleTopics>& library,
                                      const NameSearch& search) {
    std::vector<std::string> found;
    if (is_of_medicines(question.system)) {
        for (const visit::ArticleTopics* article : articles_about_medicine(question.name, library))
            found.push_back(article->code);
        return found;
    }
    if (!has_words(question.name) || !search) return found;
    for (const NamedArticle& article : search(question.name))
        if (has_name(article.names, question.name)) found.push_back(article.code);
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

std::vector<std::string> find_by_codes(std::span<const CodeQuestion> questions,
                                       const std::vector<visit::ArticleTopics>& library, const NameSearch& search) {
    std::vector<std::string> all;
    std::set<std::string> known;
    for (const CodeQuestion& question : questions) {
        std::vector<std::string> found = find_by_code(question, library);
        const bool has_code = code_system_meant(question.system) != nullptr && !is_blank(question.code);
        if (found.empty() && (!has_code || is_of_medicines(question.system)))
            found = find_by_name(question, library, search);
        for (std::string& code : found)
            if (known.insert(code).second) all.push_back(std::move(code));
    }
    return all;
}

}  // namespace carepress::job
