// A server that speaks TLS, with certificates made for the test, and one that sends exactly the bytes it is told to.
#pragma once

#include "base/descriptor.h"
#include "net/listen.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>

#include <csignal>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace carepress::test {

/// A pair of keys and the certificate of its public half.
struct Certified {
    std::shared_ptr<EVP_PKEY> key;
    std::shared_ptr<X509> certificate;

    std::string pem() const {
        const std::unique_ptr<BIO, decltype(&BIO_free_all)> out(BIO_new(BIO_s_mem()), BIO_free_all);
        PEM_write_bio_X509(out.get(), certificate.get());
        char* bytes = nullptr;
        const long size = BIO_get_mem_data(out.get(), &bytes);
        return {bytes, static_cast<std::size_t>(size)};
    }
};

inline void add_extension(X509* certificate, int kind, const std::string& value) {
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()), X509_EXTENSION_free);
    if (X509_add_ext(certificate, extension.get(), -1) != 1) throw std::runtime_error("extension");
}

/// Certifies a new key until `seconds` from now. Without `issuer`, an authority of this name that certifies itself;
/// else a server of these names ("IP:127.0.0.1").
inline Certified certify(const std::string& names, const Certified* issuer, long seconds = 3'600) {
    Certified made{{EVP_EC_gen("P-256"), EVP_PKEY_free}, {X509_new(), X509_free}};
    X509* certificate = made.certificate.get();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), issuer ? 2 : 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -7'200);
    X509_gmtime_adj(X509_getm_notAfter(certificate), seconds);
    X509_set_pubkey(certificate, made.key.get());
    const std::string name = issuer ? "server" : names;
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    const Certified& signer = issuer ? *issuer : made;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer.certificate.get()));
    add_extension(certificate, NID_basic_constraints, issuer ? "critical,CA:FALSE" : "critical,CA:TRUE");
    if (issuer) add_extension(certificate, NID_subject_alt_name, names);
    if (X509_sign(certificate, signer.key.get(), EVP_sha256()) == 0) throw std::runtime_error("not signed");
    return made;
}

/// Accepts connections on a thread of its own, and gives each to a function.
class ConnectionServer {
public:
    explicit ConnectionServer(std::function<void(int)> serve)
        : listener_(net::Listener::open(net::read_listen_address("127.0.0.1:0").value())), thread_([this, serve] {
              while (true) {
                  pollfd waits{listener_.descriptor(), POLLIN, 0};  // which does not block
                  ::poll(&waits, 1, -1);
                  const Descriptor connection(::accept(listener_.descriptor(), nullptr, nullptr));
                  if (!connection) return;
                  serve(connection.get());
              }
          }) {}
    ~ConnectionServer() {
        ::shutdown(listener_.descriptor(), SHUT_RDWR);
        thread_.join();
    }
    ConnectionServer(const ConnectionServer&) = delete;
    ConnectionServer& operator=(const ConnectionServer&) = delete;

    std::string address() const { return listener_.address(); }

private:
    net::Listener listener_;
    std::thread thread_;
};

/// Reads a request and sends these bytes, whatever it was.
inline std::function<void(int)> sends(std::string bytes) {
    return [bytes = std::move(bytes)](int connection) {
        char buffer[16'384];
        if (::recv(connection, buffer, sizeof buffer, 0) <= 0) return;
        ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    };
}

/// The same over TLS, with this certificate and no newer version than `newest`.
inline std::function<void(int)> sends_by_tls(const Certified& server, std::string bytes, int newest = TLS1_3_VERSION) {
    ::signal(SIGPIPE, SIG_IGN);
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX_use_certificate(context.get(), server.certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), server.key.get());
    SSL_CTX_set_max_proto_version(context.get(), newest);
    if (newest < TLS1_2_VERSION) SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
    return [context, bytes = std::move(bytes)](int connection) {
        const std::unique_ptr<SSL, decltype(&SSL_free)> session(SSL_new(context.get()), SSL_free);
        SSL_set_fd(session.get(), connection);
        char buffer[16'384];
        if (SSL_accept(session.get()) != 1 || SSL_read(session.get(), buffer, sizeof buffer) <= 0) return;
        SSL_write(session.get(), bytes.data(), static_cast<int>(bytes.size()));
        SSL_shutdown(session.get());
    };
}

}  // namespace carepress::test
