#include "net/client.h"

#include "base/ascii.h"
#include "base/no_broken_pipe_signal.h"
#include "net/libcurl.h"

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <utility>

namespace carepress::net {
namespace {

struct Free {
    void operator()(CURLU* url) const { libcurl().url_cleanup(url); }
    void operator()(curl_slist* list) const { libcurl().slist_free_all(list); }
    void operator()(char* text) const { libcurl().free(text); }
};
struct FreeEasy {
    void operator()(CURL* easy) const { libcurl().easy_cleanup(easy); }
};
struct FreeMulti {
    void operator()(CURLM* multi) const { libcurl().multi_cleanup(multi); }
};
using UrlHandle = std::unique_ptr<CURLU, Free>;
using ListHandle = std::unique_ptr<curl_slist, Free>;
using TextHandle = std::unique_ptr<char, Free>;
using EasyHandle = std::unique_ptr<CURL, FreeEasy>;
using MultiHandle = std::unique_ptr<CURLM, FreeMulti>;

UrlHandle parse(std::string_view url) {
    UrlHandle parsed(libcurl().url());
    if (libcurl().url_set(parsed.get(), CURLUPART_URL, std::string(url).c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return nullptr;
    return parsed;
}

/// A part of an address; empty if it has none.
std::string part_of(const UrlHandle& url, CURLUPart part) {
    char* text = nullptr;
    if (libcurl().url_get(url.get(), part, &text, 0) != CURLUE_OK) return {};
    return TextHandle(text).get();
}

bool is_this_machine(const std::string& host) {
    if (host == "localhost" || host == "[::1]") return true;
    return host.starts_with("127.") && std::count(host.begin(), host.end(), '.') == 3 &&
           host.find_first_not_of("0123456789.") == std::string::npos;
}

bool is_field(const Headers::Field& field) {
    return is_token(field.first) && field.second.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
}

bool is_method(const ClientRequest& request) {
    if (request.method == "GET") return request.body.empty();
    return request.method == "POST" || request.method == "PUT";
}

/// One exchange: what libcurl is told, and what comes.
class Exchange {
public:
    Exchange(const ClientRequest& request, const std::string& ca_file, const ClientLimits& limits)
        : limits_(limits), url_(parse(request.url)), multi_(libcurl().multi_init()), easy_(libcurl().easy_init()) {
        add_request(request);
        add_policy(ca_file);
        add_limits();
    }
    ~Exchange() { libcurl().multi_remove_handle(multi_.get(), easy_.get()); }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    /// The outcome; CURLE_ABORTED_BY_CALLBACK if it was cancelled.
    CURLcode run(const std::function<bool()>& is_cancelled) {
        constexpr int pause_ms = 50;
        if (libcurl().multi_add_handle(multi_.get(), easy_.get()) != CURLM_OK) return CURLE_FAILED_INIT;
        for (int running = 1; running > 0;) {
            if (is_cancelled && is_cancelled()) return CURLE_ABORTED_BY_CALLBACK;
            if (libcurl().multi_perform(multi_.get(), &running) != CURLM_OK) return CURLE_FAILED_INIT;
            if (running > 0) libcurl().multi_poll(multi_.get(), nullptr, 0, pause_ms, nullptr);
        }
        int left = 0;
        const CURLMsg* message = libcurl().multi_info_read(multi_.get(), &left);
        return message == nullptr ? CURLE_FAILED_INIT : message->data.result;
    }

    ClientResponse take_response() {
        long status = 0;
        libcurl().easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        response_.status = static_cast<int>(status);
        return std::move(response_);
    }
    /// Which limit was exceeded; empty: none.
    std::string_view excess() const { return excess_; }
    /// libcurl's own words on what went wrong; may be empty.
    const char* details() const { return details_.data(); }

private:
    template <class Value>
    void set(CURLoption option, Value value) {
        libcurl().easy_setopt(easy_.get(), option, value);
    }

    void add_line(const std::string& line) {
        curl_slist* longer = libcurl().slist_append(fields_.get(), line.c_str());
        if (longer == nullptr) throw std::bad_alloc();
        static_cast<void>(fields_.release());
        fields_.reset(longer);
    }

    void add_request(const ClientRequest& request) {
        for (const auto& [name, value] : request.headers.fields()) {
            std::string line = name;
            add_line(line.append(value.empty() ? ";" : ": ").append(value));  // ";": a field without a value
        }
        if (!request.headers.contains("Expect")) add_line("Expect:");  // else libcurl waits a second for 100 Continue
        set(CURLOPT_CURLU, url_.get());                                // as it was checked
        set(CURLOPT_HTTPHEADER, fields_.get());
        set(CURLOPT_USERAGENT, "carepress");
        add_method(request);
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    }

    void add_method(const ClientRequest& request) {
        if (request.method == "GET") return set(CURLOPT_HTTPGET, 1L);
        set(CURLOPT_POST, 1L);
        if (request.method != "POST") set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(CURLOPT_POSTFIELDS, request.body.c_str());  // not copied: the request outlives the exchange
    }

    void add_policy(const std::string& ca_file) {
        set(CURLOPT_PROTOCOLS_STR, "http,https");  // wrong_client_address() says when http
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PROXY, "");  // else the environment's
        set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (ca_file.empty()) return;
        set(CURLOPT_CAINFO, ca_file.c_str());
        set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));  // else the system's are trusted too
    }

    void add_limits() {
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_QUICK_EXIT, 1L);  // a name that is still looked up does not hold up the end
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect_time.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.total_time.count()));
        set(CURLOPT_ERRORBUFFER, details_.data());
        set(CURLOPT_HEADERFUNCTION, &Exchange::take_header);
        set(CURLOPT_HEADERDATA, this);
        set(CURLOPT_WRITEFUNCTION, &Exchange::take_body);
        set(CURLOPT_WRITEDATA, this);
    }

    // Of libcurl's callbacks, whose exceptions must not pass through it. To take fewer bytes than there are ends the
    // exchange.

    static std::size_t take_header(const char* bytes, std::size_t, std::size_t size, void* self) noexcept {
        return static_cast<Exchange*>(self)->add_header({bytes, size}) ? size : 0;
    }
    static std::size_t take_body(const char* bytes, std::size_t, std::size_t size, void* self) noexcept {
        return static_cast<Exchange*>(self)->add_body({bytes, size}) ? size : 0;
    }

    /// A line of the head: of an interim response (1xx) before that of the final one, or a trailer after the body.
    bool add_header(std::string_view line) {
        head_bytes_ += line.size();
        if (head_bytes_ > limits_.head_bytes) {
            excess_ = "the header section of the response is too large";
            return false;
        }
        if (line.starts_with("HTTP/")) response_.headers = {};
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && is_token(line.substr(0, colon)))
            response_.headers.add(std::string(line.substr(0, colon)), std::string(trim(line.substr(colon + 1))));
        return true;
    }

    bool add_body(std::string_view bytes) {
        if (response_.body.size() + bytes.size() > limits_.body_bytes) {
            excess_ = "the body of the response is too large";
            return false;
        }
        response_.body += bytes;
        return true;
    }

    const ClientLimits& limits_;
    UrlHandle url_;
    MultiHandle multi_;
    ListHandle fields_;
    std::array<char, CURL_ERROR_SIZE> details_{};
    EasyHandle easy_;
    ClientResponse response_;
    std::size_t head_bytes_ = 0;
    std::string_view excess_;
};

struct Meaning {
    CURLcode code;
    ClientFailure failure;
    const char* what;  ///< nullptr: libcurl's words, which are of the certificate or of the network alone
};

constexpr std::array meanings{
    Meaning{CURLE_ABORTED_BY_CALLBACK, ClientFailure::cancelled, "the request is not wanted any more"},
    Meaning{CURLE_OPERATION_TIMEDOUT, ClientFailure::took_too_long, "the server took too long"},
    Meaning{CURLE_COULDNT_RESOLVE_HOST, ClientFailure::not_reached, "no address was found for the name"},
    Meaning{CURLE_COULDNT_CONNECT, ClientFailure::not_reached, "no connection; the server cannot be reached"},
    Meaning{CURLE_PEER_FAILED_VERIFICATION, ClientFailure::not_trusted, nullptr},
    Meaning{CURLE_SSL_CONNECT_ERROR, ClientFailure::not_trusted, nullptr},
    Meaning{CURLE_SSL_CACERT_BADFILE, ClientFailure::not_trusted, nullptr},
    Meaning{CURLE_SSL_CERTPROBLEM, ClientFailure::not_trusted, nullptr},
    Meaning{CURLE_SSL_ISSUER_ERROR, ClientFailure::not_trusted, nullptr},
    Meaning{CURLE_GOT_NOTHING, ClientFailure::broken, "the server closed the connection without a response"},
    Meaning{CURLE_PARTIAL_FILE, ClientFailure::broken, "the response ended too early"},
    Meaning{CURLE_SEND_ERROR, ClientFailure::broken, "the connection broke"},
    Meaning{CURLE_RECV_ERROR, ClientFailure::broken, "the connection broke"},
};

ClientError error_of(CURLcode code, const Exchange& exchange, std::string where) {
    if (!exchange.excess().empty()) return {ClientFailure::too_large, std::move(where), std::string(exchange.excess())};
    const auto* meaning =
        std::find_if(meanings.begin(), meanings.end(), [code](const Meaning& each) { return each.code == code; });
    if (meaning == meanings.end()) return {ClientFailure::broken, std::move(where), "the response is not valid HTTP"};
    if (meaning->what != nullptr) return {meaning->failure, std::move(where), meaning->what};
    const std::string_view details = exchange.details();
    std::string what(details.empty() ? libcurl().easy_strerror(code) : details);
    std::replace_if(
        what.begin(), what.end(), [](unsigned char c) { return c < ' ' || c > '~'; }, ' ');
    return {meaning->failure, std::move(where), std::move(what)};
}

}  // namespace

std::string_view name_of(ClientFailure failure) {
    constexpr std::array<std::string_view, 7> names{"bad_request", "not_reached", "not_trusted", "took_too_long",
                                                    "too_large",   "cancelled",   "broken"};
    return names.at(static_cast<std::size_t>(failure));
}

std::string address_without_query(std::string_view url) {
    const UrlHandle parsed = parse(url);
    if (!parsed) return "the address";
    for (const CURLUPart part : {CURLUPART_QUERY, CURLUPART_FRAGMENT, CURLUPART_USER, CURLUPART_PASSWORD})
        libcurl().url_set(parsed.get(), part, nullptr, 0);
    std::string shown = part_of(parsed, CURLUPART_URL);
    return shown.empty() ? "the address" : shown;
}

std::string wrong_client_address(std::string_view url) {
    const UrlHandle parsed = parse(url);
    const std::string host = parsed ? part_of(parsed, CURLUPART_HOST) : "";
    const std::string scheme = parsed ? part_of(parsed, CURLUPART_SCHEME) : "";
    if (host.empty() || (scheme != "https" && scheme != "http")) return "not an address that begins with https://";
    if (scheme == "http" && !is_this_machine(host)) return "http is only for this machine; use https";
    if (!part_of(parsed, CURLUPART_USER).empty() || !part_of(parsed, CURLUPART_PASSWORD).empty())
        return "an address must not contain a user name or password";
    return {};
}

ClientResult Client::send(const ClientRequest& request, const std::function<bool()>& is_cancelled) const {
    const std::string where = address_without_query(request.url);
    if (std::string wrong = wrong_client_address(request.url); !wrong.empty())
        return ClientError{ClientFailure::bad_request, where, std::move(wrong)};
    const auto& fields = request.headers.fields();
    if (!std::all_of(fields.begin(), fields.end(), is_field))
        return ClientError{ClientFailure::bad_request, where, "a header field is not valid"};
    if (!is_method(request))
        return ClientError{ClientFailure::bad_request, where,
                           "only POST and PUT have a body, and GET is the only other method"};
    const NoBrokenPipeSignal until_the_end;  // libcurl could only change it for the whole process
    Exchange exchange(request, ca_file_, limits_);
    const CURLcode code = exchange.run(is_cancelled);
    if (code == CURLE_OK) return exchange.take_response();
    return error_of(code, exchange, where);
}

}  // namespace carepress::net
