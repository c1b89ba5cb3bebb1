#include "style/read_layout.h"

#include <cstdint>

namespace carepress::style {

namespace {

/// One direction of a frame: inset, extent and far inset, of which two decide the third.
struct Edges {
    const char* names[3];  ///< near inset, extent, far inset
    std::optional<Length>* values[3];
};

/// Of three given edges the one yields that is deepest in the chain of bases, so that a layout that derives can
/// say "width" where its base said "left" and "right": first the far inset, then the extent, then the near one.
void drop_third(LayoutReading& reading, Draft<FrameDraft>& draft, const Edges& edges) {
    const Place places[3] = {place_of(draft, frame_keys(), edges.names[0]),
                             place_of(draft, frame_keys(), edges.names[1]),
                             place_of(draft, frame_keys(), edges.names[2])};
    if (places[0].file == places[1].file && places[1].file == places[2].file) {
        reading.error("layout/frame-overstated"_code, places[1],
                      std::string("the frame has ") + edges.names[0] + ", " + edges.names[1] + " and " + edges.names[2],
                      "set only two of them: they determine the third");
    }
    std::size_t yields = 2;
    for (const std::size_t candidate : {std::size_t{1}, std::size_t{0}}) {
        if (places[candidate].file > places[yields].file) yields = candidate;
    }
    edges.values[yields]->reset();
}

/// Start and extent of the frame in one direction of a sheet that is `whole` long.
bool resolve(LayoutReading& reading, Draft<FrameDraft>& draft, const char* name, const Edges& edges, Length whole,
             Length& start, Length& extent) {
    int given = 0;
    for (const auto* value : edges.values) given += value->has_value() ? 1 : 0;
    if (given == 3) drop_third(reading, draft, edges);
    if (given < 2) {
        reading.error("layout/frame-understated"_code, draft.value.place,
                      std::string("the frame \"") + name + "\" needs two of " + edges.names[0] + ", " + edges.names[1] +
                          " and " + edges.names[2]);
        return false;
    }
    const std::optional<Length>&near = *edges.values[0], &size = *edges.values[1], &far = *edges.values[2];
    start = near ? *near : whole - *far - *size;
    extent = size ? *size : whole - *far - start;
    return true;
}

void read_frame(LayoutReading& reading, std::size_t role, const YamlNode& node, std::uint16_t file) {
    Draft<FrameDraft>& draft = reading.frames[role];
    if (node.kind == YamlNode::Kind::scalar && node.scalar == "none") {  // takes a base's frame away
        draft = {};
        return;
    }
    const Value value{node, reading.files.files[file]->diagnostics, reading.context};
    read_draft(value, file, frame_keys(), draft);
    draft.value.place = {file, node.span};
}

void make_frame(LayoutReading& reading, std::size_t role) {
    Draft<FrameDraft>& draft = reading.frames[role];
    FrameDraft& from = draft.value;
    if (!from.place.known()) return;
    Frame& frame = reading.stylesheet.frames[role];
    frame = from.frame;
    const char* name = name_of(static_cast<FrameRole>(role));
    const Edges horizontal{{"left", "width", "right"}, {&from.left, &from.width, &from.right}};
    const Edges vertical{{"top", "height", "bottom"}, {&from.top, &from.height, &from.bottom}};
    Rectangle box;
    const bool across = resolve(reading, draft, name, horizontal, reading.stylesheet.page.width, box.x, box.width);
    const bool down = resolve(reading, draft, name, vertical, reading.stylesheet.page.height, box.y, box.height);
    if (across && down) frame.box = box;
    const Palette& palette = reading.context.palette;
    const int border = from.border_color >= 0 ? from.border_color : palette.find("text");
    if (border >= 0) frame.border_color = palette[border].color;
    if (from.fill >= 0) frame.fill = palette[from.fill].color;
}

}  // namespace

void read_frames(LayoutReading& reading) {
    std::vector<std::string_view> names;
    for (std::size_t role = 0; role < frame_role_count; ++role) names.push_back(name_of(static_cast<FrameRole>(role)));
    for (std::size_t file = reading.files.files.size(); file-- > 0;) {
        LayoutFile& from = *reading.files.files[file];
        const YamlNode* frames = from.find_mapping("layout/not-a-mapping"_code, "frames", "frame names to boxes");
        if (frames == nullptr) continue;
        for (const auto& [key, node] : frames->entries) {
            std::size_t role = 0;
            while (role < names.size() && names[role] != key.scalar) ++role;
            if (role == names.size()) {
                report_unknown_key(key, names, from.diagnostics);
            } else {
                read_frame(reading, role, node, static_cast<std::uint16_t>(file));
            }
        }
    }
    for (std::size_t role = 0; role < frame_role_count; ++role) make_frame(reading, role);
    // A layout that says only one body has the same on its first page.
    const std::size_t first = static_cast<std::size_t>(FrameRole::body_first);
    const std::size_t body = static_cast<std::size_t>(FrameRole::body);
    if (!reading.frames[first].value.place.known()) {
        reading.frames[first] = reading.frames[body];
        reading.stylesheet.frames[first] = reading.stylesheet.frames[body];
    }
}

}  // namespace carepress::style
