#include "engine/visit_summary.h"

#include "engine/spell_missing.h"
#include "style/summary_parts.h"
#include "visit/record_time.h"
#include "visit_summary/dates.h"
#include "visit_summary/summarize.h"

#include <algorithm>
#include <utility>

namespace carepress::engine {
namespace {

/// The language of the page: the one that the operator asks for, else the patient's, if there are phrases for it; else
/// English.
std::string page_language(const std::string& preferred, const std::string& asked, const words::PhraseBook& phrases,
                          Diagnostics& diagnostics) {
    const bool has_preferred = !preferred.empty() && phrases.has(preferred);
    if (!asked.empty() && phrases.has(asked)) {
        if (!preferred.empty() && (!has_preferred || phrases.in(preferred).language() != phrases.in(asked).language()))
            diagnostics.warning("visit/other-language"_code, {},
                                "the summary is in '" + asked + "', as was asked for; the patient prefers '" +
                                    preferred + "' by the record");
        return asked;
    }
    std::string language = has_preferred ? preferred : "en";
    if (!asked.empty())
        diagnostics.warning("visit/no-phrases"_code, {},
                            "a summary cannot be written in '" + asked + "', so it is in '" + language + "'");
    else if (!preferred.empty() && !has_preferred)
        diagnostics.warning(
            "visit/no-phrases"_code, {},
            "a summary cannot be written in '" + preferred + "', which the patient prefers, so it is in '" + language +
                "'",
            "translate messages/visit/en.yaml and messages/en.yaml, or give the patient an interpreter");
    return language;
}

/// Times in UTC, as many servers write them, are not those of the clock on the wall: a visit in the evening may be
/// dated the next day.
void warn_of_utc(const visit::Visit& visit, const visit_summary::SummaryWords& words, Diagnostics& diagnostics) {
    if (!words.time_zone.empty()) return;
    bool any = visit::is_in_utc(visit.encounter.period.start) || visit::is_in_utc(visit.encounter.period.end);
    for (const visit::VisitAppointment& each : visit.appointments) any |= visit::is_in_utc(each.start);
    for (const visit::VitalSign& each : visit.vital_signs) any |= visit::is_in_utc(each.when);
    if (any)
        diagnostics.warning(
            "visit/times-in-utc"_code, {},
            "the record's times are in UTC and no time zone is set: the page says UTC beside them",
            "set the clinic's with --time-zone America/New_York (in a job, \"time_zone\"), or time-zone in the brand");
}

/// The language that articles are looked up in.
const std::string& wanted_language(const std::string& preferred, const std::string& asked, const std::string& page) {
    if (!asked.empty()) return asked;
    return preferred.empty() ? page : preferred;
}

visit_summary::SummaryWords words_in(const std::string& language, const VisitSummaryRequest& request,
                                     const style::Brand& brand, const Resources& resources) {
    return {resources.visit_phrases().in(language), resources.visit_phrases().in("en"),
            resources.phrases().in(language), brand.texts_for(language),
            request.time_zone.empty() ? brand.time_zone : request.time_zone};
}

/// The options of the summary. An unknown part or an invalid time is an error.
visit_summary::SummaryOptions options_of(const VisitSummaryRequest& request, const style::Brand& brand,
                                         const style::Stylesheet& stylesheet, Diagnostics& diagnostics) {
    visit_summary::SummaryOptions options;
    options.with_record_number = brand.record_number;
    options.has_note = request.has_note;
    options.parts = stylesheet.sections;
    options.omit_parts = request.omit_parts;
    options.printed_by = request.printed_by;
    options.title_by_finding = !request.choice.include_restricted && !stylesheet.bilingual.any();
    for (const std::string& name : request.omit_parts) {
        if (std::find(style::summary_parts.begin(), style::summary_parts.end(), name) != style::summary_parts.end())
            continue;
        const std::vector<std::string_view> known(style::summary_parts.begin(), style::summary_parts.end());
        const std::string_view near = nearest(name, known);
        std::string hint = near.empty() ? "the parts are " : "did you mean \"" + std::string(near) + "\"?";
        if (near.empty())
            for (const std::string_view each : known) hint += (hint.ends_with(' ') ? "" : ", ") + std::string(each);
        diagnostics.error("visit/unknown-part"_code, {}, "a visit summary has no part \"" + name + "\"",
                          std::move(hint));
    }
    if (request.printed_at.empty()) return options;
    if (const std::optional<visit::RecordTime> time = visit::read_time(request.printed_at))
        options.printed_at = *time;
    else
        diagnostics.error("visit/invalid-time"_code, {}, "the time of printing is not a valid FHIR dateTime",
                          "write it with its zone: 2026-11-20T09:40:00-05:00");
    return options;
}

/// The brand's disclaimer for the pages of a summary, with date and telephone filled in.
std::string disclaimer_of(const visit_summary::SummaryWords& words, const visit::RecordTime& printed_at) {
    const visit_summary::Pieces date{{visit_summary::say_date(printed_at, words), words.language()}};
    const visit_summary::Pieces telephone{{words.brand.telephone, words.language()}};
    std::string text;
    for (const visit_summary::Piece& piece : visit_summary::fill_pattern(words.brand.visit_disclaimer, words.language(),
                                                                         {{"date", date}, {"telephone", telephone}}))
        text += piece.text;
    return text;
}

article::Article summary_of(const visit::Visit& visit, const visit_summary::SummaryWords& words,
                            const visit_summary::SummaryOptions& options) {
    article::Article article = visit_summary::summarize(visit, words, options);
    article.own_disclaimer = disclaimer_of(words, options.printed_at);
    return article;
}

/// "Once" is eleven in Spanish: a man took eleven pills of each of two medicines (Pediatrics 2010).
void warn_of_once(const visit::Visit& visit, const visit_summary::SummaryWords& words, Diagnostics& diagnostics) {
    if (words.language() == "en") return;
    const bool says_once =
        std::any_of(visit.medicines.begin(), visit.medicines.end(), [](const visit::Medicine& medicine) {
            return std::any_of(medicine.dosages.begin(), medicine.dosages.end(),
                               [](const visit::Dosage& dosage) { return dosage.sig.says_once; });
        });
    if (says_once)
        diagnostics.warning("record/once"_code, {},
                            "a dosage of the record has the word \"once\", which readers of Spanish take for eleven",
                            "it is printed as \"1 time\"; go over the medicines with the patient");
}

}  // namespace

VisitSummaryResult summarize_visit(const VisitSummaryRequest& request, const Resources& resources,
                                   Workspace& workspace) {
    VisitSummaryResult result;
    const style::BrandResult brand = resources.brand(request.theme.brand);
    const style::StylesheetResult theme = resources.stylesheet(request.theme);
    if (!brand.brand || !theme.stylesheet) {
        result.diagnostics = theme.diagnostics;
        return result;
    }
    Diagnostics diagnostics(*request.bundle);
    if (std::optional<visit::Visit> visit = visit::read_visit(*request.bundle, request.choice, diagnostics)) {
        const std::string language =
            page_language(visit->patient.language, request.language, resources.visit_phrases(), diagnostics);
        const visit_summary::SummaryWords words = words_in(language, request, *brand.brand, resources);
        if (!words.time_zone.empty() && !visit_summary::is_time_zone(words.time_zone)) {
            diagnostics.error("visit/invalid-time-zone"_code, {}, "'" + words.time_zone + "' is not a valid time zone",
                              "use a name of the IANA time zone database, such as America/New_York");
        } else {
            warn_of_utc(*visit, words, diagnostics);
            warn_of_once(*visit, words, diagnostics);
            VisitSummary summary;
            const visit_summary::SummaryOptions options =
                options_of(request, *brand.brand, *theme.stylesheet, diagnostics);
            summary.article = summary_of(*visit, words, options);
            const auto parts = visit_summary::parts_of_summary(*visit, words, options);
            summary.parts.assign(parts.begin(), parts.end());
            summary.patient = visit_summary::patient_line(visit->patient, words, brand.brand->record_number);
            summary.wanted_language = wanted_language(visit->patient.language, request.language, language);
            summary.visit = std::move(*visit);
            spell_missing(summary.article, summary.patient, *theme.stylesheet, workspace.shaper, diagnostics);
            if (theme.stylesheet->bilingual.any() && words.language() == "en") {
                diagnostics.note("visit/one-language"_code, {}, "the summary is in one language, which is English");
            } else if (theme.stylesheet->bilingual.any()) {
                visit_summary::SummaryWords english = words_in("en", request, *brand.brand, resources);
                english.english_beside_another = true;
                summary.translation = summary_of(summary.visit, english, options);
                Diagnostics repeated = diagnostics.silent();  // about the same words of the record
                words::PatientLine patient = summary.patient;
                spell_missing(*summary.translation, patient, *theme.stylesheet, workspace.shaper, repeated);
            }
            summary.report = report_of(summary.visit, request.omit_parts, words);
            if (!diagnostics.has_errors()) result.summary = std::move(summary);
        }
    }
    result.diagnostics = diagnostics.take();
    return result;
}

}  // namespace carepress::engine
