#include "record/given_before.h"

#include "base/ascii.h"
#include "base/given_handout.h"
#include "record/owner.h"
#include "record/search.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace carepress::record {
namespace {

/// "K977/en/3".
std::optional<HandoutArticle> article_named(const std::string& name) {
    const std::size_t first = name.find('/');
    const std::size_t second = first == std::string::npos ? first : name.find('/', first + 1);
    if (first == 0 || second == std::string::npos) return std::nullopt;
    return HandoutArticle{name.substr(0, first), name.substr(second + 1), name.substr(first + 1, second - first - 1)};
}

std::string language_of(const Json& document) {
    const Json& contents = member(document, "content");
    if (!contents.is_array() || contents.empty()) return {};
    return text_member(member(contents.front(), "attachment"), "language");
}

std::string date_of(const Json& document) {
    std::string date = text_member(document, "date");
    if (!date.empty()) return date;
    const Json& contents = member(document, "content");
    if (!contents.is_array() || contents.empty()) return {};
    return text_member(member(contents.front(), "attachment"), "creation");
}

/// nullopt: it is not ours, not current, or not this patient's.
std::optional<GivenDocument> read_given(const FoundResource& found, std::string_view patient, std::string_view base) {
    const Json& document = found.value;
    if (text_member(document, "status") != "current" || owner_of(document, patient, base) != Owner::patient)
        return std::nullopt;
    GivenDocument given;
    const Json& related = member(member(document, "context"), "related");
    if (!related.is_array()) return std::nullopt;
    for (const Json& each : related) {
        const Json& identifier = member(each, "identifier");
        const std::string system = text_member(identifier, "system"), value = text_member(identifier, "value");
        if (system == given_summary_system) given.is_summary = true;
        if (system != given_article_system) continue;
        if (std::optional<HandoutArticle> article = article_named(value)) given.articles.push_back(std::move(*article));
    }
    if (!given.is_summary && given.articles.empty()) return std::nullopt;
    given.id = found.id;
    given.date = date_of(document);
    given.language = language_of(document);
    if (const std::vector<Target> encounters = encounters_of(document, base); encounters.size() == 1)
        given.encounter = encounters.front().id;
    return given;
}

/// "1.10" and "2026-03" as their numbers, without leading zeros; nullopt for other texts.
std::optional<std::vector<std::string_view>> numbers_of(std::string_view version) {
    std::vector<std::string_view> numbers;
    while (true) {
        const std::size_t end = std::min(version.find_first_of(".-"), version.size());
        std::string_view number = version.substr(0, end);
        if (number.empty() || !std::all_of(number.begin(), number.end(), is_digit)) return std::nullopt;
        number.remove_prefix(std::min(number.find_first_not_of('0'), number.size() - 1));
        numbers.push_back(number);
        if (end == version.size()) return numbers;
        version.remove_prefix(end + 1);
    }
}

bool is_less(std::string_view number, std::string_view other) {
    return number.size() != other.size() ? number.size() < other.size() : number < other;
}

}  // namespace

Outcome<GivenBefore> find_given(const RecordClient& client, const EhrProfile& profile, const FilingSettings& filing,
                                std::string_view patient) {
    GivenBefore given;
    if (!profile.searches_patients) return given;
    std::string query;
    if (profile.searches_types)
        query += "&type=" + in_query(filing.handout_type.system + "|" + filing.handout_type.code) + "," +
                 in_query(filing.summary_type.system + "|" + filing.summary_type.code);
    query += "&_count=50";
    const std::string id(patient);
    Outcome<SearchResult> outcome = search(client, "DocumentReference?patient=" + id + query, "DocumentReference");
    if (auto* const failure = std::get_if<RecordFailure>(&outcome)) return std::move(*failure);
    // Some servers find nothing by an id without its type.
    if (std::get<SearchResult>(outcome).resources.empty()) {
        Outcome<SearchResult> typed =
            search(client, "DocumentReference?patient=Patient/" + id + query, "DocumentReference");
        if (std::holds_alternative<SearchResult>(typed)) outcome = std::move(typed);
    }
    const SearchResult& result = std::get<SearchResult>(outcome);
    given.is_whole = result.incomplete.empty();
    for (const FoundResource& found : result.resources)
        if (auto document = read_given(found, patient, client.base())) given.documents.push_back(std::move(*document));
    std::stable_sort(given.documents.begin(), given.documents.end(),
                     [](const GivenDocument& one, const GivenDocument& other) { return one.date > other.date; });
    return given;
}

bool does_replace(const Handout& newer, const GivenDocument& older) {
    if (newer.is_summary != older.is_summary || newer.language != older.language) return false;
    const bool is_of_visit = !older.encounter.empty() && older.encounter == newer.encounter;
    if (newer.is_summary && !is_of_visit) return false;
    bool has_other_edition = false;
    for (const HandoutArticle& article : older.articles) {
        const auto same = std::find_if(newer.articles.begin(), newer.articles.end(), [&](const HandoutArticle& each) {
            return each.code == article.code && each.language == article.language;
        });
        if (same == newer.articles.end()) return false;
        has_other_edition |= edition_of(article.version, same->version) != Edition::same;
    }
    return is_of_visit || has_other_edition;
}

std::string_view name_of(Edition edition) {
    constexpr std::array<std::string_view, 3> names{"same", "older", "another"};
    return names.at(static_cast<std::size_t>(edition));
}

Edition edition_of(std::string_view given, std::string_view current) {
    if (given == current) return Edition::same;
    const auto given_numbers = numbers_of(given), current_numbers = numbers_of(current);
    if (!given_numbers || !current_numbers) return Edition::another;
    if (*given_numbers == *current_numbers) return Edition::same;
    const bool is_older = std::lexicographical_compare(given_numbers->begin(), given_numbers->end(),
                                                       current_numbers->begin(), current_numbers->end(), is_less);
    return is_older ? Edition::older : Edition::another;
}

}  // namespace carepress::record
