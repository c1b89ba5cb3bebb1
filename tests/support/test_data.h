// Test data that this project did not write: where it is, and what a test does without it. tests/data/README.md lists
// the sets.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

namespace carepress::test {

/// Where a set may be, best first: committed with this repository, fetched by tools/test-data, and next to the work
/// tree, where a developer may keep larger sets of the same form that are not public.
inline constexpr const char* public_data_folders[] = {CAREPRESS_SOURCE_FOLDER "/tests/data",
                                                      CAREPRESS_SOURCE_FOLDER "/build/data"};
inline constexpr const char* extra_data_folder = CAREPRESS_SOURCE_FOLDER "/../shared/data";

/// The file or folder `name` ("udhr", "hostile/json") of the public test data, else of the extra data. Where neither
/// has it, the path at which tools/test-data would put it, so that messages name a useful place.
inline std::string test_data(const std::string& name) {
    for (const char* folder : public_data_folders)
        if (const std::string path = std::string(folder) + "/" + name; std::filesystem::exists(path)) return path;
    const std::string extra = std::string(extra_data_folder) + "/" + name;
    return std::filesystem::exists(extra) ? extra : std::string(public_data_folders[1]) + "/" + name;
}

/// The folder `name` as test_data() finds it, and the extra one if it is another: for tests that read every file that
/// there is. Says on standard output that the test had extra input.
inline std::vector<std::string> all_test_data(const std::string& name) {
    std::vector<std::string> folders{test_data(name)};
    const std::string extra = std::string(extra_data_folder) + "/" + name;
    if (folders[0] == extra || !std::filesystem::exists(extra)) return folders;
    std::cout << "also reads " << name << " of the extra data next to the work tree\n";
    folders.push_back(extra);
    return folders;
}

/// Whether a missing set is a failure: where CAREPRESS_REQUIRE_DATA is set, as in CI.
inline bool is_data_required() { return std::getenv("CAREPRESS_REQUIRE_DATA") != nullptr; }

inline std::string missing_data_message(const std::string& name) {
    return "NOT CHECKED: the test data \"" + name + "\" is missing; run tools/test-data to fetch it";
}

}  // namespace carepress::test

/// Ends the test if a set of test data is missing: skipped, or failed where data is required.
#define CAREPRESS_NEEDS_DATA(name)                                                                          \
    if (!std::filesystem::exists(::carepress::test::test_data(name))) {                                     \
        if (::carepress::test::is_data_required()) FAIL() << ::carepress::test::missing_data_message(name); \
        GTEST_SKIP() << ::carepress::test::missing_data_message(name);                                      \
    }                                                                                                       \
    static_assert(true, "a semicolon must follow")
