#pragma once

#include "article/article.h"
#include "check/finding.h"

#include <array>
#include <string>
#include <vector>

namespace carepress {

/// What a section of an article is made of, for comparing a translation with its original.
struct SectionOutline {
    int level = 0;  ///< of its heading; 0: what comes before the first
    SourceSpan span;
    std::size_t lists = 0, items = 0, tables = 0, figures = 0;
    std::array<std::size_t, 3> callouts{};  ///< by Urgency

    bool same_parts(const SectionOutline& other) const;
};

std::vector<SectionOutline> outline_of(const Article& article);

/// Help levels: that there are some, the most urgent first. A code. `place` is where messages about the whole go.
void check_structure(const Article& article, SourceSpan place, Findings& findings);

/// Check digits of SNOMED CT (Verhoeff) and LOINC (mod 10).
void check_topics(const Article& article, Findings& findings);
bool passes_verhoeff(std::string_view digits);
bool passes_loinc(std::string_view code);

/// Links of the article: relative ones lead to files below `folder`, addresses are well formed.
void check_links(const Article& article, const std::string& folder, Findings& findings);

/// Compares a translation with its original, whose file is named `original`.
struct TranslationSide {
    const std::vector<SectionOutline>& outline;
    const Metadata& metadata;
};
void check_translation(const TranslationSide& translation, const TranslationSide& original, const std::string& name,
                       Findings& findings);

}  // namespace carepress
