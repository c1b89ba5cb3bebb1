#pragma once

#include "engine/request.h"
#include "handout/compose.h"
#include "text/fonts.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace carepress::engine {

/// The sources of one handout. A source's place in the list is its number in SourceSpan::source and
/// ArticlePart::source, so that a message names its file.
class SourceList {
public:
    /// `source` must outlive the list.
    std::uint32_t add(const Source& source) {
        sources_.push_back(&source);
        return static_cast<std::uint32_t>(sources_.size() - 1);
    }
    const Source& operator[](std::uint32_t number) const { return *sources_[number]; }

    /// For messages about all of them.
    Diagnostics diagnostics() const { return Diagnostics(sources_); }

private:
    std::vector<const Source*> sources_;
};

/// What the sources of a request say, with the pictures that they name.
struct ReadArticles {
    std::vector<handout::ArticlePart> articles;
    std::optional<handout::ArticlePart> summary;
    SourceList sources;
};

/// Reads the articles of a request and their translations, as far as they are not read yet, writes the numbers of
/// `brand` (nullptr: it could not be read) in place of their placeholders, and loads their pictures. What is wrong goes
/// to `messages`. `fonts` are for the texts of pictures.
ReadArticles read_articles(const PressRequest& request, const style::Brand* brand, const text::FontLibrary& fonts,
                           std::vector<Diagnostic>& messages);

}  // namespace carepress::engine
