#pragma once

#include "job/describe_article.h"
#include "service/answers.h"
#include "service/fhir_search.h"

#include <string>
#include <vector>

namespace carepress::service {

// The handouts of the library as FHIR R4 has them: a DocumentReference for each translation of an article.

/// The id of an article's handout: "K977-es", or 64 hexadecimal digits where that is not an id of FHIR's.
std::string document_id(const library::LibraryEntry& entry);

/// The article of an id; null if there is none.
const library::LibraryEntry* find_document(const LoadedLibrary& library, std::string_view id);

/// The handout of an article. `address`: of the service. Empty (null) if the article can't be read any more.
Json document_reference(const LoadedLibrary& library, const library::LibraryEntry& entry, const std::string& address,
                        const std::string& organisation);

/// The handouts that a search finds, those of a code in the order of job::find_by_codes(), others by id.
std::vector<const library::LibraryEntry*> find_documents(const LoadedLibrary& library, const DocumentSearch& search,
                                                         const std::string& address);

}  // namespace carepress::service
