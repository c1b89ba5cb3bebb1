#pragma once

#include "handout/block_composer.h"
#include "handout/compose.h"
#include "handout/furniture.h"

#include <cstdint>
#include <string>

namespace carepress {

/// Composes the parts of one handout, one after the other. If there are several, each has a Part in the tag tree.
class PartComposer {
public:
    /// All must outlive this object; the handout's metadata and stylesheet are known.
    PartComposer(Handout& handout, const HandoutContents& contents, const Brand& brand, const PhraseBook& phrases,
                 Diagnostics& diagnostics);

    /// An article; a front part ends with the list of the articles behind it.
    void add_article(const ArticlePart& from, bool is_front);
    /// The page that opens a handout of several articles: title, note, list of contents.
    void add_list_page();
    /// The notice of language assistance: one text for each language, in two columns where they are wide enough.
    void add_language_notice(const LanguageNotices& notices);

private:
    /// An article beside its translation: a Part for each language below the part's own node.
    void add_pair(const ArticlePart& from, bool is_front);
    Furniture add_language_of_pair(const ArticlePart& from, NodeId parent, bool is_front, bool first);
    void add_notices(BlockComposer& blocks, const Article& article, const PageWords& words, NodeId part);
    PageWords words_in(const std::string& language, std::uint32_t source) const;
    /// Begins a part; its node is returned.
    NodeId begin_part(const std::string& language);
    /// Ends it, with the furniture of its pages.
    void end_part(Furniture furniture, bool on_odd_page);
    /// The clinician's note goes into the first part, below its title.
    void add_note(BlockComposer& blocks, const PageWords& words, NodeId root);
    /// `translated`: by the titles of the articles' translations, if they have any.
    void add_contents(BlockComposer& blocks, const PageWords& words, std::uint32_t first_part, bool translated);
    void add_language(BlockComposer& blocks, const LanguageNotice& notice, NodeId list, const std::string& telephone);

    Handout& handout_;
    const HandoutContents& contents_;
    const Brand& brand_;
    const PhraseBook& phrases_;
    Diagnostics& diagnostics_;
    bool several_;
    BundleSettings::Numbers numbers_;
};

}  // namespace carepress
