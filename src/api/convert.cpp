#include "api/convert.h"

#include <optional>
#include <type_traits>
#include <variant>

namespace carepress::api {
namespace {

job::FileInput to_internal(const v0::FileInput& input) { return {input.path}; }
job::BytesInput to_internal(const v0::TextInput& input) { return {input.name, input.text, input.picture_folder}; }
job::CodeInput to_internal(const v0::CodeInput& input) { return {input.code}; }

job::ArticleInput to_internal(const v0::ArticleInput& input) {
    return std::visit([](const auto& kind) { return job::ArticleInput(to_internal(kind)); }, input);
}
job::PrivateInput to_internal(const v0::PrivateInput& input) {
    return std::visit([](const auto& kind) { return job::PrivateInput(to_internal(kind)); }, input);
}

style::BundleSettings::Numbers to_internal(v0::PageNumbers numbers) {
    return numbers == v0::PageNumbers::through ? style::BundleSettings::Numbers::through
                                               : style::BundleSettings::Numbers::article;
}

template <class Value>
auto to_internal(const std::optional<Value>& value) {
    using Internal = decltype(to_internal(*value));
    return value ? std::optional<Internal>(to_internal(*value)) : std::nullopt;
}

template <class Value>
auto to_internal(const std::vector<Value>& values) {
    std::vector<decltype(to_internal(values.front()))> converted;
    converted.reserve(values.size());
    for (const Value& value : values) converted.push_back(to_internal(value));
    return converted;
}

v0::Severity public_severity(Severity severity) {
    switch (severity) {
        case Severity::note:
            return v0::Severity::note;
        case Severity::warning:
            return v0::Severity::warning;
        case Severity::error:
            break;
    }
    return v0::Severity::error;
}

}  // namespace

// The bindings count the fields: a job that gets another one does not compile until it is converted here.
job::HandoutJob to_internal(const v0::HandoutJob& job) {
    job::HandoutJob made;
    made.articles = to_internal(job.articles);
    made.translation = to_internal(job.translation);
    made.language = job.language;
    made.note = to_internal(job.note);
    made.omit_sections = job.omit_sections;
    made.language_notice = job.language_notice;
    made.title = job.title;
    made.page_numbers = to_internal(job.page_numbers);
    made.layout = job.layout;
    made.brand = job.brand;
    made.library = job.library;
    made.fallback_date = job.fallback_date;
    [[maybe_unused]] const auto& [a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12] = job;
    [[maybe_unused]] const auto& [b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13] = made;
    return made;
}

job::VisitJob to_internal(const v0::VisitJob& job) {
    job::VisitJob made;
    made.bundle = to_internal(job.bundle);
    made.patient = job.patient;
    made.encounter = job.encounter;
    made.include_restricted = job.include_restricted;
    made.force = job.force;
    made.language = job.language;
    made.time_zone = job.time_zone;
    made.articles = job.articles;
    made.suggest = job.suggest;
    made.note = to_internal(job.note);
    made.omit_parts = job.omit_parts;
    made.printed_by = job.printed_by;
    made.printed_at = job.printed_at;
    made.strict = job.strict;
    made.want_receipt = job.want_receipt;
    made.given_at = job.given_at;
    made.language_notice = job.language_notice;
    made.layout = job.layout;
    made.brand = job.brand;
    made.library = job.library;
    made.fallback_date = job.fallback_date;
    [[maybe_unused]] const auto& [a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19,
                                  a20, a21] = job;
    [[maybe_unused]] const auto& [b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16, b17, b18, b19,
                                  b20, b21, b22] = made;
    return made;
}

std::optional<engine::Format> to_internal(v0::Format format) {
    switch (format) {
        case v0::Format::pdf:
            return engine::Format::pdf;
        case v0::Format::svg:
            return engine::Format::svg;
    }
    return std::nullopt;
}

std::vector<v0::Diagnostic> to_public(const std::vector<Diagnostic>& diagnostics) {
    std::vector<v0::Diagnostic> made;
    made.reserve(diagnostics.size());
    for (const Diagnostic& diagnostic : diagnostics)
        made.push_back({public_severity(diagnostic.severity), std::string(diagnostic.code.text()), diagnostic.file,
                        static_cast<int>(diagnostic.position.line), static_cast<int>(diagnostic.position.column),
                        diagnostic.message, diagnostic.hint});
    return made;
}

}  // namespace carepress::api
