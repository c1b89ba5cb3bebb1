#pragma once

#include <string>
#include <string_view>

namespace carepress {

// How a document in a record system says that it is a handout of ours, and of which articles: in
// DocumentReference.context .related (FHIR R4), as identifiers of these systems. Documents that are in records depend
// on them: they stay as they are.

inline constexpr std::string_view given_article_system = "urn:carepress:article";  ///< see given_article()
inline constexpr std::string_view given_summary_system = "urn:carepress:summary";  ///< a reference to the encounter

/// "K977/en/3": a code has no slash, nor has a language; a version may have any.
inline std::string given_article(std::string_view code, std::string_view language, std::string_view version) {
    return std::string(code).append("/").append(language).append("/").append(version);
}

}  // namespace carepress
