#pragma once

#include "base/clinical_code.h"
#include "visit/suggest.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::job {

/// The code system of the library's topics that a client means: by FHIR's URI, by OID with or without "urn:oid:", or by
/// name ("ICD-10-CM", "SNOMED CT"), whatever the case. Null for one that topics are never written in.
const ClinicalCodeSystem* code_system_meant(std::string_view system);

/// A code as `system` writes it, of one as clients write it: "m5450" is M54.50.
std::string code_meant(const ClinicalCodeSystem& system, std::string_view code);

/// What somebody wants to know of: a code, and what it means in words.
struct CodeQuestion {
    std::string code;
    std::string system;  ///< as code_system_meant() takes it
    std::string name;    ///< may be empty
};

/// An article that a search for words found.
struct NamedArticle {
    std::string code;
    std::vector<std::string> names;  ///< its title and synonyms, in any languages
};
/// Finds articles that may have some words in their names; which have them is for find_by_codes().
using NameSearch = std::function<std::vector<NamedArticle>(const std::string& words)>;

/// The codes of the articles about what is asked, each once, in the order of the questions; of one question those with
/// the most particular topic come first. Codes lead to articles as articles_about() says.
///
/// Words count only where a code can't: if it is of a system that topics are never written in (ICD-9-CM, NDC), if it is
/// of a medicine that no article is about, or if there is none. An article has the name if all its words are in
/// the title or in one synonym. The name of a medicine counts as articles_about_medicine() says.
std::vector<std::string> find_by_codes(std::span<const CodeQuestion> questions,
                                       const std::vector<visit::ArticleTopics>& library, const NameSearch& search);

}  // namespace carepress::job
