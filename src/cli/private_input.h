#pragma once

#include "base/source.h"

#include <optional>
#include <string>

namespace carepress {

/// A clinician's note, or why it can't be read. The message does not repeat the argument of --note, which may be the
/// note itself.
struct NoteInput {
    std::optional<Source> source;
    std::string message, hint;
};

/// Reads a file, or standard input ("-").
NoteInput read_note_file(const std::string& path);

}  // namespace carepress
