#pragma once

#include "build_document.h"

#include <cstdint>
#include <fstream>
#include <string>

namespace carepress::test {

/// A square of 24 pt: a filled circle-like path in currentColor, a stroked line in red.
inline image::DrawingPointer vector_drawing() {
    auto drawing = std::make_shared<image::Drawing>();
    drawing->size = {points(24), points(24)};
    drawing->hash = 1;
    image::VectorDrawing content;
    image::VectorPath& shape = content.paths.emplace_back();
    const auto at = [](int x, int y) { return Point{points(x), points(y)}; };
    using Kind = image::PathCommand::Kind;
    shape.commands = {{Kind::move, {at(12, 0), {}, {}}},
                      {Kind::curve, {at(24, 0), at(24, 24), at(12, 24)}},
                      {Kind::curve, {at(0, 24), at(0, 0), at(12, 0)}},
                      {Kind::close, {}}};
    shape.fill_is_current_color = true;
    image::VectorPath& line = content.paths.emplace_back();
    line.commands = {{Kind::move, {at(4, 12), {}, {}}}, {Kind::line, {at(20, 12), {}, {}}}};
    line.filled = false;
    line.stroked = true;
    line.stroke = {200, 0, 0};
    line.stroke_width = points(2);
    drawing->content = std::move(content);
    return drawing;
}

inline image::DrawingPointer raster_drawing(int channels) {
    auto drawing = std::make_shared<image::Drawing>();
    drawing->size = {points(20), points(10)};
    drawing->hash = static_cast<std::uint64_t>(10 + channels);
    image::RasterImage image;
    image.width = 20;
    image.height = 10;
    image.channels = channels;
    for (int i = 0; i < 200 * channels; ++i) image.data += static_cast<char>(i * 7);
    drawing->content = std::move(image);
    return drawing;
}

/// A handout with everything that the writer knows: headings, lists, a table with an empty cell, links, figures, a
/// foreign word, furniture, bookmarks, two pages.
inline layout::PagedDocument full_document() {
    DocumentBuilder b;
    layout::PagedDocument& d = b.document;
    d.metadata.author = "Example Clinic <care & more>";
    d.metadata.subject = "How to care for a sore throat";
    d.metadata.version = "3";
    d.metadata.keywords = {"throat", "pain & fever"};
    d.metadata.date = "2026-11-22";
    b.page().rules = {{{points(36), points(36), points(540), points(4)}, {0, 90, 120}},
                      {{points(36), points(42), points(540), points(1)}, {0, 90, 120}},
                      {{points(72), points(300), points(3), points(60)}, {180, 0, 0}}};
    d.pictures = {vector_drawing()};
    b.page().decorations = {
        {text::artifact, layout::PlacedPicture{0, {points(540), points(44), points(24), points(24)}, {0, 90, 120}}},
        {text::artifact, layout::PlacedPicture{0, {points(500), points(44), points(12), points(12)}, {180, 0, 0}}}};

    const text::NodeId title = b.node(handout::TagRole::heading_1);
    d.bookmarks.push_back({1, "Sore throat", 0, b.y()});
    Part heading{u"Sore throat: care at home", title, 700};
    heading.size = 24;
    b.paragraph({heading});
    const text::NodeId section = b.node(handout::TagRole::section);
    const text::NodeId paragraph = b.node(handout::TagRole::paragraph, section);
    const text::NodeId foreign = b.node(handout::TagRole::span, paragraph, "es");
    b.node(handout::TagRole::span, paragraph);  // no content: left out
    b.paragraph({{u"A sore throat (pharyngitis) is often a viral infection; the first difficult office "
                  u"visit waffles a bit. In Spanish: ",
                  paragraph},
                 {u"dolor de garganta, ¿sí?", foreign, 400, "es"},
                 {u" It mostly gets better by itself.", paragraph},
                 {u" Bonjour.", paragraph, 400, "fr"}});

    const text::NodeId heading_2 = b.node(handout::TagRole::heading_2, section);
    d.bookmarks.push_back({2, "How can you care for yourself? – ¿Cómo?", 0, b.y()});
    b.paragraph({{u"How can you care for yourself?", heading_2, 700}});
    const text::NodeId list = b.node(handout::TagRole::list, section);
    d.tags.nodes[list].numbering = handout::ListNumbering::disc;
    for (const char16_t* text :
         {u"Drink plenty of fluids.", u"Gargle with warm salt water: 1/4 tea\u00ADspoon in a cup \\ glass."}) {
        const text::NodeId item = b.node(handout::TagRole::list_item, list);
        const text::NodeId label = b.node(handout::TagRole::label, item);
        const text::NodeId body = b.node(handout::TagRole::list_body, item);
        b.paragraph({{u"• ", label}, {text, body}});
    }

    const text::NodeId table = b.node(handout::TagRole::table, section);
    const text::NodeId head = b.node(handout::TagRole::table_head, table);
    const text::NodeId head_row = b.node(handout::TagRole::table_row, head);
    for (const char16_t* text : {u"Age", u"Dose"}) {
        const text::NodeId cell = b.node(handout::TagRole::table_header, head_row);
        d.tags.nodes[cell].scope = article::HeaderScope::column;
        b.paragraph({{text, cell, 700}});
    }
    const text::NodeId body = b.node(handout::TagRole::table_body, table);
    const text::NodeId row = b.node(handout::TagRole::table_row, body);
    const text::NodeId row_header = b.node(handout::TagRole::table_header, row);
    d.tags.nodes[row_header].scope = article::HeaderScope::row;
    b.paragraph({{u"6 to 11 years", row_header}});
    b.node(handout::TagRole::table_data, row);  // empty, but a cell
    const text::NodeId wide_row = b.node(handout::TagRole::table_row, body);
    const text::NodeId wide = b.node(handout::TagRole::table_data, wide_row);
    d.tags.nodes[wide].column_span = 2;
    b.paragraph({{u"Ask your doctor about younger children.", wide}});

    const text::NodeId figure = b.node(handout::TagRole::figure, section);
    d.tags.nodes[figure].alternative = "A glass of water – naïve drawing";
    b.figure(figure, vector_drawing(), {points(48), points(48)}, {0, 0, 160});
    b.figure(figure, raster_drawing(3), {points(40), points(20)});
    const text::NodeId gray = b.node(handout::TagRole::figure, section);
    d.tags.nodes[gray].alternative = "A chart";
    b.figure(gray, raster_drawing(1), {points(40), points(20)});

    const text::NodeId long_text = b.node(handout::TagRole::paragraph, section);
    std::u16string text;
    for (int i = 0; i < 60; ++i) text += u"You can soothe the throat with lozenges, honey or a cool drink. ";
    b.paragraph(long_text, text);

    const text::NodeId learn = b.node(handout::TagRole::paragraph, section);
    const text::NodeId link = b.node(handout::TagRole::link, learn);
    const std::uint32_t address =
        b.link(link, "https://example.org/care?topic=(sore)&q=ä b", "Learn more on example.org");
    Part anchor{
        u"the pages of the Example Clinic on the care of a sore throat at home and in school, with pictures "
        u"and a film for children",
        link};
    anchor.link = address;
    b.paragraph({{u"See ", learn}, anchor, {u" for more.", learn}});

    const text::NodeId disclaimer = b.node(handout::TagRole::paragraph);
    b.furniture(u"General information only.", points(740), disclaimer);
    b.furniture(u"Page 2 of 2", points(760));
    b.furniture(u"Sore throat", points(40));
    return d;
}

}  // namespace carepress::test
