#pragma once

#include "job/check_job.h"
#include "job/export_job.h"
#include "job/handout_job.h"
#include "job/visit_job.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::job {

/// One field of a job in JSON: this table is reader, writer and hint at once.
template <class Job>
struct JobField {
    std::string_view key;
    std::variant<std::string Job::*, bool Job::*, int Job::*, check::Limits Job::*, std::vector<std::string> Job::*,
                 PrivateInput Job::*, std::optional<PrivateInput> Job::*, std::vector<ArticleInput> Job::*,
                 std::optional<ArticleInput> Job::*, std::optional<style::BundleSettings::Numbers> Job::*,
                 std::optional<style::PdfStandard> Job::*>
        member;
    enum class Presence { optional, always_written, required } presence = Presence::optional;
};

inline const std::array<JobField<HandoutJob>, 13>& handout_fields() {
    using Field = JobField<HandoutJob>;
    static const std::array<Field, 13> fields{{
        {"articles", &HandoutJob::articles, Field::Presence::required},
        {"translation", &HandoutJob::translation},
        {"language", &HandoutJob::language},
        {"note", &HandoutJob::note},
        {"omit_sections", &HandoutJob::omit_sections},
        {"language_notice", &HandoutJob::language_notice},
        {"title", &HandoutJob::title},
        {"page_numbers", &HandoutJob::page_numbers},
        {"standard", &HandoutJob::standard},
        {"layout", &HandoutJob::layout, Field::Presence::always_written},
        {"brand", &HandoutJob::brand, Field::Presence::always_written},
        {"library", &HandoutJob::library},
        {"fallback_date", &HandoutJob::fallback_date},
    }};
    return fields;
}

inline const std::array<JobField<VisitJob>, 22>& visit_fields() {
    using Field = JobField<VisitJob>;
    static const std::array<Field, 22> fields{{
        {"bundle", &VisitJob::bundle, Field::Presence::required},
        {"patient", &VisitJob::patient},
        {"encounter", &VisitJob::encounter},
        {"include_restricted", &VisitJob::include_restricted},
        {"force", &VisitJob::force},
        {"language", &VisitJob::language},
        {"time_zone", &VisitJob::time_zone},
        {"articles", &VisitJob::articles},
        {"suggest", &VisitJob::suggest},
        {"note", &VisitJob::note},
        {"omit_parts", &VisitJob::omit_parts},
        {"printed_by", &VisitJob::printed_by},
        {"printed_at", &VisitJob::printed_at},
        {"strict", &VisitJob::strict},
        {"want_receipt", &VisitJob::want_receipt},
        {"given_at", &VisitJob::given_at},
        {"language_notice", &VisitJob::language_notice},
        {"standard", &VisitJob::standard},
        {"layout", &VisitJob::layout, Field::Presence::always_written},
        {"brand", &VisitJob::brand, Field::Presence::always_written},
        {"library", &VisitJob::library},
        {"fallback_date", &VisitJob::fallback_date},
    }};
    return fields;
}

inline const std::array<JobField<ExportJob>, 10>& export_fields() {
    using Field = JobField<ExportJob>;
    static const std::array<Field, 10> fields{{
        {"library", &ExportJob::library, Field::Presence::required},
        {"layouts", &ExportJob::layouts, Field::Presence::always_written},
        {"brands", &ExportJob::brands, Field::Presence::always_written},
        {"languages", &ExportJob::languages},
        {"language_notice", &ExportJob::language_notice},
        {"standard", &ExportJob::standard},
        {"fallback_date", &ExportJob::fallback_date},
        {"as_of", &ExportJob::as_of},
        {"require_status", &ExportJob::require_status},
        {"include_drafts", &ExportJob::include_drafts},
    }};
    return fields;
}

inline const std::array<JobField<CheckJob>, 12>& check_fields() {
    using Field = JobField<CheckJob>;
    static const std::array<Field, 12> fields{{
        {"sources", &CheckJob::sources},
        {"library", &CheckJob::library},
        {"only", &CheckJob::only},
        {"skip", &CheckJob::skip},
        {"flesch_kincaid", &CheckJob::flesch_kincaid},
        {"smog", &CheckJob::smog},
        {"fernandez_huerta", &CheckJob::fernandez_huerta},
        {"longest_sentence", &CheckJob::longest_sentence},
        {"strict", &CheckJob::strict},
        {"layout", &CheckJob::layout, Field::Presence::always_written},
        {"brand", &CheckJob::brand, Field::Presence::always_written},
        {"as_of", &CheckJob::as_of},
    }};
    return fields;
}

}  // namespace carepress::job
