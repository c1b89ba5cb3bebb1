#include "visit/suggest.h"

#include "visit/concerns.h"

#include <algorithm>
#include <utility>

namespace carepress::visit {
namespace {

/// ICD-10-CM is a tree by prefix, and the topic may name a branch; elsewhere only the same code counts.
bool covers(const ClinicalCodeSystem& system, std::string_view topic, std::string_view recorded) {
    return topic == recorded || (system.name == "ICD-10-CM" && recorded.starts_with(topic));
}

class Suggester {
public:
    Suggester(const std::vector<ArticleTopics>& library, const MedicineNames& names)
        : library_(library), names_(names) {}

    void add(const Concept& recorded, SuggestionSource source) {
        bool has_article = false;
        for (const RecordCode& code : recorded.codes) {
            const ClinicalCodeSystem* system = find_code_system_by_uri(code.system);
            if (system == nullptr) continue;
            for (const TopicMatch& match : articles_about(*system, code.code, library_)) {
                has_article = true;
                add_article({match.article->code, match.article->title, std::string(system->name), match.topic->code,
                             code.code, source, recorded.name.text});
            }
        }
        if (has_article || source != SuggestionSource::medicine || !names_) return;
        for (const ArticleTopics* article : names_(recorded.name.text))
            add_article({article->code, article->title, {}, {}, {}, source, recorded.name.text});
    }

    std::vector<Suggestion> take() { return std::move(suggestions_); }

private:
    void add_article(Suggestion suggestion) {
        const bool is_known = std::any_of(suggestions_.begin(), suggestions_.end(),
                                          [&](const Suggestion& each) { return each.article == suggestion.article; });
        if (!is_known) suggestions_.push_back(std::move(suggestion));
    }

    const std::vector<ArticleTopics>& library_;
    const MedicineNames& names_;
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

std::vector<Suggestion> suggest_articles(const Concerns& concerns, const std::vector<ArticleTopics>& library,
                                         const MedicineNames& names) {
    Suggester suggester(library, names);
    for (const Concern& concern : concerns.all) suggester.add(concern.name, concern.source);
    return suggester.take();
}

std::vector<Suggestion> suggest_articles(const Visit& visit, const std::vector<ArticleTopics>& library,
                                         const MedicineNames& names) {
    Suggester suggester(library, names);
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
