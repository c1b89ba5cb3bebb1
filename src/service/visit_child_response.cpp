#include "base/json_text.h"
#include "job/job_message.h"
#include "job/visit_report.h"
#include "service/frame.h"
#include "service/visit_child_messages.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>

namespace carepress::service {
namespace {

using job::JobStatus;
using HeadJson = nlohmann::ordered_json;

enum ResponsePart : std::size_t { report_part, receipt_part, fhir_part, page_parts };

struct StatusName {
    JobStatus status;
    VisitChildOutcome outcome;
    std::string_view name;
};
constexpr std::array<StatusName, 4> statuses{{{JobStatus::done, VisitChildOutcome::done, "done"},
                                              {JobStatus::refused, VisitChildOutcome::refused, "refused"},
                                              {JobStatus::incomplete, VisitChildOutcome::incomplete, "incomplete"},
                                              {JobStatus::failed, VisitChildOutcome::failed, "failed"}}};

/// A text that the reader takes: control characters, which are in no text of the program's own, would make the whole
/// response invalid.
std::string readable(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r') c = ' ';
    return text;
}

HeadJson as_head(const Diagnostic& diagnostic) {
    HeadJson json{{"severity", name_of(diagnostic.severity)}, {"code", diagnostic.code.text()}};
    if (!diagnostic.file.empty()) json["file"] = readable(diagnostic.file);
    if (job::has_place(diagnostic)) {
        json["line"] = diagnostic.position.line;
        json["column"] = diagnostic.position.column;
    }
    json["message"] = readable(diagnostic.message);
    json["hint"] = readable(diagnostic.hint);
    return json;
}

HeadJson as_head(const job::ArticleSuggestion& suggestion) {
    return {{"code", readable(suggestion.code)},     {"title", readable(suggestion.title)},
            {"system", readable(suggestion.system)}, {"topic", readable(suggestion.topic)},
            {"source", readable(suggestion.source)}, {"reason", readable(suggestion.reason)}};
}

HeadJson as_head(const std::string& text) { return readable(text); }

template <class Item>
HeadJson list_of(const std::vector<Item>& items) {
    HeadJson list = HeadJson::array();
    for (const Item& item : items) list.push_back(as_head(item));
    return list;
}

std::string head_of(const job::VisitJobResult& result, const ChildFacts& facts) {
    const auto status = std::find_if(statuses.begin(), statuses.end(),
                                     [&](const StatusName& each) { return each.status == result.status; });
    const HeadJson head{{"status", status->name},
                        {"limits_system_calls", facts.limits_system_calls},
                        {"peak_memory", facts.peak_memory},
                        {"pages", result.pages},
                        {"language", readable(result.language)},
                        {"wanted_language", readable(result.wanted_language)},
                        {"encounter", readable(result.encounter)},
                        {"summary_parts", list_of(result.parts)},
                        {"suggestions", list_of(result.suggestions)},
                        {"diagnostics", list_of(result.diagnostics)}};
    return json_text(head);
}

std::optional<Severity> severity_named(const std::string& name) {
    for (const Severity severity : {Severity::note, Severity::warning, Severity::error})
        if (name == name_of(severity)) return severity;
    return std::nullopt;
}

std::optional<ChildDiagnostic> read_diagnostic(const visit::JsonValue& json) {
    const std::optional<std::string> severity = text_in(json, "severity"), code = text_in(json, "code"),
                                     message = text_in(json, "message"), hint = text_in(json, "hint");
    if (!severity || !severity_named(*severity) || !code || !message || !hint) return std::nullopt;
    ChildDiagnostic read{
        *severity_named(*severity), *code, text_in(json, "file").value_or(""), {0, 0}, *message, *hint};
    if (json.find("line") == nullptr) return read;
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    const std::optional<std::size_t> line = number_in(json, "line", most), column = number_in(json, "column", most);
    if (!line || !column) return std::nullopt;
    read.position = {static_cast<std::uint32_t>(*line), static_cast<std::uint32_t>(*column)};
    return read;
}

std::optional<job::ArticleSuggestion> read_suggestion(const visit::JsonValue& json) {
    std::optional<std::string> code = text_in(json, "code"), title = text_in(json, "title"),
                               system = text_in(json, "system"), topic = text_in(json, "topic"),
                               source = text_in(json, "source"), reason = text_in(json, "reason");
    if (!code || !title || !system || !topic || !source || !reason) return std::nullopt;
    return job::ArticleSuggestion{*code, *title, *system, *topic, *source, *reason};
}

std::optional<std::string> read_text(const visit::JsonValue& json) {
    return json.kind == visit::JsonValue::Kind::string ? std::optional(json.text) : std::nullopt;
}

/// False if the list is missing or one of its items is not valid.
template <class Item>
bool read_list(const visit::JsonValue& head, std::string_view key, std::optional<Item> (*read)(const visit::JsonValue&),
               std::vector<Item>& items) {
    const std::vector<visit::JsonValue>* list = list_in(head, key);
    if (list == nullptr) return false;
    for (const visit::JsonValue& json : *list) {
        std::optional<Item> item = read(json);
        if (!item) return false;
        items.push_back(std::move(*item));
    }
    return true;
}

/// False if the head is not valid.
bool read_head(const visit::JsonValue& head, VisitChildResult& result) {
    constexpr std::size_t most_pages = 100'000, most_memory = std::size_t{1} << 50;
    const std::optional<std::string> status = text_in(head, "status"), language = text_in(head, "language"),
                                     wanted = text_in(head, "wanted_language"), encounter = text_in(head, "encounter");
    const std::optional<bool> limited = flag_in(head, "limits_system_calls");
    const std::optional<std::size_t> pages = number_in(head, "pages", most_pages),
                                     memory = number_in(head, "peak_memory", most_memory);
    if (!status || !language || !wanted || !encounter || !limited || !pages || !memory) return false;
    const auto named =
        std::find_if(statuses.begin(), statuses.end(), [&](const StatusName& each) { return each.name == *status; });
    if (named == statuses.end()) return false;
    result.outcome = named->outcome;
    result.pages = static_cast<int>(*pages);
    result.language = *language;
    result.wanted_language = *wanted;
    result.encounter = *encounter;
    result.limits_system_calls = *limited;
    result.peak_memory = *memory;
    return read_list(head, "summary_parts", read_text, result.summary_parts) &&
           read_list(head, "suggestions", read_suggestion, result.suggestions) &&
           read_list(head, "diagnostics", read_diagnostic, result.diagnostics);
}

/// False if the parts are not those of a job of this outcome.
bool read_parts(const std::vector<std::string_view>& parts, engine::Format format, VisitChildResult& result) {
    if (parts.size() < page_parts) return false;
    result.report = parts[report_part];
    if (!result.ok()) return parts.size() == page_parts && result.pages == 0 && parts[receipt_part].empty();
    if (!parts[receipt_part].empty())
        result.receipt = visit::Receipt{std::string(parts[receipt_part]), std::string(parts[fhir_part])};
    const std::size_t files = parts.size() - page_parts;
    if (result.pages == 0 || files != (format == engine::Format::pdf ? 1 : static_cast<std::size_t>(result.pages)))
        return false;
    const std::string_view begin = format == engine::Format::pdf ? "%PDF-" : "<";
    for (std::size_t i = page_parts; i < parts.size(); ++i) {
        if (!parts[i].starts_with(begin)) return false;
        if (format == engine::Format::pdf)
            result.bytes = parts[i];
        else
            result.svg_pages.emplace_back(parts[i]);
    }
    return true;
}

}  // namespace

std::string write_response(const job::VisitJobResult& result, const ChildFacts& facts) {
    const std::string report =
        result.report ? job::report_as_json(*result.report, result.ok(), result.pages) : std::string();
    std::vector<std::string_view> parts{report, {}, {}};
    if (result.receipt) {
        parts[receipt_part] = result.receipt->json;
        parts[fhir_part] = result.receipt->fhir_bundle;
    }
    if (result.ok() && result.svg_pages.empty()) parts.emplace_back(result.bytes);
    parts.insert(parts.end(), result.svg_pages.begin(), result.svg_pages.end());
    std::string response = begin_frame(head_of(result, facts), parts);
    for (const std::string_view part : parts) response += part;
    return response;
}

VisitChildResult read_response(std::string_view bytes, engine::Format format, std::size_t most_bytes) {
    const std::optional<Frame> frame = read_frame(bytes, {.bytes = most_bytes});
    VisitChildResult result;
    if (frame && read_head(*frame->head, result) && read_parts(frame->parts, format, result)) return result;
    VisitChildResult invalid;
    invalid.outcome = VisitChildOutcome::crashed;
    invalid.problem = "the child process gave no valid response";
    return invalid;
}

}  // namespace carepress::service
