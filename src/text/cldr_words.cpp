#include "text/cldr_words.h"

#include "text/language_range.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace carepress::text {
namespace {

using Kind = NumberWord::Kind;

struct CloseBundle {
    void operator()(UResourceBundle* bundle) const { ures_close(bundle); }
};
using Bundle = std::unique_ptr<UResourceBundle, CloseBundle>;

/// ICU formats numbers with units but gives no list of their names; they are in its own tree of resources.
constexpr const char* unit_tree = U_ICUDATA_NAME "-unit";

/// A locale's own resources, without those of its parents; null where it has none.
Bundle open(const char* tree, const std::string& locale) {
    UErrorCode status = U_ZERO_ERROR;
    Bundle bundle(ures_openDirect(tree, locale.c_str(), &status));
    return U_SUCCESS(status) ? std::move(bundle) : nullptr;
}

/// What is under `key`; null where nothing is.
Bundle child(const UResourceBundle* parent, const char* key) {
    if (parent == nullptr) return nullptr;
    UErrorCode status = U_ZERO_ERROR;
    Bundle bundle(ures_getByKey(parent, key, nullptr, &status));
    return U_SUCCESS(status) ? std::move(bundle) : nullptr;
}

/// Calls `use` with each text in `bundle`, at any depth; not with those under the keys "narrow" (months by their
/// initials), "gender" and "per".
template <class Use>
void for_each_text(UResourceBundle* bundle, const Use& use) {
    if (bundle == nullptr) return;
    if (const char* key = ures_getKey(bundle);
        key && (std::strcmp(key, "narrow") == 0 || std::strcmp(key, "gender") == 0 || std::strcmp(key, "per") == 0))
        return;
    UErrorCode status = U_ZERO_ERROR;
    if (ures_getType(bundle) == URES_STRING) {
        std::int32_t length = 0;
        const UChar* text = ures_getString(bundle, &length, &status);
        if (U_SUCCESS(status)) use(std::u16string(text, static_cast<std::size_t>(length)));
        return;
    }
    for (std::int32_t i = 0; i < ures_getSize(bundle); ++i) {
        status = U_ZERO_ERROR;
        const Bundle item(ures_getByIndex(bundle, i, nullptr, &status));
        if (U_SUCCESS(status)) for_each_text(item.get(), use);
    }
}

struct Unit {
    const char* type;
    const char* name;
    Kind kind;
};
/// Those that articles and visits have. Where releases of ICU name one differently, both are here.
constexpr Unit units[] = {
    {"duration", "second", Kind::time},
    {"duration", "minute", Kind::time},
    {"duration", "hour", Kind::time},
    {"duration", "day", Kind::time},
    {"duration", "week", Kind::time},
    {"duration", "month", Kind::time},
    {"duration", "year", Kind::time},
    {"mass", "microgram", Kind::mass},
    {"mass", "milligram", Kind::mass},
    {"mass", "gram", Kind::mass},
    {"mass", "kilogram", Kind::mass},
    {"mass", "ounce", Kind::mass},
    {"mass", "pound", Kind::mass},
    {"mass", "stone", Kind::mass},
    {"length", "millimeter", Kind::length},
    {"length", "centimeter", Kind::length},
    {"length", "meter", Kind::length},
    {"length", "kilometer", Kind::length},
    {"length", "inch", Kind::length},
    {"length", "foot", Kind::length},
    {"length", "mile", Kind::length},
    {"length", "yard", Kind::length},
    {"volume", "milliliter", Kind::volume},
    {"volume", "deciliter", Kind::volume},
    {"volume", "liter", Kind::volume},
    {"volume", "drop", Kind::volume},
    {"volume", "teaspoon", Kind::volume},
    {"volume", "tablespoon", Kind::volume},
    {"volume", "cup", Kind::volume},
    {"volume", "fluid-ounce", Kind::volume},
    {"volume", "pint", Kind::volume},
    {"volume", "quart", Kind::volume},
    {"volume", "gallon", Kind::volume},
    {"temperature", "celsius", Kind::temperature},
    {"temperature", "fahrenheit", Kind::temperature},
    {"temperature", "generic", Kind::temperature},
    {"concentr", "percent", Kind::none},
    {"concentr", "permille", Kind::none},
    {"energy", "calorie", Kind::none},
    {"energy", "foodcalorie", Kind::none},
    {"energy", "kilocalorie", Kind::none},
    {"energy", "kilojoule", Kind::none},
    {"pressure", "millimeter-ofhg", Kind::none},
    {"pressure", "millimeter-of-mercury", Kind::none},
};

/// The unit in a pattern such as "{0} grams"; empty where it is too short to be told from other words ("in", "a"). SI's
/// symbols of one letter are in the file.
std::u16string unit_of(std::u16string pattern) {
    constexpr std::u16string_view number = u"{0}";
    if (const std::size_t at = pattern.find(number); at != pattern.npos) pattern.erase(at, number.size());
    const auto is_space = [](char16_t unit) { return u_isUWhiteSpace(unit) || u_charType(unit) == U_FORMAT_CHAR; };
    while (!pattern.empty() && is_space(pattern.back())) pattern.pop_back();
    while (!pattern.empty() && is_space(pattern.front())) pattern.erase(0, 1);
    const bool latin = !pattern.empty() && pattern.back() < 0x250;
    if (pattern.find(u'{') != pattern.npos || (latin && pattern.size() == 1) || pattern == u"in" || pattern == u"mi")
        return {};
    return pattern;
}

void add_units(const std::string& locale, LanguageNumberWords& words) {
    const Bundle root = open(unit_tree, locale);
    for (const char* width : {"units", "unitsShort"}) {
        const Bundle all = child(root.get(), width);
        for (const Unit& unit : units) {
            const Bundle names = child(child(all.get(), unit.type).get(), unit.name);
            for_each_text(names.get(), [&](const std::u16string& text) {
                words.add(unit_of(text), {NumberWord::unit, unit.kind});
            });
        }
    }
}

void add_dates(const std::string& locale, LanguageNumberWords& words) {
    const Bundle root = open(nullptr, locale);
    const Bundle gregorian = child(child(root.get(), "calendar").get(), "gregorian");
    for_each_text(child(gregorian.get(), "monthNames").get(), [&](const std::u16string& text) {
        words.add(text, {NumberWord::month, Kind::none});
    });
    for (const char* width : {"AmPmMarkers", "AmPmMarkersAbbr"})
        for_each_text(child(gregorian.get(), width).get(), [&](const std::u16string& text) {
            words.add(text, {NumberWord::half_day, Kind::half_day});
        });
}

}  // namespace

std::vector<std::string> cldr_locales(const std::string& language) {
    const std::string full = with_all_subtags(language);
    char id[ULOC_FULLNAME_CAPACITY] = {}, base[ULOC_LANG_CAPACITY] = {}, script[ULOC_SCRIPT_CAPACITY] = {},
         region[ULOC_COUNTRY_CAPACITY] = {};
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(full.c_str(), id, sizeof id, nullptr, &status);
    uloc_getLanguage(id, base, sizeof base, &status);
    uloc_getScript(id, script, sizeof script, &status);
    uloc_getCountry(id, region, sizeof region, &status);
    if (U_FAILURE(status) || base[0] == 0) return {};
    const std::string primary = base;
    std::vector<std::string> names{primary + "_" + script + "_" + region, primary + "_" + region,
                                   primary + "_" + script, primary};
    // Parents that the names don't show: "litre" is English of most of the world.
    if (primary == "en") names.emplace_back("en_001");
    if (primary == "es") names.emplace_back("es_419");
    std::erase_if(names, [](const std::string& name) { return !open(unit_tree, name) && !open(nullptr, name); });
    return names;
}

void add_cldr_words(const std::string& locale, LanguageNumberWords& words) {
    add_units(locale, words);
    add_dates(locale, words);
}

}  // namespace carepress::text
