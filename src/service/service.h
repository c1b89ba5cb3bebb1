#pragma once

#include "net/routes.h"
#include "net/server.h"
#include "service/library_keeper.h"
#include "service/settings.h"

#include <memory>
#include <thread>
#include <vector>

namespace carepress::service {

struct State;

/// The service behind `carepress serve`: a table of routes over src/job, and what they share. It knows no sockets: a
/// net::Server serves its routes.
class Service {
public:
    /// Loads the library and the pages. `tell` is told what an operator should know, from any thread; never words of a
    /// request. Throws EnvironmentError.
    Service(ServiceSettings settings, LibraryKeeper::Tell tell);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    const net::Routes& routes() const { return routes_; }
    /// For readiness and metrics. `server` must outlive this object's last request.
    void tell_of(const net::Server& server);
    /// Begins to look for changes of the library and of the keys of tokens, and to forget what is too old.
    void start();
    /// Loads the library again now, and the keys of tokens soon.
    void reload();
    std::size_t articles() const;

private:
    std::unique_ptr<State> state_;
    net::Routes routes_;
    std::jthread sweeper_;  ///< forgets what nobody asks for any more; ends before what it sweeps
};

/// The pools of workers that the routes name: small things and handouts; visits, each of which waits for a process of
/// its own.
inline constexpr std::size_t press_pool = 0, visit_pool = 1;
std::vector<net::PoolSize> pools_for(std::size_t processors);

}  // namespace carepress::service
