#pragma once

#include "article/article.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::article {

/// The class of a help box in HTML, by which the reader knows it: "emergency", "call-now", "watch".
std::string_view class_of(Urgency urgency);
/// The picture's path as it is in an attribute or a Markdown link, before it is escaped for that.
std::string written_path(const Figure& figure);

/// Writes blocks as HTML that read_html() reads as the same blocks. This is the form inside Markdown: each block is on
/// one line, as an HTML block ends at a blank line (CommonMark 4.6). A page derives from it and has its own help boxes.
class HtmlBlocks {
public:
    /// `language` of what is around the blocks; empty if nothing says.
    explicit HtmlBlocks(std::string language) : language_(std::move(language)) {}
    virtual ~HtmlBlocks() = default;

    std::string block(const Block& block);

protected:
    std::string blocks(const std::vector<Block>& all);
    /// "<tag lang=…", more and ">". The language is written once for each block.
    std::string open(const std::string& tag, const std::string& more = {});

    /// The attributes that say in which language an element is.
    /// `language`: empty where it is that of what is around; so is the direction.
    virtual std::string language_attributes(const std::string& language, std::optional<Direction> direction) const;
    virtual std::string write_callout(const Callout& callout);
    virtual std::string write_notice(const Quote& quote, Notice notice);
    virtual std::string write_learn_more(const LearnMore& more) { return blocks(more.blocks); }
    virtual std::string write_heading(const Heading& heading);
    /// What aligns the text of a cell; empty for the start.
    virtual std::string alignment(CellAlignment alignment) const;
    /// Between items and rows.
    virtual std::string_view line_end() const { return {}; }

private:
    std::string write(const Callout& callout) { return write_callout(callout); }
    std::string write(const LearnMore& more) { return write_learn_more(more); }
    std::string write(const Heading& heading) { return write_heading(heading); }
    std::string write(const Paragraph& paragraph);
    std::string write(const Quote& quote);
    std::string write(const Divider&) { return open("hr"); }
    std::string write(const List& list);
    std::string write(const Preformatted& preformatted);
    std::string write(const Figure& figure);
    std::string write(const Table& table);
    std::string write(const TableCell& cell) const;

    std::string language_;        ///< of the surrounding blocks
    std::string attributes_;      ///< for the next element
    std::string text_tag_ = "p";  ///< of the next paragraph
};

/// The same for one block.
std::string write_html_block(const Block& block);

}  // namespace carepress::article
