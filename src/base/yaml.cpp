#include "base/yaml.h"

#include <yaml.h>

#include <cstdint>
#include <memory>
#include <utility>

namespace carepress {
namespace {

constexpr int deepest = 32;
constexpr std::size_t longest_mapping = 1'000;  ///< keys: looking for duplicates is quadratic in it

/// libyaml's parser over `text`, closed at the end.
class EventReader {
public:
    explicit EventReader(std::string_view text) {
        yaml_parser_initialize(&parser_);
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }
    ~EventReader() {
        release();
        yaml_parser_delete(&parser_);
    }
    EventReader(const EventReader&) = delete;
    EventReader& operator=(const EventReader&) = delete;

    /// The next event, or nullptr when the text is broken.
    const yaml_event_t* next() {
        release();
        live_ = yaml_parser_parse(&parser_, &event_) == 1;
        return live_ ? &event_ : nullptr;
    }
    const yaml_parser_t& parser() const { return parser_; }

private:
    void release() {
        if (live_) yaml_event_delete(&event_);
        live_ = false;
    }
    yaml_parser_t parser_{};
    yaml_event_t event_{};
    bool live_ = false;
};

class TreeBuilder {
public:
    TreeBuilder(std::string_view text, std::uint32_t offset, Diagnostics& diagnostics)
        : reader_(text), text_(text), offset_(offset), diagnostics_(diagnostics) {}

    YamlNode document() {
        YamlNode root;
        bool seen = false;
        while (const yaml_event_t* event = next()) {
            if (event->type == YAML_STREAM_END_EVENT) break;
            if (event->type == YAML_DOCUMENT_START_EVENT) {
                if (seen) {
                    diagnostics_.error("yaml/second-document"_code, span_of(*event),
                                       "a second YAML document begins here", "keep one document in a file");
                    break;
                }
                seen = true;
                const yaml_event_t* first = next();
                if (first == nullptr) break;
                root = node(*first, 0);
                if (failed_) break;
            }
        }
        return root;
    }

private:
    const yaml_event_t* next() {
        const yaml_event_t* event = failed_ ? nullptr : reader_.next();
        if (event == nullptr && !failed_) report_broken();
        return event;
    }

    /// libyaml counts its marks in characters; for ASCII they are bytes, otherwise they are counted out.
    std::uint32_t byte_offset(const yaml_mark_t& mark) {
        while (counted_characters_ < mark.index && counted_bytes_ < text_.size()) {
            ++counted_bytes_;
            while (counted_bytes_ < text_.size() && (text_[counted_bytes_] & 0xC0) == 0x80) ++counted_bytes_;
            ++counted_characters_;
        }
        if (counted_characters_ > mark.index) {  // an earlier place than the last one asked for: count again
            counted_characters_ = counted_bytes_ = 0;
            return mark.index == 0 ? offset_ : byte_offset(mark);
        }
        return offset_ + static_cast<std::uint32_t>(counted_bytes_);
    }

    SourceSpan span_of(const yaml_event_t& event) {
        const std::uint32_t begin = byte_offset(event.start_mark);
        return {begin, byte_offset(event.end_mark)};
    }

    void report_broken() {
        failed_ = true;
        const yaml_parser_t& parser = reader_.parser();
        const std::uint32_t at = byte_offset(parser.problem_mark);
        std::string message = "broken YAML: ";
        message += parser.problem != nullptr ? parser.problem : "unreadable";
        if (parser.context != nullptr) message += std::string(" ") + parser.context;
        diagnostics_.error("yaml/broken"_code, {at, at}, message,
                           "check indentation, quotes and colons; a value with a colon or a hash needs quotes");
    }

    void fail(DiagnosticCode code, SourceSpan span, const char* message, const char* hint) {
        if (!failed_) diagnostics_.error(code, span, message, hint);
        failed_ = true;
    }

    YamlNode node(const yaml_event_t& event, int depth) {
        YamlNode result;
        result.span = span_of(event);
        if (depth > deepest) {
            fail("yaml/nested-too-deeply"_code, result.span, "YAML is nested more than 32 levels deep", "flatten it");
            return result;
        }
        switch (event.type) {
            case YAML_SCALAR_EVENT:
                return scalar(event, std::move(result));
            case YAML_SEQUENCE_START_EVENT:
                return sequence(std::move(result), depth);
            case YAML_MAPPING_START_EVENT:
                return mapping(std::move(result), depth);
            case YAML_ALIAS_EVENT:
                fail("yaml/alias"_code, result.span, "YAML aliases (*name) are not supported", "write the value out");
                return result;
            default:
                return result;
        }
    }

    YamlNode scalar(const yaml_event_t& event, YamlNode result) {
        const auto& data = event.data.scalar;
        if (data.anchor != nullptr)
            diagnostics_.warning("yaml/anchor"_code, result.span, "YAML anchors (&name) have no effect here",
                                 "remove it");
        result.quoted = data.style != YAML_PLAIN_SCALAR_STYLE;
        result.scalar.assign(reinterpret_cast<const char*>(data.value), data.length);
        const bool is_null =
            !result.quoted && (result.scalar.empty() || result.scalar == "~" || result.scalar == "null");
        result.kind = is_null ? YamlNode::Kind::null : YamlNode::Kind::scalar;
        return result;
    }

    YamlNode sequence(YamlNode result, int depth) {
        result.kind = YamlNode::Kind::sequence;
        while (const yaml_event_t* event = next()) {
            if (event->type == YAML_SEQUENCE_END_EVENT) {
                result.span.end = span_of(*event).end;
                break;
            }
            result.items.push_back(node(*event, depth + 1));
        }
        return result;
    }

    YamlNode mapping(YamlNode result, int depth) {
        result.kind = YamlNode::Kind::mapping;
        while (const yaml_event_t* event = next()) {
            if (event->type == YAML_MAPPING_END_EVENT) {
                result.span.end = span_of(*event).end;
                break;
            }
            YamlNode key = node(*event, depth + 1);
            if (result.entries.size() == longest_mapping) {
                fail("yaml/too-many-keys"_code, key.span, "a mapping has more than 1,000 keys", "split it");
                break;
            }
            const yaml_event_t* value_event = next();
            if (value_event == nullptr) break;
            YamlNode value = node(*value_event, depth + 1);
            if (key.kind != YamlNode::Kind::scalar) {
                diagnostics_.error("yaml/key"_code, key.span, "a key must be plain text", "write key: value");
            } else if (result.find(key.scalar) != nullptr) {
                diagnostics_.error("yaml/duplicate-key"_code, key.span,
                                   "duplicate key '" + diagnostics_.excerpt(key.scalar) + "' in this mapping",
                                   "keep one of them");
            } else {
                result.entries.push_back({std::move(key), std::move(value)});
            }
        }
        return result;
    }

    EventReader reader_;
    std::string_view text_;
    std::uint32_t offset_;
    Diagnostics& diagnostics_;
    bool failed_ = false;
    std::size_t counted_bytes_ = 0, counted_characters_ = 0;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const auto& [name, value] : entries)
        if (name.scalar == key) return &value;
    return nullptr;
}

YamlNode read_yaml(std::string_view text, std::uint32_t offset, Diagnostics& diagnostics) {
    return TreeBuilder(text, offset, diagnostics).document();
}

}  // namespace carepress
