#include "cli/private_input.h"

#include "base/error.h"

namespace carepress {

NoteInput read_note_file(const std::string& path) {
    NoteInput input;
    try {
        input.source = read_private_source(path, "note");
    } catch (const SourceTooLarge&) {
        input.message = "the note is larger than " + std::to_string(largest_source / 1'000'000) + " MB";
        input.hint = "shorten it: a note has to fit on page 1";
    } catch (const EnvironmentError& error) {
        input.message = error.what();
        input.hint = "--note takes a file: write the note to a file, or pipe it with --note -";
    }
    return input;
}

}  // namespace carepress
