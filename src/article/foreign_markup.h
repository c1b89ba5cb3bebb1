#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

namespace carepress::article {

/// Names what would be printed as it is written, because no reader sets it: tags of templates and editors' marks, which
/// are errors, since text is missing or was deleted there; formulas, codes of emoji, wiki links, directives, which are
/// warnings. Code is left alone. A paragraph that is nothing but "[TOC]" is
/// removed, with a note.
void name_foreign_markup(Article& article, Diagnostics& diagnostics);

}  // namespace carepress::article
