#include "engine/engine.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace carepress::engine {

Engine::Engine(ResourceSettings settings, unsigned threads)
    : resources_(std::move(settings)),
      workspaces_(resources_, threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency())) {}

VisitSummaryResult Engine::summarize(const VisitSummaryRequest& request) const {
    return summarize_visit(request, resources_, *workspaces_.borrow());
}

Laid Engine::lay_out(const PressRequest& request) const {
    return engine::lay_out(request, resources_, *workspaces_.borrow());
}

std::vector<std::string> Engine::write(const layout::PagedDocument& document, Format format) const {
    return engine::write(document, format, *workspaces_.borrow());
}

PressResult Engine::press(const PressRequest& request, Format format) const {
    return engine::press(request, resources_, *workspaces_.borrow(), format);
}

}  // namespace carepress::engine
