#pragma once

#include "base/diagnostic.h"
#include "visit/suggest.h"
#include "visit/visit.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::visit {

/// Something that a record says of a patient outside any one visit, in codes: a problem, why the patient came, an
/// order.
struct Concern {
    Concept name;
    SuggestionSource source = SuggestionSource::condition;
};

/// What may be read of a record about one patient, whatever the visit.
struct Concerns {
    std::string language;  ///< BCP 47, preferred by the patient; empty: not stated, or not clear
    bool deceased = false;
    std::vector<Concern> all;  ///< in the record's order
};

/// Reads the patient's language, the problems that are not over, reasons of encounters, and orders of medicines and
/// services, drafts too, from the FHIR R4 Bundle that is the diagnostics' source. The rules are those of read_visit():
/// nothing of another patient, of relatives, ruled out, refuted, in doubt, restricted or sensitive. nullopt, and
/// errors, for what is not a bundle that can be read, or has not exactly one patient. No message contains words of the
/// record.
std::optional<Concerns> read_concerns(Diagnostics& diagnostics);

/// The articles whose topics are among the codes, as articles_about() says, and those that medicines lead to by name,
/// in the record's order, each article once.
std::vector<Suggestion> suggest_articles(const Concerns& concerns, const std::vector<ArticleTopics>& library,
                                         const MedicineNames& names = {});

}  // namespace carepress::visit
