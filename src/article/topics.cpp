#include "article/front_matter.h"
#include "article/plain_text.h"
#include "base/yaml.h"

#include <algorithm>
#include <array>

namespace carepress {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// A capital, a digit, a digit or capital, and up to four more after a dot: M54.50, S72.001A, C7A.
bool is_icd_10_cm(std::string_view code) {
    if (code.size() < 3 || !is_capital(code[0]) || !is_digit(code[1]) || !(is_digit(code[2]) || is_capital(code[2])))
        return false;
    if (code.size() == 3) return true;
    return code[3] == '.' && code.size() >= 5 && code.size() <= 8 &&
           std::all_of(code.begin() + 4, code.end(), [](char c) { return is_digit(c) || is_capital(c); });
}

/// An SCTID: 6 to 18 digits, no leading zero.
bool is_snomed_ct(std::string_view code) {
    return all_digits(code) && code.size() >= 6 && code.size() <= 18 && code[0] != '0';
}

bool is_rxnorm(std::string_view code) { return all_digits(code) && code.size() <= 8 && code[0] != '0'; }

/// Up to seven digits, a hyphen and the check digit.
bool is_loinc(std::string_view code) {
    return code.size() >= 3 && code.size() <= 9 && code[code.size() - 2] == '-' && is_digit(code.back()) &&
           all_digits(code.substr(0, code.size() - 2));
}

struct System {
    std::string_view name;
    std::string_view letters;  ///< the name in lower case, letters and digits only
    bool (*fits)(std::string_view);
    std::string_view example;
};

constexpr std::array<System, 4> systems{{{"ICD-10-CM", "icd10cm", is_icd_10_cm, "M54.50"},
                                         {"SNOMED-CT", "snomedct", is_snomed_ct, "279039007"},
                                         {"RxNorm", "rxnorm", is_rxnorm, "5640"},
                                         {"LOINC", "loinc", is_loinc, "34895-3"}}};

const System* find_system(std::string_view name) {
    std::string letters;
    for (const char c : ascii_lower(name))
        if (is_digit(c) || (c >= 'a' && c <= 'z')) letters += c;
    for (const System& system : systems)
        if (system.letters == letters) return &system;
    return nullptr;
}

class TopicReader {
public:
    explicit TopicReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void read(const YamlNode& node) {
        switch (node.kind) {
            case YamlNode::Kind::null:
                return;
            case YamlNode::Kind::sequence:
                for (const YamlNode& item : node.items) entry(item);
                return;
            default:
                entry(node);
        }
    }

    std::vector<Topic> take() { return std::move(topics_); }

private:
    void entry(const YamlNode& node) {
        if (node.kind != YamlNode::Kind::mapping) {
            wrong_form(node.span);
            return;
        }
        const YamlNode* system = node.find("system");
        const YamlNode* code = node.find("code");
        if (!system && !code) {
            for (const auto& [key, value] : node.entries) codes(key, value);
            return;
        }
        if (!system || !code || system->kind != YamlNode::Kind::scalar) {
            wrong_form(node.span);
            return;
        }
        for (const auto& [key, value] : node.entries)
            if (key.scalar != "system" && key.scalar != "code" && key.scalar != "display")
                diagnostics_.warning(key.span, "unknown key \"" + shortened(key.scalar) + "\" in a topic",
                                     "a topic has a system and a code");
        codes(*system, *code);
    }

    void codes(const YamlNode& system, const YamlNode& value) {
        const System* known = find_system(system.scalar);
        if (!known) {
            std::vector<std::string_view> names;
            names.reserve(systems.size());
            for (const System& each : systems) names.push_back(each.name);
            const std::string_view meant = nearest(system.scalar, names);
            diagnostics_.warning(system.span, "unknown code system \"" + shortened(one_line(system.scalar)) + "\"",
                                 meant.empty() ? "known are ICD-10-CM, SNOMED-CT, RxNorm and LOINC"
                                               : "did you mean \"" + std::string(meant) + "\"?");
            return;
        }
        if (value.kind == YamlNode::Kind::sequence) {
            for (const YamlNode& item : value.items) one(*known, item);
        } else {
            one(*known, value);
        }
    }

    void one(const System& system, const YamlNode& value) {
        if (value.kind != YamlNode::Kind::scalar) {
            wrong_form(value.span);
            return;
        }
        std::string code = one_line(value.scalar);
        if (!system.fits(code)) {
            diagnostics_.warning(value.span,
                                 "\"" + shortened(code) + "\" does not look like a code of " + std::string(system.name),
                                 "one looks like \"" + std::string(system.example) + "\"");
        }
        if (!code.empty()) topics_.push_back({std::string(system.name), std::move(code), value.span});
    }

    void wrong_form(SourceSpan span) {
        diagnostics_.warning(span, "this is not a topic", "write \"- {system: ICD-10-CM, code: M54.50}\"");
    }

    std::vector<Topic> topics_;
    Diagnostics& diagnostics_;
};

}  // namespace

std::vector<Topic> read_topics(const YamlNode& node, Diagnostics& diagnostics) {
    TopicReader reader(diagnostics);
    reader.read(node);
    return reader.take();
}

}  // namespace carepress
