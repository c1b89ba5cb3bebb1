#include "net/mllp.h"

#include "base/descriptor.h"
#include "net/clock.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

namespace carepress::net {
namespace {

constexpr char begin_of_block = '\x0B', end_of_block = '\x1C';
constexpr std::size_t longest_answer = 1'000'000;

/// The port of an address of this machine.
std::optional<std::uint16_t> port_of(std::string_view address) {
    const std::size_t colon = address.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string_view host = address.substr(0, colon), digits = address.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const bool is_port = error == std::errc() && end == digits.data() + digits.size() && port > 0;
    return is_port && (host == "127.0.0.1" || host == "localhost") ? std::optional(port) : std::nullopt;
}

class Exchanger {
public:
    Exchanger(std::string address, std::chrono::milliseconds total_time, const std::function<bool()>& is_cancelled)
        : address_(std::move(address)), deadline_(now() + total_time), is_cancelled_(is_cancelled) {}

    std::variant<std::string, ClientError> run(std::uint16_t port, std::string_view message) {
        if (!connect(port)) return failure(ClientFailure::not_reached, "no connection; nothing listens there");
        std::string framed;
        framed.append(1, begin_of_block).append(message).append(1, end_of_block).append(1, '\r');
        while (!framed.empty()) {
            if (!wait(POLLOUT)) return timed_out();
            const ssize_t sent = ::send(socket_.get(), framed.data(), framed.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno != EAGAIN && errno != EINTR)
                return failure(ClientFailure::broken, "the connection broke");
            if (sent > 0) framed.erase(0, static_cast<std::size_t>(sent));
        }
        return read_answer();
    }

private:
    ClientError failure(ClientFailure kind, std::string what) const { return {kind, address_, std::move(what)}; }
    ClientError timed_out() const {
        return is_cancelled_ && is_cancelled_() ? failure(ClientFailure::cancelled, "it is not wanted any more")
                                                : failure(ClientFailure::took_too_long, "no answer in time");
    }

    bool connect(std::uint16_t port) {
        socket_ = Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (!socket_) return false;
        if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return true;
        if (errno != EINPROGRESS || !wait(POLLOUT)) return false;
        int error = 0;
        socklen_t size = sizeof error;
        return ::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
    }

    /// False: the time is over, or it was cancelled.
    bool wait(short events) const {
        constexpr int step = 50;  // milliseconds
        while (now() < deadline_ && !(is_cancelled_ && is_cancelled_())) {
            pollfd waits{socket_.get(), events, 0};
            if (::poll(&waits, 1, step) > 0) return true;
        }
        return false;
    }

    std::variant<std::string, ClientError> read_answer() {
        std::string answer;
        std::array<char, 4'096> bytes;
        while (answer.find(end_of_block) == std::string::npos) {
            if (answer.size() > longest_answer) return failure(ClientFailure::too_large, "the answer is too large");
            if (!wait(POLLIN)) return timed_out();
            const ssize_t size = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
            if (size < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (size <= 0) return failure(ClientFailure::broken, "the connection ended without an answer");
            answer.append(bytes.data(), static_cast<std::size_t>(size));
        }
        const std::size_t begin = answer.find(begin_of_block), end = answer.find(end_of_block);
        if (begin > end) return failure(ClientFailure::broken, "the answer is not MLLP");
        return answer.substr(begin + 1, end - begin - 1);
    }

    const std::string address_;
    const TimePoint deadline_;
    const std::function<bool()>& is_cancelled_;
    Descriptor socket_;
};

}  // namespace

std::string wrong_mllp_address(std::string_view address) {
    if (port_of(address)) return {};
    return "it must be 127.0.0.1:PORT or localhost:PORT: MLLP is not encrypted, so a tunnel on this machine takes it "
           "further";
}

std::variant<std::string, ClientError> send_by_mllp(const std::string& address, std::string_view message,
                                                    std::chrono::milliseconds total_time,
                                                    const std::function<bool()>& is_cancelled) {
    const std::optional<std::uint16_t> port = port_of(address);
    if (!port) return ClientError{ClientFailure::bad_request, address, wrong_mllp_address(address)};
    return Exchanger(address, total_time, is_cancelled).run(*port, message);
}

}  // namespace carepress::net
