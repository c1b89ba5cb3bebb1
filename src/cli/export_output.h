#pragma once

#include "library/export.h"
#include "library/verify.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::cli {

std::string_view name_of(library::FileChange change);
std::string_view name_of(library::Fault fault);

/// "1,240 handouts of 310 articles in out: 12 added, …"
std::string summary_of(const library::ExportReport& report, const std::string& output, double seconds);

/// A heading with the articles below it, 50 at most; empty if there are none. `more`: where all of them are.
std::string list_of_articles(const std::string& heading, const std::vector<std::string>& articles, const char* more);

/// The files of an export by what was, or in a dry run would be, done to them.
using ChangedFiles = std::map<library::FileChange, std::vector<std::string>>;
std::string as_json(const library::ExportReport& report, const ChangedFiles& files);

/// What a verification found.
struct VerifyOutput {
    library::VerifyReport report;
    std::vector<std::pair<library::Fault, std::string>> faults;  ///< with their files
};
std::string summary_of(const library::VerifyReport& report);
std::string as_json(const VerifyOutput& output);

}  // namespace carepress::cli
