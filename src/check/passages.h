#pragma once

#include "article/article.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::check {

/// A piece of an article's text that is read in one go: a heading, a paragraph, a list item's text, a caption, a row of
/// a table with its cells one space apart.
struct Passage {
    std::string text;                      ///< UTF-8; U+2028 where a line ends
    std::vector<article::InlineRun> runs;  ///< of `text`, for their places; they may leave gaps
    std::optional<article::Urgency> help;  ///< inside a help level
    bool heading = false;
    std::string_view source;  ///< the bytes that the runs' spans are of; empty: unknown

    /// Where bytes [begin, end) of the text are in the source: exactly where text and source agree, or where the same
    /// words are in the run's place; else that place.
    SourceSpan in_source(std::size_t begin, std::size_t end) const;
};

/// All of an article's passages in reading order; not the title, not alternative texts, not parts in another language.
/// `source` is what the article was read from, and must outlive them.
std::vector<Passage> passages_of(const article::Article& article, std::string_view source = {});

/// A word, or a figure ("911", "38.3", "120/80"): bytes [begin, end) of a passage.
struct Word {
    std::size_t begin = 0, end = 0;
};

/// A sentence of a passage. The end of a passage ends it, because a reader pauses there.
struct Sentence {
    std::size_t begin = 0, end = 0;
    std::vector<Word> words;  ///< at least one
};

/// Ends at ". ! ? …" before a space; not after "Dr." and the like. A hyphenated compound is one word. Units such as
/// "°F" are not words.
std::vector<Sentence> sentences_of(std::string_view text);

}  // namespace carepress::check
