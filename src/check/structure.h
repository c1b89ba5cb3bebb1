#pragma once

#include "article/align.h"
#include "article/article.h"
#include "check/finding.h"
#include "check/translation_facts.h"

#include <array>
#include <string>
#include <vector>

namespace carepress::check {

/// What a section of an article contains at any depth, for comparing a translation with its original.
struct SectionContents {
    std::string heading;  ///< its text; empty: the section has no heading
    SourceSpan span;      ///< of the heading
    std::size_t headings = 0, lists = 0, items = 0, tables = 0, figures = 0;  ///< headings: those of help boxes
    std::array<std::size_t, 3> callouts{};                                    ///< by Urgency

    bool same_parts(const SectionContents& other) const;
};

/// The sections of an article, one by one: what align() pairs, and what is compared then.
struct ArticleOutline {
    std::vector<article::SectionOutline> sections;
    std::vector<SectionContents> contents;
};

ArticleOutline outline_for_check(const article::Article& article);

/// Help levels: that there are some, the most urgent first. A code. `place` is where messages about the whole go.
void check_structure(const article::Article& article, SourceSpan place, Findings& findings);

/// Check digits of SNOMED CT (Verhoeff) and LOINC (mod 10).
void check_topics(const article::Article& article, Findings& findings);
bool passes_verhoeff(std::string_view digits);
bool passes_loinc(std::string_view code);

/// Links of the article: relative ones lead to files below `folder`, addresses are well formed.
void check_links(const article::Article& article, const std::string& folder, Findings& findings);

/// What check_translation() looks at of an article.
struct TranslationSide {
    const ArticleOutline& outline;
    const std::vector<SectionFacts>& facts;
    const article::Metadata& metadata;
};

/// Compares a translation with its original, whose file is `name`: version, date, facts (check_facts()), sections that
/// only one of them has, levels of headings, and what is in each section.
void check_translation(const TranslationSide& translation, const TranslationSide& original, const std::string& name,
                       Findings& findings);

}  // namespace carepress::check
