#include "layout/lay_out.h"

#include "base/numbers.h"
#include "handout/unfold_tables.h"
#include "layout/break_text.h"
#include "layout/lay_out_blocks.h"
#include "layout/paginate.h"
#include "layout/place_furniture.h"
#include "layout/place_pages.h"
#include "layout/place_text.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::layout {
namespace {

inline constexpr std::size_t most_pages = 2000;
/// Each is an element of the tag tree and an annotation on every line that it is on.
constexpr std::size_t most_links = 20'000;

/// Of one language in a layout of two: lines are 6 in at most (Access Board, "Large print").
constexpr Length widest_line{432'000};

/// One of `count` columns that body text goes across: both body frames take it, so that a line fits whichever page it
/// comes to.
Column body_column(const style::Stylesheet& stylesheet, int count) {
    return {{}, std::min(stylesheet.body_column(0, 0, count).width, stylesheet.body_column(1, 0, count).width)};
}

/// `footer_growth` is taken from the body, which is above the footer; `aside_growth` from that of the first page.
PageGoals page_goals(const style::Stylesheet& stylesheet, Length footer_growth, Length aside_growth) {
    PageGoals goals;
    goals.first_height = stylesheet.frame(style::FrameRole::body_first).box.height - footer_growth - aside_growth;
    goals.later_height = stylesheet.frame(style::FrameRole::body).box.height - footer_growth;
    goals.columns = static_cast<std::uint8_t>(stylesheet.columns.count);
    if (stylesheet.columns.count > 1) goals.page = column_page_cost;
    goals.short_last_page = stylesheet.costs.short_last_page;
    goals.short_last_page_height = stylesheet.block(style::BlockRole::paragraph).text.leading *
                                   std::clamp(stylesheet.costs.short_last_page_lines, 0, 100);
    return goals;
}

/// All that is taken over from the handout as it is.
PagedDocument begin_document(const handout::Handout& handout) {
    PagedDocument document;
    document.page_size = handout.stylesheet->page;
    document.pictures = handout.pictures;
    document.links = handout.links;
    document.tags = handout.tags;
    document.metadata = handout.metadata;
    document.print = handout.stylesheet->print;
    document.direction = handout.direction;
    std::size_t length = 1024;  // the furniture of a few pages
    for (const text::StyledText& text : handout.texts) length += text.text.size();
    document.text.reserve(length);
    document.glyphs.reserve(length);
    return document;
}

/// What all parts of a handout are laid out with.
struct Workbench {
    text::Shaper& shaper;
    LinePlacer& lines;
    PagedDocument& document;
    Diagnostics& diagnostics;
};

/// Lays out one part of a handout: first its pages are chosen, then, when all parts are known, filled.
class PartLayout {
public:
    PartLayout(const handout::Handout& handout, const handout::HandoutPart& part, const Workbench& bench)
        : handout_(handout),
          stylesheet_(handout.stylesheet_of(part)),
          lines_(bench.lines),
          document_(bench.document),
          texts_(stylesheet_, handout.names, bench.shaper, bench.diagnostics, flow_.paragraphs),
          furniture_(handout, part, texts_, lines_, document_, flow_.paragraphs) {
        flow_.paragraphs.reserve(part.box_end - part.box_begin + 16);
        lay_out_flow(part);
        const Length footer_growth = furniture_.grow_footer();
        pagination_ = paginate(flow_.slabs, page_goals(stylesheet_, footer_growth, furniture_.grow_aside()));
        find_signs(part.aside.signs_heading);
    }

    const std::vector<std::uint32_t>& wide_tables() const { return flow_.wide_tables; }
    std::uint32_t page_count() const { return pagination_.pages; }
    std::uint32_t page_of_signs() const { return page_of_signs_; }

    /// Fills `pages` of the document, in which all parts have their pages now.
    void place(PartPages pages) {
        fill_references();
        PagePlacer placer(handout_, flow_, lines_, document_, pages.first);
        auto frame = pagination_.frames.begin();
        for (std::uint32_t i = 0; i < pages.count; ++i) {
            for (; frame != pagination_.frames.end() && frame->page == i; ++frame) placer.place(*frame);
            furniture_.place(i, pages);
            // Grounds came first; borders, hairlines and underlines are drawn over them.
            Page& page = document_.pages[pages.first + i];
            page.rules.insert(page.rules.end(), lines_.rules().begin(), lines_.rules().end());
            lines_.rules().clear();
        }
    }

private:
    /// The page that begins the emergency box under a heading.
    void find_signs(text::NodeId heading) {
        if (heading == text::artifact) return;
        const auto mark = std::find_if(flow_.bookmarks.begin(), flow_.bookmarks.end(),
                                       [&](const FlowBookmark& other) { return other.node == heading; });
        if (mark == flow_.bookmarks.end()) return;
        for (const FilledFrame& frame : pagination_.frames)
            if (frame.first <= mark->slab && mark->slab < frame.last) page_of_signs_ = frame.page;
        furniture_.set_signs_page(page_of_signs_);
    }

    void fill_references() {
        for (const PageReference& reference : flow_.references) {
            text::StyledText& text = numbers_.emplace_back(handout_.texts[reference.text]);
            const std::string number = std::to_string(document_.parts[reference.handout_part].first + 1);
            text.text.assign(number.begin(), number.end());
            text.runs.resize(1);
            text.runs.front().begin = 0;
            text.runs.front().end = static_cast<std::uint32_t>(number.size());
            auto& line = std::get<SlabLine>(flow_.items[reference.item].content);
            line.paragraph = texts_.shape(text);
            line.last = static_cast<std::uint32_t>(texts_.segment_count(line.paragraph));
        }
    }

    void lay_out_flow(const handout::HandoutPart& part) {
        const std::size_t boxes = part.box_end - part.box_begin;
        flow_.slabs.reserve(boxes * 3);
        flow_.items.reserve(boxes * 3);
        FlowBuilder builder(flow_, stylesheet_.costs);
        flow_.direction = part.direction;
        Column column = body_column(stylesheet_, stylesheet_.columns.count);
        if (is_of_one_language(part)) column.width = std::min(column.width, widest_line);
        BlockLayout(handout_, stylesheet_, texts_, builder)
            .lay_out_flow(part.box_begin, part.box_end, column, body_column(stylesheet_, 1));
    }

    /// An article without a translation beside it.
    bool is_of_one_language(const handout::HandoutPart& part) const {
        const auto boxes = handout_.boxes.begin();
        return stylesheet_.bilingual.any() && !part.is_supplement &&
               std::none_of(boxes + part.box_begin, boxes + part.box_end,
                            [](const handout::Box& box) { return box.is<handout::PairBox>(); });
    }

    const handout::Handout& handout_;
    const style::Stylesheet& stylesheet_;
    LinePlacer& lines_;
    PagedDocument& document_;
    Flow flow_;
    TextBreaker texts_;
    FurniturePlacer furniture_;
    std::deque<text::StyledText> numbers_;  ///< of the references; paragraphs point at them
    Pagination pagination_;
    std::uint32_t page_of_signs_ = 0;
};

/// Lays the parts out one after the other; a part that starts on an odd page leaves the back of a sheet blank.
std::vector<PartPages> number_pages(const handout::Handout& handout, const std::deque<PartLayout>& parts) {
    std::vector<PartPages> pages;
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (handout.parts[i].starts_on_odd_page) next += next % 2;
        pages.push_back({next, parts[i].page_count(), handout.parts[i].title});
        next += parts[i].page_count();
    }
    return pages;
}

/// Lays the handout out as it is. When tables are too wide they are put into `wide_tables`, and the document is empty.
PagedDocument lay_out_once(const handout::Handout& handout, text::Shaper& shaper, Diagnostics& diagnostics,
                           std::vector<std::uint32_t>& wide_tables) {
    PagedDocument document = begin_document(handout);
    LinePlacer lines(handout, shaper, document);
    std::deque<PartLayout> parts;
    for (const handout::HandoutPart& part : handout.parts)
        parts.emplace_back(handout, part, Workbench{shaper, lines, document, diagnostics});

    for (const PartLayout& part : parts)
        wide_tables.insert(wide_tables.end(), part.wide_tables().begin(), part.wide_tables().end());
    if (!wide_tables.empty()) return document;
    document.parts = number_pages(handout, parts);
    const std::size_t count = document.parts.back().first + document.parts.back().count;
    if (count > most_pages) {
        diagnostics.error("handout/too-many-pages"_code, {},
                          "the handout would have " + std::to_string(count) + " pages; at most " +
                              std::to_string(most_pages) + " are set",
                          "divide the article, or use a layout with more room on a page");
        return document;  // an error makes no PDF: there is nothing to place
    }
    if (handout.links.size() > most_links) {
        diagnostics.error("handout/too-many-links"_code, {},
                          "the handout has " + with_commas(handout.links.size()) + " links; at most " +
                              with_commas(most_links) + " are set",
                          "divide the article, or leave out links");
        return document;
    }
    document.pages.resize(count);
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i].place(document.parts[i]);
    return document;
}

}  // namespace

PagedDocument lay_out(const handout::Handout& handout, text::Shaper& shaper, Diagnostics& diagnostics) {
    shaper.new_document();
    const Diagnostics::Mark before = diagnostics.mark();
    std::vector<std::uint32_t> wide_tables;
    PagedDocument document = lay_out_once(handout, shaper, diagnostics, wide_tables);
    if (wide_tables.empty()) return document;
    diagnostics.forget_since(before);  // all is laid out, and reported, once more
    for (const std::uint32_t table : wide_tables)
        diagnostics.note("table/as-list"_code, handout.boxes[table].span,
                         "the table is too wide for the page and is set as a list of its rows",
                         "give it fewer columns or shorter words to have it set as a table");
    const handout::Handout unfolded = handout::unfold_tables(handout, std::exchange(wide_tables, {}));
    return lay_out_once(unfolded, shaper, diagnostics, wide_tables);
}

PartSize measure_part(const handout::Handout& handout, std::size_t part, text::Shaper& shaper,
                      const Diagnostics& diagnostics) {
    shaper.new_document();
    Diagnostics ignored = diagnostics.silent();
    PagedDocument document;
    LinePlacer lines(handout, shaper, document);
    const PartLayout layout(handout, handout.parts[part], Workbench{shaper, lines, document, ignored});
    if (layout.wide_tables().empty()) return {layout.page_count(), layout.page_of_signs()};
    return measure_part(handout::unfold_tables(handout, layout.wide_tables()), part, shaper, diagnostics);
}

}  // namespace carepress::layout
