#pragma once

#include "visit/element.h"

namespace carepress::visit {

/// `tag` itself if it has the form of BCP 47, else empty.
std::string language_tag(std::string_view tag);

/// A FHIR Quantity; unstated if the element is absent.
Quantity quantity_of(const Element& quantity);
/// A FHIR Range; unstated if the element is absent.
QuantityRange range_of_quantities(const Element& range);

/// A CodeableConcept has this code, whatever the system: for status elements, whose system is fixed. One without codes
/// counts by its words ("Ruled out").
bool has_coding(const Element& codeable_concept, std::string_view code);

/// No status of the resource says that it does not hold: draft, cancelled, refuted, entered in error and the like.
bool is_in_force(const Element& resource);

/// The verificationStatus of a condition or an allergy says that it is not certain. Without one, it is not unconfirmed.
bool is_unconfirmed(const Element& resource);
/// One of several possible diagnoses (verificationStatus differential).
bool is_differential(const Element& resource);

}  // namespace carepress::visit
