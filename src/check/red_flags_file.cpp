#include "check/red_flags_file.h"

#include "article/front_matter.h"
#include "base/error.h"
#include "base/yaml.h"

#include <unicode/regex.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace carepress::check {
namespace {

std::optional<article::Urgency> level_named(std::string_view name) {
    constexpr std::array<std::string_view, 3> names{"EMERGENCY", "CALL-NOW", "WATCH"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<article::Urgency>(i);
    return std::nullopt;
}

/// A phrase with its short signs written out.
std::string expression_of(std::string_view phrase) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> signs{
        {{"\u2019", "['\u2019]"}, {"\u2026", "[^.;:!?\u3002\uFF1B\u0964\u061B]{0,60}?"}, {" ", "(?:\\s+)"}}};
    std::string out;
    while (!phrase.empty()) {
        std::string_view written = phrase.substr(0, 1), meant = written;
        for (const auto& [sign, expression] : signs) {
            if (!phrase.starts_with(sign)) continue;
            written = sign;
            meant = expression;
        }
        out += meant;
        phrase.remove_prefix(written.size());
    }
    return out;
}

bool is_expression(const std::string& expression) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::RegexMatcher matcher(icu::UnicodeString::fromUTF8(expression), UREGEX_CASE_INSENSITIVE, status);
    return U_SUCCESS(status);
}

class TableReader {
public:
    TableReader(RedFlagsFile& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

    void read(const YamlNode& root) {
        only(root, {"sources", "signs"});
        if (const YamlNode* sources = root.find("sources"))
            for (const auto& [key, value] : sources->entries) sources_[key.scalar] = value.scalar;
        if (const YamlNode* signs = root.find("signs"))
            for (const auto& [key, value] : signs->entries) read_sign(key, value);
    }

private:
    void fault(SourceSpan span, const std::string& message) {
        diagnostics_.error("check/red-flags"_code, span, message,
                           "words/red-flags.yaml says in its head what it takes");
    }

    void only(const YamlNode& mapping, std::initializer_list<std::string_view> keys) {
        if (mapping.kind != YamlNode::Kind::mapping) return fault(mapping.span, "not a list of \"key: value\" lines");
        for (const auto& [key, value] : mapping.entries)
            if (std::find(keys.begin(), keys.end(), key.scalar) == keys.end())
                fault(key.span, "unknown key \"" + key.scalar + "\"");
    }

    std::string text(const YamlNode& mapping, std::string_view key) {
        const YamlNode* value = mapping.find(key);
        if (value != nullptr && value->kind == YamlNode::Kind::scalar && !value->scalar.empty()) return value->scalar;
        fault(value != nullptr ? value->span : mapping.span, "\"" + std::string(key) + "\" is missing or has no text");
        return {};
    }

    article::Urgency level(const YamlNode& mapping) {
        const std::string name = text(mapping, "level");
        const auto level = level_named(name);
        if (!level && !name.empty()) fault(mapping.span, "\"" + name + "\" is not EMERGENCY, CALL-NOW or WATCH");
        return level.value_or(article::Urgency::emergency);
    }

    void read_sign(const YamlNode& key, const YamlNode& value) {
        only(value, {"sign", "level", "source", "phrases", "exceptions"});
        RedFlag flag;
        flag.id = key.scalar;
        flag.sign = text(value, "sign");
        flag.level = level(value);
        const std::string source = text(value, "source");
        flag.source = sources_[source];
        if (flag.source.find("<http") == std::string::npos)
            fault(value.span, "\"" + source + "\" is not one of \"sources\", or has no address there");
        if (const YamlNode* exceptions = value.find("exceptions"))
            for (const YamlNode& each : exceptions->items) read_exception(each, flag);
        const YamlNode* phrases = value.find("phrases");
        if (phrases == nullptr || phrases->entries.empty()) return fault(key.span, "this sign has no phrases");
        for (const auto& [language, list] : phrases->entries) read_phrases(language, list, flag);
        file_.flags.push_back(std::move(flag));
    }

    void read_exception(const YamlNode& value, RedFlag& flag) {
        only(value, {"article", "level", "reason"});
        const std::string code = text(value, "article");
        text(value, "reason");
        const article::Urgency level_there = level(value);
        if (level_there == flag.level) fault(value.span, "this exception has the level of the sign itself");
        flag.exceptions[code] = level_there;
    }

    void read_phrases(const YamlNode& language, const YamlNode& list, RedFlag& flag) {
        if (article::canonical_language(language.scalar) != language.scalar)
            return fault(language.span, "\"" + language.scalar + "\" is not a language tag");
        std::string all;
        for (const YamlNode& phrase : list.items) {
            const std::string one = "(?:" + expression_of(phrase.scalar) + ")";
            if (phrase.scalar.empty() || !is_expression(one))
                fault(phrase.span, "\"" + phrase.scalar + "\" is not a regular expression");
            all += (all.empty() ? "" : "|") + one;
        }
        if (all.empty()) return fault(language.span, "this language has no phrases");
        flag.languages.push_back(language.scalar);
        file_.expressions[language.scalar].emplace_back(file_.flags.size(), all);
    }

    RedFlagsFile& file_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::string> sources_;
};

}  // namespace

RedFlagsFile read_red_flags(const std::string& path) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    RedFlagsFile file;
    const YamlNode root = read_yaml(source.bytes, 0, diagnostics);
    if (!diagnostics.has_errors()) TableReader(file, diagnostics).read(root);
    if (diagnostics.has_errors()) throw EnvironmentError(format(diagnostics.all().front()));
    return file;
}

}  // namespace carepress::check
