#pragma once

#include "words/phrases.h"

namespace carepress::visit_summary {

/// The keys of messages/visit/<language>.yaml: the phrases of a visit summary. Those that say how to take a medicine
/// are optional: a dosage for which a language has no reliable phrase is printed in English.
words::PhraseKeys visit_phrase_keys();

}  // namespace carepress::visit_summary
