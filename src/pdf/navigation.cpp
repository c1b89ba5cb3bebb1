#include "pdf/navigation.h"

#include "base/address.h"
#include "pdf/numbers.h"
#include "pdf/strings.h"

#include <algorithm>
#include <cstdint>

namespace carepress::pdf {

namespace {

/// The place of a bookmark among the others.
struct OutlineItem {
    std::uint32_t parent = no_index, previous = no_index, next = no_index, first = no_index, last = no_index;
    int open_descendants = 0;
};

/// Nests bookmarks by level: each belongs to the nearest one before it of a higher level.
std::vector<OutlineItem> nest(const std::vector<layout::Bookmark>& bookmarks, OutlineItem& root) {
    std::vector<OutlineItem> items(bookmarks.size());
    std::vector<std::uint32_t> open;  // the ancestors of the next bookmark
    for (std::uint32_t i = 0; i < bookmarks.size(); ++i) {
        while (!open.empty() && bookmarks[open.back()].level >= bookmarks[i].level) open.pop_back();
        items[i].parent = open.empty() ? no_index : open.back();
        OutlineItem& parent = open.empty() ? root : items[open.back()];
        items[i].previous = parent.last;
        if (parent.last != no_index) items[parent.last].next = i;
        if (parent.first == no_index) parent.first = i;
        parent.last = i;
        for (const std::uint32_t ancestor : open) ++items[ancestor].open_descendants;
        ++root.open_descendants;
        open.push_back(i);
    }
    return items;
}

/// The entry of a bookmark or link. A structure destination (ISO 32000-2 12.3.2.3) is the SD of an action: readers that
/// know none go to the place on the page that D says (12.6.4.2).
void append_destination(std::string& out, const Destination& destination) {
    const auto append_view = [&](const char* key, ObjectNumber of) {
        append_reference(out += key, of);
        append_length(out += "/XYZ 0 ", destination.y);
        out += " null]";
    };
    if (destination.element == 0) return append_view("/Dest[", destination.page);
    append_view("/A<</Type/Action/S/GoTo/D[", destination.page);
    append_view("/SD[", destination.element);
    out += ">>";
}

}  // namespace

ObjectNumber write_outline(const std::vector<layout::Bookmark>& bookmarks, const std::vector<Destination>& destinations,
                           Objects& objects) {
    if (bookmarks.empty()) return 0;
    OutlineItem root_item;
    const std::vector<OutlineItem> items = nest(bookmarks, root_item);
    const ObjectNumber root = objects.reserve();
    std::vector<ObjectNumber> numbers;
    for (std::size_t i = 0; i < items.size(); ++i) numbers.push_back(objects.reserve());

    std::string body;
    const auto entry = [&](const char* key, std::uint32_t item) {
        if (item == no_index) return;
        body += key;
        append_reference(body, numbers[item]);
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        body = "/Title";
        append_text(body, bookmarks[i].title);
        body += "/Parent ";
        append_reference(body, items[i].parent == no_index ? root : numbers[items[i].parent]);
        entry("/Prev ", items[i].previous);
        entry("/Next ", items[i].next);
        entry("/First ", items[i].first);
        entry("/Last ", items[i].last);
        if (items[i].open_descendants > 0) append_integer(body += "/Count ", items[i].open_descendants);
        append_destination(body, destinations[i]);
        objects.set_body(numbers[i], body);
    }
    body = "/Type/Outlines";
    entry("/First ", root_item.first);
    entry("/Last ", root_item.last);
    append_integer(body += "/Count ", root_item.open_descendants);
    objects.set_body(root, body);
    return root;
}

std::string link_annotation(const handout::HandoutLink& link, const Rectangle& box, std::size_t struct_parent,
                            const std::optional<Destination>& target, ObjectNumber action) {
    std::string body = "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[";
    for (const Length edge : {box.x, box.y, box.right(), box.bottom()}) {
        append_length(body, edge);
        body += ' ';
    }
    body += "]/StructParent ";
    append_integer(body, static_cast<std::int64_t>(struct_parent));
    append_text(body += "/Contents", link.contents.empty() ? link.address : link.contents);
    if (target) {
        append_destination(body, *target);
        return body;
    }
    if (action != 0) {
        append_reference(body += "/A ", action);
        return body;
    }
    return body + "/A<<" + uri_action(link) + ">>";
}

std::string uri_action(const handout::HandoutLink& link) {
    std::string body = "/Type/Action/S/URI/URI";
    append_literal(body, ascii_uri(link.address));
    return body;
}

std::string viewer_preferences(const layout::PagedDocument& document) {
    std::string out = "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None";
    switch (document.print.duplex) {
        case style::PrintSettings::Duplex::simplex:
            out += "/Duplex/Simplex";
            break;
        case style::PrintSettings::Duplex::flip_long_edge:
            out += "/Duplex/DuplexFlipLongEdge";
            break;
        case style::PrintSettings::Duplex::flip_short_edge:
            out += "/Duplex/DuplexFlipShortEdge";
            break;
    }
    out += document.print.pick_tray_by_pdf_size ? "/PickTrayByPDFSize true" : "/PickTrayByPDFSize false";
    if (document.direction == text::Direction::right_to_left) out += "/Direction/R2L";
    return out + ">>";
}

}  // namespace carepress::pdf
