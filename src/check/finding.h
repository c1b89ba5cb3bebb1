#pragma once

#include "base/diagnostic.h"

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
    explicit Findings(const Source& source) : source_(&source) {}

    /// `code` is "check/" and the id of the rule.
    void add(DiagnosticCode code, Severity severity, SourceSpan span, std::string message, std::string hint = {});
    /// What another step has found, which keeps its codes.
    void take(std::string_view rule, std::vector<Diagnostic> diagnostics);
    std::vector<Finding> take() { return std::move(all_); }
    const Source& source() const { return *source_; }

private:
    const Source* source_;
    std::vector<Finding> all_;
};

}  // namespace carepress::check
