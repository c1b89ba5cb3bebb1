// PDF/UA-2 and PDF/A-4 (ISO 14289-2, ISO 19005-4) of the documents that the other tests write as PDF/UA-1.
#include "pdf/write.h"
#include "read_pdf.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace pdf;
namespace {

constexpr std::string_view new_types = "http://iso.org/pdf2/ssn";

std::string write_as(layout::PagedDocument document, style::PdfStandard standard) {
    document.standard = standard;
    return PdfWriter(library()).write(document);
}
std::string write(const layout::PagedDocument& document) { return write_as(document, style::PdfStandard::ua_2); }

/// A list of contents that leads to the second of two parts, which has quotes and code.
layout::PagedDocument two_parts() {
    DocumentBuilder b;
    const text::NodeId first = b.node(handout::TagRole::part);
    const text::NodeId first_title = b.node(handout::TagRole::heading_1, first);
    b.paragraph(first_title, u"Your articles");
    const text::NodeId list = b.node(handout::TagRole::contents, first);
    const text::NodeId item = b.node(handout::TagRole::contents_item, list);
    const text::NodeId reference = b.node(handout::TagRole::reference, item);
    Part part{u"Flu 2", b.node(handout::TagRole::link, reference)};
    part.link = b.link(part.node, {}, "Flu");
    b.document.links.back().part = 1;
    b.paragraph({part});
    b.new_page();
    const text::NodeId second = b.node(handout::TagRole::part);
    const text::NodeId title = b.node(handout::TagRole::heading_1, second);
    b.paragraph(title, u"Flu");
    b.paragraph(b.node(handout::TagRole::paragraph, b.node(handout::TagRole::block_quote, second)), u"Rest, they say.");
    b.paragraph(b.node(handout::TagRole::code, b.node(handout::TagRole::paragraph, second)), u"38.5");
    b.document.parts = {{0, 1, first_title}, {1, 1, title}};
    b.document.bookmarks = {{1, "Your articles", 0, points(72), first_title}, {1, "Flu", 1, points(72), title}};
    b.document.tags.references = {{reference, title}};
    return b.document;
}

std::vector<QPDFObjectHandle> elements_below(QPDFObjectHandle element) {
    std::vector<QPDFObjectHandle> all;
    for (QPDFObjectHandle kid : element.getKey("/K").getArrayAsVector()) {
        if (!kid.isDictionary() || !kid.hasKey("/S")) continue;
        all.push_back(kid);
        for (const QPDFObjectHandle& below : elements_below(kid)) all.push_back(below);
    }
    return all;
}

TEST(Ua2, is_pdf_2_0_without_info_that_claims_both_standards) {
    const std::string bytes = write(full_document());
    EXPECT_EQ(bytes.substr(0, 9), "%PDF-2.0\n");
    const auto pdf = open_pdf(bytes);
    EXPECT_FALSE(pdf->getTrailer().hasKey("/Info"));
    EXPECT_EQ(bytes.find("/Producer"), std::string::npos) << "nor is Info left over";
    std::vector<QPDFObjectHandle> objects = pdf->getAllObjects();
    for (QPDFObjectHandle& object : objects)
        EXPECT_TRUE(!object.isDictionary() || !object.getKeys().empty()) << object.getObjectID();
    const auto data = pdf->getRoot().getKey("/Metadata").getRawStreamData();
    const std::string xmp(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    for (const char* part : {"<pdfaid:part>4</pdfaid:part>", "<pdfaid:rev>2020</pdfaid:rev>",
                             "<pdfuaid:part>2</pdfuaid:part>", "<pdfuaid:rev>2024</pdfuaid:rev>", "<pdf:Producer>Haru",
                             "<xmp:CreateDate>2026-11-22T00:00:00Z</xmp:CreateDate>",
                             "<rdf:li xml:lang=\"x-default\">Sore throat: care at home</rdf:li>"})
        EXPECT_NE(xmp.find(part), std::string::npos) << part << "\n" << xmp;
    for (const char* part : {"conformance", "pdfaExtension"}) EXPECT_EQ(xmp.find(part), std::string::npos) << part;
}

/// ISO 14289-2, 8.2.4, 8.2.5.2; ISO 32000-2, 14.8.4.5: a title is not a heading, the first heading is H1.
TEST(Ua2, elements_are_of_the_namespace_of_pdf_2_0) {
    const std::string bytes = write(full_document());
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    EXPECT_EQ(structure.outline().find("Document\n  Title\n    [Sore throat: care at home]\n  Sect\n"), 0u);
    EXPECT_NE(structure.outline().find("    H1\n      [How can you care for yourself?]\n"), std::string::npos);
    QPDFObjectHandle root = pdf->getRoot().getKey("/StructTreeRoot");
    ASSERT_EQ(root.getKey("/Namespaces").getArrayNItems(), 1);
    EXPECT_EQ(root.getKey("/RoleMap").getKey("/Title").getName(), "/P") << "for readers of PDF 1.7";
    std::vector<QPDFObjectHandle> elements = elements_below(root);
    EXPECT_EQ(elements.size(), 30u);
    for (QPDFObjectHandle& element : elements)
        EXPECT_EQ(element.getKey("/NS").getKey("/NS").getStringValue(), new_types) << element.getKey("/S").getName();
}

/// Quotes, code and contents are types of PDF 1.7 only: an element that names no namespace is of that one.
TEST(Ua2, types_that_pdf_2_0_has_no_more_are_those_of_pdf_1_7) {
    const std::string bytes = write(two_parts());
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    for (const char* type : {"TOC", "TOCI", "Reference", "BlockQuote", "Code"}) {
        ASSERT_FALSE(structure.find(type).isNull()) << type;
        EXPECT_FALSE(structure.find(type).hasKey("/NS")) << type;
    }
    EXPECT_TRUE(structure.find("Part").hasKey("/NS"));
}

/// ISO 14289-2, 8.8. D is what a reader of PDF 1.7 knows.
TEST(Ua2, bookmarks_and_links_lead_to_elements) {
    const std::string bytes = write(two_parts());
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    const auto pages = QPDFPageDocumentHelper(*pdf).getAllPages();
    QPDFObjectHandle second_page = QPDFPageObjectHelper(pages[1]).getObjectHandle();
    const auto check = [&](QPDFObjectHandle from, int y) {
        EXPECT_FALSE(from.hasKey("/Dest"));
        QPDFObjectHandle action = from.getKey("/A");
        EXPECT_EQ(action.getKey("/S").getName(), "/GoTo");
        EXPECT_EQ(action.getKey("/D").getArrayItem(0).getObjGen(), second_page.getObjGen());
        EXPECT_EQ(action.getKey("/SD").getArrayItem(0).getObjGen(), structure.find("Title", 1).getObjGen());
        for (const char* key : {"/D", "/SD"}) {
            EXPECT_EQ(action.getKey(key).getArrayItem(1).getName(), "/XYZ");
            EXPECT_EQ(action.getKey(key).getArrayItem(3).getNumericValue(), y);
        }
    };
    check(pdf->getRoot().getKey("/Outlines").getKey("/Last"), 720);
    check(QPDFPageObjectHelper(pages[0]).getObjectHandle().getKey("/Annots").getArrayItem(0), 792);
}

/// ISO 14289-2, 8.2.5.8.
TEST(Ua2, entries_of_contents_refer_to_titles) {
    const std::string bytes = write(two_parts());
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    QPDFObjectHandle references = structure.find("Reference").getKey("/Ref");
    ASSERT_EQ(references.getArrayNItems(), 1);
    EXPECT_EQ(references.getArrayItem(0).getObjGen(), structure.find("Title", 1).getObjGen());
}

/// What is not in the file can't be referred to or led to: its nearest ancestor is.
TEST(Ua2, a_heading_without_content_is_replaced_by_what_it_is_in) {
    layout::PagedDocument document = two_parts();
    const handout::TagReference reference = document.tags.references.front();
    std::erase_if(document.pages[1].items, [&](const layout::PageItem& item) { return item.node == reference.to; });
    const std::string bytes = write(document);
    const auto pdf = open_pdf(bytes);
    const StructureReader structure(*pdf);
    EXPECT_FALSE(structure.find("Reference").hasKey("/Ref"));
    QPDFObjectHandle action = pdf->getRoot().getKey("/Outlines").getKey("/Last").getKey("/A");
    EXPECT_EQ(action.getKey("/SD").getArrayItem(0).getObjGen(), structure.find("Part", 1).getObjGen());
}

/// ISO 14289-2, 8.2.5.25: a list with labels is numbered.
TEST(Ua2, a_list_whose_labels_are_words_is_of_descriptions) {
    layout::PagedDocument document = full_document();
    for (handout::TagNode& node : document.tags.nodes) node.numbering = handout::ListNumbering::none;
    const std::string bytes = write(document);
    const auto pdf = open_pdf(bytes);
    EXPECT_EQ(StructureReader(*pdf).find("L").getKey("/A").getKey("/ListNumbering").getName(), "/Description");
}

/// Pages, text and order are what the other standard has, too.
TEST(Ua2, pages_read_as_those_of_ua1) {
    for (const layout::PagedDocument& document : {full_document(), two_parts()}) {
        const std::string ua1 = write_as(document, style::PdfStandard::ua_1), ua2 = write(document);
        const auto one = open_pdf(ua1), two = open_pdf(ua2);
        EXPECT_EQ(StructureReader(*one).text(), StructureReader(*two).text());
        EXPECT_EQ(text_of(ua1), text_of(ua2));
        for (const char* key : {"/Ref[", "/NS ", "/SD[", "/Namespaces"})
            EXPECT_EQ(ua1.find(key), std::string::npos) << key;
    }
}

TEST(Ua2, bytes_are_the_same_whatever_was_written_before) {
    const layout::PagedDocument document = full_document();
    layout::PagedDocument other = two_parts();
    other.standard = style::PdfStandard::ua_2;
    PdfWriter used(library());
    const std::string bytes = used.write(other);
    used.write(document);
    EXPECT_EQ(used.write(other), bytes);
    EXPECT_EQ(write(two_parts()), bytes);
}

/// Left for the test pdfs_are_pdfua2_and_pdfa4, because veraPDF takes long to start.
TEST(Ua2, files_are_left_for_verapdf) {
    const std::filesystem::path folder = "pressed-ua2/writer";
    std::filesystem::create_directories(folder);
    for (const auto& [name, document] : {std::pair{"full.pdf", full_document()},
                                         {"parts.pdf", two_parts()},
                                         {"empty.pdf", DocumentBuilder().document}}) {
        std::ofstream file(folder / name, std::ios::binary);
        file << write(document);
        EXPECT_TRUE(file.flush()) << name;
    }
}

}  // namespace
}  // namespace carepress::test
