#pragma once

#include "article/article.h"
#include "words/phrases.h"

#include <cstddef>
#include <string>
#include <vector>

namespace carepress::handout {

/// Splits an article into what a one-page sheet takes of it and what it leaves out (ContentSettings::Take::essentials).
///
/// Taken are the help boxes, each section of them with its heading and the sentences that lead a box in, and items of
/// one self-care section: the last one with lists above the help boxes. Items are taken from the first on, each list
/// with its heading and lead-in, so that no item loses the words that turn its meaning ("Do not:"). A help box is never
/// left out, wherever it is.
class Essentials {
public:
    /// `article` must outlive this object.
    explicit Essentials(const article::Article& article);

    /// How many items the self-care lists have.
    std::size_t item_count() const { return item_count_; }
    bool has_help_boxes() const { return has_help_boxes_; }

    /// The sheet's article with the first `items` items. Article::omission says in the page's language what it leaves
    /// out.
    article::Article take(std::size_t items, const words::Phrases& phrases) const;

    /// The headings of what take(items) leaves out, for messages; "part of …" where a part is there.
    std::string left_out(std::size_t items, const words::Phrases& phrases) const;

private:
    struct Section {
        std::size_t begin = 0, end = 0;  ///< blocks; the heading is the first one, but for what is above all
        bool has_heading = false, has_help_boxes = false, has_lists = false;
    };
    struct Taken {
        std::vector<article::Block> blocks;
        std::size_t taken = 0, all = 0;  ///< of the section's content
    };
    struct Omission {
        const Section* section;
        bool part;  ///< a part of the section is on the sheet
    };
    void find_sections();
    Taken take_help_boxes(const Section& section) const;
    Taken take_items(const Section& section, std::size_t items) const;
    std::vector<Omission> omissions(std::size_t items) const;
    const std::string& heading_of(const Section& section) const;

    const article::Article& article_;
    std::vector<Section> sections_;
    const Section* self_care_ = nullptr;
    std::size_t item_count_ = 0;
    bool has_help_boxes_ = false;
};

}  // namespace carepress::handout
