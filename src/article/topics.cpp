#include "article/front_matter.h"
#include "article/plain_text.h"
#include "base/clinical_code.h"
#include "base/yaml.h"

namespace carepress::article {
namespace {

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
                diagnostics_.warning("front-matter/unknown-topic-key"_code, key.span,
                                     "unknown key \"" + diagnostics_.excerpt(shortened(key.scalar)) + "\" in a topic",
                                     "a topic has a system and a code");
        codes(*system, *code);
    }

    void codes(const YamlNode& system, const YamlNode& value) {
        const ClinicalCodeSystem* known = find_code_system(system.scalar);
        if (!known) {
            std::vector<std::string_view> names;
            names.reserve(clinical_code_systems.size());
            for (const ClinicalCodeSystem& each : clinical_code_systems) names.push_back(each.name);
            const std::string_view meant = nearest(system.scalar, names);
            diagnostics_.warning(
                "front-matter/unknown-code-system"_code, system.span,
                "unknown code system \"" + diagnostics_.excerpt(shortened(one_line(system.scalar))) + "\"",
                meant.empty() ? "the known systems are ICD-10-CM, SNOMED-CT, RxNorm and LOINC"
                              : "did you mean \"" + std::string(meant) + "\"?");
            return;
        }
        if (value.kind == YamlNode::Kind::sequence) {
            for (const YamlNode& item : value.items) one(*known, item);
        } else {
            one(*known, value);
        }
    }

    void one(const ClinicalCodeSystem& system, const YamlNode& value) {
        if (value.kind != YamlNode::Kind::scalar) {
            wrong_form(value.span);
            return;
        }
        std::string code = one_line(value.scalar);
        if (!system.fits(code)) {
            diagnostics_.warning("front-matter/invalid-topic-code"_code, value.span,
                                 "\"" + diagnostics_.excerpt(shortened(code)) + "\" is not a valid " +
                                     std::string(system.name) + " code",
                                 "check its digits; a valid code looks like \"" + std::string(system.example) + "\"");
        }
        if (!code.empty()) topics_.push_back({std::string(system.name), std::move(code), value.span});
    }

    void wrong_form(SourceSpan span) {
        diagnostics_.warning("front-matter/not-a-topic"_code, span, "this is not a topic",
                             "write \"- {system: ICD-10-CM, code: M54.50}\"");
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

}  // namespace carepress::article
