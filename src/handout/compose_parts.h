#pragma once

#include "handout/block_composer.h"
#include "handout/compose.h"
#include "handout/furniture.h"

#include <cstdint>
#include <string>

namespace carepress::handout {

/// What a part of a handout is made from.
enum class PartKind : std::uint8_t {
    summary,  ///< the summary of a visit: it ends with the list of the articles behind it
    article
};

/// Composes the parts of one handout, one after the other. If there are several, each has a Part in the tag tree.
class PartComposer {
public:
    /// All must outlive this object; the handout's metadata and stylesheet are known.
    PartComposer(Handout& handout, const HandoutContents& contents, const LoadedTheme& theme, Diagnostics& diagnostics);

    /// An article, or the summary of a visit in the form of one, with its translation beside it if there is one.
    void add_article(const ArticlePart& from, PartKind kind);
    /// The page that opens a handout of several articles: title, note, list of contents.
    void add_list_page();
    /// The notice of language assistance: one text for each language, in two columns where they are wide enough.
    void add_language_notice(const LanguageNotices& notices);
    /// What the entries of lists of contents refer to: the titles of the parts, which are all there now.
    void add_references();

private:
    /// Which of two languages something is in.
    enum class Language : std::uint8_t {
        first,       ///< the part's own: its furniture is in it
        translation  ///< has the notices of the footer in the flow
    };
    /// Where a part may begin, in a layout that starts parts on the fronts of sheets.
    enum class PartStart : std::uint8_t { front_of_sheet, next_page };

    /// An article beside its translation: a Part for each language below the part's own node.
    void add_pair(const ArticlePart& from, PartKind kind);
    /// Adds the boxes of one of the two languages, with a Part for its tags; `block_boxes` says which are whose.
    /// Returns the furniture that is in this language.
    Furniture add_language_of_pair(const ArticlePart& from, text::NodeId parent, PartKind kind, Language language,
                                   BlockBoxes& block_boxes);
    /// Title, note, blocks, and the list of articles behind a summary, below `root`.
    void add_blocks(BlockComposer& blocks, const ArticlePart& from, const PageWords& words, text::NodeId root,
                    PartKind kind, Language language);
    std::map<std::string, LinkedPart, std::less<>> part_links(const ArticlePart& from, Language language) const;
    void add_notices(BlockComposer& blocks, const article::Article& article, const PageWords& words, text::NodeId part);
    PageWords words_in(const std::string& language, std::uint32_t source) const;
    /// Begins a part; its node is returned.
    text::NodeId begin_part(const std::string& language, std::optional<text::Direction> direction = {});
    /// Ends it, with the furniture of its pages.
    void end_part(Furniture furniture, PartStart start);
    /// The clinician's note goes into the first part, below its title.
    void add_note(BlockComposer& blocks, const PageWords& words, text::NodeId root);
    /// The list of the articles, which are the parts behind the first one. In the language of the translation it has
    /// the titles of the articles' translations, if there are any.
    void add_contents(BlockComposer& blocks, const PageWords& words, Language language);
    void add_language(BlockComposer& blocks, const LanguageNotice& notice, text::NodeId list,
                      const std::string& telephone);

    Handout& handout_;
    const HandoutContents& contents_;
    const LoadedTheme& theme_;
    Diagnostics& diagnostics_;
    bool several_;
    style::BundleSettings::Numbers numbers_;
};

}  // namespace carepress::handout
