#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carepress::cli {

/// An output with patient data. Messages call it `what`, because its path may contain the patient's name.
struct PrivateOutput {
    std::string path;
    std::string_view bytes;
    std::string what = "the output";
};

/// Writes `bytes` to `path` so that the file appears whole or not at all, and no half-written file is left whatever
/// happens. Throws EnvironmentError.
///
/// What may exist under the name:
/// - nothing, or a regular file: a new file takes the name; an old one is replaced, never written into. In a sticky
///   folder (/tmp) another user's file is left alone;
/// - /dev/stdout, /dev/stderr, /dev/fd/N: the caller opened them, and knows what they are;
/// - /dev/null, or a pipe or character device of our own user: written to directly, if it can be opened at once;
/// - everything else is refused: symbolic links (they are not followed), other users' pipes, pipes without a reader,
///   sockets, block devices, folders. Anyone who can write to the folder could have put them there.
void write_whole(const std::string& path, std::string_view bytes);

/// The same for patient data: only the owner can read and write the file (0600), it has never had another name, and no
/// message contains its name. A named pipe must be closed to other users. Needs a file system with unnamed files
/// (O_TMPFILE). All outputs are opened, then all files written, then all streams, and only then does the first file get
/// its name.
void write_private(const std::vector<PrivateOutput>& outputs);

/// Writes to standard output. Throws EnvironmentError.
void write_standard_output(std::string_view bytes);

}  // namespace carepress::cli
