#include "service/answers.h"

#include "base/json_text.h"
#include "base/language.h"
#include "net/conditions.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

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

}  // namespace

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
