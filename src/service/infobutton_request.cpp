#include "service/infobutton_request.h"

#include "base/ascii.h"
#include "base/language.h"

#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace carepress::service {
namespace {

/// A value as it may be repeated in XML: without control characters and the two that XML 1.0 (2.2) has no room for.
std::string clean(std::string_view value) {
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool is_noncharacter = value.substr(i, 2) == "\xEF\xBF" && i + 2 < value.size() &&
                                     (value[i + 2] == '\xBE' || value[i + 2] == '\xBF');
        if (is_noncharacter)
            i += 2;
        else
            text += static_cast<unsigned char>(value[i]) < 0x20 ? ' ' : value[i];
    }
    return std::string(trim(text));
}

/// Criteria by their numbers; where a name comes several times, the second is of a second criterion, and so on.
class Criteria {
public:
    /// Takes "mainsearchcriteria.v.dn2" and the like; false for any other name.
    bool take(std::string_view name, std::string_view value) {
        constexpr std::string_view prefix = "mainsearchcriteria.v.";
        if (!name.starts_with(prefix)) return false;
        name.remove_prefix(prefix.size());
        const std::string_view kind = name.substr(0, std::min(name.find_first_of("0123456789"), name.size()));
        const std::string_view number = name.substr(kind.size());
        if (number.size() > 2 || !std::all_of(number.begin(), number.end(), is_digit)) return false;
        if (kind != "c" && kind != "cs" && kind != "dn" && kind != "ot") return false;
        const Key place{number.empty() ? -1 : std::stoi(std::string(number)), seen_[std::string(name)]++};
        Parts& parts = criteria_[place];
        parts.number = number;
        (kind == "c"    ? parts.code
         : kind == "cs" ? parts.system
         : kind == "dn" ? parts.name
                        : parts.text) = clean(value);
        return true;
    }

    std::vector<SearchCriterion> all() const {
        std::vector<SearchCriterion> all;
        for (const auto& [place, parts] : criteria_) {
            const std::string& name = parts.name.empty() ? parts.text : parts.name;
            if (parts.code.empty() && name.empty()) continue;  // nothing is asked
            all.push_back({parts.number, {parts.code, parts.system, name}});
        }
        return all;
    }

private:
    using Key = std::pair<int, int>;
    struct Parts {
        std::string number, code, system, name, text;
    };

    std::map<Key, Parts> criteria_;
    std::map<std::string, int> seen_;
};

std::optional<AnswerForm> form_of(std::string_view type) {
    static constexpr std::array<std::pair<std::string_view, AnswerForm>, 8> types{{
        {"", AnswerForm::atom},
        {"application/atom+xml", AnswerForm::atom},
        {"application/xml", AnswerForm::atom},
        {"text/xml", AnswerForm::atom},
        {"application/json", AnswerForm::json},
        {"text/json", AnswerForm::json},
        {"text/html", AnswerForm::html},
        {"application/xhtml+xml", AnswerForm::html},
    }};
    const std::string wanted = ascii_lower(trim(type.substr(0, type.find(';'))));
    const auto* const found =
        std::find_if(types.begin(), types.end(), [&](const auto& each) { return each.first == wanted; });
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

/// The names under which the language of a person comes; those without "Code.c" are mistakes of real clients.
bool is_language_of(std::string_view person, std::string_view name) {
    if (!name.starts_with(person)) return false;
    name.remove_prefix(person.size());
    return name == ".languagecode.c" || name == ".languagecode" || name == ".language.c" || name == ".language";
}

}  // namespace

std::string language_meant(std::string_view text) {
    std::string tag(trim(text));
    std::replace(tag.begin(), tag.end(), '_', '-');
    if (!is_language_tag(tag)) return {};
    if (ascii_lower(tag) == "sp") return "es";
    if (primary_subtag(tag).size() == 3) {  // "spa" is "es"
        UErrorCode status = U_ZERO_ERROR;
        const auto shorter = icu::Locale::createCanonical(tag.c_str()).toLanguageTag<std::string>(status);
        if (U_SUCCESS(status)) tag = shorter;
    }
    const std::vector<std::string> tags = lookup_tags(tag);  // in the usual case
    return tags.empty() ? std::string() : tags.front();
}

std::variant<InfobuttonRequest, std::string> read_infobutton_request(const net::Target& target) {
    InfobuttonRequest request;
    Criteria criteria;
    std::string performer_language;
    std::optional<AnswerForm> form = AnswerForm::atom;
    for (const auto& [sent, value] : target.query) {
        const std::string name = ascii_lower(sent);
        if (criteria.take(name, value)) continue;
        if (name == "taskcontext.c.c" && request.task.empty())
            request.task = clean(value);
        else if (name == "knowledgeresponsetype")
            form = form_of(value);
        else if (is_language_of("informationrecipient", name) && request.language.empty())
            request.language = language_meant(value);
        else if (is_language_of("performer", name) && performer_language.empty())
            performer_language = language_meant(value);
        else if (const std::string lower = name == "informationrecipient" ? ascii_lower(trim(value)) : "";
                 lower == "prov" || lower == "payor")
            request.recipient = lower == "prov" ? "PROV" : "PAYOR";
    }
    if (!form) return "knowledgeResponseType must be application/json, text/html, or absent for Atom";
    request.form = *form;
    if (request.language.empty()) request.language = performer_language;
    request.criteria = criteria.all();
    if (request.criteria.empty())
        return "nothing is asked: mainSearchCriteria.v.c and .v.cs, or .v.dn, are missing; /infobutton/try shows how";
    if (request.criteria.size() > most_criteria) return "there may be 10 mainSearchCriteria at most";
    return request;
}

}  // namespace carepress::service
