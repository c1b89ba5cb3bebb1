#pragma once

#include "support/process.h"

#include <carepress/engine.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

/// The tests of the library see it as others do: by include/carepress alone.
namespace carepress::test {

/// Loaded once for the test program.
inline const Engine& engine() {
    static const Engine one;
    return one;
}

inline HandoutJob job_of_codes(std::vector<std::string> codes) {
    HandoutJob job;
    for (std::string& code : codes) job.articles.push_back(CodeInput{std::move(code)});
    return job;
}

inline VisitJob example_visit() {
    VisitJob job;
    job.bundle = FileInput{project("examples/visit.json")};
    return job;
}

inline std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The program of this build, with the same data and no date of the environment.
inline CommandResult run_carepress(const std::string& arguments) {
    return run("env -u SOURCE_DATE_EPOCH -u CAREPRESS_DATA " CAREPRESS_PROGRAM " " + arguments + " 2>/dev/null");
}

inline std::string all_messages(const Result& result) {
    std::string text;
    for (const Diagnostic& diagnostic : result.diagnostics()) text += to_string(diagnostic) + "\n";
    return text;
}

}  // namespace carepress::test
