#pragma once

#include "net/body.h"
#include "net/work.h"
#include "record/record_session.h"
#include "service/audit.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace carepress::service {

/// A PDF; or none, where a job that could be pressed as pages no longer can.
struct PressedPdf {
    bool ok = false;
    net::Body bytes;
};

/// What a handout was made on.
struct PreviewOrigin {
    std::shared_ptr<record::RecordSession> chart = {};  ///< whose page it was made on; null: of no chart
    std::string title = {};                             ///< for the record
    bool is_summary = false;                            ///< of a visit
};

/// A handout that somebody looks at before it is printed: its pages, and how to make the very PDF. In memory only.
class Preview {
public:
    using PressPdf = std::function<PressedPdf(const net::Work&)>;

    /// `given`: what the audit says when the PDF is taken, without time and digest. `press_pdf` may be called by
    /// several threads, but not at once.
    Preview(std::vector<std::string> svg_pages, std::string file_name, GivenHandout given, PressPdf press_pdf,
            PreviewOrigin origin = {})
        : file_name_(std::move(file_name)),
          given_(std::move(given)),
          press_pdf_(std::move(press_pdf)),
          origin_(std::move(origin)) {
        for (std::string& page : svg_pages) pages_.emplace_back(std::move(page));
    }

    const std::vector<net::Body>& pages() const { return pages_; }
    /// "K977-es.pdf": nothing of a patient.
    const std::string& file_name() const { return file_name_; }
    const GivenHandout& given() const { return given_; }
    const PreviewOrigin& origin() const { return origin_; }

    /// Made when first asked for, and kept.
    PressedPdf pdf(const net::Work& work) {
        const std::lock_guard lock(mutex_);
        if (!pdf_.ok) pdf_ = press_pdf_(work);
        return pdf_;
    }

private:
    std::vector<net::Body> pages_;
    const std::string file_name_;
    const GivenHandout given_;
    const PressPdf press_pdf_;
    const PreviewOrigin origin_;
    std::mutex mutex_;
    PressedPdf pdf_;
};

}  // namespace carepress::service
