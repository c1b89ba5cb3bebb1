#pragma once

#include <string>

namespace carepress::check {

/// From where on a score is a warning, and from where on an error.
struct Limits {
    double warn = 0, fail = 0;
    bool operator==(const Limits&) const = default;
};

/// What check measures against. Grades are of US schools.
struct CheckSettings {
    Limits flesch_kincaid{6, 8};
    Limits smog{8, 10};
    Limits fernandez_huerta{70, 60};  ///< an ease score: below is harder
    int longest_sentence = 20;        ///< words
    std::string today = {};           ///< ISO 8601, for what is due; empty: nothing is
};

}  // namespace carepress::check
