#include "job/job_json.h"
#include "service/frame.h"
#include "service/visit_child_messages.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace carepress::service {
namespace {

enum RequestPart : std::size_t { job_part, bundle_part, note_part, topics_part, request_parts };

/// Lines cannot be in a field, and a title is only for people.
std::string as_field(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n'; }, ' ');
    return text;
}

/// One line an article, its fields after tabs: code, title, then system and code of each topic. A library of 20,000
/// articles takes a few milliseconds this way.
std::string topics_as_text(const std::vector<visit::ArticleTopics>& topics) {
    std::string text;
    for (const visit::ArticleTopics& article : topics) {
        text.append(as_field(article.code)).append("\t").append(as_field(article.title));
        for (const visit::ArticleTopics::Topic& topic : article.topics)
            text.append("\t").append(as_field(topic.system)).append("\t").append(as_field(topic.code));
        text += '\n';
    }
    return text;
}

/// Takes the text before a mark off the front of `text`, and the mark.
std::string_view take_until(std::string_view& text, char mark) {
    const std::size_t end = std::min(text.find(mark), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
}

std::vector<visit::ArticleTopics> topics_of_text(std::string_view text) {
    std::vector<visit::ArticleTopics> topics;
    while (!text.empty()) {
        std::string_view line = take_until(text, '\n');
        visit::ArticleTopics& article = topics.emplace_back();
        article.code = take_until(line, '\t');
        article.title = take_until(line, '\t');
        while (!line.empty()) {
            visit::ArticleTopics::Topic& topic = article.topics.emplace_back();
            topic.system = take_until(line, '\t');
            topic.code = take_until(line, '\t');
        }
    }
    return topics;
}

std::string head_of(const VisitChildRequest& request) {
    const nlohmann::ordered_json head{{"format", request.format == engine::Format::pdf ? "pdf" : "svg"},
                                      {"data", request.resources.data.path},
                                      {"fonts", request.resources.font_folders},
                                      {"index", request.index_folder},
                                      {"now", std::to_string(request.now)},
                                      {"has_topics", request.topics != nullptr}};
    return head.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// Texts that follow in a part are what the job calls standard input.
job::VisitJob without_texts(const VisitChildRequest& request) {
    job::VisitJob job = request.job;
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

std::optional<OutgoingRequest> write_request(const VisitChildRequest& request) {
    const auto* bundle = std::get_if<job::BytesInput>(&request.job.bundle);
    const auto* note = request.job.note ? std::get_if<job::BytesInput>(&*request.job.note) : nullptr;
    if (bundle == nullptr || (request.job.note && note == nullptr)) return std::nullopt;
    OutgoingRequest outgoing;
    outgoing.owned = {{},
                      job::to_json_text(without_texts(request)),
                      request.topics == nullptr ? std::string() : topics_as_text(*request.topics)};
    const std::vector<std::string_view> parts{outgoing.owned[1], bundle->bytes,
                                              note == nullptr ? std::string_view() : note->bytes, outgoing.owned[2]};
    outgoing.owned[0] = begin_frame(head_of(request), parts);
    outgoing.pieces = {outgoing.owned[0]};
    outgoing.pieces.insert(outgoing.pieces.end(), parts.begin(), parts.end());
    return outgoing;
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
    return incoming;
}

}  // namespace carepress::service
