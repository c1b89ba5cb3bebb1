#include "job/input.h"

#include "article/front_matter.h"
#include "base/error.h"
#include "visit/visit.h"

#include <filesystem>
#include <system_error>

namespace carepress::job {
namespace fs = std::filesystem;

namespace {

struct PrivateKind {
    const char* name;                          ///< in messages
    std::size_t largest;                       ///< bytes
    const char *if_too_large, *if_unreadable;  ///< hints
};

/// Throws SourceTooLarge or EnvironmentError; neither names the file.
Source source_of(const PrivateInput& input, const PrivateKind& kind) {
    if (const std::string* path = path_of_input(input)) return read_private_source(*path, kind.name, kind.largest);
    const std::string& bytes = std::get<BytesInput>(input).bytes;
    if (bytes.size() > kind.largest) throw SourceTooLarge(kind.name);
    return {kind.name, bytes, true};
}

PrivateSource read_private(const PrivateInput& input, const PrivateKind& kind) {
    PrivateSource read;
    try {
        read.source = source_of(input, kind);
    } catch (const SourceTooLarge&) {
        read.message =
            std::string("the ") + kind.name + " is larger than " + std::to_string(kind.largest / 1'000'000) + " MB";
        read.hint = kind.if_too_large;
    } catch (const EnvironmentError& error) {
        read.message = error.what();
        read.hint = kind.if_unreadable;
    }
    return read;
}

}  // namespace

ArticleInput input_named(const std::string& name) {
    std::error_code error;
    if (name == "-" || fs::exists(name, error)) return FileInput{name};
    if (!article::is_article_code(name) || name.find('.') != std::string::npos) return FileInput{name};
    return CodeInput{name};
}

PrivateSource read_note_input(const PrivateInput& input) {
    return read_private(input, {"note", largest_source, "shorten it: a note has to fit on page 1",
                                "--note takes a file: write the note to a file, or pipe it with --note -"});
}

PrivateSource read_bundle_input(const PrivateInput& input) {
    return read_private(input, {"bundle", visit::largest_bundle, "ask the record system for one encounter only", ""});
}

}  // namespace carepress::job
