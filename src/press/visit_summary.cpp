#include "press/visit_summary.h"

#include "press/spell_missing.h"
#include "summary/dates.h"
#include "summary/summarize.h"

#include <utility>

namespace carepress {
namespace {

/// The language of the page: the patient's, else the one asked for, else English; each only with phrases.
std::string page_language(const std::string& preferred, const std::string& asked, const PhraseBook& phrases,
                          Diagnostics& diagnostics) {
    if (!preferred.empty() && phrases.has(preferred)) {
        if (!asked.empty() && phrases.in(preferred).language() != phrases.in(asked).language())
            diagnostics.note({}, "the summary is in '" + preferred + "', which the record says the patient prefers");
        return preferred;
    }
    std::string language = !asked.empty() && phrases.has(asked) ? asked : "en";
    if (!preferred.empty())
        diagnostics.warning(
            {},
            "there are no phrases in '" + preferred + "', which the patient prefers: the summary is in '" + language +
                "'",
            "translate messages/visit/en.yaml and messages/en.yaml, or give the patient an interpreter");
    else if (!asked.empty() && language != asked)
        diagnostics.warning({}, "there are no phrases in '" + asked + "': the summary is in English");
    return language;
}

SummaryWords words_in(const std::string& language, const VisitSummaryRequest& request, const Brand& brand,
                      const Resources& resources) {
    return {resources.visit_phrases().in(language), resources.visit_phrases().in("en"),
            resources.phrases().in(language), brand.texts_for(language),
            request.time_zone.empty() ? brand.time_zone : request.time_zone};
}

}  // namespace

VisitSummaryResult summarize_visit(const VisitSummaryRequest& request, const Resources& resources,
                                   Workspace& workspace) {
    VisitSummaryResult result;
    const BrandResult brand = resources.brand(request.brand);
    const StylesheetResult dress = resources.stylesheet(request.layout, request.brand);
    if (!brand.brand || !dress.stylesheet) {
        result.diagnostics = dress.diagnostics;
        return result;
    }
    Diagnostics diagnostics(*request.bundle);
    if (std::optional<Visit> visit = read_visit(*request.bundle, request.choice, diagnostics)) {
        const std::string language =
            page_language(visit->patient.language, request.language, resources.visit_phrases(), diagnostics);
        const SummaryWords words = words_in(language, request, *brand.brand, resources);
        if (!words.time_zone.empty() && !is_time_zone(words.time_zone)) {
            diagnostics.error({}, "'" + words.time_zone + "' is no time zone",
                              "name one of the IANA data base, such as America/New_York");
        } else {
            VisitSummary summary;
            summary.article = summarize(*visit, words, brand.brand->record_number);
            summary.patient = patient_line(visit->patient, words, brand.brand->record_number);
            summary.wanted_language = visit->patient.language.empty() ? language : visit->patient.language;
            summary.visit = std::move(*visit);
            spell_missing(summary.article, summary.patient, *dress.stylesheet, workspace.shaper, diagnostics);
            if (dress.stylesheet->bilingual.any() && words.language() == "en") {
                diagnostics.note({}, "the summary is in one language, which is English");
            } else if (dress.stylesheet->bilingual.any()) {
                summary.beside = summarize(summary.visit, words_in("en", request, *brand.brand, resources),
                                           brand.brand->record_number);
                Diagnostics said = diagnostics;  // of the same words of the record
                PatientLine patient = summary.patient;
                spell_missing(*summary.beside, patient, *dress.stylesheet, workspace.shaper, said);
            }
            summary.report = report_of(summary.visit, request.without);
            if (!diagnostics.has_errors()) result.summary = std::move(summary);
        }
    }
    result.diagnostics = diagnostics.take();
    return result;
}

}  // namespace carepress
