#include "job/record_suggestions.h"

#include "base/diagnostic.h"
#include "job/medicine_articles.h"
#include "visit/concerns.h"

#include <optional>
#include <string_view>
#include <utility>

namespace carepress::job {
namespace {

/// Where the code of a suggestion is in the record.
struct ConcernWords {
    std::string_view source, words;
};
ConcernWords concern_words(visit::SuggestionSource source) {
    switch (source) {
        case visit::SuggestionSource::condition:
            return {"condition", "a problem in the record"};
        case visit::SuggestionSource::reason:
            return {"reason", "the reason for a visit"};
        case visit::SuggestionSource::medicine:
            return {"medicine", "a medicine that is ordered"};
        case visit::SuggestionSource::service_request:
            break;
    }
    return {"order", "something that is ordered"};
}

}  // namespace

RecordSuggestions suggest_for_record(const Source& bundle, const std::vector<visit::ArticleTopics>& topics) {
    RecordSuggestions result;
    Diagnostics diagnostics(bundle);
    const std::optional<visit::Concerns> concerns = visit::read_concerns(diagnostics);
    result.diagnostics = diagnostics.take();
    if (!concerns) return result;
    result.ok = true;
    result.language = concerns->language;
    if (concerns->deceased) return result;
    const auto by_name = [&](const std::string& name) { return articles_about_medicine(name, topics); };
    for (visit::Suggestion& found : visit::suggest_articles(*concerns, topics, by_name)) {
        const auto [source, words] = concern_words(found.source);
        std::string reason = reason_of(found, words);
        result.suggestions.push_back({std::move(found.article), std::move(found.title), std::move(found.system),
                                      std::move(found.code), std::string(source), std::move(reason)});
    }
    return result;
}

}  // namespace carepress::job
