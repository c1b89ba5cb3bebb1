#pragma once

#include "base/source.h"
#include "import/record.h"

namespace carepress::import {

/// An HTML page, or text saved from one, as an article. Of a page with a <main> element that is what counts, else all
/// but its navigation, header and footer; what is left out is quoted in notes. The code is made of the title, unless
/// the page states one in front matter; address, publisher, date and keywords come from the page's head.
/// `language` is that of a page that states none; empty: English, with a note.
ImportRecord read_web_page(const Source& source, const std::string& language);

}  // namespace carepress::import
