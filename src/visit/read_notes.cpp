#include "base/base64.h"
#include "base/utf.h"
#include "visit/concepts.h"
#include "visit/narrative.h"
#include "visit/negation.h"
#include "visit/note_sections.h"
#include "visit/plain_instruction.h"
#include "visit/read_visit_parts.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace carepress::visit {
namespace {

using Notes = std::vector<ClinicalNote>;
constexpr int deepest_section = 8;

/// The section has entries that other readers look at, so that the page says the same without its words.
bool is_read_from_entries(const Chart& chart, const Element& section) {
    const std::vector<Element> entries = section.children("entry");
    return std::any_of(entries.begin(), entries.end(), [&](const Element& entry) {
        const JsonValue* found = chart.bundle().resolve_any_version(entry);
        return found && type_of(*found) != "DocumentReference" && type_of(*found) != "Binary";
    });
}

/// The sections of a document that are written for the patient; the others are noted.
class SectionReader {
public:
    explicit SectionReader(Chart& chart) : chart_(chart) {}

    Notes read(const Element& composition) {
        SectionKind kind;
        if (is_for_patients(composition.child("type"))) kind = {Reader::patient, VisitSection::notes, true};
        read_sections(composition, kind, 0);
        return std::move(notes_);
    }

private:
    void read_sections(const Element& holder, const SectionKind& around, int depth) {
        if (depth > deepest_section) {
            holder.unusable(LeftOutReason::malformed, "its sections are nested too deeply");
            return;
        }
        for (const Element& section : holder.children("section")) {
            if (section.has("focus") && !chart_.follow(section.child("focus"), {"Patient"}).present()) continue;
            SectionKind kind = kind_of_section(section);
            const bool by_title = !section.has("code");
            const bool within_others = around.stated && around.reader != Reader::patient;
            const bool plain_part =
                kind.reader == Reader::unknown && kind.section == VisitSection::notes && !kind.of_staff;
            // A title alone does not take a part out of a list of medicines; a part of instructions is an instruction.
            const bool as_around = by_title && (within_others || (around.reader == Reader::patient && plain_part));
            if ((!kind.stated || as_around) && around.stated) kind = around;
            if (is_held_back(section, kind)) continue;
            read_section(section, kind);
            read_sections(section, kind, depth + 1);
        }
    }

    /// By a label on it, or on one of its entries, which its words may tell about.
    bool is_held_back(const Element& section, const SectionKind& kind) {
        if (chart_.include_restricted()) return false;
        Sensitivity found = sensitivity_of_inline_labels(section.json());
        for (const Element& entry : section.children("entry")) {
            if (found != Sensitivity::none) break;
            const JsonValue* resource = chart_.bundle().resolve_any_version(entry);
            if (resource) found = chart_.sensitivity(*resource);
        }
        if (found == Sensitivity::none) return false;
        chart_.leave_out_part(section, kind.section, LeftOutReason::restricted,
                              "the section is left out as sensitive (" + std::string(name_of(found)) + ")");
        return true;
    }

    void read_section(const Element& section, const SectionKind& kind) {
        const Element narrative = section.child("text");
        const std::string_view xhtml = narrative.code("div");
        if (xhtml.empty() || narrative.code("status") == "empty") return;
        // Instructions say more than their entries; a list that is read from its entries does not.
        if (kind.reader != Reader::patient && is_read_from_entries(chart_, section)) return;
        const std::optional<RenderedText> rendered = read_narrative(xhtml);
        if (!rendered && kind.reader != Reader::clinicians)
            return chart_.leave_out_part(section, kind.section, LeftOutReason::malformed,
                                         "the section is left out: its narrative is not well-formed XHTML");
        if (!rendered) return leave_out(section, kind, {});
        CleanWords clean = clean_words(rendered->text);
        if (clean.text.empty() && !rendered->pictures) return;
        if (kind.reader != Reader::patient) return leave_out(section, kind, clean.text);
        clean.struck_out = clean.struck_out || rendered->struck_out;
        clean.hidden = clean.hidden || rendered->hidden;
        section.problems().cleaned(narrative.json(), clean);
        if (rendered->pictures)
            chart_.leave_out_part(section, VisitSection::notes, LeftOutReason::no_words,
                                  "pictures without words are left out of the section");
        if (clean.text.empty()) return;
        if (sensitivity_of_words(clean.text) != Sensitivity::none)
            chart_.problems().diagnostics().warning("record/violence"_code, section.json().span(),
                                                    section.path() + ": the section speaks of violence",
                                                    "check who may read it before you give it out");
        notes_.push_back({chart_.text_of(section, "title"),
                          plain_instruction(section, chart_.text(std::move(clean.text), section))});
    }

    /// A list in words that only says that there is nothing in it is not missed on the page.
    static bool says_absence(const SectionKind& kind, const std::string& text) {
        Concept words;
        words.name.text = text;
        if (kind.section == VisitSection::allergies) return absence_of_allergies(words, {}).says != Absence::no;
        if (kind.section == VisitSection::medicines) return absence_of_medicines(words) != Absence::no;
        return kind.section == VisitSection::conditions && absence_of_problems(words, {}) != Absence::no;
    }

    void leave_out(const Element& section, const SectionKind& kind, const std::string& text) {
        const bool missed = kind.reader == Reader::unknown && !says_absence(kind, text);
        chart_.leave_out_part(
            section, kind.section, missed ? LeftOutReason::unknown_reader : LeftOutReason::for_clinicians,
            missed ? "a section in words is left out: its code and title do not say that it is written "
                     "for the patient"
                   : "a section that is written for clinicians is left out");
    }

    Chart& chart_;
    Notes notes_;
};

int encounters_in(const Chart& chart) {
    const auto& entries = chart.bundle().entries();
    return static_cast<int>(std::count_if(entries.begin(), entries.end(),
                                          [](const BundleEntry& each) { return each.type == "Encounter"; }));
}

Reading<Notes> read_composition(Chart& chart, const Element& composition) {
    const VisitRelation relation = chart.relation(composition);
    const bool only_visit =
        relation == VisitRelation::not_stated && chart.bundle().kind() == "document" && encounters_in(chart) == 1;
    if (relation != VisitRelation::this_visit && !only_visit) return LeftOutReason::not_of_this_visit;
    const std::string_view status = composition.code("status");
    if (status != "final" && status != "amended") return LeftOutReason::not_in_force;
    if (relation != VisitRelation::this_visit && chart.after_visit(composition.date_time("date"), composition))
        return LeftOutReason::after_visit;
    if (!chart.include_restricted() &&
        sensitivity_of_label({}, composition.code("confidentiality")) != Sensitivity::none)
        return LeftOutReason::restricted;
    return SectionReader(chart).read(composition);
}

Reading<Notes> read_document(const Chart& chart, const Element& document) {
    if (chart.relation(document) != VisitRelation::this_visit) return LeftOutReason::not_of_this_visit;
    const std::string_view written = document.code("docStatus");
    if (document.code("status") != "current" || (!written.empty() && written != "final" && written != "amended"))
        return LeftOutReason::not_in_force;
    if (!is_for_patients(document.child("type"))) return LeftOutReason::for_clinicians;
    if (chart.after_visit(document.date_time("date"), document)) return LeftOutReason::after_visit;
    Notes notes;
    for (const Element& content : document.children("content")) {
        const Element attachment = content.child("attachment");
        if (!attachment.code("contentType").starts_with("text/plain")) continue;
        const std::optional<std::string> bytes = from_base64(attachment.code("data"));
        if (!bytes || find_malformed_utf8(*bytes)) {
            attachment.unusable(LeftOutReason::malformed, "its data is not UTF-8 text in base64");
            continue;
        }
        CleanWords clean = clean_words(*bytes);
        attachment.problems().cleaned(attachment.json(), clean);
        ClinicalNote note{chart.text_of(attachment, "title"), chart.text(std::move(clean.text), document)};
        if (const std::string language = language_tag(attachment.code("language")); !language.empty())
            note.title.language = note.text.language = language;
        note.text = plain_instruction(attachment, std::move(note.text));
        if (!note.text.empty()) notes.push_back(std::move(note));
    }
    if (notes.empty()) return LeftOutReason::no_words;
    return notes;
}

/// Whether a document can replace another one: a draft, or one that was entered in error, cannot.
bool can_replace(const Element& document) {
    const std::string_view status = document.code("status"), written = document.code("docStatus");
    return status != "entered-in-error" && status != "preliminary" && written != "preliminary" &&
           written != "entered-in-error";
}

/// The documents that a newer one of the patient replaces (FHIR R4, Composition.relatesTo and
/// DocumentReference.relatesTo), each with whether the newer one is of this visit.
std::map<const JsonValue*, bool> replaced_documents(const Chart& chart) {
    std::map<const JsonValue*, bool> replaced;
    for (const BundleEntry& entry : chart.bundle().entries()) {
        if (entry.type != "Composition" && entry.type != "DocumentReference") continue;
        const Element newer(*entry.resource, chart.problems());
        if (chart.not_the_patient(newer.child("subject")) == LeftOutReason::other_patient || !can_replace(newer))
            continue;
        for (const Element& relation : newer.children("relatesTo")) {
            if (relation.code("code") != "replaces") continue;
            const Element target = relation.child(entry.type == "Composition" ? "targetReference" : "target");
            const JsonValue* older = target.present() ? chart.bundle().resolve_any_version(target) : nullptr;
            if (older && older != entry.resource) replaced[older] |= chart.relation(newer) == VisitRelation::this_visit;
        }
    }
    chart.problems().take();
    return replaced;
}

}  // namespace

std::vector<ClinicalNote> read_notes(Chart& chart) {
    std::vector<Notes> all;
    const std::map<const JsonValue*, bool> replaced = replaced_documents(chart);
    const auto read_newest = [&](const Element& document, const auto& read) -> Reading<Notes> {
        const auto older = replaced.find(&document.json());
        if (older == replaced.end()) return read(chart, document);
        // The document that replaces it is not of this visit and may not be printed.
        if (!older->second && chart.relation(document) == VisitRelation::this_visit)
            return LeftOutReason::not_understood;
        return LeftOutReason::not_in_force;
    };
    chart.each("Composition", VisitSection::notes, all,
               [&](const Element& composition) { return read_newest(composition, read_composition); });
    chart.each("DocumentReference", VisitSection::notes, all,
               [&](const Element& document) { return read_newest(document, read_document); });
    std::vector<ClinicalNote> notes;
    for (Notes& each : all) std::move(each.begin(), each.end(), std::back_inserter(notes));
    return notes;
}

}  // namespace carepress::visit
