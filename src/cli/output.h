#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carepress {

/// What holds patient data: where it goes, and what it is called in messages, for its name may be the patient's.
struct PrivateOutput {
    std::string path;
    std::string_view bytes;
    std::string what = "the output";
};

/// Writes `bytes` to `path` so that the file appears whole or not at all, and no half-written file is left whatever
/// happens. Throws EnvironmentError.
///
/// Where an output may go, by what stands under its name:
/// - nothing, or a regular file: a new file takes the name; an old one is replaced and never written into. In a sticky
///   folder (/tmp) another user's file is left alone;
/// - /dev/stdout, /dev/stderr, /dev/fd/N: the caller opened them, and knows what they are;
/// - /dev/null, or a pipe or character device of our own user: written to as it is, if it can be opened at once;
/// - all else is refused: symbolic links (they are not followed), pipes of other users, pipes that nobody reads,
///   sockets, block devices, folders. Whoever can write the folder could have put them there.
void write_whole(const std::string& path, std::string_view bytes);

/// The same for what holds patient data: the file can be read and written by its owner alone (0600), has never had
/// another name, and no message says its name. A named pipe has to be closed to other users, too. Needs a file system
/// that knows unnamed files (O_TMPFILE).
/// All places are opened, and all bytes written, before the first file gets its name.
void write_private(const std::vector<PrivateOutput>& outputs);

/// Writes to standard output. Throws EnvironmentError.
void write_standard_output(std::string_view bytes);

}  // namespace carepress
