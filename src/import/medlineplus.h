#pragma once

#include "import/record.h"
#include "import/xml_records.h"

#include <string>
#include <string_view>

namespace carepress::import {

/// A MedlinePlus health topic, in the form of 2012 and after (<health-topic>) or before (<MedicalTopic>), as an
/// article; or a <document> of the answer of its search service (<nlmSearchResult>), whose code is made from the page's
/// name where the service gives no number. `generated` is the date of the whole file, ISO 8601 or empty: the text is as
/// of that date. The code is "MP" and the number of the English topic, so that translations share it. `name` is the
/// file's, for messages.
ImportRecord read_medlineplus(const XmlRecord& xml, std::string_view generated, const std::string& name);

/// The date in a root's start tag (date-generated="07/21/2012 02:32:56"), as ISO 8601; empty when there is none.
std::string date_generated(std::string_view root);

}  // namespace carepress::import
