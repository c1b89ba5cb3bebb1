#include "pdf/standard.h"

#include <cstddef>
#include <iterator>

namespace carepress::pdf {

namespace {

using handout::TagRole;

constexpr Namespace old_types = Namespace::pdf_1_7, new_types = Namespace::pdf_2_0;

struct RoleTypes {
    TagRole role;
    StructureType ua_1, ua_2;
};

/// A title is not a heading in PDF 2.0 (ISO 32000-2 14.8.4.5), so the headings below it begin at H1. Its namespace has
/// no types for quotes, code and lists of contents; PDF/UA-2 takes those of PDF 1.7 (ISO 14289-2 8.2.4).
constexpr RoleTypes role_types[] = {
    {TagRole::document, {"Document"}, {"Document", new_types}},
    {TagRole::section, {"Sect"}, {"Sect", new_types}},
    {TagRole::heading_1, {"H1"}, {"Title", new_types}},
    {TagRole::heading_2, {"H2"}, {"H1", new_types}},
    {TagRole::heading_3, {"H3"}, {"H2", new_types}},
    {TagRole::heading_4, {"H4"}, {"H3", new_types}},
    {TagRole::heading_5, {"H5"}, {"H4", new_types}},
    {TagRole::heading_6, {"H6"}, {"H5", new_types}},
    {TagRole::paragraph, {"P"}, {"P", new_types}},
    {TagRole::block_quote, {"BlockQuote"}, {"BlockQuote", old_types}},
    {TagRole::code, {"Code"}, {"Code", old_types}},
    {TagRole::list, {"L"}, {"L", new_types}},
    {TagRole::list_item, {"LI"}, {"LI", new_types}},
    {TagRole::label, {"Lbl"}, {"Lbl", new_types}},
    {TagRole::list_body, {"LBody"}, {"LBody", new_types}},
    {TagRole::figure, {"Figure"}, {"Figure", new_types}},
    {TagRole::caption, {"Caption"}, {"Caption", new_types}},
    {TagRole::table, {"Table"}, {"Table", new_types}},
    {TagRole::table_head, {"THead"}, {"THead", new_types}},
    {TagRole::table_body, {"TBody"}, {"TBody", new_types}},
    {TagRole::table_row, {"TR"}, {"TR", new_types}},
    {TagRole::table_header, {"TH"}, {"TH", new_types}},
    {TagRole::table_data, {"TD"}, {"TD", new_types}},
    {TagRole::link, {"Link"}, {"Link", new_types}},
    {TagRole::span, {"Span"}, {"Span", new_types}},
    {TagRole::part, {"Part"}, {"Part", new_types}},
    {TagRole::contents, {"TOC"}, {"TOC", old_types}},
    {TagRole::contents_item, {"TOCI"}, {"TOCI", old_types}},
    {TagRole::reference, {"Reference"}, {"Reference", old_types}},
    {TagRole::note, {"Note"}, {"FENote", new_types}},
};

/// By role.
consteval std::array<StructureType, handout::tag_role_count> types_of(StructureType RoleTypes::*standard) {
    std::array<StructureType, handout::tag_role_count> types;
    static_assert(std::size(role_types) == types.size());
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (static_cast<std::size_t>(role_types[i].role) != i) throw "rows are not in the order of TagRole";
        types[i] = role_types[i].*standard;
    }
    return types;
}

constexpr Standard ua_1 = {
    .header = "%PDF-1.7",
    .identification =
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
        "<pdfuaid:part>1</pdfuaid:part>\n",
    .extension_schemas =
        "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
        " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
        " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
        "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
        "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
        "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
        "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
        "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>"
        "</rdf:li></rdf:Seq></pdfaSchema:property>"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
        "</rdf:Description>\n",
    .has_info = true,
    .has_namespaces = false,
    .has_references = false,
    .has_structure_destinations = false,
    .word_list = "None",
    .types = types_of(&RoleTypes::ua_1),
};

constexpr Standard ua_2 = {
    .header = "%PDF-2.0",
    .identification =
        "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>"
        "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>\n",
    .extension_schemas = {},
    .has_info = false,
    .has_namespaces = true,
    .has_references = true,
    .has_structure_destinations = true,
    .word_list = "Description",
    .types = types_of(&RoleTypes::ua_2),
};

}  // namespace

const Standard& standard_of(style::PdfStandard standard) { return standard == style::PdfStandard::ua_2 ? ua_2 : ua_1; }

}  // namespace carepress::pdf
