#pragma once

#include "handout/handout.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace carepress::pdf {

/// The standard structure namespaces (ISO 32000-2 14.8.6). An element that names none is in that of PDF 1.7.
enum class Namespace : std::uint8_t { pdf_1_7, pdf_2_0 };

/// A standard structure type: ISO 32000-1 14.8.4, ISO 32000-2 14.8.4.
struct StructureType {
    std::string_view name;
    Namespace space = Namespace::pdf_1_7;
};

/// All that differs between the standards that a file can claim.
struct Standard {
    std::string_view header;          ///< "%PDF-1.7"
    std::string_view identification;  ///< XMP properties that make the claims
    /// An rdf:Description of the schemas that PDF/A asks to be described (ISO 19005-2 6.6.2.3); PDF/A-4 asks for none.
    std::string_view extension_schemas;
    bool has_info;  ///< an Info dictionary: deprecated in PDF 2.0 (ISO 32000-2 14.3.3), forbidden in PDF/A-4 (6.1.3)
    bool has_namespaces;              ///< structure elements name theirs (ISO 32000-2 14.7.4)
    bool has_references;              ///< structure elements say what they refer to (14.7.2, Ref)
    bool has_structure_destinations;  ///< destinations in the document are elements (12.3.2.3): ISO 14289-2 8.8
    /// ListNumbering of a list whose labels are words (ListNumbering::none): one with labels must not be None in
    /// PDF/UA-2 (ISO 14289-2 8.2.5.25).
    std::string_view word_list;
    std::array<StructureType, handout::tag_role_count> types;  ///< by TagRole

    const StructureType& type(handout::TagRole role) const { return types[static_cast<std::size_t>(role)]; }
};

const Standard& standard_of(style::PdfStandard standard);

}  // namespace carepress::pdf
