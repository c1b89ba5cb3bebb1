#include "base/json_text.h"
#include "job/job_json.h"
#include "service/child_lists.h"
#include "service/frame.h"
#include "service/visit_child_messages.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <set>
#include <system_error>
#include <utility>
#include <variant>

namespace carepress::service {
namespace {

enum RequestPart : std::size_t { job_part, bundle_part, note_part, topics_part, entries_part, request_parts };

/// The articles that a job may want, of those that are known.
std::string entries_for(const job::VisitJob& job, const job::Catalog& catalog) {
    if (job.suggest) return entries_as_text(catalog.entries());
    const std::set<std::string> codes(job.articles.begin(), job.articles.end());
    std::string text;
    for (const std::string& code : codes) text += entries_as_text(catalog.translations(code));
    return text;
}

std::string head_of(const VisitChildRequest& request) {
    nlohmann::ordered_json head{{"format", request.format == engine::Format::pdf ? "pdf" : "svg"},
                                {"data", request.resources.data.path},
                                {"fonts", request.resources.font_folders},
                                {"index", request.index_folder},
                                {"now", std::to_string(request.now)},
                                {"has_topics", request.topics != nullptr}};
    if (request.catalog != nullptr) head["catalog"] = request.catalog->folder();
    return json_text(head);
}

/// Texts that follow in a part are what the job calls standard input.
job::VisitJob without_texts(job::VisitJob job) {
    job.bundle = job::FileInput{"-"};
    if (job.note) job.note = job::FileInput{"-"};
    return job;
}

std::optional<std::vector<std::string>> texts_in(const visit::JsonValue& object, std::string_view key) {
    const std::vector<visit::JsonValue>* list = list_in(object, key);
    if (list == nullptr) return std::nullopt;
    std::vector<std::string> texts;
    for (const visit::JsonValue& item : *list) {
        if (item.kind != visit::JsonValue::Kind::string) return std::nullopt;
        texts.push_back(item.text);
    }
    return texts;
}

/// False if the head is not valid.
bool read_head(const visit::JsonValue& head, VisitChildRequest& request) {
    const std::optional<std::string> format = text_in(head, "format"), data = text_in(head, "data"),
                                     index = text_in(head, "index"), now = text_in(head, "now");
    std::optional<std::vector<std::string>> fonts = texts_in(head, "fonts");
    if (!format || !data || !index || !now || !fonts || (*format != "pdf" && *format != "svg")) return false;
    request.format = *format == "pdf" ? engine::Format::pdf : engine::Format::svg;
    request.resources = {{*data}, std::move(*fonts)};
    request.index_folder = *index;
    const auto [end, error] = std::from_chars(now->data(), now->data() + now->size(), request.now);
    return error == std::errc{} && end == now->data() + now->size();
}

}  // namespace

std::size_t OutgoingRequest::size() const {
    std::size_t size = 0;
    for (const std::string_view piece : pieces) size += piece.size();
    return size;
}

std::unique_ptr<const OutgoingRequest> write_request(const VisitChildRequest& request) {
    const job::VisitJob& job = request.job;
    const auto* bundle = std::get_if<job::BytesInput>(&job.bundle);
    const auto* note = job.note ? std::get_if<job::BytesInput>(&*job.note) : nullptr;
    if (bundle == nullptr || (job.note && note == nullptr)) return nullptr;
    auto made = std::make_unique<OutgoingRequest>();
    OutgoingRequest& outgoing = *made;
    outgoing.job = job::to_json_text(without_texts(job));
    if (request.topics != nullptr) outgoing.topics = topics_as_text(*request.topics);
    if (request.catalog != nullptr) outgoing.entries = entries_for(job, *request.catalog);
    const std::string_view note_text = note == nullptr ? std::string_view() : note->bytes;
    const std::vector<std::string_view> parts{outgoing.job, bundle->bytes, note_text, outgoing.topics,
                                              outgoing.entries};
    outgoing.head = begin_frame(head_of(request), parts);
    outgoing.pieces = {outgoing.head};
    outgoing.pieces.insert(outgoing.pieces.end(), parts.begin(), parts.end());
    return made;
}

std::optional<IncomingRequest> read_request(std::string_view bytes) {
    const std::optional<Frame> frame = read_frame(bytes, {.parts = request_parts, .bytes = largest_request});
    if (!frame || frame->parts.size() != request_parts) return std::nullopt;
    IncomingRequest incoming;
    const std::optional<bool> has_topics = flag_in(*frame->head, "has_topics");
    if (!has_topics || !read_head(*frame->head, incoming.request)) return std::nullopt;
    const Source text{"job", std::string(frame->parts[job_part]), true};
    Diagnostics ignored(text);
    std::optional<job::VisitJob> job = job::read_visit_job(text, ignored);
    if (!job) return std::nullopt;
    job->bundle = job::BytesInput{{}, std::string(frame->parts[bundle_part]), {}};
    if (job->note) job->note = job::BytesInput{{}, std::string(frame->parts[note_part]), {}};
    incoming.request.job = std::move(*job);
    if (*has_topics) {
        incoming.topics =
            std::make_unique<std::vector<visit::ArticleTopics>>(topics_of_text(frame->parts[topics_part]));
        incoming.request.topics = incoming.topics.get();
    }
    if (const std::optional<std::string> folder = text_in(*frame->head, "catalog")) {
        incoming.catalog = std::make_unique<job::Catalog>(*folder, entries_of_text(frame->parts[entries_part]));
        incoming.request.catalog = incoming.catalog.get();
    }
    return incoming;
}

}  // namespace carepress::service
