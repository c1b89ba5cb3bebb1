#pragma once

#include "visit/json.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::service {

// What two processes say to each other through a pipe, one message each way:
//
//     LENGTH LF HEAD PART...
//
// LENGTH is the size of HEAD in bytes, in decimal digits. HEAD is a JSON object; its member "parts" lists the size of
// each part in bytes. The parts follow as they are, and after the last one nothing does. So a PDF or a bundle is sent
// as it is, and every size is known before anything is looked at.

/// How much of a message is read.
struct FrameLimits {
    std::size_t head = 4'000'000;  ///< bytes
    std::size_t parts = 2'000;     ///< how many
    std::size_t bytes = 0;         ///< of all parts together
};

/// A message as it was read. The head has been read as JSON, within the bounds of visit::read_json().
struct Frame {
    std::unique_ptr<visit::JsonValue> head;
    std::vector<std::string_view> parts;  ///< of the bytes that were read, which must outlive this
};

/// The beginning of a message: all but its parts, which follow. `head` is the text of a JSON object without the member
/// "parts".
std::string begin_frame(const std::string& head, const std::vector<std::string_view>& parts);

/// Reads a whole message. Nothing if it is cut short, goes on after its end, breaks a limit, or its head is not what it
/// should be: who wrote it is not to be trusted.
std::optional<Frame> read_frame(std::string_view bytes, const FrameLimits& limits);

/// A whole number in a head, from 0 to `most`. Nothing if it is missing or anything else.
std::optional<std::size_t> number_in(const visit::JsonValue& object, std::string_view key, std::size_t most);
/// A text in a head.
std::optional<std::string> text_in(const visit::JsonValue& object, std::string_view key);
/// A boolean in a head.
std::optional<bool> flag_in(const visit::JsonValue& object, std::string_view key);
/// A list in a head.
const std::vector<visit::JsonValue>* list_in(const visit::JsonValue& object, std::string_view key);

}  // namespace carepress::service
