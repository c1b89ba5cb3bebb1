#pragma once

#include "base/error.h"
#include "base/source.h"
#include "base/yaml.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace carepress::text {

/// Reads what a manifest of the program's own data must have; what is wrong is an EnvironmentError with its place.
class ManifestSource {
public:
    explicit ManifestSource(const Source& source) : source_(source) {}

    YamlNode read_root() const { return read_part(0, source_.bytes.size()); }
    /// The same of a part of the source, which is a document by itself.
    YamlNode read_part(std::size_t begin, std::size_t end) const {
        Diagnostics diagnostics(source_);
        YamlNode root = read_yaml(std::string_view(source_.bytes).substr(begin, end - begin),
                                  static_cast<std::uint32_t>(begin), diagnostics);
        for (const Diagnostic& diagnostic : diagnostics.all()) {
            if (diagnostic.severity == Severity::error) fail(diagnostic.span, diagnostic.message);
        }
        return root;
    }
    [[noreturn]] void fail(const YamlNode& where, const std::string& message) const { fail(where.span, message); }
    [[noreturn]] void fail(SourceSpan where, const std::string& message) const {
        const Position position = position_at(source_.bytes, where.begin);
        throw EnvironmentError(source_.name + ":" + std::to_string(position.line) + ":" +
                               std::to_string(position.column) + ": " + message);
    }
    const YamlNode& child(const YamlNode& node, std::string_view key, YamlNode::Kind kind) const {
        const YamlNode* found = node.find(key);
        if (!found || found->kind != kind)
            fail(found ? *found : node, "the key \"" + std::string(key) + "\" is wanted");
        return *found;
    }
    const YamlNode& sequence(const YamlNode& node, std::string_view key) const {
        return child(node, key, YamlNode::Kind::sequence);
    }
    const std::string& scalar(const YamlNode& node) const {
        if (node.kind != YamlNode::Kind::scalar || node.scalar.empty()) fail(node, "a text is wanted");
        return node.scalar;
    }
    const std::string& text(const YamlNode& node, std::string_view key) const {
        return scalar(child(node, key, YamlNode::Kind::scalar));
    }

    /// "true" or "false"; false when the key is left out.
    bool read_flag(const YamlNode& node, std::string_view key) const {
        const YamlNode* flag = node.find(key);
        if (flag == nullptr) return false;
        if (flag->scalar != "true" && flag->scalar != "false") fail(*flag, "true or false is wanted");
        return flag->scalar == "true";
    }

private:
    const Source& source_;
};

}  // namespace carepress::text
