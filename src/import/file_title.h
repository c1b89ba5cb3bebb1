#pragma once

#include <string>
#include <string_view>

namespace carepress::import {

/// The title of an article that has none, in the words of its file: "Fever and rash" of "pages/fever_and-rash.html". A
/// name that says nothing of the subject has its folder's before it: "Shingles: content 3" of "shingles/content-3.md".
/// Empty if the name has no words, or no extension: then it is not a file's, as that of standard input.
std::string title_of_file(std::string_view path);

}  // namespace carepress::import
