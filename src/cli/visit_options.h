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
    bool force = false;  ///< even of a visit after, or about, the patient's death
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

/// Prints what is wrong with the options, and returns false; no input is read. No message names a file.
bool check_visit_options(const VisitOptions& options);

/// Who prints the handout: --printed-by as a line of text, without characters that no reader sees.
std::string name_of_printer(const VisitOptions& options);

/// The receipt's second file, beside the first.
std::string fhir_receipt_path(const std::string& receipt);

}  // namespace carepress
