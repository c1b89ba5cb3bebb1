// Any bytes as what a child process answers, and as what it is asked: no crash, no hang, and nothing is believed that
// contradicts itself. The first byte chooses which.
#include "service/visit_child_messages.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace carepress;
using service::VisitChildOutcome;

/// What holds of every response, valid or not.
void check(const service::VisitChildResult& result, engine::Format format, std::size_t size) {
    std::size_t kept = result.bytes.size() + result.report.size();
    for (const std::string& page : result.svg_pages) kept += page.size();
    if (kept > size) std::abort();
    const bool is_pdf = format == engine::Format::pdf;
    const std::size_t pages = static_cast<std::size_t>(result.pages);
    if (result.ok() && (is_pdf ? !result.bytes.starts_with("%PDF-") : result.svg_pages.size() != pages)) std::abort();
    if (result.ok() && result.pages < 1) std::abort();
    if (!result.ok() && kept > result.report.size()) std::abort();
    if (result.outcome == VisitChildOutcome::crashed && (kept > 0 || !result.diagnostics.empty())) std::abort();
    if (result.outcome > VisitChildOutcome::failed && result.outcome != VisitChildOutcome::crashed) std::abort();
}

/// A request that is read is written as one that is read as the same.
void check(const service::VisitChildRequest& request) {
    const std::unique_ptr<const service::OutgoingRequest> outgoing = service::write_request(request);
    if (!outgoing) std::abort();
    std::string bytes;
    for (const std::string_view piece : outgoing->pieces) bytes += piece;
    const std::optional<service::IncomingRequest> again = service::read_request(bytes);
    if (!again || !(again->request.job == request.job) || again->request.now != request.now) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] == 'q') {
        if (const auto incoming = service::read_request(bytes)) check(incoming->request);
        return 0;
    }
    const engine::Format format = data[0] == 's' ? engine::Format::svg : engine::Format::pdf;
    check(service::read_response(bytes, format, 1'000'000), format, bytes.size());
    return 0;
}
