#pragma once

#include "base/source.h"

#include <optional>
#include <string>

namespace carepress {

/// A clinician's note; or why it can't be read, in words that name neither the file nor what was given in its place.
struct NoteInput {
    std::optional<Source> source;
    std::string message, hint;
};

/// From a file, or from standard input ("-").
NoteInput read_note_file(const std::string& path);

}  // namespace carepress
