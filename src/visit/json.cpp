#include "visit/json.h"

#include "visit/formats.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace carepress::visit {
namespace {

constexpr std::size_t deepest_value = 64;
constexpr std::size_t most_members = 256;
constexpr std::size_t most_values = 1'000'000;

/// Walks over the bytes and tells how far the parser has come: its events carry no position.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, std::uint32_t* count) : at_(at), count_(count) {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        ++at_;
        ++*count_;
        return *this;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
    bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

private:
    const char* at_;
    std::uint32_t* count_;
};

struct Cause {
    std::string_view words;    ///< what the parser's message says
    std::string_view message;  ///< what ours says: theirs quotes the text
};

constexpr std::array<Cause, 10> causes{{
    {"number overflow", "this number is too large"},
    {"surrogate", "unpaired surrogate (\\uD800 to \\uDFFF)"},
    {"ill-formed UTF-8", "the text is not UTF-8 here"},
    {"control character", "control characters in a string must be escaped"},
    {"invalid number", "this is not a JSON number"},
    {"missing closing quote", "this string has no closing quote"},
    {"forbidden character after backslash", "this escape is unknown in JSON"},
    {"'\\u' must be followed", "\\u needs four hexadecimal digits"},
    {"unexpected end of input", "the file ends too early: it was cut short"},
    {"invalid literal", "this is not a JSON value"},
}};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

/// Builds the tree from the parser's events (nlohmann::json's SAX interface).
class TreeBuilder {
public:
    using Json = nlohmann::json;

    TreeBuilder(JsonValue& root, const std::uint32_t& position, Diagnostics& diagnostics)
        : root_(root), position_(position), diagnostics_(diagnostics) {}

    bool null() { return add(JsonValue::Kind::null) != nullptr; }
    bool boolean(bool value) {
        JsonValue* added = add(JsonValue::Kind::boolean);
        if (added) added->boolean = value;
        return added != nullptr;
    }
    bool number_integer(Json::number_integer_t value) {
        return add_text(JsonValue::Kind::number, std::to_string(value));
    }
    bool number_unsigned(Json::number_unsigned_t value) {
        return add_text(JsonValue::Kind::number, std::to_string(value));
    }
    bool number_float(Json::number_float_t, const std::string& text) { return add_text(JsonValue::Kind::number, text); }
    bool string(std::string& text) { return check(text) && add_text(JsonValue::Kind::string, std::move(text)); }
    bool binary(Json::binary_t&) { return false; }  // not in JSON text

    bool start_object(std::size_t) { return open(JsonValue::Kind::object); }
    bool start_array(std::size_t) { return open(JsonValue::Kind::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        if (!check(name)) return false;
        JsonValue& object = *open_.back();
        key_ = std::move(name);
        if (object.find(key_)) return refuse("duplicate name in this object", "one of the two is wrong");
        if (object.items.size() == most_members) return refuse("this object has too many members");
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const Json::exception& error) {
        std::string_view said = error.what();
        said = said.substr(0, said.find("; last read"));
        if (open_.empty() && root_.kind == JsonValue::Kind::object && said.find("unexpected '{'") != said.npos)
            return refuse("the file holds several JSON objects one after another (NDJSON)", std::string(ask_for_r4));
        const auto cause = std::find_if(causes.begin(), causes.end(), [&](const Cause& each) {
            return said.find(each.words) != std::string_view::npos;
        });
        return refuse(cause == causes.end() ? "this is not JSON" : std::string(cause->message),
                      "the file is damaged or was not written as JSON");
    }

private:
    JsonValue* add(JsonValue::Kind kind) {
        if (++count_ > most_values) {
            refuse("the file holds too many values");
            return nullptr;
        }
        JsonValue* value = &root_;
        if (!open_.empty()) {
            JsonValue& parent = *open_.back();
            value = &parent.items.emplace_back();
            value->index = static_cast<std::uint32_t>(parent.items.size() - 1);
            if (parent.kind == JsonValue::Kind::object) value->key = std::move(key_);
        }
        value->kind = kind;
        value->offset = position_;
        return value;
    }

    bool add_text(JsonValue::Kind kind, std::string text) {
        JsonValue* added = add(kind);
        if (added) added->text = std::move(text);
        return added != nullptr;
    }

    bool open(JsonValue::Kind kind) {
        if (open_.size() == deepest_value) return refuse("values are nested too deeply");
        JsonValue* added = add(kind);
        // Only the innermost array or object grows, so the addresses of those around it hold.
        if (added) open_.push_back(added);
        return added != nullptr;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    bool check(const std::string& text) {
        return std::none_of(text.begin(), text.end(), is_control) ||
               refuse("control character in a string", "FHIR allows tab, line feed and carriage return only");
    }

    bool refuse(std::string message, std::string hint = {}) {
        // The parents of open values are not linked yet; link_parents() runs when the text has ended.
        std::string where;
        if (!open_.empty()) {
            for (std::size_t i = 1; i < open_.size(); ++i) open_[i]->parent = open_[i - 1];
            where = path_of(*innermost_to_name()) + ": ";
        }
        diagnostics_.error("bundle/not-json"_code, {position_, position_}, where + std::move(message), std::move(hint));
        return false;
    }

    /// Before the whole text has been read, a name below a resource may be any text: that of a private bundle is not
    /// shown. Line and column tell the place.
    const JsonValue* innermost_to_name() const {
        if (!diagnostics_.source().is_private) return open_.back();
        const JsonValue* innermost = open_.front();
        for (const JsonValue* value : open_) {
            if (!value->key.empty() && value->key != "entry" && value->key != "resource") break;
            innermost = value;
        }
        return innermost;
    }

    JsonValue& root_;
    const std::uint32_t& position_;
    Diagnostics& diagnostics_;
    std::vector<JsonValue*> open_;
    std::string key_;
    std::size_t count_ = 0;
};

void link_parents(JsonValue& value) {
    for (JsonValue& item : value.items) {
        item.parent = &value;
        link_parents(item);
    }
}

/// FHIR element names: a lower-case letter, then letters and digits; "_name" holds a primitive's extensions.
bool is_element_name(std::string_view name) {
    if (!name.empty() && name[0] == '_') name.remove_prefix(1);
    return !name.empty() && name.size() <= 40 && name[0] >= 'a' && name[0] <= 'z' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
    if (kind != Kind::object) return nullptr;
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const JsonValue& each) { return each.key == name; });
    return found == items.end() ? nullptr : &*found;
}

std::string path_of(const JsonValue& value) {
    if (!value.parent) {
        const JsonValue* type = value.find("resourceType");
        return type && type->text != "Bundle" ? "$" : "Bundle";
    }
    const std::string above = path_of(*value.parent);
    if (value.parent->kind == JsonValue::Kind::array) return above + "[" + std::to_string(value.index) + "]";
    return above + "." + (is_element_name(value.key) ? value.key : "?");
}

bool read_json(JsonValue& root, Diagnostics& diagnostics) {
    const std::string& bytes = diagnostics.source().bytes;
    if (refuse_other_format(bytes, diagnostics)) return false;
    // The parser skips a byte order mark, which many systems on Windows write, as RFC 8259, 8.1 allows. It takes a NUL
    // byte for the end of the text.
    if (const std::size_t zero = bytes.find('\0'); zero != std::string::npos) {
        const auto at = static_cast<std::uint32_t>(zero);
        diagnostics.error("bundle/nul-byte"_code, {at, at}, "the file contains a NUL byte",
                          "the file is damaged or was not written as JSON in UTF-8");
        return false;
    }
    // Releases of nlohmann/json say different things of it.
    if (bytes.find_first_not_of(" \t\r\n", bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0) == std::string::npos) {
        diagnostics.error("bundle/not-json"_code, {}, "the file is empty");
        return false;
    }
    std::uint32_t position = 0;
    TreeBuilder builder(root, position, diagnostics);
    if (!nlohmann::json::sax_parse(CountingIterator(bytes.data(), &position),
                                   CountingIterator(bytes.data() + bytes.size(), &position), &builder)) {
        if (!diagnostics.has_errors())
            diagnostics.error("bundle/not-json"_code, {position, position}, "this is not JSON");
        return false;
    }
    link_parents(root);
    return true;
}

}  // namespace carepress::visit
