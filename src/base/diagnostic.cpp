#include "base/diagnostic.h"

#include "base/visible_text.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress {

void Diagnostics::add(Severity severity, DiagnosticCode code, SourceSpan span, std::string message, std::string hint) {
    if (severity == Severity::error) ++errors_;
    if (is_silent_) return;
    if (all_.size() == limit) {
        // The last kept message says that there were more; an error among them still counts.
        Diagnostic& last = all_.back();
        last.severity = std::max(severity, last.severity);
        if (dropped_++ == 0) {
            last.code = "diagnostics/not-shown"_code;
            last.hint = "fix the first ones and run again";
        }
        last.message = std::to_string(dropped_ + 1) + " further messages are not shown";
        return;
    }
    all_.push_back(
        {severity, code, source(span.source).name, position_of(span), span, std::move(message), std::move(hint)});
}

Position Diagnostics::position_of(SourceSpan span) {
    const std::size_t index = span.source < sources_.size() ? span.source : 0;
    for (std::size_t next = positions_.size(); next <= index; ++next) positions_.emplace_back(sources_[next]->bytes);
    return positions_[index].at(span.begin);
}

void Diagnostics::error(DiagnosticCode code, SourceSpan span, std::string message, std::string hint) {
    add(Severity::error, code, span, std::move(message), std::move(hint));
}

void Diagnostics::warning(DiagnosticCode code, SourceSpan span, std::string message, std::string hint) {
    add(Severity::warning, code, span, std::move(message), std::move(hint));
}

void Diagnostics::note(DiagnosticCode code, SourceSpan span, std::string message, std::string hint) {
    add(Severity::note, code, span, std::move(message), std::move(hint));
}

Diagnostics Diagnostics::silent() const {
    Diagnostics silent(sources_);
    silent.is_silent_ = true;
    silent.errors_ = errors_;
    return silent;
}

Diagnostics::Mark Diagnostics::mark() const {
    Mark mark;
    mark.kept_ = all_.size();
    mark.errors_ = errors_;
    mark.dropped_ = dropped_;
    if (all_.size() == limit) mark.last_ = all_.back();
    return mark;
}

void Diagnostics::forget_since(const Mark& mark) {
    all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(mark.kept_), all_.end());
    if (mark.last_) all_.back() = *mark.last_;
    errors_ = mark.errors_;
    dropped_ = mark.dropped_;
}

std::string Diagnostics::excerpt(std::string_view words, std::uint32_t source_index) const {
    return source(source_index).is_private ? "…" : std::string(words);
}

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "note";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return {};
}

std::string format(const Diagnostic& diagnostic) {
    std::string out = visible(diagnostic.file) + ":" + std::to_string(diagnostic.position.line) + ":" +
                      std::to_string(diagnostic.position.column) + ": " + std::string(name_of(diagnostic.severity)) +
                      ": " + visible(diagnostic.message);
    if (!diagnostic.hint.empty()) out += "\n  hint: " + visible(diagnostic.hint);
    return out;
}

namespace {

/// Levenshtein distance, with a swap of neighbours as one step (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    std::string_view best;
    std::size_t best_distance = 0;
    if (word.size() > 64) return best;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate);
        const bool near_enough = distance * 3 <= std::max(word.size(), candidate.size());
        if (near_enough && (best.empty() || distance < best_distance)) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

}  // namespace carepress
