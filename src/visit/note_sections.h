#pragma once

#include "visit/element.h"

#include <string_view>

namespace carepress {

/// For whom a section of a document is written.
enum class Reader : std::uint8_t { patient, clinicians, unknown };

/// Which part of the page a section's words would have belonged to, and for whom they are.
struct SectionKind {
    Reader reader = Reader::unknown;
    VisitSection section = VisitSection::notes;
    bool stated = false;    ///< by a code or a title; else the section around it decides
    bool of_staff = false;  ///< its title is one of staff's, or contradicts its code: no section around it changes that
};

/// By its code (LOINC), else by its title: only what is known to be written for patients is.
SectionKind kind_of_section(const Element& section);
/// The same of the type of a document.
bool is_for_patients(const Element& type);

}  // namespace carepress
