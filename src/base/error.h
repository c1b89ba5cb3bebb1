#pragma once

#include <stdexcept>
#include <string>

namespace carepress {

/// The environment failed: a disk, a font file, a missing resource. Only front ends and src/job catch it. What an
/// author can fix is a Diagnostic instead; a bug is an assert.
class EnvironmentError : public std::runtime_error {
public:
    explicit EnvironmentError(const std::string& message) : std::runtime_error(message) {}
};

/// A source is larger than the reader accepts: an author's mistake found before there is a Source to point into.
class SourceTooLarge : public std::runtime_error {
public:
    explicit SourceTooLarge(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace carepress
