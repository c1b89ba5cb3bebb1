#include "base/utf.h"
#include "visit/concepts.h"
#include "visit/narrative.h"
#include "visit/read_visit_parts.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace carepress {
namespace {

using Notes = std::vector<ClinicalNote>;
constexpr int deepest_section = 8;

/// Sections in words alone: what has entries is read from those.
void read_sections(const Chart& chart, const Element& holder, int depth, Notes& notes) {
    if (depth > deepest_section) {
        holder.unusable(LeftOutReason::malformed, "its sections are nested too deeply");
        return;
    }
    for (const Element& section : holder.children("section")) {
        if (section.has("focus") && !chart.follow(section.child("focus"), {"Patient"}).present()) continue;
        const std::string_view narrative = section.child("text").code("div");
        if (!narrative.empty() && section.children("entry").empty()) {
            const std::optional<std::string> words = text_of_narrative(narrative);
            if (!words)
                section.unusable(LeftOutReason::malformed, "the narrative of a section is no XHTML in words");
            else if (std::string clean = clean_words(*words); !clean.empty())
                notes.push_back({chart.text_of(section, "title"), chart.text(std::move(clean), section)});
        }
        read_sections(chart, section, depth + 1, notes);
    }
}

int encounters_in(const Chart& chart) {
    const auto& entries = chart.bundle().entries();
    return static_cast<int>(std::count_if(entries.begin(), entries.end(),
                                          [](const BundleEntry& each) { return each.type == "Encounter"; }));
}

Reading<Notes> read_composition(const Chart& chart, const Element& composition) {
    const VisitRelation relation = chart.relation(composition);
    const bool only_visit =
        relation == VisitRelation::not_stated && chart.bundle().kind() == "document" && encounters_in(chart) == 1;
    if (relation != VisitRelation::this_visit && !only_visit) return LeftOutReason::not_of_this_visit;
    const std::string_view status = composition.code("status");
    if (status != "final" && status != "amended") return LeftOutReason::not_in_force;
    if (relation != VisitRelation::this_visit && chart.after_visit(composition.date_time("date"), composition))
        return LeftOutReason::after_visit;
    const std::string_view confidentiality = composition.code("confidentiality");
    if (!chart.include_restricted() && (confidentiality == "R" || confidentiality == "V"))
        return LeftOutReason::restricted;
    Notes notes;
    read_sections(chart, composition, 0, notes);
    return notes;
}

/// Instructions and education notes for the patient: LOINC.
bool is_for_the_patient(const Element& type) {
    static constexpr std::array<std::string_view, 4> codes{"69730-0", "34895-3", "8653-8", "74213-0"};
    return std::any_of(codes.begin(), codes.end(), [&](std::string_view code) { return has_coding(type, code); });
}

Reading<Notes> read_document(const Chart& chart, const Element& document) {
    if (chart.relation(document) != VisitRelation::this_visit) return LeftOutReason::not_of_this_visit;
    const std::string_view written = document.code("docStatus");
    if (document.code("status") != "current" || (!written.empty() && written != "final" && written != "amended"))
        return LeftOutReason::not_in_force;
    if (!is_for_the_patient(document.child("type"))) return LeftOutReason::for_clinicians;
    if (chart.after_visit(document.date_time("date"), document)) return LeftOutReason::after_visit;
    Notes notes;
    for (const Element& content : document.children("content")) {
        const Element attachment = content.child("attachment");
        if (!attachment.code("contentType").starts_with("text/plain")) continue;
        const std::optional<std::string> bytes = from_base64(attachment.code("data"));
        if (!bytes || find_malformed_utf8(*bytes)) {
            attachment.unusable(LeftOutReason::malformed, "its data is no base64 of UTF-8 text");
            continue;
        }
        ClinicalNote note{chart.text_of(attachment, "title"), chart.text(clean_words(*bytes), document)};
        if (const std::string language = language_tag(attachment.code("language")); !language.empty())
            note.title.language = note.text.language = language;
        if (!note.text.empty()) notes.push_back(std::move(note));
    }
    if (notes.empty()) return LeftOutReason::no_words;
    return notes;
}

}  // namespace

std::vector<ClinicalNote> read_notes(Chart& chart) {
    std::vector<Notes> all;
    chart.each("Composition", VisitSection::notes, all,
               [&](const Element& composition) { return read_composition(chart, composition); });
    chart.each("DocumentReference", VisitSection::notes, all,
               [&](const Element& document) { return read_document(chart, document); });
    std::vector<ClinicalNote> notes;
    for (Notes& each : all) std::move(each.begin(), each.end(), std::back_inserter(notes));
    return notes;
}

}  // namespace carepress
