#include "article/html.h"
#include "base/utf.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace carepress;

void check(bool holds) {
    if (!holds) std::abort();
}

void check_text(const InlineText& text) {
    check(!find_malformed_utf8(text.text));
    std::uint32_t at = 0;
    for (const InlineRun& run : text.runs) {
        check(run.begin == at && run.end > run.begin && run.end <= text.text.size());
        check(run.link == no_index || run.link < text.links.size());
        check(run.language == no_index || run.language < text.languages.size());
        at = run.end;
    }
    check(at == text.text.size());
    for (const char c : text.text) check(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

void check_blocks(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) check_text(paragraph->text);
        if (const auto* heading = std::get_if<Heading>(&block.content)) check_text(heading->text);
        if (const auto* preformatted = std::get_if<Preformatted>(&block.content)) check_text(preformatted->text);
        if (const auto* quote = std::get_if<Quote>(&block.content)) check_blocks(quote->blocks);
        if (const auto* callout = std::get_if<Callout>(&block.content)) check_blocks(callout->blocks);
        if (const auto* list = std::get_if<List>(&block.content))
            for (const ListItem& item : list->items) check_blocks(item.blocks);
        if (const auto* table = std::get_if<Table>(&block.content))
            for (const TableRow& row : table->rows)
                for (const TableCell& cell : row.cells) {
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
        HtmlOptions options;
        options.positions_from_sourcepos = sourcepos;
        if (sourcepos) options.line_starts = {0, 10, 20};
        check_blocks(read_html(source.bytes, options, diagnostics).blocks);
    }
    return 0;
}
