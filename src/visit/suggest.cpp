#include "visit/suggest.h"

#include "visit/concerns.h"

#include <algorithm>

namespace carepress::visit {
namespace {

/// ICD-10-CM is a tree by prefix, and the topic may name a branch; elsewhere only the same code counts.
bool covers(const ClinicalCodeSystem& system, std::string_view topic, std::string_view recorded) {
    return topic == recorded || (system.name == "ICD-10-CM" && recorded.starts_with(topic));
}

class Suggester {
public:
    explicit Suggester(const std::vector<ArticleTopics>& library) : library_(library) {}

    void add(const Concept& recorded, SuggestionSource source) {
        for (const RecordCode& code : recorded.codes) {
            const ClinicalCodeSystem* system = find_code_system_by_uri(code.system);
            if (system) add_articles(*system, code.code, source, recorded.name.text);
        }
    }

    std::vector<Suggestion> take() { return std::move(suggestions_); }

private:
    void add_articles(const ClinicalCodeSystem& system, const std::string& code, SuggestionSource source,
                      const std::string& words) {
        for (const TopicMatch& match : articles_about(system, code, library_)) {
            const ArticleTopics& article = *match.article;
            const bool known = std::any_of(suggestions_.begin(), suggestions_.end(),
                                           [&](const Suggestion& each) { return each.article == article.code; });
            if (known) continue;
            suggestions_.push_back(
                {article.code, article.title, std::string(system.name), match.topic->code, code, source, words});
        }
    }

    const std::vector<ArticleTopics>& library_;
    std::vector<Suggestion> suggestions_;
};

}  // namespace

std::vector<TopicMatch> articles_about(const ClinicalCodeSystem& system, std::string_view code,
                                       const std::vector<ArticleTopics>& library) {
    std::vector<TopicMatch> matches;
    if (!system.fits(code)) return matches;
    for (const ArticleTopics& article : library) {
        const auto topic = std::find_if(article.topics.begin(), article.topics.end(), [&](const auto& each) {
            return find_code_system(each.system) == &system && system.fits(each.code) &&
                   covers(system, each.code, code);
        });
        if (topic != article.topics.end() && !article.code.empty()) matches.push_back({&article, &*topic});
    }
    return matches;
}

std::vector<Suggestion> suggest_articles(const Concerns& concerns, const std::vector<ArticleTopics>& library) {
    Suggester suggester(library);
    for (const Concern& concern : concerns.all) suggester.add(concern.name, concern.source);
    return suggester.take();
}

std::vector<Suggestion> suggest_articles(const Visit& visit, const std::vector<ArticleTopics>& library) {
    Suggester suggester(library);
    for (const VisitCondition& condition : visit.conditions)
        if (condition.of_this_visit && !condition.possible) suggester.add(condition.name, SuggestionSource::condition);
    for (const Concept& reason : visit.encounter.reasons) suggester.add(reason, SuggestionSource::reason);
    for (const Medicine& medicine : visit.medicines)
        if (medicine.change == MedicineChange::fresh || medicine.change == MedicineChange::changed)
            suggester.add(medicine.name, SuggestionSource::medicine);
    for (const VisitServiceRequest& request : visit.service_requests)
        suggester.add(request.name, SuggestionSource::service_request);
    return suggester.take();
}

}  // namespace carepress::visit
