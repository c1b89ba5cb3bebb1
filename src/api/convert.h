#pragma once

#include "base/diagnostic.h"
#include "engine/write.h"
#include "job/handout_job.h"
#include "job/visit_job.h"

#include <carepress/diagnostic.h>
#include <carepress/engine.h>
#include <carepress/job.h>

#include <optional>
#include <vector>

/// Between the public types, which never change within one SONAME, and those of src/job, which may.
namespace carepress::api {

job::HandoutJob to_internal(const v0::HandoutJob& job);
job::VisitJob to_internal(const v0::VisitJob& job);
/// Nothing if this library does not know the format, as that of a program that was built with newer headers.
std::optional<engine::Format> to_internal(v0::Format format);
std::vector<v0::Diagnostic> to_public(const std::vector<Diagnostic>& diagnostics);

}  // namespace carepress::api
