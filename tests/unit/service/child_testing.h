#pragma once

#include "service/visit_child.h"
#include "support/support.h"
#include "support/visit_bundle.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

// Sanitizers reserve address space by the terabyte, so that it can't be limited, and are slow.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CAREPRESS_HAS_SANITIZER 1
#else
#define CAREPRESS_HAS_SANITIZER 0
#endif

namespace carepress::test {

/// The program, with limits that a busy machine keeps.
inline service::ChildLimits usual_limits() {
    service::ChildLimits limits;
    limits.time = std::chrono::minutes(2);
    limits.cpu_seconds = CAREPRESS_HAS_SANITIZER ? 100 : 10;
    if (CAREPRESS_HAS_SANITIZER) limits.memory_megabytes = 0;
    limits.program = CAREPRESS_PROGRAM;
    return limits;
}

/// The made-up visit of the examples.
inline service::VisitChildRequest sprained_ankle() {
    service::VisitChildRequest request;
    request.job.bundle = job::BytesInput{{}, read_source(project("examples/visit.json")).bytes, {}};
    request.resources.data.path = CAREPRESS_SOURCE_FOLDER;
    request.now = 1'700'000'000'000'000'000;
    return request;
}

/// Seconds. Only what does not end by itself takes as long, however busy the machine is.
inline constexpr double hang = 60;

class Stopwatch {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// A record with so many medicines and conditions that reading it takes seconds, and much memory.
inline service::VisitChildRequest slow_visit() {
    static const std::string json = [] {
        VisitBundle bundle;
        for (int i = 0; i < 12'000; ++i) {
            const std::string number = std::to_string(i);
            bundle.add_medicine("Medicine " + number, tablets(1 + i % 3, 1 + i % 4));
            bundle.add_condition("Condition " + number);
        }
        return bundle.json();
    }();
    service::VisitChildRequest request = sprained_ankle();
    request.job.bundle = job::BytesInput{{}, json, {}};
    return request;
}

inline std::size_t count_descriptors() {
    const std::filesystem::directory_iterator descriptors("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(descriptors), end(descriptors)));
}

/// Also of one that has ended and is waited for by nobody.
inline bool has_children() {
    siginfo_t found{};
    return ::waitid(P_ALL, 0, &found, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

/// The number of the only child of this process, its arguments and its environment, with a space after each; nothing
/// while it is not yet the program.
inline pid_t read_process_words(std::string& words, std::string& variables) {
    const auto text_of = [](const std::string& path) {
        std::ifstream file(path, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(file), {}};
        for (char& c : text)
            if (c == '\0') c = ' ';
        return text;
    };
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::string child = text_of(task.path().string() + "/children");
        child = child.substr(0, child.find(' '));
        if (child.empty()) continue;
        words = text_of("/proc/" + child + "/cmdline");
        if (!words.starts_with("carepress ")) words.clear();
        variables = text_of("/proc/" + child + "/environ");
        return std::stoi(child);
    }
    return 0;
}

/// The processor time that a process has used, in clock ticks (proc_pid_stat(5), utime).
inline long processor_ticks(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::istringstream fields(text.substr(std::min(text.rfind(')'), text.size() - 1) + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field) fields >> skipped;
    long ticks = 0;
    fields >> ticks;
    return ticks;
}

}  // namespace carepress::test
