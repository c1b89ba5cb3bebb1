#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/environment.h"
#include "cli/messages.h"
#include "cli/read_records.h"
#include "cli/shared_options.h"
#include "job/check_values.h"
#include "net/client.h"
#include "net/listen.h"
#include "net/origin.h"
#include "net/server.h"
#include "service/service.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>

namespace carepress::cli {
namespace {

struct ServeOptions {
    std::string library;  ///< empty: the articles that come with the program
    std::vector<std::string> listen;
    std::vector<std::string> hosts;
    std::string address;
    std::string layout = "letter", brand = "default";
    std::vector<std::string> origins, frames, cds_clients;
    std::string access = "open";
    std::string token_issuer, token_keys;
    std::vector<std::string> token_audiences;
    std::string ca_file;
    std::string records;
    std::string audit, audit_key;
    unsigned workers = 0;
    bool quiet = false;
};

constexpr const char* usual_address = "127.0.0.1:8080";

/// SIGTERM and SIGINT end the service, SIGHUP loads the library and the keys again. They come on a thread of their own,
/// where any function may be called.
class ServiceSignals {
public:
    /// Before any other thread is started: these inherit that the signals wait.
    ServiceSignals() {
        sigemptyset(&signals_);
        for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) sigaddset(&signals_, signal);
        pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    }
    ~ServiceSignals() {
        if (thread_.joinable()) {
            is_over_ = true;
            pthread_kill(thread_.native_handle(), SIGUSR1);
            thread_.join();
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    ServiceSignals(const ServiceSignals&) = delete;
    ServiceSignals& operator=(const ServiceSignals&) = delete;

    void listen(net::Server& server, service::Service& service) {
        thread_ = std::thread([&] {
            int signal = 0;
            while (sigwait(&signals_, &signal) == 0 && !is_over_) {
                if (signal == SIGHUP) service.reload();
                if (signal == SIGTERM || signal == SIGINT) server.stop();
            }
        });
    }

private:
    sigset_t signals_{}, before_{};
    std::thread thread_;
    std::atomic<bool> is_over_ = false;
};

/// What the service tells its operator, a line each, from any thread.
void tell(const std::string& message) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    print_note(message);
}

/// The sockets that a service manager has opened, else those that the options name.
std::vector<net::Listener> open_listeners(const ServeOptions& options) {
    if (const int inherited = passed_sockets(); inherited > 0) return net::Listener::inherit(inherited);
    std::vector<net::Listener> listeners;
    for (const std::string& address : options.listen)
        listeners.push_back(net::Listener::open(*net::read_listen_address(address)));
    if (listeners.empty()) listeners.push_back(net::Listener::open(*net::read_listen_address(usual_address)));
    return listeners;
}

bool is_loopback(const net::Listener& listener) {
    const std::string address = listener.address();
    return address.starts_with("127.") || address.starts_with("[::1]");
}

/// Whether only programs on this machine can reach the service.
bool is_local(const std::vector<net::Listener>& listeners) {
    return std::all_of(listeners.begin(), listeners.end(), is_loopback);
}

/// A browser on this machine calls the service by these names only, unless the options say others.
std::vector<std::string> hosts_of(const ServeOptions& options, const std::vector<net::Listener>& listeners) {
    if (!options.hosts.empty() || !is_local(listeners)) return options.hosts;
    return {"localhost", "127.0.0.1", "[::1]"};
}

service::ServiceSettings settings_of(const ServeOptions& options, const std::vector<net::Listener>& listeners) {
    service::ServiceSettings settings;
    settings.resources = resource_settings();
    settings.library =
        job::without_last_slashes(options.library.empty() ? settings.resources.data.file("articles") : options.library);
    settings.index_folder = search_index_folder();
    settings.web_folder = settings.resources.data.file("web");
    settings.theme = {options.layout, options.brand};
    settings.hosts = hosts_of(options, listeners);
    settings.address = options.address;
    settings.fallback_date = date_of_environment();
    settings.is_library_closed = options.access == "closed";
    settings.are_sessions_open = options.token_issuer.empty() && is_local(listeners);
    settings.token_issuer = options.token_issuer;
    settings.token_audiences = options.token_audiences;
    settings.token_keys.source = options.token_keys;
    settings.token_keys.ca_file = options.ca_file;
    for (const std::string& text : options.cds_clients) {
        service::CdsClientSettings client;
        service::read_cds_client(text, client);
        client.keys.ca_file = options.ca_file;
        settings.cds_clients.push_back(std::move(client));
    }
    settings.ca_file = options.ca_file;
    settings.audit_file = options.audit;
    settings.origins = options.origins;
    settings.audit_key_file = options.audit_key;
    for (const std::string& origin : options.frames) settings.frame_ancestors += " " + origin;
    return settings;
}

/// Whether the options on tokens make sense; if not, says why.
bool accept_tokens(const ServeOptions& options) {
    if (options.token_issuer.empty() != options.token_keys.empty() ||
        options.token_issuer.empty() != options.token_audiences.empty())
        return refuse("--token-issuer, --token-audience and --token-keys belong together", "name all three, or none");
    if (!options.cds_clients.empty() && options.address.empty())
        return refuse("--cds-client needs --address, which tokens of record systems name",
                      "add --address, such as https://handouts.example.org");
    return true;
}

/// Where people find it: "http://127.0.0.1:8080/".
std::string shown_address(const net::Listener& listener) {
    const std::string address = listener.address();
    return address.starts_with("unix:") ? address : "http://" + address + "/";
}

int run_serve(const ServeOptions& options) {
    ServiceSignals signals;
    std::vector<net::Listener> listeners = open_listeners(options);
    std::string addresses;
    for (const net::Listener& listener : listeners)
        addresses += (addresses.empty() ? "" : ", ") + shown_address(listener);

    if (!accept_tokens(options)) return exit_usage;
    service::ServiceSettings settings = settings_of(options, listeners);
    std::error_code error;
    if (!std::filesystem::is_directory(settings.library, error)) {
        print_error("the library " + settings.library + " does not exist", "name a folder of articles with --library");
        return exit_environment;
    }
    if (!options.records.empty()) {
        auto records = read_records(options.records);
        if (!records) return exit_usage;
        settings.records = std::move(*records);
    }
    service::Service service(std::move(settings), tell);
    net::Limits limits;
    limits.pools = service::pools_for(options.workers > 0 ? options.workers : std::thread::hardware_concurrency());
    net::Server server(std::move(listeners), limits, service.routes());
    service.tell_of(server);
    service.start();
    signals.listen(server, service);
    if (!options.quiet) say(std::to_string(service.articles()) + " articles at " + addresses + " (Ctrl+C ends it)");
    tell_service_manager("READY=1");
    server.run();
    return exit_done;
}

std::string wrong_address(const std::string& text) {
    if (net::read_listen_address(text)) return {};
    return "not an address to listen at, such as 127.0.0.1:8080, [::1]:8080 or unix:/run/carepress.sock";
}

std::string wrong_origin(const std::string& text) {
    if (net::is_origin(text)) return {};
    return "\"" + text +
           "\" is not an origin as browsers send it, such as https://portal.example.org: in lower case, "
           "without a path or the usual port";
}

/// Of a path, nothing: whether it can be read is for the service to find out.
std::string wrong_keys(const std::string& source) {
    return service::is_key_address(source) ? net::wrong_client_address(source) : std::string();
}

std::string wrong_cds_client(const std::string& text) {
    service::CdsClientSettings unused;
    return service::read_cds_client(text, unused);
}

std::vector<CommandOption> serve_options(ServeOptions& options) {
    return {
        library_option(options.library),
        {.names = "--listen",
         .value = "ADDRESS",
         .help = "where to listen: HOST:PORT or unix:PATH (default: 127.0.0.1:8080)",
         .more =
             "A port of 0 is one that the system chooses. Sockets that a service manager passes on take the place of "
             "all of these.",
         .to = into(options.listen),
         .wrong = wrong_address},
        {.names = "--host",
         .value = "NAME",
         .help = "a name that browsers may call the service by",
         .more = "Requests for other names are refused. By default, a service that listens on this machine's own "
                 "addresses alone takes localhost, 127.0.0.1 and [::1]; any other takes all names.",
         .to = into(options.hosts)},
        {.names = "--address",
         .value = "URL",
         .help = "how others reach the service, such as https://handouts.example.org",
         .more =
             "Infobutton feeds and FHIR resources have links that begin with it. Without it they begin with http:// "
             "and the name that the client called the service by, which is wrong behind a proxy with TLS.",
         .to = into(options.address),
         .wrong = wrong_origin},
        {.names = "--origin",
         .value = "ORIGIN",
         .help = "an origin whose pages may use the API and <carepress-find>",
         .more =
             "For example https://portal.example.org. Their scripts can then read what the library has (CORS); what "
             "is about a patient needs a token as ever.",
         .to = into(options.origins),
         .wrong = wrong_origin},
        {.names = "--frame",
         .value = "ORIGIN",
         .help = "an origin whose pages may show the clinician's page in a frame",
         .more = "For example https://ehr.example.org.",
         .to = into(options.frames),
         .wrong = wrong_origin},
        layout_option(options.layout),
        brand_option(options.brand),
        {.names = "--access",
         .value = "WHOM",
         .help = "whether what the library has is for everybody, or needs a token",
         .more = "What is about a patient always needs a session or a token, and the patient's pages never.",
         .to = into(options.access),
         .choices = {"open", "closed"}},
        {.names = "--token-issuer",
         .value = "URL",
         .help = "whose bearer tokens are taken: their `iss`",
         .more =
             "Tokens are JWTs (RFC 7519) signed with RS256, RS384 or ES384, and have the scope carepress/library or "
             "carepress/visits. Without an issuer no token is taken, and only a service on this machine's own "
             "addresses opens sessions, for its own page.",
         .to = into(options.token_issuer)},
        {.names = "--token-audience",
         .value = "URL",
         .help = "an `aud` that tokens may have: how clients call the service",
         .to = into(options.token_audiences)},
        {.names = "--token-keys",
         .value = "FILE|URL",
         .help = "the issuer's public keys, as a JWK Set (RFC 7517)",
         .more =
             "A file is read again when it changes. Keys at an https address, usually the issuer's `jwks_uri`, are "
             "fetched again when their Cache-Control lifetime ends (at least 5 minutes, at most 24 hours), and when a "
             "token names an unknown key (at most once a minute). While that fails, the previous keys stay in use. "
             "No proxy is used.",
         .to = into(options.token_keys),
         .completion = Completion::files,
         .wrong = wrong_keys},
        {.names = "--cds-client",
         .value = "ISSUER=KEYS",
         .help = "a record system that may ask by CDS Hooks: the `iss` of its tokens and its keys",
         .more =
             "KEYS is a file or an https address, as for --token-keys; addresses that tokens name are never asked. The "
             "tokens' `aud` must be the address that is called, so --address must be set. Without a record system only "
             "a service on this machine's own addresses answers, so that it can be tried.",
         .to = into(options.cds_clients),
         .wrong = wrong_cds_client},
        {.names = "--ca-file",
         .value = "FILE",
         .help = "certificates, in PEM, of the only authorities to trust when the service asks another server",
         .more = "Without it, those of the system are trusted.",
         .to = into(options.ca_file),
         .completion = Completion::files},
        {.names = "--records",
         .value = "FILE",
         .help = "the record systems that may launch the clinician's page (SMART App Launch)",
         .more =
             "A YAML file; docs/record.md shows one, and how to register carepress with a record system. Others are "
             "refused before anything is fetched.",
         .to = into(options.records),
         .completion = Completion::files},
        {.names = "--audit",
         .value = "FILE",
         .help = "a file that gets a line of JSON for each handout that is given",
         .more = "When, by whom (the token's subject), articles with their versions, language, layout and SHA-256; "
                 "nothing of the patient and no note. Only its owner can read it. A file that is moved away is made "
                 "anew.",
         .to = into(options.audit),
         .group = OptionGroup::output,
         .completion = Completion::files},
        {.names = "--audit-key",
         .value = "FILE",
         .help = "a secret of 32 bytes or more: the audit then has a reference to the encounter",
         .more =
             "The reference is the HMAC-SHA-256, under this key, of how the record names the encounter: it shows "
             "which lines are of one encounter, and only someone with the key can tell which one. Only its owner may "
             "have access to the file (mode 0600); a group may read it if root owns it.",
         .to = into(options.audit_key),
         .group = OptionGroup::output,
         .completion = Completion::files},
        {.names = "--workers",
         .value = "NUMBER",
         .help = "how many requests are worked on at once (default: one for each processor)",
         .to = into(options.workers, 1, 1024)},
        quiet_option(options.quiet, "do not print where the service is"),
    };
}

}  // namespace

Command serve_command() {
    const auto options = std::make_shared<ServeOptions>();
    return {
        .name = "serve",
        .summary = "serve the library to clinicians and patients in their browsers",
        .description =
            "Starts an HTTP service: a page on which clinicians find articles, see them as they will print, add a "
            "note, and print; and an API for other programs. It looks for changes of the library by itself. SIGHUP "
            "loads the library and the keys of tokens at once; SIGTERM and Ctrl+C end the service after the requests "
            "that it has.\n\n"
            "What is about a patient stays in memory. The service speaks HTTP/1.1 without TLS: put it behind a proxy "
            "that does, unless it listens on this machine's own addresses alone.",
        .options = serve_options(*options),
        .examples = {{"serve", "the articles that come with the program, at http://127.0.0.1:8080/"},
                     {"serve --library /srv/articles --brand /srv/brand --listen unix:/run/carepress.sock",
                      "a library and brand of one's own, behind a proxy"}},
        .run = [options] { return run_serve(*options); },
    };
}

}  // namespace carepress::cli
