#include "service/answers.h"

#include "article/front_matter.h"
#include "base/base64.h"
#include "base/digest.h"
#include "base/json_text.h"
#include "base/language.h"
#include "html/style.h"
#include "net/clock.h"
#include "net/conditions.h"
#include "net/negotiate.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace carepress::service {
namespace {

/// "en/fever.md" of a file of the library, "brand.yaml" of others: where the service's files are is not told.
std::string public_name(const std::string& file, const std::string& library) {
    if (file.starts_with(library + "/")) return file.substr(library.size() + 1);
    return std::filesystem::path(file).filename().string();
}

/// A Diagnostic or a ChildDiagnostic in the form that docs/diagnostics.md describes. `file`: empty for none.
template <class Message>
Json message_json(const Message& message, std::string_view code, const std::string& file) {
    Json json{{"severity", name_of(message.severity)}, {"code", code}};
    if (!file.empty()) json["file"] = file;
    if (message.position.line > 0) {
        json["line"] = message.position.line;
        json["column"] = message.position.column;
    }
    json["message"] = message.message;
    json["hint"] = message.hint;
    return json;
}

constexpr std::size_t most_known_languages = 1'000;  // a library has some dozens

LanguageNames look_up_names(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    LanguageNames names{language, language, false};
    if (U_FAILURE(status)) return names;
    const auto named_in = [&](const icu::Locale& reader) {
        UDisplayContext in_list[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
        const std::unique_ptr<icu::LocaleDisplayNames> display(
            icu::LocaleDisplayNames::createInstance(reader, in_list, 1));
        icu::UnicodeString name;
        std::string text;
        if (display) display->localeDisplayName(locale, name).toUTF8String(text);
        return text.empty() ? language : text;
    };
    // CLDR has no names in Haitian Creole.
    names.own = primary_subtag(language) == "ht" ? "Kreyòl ayisyen" : named_in(locale);
    names.english = named_in(icu::Locale::getEnglish());
    names.is_right_to_left = locale.isRightToLeft() != 0;
    return names;
}

/// "sha256-…" of the style that every page has in it (CSP 3, 6.7.2).
const std::string& style_source() {
    static const std::string source = "'sha256-" + to_base64(bytes_of(sha256(html::style))) + "'";
    return source;
}

}  // namespace

net::Response html_answer(int status, std::string page, const std::string& language) {
    std::string tag = net::entity_tag(page);
    net::Response response = net::make_response(status, "text/html; charset=utf-8", std::move(page));
    response.headers.set("Content-Language", language);
    response.headers.set(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src " + style_source() +
            "; style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
            "frame-ancestors *");
    response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    response.headers.add_to_list("Vary", "Accept-Language");
    if (status == 200) {
        response.headers.set("ETag", std::move(tag));
        response.headers.set("Cache-Control", "public, max-age=300");
    }
    return response;
}

std::string path_of_pdf(const library::LibraryEntry& entry) {
    return "/v1/articles/" + entry.code + "/handout.pdf?language=" + entry.language;
}

std::string address_of_service(const State& state, const net::Request& request) {
    if (!state.settings.address.empty()) return state.settings.address;
    const std::string host = request.headers.joined("Host");
    return host.empty() ? std::string() : "http://" + host;
}

std::vector<std::string> browser_languages(const net::Request& request) {
    std::vector<std::string> languages;
    const std::string field = request.headers.joined("Accept-Language");
    for (const std::string_view tag : net::preferred_languages(field))
        if (is_language_tag(tag)) languages.emplace_back(tag);
    return languages;
}

std::string time_of_date(std::string_view date) {
    if (article::is_iso_date(date)) return std::string(date) + "T00:00:00Z";
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(net::wall_time()));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT00:00:00Z", static_cast<int>(today.year()),
                  static_cast<unsigned>(today.month()), static_cast<unsigned>(today.day()));
    return text.data();
}

net::Response library_answer(const Json& json) {
    std::string text = json_text(json);
    std::string tag = net::entity_tag(text);
    net::Response response = net::make_response(200, "application/json", std::move(text));
    response.headers.set("ETag", std::move(tag));
    response.headers.set("Cache-Control", "private, no-cache");
    return response;
}

net::Response private_answer(int status, const Json& json) {
    net::Response response = net::make_response(status, "application/json", json_text(json));
    response.headers.set("Cache-Control", "no-store");
    return response;
}

net::Response no_content() {
    net::Response response;
    response.status = 204;
    return response;
}

net::Response redirect(const std::string& address) {
    net::Response response = net::make_response(303, "text/plain; charset=utf-8", "");
    response.headers.set("Location", address);
    response.headers.set("Cache-Control", "no-store");
    return response;
}

net::Response private_bytes(std::string media_type, net::Body bytes) {
    net::Response response = net::make_response(200, std::move(media_type), std::move(bytes));
    response.headers.set("Cache-Control", "no-store");
    return response;
}

Json as_json(const std::vector<Diagnostic>& diagnostics, const std::string& library) {
    Json all = Json::array();
    for (const Diagnostic& diagnostic : diagnostics)
        all.push_back(message_json(diagnostic, diagnostic.code.text(), public_name(diagnostic.file, library)));
    return all;
}

Json as_json(const std::vector<ChildDiagnostic>& diagnostics) {
    Json all = Json::array();
    for (const ChildDiagnostic& diagnostic : diagnostics) all.push_back(message_json(diagnostic, diagnostic.code, {}));
    return all;
}

net::Response refusal(int status, std::string_view detail, const Json& diagnostics) {
    const Json json{{"type", "about:blank"},
                    {"title", net::reason_phrase(status)},
                    {"status", status},
                    {"detail", detail},
                    {"diagnostics", diagnostics}};
    net::Response response = net::make_response(status, "application/problem+json", json_text(json));
    response.headers.set("Cache-Control", "no-store");
    return response;
}

LanguageNames names_of_language(const std::string& language) {
    // ICU takes longer than a search for the names of a list.
    static std::mutex mutex;
    static std::map<std::string, LanguageNames, std::less<>> known;
    const std::lock_guard lock(mutex);
    const auto found = known.find(language);
    if (found != known.end()) return found->second;
    if (known.size() >= most_known_languages) known.clear();
    return known.emplace(language, look_up_names(language)).first->second;
}

}  // namespace carepress::service
