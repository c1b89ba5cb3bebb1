#pragma once

#include "base/descriptor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::net {

/// An address of IPv4 or IPv6 in numbers, and a port; 0 is one that the system chooses.
struct InternetAddress {
    std::string host;  ///< "127.0.0.1", "::1"
    std::uint16_t port = 0;

    bool operator==(const InternetAddress&) const = default;
};

/// A socket in the file system.
struct UnixAddress {
    std::string path;
    unsigned mode = 0600;  ///< 0660 lets the group connect, such as that of the proxy

    bool operator==(const UnixAddress&) const = default;
};

using ListenAddress = std::variant<InternetAddress, UnixAddress>;

/// Reads "127.0.0.1:8080", "[::1]:0", "localhost:8080" (which is 127.0.0.1) or "unix:PATH"; nullopt for anything else.
std::optional<ListenAddress> read_listen_address(std::string_view text);

/// A socket that listens. One that this process made in the file system is removed with it.
class Listener {
public:
    /// Opens a socket and listens. A socket at PATH that no process listens on any more is replaced; a lock on
    /// PATH.lock, which stays, keeps two processes from doing so at once. Anything else at PATH is left as it is.
    /// EnvironmentError if the address is in use or cannot be opened.
    static Listener open(const ListenAddress& address);

    /// The sockets that a service manager passed on, which are the descriptors 3 to 3 + `count` - 1 (sd_listen_fds(3)):
    /// `count` is what LISTEN_FDS says. EnvironmentError for one that is not a stream socket that listens.
    static std::vector<Listener> inherit(int count);

    /// The same for one descriptor, which is closed with it.
    static Listener adopt(int descriptor);

    Listener(Listener&&) noexcept = default;
    Listener& operator=(Listener&&) noexcept;
    ~Listener();

    int descriptor() const { return socket_.get(); }
    /// AF_INET, AF_INET6 or AF_UNIX.
    int family() const { return family_; }
    /// The port of an internet address, chosen by the system or not; 0 for a Unix socket.
    std::uint16_t port() const;
    /// "127.0.0.1:8080", "[::1]:8080" or "unix:PATH": for people, and for read_listen_address().
    std::string address() const;

private:
    Listener() = default;
    static Listener open_at(const InternetAddress& address);
    static Listener open_at(const UnixAddress& address);

    Descriptor socket_;
    Descriptor lock_;
    int family_ = 0;
    std::string made_path_;  ///< of the socket that this made
};

/// The address of the other end of a connection without its port, or "unix"; empty if it has left.
std::string peer_address(int descriptor);

}  // namespace carepress::net
