#pragma once

#include "import/record.h"
#include "import/xml_records.h"

#include <string>
#include <vector>

namespace carepress::import {

/// What a drug label (HL7 Structured Product Labeling, FDA) has for patients, an article each: its medication guide
/// (LOINC 42231-1), patient package insert (42230-3) and instructions for use (59845-8); of an over-the-counter label
/// the whole of its Drug Facts. The code is "SPL-" and the first twelve digits of the label's set id (short enough for
/// paper), the version and date are the label's.
std::vector<ImportRecord> read_spl(const XmlRecord& xml, const std::string& name);

}  // namespace carepress::import
