// Any bytes as those of a connection: no crash, no hang; each is read once; the requests are the same in whatever
// pieces they come. The first byte says how large the pieces are.
#include "base/utf.h"
#include "net/request_reader.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace carepress;
using State = net::RequestReader::State;

/// The rules that every request keeps which the door lets in.
void check(const net::Request& request) {
    if (!net::is_token(request.method) || request.headers.count("Host") > 1) std::abort();
    for (const std::string& segment : request.target.segments)
        if (find_malformed_utf8(segment) || ("/" + segment + "/").find("/../") != std::string::npos ||
            segment.find('\0') != std::string::npos)
            std::abort();
    for (const auto& [name, value] : request.target.query)
        if (find_malformed_utf8(name) || find_malformed_utf8(value)) std::abort();
    for (const auto& [name, value] : request.headers.fields())
        if (!net::is_token(name) || value.find_first_of(std::string_view("\0\r\n", 3)) != std::string::npos)
            std::abort();
}

/// The requests of `bytes` in pieces of `size`, and how it ends.
std::string read_in_pieces(std::string_view bytes, std::size_t size) {
    static const net::Limits limits;
    net::RequestReader reader(limits);
    std::string seen;
    while (!bytes.empty()) {
        const std::size_t taken = reader.receive(bytes.substr(0, size));
        bytes.remove_prefix(taken);
        for (State state = reader.advance(); state != State::head && state != State::body; state = reader.advance()) {
            if (state == State::refused) return seen + std::to_string(reader.refusal().status);
            if (state == State::head_read && reader.begin_body(1'000) != State::complete) continue;
            const net::Request request = reader.take_request();
            check(request);
            seen += request.method + ' ' + request.target.path + ' ' + request.body + '\n';
            reader.next();
        }
        if (taken == 0) std::abort();  // waits for bytes that it has no room for
    }
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (read_in_pieces(bytes, 1 + data[0] % 64) != read_in_pieces(bytes, bytes.size() + 1)) std::abort();
    return 0;
}
