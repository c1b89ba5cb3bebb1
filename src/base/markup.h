#pragma once

#include <string>
#include <string_view>

namespace carepress {

/// Text for HTML's content and double-quoted attributes: "&", "<", ">" and the quotation mark become references.
std::string escaped_html(std::string_view text);

/// The same for XML. A carriage return becomes "&#13;", because a parser would read a line feed (XML 1.0, 2.11).
std::string escaped_xml(std::string_view text);

}  // namespace carepress
