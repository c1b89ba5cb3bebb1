#pragma once

#include "carepress/export.h"

#include <cstdint>
#include <iosfwd>
#include <string>

CAREPRESS_NAMESPACE_BEGIN

/// error: no handout. warning: something to fix; the handout is made. note: something was dropped or replaced on
/// purpose.
enum class Severity : std::uint8_t { note = 0, warning = 1, error = 2 };

/// One message. It contains nothing of a note or of a patient's record, nor the path of either, and can be logged.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;          ///< what it is about, whatever its words: "text/missing-glyph"; docs/diagnostics.md
    std::string file;          ///< path, name or code of the input, as the job names it; "job" for a job in JSON
    int line = 0, column = 0;  ///< from 1; a column counts code points. 0: about the file, or the job, as a whole
    std::string message;       ///< what is wrong: one sentence, lower case, without a full stop
    std::string hint;          ///< how to fix it; may be empty
};

/// "fever.md:12:3: error: message" and, if there is a hint, "  hint: …" on a line of its own. No newline at the
/// end.
CAREPRESS_API std::string to_string(const Diagnostic& diagnostic);
CAREPRESS_API std::ostream& operator<<(std::ostream& out, const Diagnostic& diagnostic);

CAREPRESS_NAMESPACE_END
