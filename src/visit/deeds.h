#pragma once

#include <string>

namespace carepress::visit {

/// plain_words() that say that somebody near the patient did them harm, or is feared: "punched in face by ex
/// girlfriend", "assault by spouse", "afraid of partner".
bool says_deed_of_people(const std::string& words);

}  // namespace carepress::visit
