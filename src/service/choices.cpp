// What a handout can be made in: languages, layouts, brands.
#include "base/language.h"
#include "job/topic_groups.h"
#include "service/answers.h"
#include "service/routes.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>

namespace carepress::service {
net::Response list_languages(State& state, const Call&) {
    const LibraryPointer library = state.library.current();
    std::map<std::string, int> articles;
    for (const library::LibraryEntry& entry : library->catalog().entries()) ++articles[entry.language];
    Json languages = Json::array();
    for (const auto& [language, count] : articles) {
        const LanguageNames names = names_of_language(language);
        languages.push_back({{"language", language},
                             {"name", names.own},
                             {"english", names.english},
                             {"dir", names.is_right_to_left ? "rtl" : "ltr"},
                             {"articles", count}});
    }
    return library_answer({{"languages", languages}});
}

net::Response list_topics(State& state, const Call&) {
    const LibraryPointer library = state.library.current();
    const std::span<const job::TopicGroup> groups = job::topic_groups();
    Json topics = Json::array();
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const auto about = std::count_if(library->topics().begin(), library->topics().end(),
                                         [&](const auto& article) { return library->is_about(article.code, group); });
        if (about > 0)
            topics.push_back({{"topic", groups[group].code}, {"name", groups[group].name}, {"articles", about}});
    }
    return library_answer({{"topics", topics}});
}

net::Response list_sets(State& state, const Call& call) {
    const std::string language(call.request.target.parameter("language").value_or("en"));
    if (!language.empty() && !is_language_tag(language))
        return net::problem(400, "language is not a language tag (BCP 47)");
    Json sets = Json::array();
    const LibraryPointer library = state.library.current();
    for (const job::ArticleSet& set : library->sets()) {
        auto name = find_language(set.names, language);
        if (name == set.names.end()) name = set.names.find("en");
        if (name == set.names.end()) name = set.names.begin();
        sets.push_back(
            {{"set", set.id}, {"name", name->second}, {"language", name->first}, {"articles", set.articles}});
    }
    return library_answer({{"sets", sets}});
}

net::Response list_layouts(State& state, const Call&) {
    Json layouts = Json::array();
    for (const job::LayoutDescription& layout : state.library.current()->layouts())
        layouts.push_back(
            {{"name", layout.name},
             {"description", layout.description},
             {"purpose", layout.purpose},
             {"page", {{"width_pt", in_points(layout.page.width)}, {"height_pt", in_points(layout.page.height)}}},
             {"text_size_pt", in_points(layout.text_size)},
             {"bilingual", layout.bilingual},
             {"large_print", layout.large_print},
             {"one_page", layout.one_page},
             {"for_visits", layout.for_visits}});
    return library_answer({{"layouts", layouts}});
}

net::Response list_brands(State& state, const Call&) {
    Json brands = Json::array();
    for (const job::BrandDescription& brand : state.library.current()->brands())
        brands.push_back(
            {{"name", brand.name}, {"description", brand.description}, {"organization", brand.organisation}});
    return library_answer({{"brands", brands}});
}

}  // namespace carepress::service
