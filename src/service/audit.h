#pragma once

#include "base/descriptor.h"

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::service {

/// An article of a handout that was given.
struct GivenArticle {
    std::string code, language, version;
};

/// A handout that was given to somebody, without anything about a patient but an opaque reference.
struct GivenHandout {
    std::chrono::sys_seconds time;
    std::string subject;  ///< who took it, by the token; empty: anybody
    std::string visit;    ///< the id of the encounter in the record; empty: none
    std::vector<GivenArticle> articles;
    std::string language, layout, brand;
    bool has_note = false;
    int pages = 0;
    std::string_view pdf;  ///< whose digest is kept
};

/// The audit of handouts: a line of JSON for each, in a file that its owner alone can read (0600). A file that was
/// moved away, as logrotate does, is made anew. Thread-safe.
class Audit {
public:
    /// `path`: empty for none. Opens the file; throws EnvironmentError if it can't.
    explicit Audit(std::string path);

    /// Adds a line, whole or not at all. Throws EnvironmentError if it can't: then the handout must not be given.
    void add(const GivenHandout& given);

    bool is_kept() const { return !path_.empty(); }

private:
    void open();
    bool is_still_there() const;

    std::string path_;
    std::mutex mutex_;
    Descriptor file_;
};

}  // namespace carepress::service
