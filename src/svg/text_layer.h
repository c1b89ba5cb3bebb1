#pragma once

#include "layout/link_places.h"
#include "layout/paged_document.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::svg {

struct PageOptions;

/// The text of a page in reading order, invisible above its glyphs: what screen readers read, and what can be selected,
/// searched and followed. Elements have the ARIA roles that say what the tag tree says.
class TextLayer {
public:
    /// Both must outlive the layer.
    TextLayer(const layout::PagedDocument& document, const PageOptions& options);

    /// Appends the layer of page `index`.
    void append(std::string& out, std::uint32_t index);

private:
    struct Open {
        text::NodeId node;
        std::string_view end;  ///< closing tag; empty if the node has no element
    };

    void add(const layout::PageItem& item);
    void add_run(const layout::GlyphRun& run, text::NodeId node);
    void add_figure(const layout::PlacedPicture& picture, text::NodeId node);
    void add_loose_links();
    void go_to(text::NodeId node);
    void open(text::NodeId node);
    std::string_view open_element(const handout::TagNode& node);
    bool open_link(text::NodeId node);
    std::string address_of(const handout::HandoutLink& link) const;
    void append_areas(std::uint32_t link);
    void open_text(const layout::GlyphRun& run);
    void close_text();

    const layout::PagedDocument& document_;
    const PageOptions& options_;
    layout::LinkPlaces places_;
    std::vector<std::string_view> languages_;  ///< by node: its own or the nearest ancestor's
    std::vector<std::uint32_t> links_;         ///< by node: the link that it is, or none
    const layout::Page* page_ = nullptr;
    std::string* out_ = nullptr;
    std::vector<Open> open_;
    std::vector<text::NodeId> path_;
    std::vector<bool> is_placed_;           ///< by place in Page::links
    text::NodeId figure_ = text::artifact;  ///< the last one whose picture was described
    std::string text_;
    bool in_text_ = false;
    bool is_backwards_ = false;  ///< the open text element goes from right to left
    Length size_;                ///< of the open text element
};

}  // namespace carepress::svg
