#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace carepress::record {

/// What it means for a page if a record does not offer a type at all.
enum class Need : std::uint8_t {
    claimed,   ///< the page may say that there are none: it must not
    helped,    ///< another type usually has it: it must not, if that one has nothing either
    optional,  ///< the page claims nothing
    unseen,    ///< the page never shows it: it only knows that there is more
};

/// Which resources of a type a visit is made of.
enum class Reach : std::uint8_t {
    patient,  ///< all of the patient
    visit,    ///< those of the visit's encounters, and those of its days
};

/// A type of resource that a visit is read from, and how it is searched (FHIR R4, search parameters).
struct VisitType {
    std::string_view type;
    Reach reach = Reach::patient;
    Need need = Need::optional;
    std::string_view encounter = "encounter";  ///< name of the parameter
    std::string_view date = "";                ///< name of the parameter; empty: not searched by date
    std::string_view include = "";             ///< _include
    std::string_view helper = "";              ///< of a helped one: the type that usually has it
    std::string_view patient = "patient";      ///< name of the parameter
};
/// All that src/visit reads, or looks at before it says that there is nothing.
std::span<const VisitType> visit_types();

/// Types that others lead to and that no patient owns.
bool is_shared(std::string_view type);
/// Types of the patient that are read if a reference leads to one that the searches did not find.
bool is_followed(std::string_view type);

}  // namespace carepress::record
