// A client that sends exactly the bytes it is told to, and a server to send them to.
#pragma once

#include "base/descriptor.h"
#include "net/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace carepress::test {

/// How long a test waits for what must happen; only a hang takes as long.
inline constexpr std::chrono::seconds patience{30};

/// Waits until `is_so` says yes; false after `patience`.
inline bool eventually(const std::function<bool()>& is_so) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!is_so()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

/// One answer as it came.
struct Answer {
    int status = 0;  ///< 0: none came
    net::Headers headers;
    std::string body;

    std::string header(std::string_view name) const { return std::string(headers.get(name).value_or("")); }
};

class RawClient {
public:
    /// `address` is as Listener::address() says it.
    explicit RawClient(const std::string& address) {
        if (address.starts_with("unix:")) {
            sockaddr_un local = {};
            local.sun_family = AF_UNIX;
            std::copy(address.begin() + 5, address.end(), local.sun_path);
            connect(reinterpret_cast<const sockaddr*>(&local), sizeof local, AF_UNIX);
        } else if (address.starts_with('[')) {
            sockaddr_in6 v6 = {};
            v6.sin6_family = AF_INET6;
            v6.sin6_addr = in6addr_loopback;
            v6.sin6_port = port_of(address);
            connect(reinterpret_cast<const sockaddr*>(&v6), sizeof v6, AF_INET6);
        } else {
            sockaddr_in v4 = {};
            v4.sin_family = AF_INET;
            v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            v4.sin_port = port_of(address);
            connect(reinterpret_cast<const sockaddr*>(&v4), sizeof v4, AF_INET);
        }
    }

    bool is_connected() const { return is_connected_; }

    /// Returns whether all was sent; the server may close before.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    /// Reads the next answer; to HEAD, without a body.
    Answer read(bool is_head = false) {
        Answer answer;
        std::size_t end = 0;
        while ((end = received_.find("\r\n\r\n")) == std::string::npos)
            if (!receive()) return answer;
        std::string_view head = std::string_view(received_).substr(0, end + 2);
        const std::size_t line = head.find("\r\n");
        if (!head.starts_with("HTTP/1.1 ")) return answer;
        std::from_chars(head.data() + 9, head.data() + 12, answer.status);
        for (head.remove_prefix(line + 2); !head.empty(); head.remove_prefix(head.find("\r\n") + 2)) {
            const std::size_t colon = head.find(": ");
            answer.headers.add(std::string(head.substr(0, colon)),
                               std::string(head.substr(colon + 2, head.find("\r\n") - colon - 2)));
        }
        received_.erase(0, end + 4);
        std::size_t length = 0;
        if (const auto text = answer.headers.get("Content-Length"))
            std::from_chars(text->data(), text->data() + text->size(), length);
        if (is_head) length = 0;
        while (received_.size() < length)
            if (!receive()) {
                answer.status = 0;
                return answer;
            }
        answer.body = received_.substr(0, length);
        received_.erase(0, length);
        return answer;
    }

    Answer ask(std::string_view bytes) {
        send(bytes);
        return read();
    }

    /// All that comes until the server closes, after what was read.
    std::string read_to_end() {
        while (receive()) {
        }
        return std::exchange(received_, {});
    }
    /// Whether the server closes, having sent no more.
    bool is_closed() { return read_to_end().empty() && is_at_end_; }

    void close_sending() { ::shutdown(socket_.get(), SHUT_WR); }
    void close() { socket_ = Descriptor(); }
    /// Closes so that the server sees a reset.
    void reset() {
        const linger at_once = {1, 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        close();
    }
    void keep_little() {  ///< before much is sent to it
        const int size = 4'096;
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    }

private:
    static in_port_t port_of(const std::string& address) {
        return htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    }

    void connect(const sockaddr* address, socklen_t size, int family) {
        socket_ = Descriptor(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const timeval limit = {patience.count(), 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        const int yes = 1;
        if (family != AF_UNIX) ::setsockopt(socket_.get(), IPPROTO_TCP, 1 /* TCP_NODELAY */, &yes, sizeof yes);
        is_connected_ = ::connect(socket_.get(), address, size) == 0;
    }

    bool receive() {
        char buffer[16'384];
        const ssize_t count = ::recv(socket_.get(), buffer, sizeof buffer, 0);
        if (count > 0) received_.append(buffer, static_cast<std::size_t>(count));
        is_at_end_ = count == 0 || (count < 0 && errno == ECONNRESET);
        return count > 0;
    }

    Descriptor socket_;
    std::string received_;
    bool is_connected_ = false, is_at_end_ = false;
};

/// A door that handlers wait at.
class Gate {
public:
    /// Of a handler: says that it is here and waits.
    void pass() {
        std::unique_lock lock(mutex_);
        ++arrived_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return is_open_; });
    }
    void open() {
        const std::lock_guard lock(mutex_);
        is_open_ = true;
        changed_.notify_all();
    }
    /// Waits until `count` have come.
    bool wait_for(int count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, [&] { return arrived_ >= count; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int arrived_ = 0;
    bool is_open_ = false;
};

/// What a handler saw, as text.
inline net::Response echo(const net::Request& request, const net::Work&) {
    std::string text = request.method;
    for (const std::string& segment : request.target.segments) text += " [" + segment + "]";
    for (const auto& [name, value] : request.target.query) text += " " + name + "=" + value;
    text += " host=" + std::string(request.headers.get("Host").value_or("none")) + " body=" + request.body;
    return net::make_response(200, "text/plain", text);
}

/// A server on a thread of its own, stopped at the end.
class RunningServer {
public:
    explicit RunningServer(net::Routes routes = echo_routes(), net::Limits limits = {},
                           const std::string& listen = "127.0.0.1:0")
        : RunningServer(std::move(routes), std::move(limits), listeners_at(listen)) {}

    RunningServer(net::Routes routes, net::Limits limits, std::vector<net::Listener> listeners)
        : address_(listeners.at(0).address()),
          routes_(std::move(routes)),
          server_(std::move(listeners), std::move(limits), routes_),
          thread_([this] { server_.run(); }) {}
    ~RunningServer() { stop(); }

    /// Waits for the end of run().
    void stop() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }
    net::Server& server() { return server_; }
    const net::Counters& counters() const { return server_.counters(); }
    const std::string& address() const { return address_; }
    RawClient client() const { return RawClient(address_); }

    static std::vector<net::Listener> listeners_at(const std::string& listen) {
        std::vector<net::Listener> listeners;
        listeners.push_back(net::Listener::open(net::read_listen_address(listen).value()));
        return listeners;
    }

    static net::Routes echo_routes() {
        net::Routes routes;
        routes.add({"GET", "/{rest...}", echo, 1'000});
        routes.add({"GET", "/", echo, 1'000});
        routes.add({"POST", "/{rest...}", echo, 100'000});
        routes.add({"POST", "/", echo, 100'000});
        return routes;
    }

private:
    std::string address_;
    net::Routes routes_;
    net::Server server_;
    std::thread thread_;
};

/// Routes of one handler at /x.
inline net::Routes one_route(net::Handler handler, std::chrono::milliseconds time_limit = patience) {
    net::Routes routes;
    routes.add({"GET", "/x", std::move(handler), 0, time_limit});
    routes.add({"GET", "/", echo, 0});
    return routes;
}

inline constexpr std::string_view get_x = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
inline constexpr std::string_view get_root = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace carepress::test
