#pragma once

#include "base/source.h"
#include "import/import.h"
#include "import/pictures.h"
#include "import/record.h"

namespace carepress::import {

/// An HTML page, or text saved from one, as an article. Of a page with a <main> element that is what counts, else all
/// but its navigation, header and footer; what is left out is quoted in notes. The code is made of the title, unless
/// the page states one in front matter; address, publisher, date and keywords come from the page's head. What the
/// page's row of a manifest states counts before all this.
ImportRecord read_web_page(const Source& source, const ImportSettings& settings, const PictureFiles& pictures);

}  // namespace carepress::import
