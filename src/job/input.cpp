#include "job/input.h"

#include "article/front_matter.h"
#include "base/error.h"
#include "visit/visit.h"

#include <filesystem>
#include <system_error>

namespace carepress {
namespace fs = std::filesystem;

namespace {

/// Throws SourceTooLarge or EnvironmentError; neither names the file.
Source read_private(const PrivateInput& input, const std::string& name, std::size_t largest) {
    if (const std::string* path = path_of_input(input)) return read_private_source(*path, name, largest);
    const std::string& bytes = std::get<BytesInput>(input).bytes;
    if (bytes.size() > largest) throw SourceTooLarge(name);
    return {name, bytes, true};
}

std::string too_large(const std::string& name, std::size_t largest) {
    return "the " + name + " is larger than " + std::to_string(largest / 1'000'000) + " MB";
}

}  // namespace

ArticleInput input_named(const std::string& name) {
    std::error_code error;
    if (name == "-" || fs::exists(name, error)) return FileInput{name};
    if (!is_article_code(name) || name.find('.') != std::string::npos) return FileInput{name};
    return CodeInput{name};
}

PrivateSource read_note_input(const PrivateInput& input) {
    PrivateSource read;
    try {
        read.source = read_private(input, "note", largest_source);
    } catch (const SourceTooLarge&) {
        read.message = too_large("note", largest_source);
        read.hint = "shorten it: a note has to fit on page 1";
    } catch (const EnvironmentError& error) {
        read.message = error.what();
        read.hint = "--note takes a file: write the note to a file, or pipe it with --note -";
    }
    return read;
}

PrivateSource read_bundle_input(const PrivateInput& input) {
    PrivateSource read;
    try {
        read.source = read_private(input, "bundle", largest_bundle);
    } catch (const SourceTooLarge&) {
        read.message = too_large("bundle", largest_bundle);
        read.hint = "ask the record system for one encounter only";
    } catch (const EnvironmentError& error) {
        read.message = error.what();
    }
    return read;
}

}  // namespace carepress
