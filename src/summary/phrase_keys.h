#pragma once

#include "handout/phrases.h"

namespace carepress {

/// The keys of messages/visit/<language>.yaml: the phrases of a visit summary. Those that say how to take a medicine
/// are optional: where nobody is sure of them in a language, the dosage stands in English.
PhraseKeys visit_phrase_keys();

}  // namespace carepress
