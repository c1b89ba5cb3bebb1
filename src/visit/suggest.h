#pragma once

#include "base/clinical_code.h"
#include "visit/visit.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit {

/// What an article of the library is about, by its front matter. Translations share a code; one of them is enough.
struct ArticleTopics {
    struct Topic {
        std::string system;  ///< "ICD-10-CM", "SNOMED-CT", "RxNorm", "LOINC"
        std::string code;
    };
    std::string code;   ///< of the article
    std::string title;  ///< for the list of reasons
    std::vector<Topic> topics;
    /// Of an article about a medicine, which has a topic of RxNorm: titles and synonyms in all its languages.
    std::vector<std::string> names = {};
};

/// The articles, of the library that suggestions are of, that a medicine leads to by its name.
using MedicineNames = std::function<std::vector<const ArticleTopics*>(const std::string& name)>;

/// An article that a code leads to, and the topic of it that does; both are of the library that was asked.
struct TopicMatch {
    const ArticleTopics* article = nullptr;
    const ArticleTopics::Topic* topic = nullptr;
};

/// The articles about what a code of `system` means, in the order of `library`. An ICD-10-CM topic stands for the codes
/// below it too (J45 for J45.909); elsewhere only the same code counts. A code with a wrong shape or check digit leads
/// to nothing.
std::vector<TopicMatch> articles_about(const ClinicalCodeSystem& system, std::string_view code,
                                       const std::vector<ArticleTopics>& library);

/// Where in the visit the code is that an article is suggested for.
enum class SuggestionSource : std::uint8_t { condition, reason, medicine, service_request };

struct Suggestion {
    std::string article, title;
    std::string system, code;   ///< the article's topic; empty: it was found by the name of a medicine
    std::string recorded_code;  ///< the record's; longer than the topic only in ICD-10-CM, whose codes are a tree
    SuggestionSource source = SuggestionSource::condition;
    std::string words;  ///< the record's words for it: patient data
};

/// The articles whose topics are in this visit as codes: of its conditions and reasons, of medicines that are new or
/// changed (RxNorm), of what was ordered, as articles_about() says; codes of conditions that are not of this visit
/// suggest nothing. A medicine whose codes lead to no article, since orders name products and articles ingredients,
/// counts by its name. In the order of the visit, each article once.
std::vector<Suggestion> suggest_articles(const Visit& visit, const std::vector<ArticleTopics>& library,
                                         const MedicineNames& names = {});

}  // namespace carepress::visit
