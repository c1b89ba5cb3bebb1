#include "visit/narrative.h"

#include <openssl/evp.h>
#include <pugixml.hpp>

#include <algorithm>
#include <array>

namespace carepress {
namespace {

constexpr int deepest = 64;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Gathers text with white space collapsed, as HTML does.
class TextGatherer {
public:
    bool gather(const pugi::xml_node& node, int depth) {
        if (depth > deepest) return false;
        for (const pugi::xml_node& child : node.children()) {
            const std::string_view name = child.name();
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                add(child.value());
            } else if (name == "br") {
                new_line();
            } else if (name == "img") {
                return false;
            } else if (!is_one_of(name, {"style", "script"})) {
                const bool block =
                    is_one_of(name, {"p",  "div", "li", "ul", "ol", "dl", "dt",         "dd",  "tr", "table",
                                     "h1", "h2",  "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "caption"});
                if (block) new_line();
                if (name == "li") add("\xE2\x80\xA2 ");
                if (!gather(child, depth + 1)) return false;
                if (block) new_line();
                if (name == "td" || name == "th") add(" ");
            }
        }
        return true;
    }

    std::string take() {
        while (!text_.empty() && (text_.back() == '\n' || text_.back() == ' ')) text_.pop_back();
        return std::move(text_);
    }

private:
    void add(std::string_view words) {
        for (const char c : words) {
            const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (!space)
                text_ += c;
            else if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n')
                text_ += ' ';
        }
    }
    void new_line() {
        while (!text_.empty() && text_.back() == ' ') text_.pop_back();
        if (!text_.empty() && text_.back() != '\n') text_ += '\n';
    }

    std::string text_;
};

}  // namespace

std::optional<std::string> text_of_narrative(std::string_view xhtml) {
    pugi::xml_document document;
    const pugi::xml_parse_result result = document.load_buffer(
        xhtml.data(), xhtml.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (!result) return std::nullopt;
    TextGatherer gatherer;
    if (!gatherer.gather(document, 0)) return std::nullopt;
    return gatherer.take();
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string packed;
    packed.reserve(text.size());
    for (const char c : text)
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') packed += c;
    if (packed.size() % 4 != 0 || packed.size() > 100'000'000) return std::nullopt;
    std::string bytes(packed.size() / 4 * 3, '\0');
    const int size =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(packed.data()), static_cast<int>(packed.size()));
    if (size < 0) return std::nullopt;
    const std::size_t padding = packed.size() - packed.find_last_not_of('=') - 1;
    bytes.resize(static_cast<std::size_t>(size) - std::min<std::size_t>(padding, 2));
    return bytes;
}

std::string to_base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock ends with a zero byte
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

}  // namespace carepress
