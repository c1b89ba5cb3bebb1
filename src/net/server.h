#pragma once

#include "net/counters.h"
#include "net/listen.h"
#include "net/routes.h"
#include "net/server_limits.h"

#include <memory>
#include <vector>

namespace carepress::net {

/// An HTTP/1.1 server (RFC 9112), to stand behind a proxy or alone on a loopback address or Unix socket. Connections
/// are read and written on the one thread that calls run(), so a slow client costs a buffer; handlers run on the
/// workers of Limits::pools. Answers are sent in the order of their requests. All that is kept of a request is its
/// status and times, in the counters.
///
/// A client that closes the connection, or only its sending half, has left: its request is cancelled, and pipelined
/// ones are dropped.
class Server {
public:
    /// `routes` must outlive it. A route whose pool does not exist is a mistake of the program (std::invalid_argument).
    Server(std::vector<Listener> listeners, Limits limits, const Routes& routes);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Serves until stop() and its drain are over. Once only.
    void run();

    /// Ends run(), from any thread and also before it: accepts no more connections, closes those without a request,
    /// answers what is being read or worked on with `Connection: close`, and after Limits::drain_time closes the
    /// others. run() then still waits for handlers that don't look at Work::is_cancelled(). Not for signal handlers.
    void stop();

    /// Whether the drain has begun, for a readiness route: run() begins it as soon as it sees stop().
    bool is_draining() const;

    const Counters& counters() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace carepress::net
