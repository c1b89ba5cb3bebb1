#pragma once

#include "library/sqlite.h"

#include <functional>
#include <string_view>

namespace carepress::library {

/// Writes index.html, part by part: the outputs of an ExportState's database by language and title, with a filter. One
/// file without any other, that works without scripts too; conforms to WCAG 2.1 AA.
void write_index_page(Database& database, const std::function<void(std::string_view)>& write);

}  // namespace carepress::library
