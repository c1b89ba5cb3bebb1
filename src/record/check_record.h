#pragma once

#include "record/capabilities.h"
#include "record/ehr_profile.h"
#include "record/smart_configuration.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace carepress::record {

/// What a server said of itself. What it did not answer is null, and why is in the text beside it.
struct Answers {
    std::optional<Capabilities> capabilities;
    std::string no_capabilities;  ///< "the connection was refused"
    std::optional<SmartConfiguration> smart;
    std::string no_smart;
};

enum class Verdict : std::uint8_t {
    good,     ///< carepress can do it
    limited,  ///< it can, in another way, or less
    missing,  ///< it can't
    untold,   ///< the server does not say
};
/// "good"
std::string_view name_of(Verdict verdict);

/// One thing that carepress asks of a record, and what comes of the answer.
struct Aspect {
    std::string about;  ///< "sign-in", "visit", "attach"
    std::string what;   ///< "AllergyIntolerance"
    Verdict verdict = Verdict::good;
    std::string meaning;  ///< a phrase: "searched by patient"
};

/// What a record system takes, without anything being posted to it.
struct RecordCheck {
    EhrProfile profile;
    std::vector<Aspect> aspects;

    /// Whether an aspect of this kind is missing.
    bool lacks(std::string_view about) const;
};

/// `system`: see make_profile().
RecordCheck check_record(const Answers& answers, const KnownSystem* system);

}  // namespace carepress::record
