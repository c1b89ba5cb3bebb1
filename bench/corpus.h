#pragma once

#include "base/source.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::bench {

/// `count` Markdown articles of the seed article's size (about 470 words with heads and furniture: title, overview,
/// follow-up, six bullets, help levels, learn-more), all different, assembled from the sentences of articles/<language>
/// by a fixed rule from `seed`. `new_words_per_thousand` of their words are changed into words that are nowhere else;
/// Latin letters alone are changed.
std::vector<Source> make_corpus(std::uint32_t seed, int count, int new_words_per_thousand,
                                const std::string& language = "en");

/// A visit of a patient who does not exist: a few medicines, conditions and measurements, and of each a dozen of other
/// visits, as a record system's export has them. A FHIR bundle of 42 kB.
Source make_visit_bundle();

}  // namespace carepress::bench
