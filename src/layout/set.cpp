#include "layout/set.h"

#include "layout/paginate.h"
#include "layout/place_furniture.h"
#include "layout/place_pages.h"
#include "layout/place_text.h"
#include "layout/set_blocks.h"
#include "layout/set_text.h"

#include <algorithm>
#include <string>

namespace carepress {
namespace {

inline constexpr std::size_t most_pages = 2000;

/// The column that body text is set across: both body frames take it, so that a line fits whichever page it comes to.
Column body_column(const Stylesheet& sheet) {
    const Length first = sheet.frame(FrameRole::body_first).box.width, later = sheet.frame(FrameRole::body).box.width;
    return {{}, std::min(first, later)};
}

/// `footer_growth` is taken from the body, which stands above the footer.
PageGoals page_goals(const Stylesheet& sheet, Length footer_growth) {
    PageGoals goals;
    goals.first_height = sheet.frame(FrameRole::body_first).box.height - footer_growth;
    goals.later_height = sheet.frame(FrameRole::body).box.height - footer_growth;
    goals.short_last_page = sheet.costs.short_last_page;
    goals.short_last_page_height =
        sheet.block(BlockRole::paragraph).text.leading * std::clamp(sheet.costs.short_last_page_lines, 0, 100);
    return goals;
}

/// All that is taken over from the handout as it is.
PagedDocument begin_document(const Handout& handout) {
    PagedDocument document;
    document.page_size = handout.stylesheet->page;
    document.pictures = handout.pictures;
    document.links = handout.links;
    document.tags = handout.tags;
    document.metadata = handout.metadata;
    document.print = handout.stylesheet->print;
    document.direction = handout.direction;
    std::size_t length = 1024;  // the furniture of a few pages
    for (const StyledText& text : handout.texts) length += text.text.size();
    document.text.reserve(length);
    document.glyphs.reserve(length);
    return document;
}

void set_flow(const Handout& handout, TextSetter& texts, Flow& flow) {
    flow.slabs.reserve(handout.boxes.size() * 3);
    flow.parts.reserve(handout.boxes.size() * 3);
    FlowBuilder builder(flow, handout.stylesheet->costs.split_callout);
    BlockSetter(handout, texts, builder).set_all(body_column(*handout.stylesheet));
}

}  // namespace

PagedDocument set(const Handout& handout, Shaper& shaper, Diagnostics& diagnostics) {
    shaper.new_document();
    PagedDocument document = begin_document(handout);
    Flow flow;
    flow.paragraphs.reserve(handout.texts.size() + 8);
    TextSetter texts(handout, shaper, diagnostics, flow.paragraphs);
    set_flow(handout, texts, flow);

    LinePlacer lines(handout, shaper, document);
    FurniturePlacer furniture(handout, texts, lines, document, flow.paragraphs);
    const PageGoals goals = page_goals(*handout.stylesheet, furniture.grow_footer());
    std::vector<std::uint32_t> starts = paginate(flow.slabs, goals);
    if (starts.size() > most_pages) {
        diagnostics.error({},
                          "the handout would have " + std::to_string(starts.size()) + " pages; at most " +
                              std::to_string(most_pages) + " are set",
                          "divide the article, or use a layout with more room on a page");
        return document;  // an error makes no PDF: there is nothing to place
    }
    document.pages.resize(starts.size());
    starts.push_back(static_cast<std::uint32_t>(flow.slabs.size()));

    PagePlacer pages(handout, flow, lines, document);
    for (std::uint32_t i = 0; i + 1 < starts.size(); ++i) {
        Page& page = document.pages[i];
        pages.place(i, starts[i], starts[i + 1]);
        furniture.place(i);
        // Grounds came first; borders, hairlines and underlines stand on them.
        page.rules.insert(page.rules.end(), lines.rules().begin(), lines.rules().end());
        lines.rules().clear();
    }
    return document;
}

}  // namespace carepress
