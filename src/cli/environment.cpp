#include "cli/environment.h"

#include "base/descriptor.h"
#include "visit/record_time.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <system_error>

namespace carepress::cli {
namespace {

constexpr std::array<EnvironmentVariable, 9> variables{{
    {"CAREPRESS_DATA",
     "The folder that holds layouts, brands, fonts, messages and articles, instead of `../share/carepress` next to the "
     "program."},
    {"CAREPRESS_FONTS", "Further folders in which font files are looked up first, separated by colons."},
    {"LISTEN_FDS", "With `LISTEN_PID`: how many sockets a service manager has opened for `carepress serve`."},
    {"NO_COLOR", "If it is set, messages have no colours."},
    {"NOTIFY_SOCKET", "The socket on which `carepress serve` tells a service manager that it is ready."},
    {"SOURCE_DATE_EPOCH",
     "The date, in seconds since 1970, of an article that states none, of a receipt, and of `--printed-by`."},
    {"TERM", "If it is `dumb`, the progress of an export is printed line by line."},
    {"XDG_CACHE_HOME", "Search indexes are kept in its folder `carepress/`; by default in `~/.cache/carepress/`."},
    {"XDG_CONFIG_HOME", "Where `carepress/carepress.yaml` is looked up; by default `~/.config/`."},
}};

/// Empty if it is not set: that and an empty value mean the same for all of ours but NO_COLOR.
std::string value_of(const char* name) {
    const char* set = std::getenv(name);
    return set == nullptr ? std::string() : set;
}

/// A folder of the XDG Base Directory Specification, which says that relative paths are ignored.
std::string own_folder(const char* variable, const char* below_home) {
    const std::string set = value_of(variable), home = value_of("HOME");
    if (set.starts_with('/')) return set + "/carepress";
    return home.empty() ? std::string() : home + below_home + "/carepress";
}

std::vector<std::string> split_at_colons(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const std::string_view part = list.substr(0, list.find(':'));
        if (!part.empty()) parts.emplace_back(part);
        list.remove_prefix(std::min(part.size() + 1, list.size()));
    }
    return parts;
}

}  // namespace

std::span<const EnvironmentVariable> environment_variables() { return variables; }

engine::ResourceSettings resource_settings() {
    return {engine::find_data_folder(value_of("CAREPRESS_DATA")), split_at_colons(value_of("CAREPRESS_FONTS"))};
}

std::string search_index_folder() { return own_folder("XDG_CACHE_HOME", "/.cache"); }

std::string user_settings_folder() { return own_folder("XDG_CONFIG_HOME", "/.config"); }

std::string date_of_environment() {
    const std::string set = value_of("SOURCE_DATE_EPOCH");
    if (set.empty()) return {};
    char* end = nullptr;
    const long long seconds = std::strtoll(set.c_str(), &end, 10);
    if (*end != '\0' || seconds < 0 || seconds > 253'402'300'799) return {};
    return visit::instant_text(seconds);
}

int passed_sockets() {
    const auto number_of = [](const std::string& text) {
        long number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc{} && end == text.data() + text.size() ? number : 0;
    };
    if (number_of(value_of("LISTEN_PID")) != ::getpid()) return 0;
    return static_cast<int>(std::clamp(number_of(value_of("LISTEN_FDS")), 0L, 64L));
}

void tell_service_manager(const std::string& state) {
    const std::string path = value_of("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path.empty() || path.size() >= sizeof address.sun_path) return;
    const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket) return;
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, path.size());
    if (path.front() == '@') address.sun_path[0] = '\0';  // an abstract socket
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    // The service goes on without its manager.
    static_cast<void>(::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL,
                               reinterpret_cast<const sockaddr*>(&address), size));
}

bool is_coloured(int descriptor) { return ::isatty(descriptor) == 1 && std::getenv("NO_COLOR") == nullptr; }

bool can_rewrite_lines() {
    const std::string kind = value_of("TERM");
    return ::isatty(STDERR_FILENO) == 1 && !kind.empty() && kind != "dumb";
}

}  // namespace carepress::cli
