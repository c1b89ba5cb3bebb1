#pragma once

#include "engine/resources.h"
#include "pdf/write.h"
#include "svg/write.h"
#include "text/shape.h"

#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace carepress::engine {

/// What one thread at a time needs to press: shaper, writers and their caches. They never change the output.
struct Workspace {
    explicit Workspace(const Resources& resources)
        : shaper(resources.fonts(), &resources.hyphenation(), &resources.number_words()),
          writer(resources.fonts()),
          svg(resources.fonts()) {}
    text::Shaper shaper;
    pdf::PdfWriter writer;
    svg::SvgWriter svg;
};

/// Workspaces that threads take turns with. Thread-safe. There are as many as were ever borrowed at once; of those that
/// come back, `most_idle` at most are kept for the next borrower, who gets the one that was used last: its caches are
/// the most useful.
class WorkspacePool {
public:
    /// `resources` must outlive this object.
    WorkspacePool(const Resources& resources, std::size_t most_idle) : resources_(resources), most_idle_(most_idle) {
        idle_.reserve(most_idle);  // so that take_back() cannot fail
    }

    struct Return {
        WorkspacePool* pool;
        int exceptions = std::uncaught_exceptions();
        void operator()(Workspace* workspace) const {
            std::unique_ptr<Workspace> returned(workspace);
            if (std::uncaught_exceptions() == exceptions) pool->take_back(std::move(returned));
        }
    };
    /// A workspace for one thread, which goes back to the pool when this ends; if an exception ends it, it is
    /// destroyed, as its caches may be half filled. The pool must outlive it.
    using Lease = std::unique_ptr<Workspace, Return>;

    Lease borrow();

    /// How many workspaces wait for a borrower.
    std::size_t idle_count();

private:
    void take_back(std::unique_ptr<Workspace> workspace);

    const Resources& resources_;
    std::size_t most_idle_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Workspace>> idle_;
};

}  // namespace carepress::engine
