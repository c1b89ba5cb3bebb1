#pragma once

#include "visit/element.h"

namespace carepress {

/// `tag` itself where it has the form of BCP 47, else empty.
std::string language_tag(std::string_view tag);

/// A FHIR Quantity; of an absent element an unstated one.
Quantity quantity_of(const Element& quantity);
/// A FHIR Range; of an absent element an unstated one.
QuantityRange range_of_quantities(const Element& range);

/// A CodeableConcept has this code, whatever the system: for status elements, whose system is fixed.
bool has_coding(const Element& codeable_concept, std::string_view code);

/// Of a resource that another one names (as a reason, say): its status, if it has one, says that it holds.
bool is_in_force(const Element& resource);

/// Of a condition or an allergy: its verificationStatus says that it is not yet sure. A record that says nothing of it
/// does not.
bool is_unconfirmed(const Element& resource);
/// One of several diagnoses that are thought of (verificationStatus differential).
bool is_differential(const Element& resource);

}  // namespace carepress
