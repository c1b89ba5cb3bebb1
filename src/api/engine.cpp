#include "engine/engine.h"

#include "api/clock.h"
#include "api/convert.h"
#include "api/data_folder.h"
#include "api/result.h"
#include "base/error.h"
#include "job/job_json.h"
#include "job/visit_report.h"

#include <carepress/engine.h>

#include <memory>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace carepress {
namespace {

using Data = v0::Result::Data;

constexpr std::size_t largest_job = 64'000'000;  ///< bytes of JSON

v0::Status status_of(job::JobStatus status) {
    switch (status) {
        case job::JobStatus::done:
            return v0::Status::done;
        case job::JobStatus::refused:
            return v0::Status::refused;
        case job::JobStatus::incomplete:
            return v0::Status::incomplete;
        case job::JobStatus::failed:
            break;
    }
    return v0::Status::failed;
}

Data to_data(job::HandoutResult result) {
    Data data;
    data.status = status_of(result.status);
    data.diagnostics = api::to_public(result.diagnostics);
    if (!result.ok()) return data;
    data.bytes = std::move(result.bytes);
    data.svg_pages = std::move(result.svg_pages);
    data.pages = result.pages;
    data.title = std::move(result.title);
    data.code = std::move(result.code);
    data.language = std::move(result.language);
    return data;
}

Data to_data(job::VisitJobResult result) {
    Data data;
    data.status = status_of(result.status);
    data.diagnostics = api::to_public(result.diagnostics);
    const int pages = result.ok() ? result.pages : 0;
    if (result.report) data.report = job::report_as_json(*result.report, result.ok(), pages);
    if (!result.ok()) return data;
    data.bytes = std::move(result.bytes);
    data.svg_pages = std::move(result.svg_pages);
    data.pages = pages;
    if (result.receipt) {
        data.receipt = std::move(result.receipt->json);
        data.fhir_receipt = std::move(result.receipt->fhir_bundle);
    }
    return data;
}

job::HandoutResult press_job(const job::HandoutJob& job, job::JobContext& context, engine::Format format) {
    return job::press_handout(job, context, format);
}
job::VisitJobResult press_job(const job::VisitJob& job, job::JobContext& context, engine::Format format) {
    return job::press_visit(job, context, format);
}

/// A job that ended with one message about itself.
Data ended(v0::Status status, DiagnosticCode code, const std::string& message, const std::string& hint) {
    Data data;
    data.status = status;
    data.diagnostics.push_back({v0::Severity::error, std::string(code.text()), {}, 0, 0, message, hint});
    return data;
}

Data failed(DiagnosticCode code, const std::string& message) { return ended(v0::Status::failed, code, message, {}); }

Data refused_format(v0::Format format) {
    return ended(v0::Status::refused, "job/unknown-format"_code,
                 "this version of carepress does not know format " + std::to_string(static_cast<int>(format)),
                 "ask for a PDF (0) or SVG (1), or install a newer version");
}

v0::Result share(Data data) { return v0::Result(std::make_shared<const Data>(std::move(data))); }

}  // namespace
}  // namespace carepress

namespace carepress {

class [[gnu::visibility("hidden")]] v0::Engine::Implementation {
public:
    explicit Implementation(std::string data_folder) : engine_({engine::DataFolder{std::move(data_folder)}}) {}

    const std::string& data_folder() const { return engine_.resources().folder().path; }

    /// All that may be thrown becomes a result, except std::bad_alloc. The words of an exception are shown only if they
    /// are known to contain no text and no path of a patient.
    template <class Job>
    Result press(const Job& job, Format format) const {
        const std::optional<carepress::engine::Format> known = api::to_internal(format);
        if (!known) return share(refused_format(format));
        try {
            job::JobContext context{engine_, api::now_in_nanoseconds()};
            return share(to_data(press_job(job, context, *known)));
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const EnvironmentError& error) {
            return share(failed("job/environment"_code, error.what()));
        } catch (const std::system_error& error) {
            return share(failed("job/environment"_code, "the system failed: " + error.code().message()));
        } catch (const std::exception&) {
            return share(
                failed("job/internal-error"_code, "an internal error: please report it, with a job that shows it"));
        }
    }

    /// `read`: read_handout_job() or read_visit_job_in_memory(). `is_private`: the job may contain text of a record.
    template <class Read>
    Result press_json(std::string_view json, Format format, Read read, bool is_private) const {
        if (json.size() > largest_job)
            return share(ended(Status::refused, "job/too-large"_code, "the job is larger than 64 MB",
                               "name files instead of giving their texts"));
        const Source source{"job", std::string(json), is_private};
        carepress::Diagnostics diagnostics(source);
        const auto job = read(source, diagnostics);
        if (job) return press(*job, format);
        Data data;
        data.status = Status::refused;
        data.diagnostics = api::to_public(diagnostics.all());
        return share(std::move(data));
    }

private:
    carepress::engine::Engine engine_;
};

v0::EngineError::EngineError(const std::string& message) : std::runtime_error(message) {}
v0::EngineError::EngineError(const EngineError&) = default;
v0::EngineError& v0::EngineError::operator=(const EngineError&) = default;
v0::EngineError::~EngineError() = default;

v0::Engine::Engine() : Engine(api::find_own_data_folder()) {}

v0::Engine::Engine(const std::string& data_folder) {
    api::check_data_folder(data_folder);
    try {
        implementation_ = std::make_unique<const Implementation>(data_folder);
    } catch (const EnvironmentError& error) {
        throw EngineError(error.what());
    }
}

v0::Engine::~Engine() = default;
v0::Engine::Engine(Engine&&) noexcept = default;
v0::Engine& v0::Engine::operator=(Engine&&) noexcept = default;

v0::Result v0::Engine::press(const HandoutJob& job, Format format) const {
    return implementation_->press(api::to_internal(job), format);
}
v0::Result v0::Engine::press(const VisitJob& job, Format format) const {
    return implementation_->press(api::to_internal(job), format);
}

v0::Result v0::Engine::press_json(std::string_view job, Format format) const {
    return implementation_->press_json(job, format, job::read_handout_job, false);
}

v0::Result v0::Engine::press_visit_json(std::string_view job, Format format) const {
    return implementation_->press_json(job, format, job::read_visit_job_in_memory, true);
}

const std::string& v0::Engine::data_folder() const noexcept { return implementation_->data_folder(); }

const char* v0::version() noexcept { return CAREPRESS_VERSION; }

}  // namespace carepress
