// What a handout can be made in: languages, layouts, brands.
#include "service/answers.h"
#include "service/routes.h"

#include <map>
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
