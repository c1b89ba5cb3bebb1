#pragma once

#include "article/article.h"
#include "style/stylesheet.h"
#include "text/shape.h"
#include "words/patient_line.h"

namespace carepress::engine {

/// Replaces each character that no face has with its name, "[U+1F600 GRINNING FACE]": what a clinician wrote for a
/// patient must not stop a summary, and never becomes a box on paper. One warning says how many such characters there
/// are.
void spell_missing(article::Article& summary, words::PatientLine& patient, const style::Stylesheet& stylesheet,
                   text::Shaper& shaper, Diagnostics& diagnostics);

}  // namespace carepress::engine
