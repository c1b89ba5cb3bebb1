#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carepress::import {

/// The title of an article that has none, in the words of its file: "Fever and rash" of "pages/fever_and-rash.html". A
/// name that says nothing of the subject has its folder's before it: "Shingles: content 3" of "shingles/content-3.md".
/// Empty if the name has no words, or no extension: then it is not a file's, as that of standard input.
std::string title_of_file(std::string_view path);

/// Codes for an article that states none, in the words of its file, the best first: "K977" of "en/K977.html",
/// "fever-and-rash" of "pages/fever_and rash.html", then with the names of its folders before it. A name that says
/// nothing of the subject gives way to `title_slug`. Never empty.
std::vector<std::string> codes_of_file(std::string_view path, const std::string& title_slug);

}  // namespace carepress::import
