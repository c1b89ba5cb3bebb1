#pragma once

#include "record/record_session.h"

#include <string.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace carepress::service {

/// A patient's record that somebody has opened, for as long as the page is: in memory alone. Thread-safe.
class OpenVisit {
public:
    /// `of_chart`: the session of a launch that it was read for; null: it came by hand.
    OpenVisit(std::string bundle, std::string opened_by, std::shared_ptr<record::RecordSession> of_chart = {})
        : subject(std::move(opened_by)), chart(std::move(of_chart)), bundle_(std::move(bundle)) {}

    /// Leaves nothing of the record in memory that is used again.
    ~OpenVisit() { ::explicit_bzero(bundle_.data(), bundle_.size()); }
    OpenVisit(const OpenVisit&) = delete;
    OpenVisit& operator=(const OpenVisit&) = delete;

    const std::string subject;
    const std::shared_ptr<record::RecordSession> chart;
    const std::string& bundle() const { return bundle_; }

    /// Remembers a preview that goes when the visit does. False if it is closed.
    bool add_preview(std::string handle) {
        const std::lock_guard lock(mutex_);
        if (!is_closed_) previews_.push_back(std::move(handle));
        return !is_closed_;
    }
    /// Its previews, which have to go now.
    std::vector<std::string> close() {
        const std::lock_guard lock(mutex_);
        is_closed_ = true;
        return std::move(previews_);
    }

private:
    std::string bundle_;
    std::mutex mutex_;
    std::vector<std::string> previews_;
    bool is_closed_ = false;
};

}  // namespace carepress::service
