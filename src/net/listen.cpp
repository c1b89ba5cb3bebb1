#include "net/listen.h"

#include "base/error.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>
#include <utility>

namespace carepress::net {
namespace {

constexpr int backlog = 512;
constexpr int first_inherited = 3;  // SD_LISTEN_FDS_START

[[noreturn]] void fail(const std::string& what) {
    const int error = errno;
    throw EnvironmentError(what + ": " + std::generic_category().message(error));
}

/// A socket address of any family.
struct SocketAddress {
    sockaddr_storage storage = {};
    socklen_t size = 0;

    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    template <class T>
    const T& as() const {
        return reinterpret_cast<const T&>(storage);
    }
};

template <class T>
SocketAddress socket_address(const T& address) {
    SocketAddress any;
    any.size = sizeof address;
    std::memcpy(&any.storage, &address, sizeof address);
    return any;
}

std::optional<SocketAddress> socket_address(const InternetAddress& address) {
    if (sockaddr_in v4 = {}; ::inet_pton(AF_INET, address.host.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(address.port);
        return socket_address<sockaddr_in>(v4);
    }
    if (sockaddr_in6 v6 = {}; ::inet_pton(AF_INET6, address.host.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(address.port);
        return socket_address<sockaddr_in6>(v6);
    }
    return std::nullopt;
}

SocketAddress socket_address_of_path(const std::string& path) {
    sockaddr_un local = {};
    if (path.empty() || path.size() >= sizeof local.sun_path)
        throw EnvironmentError("the path of a socket has 1 to " + std::to_string(sizeof local.sun_path - 1) + " bytes");
    local.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), local.sun_path);
    return socket_address<sockaddr_un>(local);
}

SocketAddress name_of_socket(int descriptor) {
    SocketAddress name;
    name.size = sizeof name.storage;
    if (::getsockname(descriptor, name.get(), &name.size) != 0) fail("cannot tell the address of a socket");
    return name;
}

/// The host of an internet address in numbers.
std::string host_text(const SocketAddress& name) {
    char text[INET6_ADDRSTRLEN] = {};
    if (name.storage.ss_family == AF_INET6)
        ::inet_ntop(AF_INET6, &name.as<sockaddr_in6>().sin6_addr, text, sizeof text);
    else
        ::inet_ntop(AF_INET, &name.as<sockaddr_in>().sin_addr, text, sizeof text);
    return text;
}

Descriptor new_socket(int family) {
    Descriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket) fail("cannot make a socket");
    return socket;
}

int option_of(int descriptor, int option) {
    int value = 0;
    socklen_t size = sizeof value;
    return ::getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

/// Held as long as the socket is there. The file stays: if it were removed, two processes could each lock their own.
Descriptor lock_path(const std::string& path) {
    Descriptor lock(::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock) fail("cannot open " + path + ".lock");
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) throw EnvironmentError("another process listens on " + path);
        fail("cannot lock " + path + ".lock");
    }
    return lock;
}

/// Removes a socket that no process listens on; fails for anything else that is there.
void remove_stale(const std::string& path, const SocketAddress& address) {
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0) {
        if (errno == ENOENT) return;
        fail("cannot look at " + path);
    }
    if (!S_ISSOCK(status.st_mode)) throw EnvironmentError(path + " exists and is not a socket");
    const Descriptor probe = new_socket(AF_UNIX);
    if (::connect(probe.get(), address.get(), address.size) == 0 || errno != ECONNREFUSED)
        throw EnvironmentError("another process listens on " + path);
    if (::unlink(path.c_str()) != 0) fail("cannot remove the old socket " + path);
}

}  // namespace

std::optional<ListenAddress> read_listen_address(std::string_view text) {
    constexpr std::string_view unix_prefix = "unix:";
    if (text.starts_with(unix_prefix)) {
        text.remove_prefix(unix_prefix.size());
        if (text.empty() || text.find('\0') != std::string_view::npos) return std::nullopt;
        return UnixAddress{std::string(text)};
    }
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    InternetAddress address;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    const bool is_bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (is_bracketed) host = host.substr(1, host.size() - 2);
    if (is_bracketed != (host.find(':') != std::string_view::npos)) return std::nullopt;
    address.host = host == "localhost" ? "127.0.0.1" : host;
    if (!socket_address(address)) return std::nullopt;
    return address;
}

Listener Listener::open(const ListenAddress& address) {
    return std::visit([](const auto& each) { return open_at(each); }, address);
}

Listener Listener::open_at(const InternetAddress& address) {
    const std::optional<SocketAddress> at = socket_address(address);
    const std::string shown = (address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]") +
                              ":" + std::to_string(address.port);
    if (!at) throw EnvironmentError(shown + " is not an address in numbers");
    Listener listener;
    listener.family_ = at->storage.ss_family;
    listener.socket_ = new_socket(listener.family_);
    const int yes = 1;
    ::setsockopt(listener.descriptor(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);  // connections in TIME_WAIT
    if (::bind(listener.descriptor(), at->get(), at->size) != 0 || ::listen(listener.descriptor(), backlog) != 0)
        fail("cannot listen on " + shown);
    return listener;
}

Listener Listener::open_at(const UnixAddress& address) {
    const SocketAddress at = socket_address_of_path(address.path);
    Listener listener;
    listener.family_ = AF_UNIX;
    listener.lock_ = lock_path(address.path);
    remove_stale(address.path, at);
    listener.socket_ = new_socket(AF_UNIX);
    // Linux makes the file with the mode of the socket, less the umask: others can never connect, not even for a
    // moment.
    if (::fchmod(listener.descriptor(), address.mode & 0600) != 0 ||
        ::bind(listener.descriptor(), at.get(), at.size) != 0)
        fail("cannot make the socket " + address.path);
    listener.made_path_ = address.path;
    if (::chmod(address.path.c_str(), address.mode) != 0 || ::listen(listener.descriptor(), backlog) != 0)
        fail("cannot listen on " + address.path);
    return listener;
}

std::vector<Listener> Listener::inherit(int count) {
    std::vector<Listener> listeners;
    listeners.reserve(static_cast<std::size_t>(std::max(count, 0)));
    for (int i = 0; i < count; ++i) listeners.push_back(adopt(first_inherited + i));
    return listeners;
}

Listener Listener::adopt(int descriptor) {
    if (option_of(descriptor, SO_TYPE) != SOCK_STREAM || option_of(descriptor, SO_ACCEPTCONN) != 1)
        throw EnvironmentError("inherited descriptor " + std::to_string(descriptor) +
                               " is not a stream socket that listens");
    Listener listener;
    listener.socket_ = Descriptor(descriptor);
    listener.family_ = option_of(descriptor, SO_DOMAIN);
    if (::fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0 ||
        ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK) != 0)
        fail("cannot set up an inherited socket");
    return listener;
}

Listener& Listener::operator=(Listener&& other) noexcept {
    std::swap(socket_, other.socket_);
    std::swap(lock_, other.lock_);
    std::swap(family_, other.family_);
    std::swap(made_path_, other.made_path_);
    return *this;
}

/// The file goes before the lock does.
Listener::~Listener() {
    if (socket_ && !made_path_.empty()) ::unlink(made_path_.c_str());
}

std::uint16_t Listener::port() const {
    const SocketAddress name = name_of_socket(socket_.get());
    if (family_ == AF_INET) return ntohs(name.as<sockaddr_in>().sin_port);
    if (family_ == AF_INET6) return ntohs(name.as<sockaddr_in6>().sin6_port);
    return 0;
}

std::string Listener::address() const {
    const SocketAddress name = name_of_socket(socket_.get());
    if (family_ == AF_UNIX) return "unix:" + std::string(name.as<sockaddr_un>().sun_path);
    const std::string host = host_text(name);
    return (family_ == AF_INET6 ? "[" + host + "]" : host) + ":" + std::to_string(port());
}

std::string peer_address(int descriptor) {
    SocketAddress name;
    name.size = sizeof name.storage;
    if (::getpeername(descriptor, name.get(), &name.size) != 0) return {};
    return name.storage.ss_family == AF_UNIX ? "unix" : host_text(name);
}

}  // namespace carepress::net
