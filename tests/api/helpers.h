#pragma once

#include <carepress/engine.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

/// The tests of the library see it as others do: by include/carepress alone.
namespace carepress::test {

inline std::string project(const std::string& relative) { return std::string(CAREPRESS_SOURCE_FOLDER "/") + relative; }

/// Loaded once for the test program.
inline const Engine& engine() {
    static const Engine one;
    return one;
}

inline std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_file(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

struct CommandResult {
    int status = -1;
    std::string output;  ///< standard output
};

inline CommandResult run(const std::string& command) {
    CommandResult result;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return result;
    std::array<char, 65536> buffer;
    for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        result.output.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
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

/// A folder of its own that goes when the test ends.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "carepress-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::string file(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace carepress::test
