#include "article/html.h"
#include "base/utf.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace carepress;

void check(bool holds) {
    if (!holds) std::abort();
}

void check_text(const article::InlineText& text) {
    check(!find_malformed_utf8(text.text));
    std::uint32_t at = 0;
    for (const article::InlineRun& run : text.runs) {
        check(run.begin == at && run.end > run.begin && run.end <= text.text.size());
        check(run.link == no_index || run.link < text.links.size());
        check(run.language == no_index || run.language < text.languages.size());
        at = run.end;
    }
    check(at == text.text.size());
    for (const char c : text.text) check(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

void check_blocks(const std::vector<article::Block>& blocks) {
    for (const article::Block& block : blocks) {
        if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content)) check_text(paragraph->text);
        if (const auto* heading = std::get_if<article::Heading>(&block.content)) check_text(heading->text);
        if (const auto* preformatted = std::get_if<article::Preformatted>(&block.content))
            check_text(preformatted->text);
        if (const auto* quote = std::get_if<article::Quote>(&block.content)) check_blocks(quote->blocks);
        if (const auto* callout = std::get_if<article::Callout>(&block.content)) check_blocks(callout->blocks);
        if (const auto* list = std::get_if<article::List>(&block.content))
            for (const article::ListItem& item : list->items) check_blocks(item.blocks);
        if (const auto* table = std::get_if<article::Table>(&block.content))
            for (const article::TableRow& row : table->rows)
                for (const article::TableCell& cell : row.cells) {
                    check(cell.column_span >= 1 && cell.row_span >= 1);
                    check_text(cell.text);
                }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Source source{"fuzz.html", carepress::replace_malformed_utf8({reinterpret_cast<const char*>(data), size})};
    for (const bool sourcepos : {false, true}) {
        Diagnostics diagnostics(source);
        article::HtmlOptions options;
        options.positions_from_sourcepos = sourcepos;
        if (sourcepos) options.line_starts = {0, 10, 20};
        check_blocks(article::read_html(source.bytes, options, diagnostics).blocks);
    }
    return 0;
}
