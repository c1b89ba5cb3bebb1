#pragma once

#include "article/article.h"
#include "check/finding.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::check {

/// A number of a text: "1,500" and "1.500" are "1500", "٥" is "5". The unit is one of those that doses and temperatures
/// have, in one spelling ("mg" of "мг"); empty: another word follows.
struct Quantity {
    std::string number, unit;
    std::string written;  ///< as the text has it: "1,500 mg"
    SourceSpan span;
};

/// What a translation must say as its original does, of one section.
struct SectionFacts {
    std::vector<Quantity> quantities;
    std::vector<Quantity> telephones;  ///< number: the digits alone
    /// Paragraphs and items of six words or more, white space collapsed, and where they are.
    std::vector<std::pair<std::string, SourceSpan>> passages;
    std::size_t negations = 0;  ///< "not", "never"; 0 in a language whose words are not known
    SourceSpan span;            ///< of its first text
};

/// The facts of each section of outline_of(article). `source` is what it was read from.
std::vector<SectionFacts> facts_of(const article::Article& article, std::string_view source);

/// Whether negations are counted in a language.
bool knows_negations(std::string_view language);

/// Two sections that are each other's translation, as places in facts_of().
struct FactPair {
    std::size_t one = 0, other = 0;
};

/// Compares a translation with its original: doses, numbers, telephone numbers, lost negations, and text that was not
/// translated. `pairs`: of sections; `name`: of the original's file. Text alone is compared with text: whether a
/// sentence means the same is for a person to say.
struct FactSide {
    const std::vector<SectionFacts>& facts;
    std::string_view language;
};
void check_facts(const FactSide& translation, const FactSide& original, const std::vector<FactPair>& pairs,
                 const std::string& name, Findings& findings);

}  // namespace carepress::check
