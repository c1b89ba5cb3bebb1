#include "net/request_reader.h"

#include <algorithm>
#include <utility>

namespace carepress::net {

RequestReader::State RequestReader::refuse(int status, std::string_view reason) {
    refusal_ = {status, reason};
    return state_ = State::refused;
}

std::span<char> RequestReader::room() {
    if (begin_ > 0) {
        buffer_.erase(0, begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    const std::size_t largest = std::max(largest_buffer, limits_.head_bytes + smallest_buffer);
    std::size_t size = std::max(buffer_.size(), smallest_buffer);
    if (state_ == State::body) size = largest;
    if (end_ >= size) size = std::min(2 * size, largest);
    buffer_.resize(size);
    return std::span(buffer_).subspan(end_);
}

std::size_t RequestReader::receive(std::string_view bytes) {
    const std::span<char> free = room();
    const std::size_t count = std::min(free.size(), bytes.size());
    std::copy_n(bytes.begin(), count, free.begin());
    received(count);
    return count;
}

RequestReader::State RequestReader::advance() {
    if (state_ == State::head) read_head();
    if (state_ == State::body) read_body();
    return state_;
}

void RequestReader::read_head() {
    switch (head_.read(unread())) {
        case HeadReader::State::more:
            return;
        case HeadReader::State::complete:
            state_ = State::head_read;
            return;
        case HeadReader::State::refused:
            refuse(head_.refusal().status, head_.refusal().reason);
            return;
    }
}

RequestReader::State RequestReader::begin_body(std::uint64_t largest_body) {
    begin_ += head_.end();
    if (!head().has_body()) return state_ = State::complete;
    body_.emplace(head().content_length, largest_body);
    state_ = State::body;
    return advance();
}

void RequestReader::read_body() {
    begin_ += body_->read(unread());
    switch (body_->state()) {
        case BodyReader::State::more:
            return;
        case BodyReader::State::complete:
            state_ = State::complete;
            return;
        case BodyReader::State::malformed:
            refuse(400, "the body is malformed");
            return;
        case BodyReader::State::too_large:
            refuse(413, "the body is too large for this resource");
            return;
    }
}

Request RequestReader::take_request() {
    Request request = std::move(head_.head().request);
    if (body_) request.body = std::move(body_->body());
    return request;
}

void RequestReader::next() {
    body_.reset();
    state_ = State::head;
    head_ = HeadReader(limits_);
    if (begin_ == end_ && buffer_.size() > smallest_buffer) {
        buffer_ = std::string();
        begin_ = end_ = 0;
    }
}

}  // namespace carepress::net
