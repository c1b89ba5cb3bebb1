#include "pdf/write.h"
#include "read_pdf.h"
#include "samples.h"

#include <gtest/gtest.h>

#include <thread>

namespace carepress::test {
using namespace pdf;
namespace {

std::string write(const layout::PagedDocument& document) { return PdfWriter(library()).write(document); }

/// An outline without its texts: types and pictures only.
std::string types_of(const StructureReader& structure) {
    std::string types;
    std::size_t begin = 0;
    for (std::size_t end; (end = structure.outline().find('\n', begin)) != std::string::npos; begin = end + 1) {
        const std::string line = structure.outline().substr(begin, end - begin);
        if (line.find('[') == std::string::npos) types += line + "\n";
    }
    return types;
}

TEST(Structure, the_tag_tree_is_the_documents_with_empty_spans_left_out_and_empty_cells_kept) {
    const std::string bytes = write(full_document());
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    EXPECT_EQ(types_of(structure),
              "Document\n  H1\n  Sect\n    P\n      Span\n    H2\n    L\n      LI\n        Lbl\n        LBody\n"
              "      LI\n        Lbl\n        LBody\n    Table\n      THead\n        TR\n          TH\n          TH\n"
              "      TBody\n        TR\n          TH\n          TD\n        TR\n          TD\n"
              "    Figure\n      (picture)\n    Figure\n      (picture)\n    P\n    P\n      Link\n"
              "        <https://example.org/care?topic=(sore)&q=%C3%A4%20b>\n"
              "        <https://example.org/care?topic=(sore)&q=%C3%A4%20b>\n  P\n");
}

TEST(Structure, content_stands_between_child_elements_where_it_belongs) {
    const std::string bytes = write(full_document());
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    const std::string& outline = structure.outline();
    const std::size_t before = outline.find("In Spanish: ]"), child = outline.find("[dolor de garganta"),
                      after = outline.find("It mostly gets better");
    ASSERT_NE(after, std::string::npos);
    EXPECT_LT(before, child);
    EXPECT_LT(child, after);
    EXPECT_EQ(structure.find("Link").getKey("/K").getArrayNItems(), 3);  // its text, and two lines that can be clicked
}

TEST(Structure, logical_order_reads_all_tagged_text) {
    const layout::PagedDocument document = full_document();
    const std::string bytes = write(document);
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    std::string expected = to_utf8(document.text);
    for (const char* furniture : {"Page 2 of 2", "Sore throat"}) {
        const std::size_t at = expected.rfind(furniture);
        ASSERT_NE(at, std::string::npos);
        expected.erase(at, std::string(furniture).size());
    }
    EXPECT_EQ(structure.text(), expected);
}

/// ISO 14289-1, 7.5: without a scope a header would reach no cell, and a reader would hear none of it.
TEST(Structure, a_header_without_a_scope_is_of_its_column) {
    layout::PagedDocument document = full_document();
    for (auto& node : document.tags.nodes)
        if (node.role == handout::TagRole::table_header) node.scope = article::HeaderScope::none;
    const std::string bytes = write(document);
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    for (const int header : {0, 1, 2})
        EXPECT_EQ(structure.find("TH", header).getKey("/A").getKey("/Scope").getName(), "/Column") << header;
}

TEST(Structure, elements_carry_their_attributes) {
    const std::string bytes = write(full_document());
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    EXPECT_EQ(structure.find("Span").getKey("/Lang").getStringValue(), "es");
    EXPECT_EQ(structure.find("L").getKey("/A").getKey("/ListNumbering").getName(), "/Disc");
    EXPECT_EQ(structure.find("TH", 0).getKey("/A").getKey("/Scope").getName(), "/Column");
    EXPECT_EQ(structure.find("TH", 2).getKey("/A").getKey("/Scope").getName(), "/Row");
    EXPECT_EQ(structure.find("TD", 1).getKey("/A").getKey("/ColSpan").getIntValue(), 2);
    QPDFObjectHandle figure = structure.find("Figure");
    EXPECT_EQ(figure.getKey("/Alt").getUTF8Value(), "A glass of water – naïve drawing");
    EXPECT_EQ(figure.getKey("/A").getKey("/Placement").getName(), "/Block");
    // Two pictures of 48 and 20 pt, 12 pt apart, one below the other at the left margin.
    const auto box = figure.getKey("/A").getKey("/BBox").getArrayAsRectangle();
    EXPECT_DOUBLE_EQ(box.llx, 72);
    EXPECT_DOUBLE_EQ(box.urx, 120);
    EXPECT_DOUBLE_EQ(box.ury - box.lly, 80);
}

TEST(Structure, artifacts_are_layout_header_or_footer) {
    const std::string bytes = write(full_document());
    const auto pdf = open_pdf(bytes);
    const std::vector<ContentReader> pages = read_pages(*pdf);
    ASSERT_EQ(pages.size(), 2u);
    EXPECT_EQ(pages[0].sequences.front().tag, "Artifact");
    EXPECT_TRUE(pages[0].sequences.front().has_picture);
    const auto& last = pages[1].sequences;
    ASSERT_GE(last.size(), 3u);
    EXPECT_EQ(last[last.size() - 1].subtype, "/Header");
    EXPECT_EQ(last[last.size() - 1].text, "Sore throat");
    EXPECT_EQ(last[last.size() - 2].subtype, "/Footer");
    EXPECT_EQ(last[last.size() - 3].tag, "P");
    EXPECT_EQ(last[last.size() - 3].text, "General information only.");
}

TEST(Structure, a_foreign_run_without_a_node_of_its_own_says_its_language) {
    const std::string bytes = write(full_document());
    const auto pdf = open_pdf(bytes);
    EXPECT_EQ(read_pages(*pdf)[0].languages, std::set<std::string>{"fr"});
}

TEST(Catalog, claims_and_preferences) {
    const std::string bytes = write(full_document());
    EXPECT_EQ(bytes.substr(0, 9), "%PDF-1.7\n");
    const auto pdf = open_pdf(bytes);
    QPDFObjectHandle catalog = pdf->getRoot();
    EXPECT_TRUE(catalog.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
    EXPECT_EQ(catalog.getKey("/Lang").getStringValue(), "en");
    QPDFObjectHandle preferences = catalog.getKey("/ViewerPreferences");
    EXPECT_TRUE(preferences.getKey("/DisplayDocTitle").getBoolValue());
    EXPECT_EQ(preferences.getKey("/PrintScaling").getName(), "/None");
    EXPECT_EQ(preferences.getKey("/Duplex").getName(), "/DuplexFlipLongEdge");
    EXPECT_TRUE(preferences.getKey("/PickTrayByPDFSize").getBoolValue());
    EXPECT_EQ(catalog.getKey("/PageLabels").getKey("/Nums").getArrayItem(1).getKey("/S").getName(), "/D");
    EXPECT_EQ(catalog.getKey("/OutputIntents").getArrayItem(0).getKey("/S").getName(), "/GTS_PDFA1");
    EXPECT_EQ(pdf->getTrailer().getKey("/ID").getArrayNItems(), 2);
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(*pdf).getAllPages())
        EXPECT_EQ(page.getObjectHandle().getKey("/Tabs").getName(), "/S");
}

TEST(Catalog, info_and_xmp_say_the_same) {
    layout::PagedDocument document = full_document();
    document.metadata.title = "Fever & \"chills\" <in> кашель\x01";
    const std::string bytes = write(document);
    const auto pdf = open_pdf(bytes);
    QPDFObjectHandle info = pdf->getTrailer().getKey("/Info");
    EXPECT_EQ(info.getKey("/Title").getUTF8Value(), "Fever & \"chills\" <in> кашель\uFFFD");
    EXPECT_EQ(info.getKey("/Keywords").getUTF8Value(), "throat, pain & fever");
    EXPECT_EQ(info.getKey("/CreationDate").getStringValue(), "D:20261122000000Z");
    const auto data = pdf->getRoot().getKey("/Metadata").getRawStreamData();
    const std::string xmp(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    for (const char* part :
         {"<rdf:li xml:lang=\"x-default\">Fever &amp; &quot;chills&quot; &lt;in&gt; кашель\uFFFD</rdf:li>",
          "<pdf:Keywords>throat, pain &amp; fever</pdf:Keywords>", "<rdf:li>pain &amp; fever</rdf:li>",
          "<xmp:CreateDate>2026-11-22T00:00:00Z</xmp:CreateDate>", "<dc:identifier>ST-100</dc:identifier>",
          "<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>"})
        EXPECT_NE(xmp.find(part), std::string::npos) << part << "\n" << xmp;
    EXPECT_NE(xmp.find("<pdf:Producer>" + info.getKey("/Producer").getUTF8Value() + "<"), std::string::npos);
}

TEST(Catalog, a_date_and_time_is_utc_and_a_broken_one_is_left_out) {
    layout::PagedDocument document = full_document();
    document.metadata.date = "2026-11-22T10:05:09Z";
    std::string bytes = write(document);
    EXPECT_EQ(open_pdf(bytes)->getTrailer().getKey("/Info").getKey("/ModDate").getStringValue(), "D:20261122100509Z");
    for (const char* date : {"", "yesterday", "2026-13-01", "2026-11-22T10:05"}) {
        document.metadata.date = date;
        bytes = write(document);
        EXPECT_FALSE(open_pdf(bytes)->getTrailer().getKey("/Info").hasKey("/ModDate")) << date;
        EXPECT_EQ(bytes.find("xmp:CreateDate"), std::string::npos) << date;
    }
}

TEST(Catalog, bookmarks_nest_by_level) {
    layout::PagedDocument document = full_document();
    document.bookmarks.push_back({2, "Second", 1, points(72)});
    document.bookmarks.push_back({1, "Last", 1, points(100)});
    const std::string bytes = write(document);
    const auto pdf = open_pdf(bytes);
    QPDFObjectHandle root = pdf->getRoot().getKey("/Outlines"), first = root.getKey("/First");
    EXPECT_EQ(root.getKey("/Count").getIntValue(), 4);
    EXPECT_EQ(first.getKey("/Title").getUTF8Value(), "Sore throat");
    EXPECT_EQ(first.getKey("/Count").getIntValue(), 2);
    EXPECT_EQ(first.getKey("/First").getKey("/Title").getUTF8Value(), "How can you care for yourself? – ¿Cómo?");
    EXPECT_EQ(first.getKey("/Next").getKey("/Title").getUTF8Value(), "Last");
    QPDFObjectHandle destination = first.getKey("/Last").getKey("/Dest");
    EXPECT_EQ(destination.getArrayItem(1).getName(), "/XYZ");
    EXPECT_EQ(destination.getArrayItem(3).getNumericValue(), 720);
}

TEST(Bytes, are_the_same_for_every_writer_and_whatever_was_written_before) {
    const layout::PagedDocument document = full_document();
    const std::string bytes = write(document);
    PdfWriter used(library());
    DocumentBuilder other;
    const text::NodeId paragraph = other.node(handout::TagRole::paragraph);
    other.paragraph({{u"Quite another text, in bold: zyx.", paragraph, 700}});
    const std::string other_bytes = used.write(other.document);
    EXPECT_EQ(used.write(document), bytes);
    EXPECT_EQ(used.write(other.document), other_bytes);
    EXPECT_NE(other_bytes, bytes);
}

TEST(Bytes, are_the_same_on_every_thread) {
    const layout::PagedDocument document = full_document();
    const std::string bytes = write(document);
    std::vector<std::string> results(4);
    std::vector<std::jthread> threads;
    for (std::string& result : results) {
        threads.emplace_back([&] {
            PdfWriter writer(library());
            for (int i = 0; i < 5; ++i) result = writer.write(document);
        });
    }
    threads.clear();
    for (const std::string& result : results) EXPECT_EQ(result, bytes);
}

TEST(Writing, a_link_of_no_node_prints_without_an_annotation) {
    DocumentBuilder b;
    Part part{u"example.org", b.node(handout::TagRole::paragraph)};
    part.link = b.link(text::artifact, "https://example.org", "Example");
    b.paragraph({part});
    const std::string bytes = write(b.document);
    const auto pdf = open_pdf(bytes);
    EXPECT_FALSE(QPDFPageDocumentHelper(*pdf).getAllPages()[0].getObjectHandle().hasKey("/Annots"));
    EXPECT_EQ(text_of(bytes), "example.org");
}

TEST(Writing, a_link_to_a_part_leads_to_the_top_of_its_first_page) {
    DocumentBuilder b;
    const text::NodeId list = b.node(handout::TagRole::contents);
    const text::NodeId item = b.node(handout::TagRole::contents_item, list);
    const text::NodeId reference = b.node(handout::TagRole::reference, item);
    Part part{u"Flu 2", b.node(handout::TagRole::link, reference)};
    part.link = b.link(part.node, {}, "Flu");
    b.document.links.back().part = 1;
    b.paragraph({part});
    b.new_page();
    b.paragraph(b.node(handout::TagRole::paragraph), u"Rest.");
    b.document.parts = {{0, 1}, {1, 1}};
    const std::string bytes = write(b.document);
    const auto pdf = open_pdf(bytes);
    EXPECT_EQ(StructureReader(*pdf).outline().find("  TOC\n    TOCI\n      Reference\n        Link\n"), 9u);
    auto pages = QPDFPageDocumentHelper(*pdf).getAllPages();
    QPDFObjectHandle first = pages[0].getObjectHandle();
    QPDFObjectHandle link = first.getKey("/Annots").getArrayItem(0);
    EXPECT_FALSE(link.hasKey("/A"));
    EXPECT_EQ(link.getKey("/Dest").getArrayItem(0).getObjGen(), pages[1].getObjectHandle().getObjGen());
    EXPECT_EQ(link.getKey("/Dest").getArrayItem(3).getNumericValue(), 792);
    EXPECT_EQ(link.getKey("/Contents").getUTF8Value(), "Flu");
}

TEST(Writing, a_link_to_a_heading_leads_to_the_heading) {
    DocumentBuilder b;
    Part part{u"later", b.node(handout::TagRole::link, b.node(handout::TagRole::paragraph))};
    part.link = b.link(part.node, {}, "later");
    b.paragraph({part});
    b.new_page();
    const text::NodeId heading = b.node(handout::TagRole::heading_2);
    b.paragraph(heading, u"When to call");
    b.document.links.back().target = heading;
    b.document.bookmarks.push_back({1, "When to call", 1, points(100), heading});
    const std::string bytes = write(b.document);
    const auto pdf = open_pdf(bytes);
    auto pages = QPDFPageDocumentHelper(*pdf).getAllPages();
    QPDFObjectHandle first = pages[0].getObjectHandle();
    QPDFObjectHandle link = first.getKey("/Annots").getArrayItem(0);
    EXPECT_FALSE(link.hasKey("/A"));
    EXPECT_EQ(link.getKey("/Dest").getArrayItem(0).getObjGen(), pages[1].getObjectHandle().getObjGen());
    EXPECT_EQ(link.getKey("/Dest").getArrayItem(3).getNumericValue(), 692);
}

TEST(Writing, lists_say_how_they_are_numbered) {
    DocumentBuilder b;
    const text::NodeId list = b.node(handout::TagRole::list);
    b.document.tags.nodes[list].numbering = handout::ListNumbering::lower_roman;
    b.paragraph(b.node(handout::TagRole::label, b.node(handout::TagRole::list_item, list)), u"i.");
    const std::string bytes = write(b.document);
    const auto pdf = open_pdf(bytes);
    EXPECT_EQ(StructureReader(*pdf).find("L").getKey("/A").getKey("/ListNumbering").getName(), "/LowerRoman");
}

TEST(Writing, an_empty_page_and_an_empty_document_element_are_valid) {
    DocumentBuilder b;
    const std::string bytes = write(b.document);
    const auto pdf = open_pdf(bytes);
    EXPECT_EQ(StructureReader(*pdf).outline(), "Document\n");
}

TEST(Writing, many_pages_and_elements) {
    DocumentBuilder b;
    for (int i = 0; i < 400; ++i) {
        const text::NodeId paragraph = b.node(handout::TagRole::paragraph);
        b.paragraph(paragraph, u"Page after page.");
        b.new_page();
    }
    const std::string bytes = write(b.document);
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    EXPECT_EQ(structure.pages().size(), 401u);
    EXPECT_EQ(structure.text(), to_utf8(b.document.text));
}

TEST(Writing, a_node_on_two_pages_names_the_page_of_each_part) {
    DocumentBuilder b;
    const text::NodeId paragraph = b.node(handout::TagRole::paragraph);
    b.paragraph(paragraph, u"Begins here ");
    b.new_page();
    b.paragraph(paragraph, u"and ends there.");
    const std::string bytes = write(b.document);
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    EXPECT_EQ(structure.text(), "Begins here and ends there.");
    EXPECT_TRUE(structure.find("P").getKey("/K").getArrayItem(1).hasKey("/Pg"));
}

}  // namespace
}  // namespace carepress::test
