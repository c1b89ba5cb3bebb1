// The only file with coroutines, and the only one that sees Boost. Everything of a connection happens on the thread of
// Server::run(), so nothing of it is locked; workers see a Job only, and post what comes out of it.
//
// What a co_await returns gets a name before it is looked at: GCC 12 makes wrong code of a co_await in a condition (the
// coroutine traps when it is resumed).
#include "net/server.h"

#include "net/dates.h"
#include "net/finish.h"
#include "net/request_reader.h"
#include "net/workers.h"

#ifdef __SANITIZE_THREAD__  // knows no fences; Asio's locks do without them
#define BOOST_ASIO_DISABLE_FENCED_BLOCK
#endif
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <iterator>
#include <list>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace carepress::net {
namespace {

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using Socket = asio::generic::stream_protocol::socket;
using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;
using boost::system::error_code;
using std::chrono::milliseconds;

/// Errors are values: [error, result...].
constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t written_at_once = 65'536;  // bytes, for each of which there is Limits::write_time
constexpr milliseconds linger_time{2'000};       // for a client to read the last response
constexpr milliseconds sweep_interval{100};      // time limits may be noticed this late
constexpr milliseconds accept_pause{100};        // after an error such as too many open files

std::uint64_t microseconds(TimePoint begin, TimePoint end) {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(end - begin).count());
}

/// For a load that will pass.
Response try_again(std::string_view detail) {
    Response response = problem(503, detail);
    response.headers.set("Retry-After", "1");
    return response;
}

/// Bytes of a body that count in the sum of all as long as this exists.
class BodyShare {
public:
    BodyShare() = default;
    BodyShare(std::atomic<std::uint64_t>& sum, std::uint64_t bytes) : sum_(&sum), bytes_(bytes) { sum += bytes; }
    BodyShare(BodyShare&& other) noexcept : sum_(std::exchange(other.sum_, nullptr)), bytes_(other.bytes_) {}
    BodyShare& operator=(BodyShare&& other) noexcept {
        std::swap(sum_, other.sum_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    ~BodyShare() {
        if (sum_ != nullptr) *sum_ -= bytes_;
    }

private:
    std::atomic<std::uint64_t>* sum_ = nullptr;
    std::uint64_t bytes_ = 0;
};

/// A request that a worker answers. The connection may be gone before the job is.
struct Job {
    Job(const Route& its_route, Request its_request, BodyShare its_share, TimePoint deadline)
        : route(its_route), request(std::move(its_request)), share(std::move(its_share)), work(deadline) {}

    const Route& route;
    const Request request;
    const BodyShare share;
    const TimePoint queued_at = now();
    Work work;
};

/// What the connections of a server have in common.
struct Shared {
    Shared(Limits its_limits, const Routes& its_routes) : limits(std::move(its_limits)), routes(its_routes) {}

    const Limits limits;
    const Routes& routes;
    Counters counters = {};
    asio::io_context io{1};
    std::atomic<bool> is_draining = false;
    std::atomic<std::uint64_t> body_bytes = 0;
    std::list<Workers> pools = {};  ///< last, so that their threads end first
};

/// The handler's response, finished; a 500 that reveals nothing if it fails.
Response respond(const Job& job, Counters& counters) {
    try {
        Response response = finish(job.request, job.route.handler(job.request, job.work));
        if (is_sound(response)) return response;
    } catch (...) {  // its words may be a patient's
    }
    ++counters.failures;
    return problem(500, "the server failed to answer this request");
}

/// One connection: its requests, one after the other.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Socket socket, Shared& shared)
        : socket_(std::move(socket)),
          wake_(shared.io),
          shared_(shared),
          reader_(shared.limits),
          peer_(peer_address(socket_.native_handle())) {}

    asio::awaitable<void> serve();
    /// Ends the step that has taken longer than it may.
    void sweep(TimePoint time);
    /// Closes the connection if it has no request.
    void drain();
    /// Closes the connection whatever it does.
    void cut_off();

private:
    enum class Phase : std::uint8_t { idle, head, body, work, write, linger };

    asio::awaitable<bool> serve_one();
    asio::awaitable<void> read_head();
    void find_route();
    asio::awaitable<void> read_body();
    asio::awaitable<void> work();
    asio::awaitable<void> wait_for_response();
    asio::awaitable<void> watch_client();
    asio::awaitable<bool> receive();
    asio::awaitable<bool> send(const Response& response, bool closes);
    asio::awaitable<void> linger();

    void enter(Phase phase, milliseconds limit);
    void refuse(const Refusal& refusal);
    void stop_reading(const Refusal& if_late);
    static void run(const std::weak_ptr<Connection>& self, const std::shared_ptr<Job>& job, Shared& shared,
                    std::size_t worker);
    bool is_decided() const { return is_gone_ || response_; }

    Socket socket_;
    asio::steady_timer wake_;  ///< expires when work() has something to look at
    Shared& shared_;
    RequestReader reader_;
    const std::string peer_;

    Phase phase_ = Phase::idle;
    TimePoint deadline_ = TimePoint::max();  ///< of the phase
    bool is_late_ = false;                   ///< the deadline was over
    bool is_gone_ = false;                   ///< the client has left, or is left

    // of one request
    FoundRoute found_;
    BodyShare share_;
    std::shared_ptr<Job> job_;
    std::optional<Response> response_;
    Headers more_fields_;  ///< of the response, by the rule of the routes
    bool is_head_request_ = false;
    bool must_close_ = false;  ///< where the next request would begin is not known
};

asio::awaitable<void> Connection::serve() {
    for (bool goes_on = true; goes_on;) {
        goes_on = co_await serve_one();
        if (goes_on) reader_.next();
    }
    if (!is_gone_) co_await linger();
}

/// Reads a request and answers it. Returns whether another one may follow.
asio::awaitable<bool> Connection::serve_one() {
    response_.reset();
    more_fields_ = {};
    share_ = {};
    is_head_request_ = false;
    co_await read_head();
    if (!is_decided()) find_route();
    if (!is_decided()) co_await read_body();
    if (!is_decided()) co_await work();
    if (is_gone_) co_return false;
    response_->headers.merge(more_fields_);
    const bool closes = must_close_ || reader_.head().closes || shared_.is_draining;
    const bool is_sent = co_await send(*response_, closes);
    if (!is_sent) is_gone_ = true;
    co_return is_sent && !closes;
}

asio::awaitable<void> Connection::read_head() {
    if (reader_.is_idle())
        enter(Phase::idle, shared_.limits.idle_time);
    else
        enter(Phase::head, shared_.limits.head_time);
    while (reader_.advance() == RequestReader::State::head) {
        if (phase_ == Phase::idle && shared_.is_draining) is_gone_ = true;
        if (is_gone_) co_return;
        const bool has_more = co_await receive();
        if (!has_more) {
            stop_reading({408, "the request head took too long to arrive"});
            co_return;
        }
        if (phase_ == Phase::idle) enter(Phase::head, shared_.limits.head_time);
    }
    if (reader_.state() == RequestReader::State::refused)
        refuse(reader_.refusal());
    else
        ++shared_.counters.requests;
}

/// Chooses the response when no route matches, or when the body does not fit into memory.
void Connection::find_route() {
    const Head& head = reader_.head();
    is_head_request_ = head.request.method == "HEAD";
    auto found = shared_.routes.find(head.request);
    if (auto* response = std::get_if<Response>(&found)) {
        more_fields_ = shared_.routes.more_fields(head.request, nullptr);
        response_ = std::move(*response);
        must_close_ = head.has_body();
        if (!must_close_) reader_.begin_body(0);
        return;
    }
    found_ = std::get<FoundRoute>(std::move(found));
    more_fields_ = shared_.routes.more_fields(head.request, found_.route);
    const std::uint64_t largest = found_.route->largest_body;
    const std::uint64_t share = head.is_chunked ? largest : std::min(head.content_length.value_or(0), largest);
    if (shared_.body_bytes + share > shared_.limits.all_body_bytes) {
        ++shared_.counters.busy;
        response_ = try_again("too many request bodies are being received");
        must_close_ = true;
        return;
    }
    share_ = BodyShare(shared_.body_bytes, share);
}

asio::awaitable<void> Connection::read_body() {
    enter(Phase::body, shared_.limits.body_time);
    if (reader_.begin_body(found_.route->largest_body) == RequestReader::State::body &&
        reader_.head().expects_continue) {
        constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const auto [error, count] = co_await asio::async_write(socket_, asio::buffer(go_on), quietly);
        if (error) is_gone_ = true;
    }
    while (!is_gone_ && reader_.state() == RequestReader::State::body) {
        const bool has_more = co_await receive();
        if (!has_more) {
            stop_reading({408, "the request body took too long to arrive"});
            co_return;
        }
        reader_.advance();
    }
    if (reader_.state() == RequestReader::State::refused) refuse(reader_.refusal());
}

/// Has a worker answer the request, unless the client leaves or the time limit passes first.
asio::awaitable<void> Connection::work() {
    enter(Phase::work, found_.route->time_limit);
    Request request = reader_.take_request();
    request.peer = peer_;
    request.parameters = std::move(found_.parameters);
    job_ = std::make_shared<Job>(*found_.route, std::move(request), std::move(share_), deadline_);
    Workers& pool = *std::next(shared_.pools.begin(), static_cast<std::ptrdiff_t>(found_.route->pool));
    wake_.expires_at(TimePoint::max());
    if (pool.offer([self = weak_from_this(), job = job_, &shared = shared_](std::size_t worker) {
            run(self, job, shared, worker);
        })) {
        co_await (wait_for_response() || watch_client());
        job_->work.cancel();
        if (is_gone_) {
            ++shared_.counters.abandoned;
        } else if (!response_) {
            ++shared_.counters.late;
            response_ = try_again("the response took too long");
        }
    } else {
        ++shared_.counters.busy;
        response_ = try_again("too many requests are waiting");
    }
    job_.reset();
}

/// On a worker's thread. The connection is only touched where it lives.
void Connection::run(const std::weak_ptr<Connection>& self, const std::shared_ptr<Job>& job, Shared& shared,
                     std::size_t worker) {
    const TimePoint begin = now();
    shared.counters.queue_microseconds += microseconds(job->queued_at, begin);
    if (job->work.is_cancelled()) {
        ++shared.counters.not_begun;
        return;
    }
    job->work.begin_on(worker);
    Response response = respond(*job, shared.counters);
    shared.counters.work_microseconds += microseconds(begin, now());
    asio::post(shared.io, [self, job, response = std::move(response)]() mutable {
        const std::shared_ptr<Connection> connection = self.lock();
        if (!connection || connection->job_ != job) return;
        connection->response_ = std::move(response);
        connection->wake_.expires_at(TimePoint::min());
    });
}

asio::awaitable<void> Connection::wait_for_response() { co_await wake_.async_wait(quietly); }

/// Ends when the client leaves. Keeps what it sends meanwhile; once there is no room for more, a client that leaves is
/// noticed only when the response is sent.
asio::awaitable<void> Connection::watch_client() {
    for (;;) {
        const std::span<char> room = reader_.room();
        if (room.empty()) {
            co_await wake_.async_wait(quietly);
            co_return;
        }
        const auto [cancelled] = co_await socket_.async_wait(Socket::wait_read, quietly);
        if (cancelled) co_return;
        error_code error;
        const std::size_t count = socket_.read_some(asio::buffer(room.data(), room.size()), error);
        if (error == asio::error::would_block || error == asio::error::interrupted) continue;
        if (error) {
            is_gone_ = true;
            co_return;
        }
        reader_.received(count);
    }
}

/// Waits for bytes. False if none will come: the client has left, or the time is over.
asio::awaitable<bool> Connection::receive() {
    const std::span<char> room = reader_.room();
    if (is_late_ || room.empty()) co_return false;
    const auto [error, count] = co_await socket_.async_read_some(asio::buffer(room.data(), room.size()), quietly);
    if (error) co_return false;
    reader_.received(count);
    co_return true;
}

asio::awaitable<bool> Connection::send(const Response& response, bool closes) {
    const std::string head = write_head(response, http_date(wall_time()), closes);
    std::string_view body = response.body.bytes();
    if (is_head_request_ || is_bodiless(response.status)) body = {};
    shared_.counters.count_response(response.status);
    std::string_view start = head;
    do {
        enter(Phase::write, shared_.limits.write_time);
        const std::string_view piece = body.substr(0, written_at_once);
        const std::array buffers = {asio::buffer(start), asio::buffer(piece)};
        const auto [error, count] = co_await asio::async_write(socket_, buffers, quietly);
        shared_.counters.bytes_sent += count;
        if (error) co_return false;
        start = {};
        body.remove_prefix(piece.size());
    } while (!body.empty());
    co_return true;
}

/// Gives the client time to read the last response: closing a socket with unread bytes may destroy it (RFC 9112, 9.6).
asio::awaitable<void> Connection::linger() {
    enter(Phase::linger, linger_time);
    error_code error;
    socket_.shutdown(Socket::shutdown_send, error);
    std::array<char, 4'096> unread = {};
    while (!error && !is_late_) {
        const auto [end, count] = co_await socket_.async_read_some(asio::buffer(unread), quietly);
        error = end;
    }
}

void Connection::enter(Phase phase, milliseconds limit) {
    phase_ = phase;
    is_late_ = false;
    deadline_ = now() + limit;
}

void Connection::refuse(const Refusal& refusal) {
    ++shared_.counters.refused_requests;
    response_ = problem(refusal.status, refusal.reason);
    must_close_ = true;
}

/// No more bytes will come: the client is told if it was too slow with a request.
void Connection::stop_reading(const Refusal& if_late) {
    if (is_late_ && phase_ != Phase::idle)
        refuse(if_late);
    else
        is_gone_ = true;
}

void Connection::sweep(TimePoint time) {
    if (time < deadline_) return;
    deadline_ = TimePoint::max();
    is_late_ = true;
    if (phase_ == Phase::work) {
        wake_.expires_at(TimePoint::min());
    } else {
        error_code ignored;
        socket_.cancel(ignored);
    }
}

void Connection::drain() {
    if (phase_ != Phase::idle) return;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::cut_off() {
    is_gone_ = true;
    error_code ignored;
    socket_.close(ignored);
    wake_.expires_at(TimePoint::min());
}

}  // namespace

struct Server::Implementation {
    Implementation(std::vector<Listener> its_listeners, Limits limits, const Routes& routes);

    void run();
    void begin_drain();
    void admit(Socket socket);
    void turn_away(Socket socket);
    asio::awaitable<void> accept_on(Acceptor& acceptor);
    asio::awaitable<void> sweep();

    Shared shared;
    std::vector<Listener> listeners;
    std::list<Acceptor> acceptors;
    std::set<std::shared_ptr<Connection>> connections;
    asio::steady_timer sweep_timer{shared.io};
    TimePoint cut_off_at = TimePoint::max();
};

Server::Implementation::Implementation(std::vector<Listener> its_listeners, Limits limits, const Routes& routes)
    : shared(std::move(limits), routes), listeners(std::move(its_listeners)) {
    for (const Route& route : routes.all())
        if (route.pool >= shared.limits.pools.size()) throw std::invalid_argument("a route's pool does not exist");
    for (const Listener& listener : listeners) {
        const int family = listener.family();
        acceptors.emplace_back(shared.io).assign({family, family == AF_UNIX ? 0 : IPPROTO_TCP},
                                                 ::fcntl(listener.descriptor(), F_DUPFD_CLOEXEC, 0));
    }
    for (const PoolSize& size : shared.limits.pools) shared.pools.emplace_back(size, shared.counters);
}

void Server::Implementation::run() {
    for (Acceptor& acceptor : acceptors) asio::co_spawn(shared.io, accept_on(acceptor), asio::detached);
    asio::co_spawn(shared.io, sweep(), asio::detached);
    shared.io.run();
    shared.pools.clear();  // waits for the handlers
    shared.io.restart();   // and drops what they posted
    shared.io.poll();
}

void Server::Implementation::begin_drain() {
    if (shared.is_draining.exchange(true)) return;
    cut_off_at = now() + shared.limits.drain_time;
    for (Acceptor& acceptor : acceptors) {
        error_code ignored;
        acceptor.close(ignored);
    }
    listeners.clear();
    for (const auto& connection : connections) connection->drain();
    sweep_timer.cancel();
}

asio::awaitable<void> Server::Implementation::accept_on(Acceptor& acceptor) {
    asio::steady_timer pause(shared.io);
    while (!shared.is_draining) {
        auto [error, socket] = co_await acceptor.async_accept(quietly);
        if (!error) {
            try {
                admit(std::move(socket));
            } catch (const std::exception&) {  // no memory for this one; others go on
            }
        } else if (!shared.is_draining) {
            pause.expires_after(accept_pause);
            co_await pause.async_wait(quietly);
        }
    }
}

void Server::Implementation::admit(Socket socket) {
    ++shared.counters.connections;
    error_code error;
    socket.non_blocking(true, error);
    if (connections.size() >= shared.limits.connections) return turn_away(std::move(socket));
    if (socket.local_endpoint(error).protocol().family() != AF_UNIX)
        socket.set_option(asio::ip::tcp::no_delay(true), error);
    const auto connection = std::make_shared<Connection>(std::move(socket), shared);
    connections.insert(connection);
    ++shared.counters.open_connections;
    asio::co_spawn(shared.io, connection->serve(), [this, connection](const std::exception_ptr&) {
        connections.erase(connection);
        --shared.counters.open_connections;
        if (shared.is_draining && connections.empty()) sweep_timer.cancel();
    });
}

/// Sends one packet, if that is possible without waiting.
void Server::Implementation::turn_away(Socket socket) {
    ++shared.counters.refused_connections;
    const Response response = try_again("there are too many connections");
    const std::string answer = write_head(response, http_date(wall_time()), true) + std::string(response.body.bytes());
    error_code ignored;
    socket.write_some(asio::buffer(answer), ignored);
    socket.shutdown(Socket::shutdown_both, ignored);
}

/// One timer checks the time limits of all connections, so that a request needs none.
asio::awaitable<void> Server::Implementation::sweep() {
    while (!shared.is_draining || !connections.empty()) {
        sweep_timer.expires_after(sweep_interval);
        co_await sweep_timer.async_wait(quietly);
        const TimePoint time = now();
        for (const auto& connection : connections)
            if (time >= cut_off_at)
                connection->cut_off();
            else
                connection->sweep(time);
    }
}

Server::Server(std::vector<Listener> listeners, Limits limits, const Routes& routes)
    : implementation_(std::make_unique<Implementation>(std::move(listeners), std::move(limits), routes)) {}

Server::~Server() = default;

void Server::run() { implementation_->run(); }

void Server::stop() {
    asio::post(implementation_->shared.io, [this] { implementation_->begin_drain(); });
}

bool Server::is_draining() const { return implementation_->shared.is_draining; }

const Counters& Server::counters() const { return implementation_->shared.counters; }

}  // namespace carepress::net
