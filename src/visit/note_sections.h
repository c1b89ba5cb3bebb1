#pragma once

#include "visit/element.h"

#include <cstdint>
#include <string_view>

namespace carepress::visit {

/// Who a section of a document is written for.
enum class Reader : std::uint8_t { patient, clinicians, unknown };

/// Who a section is for, and which part of the page its words would have belonged to.
struct SectionKind {
    Reader reader = Reader::unknown;
    VisitSection section = VisitSection::notes;
    bool stated = false;    ///< by a code or a title; else the section around it decides
    bool of_staff = false;  ///< its title names staff, or contradicts its code: no section around it changes that
};

/// By its code (LOINC), else by its title: a section is for the patient only if that is certain.
SectionKind kind_of_section(const Element& section);
/// Whether documents of this type are written for patients.
bool is_for_patients(const Element& type);

}  // namespace carepress::visit
