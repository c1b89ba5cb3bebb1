#pragma once

#include "base/utf.h"
#include "layout/paged_document.h"
#include "text/shape.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::test {

inline const text::FontLibrary& library() {
    static const text::FontLibrary fonts(CAREPRESS_SOURCE_FOLDER "/fonts/fonts.yaml");
    return fonts;
}

/// A part of a paragraph with one look, language and node.
struct Part {
    std::u16string text;
    text::NodeId node = text::artifact;
    int weight = 400;
    std::string language = "en";
    std::uint32_t link = no_index;
    int size = 12;
    Color color = {};
    std::string family = "Noto Sans";
};

/// Builds paged documents for the writer's tests, with the real shaper and no layout room: lines are filled one by one
/// down the page, a new page starts when one is full.
class DocumentBuilder {
public:
    explicit DocumentBuilder(std::string language = "en", text::Direction direction = text::Direction::left_to_right)
        : shaper_(library()) {
        document.page_size = {points(612), points(792)};
        document.direction = direction;
        document.metadata.title = "Sore throat: care at home";
        document.metadata.language = language;
        document.metadata.code = "ST-100";
        document.tags.nodes.emplace_back().role = handout::TagRole::document;
        document.tags.nodes[0].parent = no_index;
        document.pages.emplace_back();
    }

    text::NodeId node(handout::TagRole role, text::NodeId parent = 0, std::string language = {}) {
        handout::TagNode& made = document.tags.nodes.emplace_back();
        made.role = role;
        made.parent = parent;
        made.language = std::move(language);
        return static_cast<text::NodeId>(document.tags.nodes.size() - 1);
    }

    std::uint32_t language(const std::string& tag) {
        const auto found = std::find(document.languages.begin(), document.languages.end(), tag);
        if (found != document.languages.end()) return static_cast<std::uint32_t>(found - document.languages.begin());
        document.languages.push_back(tag);
        return static_cast<std::uint32_t>(document.languages.size() - 1);
    }

    std::uint32_t link(text::NodeId owner, std::string address, std::string contents) {
        document.links.push_back({std::move(address), std::move(contents), owner});
        return static_cast<std::uint32_t>(document.links.size() - 1);
    }

    /// Sets a paragraph below what is already. Returns the characters that no face had.
    std::size_t paragraph(const std::vector<Part>& parts) { return set(parts, false); }
    std::size_t paragraph(text::NodeId owner, std::u16string text) {
        Part part{std::move(text)};
        part.node = owner;
        part.language = document.metadata.language;
        return set({part}, false);
    }
    /// A line of the page's furniture at `y`.
    void furniture(std::u16string text, Length y, text::NodeId owner = text::artifact) {
        const Length saved = y_;
        y_ = y;
        Part part{std::move(text)};
        part.node = owner;
        part.language = document.metadata.language;
        set({part}, true);
        y_ = saved;
    }

    void figure(text::NodeId owner, image::DrawingPointer drawing, Size size, Color current = {}) {
        document.pictures.push_back(std::move(drawing));
        layout::PlacedPicture picture;
        picture.picture = static_cast<std::uint32_t>(document.pictures.size() - 1);
        picture.box = {points(72), y_, size.width, size.height};
        picture.current_color = current;
        y_ += size.height + points(12);
        document.pages.back().items.push_back({owner, picture});
    }

    void new_page() {
        document.pages.emplace_back();
        y_ = points(72);
    }
    void gap(Length height) { y_ += height; }
    Length y() const { return y_; }
    layout::Page& page() { return document.pages.back(); }

    layout::PagedDocument document;

private:
    std::size_t set(const std::vector<Part>& parts, bool is_furniture) {
        text::StyledText text;
        text.direction = document.direction;
        for (const Part& part : parts) add(text, part);
        text::ShapedParagraph shaped = shaper_.shape(text);
        const auto base = static_cast<std::uint32_t>(document.text.size());
        document.text += text.text;
        const auto& segments = shaped.segments;
        for (std::uint32_t first = 0; first < segments.size();) {
            Length width;
            std::uint32_t last = first;
            do {
                width += segments[last].width + segments[last].space;
                ++last;
            } while (last < segments.size() && !segments[last - 1].mandatory_break &&
                     (width + segments[last].width).millipoints <= measure_.millipoints);
            place(text, shaper_.make_line(shaped, first, last), base, is_furniture);
            first = last;
        }
        return shaped.missing.size();
    }

    void add(text::StyledText& text, const Part& part) {
        text::StyledRun run;
        run.begin = static_cast<std::uint32_t>(text.text.size());
        text.text += part.text;
        run.end = static_cast<std::uint32_t>(text.text.size());
        run.node = part.node;
        run.link = part.link;
        run.style = static_cast<std::uint32_t>(text.styles.size());
        run.language = static_cast<std::uint32_t>(text.languages.size());
        text.languages.push_back(part.language);
        TextStyle& style = text.styles.emplace_back();
        style.family = part.family;
        style.weight = part.weight;
        style.size = points(part.size);
        style.leading = style.size * 7 / 5;
        style.color = part.color;
        text.runs.push_back(run);
    }

    void place(const text::StyledText& text, text::Line line, std::uint32_t base, bool is_furniture) {
        const Length leading = text.styles[0].leading;
        if (!is_furniture && (y_ + leading).millipoints > points(720).millipoints) new_page();
        const auto first_glyph = static_cast<std::uint32_t>(document.glyphs.size());
        for (text::Glyph glyph : line.glyphs) {
            glyph.cluster += base;
            document.glyphs.push_back(glyph);
        }
        // Reading order, not the order on the line.
        std::stable_sort(line.runs.begin(), line.runs.end(),
                         [](const text::LineRun& a, const text::LineRun& b) { return a.text_begin < b.text_begin; });
        const bool backwards = document.direction == text::Direction::right_to_left;
        const Length left = backwards ? points(540) - line.width : points(72);
        for (const text::LineRun& part : line.runs) {
            const text::StyledRun& styled = text.runs[part.run];
            layout::GlyphRun run;
            run.origin = {left + part.x, y_ + leading * 3 / 4};
            run.face = part.face;
            run.size = text.styles[styled.style].size;
            run.color = text.styles[styled.style].color;
            run.level = part.level;
            run.language = language(text.languages[styled.language]);
            run.glyph_begin = first_glyph + part.glyph_begin;
            run.glyph_end = first_glyph + part.glyph_end;
            run.text_begin = base + part.text_begin;
            run.text_end = base + part.text_end;
            (is_furniture ? page().furniture : page().items).push_back({styled.node, run});
            if (styled.link != no_index) {
                page().links.push_back({{left + part.x, y_, part.width, leading}, styled.link});
            }
        }
        y_ += leading;
    }

    text::Shaper shaper_;
    Length y_ = points(72);
    Length measure_ = points(468);
};

}  // namespace carepress::test
