#pragma once

#include "article/article.h"
#include "base/digest.h"
#include "base/source.h"

#include <set>
#include <string>

namespace carepress::library {

/// What a library needs to know of an article before it is pressed.
struct ArticleFacts {
    Sha256 digest{};
    std::string title, version;
    std::string code;                ///< may be empty
    std::string language;            ///< BCP 47, as press() will find it
    article::Release release;        ///< whether it may go to patients
    std::set<std::string> pictures;  ///< paths as its figures name them
};

/// Reads them, where possible from the front matter alone: a tenth of the time that reading the article takes.
ArticleFacts read_facts(const Source& source);

/// The name that an article's file gives it, "fever" of "en/fever.md", made fit for a file's name: everything but
/// letters, digits, '.', '_', '-' and what is not ASCII becomes '-'. Never empty, without a leading dot.
std::string slug_of(const std::string& path);

}  // namespace carepress::library
