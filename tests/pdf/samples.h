#pragma once

#include "build_document.h"

#include <cstdint>
#include <fstream>
#include <string>

namespace carepress::test {

/// A square of 24 pt: a filled circle-like path in currentColor, a stroked line in red.
inline DrawingPointer vector_drawing() {
    auto drawing = std::make_shared<Drawing>();
    drawing->size = {points(24), points(24)};
    drawing->hash = 1;
    VectorDrawing content;
    VectorPath& shape = content.paths.emplace_back();
    const auto at = [](int x, int y) { return Point{points(x), points(y)}; };
    using Kind = PathCommand::Kind;
    shape.commands = {{Kind::move, {at(12, 0), {}, {}}},
                      {Kind::curve, {at(24, 0), at(24, 24), at(12, 24)}},
                      {Kind::curve, {at(0, 24), at(0, 0), at(12, 0)}},
                      {Kind::close, {}}};
    shape.fill_is_current_color = true;
    VectorPath& line = content.paths.emplace_back();
    line.commands = {{Kind::move, {at(4, 12), {}, {}}}, {Kind::line, {at(20, 12), {}, {}}}};
    line.filled = false;
    line.stroked = true;
    line.stroke = {200, 0, 0};
    line.stroke_width = points(2);
    drawing->content = std::move(content);
    return drawing;
}

inline DrawingPointer raster_drawing(int channels) {
    auto drawing = std::make_shared<Drawing>();
    drawing->size = {points(20), points(10)};
    drawing->hash = static_cast<std::uint64_t>(10 + channels);
    RasterImage image;
    image.width = 20;
    image.height = 10;
    image.channels = channels;
    for (int i = 0; i < 200 * channels; ++i) image.data += static_cast<char>(i * 7);
    drawing->content = std::move(image);
    return drawing;
}

/// A handout with everything that the writer knows: headings, lists, a table with an empty cell, links, figures, a
/// foreign word, furniture, bookmarks, two pages.
inline PagedDocument full_document() {
    DocumentBuilder b;
    PagedDocument& d = b.document;
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
        {artifact, PlacedPicture{0, {points(540), points(44), points(24), points(24)}, {0, 90, 120}}},
        {artifact, PlacedPicture{0, {points(500), points(44), points(12), points(12)}, {180, 0, 0}}}};

    const NodeId title = b.node(TagRole::heading_1);
    d.bookmarks.push_back({1, "Sore throat", 0, b.y()});
    Part heading{u"Sore throat: care at home", title, 700};
    heading.size = 24;
    b.paragraph({heading});
    const NodeId section = b.node(TagRole::section);
    const NodeId paragraph = b.node(TagRole::paragraph, section);
    const NodeId foreign = b.node(TagRole::span, paragraph, "es");
    b.node(TagRole::span, paragraph);  // no content: left out
    b.paragraph({{u"A sore throat (pharyngitis) is often a viral infection; the first difficult office "
                  u"visit waffles a bit. In Spanish: ",
                  paragraph},
                 {u"dolor de garganta, ¿sí?", foreign, 400, "es"},
                 {u" It mostly gets better by itself.", paragraph},
                 {u" Bonjour.", paragraph, 400, "fr"}});

    const NodeId heading_2 = b.node(TagRole::heading_2, section);
    d.bookmarks.push_back({2, "How can you care for yourself? – ¿Cómo?", 0, b.y()});
    b.paragraph({{u"How can you care for yourself?", heading_2, 700}});
    const NodeId list = b.node(TagRole::list, section);
    d.tags.nodes[list].numbering = ListNumbering::disc;
    for (const char16_t* text :
         {u"Drink plenty of fluids.", u"Gargle with warm salt water: 1/4 tea\u00ADspoon in a cup \\ glass."}) {
        const NodeId item = b.node(TagRole::list_item, list);
        const NodeId label = b.node(TagRole::label, item);
        const NodeId body = b.node(TagRole::list_body, item);
        b.paragraph({{u"• ", label}, {text, body}});
    }

    const NodeId table = b.node(TagRole::table, section);
    const NodeId head = b.node(TagRole::table_head, table);
    const NodeId head_row = b.node(TagRole::table_row, head);
    for (const char16_t* text : {u"Age", u"Dose"}) {
        const NodeId cell = b.node(TagRole::table_header, head_row);
        d.tags.nodes[cell].scope = HeaderScope::column;
        b.paragraph({{text, cell, 700}});
    }
    const NodeId body = b.node(TagRole::table_body, table);
    const NodeId row = b.node(TagRole::table_row, body);
    const NodeId row_header = b.node(TagRole::table_header, row);
    d.tags.nodes[row_header].scope = HeaderScope::row;
    b.paragraph({{u"6 to 11 years", row_header}});
    b.node(TagRole::table_data, row);  // empty, but a cell
    const NodeId wide_row = b.node(TagRole::table_row, body);
    const NodeId wide = b.node(TagRole::table_data, wide_row);
    d.tags.nodes[wide].column_span = 2;
    b.paragraph({{u"Ask your doctor about younger children.", wide}});

    const NodeId figure = b.node(TagRole::figure, section);
    d.tags.nodes[figure].alternative = "A glass of water – naïve drawing";
    b.figure(figure, vector_drawing(), {points(48), points(48)}, {0, 0, 160});
    b.figure(figure, raster_drawing(3), {points(40), points(20)});
    const NodeId gray = b.node(TagRole::figure, section);
    d.tags.nodes[gray].alternative = "A chart";
    b.figure(gray, raster_drawing(1), {points(40), points(20)});

    const NodeId long_text = b.node(TagRole::paragraph, section);
    std::u16string text;
    for (int i = 0; i < 60; ++i) text += u"You can soothe the throat with lozenges, honey or a cool drink. ";
    b.paragraph(long_text, text);

    const NodeId learn = b.node(TagRole::paragraph, section);
    const NodeId link = b.node(TagRole::link, learn);
    const std::uint32_t address =
        b.link(link, "https://example.org/care?topic=(sore)&q=ä b", "Learn more on example.org");
    Part anchor{
        u"the pages of the Example Clinic on the care of a sore throat at home and in school, with pictures "
        u"and a film for children",
        link};
    anchor.link = address;
    b.paragraph({{u"See ", learn}, anchor, {u" for more.", learn}});

    const NodeId disclaimer = b.node(TagRole::paragraph);
    b.furniture(u"General information only.", points(740), disclaimer);
    b.furniture(u"Page 2 of 2", points(760));
    b.furniture(u"Sore throat", points(40));
    return d;
}

}  // namespace carepress::test
