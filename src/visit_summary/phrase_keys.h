#pragma once

#include "words/phrases.h"

namespace carepress {

/// The keys of messages/visit/<language>.yaml: the phrases of a visit summary. Those that say how to take a medicine
/// are optional: a dosage for which a language has no reliable phrase is printed in English.
PhraseKeys visit_phrase_keys();

}  // namespace carepress
