#include "service/visit_child_main.h"

#include "base/error.h"
#include "service/sandbox.h"
#include "service/try_sandbox.h"
#include "service/visit_child_messages.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>

namespace carepress::service {
namespace {

/// All of standard input; nothing if it is longer than a request may be, or can't be read.
std::optional<std::string> read_standard_input() {
    constexpr std::size_t largest_message = largest_request + 5'000'000;  // with its head
    std::string bytes;
    std::array<char, 65536> buffer;
    while (true) {
        const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (got == 0) return bytes;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 || bytes.size() + static_cast<std::size_t>(got) > largest_message) return std::nullopt;
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

bool write_standard_output(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Bytes of memory at their most, from /proc/self/status; 0 where they are not known.
struct PeakMemory {
    std::size_t resident = 0, address_space = 0;
};

PeakMemory peak_memory() {
    std::string text;
    try {
        text = read_source("/proc/self/status").bytes;
    } catch (const EnvironmentError&) {
        return {};
    }
    const auto kilobytes = [&](std::string_view name) {
        std::size_t number = 0;
        const std::size_t line = text.find(name);
        if (line == std::string::npos) return number;
        const std::size_t digits = std::min(text.find_first_of("0123456789", line), text.size());
        std::from_chars(text.data() + digits, text.data() + text.size(), number);
        return number;
    };
    return {kilobytes("VmHWM:") * 1024, kilobytes("VmPeak:") * 1024};
}

/// A library that gets no memory may leave something out without a word. So what was made so near to the limit is not
/// given to anybody.
bool came_near(std::uint64_t limit, const PeakMemory& peak) {
    return limit > 0 && peak.address_space > limit - limit / 8;
}

job::VisitJobResult press(const VisitChildRequest& request) {
    job::VisitJobResult result;
    job::run_steps(result, [&] {
        const engine::Engine engine(request.resources, 1);
        job::JobContext context{engine, request.now, request.index_folder};
        context.topics = request.topics;
        context.catalog = request.catalog;
        result = job::press_visit(request.job, context, request.format);
    });
    return result;
}

VisitChildStatus answer(const Sandbox& sandbox, std::uint64_t memory_limit) {
    std::optional<std::string> bytes = read_standard_input();
    if (!bytes) return child_understood_nothing;
    const std::optional<IncomingRequest> incoming = read_request(*bytes);
    if (!incoming) return child_understood_nothing;
    std::string().swap(*bytes);  // the request has what it needs of it
    const job::VisitJobResult result = press(incoming->request);
    const PeakMemory peak = peak_memory();
    if (came_near(memory_limit, peak)) return child_had_no_memory;
    const std::string response = write_response(result, {sandbox.limits_system_calls, peak.resident});
    return write_standard_output(response) ? child_answered : child_failed;
}

/// Where memory has run out, ends the process at once: libraries that go on without it may wait for themselves.
void end_without_memory() { std::_Exit(child_had_no_memory); }

VisitChildStatus run(const VisitChildOptions& options) {
    constexpr std::uint64_t megabyte = 1'000'000;
    std::set_new_handler(end_without_memory);
    try {
        const std::uint64_t memory_limit = options.memory_megabytes * megabyte;
        const Sandbox sandbox = enter_sandbox({options.cpu_seconds, memory_limit, options.require_seccomp});
        if (!sandbox.error.empty()) return child_was_not_shut_in;
        if (options.try_sandbox) return write_standard_output(try_sandbox(sandbox)) ? child_answered : child_failed;
        return answer(sandbox, memory_limit);
    } catch (const std::bad_alloc&) {  // of a size that no memory has
        return child_had_no_memory;
    } catch (const std::exception&) {
        return child_failed;  // its words may be the record's
    }
}

}  // namespace

void run_visit_child(const VisitChildOptions& options) {
    const VisitChildStatus status = run(options);
    std::_Exit(status);  // nothing is left to write, and much would be freed one by one
}

}  // namespace carepress::service
