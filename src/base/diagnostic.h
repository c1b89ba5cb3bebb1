#pragma once

#include "base/diagnostic_code.h"
#include "base/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress {

/// error: no PDF from this source. warning: something to fix; the PDF is made. note: something was dropped or
/// replaced on purpose, said so that nothing vanishes unseen.
enum class Severity : std::uint8_t { note, warning, error };

/// One message about one place of one source, with what to do about it.
struct Diagnostic {
    Severity severity = Severity::error;
    DiagnosticCode code;
    std::string file;   ///< Source::name
    Position position;  ///< of span.begin
    SourceSpan span;
    std::string message;  ///< what is wrong, one sentence without a full stop, lower case
    std::string hint;     ///< how to fix it; may be empty
};

/// Gathers the diagnostics about one source, or about the several sources of one handout, in the order they are found.
/// Readers go on after an error, so that one run shows all mistakes; more than `limit` of them are counted but not
/// kept.
class Diagnostics {
public:
    /// `source` must outlive this object.
    explicit Diagnostics(const Source& source) : sources_{&source} {}
    /// At least one; SourceSpan::source tells them apart. They must outlive this object.
    explicit Diagnostics(std::vector<const Source*> sources) : sources_(std::move(sources)) {}

    void error(DiagnosticCode code, SourceSpan span, std::string message, std::string hint = {});
    void warning(DiagnosticCode code, SourceSpan span, std::string message, std::string hint = {});
    void note(DiagnosticCode code, SourceSpan span, std::string message, std::string hint = {});
    void add(Severity severity, DiagnosticCode code, SourceSpan span, std::string message, std::string hint = {});

    /// Words of a source for a message: as they are, or "…" if the source is private. Every message that quotes a
    /// source (a word, a tag, an address, a character) must pass the quote through here.
    std::string excerpt(std::string_view words, std::uint32_t source_index = 0) const;

    bool has_errors() const { return errors_ > 0; }
    const std::vector<Diagnostic>& all() const { return all_; }
    std::vector<Diagnostic> take() { return std::move(all_); }
    const Source& source(std::uint32_t index = 0) const { return *sources_[index < sources_.size() ? index : 0]; }

    /// Diagnostics about the same sources for a step whose messages are of no use, because it is a trial or another
    /// step says the same. They keep no message, and count errors on from those so far.
    Diagnostics silent() const;

    /// A point in time, to forget what was said after it.
    class Mark;
    Mark mark() const;
    /// Forgets what was said since `mark`, which is of this object: for a step that is done again in another way.
    void forget_since(const Mark& mark);

    static constexpr std::size_t limit = 200;  ///< kept diagnostics of one source

private:
    Position position_of(SourceSpan span);

    bool is_silent_ = false;
    std::vector<const Source*> sources_;
    std::vector<PositionFinder> positions_;  ///< of the sources, as far as they were asked for
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0;
    std::size_t dropped_ = 0;
};

class Diagnostics::Mark {
    friend class Diagnostics;
    std::size_t kept_ = 0, errors_ = 0, dropped_ = 0;
    std::optional<Diagnostic> last_ = {};  ///< of a full list, whose last message is written over
};

/// "path:line:column: error: message" and, on a line of its own, "  hint: …"; words of others as visible() has them.
std::string format(const Diagnostic& diagnostic);
std::string_view name_of(Severity severity);

/// The candidate nearest to `word` by edit distance, or empty when none is near enough to be what was meant (at most a
/// third of the longer word's letters differ). For "did you mean".
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace carepress
