#include "engine/workspace.h"

#include <utility>

namespace carepress::engine {

WorkspacePool::Lease WorkspacePool::borrow() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            Lease lease(idle_.back().release(), {this});
            idle_.pop_back();
            return lease;
        }
    }
    return {new Workspace(resources_), {this}};
}

std::size_t WorkspacePool::idle_count() {
    const std::lock_guard lock(mutex_);
    return idle_.size();
}

void WorkspacePool::take_back(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < most_idle_) idle_.push_back(std::move(workspace));
}

}  // namespace carepress::engine
