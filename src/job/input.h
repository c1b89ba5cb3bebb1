#pragma once

#include "base/source.h"

#include <optional>
#include <string>
#include <variant>

namespace carepress::job {

/// A file, or standard input ("-"). Relative paths are relative to the current folder.
struct FileInput {
    std::string path;
    bool operator==(const FileInput&) const = default;
};

/// Bytes that the caller already has.
struct BytesInput {
    std::string name;            ///< for messages; its extension tells the format, as a file's does
    std::string bytes;           ///< as they would be in a file
    std::string picture_folder;  ///< where figures are looked up; empty: no figures
    bool operator==(const BytesInput&) const = default;
};

/// An article of the library, by its code. Its language is the job's.
struct CodeInput {
    std::string code;
    bool operator==(const CodeInput&) const = default;
};

/// Where an article comes from.
using ArticleInput = std::variant<FileInput, BytesInput, CodeInput>;

/// Where a text about a patient comes from: a bundle or a clinician's note. A path may contain the patient's name, so
/// messages show neither the path nor the text, and the name of bytes is not used.
using PrivateInput = std::variant<FileInput, BytesInput>;

/// What a word on a command line means: a file if there is one of this name, else the code of an article if it can be
/// one, else a file (that does not exist).
ArticleInput input_named(const std::string& name);

/// The path of a file input; nullptr for other inputs.
template <class Input>
const std::string* path_of_input(const Input& input) {
    const auto* file = std::get_if<FileInput>(&input);
    return file == nullptr ? nullptr : &file->path;
}

/// A private text, or why it can't be read.
struct PrivateSource {
    std::optional<Source> source;  ///< Source::is_private
    std::string message, hint;     ///< if it can't be read
};

/// Reads a clinician's note: at most largest_source bytes.
PrivateSource read_note_input(const PrivateInput& input);
/// Reads a FHIR bundle: at most largest_bundle bytes.
PrivateSource read_bundle_input(const PrivateInput& input);

}  // namespace carepress::job
