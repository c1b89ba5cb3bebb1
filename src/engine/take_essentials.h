#pragma once

#include "base/diagnostic.h"
#include "handout/compose.h"
#include "text/shape.h"

namespace carepress::engine {

/// For a layout that takes the essentials of an article: the contents with as much of each article as fits the page,
/// found by setting it. Notes what is left out. For other layouts: the contents as they are.
handout::HandoutContents take_essentials(handout::HandoutContents contents, const handout::LoadedTheme& theme,
                                         text::Shaper& shaper, Diagnostics& diagnostics);

}  // namespace carepress::engine
