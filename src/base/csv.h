#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress {

struct CsvValue {
    std::string text;  ///< without its quotes
    SourceSpan span;
};

struct CsvRow {
    std::size_t number = 1;  ///< as a spreadsheet counts rows: from 1, empty ones too
    std::vector<CsvValue> values;
};

/// Reads comma-separated values (RFC 4180) as spreadsheets write them: with or without a byte order mark, lines that
/// end in CRLF, LF or CR, and semicolons or tabs instead of commas if the first line has more of these. Rows without
/// any text are left out. A quotation mark in a value without quotes, text behind a closing one, and quotes without an
/// end are errors with their place. `text` is UTF-8 and begins at byte 0 of the diagnostics' source; the time it takes
/// is linear. Own code: libcsv, the only C library for it in Debian, had its last release in 2013 and tells no places.
std::vector<CsvRow> read_csv(std::string_view text, Diagnostics& diagnostics);

}  // namespace carepress
