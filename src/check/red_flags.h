#pragma once

#include "article/article.h"
#include "check/finding.h"
#include "check/passages.h"

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::check {

/// A sign of danger, and how soon it needs help.
struct RedFlag {
    std::string id;    ///< "drooling"
    std::string sign;  ///< in a few words, for messages
    article::Urgency level = article::Urgency::emergency;
    std::string source;                                  ///< the guidance behind the level, with its address
    std::map<std::string, article::Urgency> exceptions;  ///< by the code of an article whose readers differ
    std::vector<std::string> languages;                  ///< in which its phrases are known

    article::Urgency level_in(const std::string& code) const;
};

/// Where a text names a sign.
struct RedFlagMatch {
    const RedFlag* flag = nullptr;
    std::size_t begin = 0, end = 0;  ///< bytes of the text
};

/// The table of triage, words/red-flags.yaml, which says in its head how it is written.
class RedFlags {
public:
    /// An empty table.
    RedFlags();
    /// Throws EnvironmentError with the place of the fault if the file can't be read or says something unclear.
    explicit RedFlags(const std::string& path);
    ~RedFlags();
    RedFlags(RedFlags&&) noexcept;
    RedFlags& operator=(RedFlags&&) noexcept;

    std::span<const RedFlag> all() const;

    /// The signs that `text` names in `language` (BCP 47; a table for "zh-Hant" or "pt" also serves "zh-Hant-TW" and
    /// "pt-BR"), by their places. Of matches that overlap only the longest counts, and a sign that is named several
    /// times is returned once.
    std::vector<RedFlagMatch> find(std::string_view text, const std::string& language);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Signs in the help boxes of an article that are in a box of another level than the table's: an error in a less
/// urgent one, a warning in a more urgent one.
void check_red_flags(const std::vector<Passage>& passages, const article::Metadata& metadata, RedFlags& flags,
                     Findings& findings);

}  // namespace carepress::check
