#pragma once

#include "engine/press.h"
#include "engine/resources.h"
#include "engine/visit_summary.h"
#include "engine/workspace.h"
#include "engine/write.h"

#include <string>
#include <vector>

namespace carepress::engine {

/// All that handouts are made with: the resources, and workspaces that threads take turns with. Each call borrows one
/// for as long as it takes, so that any number of threads may share one engine; what they get does not depend on who
/// else uses it. All functions throw EnvironmentError.
class Engine {
public:
    /// `threads`: how many are expected to use it at once, which decides how many workspaces are kept for the next
    /// call. 0: as many as there are processors.
    explicit Engine(ResourceSettings settings, unsigned threads = 0);
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    const Resources& resources() const { return resources_; }

    /// Reads a visit and words its summary, see summarize_visit().
    VisitSummaryResult summarize(const VisitSummaryRequest& request) const;
    /// Makes a handout as far as its pages, for write().
    Laid lay_out(const PressRequest& request) const;
    /// One PDF, or an SVG for each page.
    std::vector<std::string> write(const layout::PagedDocument& document, Format format) const;
    /// Both at once.
    PressResult press(const PressRequest& request, Format format = Format::pdf) const;

private:
    Resources resources_;
    mutable WorkspacePool workspaces_;
};

}  // namespace carepress::engine
