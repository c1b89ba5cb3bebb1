#include "service/frame.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace carepress::service {
namespace {

using Kind = visit::JsonValue::Kind;

/// A number as this process writes it: digits without a sign, a zero at the front or anything after them.
std::optional<std::size_t> size_of_digits(std::string_view digits, std::size_t most) {
    if (digits.empty() || (digits.size() > 1 && digits.front() == '0') || digits.front() == '-') return std::nullopt;
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (error != std::errc{} || end != digits.data() + digits.size() || size > most) return std::nullopt;
    return size;
}

std::unique_ptr<visit::JsonValue> read_head(std::string_view text) {
    const Source source{"head", std::string(text), true};
    Diagnostics ignored(source);
    auto head = std::make_unique<visit::JsonValue>();
    if (!visit::read_json(*head, ignored) || head->kind != Kind::object) return nullptr;
    return head;
}

const visit::JsonValue* find_kind(const visit::JsonValue& object, std::string_view key, Kind kind) {
    const visit::JsonValue* value = object.kind == Kind::object ? object.find(key) : nullptr;
    return value != nullptr && value->kind == kind ? value : nullptr;
}

}  // namespace

std::string begin_frame(const std::string& head, const std::vector<std::string_view>& parts) {
    std::string sizes;
    for (const std::string_view part : parts) sizes += (sizes.empty() ? "" : ",") + std::to_string(part.size());
    const std::string whole =
        head.substr(0, head.size() - 1) + (head == "{}" ? "" : ",") + "\"parts\":[" + sizes + "]}";
    return std::to_string(whole.size()) + "\n" + whole;
}

std::optional<Frame> read_frame(std::string_view bytes, const FrameLimits& limits) {
    constexpr std::size_t most_digits = 20;
    const std::size_t line = bytes.substr(0, most_digits + 1).find('\n');
    if (line == std::string_view::npos) return std::nullopt;
    const std::optional<std::size_t> size = size_of_digits(bytes.substr(0, line), limits.head);
    bytes.remove_prefix(line + 1);
    if (!size || *size > bytes.size()) return std::nullopt;
    Frame frame{read_head(bytes.substr(0, *size)), {}};
    bytes.remove_prefix(*size);
    if (!frame.head) return std::nullopt;
    const std::vector<visit::JsonValue>* sizes = list_in(*frame.head, "parts");
    if (sizes == nullptr || sizes->size() > limits.parts || bytes.size() > limits.bytes) return std::nullopt;
    for (const visit::JsonValue& each : *sizes) {
        if (each.kind != Kind::number) return std::nullopt;
        const std::optional<std::size_t> part = size_of_digits(each.text, bytes.size());
        if (!part) return std::nullopt;
        frame.parts.push_back(bytes.substr(0, *part));
        bytes.remove_prefix(*part);
    }
    if (!bytes.empty()) return std::nullopt;
    return frame;
}

std::optional<std::size_t> number_in(const visit::JsonValue& object, std::string_view key, std::size_t most) {
    const visit::JsonValue* value = find_kind(object, key, Kind::number);
    return value == nullptr ? std::nullopt : size_of_digits(value->text, most);
}

std::optional<std::string> text_in(const visit::JsonValue& object, std::string_view key) {
    const visit::JsonValue* value = find_kind(object, key, Kind::string);
    return value == nullptr ? std::nullopt : std::optional(value->text);
}

std::optional<bool> flag_in(const visit::JsonValue& object, std::string_view key) {
    const visit::JsonValue* value = find_kind(object, key, Kind::boolean);
    return value == nullptr ? std::nullopt : std::optional(value->boolean);
}

const std::vector<visit::JsonValue>* list_in(const visit::JsonValue& object, std::string_view key) {
    const visit::JsonValue* value = find_kind(object, key, Kind::array);
    return value == nullptr ? nullptr : &value->items;
}

}  // namespace carepress::service
