// What was made to be looked at: its pages, its PDF, and its end.
#include "service/press.h"
#include "service/routes.h"

#include <charconv>
#include <optional>
#include <system_error>

namespace carepress::service {
namespace {

net::Response gone() {
    return net::problem(404, "the preview was not found; it was closed or has expired: make it again");
}

/// The page of "3.svg", from 1.
std::optional<std::size_t> page_of(std::string_view name) {
    constexpr std::string_view ending = ".svg";
    if (!name.ends_with(ending)) return std::nullopt;
    name.remove_suffix(ending.size());
    std::size_t page = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), page);
    if (error != std::errc{} || end != name.data() + name.size() || name.starts_with('0')) return std::nullopt;
    return page;
}

}  // namespace

net::Response show_page(State& state, const Call& call) {
    const std::shared_ptr<Preview> preview = state.previews.find(call.request.segment("key"));
    if (!preview) return gone();
    const std::optional<std::size_t> page = page_of(call.request.segment("page"));
    if (!page || *page > preview->pages().size()) return net::problem(404, "the preview has no such page");
    return private_bytes("image/svg+xml", preview->pages()[*page - 1]);
}

net::Response show_pdf(State& state, const Call& call) {
    const std::shared_ptr<Preview> preview = state.previews.find(call.request.segment("key"));
    if (!preview) return gone();
    const PressedPdf pdf = preview->pdf(call.work);
    if (!pdf.ok) return net::problem(500, "the PDF could not be made; make the preview again");
    // A viewer that goes on with ranges has the handout already.
    if (call.request.method == "GET" && !call.request.headers.contains("Range"))
        record(state, preview->given(), pdf.bytes);
    return pdf_answer(pdf.bytes, preview->file_name());
}

net::Response drop_preview(State& state, const Call& call) {
    if (!state.previews.remove(call.request.segment("key"))) return gone();
    return no_content();
}

}  // namespace carepress::service
