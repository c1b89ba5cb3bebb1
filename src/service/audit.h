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

/// A handout that was given to somebody. Nothing in it is about a patient but the encounter.
struct GivenHandout {
    std::chrono::sys_seconds time;
    std::string subject;    ///< who took it, by the token; empty: anybody
    std::string encounter;  ///< as the record names it: never written as it is; empty: none, or it has no name
    std::vector<GivenArticle> articles;
    std::string language, layout, brand;
    bool has_note = false;
    int pages = 0;
    std::string_view pdf;  ///< whose digest is kept
};

/// The secret of an operator that makes references to encounters opaque: see read_secret_file(). Empty if `path` is.
/// Throws EnvironmentError, without words of the file, also if it has fewer than 32 bytes or more than 4,096.
std::string read_audit_key(const std::string& path);

/// The audit of handouts: a line of JSON for each, in a file that its owner alone can read (0600). A file that was
/// moved away, as logrotate does, is made anew. Thread-safe.
///
/// "encounter" is the HMAC-SHA-256 of its name in the record under the operator's key, in hexadecimal digits: the same
/// for each handout of one encounter, and of no use to someone who reads the file without the key, since the names of
/// encounters can be guessed and a plain digest of them be looked up. Without a key it is left out.
class Audit {
public:
    /// `path`: empty for none. Opens the file; throws EnvironmentError if it can't. `key`: of read_audit_key().
    explicit Audit(std::string path, std::string key = {});

    /// Adds a line, whole or not at all. Throws EnvironmentError if it can't: then the handout must not be given.
    void add(const GivenHandout& given);

    bool is_kept() const { return !path_.empty(); }

private:
    void open();
    bool is_still_there() const;

    std::string path_, key_;
    std::mutex mutex_;
    Descriptor file_;
};

}  // namespace carepress::service
