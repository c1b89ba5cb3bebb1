#pragma once

#include "base/diagnostic.h"

#include <cstddef>
#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace carepress::check {

/// What `carepress check` looks for, one thing each.
struct CheckRule {
    std::string_view id;       ///< "reading-level"
    std::string_view summary;  ///< one sentence
    std::string_view help;     ///< why, and what to do about it
};

/// All rules, in the order of docs/check.md.
std::span<const CheckRule> check_rules();
/// nullptr for an unknown name.
const CheckRule* find_check_rule(std::string_view id);

/// Something that a rule found.
struct Finding {
    std::string_view rule;  ///< CheckRule::id
    Diagnostic diagnostic;
};

/// Findings of one source, each under its rule.
class Findings {
public:
    /// `source` must outlive this object.
    explicit Findings(const Source& source) : source_(&source), positions_(source.bytes) {}

    static constexpr std::size_t most_of_rule = 1'000;  ///< kept of one rule

    /// `code` is "check/" and the id of the rule. After `most_of_rule` of them, one says that there are more.
    void add(DiagnosticCode code, Severity severity, SourceSpan span, std::string message, std::string hint = {});
    /// What another step has found, which keeps its codes.
    void take(std::string_view rule, std::vector<Diagnostic> diagnostics);
    std::vector<Finding> take() { return std::move(all_); }
    const Source& source() const { return *source_; }

private:
    bool has_room(std::string_view rule, Severity severity, SourceSpan span);

    const Source* source_;
    PositionFinder positions_;
    struct OfRule {
        std::size_t count = 0;
        std::size_t last = 0;  ///< index of the one that says that there are more
    };
    std::map<std::string_view, OfRule> rules_;
    std::vector<Finding> all_;
};

}  // namespace carepress::check
