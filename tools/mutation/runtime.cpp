// Linked into a test program with mutants: takes the number of the active one from CAREPRESS_MUTANT, and writes which
// test reaches which mutants to the file CAREPRESS_MUTANT_TRACE.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

int carepress_active_mutant = -1;
unsigned char carepress_reached_mutants[CAREPRESS_MUTANTS + 1] = {};

namespace {

// Before all other initialisers: tables with mutants are initialised there too.
__attribute__((constructor(101))) void read_active_mutant() {
    if (const char* number = std::getenv("CAREPRESS_MUTANT")) carepress_active_mutant = std::atoi(number);
}

/// A line for each test: its name, how many milliseconds it took, the numbers of the mutants that it reaches; between
/// them tabs. The first line has no name: what is reached before any test.
class Trace : public testing::EmptyTestEventListener {
public:
    explicit Trace(const char* path) : out_(path) {}

    void OnTestProgramStart(const testing::UnitTest& /*program*/) override { write("", 0); }
    void OnTestStart(const testing::TestInfo& /*test*/) override {
        std::fill(std::begin(carepress_reached_mutants), std::end(carepress_reached_mutants), 0);
    }
    void OnTestEnd(const testing::TestInfo& test) override {
        write(std::string(test.test_suite_name()) + "." + test.name(), test.result()->elapsed_time());
    }

private:
    void write(const std::string& name, testing::TimeInMillis took) {
        out_ << name << '\t' << took << '\t';
        for (int number = 0; number < CAREPRESS_MUTANTS; ++number)
            if (carepress_reached_mutants[number]) out_ << number << ' ';
        out_ << std::endl;
    }

    std::ofstream out_;
};

[[maybe_unused]] const bool listening = [] {
    if (const char* path = std::getenv("CAREPRESS_MUTANT_TRACE"))
        testing::UnitTest::GetInstance()->listeners().Append(new Trace(path));  // which owns it
    return true;
}();

}  // namespace
