#include "visit/language_names.h"

#include "base/ascii.h"
#include "base/language.h"
#include "visit/name_key.h"
#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

namespace carepress::visit {
namespace {

/// Names in use that CLDR does not have for these languages.
constexpr WordTable<std::string_view, 14> other_names{{{"bengali", "bn"},
                                                       {"cambodian", "km"},
                                                       {"castilian", "es"},
                                                       {"dari", "fa-AF"},
                                                       {"central khmer", "km"},
                                                       {"farsi", "fa"},
                                                       {"haitian", "ht"},
                                                       {"kreyol", "ht"},
                                                       {"kreyol ayisyen", "ht"},
                                                       {"mandarin", "zh"},
                                                       {"mandarin chinese", "zh"},
                                                       {"myanmar", "my"},
                                                       {"pilipino", "fil"},
                                                       {"tagalog", "fil"}}};

bool is_known(const std::string& language) {
    if (is_one_of(language, {"mis", "mul", "und", "zxx"})) return false;  // ISO 639-2: not one language
    for (const char* const* at = icu::Locale::getISOLanguages(); *at; ++at)
        if (language == *at) return true;
    return false;
}

/// CLDR's replacement of an alias: "es" for "spa", "zh" for "chi" and "cmn". Empty for what is not a language.
std::string canonical(const std::string& tag) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
    locale.canonicalize(status);
    if (U_FAILURE(status)) return {};
    const std::string language = locale.getLanguage();
    if (language == "yue") return "zh-Hant";  // Cantonese is read in traditional characters
    if (!is_known(language)) return {};
    std::string out = locale.toLanguageTag<std::string>(status);
    return U_FAILURE(status) ? std::string{} : out;
}

std::string display_name(const char* language, const char* in) {
    icu::UnicodeString name;
    icu::Locale(language).getDisplayLanguage(icu::Locale(in), name);
    std::string out;
    name.toUTF8String(out);
    return out == language ? std::string{} : name_key_without_accents(out);
}

/// The language with this name; empty for none.
std::string language_named(const std::string& name) {
    if (name.empty()) return {};
    if (const auto tag = look_up(other_names, name)) return std::string(*tag);
    for (const char* const* at = icu::Locale::getISOLanguages(); *at; ++at)
        if (display_name(*at, "en") == name) return canonical(*at);
    for (const char* const* at = icu::Locale::getISOLanguages(); *at; ++at)
        if (display_name(*at, *at) == name) return canonical(*at);
    return {};
}

/// "spanish language" as "spanish".
std::string bare_name(std::string_view text) {
    for (const std::string_view end : {" language", " (language)"})
        if (text.ends_with(end)) text.remove_suffix(end.size());
    return std::string(trim(text));
}

/// The parts of "chinese, mandarin" and "tagalog/filipino".
std::vector<std::string> parts_of(const std::string& words) {
    std::vector<std::string> parts;
    std::string part, text = words;
    for (std::size_t at = text.find(" - "); at != std::string::npos; at = text.find(" - ")) text.replace(at, 3, ",");
    const auto end = [&] {
        if (std::string clean = bare_name(std::exchange(part, {})); !clean.empty()) parts.push_back(std::move(clean));
    };
    for (const char c : text) {
        if (std::strchr(",;/()[]|", c) != nullptr)
            end();
        else
            part += c;
    }
    end();
    return parts;
}

constexpr std::array<std::string_view, 7> script_words{"traditional", "simplified", "繁體", "繁体",
                                                       "正體",        "简体",       "簡體"};

std::string without_script(std::string words) {
    for (const std::string_view part : script_words)
        if (const std::size_t at = words.find(part); at != std::string::npos) words.erase(at, part.size());
    return bare_name(words);
}

/// "es", "spa", "es-MX": a tag instead of words. With a longer subtag they are words ("non-English").
bool is_written_as_code(const std::string& words) {
    const std::size_t dash = std::min(words.find_first_of("-_"), words.size());
    return (dash == 2 || dash == 3) && words.size() <= dash + 5 && words.find(' ') == std::string::npos;
}

/// The script that the words name, for Chinese.
std::string_view script_of(const std::string& words) {
    if (holds_one_of(words, {"traditional", "繁", "正體"})) return "-Hant";
    if (holds_one_of(words, {"simplified", "简", "簡體"})) return "-Hans";
    return {};
}

}  // namespace

std::string language_of_code(std::string_view code) {
    std::string tag(code);
    std::replace(tag.begin(), tag.end(), '_', '-');
    if (!is_language_tag(tag)) return {};
    const std::string_view primary = primary_subtag(tag);
    if (primary.size() == 2) return tag;
    return primary.size() == 3 ? canonical(tag) : std::string{};
}

std::string language_of_words(std::string_view words) {
    constexpr std::size_t longest = 100;
    if (words.empty() || words.size() > longest) return {};
    const std::string clean = bare_name(name_key_without_accents(words));
    const std::string_view script = script_of(clean);
    std::string found = language_named(without_script(clean));
    for (const std::string& part : found.empty() ? parts_of(clean) : std::vector<std::string>{}) {
        const std::string tag = language_named(without_script(part));
        if (tag.empty()) continue;
        if (!found.empty() && primary_subtag(found) != primary_subtag(tag)) {
            const auto is_filipino = [](std::string_view each) { return each == "fil" || each == "tl"; };
            if (!is_filipino(found) || !is_filipino(tag)) return {};
        }
        if (tag.size() > found.size()) found = tag;
    }
    if (found.empty() && is_written_as_code(clean)) found = language_of_code(clean);
    if (found == "zh" && !script.empty()) found += script;
    return found;
}

}  // namespace carepress::visit
