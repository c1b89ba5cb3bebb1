#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace carepress {

/// What `carepress visit` was asked for.
struct VisitOptions {
    std::string bundle;  ///< a file, or "-"
    std::string output;  ///< a file, or "-"
    std::string encounter, patient;
    std::vector<std::string> articles;  ///< codes in the library
    bool suggest = false;
    std::string note;  ///< a Markdown file, or "-"
    std::string time_zone;
    bool include_restricted = false;
    bool force = false;  ///< also for a visit after, or about, the patient's death
    bool strict = false;
    std::vector<std::string> without;  ///< parts of the summary
    std::string printed_by;
    std::string receipt;  ///< a file
    std::string report;   ///< a file, or "-"
    std::string layout = "visit-summary";
    std::string brand = "default";
    std::string language;
    std::string library;  ///< empty: the articles that come with the program
    bool no_language_notice = false;
    bool quiet = false;
};

/// Adds the command's options, its help and its examples.
void add_visit_options(CLI::App& command, VisitOptions& options);

/// Returns false, and prints what is wrong, if the options can't be used together. Reads no input, and no message names
/// a file.
bool check_visit_options(const VisitOptions& options);

/// The name for --printed-by as one line of text, without invisible characters. Takes well-formed UTF-8.
std::string name_of_printer(const VisitOptions& options);

/// The path of the receipt's second file, next to the first.
std::string fhir_receipt_path(const std::string& receipt);

}  // namespace carepress
