#pragma once

#include "record/attach.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::record {

/// A handout that is in a record already, and current there.
struct GivenDocument {
    std::string id;         ///< of the DocumentReference
    std::string date;       ///< FHIR instant or dateTime: when it was given; empty: the record does not say
    std::string encounter;  ///< id; empty: the record does not say
    std::string language;
    bool is_summary = false;  ///< of the visit `encounter`
    std::vector<HandoutArticle> articles;
};

struct GivenBefore {
    std::vector<GivenDocument> documents;  ///< the latest first
    bool is_whole = false;                 ///< false: the record cannot be searched, or did not answer in full
};

/// The handouts that attach() has put into a patient's record. A document that does not say that it is ours (see
/// given_article_system) is passed over: it may be someone else's, or the record drops such identifiers.
Outcome<GivenBefore> find_given(const RecordClient& client, const EhrProfile& profile, const FilingSettings& filing,
                                std::string_view patient);

/// Whether a handout replaces one that was given: of the same kind and language, with all its articles, and either of
/// the same visit or with one of the articles in another edition.
bool does_replace(const Handout& newer, const GivenDocument& older);

/// How an edition that was given relates to the one that the library has.
enum class Edition : std::uint8_t {
    same,
    older,
    another,  ///< which is the older one is not known
};
/// "same"
std::string_view name_of(Edition edition);
/// By the versions in front matter: "2", "1.10" and "2026-03" have an order, other texts have none.
Edition edition_of(std::string_view given, std::string_view current);

}  // namespace carepress::record
