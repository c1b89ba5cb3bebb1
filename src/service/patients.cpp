// The patient's page: an article by the code that is on the paper, in any of its languages. Nothing is kept of who
// reads.
#include "base/language.h"
#include "engine/load_pictures.h"
#include "job/article_page.h"
#include "net/conditions.h"
#include "service/answers.h"
#include "service/routes.h"

#include <algorithm>
#include <map>
#include <utility>

namespace carepress::service {
namespace {

constexpr const char* code_page = "/read";
constexpr const char* cacheable = "public, max-age=300";

std::string address_of(const library::LibraryEntry& entry) { return "/" + entry.code + "?lang=" + entry.language; }

using Translations = std::map<std::string, const library::LibraryEntry*, std::less<>>;

/// The languages that a request prefers, the first before others: of the address, else of the browser.
std::vector<std::string> languages_of(const net::Request& request) {
    std::vector<std::string> languages;
    if (const auto wanted = request.target.parameter("lang"); wanted && is_language_tag(*wanted))
        languages.emplace_back(*wanted);
    for (std::string& tag : browser_languages(request)) languages.push_back(std::move(tag));
    languages.emplace_back("en");
    return languages;
}

const library::LibraryEntry& choose(const Translations& translations, const net::Request& request) {
    for (const std::string& language : languages_of(request))
        if (const auto found = find_language(translations, language); found != translations.end())
            return *found->second;
    return *translations.begin()->second;
}

std::vector<html::PageTranslation> links_to(const Translations& translations, const library::LibraryEntry& shown) {
    std::vector<html::PageTranslation> links;
    for (const auto& [language, entry] : translations)
        links.push_back({language, names_of_language(language).own, address_of(*entry), entry == &shown});
    return links;
}

net::Response code_answer(const LoadedLibrary& library, const net::Request& request, bool is_unknown) {
    const std::vector<std::string> languages = languages_of(request);
    const auto has_phrases = [&](const std::string& language) {
        return primary_subtag(library.engine().resources().phrases().in(language).language()) ==
               primary_subtag(language);
    };
    const auto known = std::find_if(languages.begin(), languages.end(), has_phrases);
    const std::string& language = library.engine().resources().phrases().in(*known).language();
    return html_answer(is_unknown ? 404 : 200, job::write_code_page(language, is_unknown, code_page, library.engine()),
                       language);
}

/// The article that somebody means who typed a code by hand; empty if none.
std::string code_meant(const LoadedLibrary& library, std::string_view typed) {
    const std::string code(typed.substr(0, typed.find_last_not_of(" \t") + 1));
    const std::size_t begin = std::min(code.find_first_not_of(" \t"), code.size());
    const std::string_view trimmed = std::string_view(code).substr(begin);
    if (!library.catalog().translations(trimmed).empty()) return std::string(trimmed);
    for (const library::LibraryEntry& entry : library.catalog().entries())
        if (net::equal_ignoring_case(entry.code, trimmed)) return entry.code;
    return {};
}

std::string_view media_type_of(std::string_view picture) {
    if (picture.starts_with("\x89PNG")) return "image/png";
    return picture.starts_with("\xFF\xD8") ? "image/jpeg" : "image/svg+xml";
}

}  // namespace

net::Response show_patient_page(State& state, const Call& call) {
    const LibraryPointer library = state.library.current();
    const std::string_view code = call.request.segment("code");
    const Translations translations = library->translations(code);
    if (translations.empty()) return code_answer(*library, call.request, true);
    const library::LibraryEntry& article = choose(translations, call.request);

    job::ArticlePageRequest wanted;
    wanted.article = &article;
    wanted.brand = state.settings.theme.brand;
    wanted.translations = links_to(translations, article);
    wanted.picture_prefix = "/" + article.code + "/pictures/" + article.language + "/";
    wanted.code_address = code_page;
    wanted.script_address = "/assets/patient.js";
    std::string page = job::write_article_page(wanted, library->engine());
    if (page.empty()) return net::problem(500, "the article has errors; it cannot be shown");
    return html_answer(200, std::move(page), article.language);
}

net::Response show_picture(State& state, const Call& call) {
    const LibraryPointer library = state.library.current();
    const Translations translations = library->translations(call.request.segment("code"));
    const auto article = translations.find(call.request.segment("language"));
    const std::string name(call.request.segment("name"));
    const std::string file = article == translations.end() ? "" : job::picture_file(*article->second, name);
    if (file.empty()) return net::problem(404, "the article has no such picture");
    std::string bytes = read_source(file, engine::largest_picture).bytes;
    std::string tag = net::entity_tag(bytes);
    std::string media_type(media_type_of(bytes));
    net::Response response = net::make_response(200, std::move(media_type), std::move(bytes));
    response.headers.set("ETag", std::move(tag));
    response.headers.set("Cache-Control", cacheable);
    response.headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    return response;
}

net::Response ask_for_code(State& state, const Call& call) {
    const LibraryPointer library = state.library.current();
    const auto typed = call.request.target.parameter("code");
    if (!typed) return code_answer(*library, call.request, false);
    const std::string code = code_meant(*library, *typed);
    if (code.empty()) return code_answer(*library, call.request, true);
    const auto language = call.request.target.parameter("lang");
    return redirect("/" + code + (language && is_language_tag(*language) ? "?lang=" + std::string(*language) : ""));
}

}  // namespace carepress::service
