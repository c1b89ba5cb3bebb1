#pragma once

#include "library/sqlite.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace carepress::library {

/// The word of the index that is meant by one that no article has; empty where none is near enough. It sounds the same
/// ("newmonia"), or one letter of five or more differs; a word of less than six letters must be in the name of an
/// article. It is never the opposite of what was written. `written` is folded; `languages` is an FTS5 expression for
/// the languages to stay in, empty for all.
std::string nearest_word(Database& database, const std::string& written, const std::string& languages);

/// The least number of letters to put in, take out, change, or swap with their neighbours to make `b` of `a` (optimal
/// string alignment); `most` + 1 where it is more than `most`.
std::size_t edits_between(std::u16string_view a, std::u16string_view b, std::size_t most);

}  // namespace carepress::library
