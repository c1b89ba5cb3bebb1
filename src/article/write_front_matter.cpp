#include "article/direction.h"
#include "article/front_matter.h"
#include "article/release.h"
#include "article/write_markdown.h"
#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace carepress::article {
namespace {

/// Whether YAML reads `text` as that very text without quotes, inside of "[a, b]" too (YAML 1.1, 5.3 and 9.1.3; words
/// and figures that other readers would take for a number, a date or a truth value are quoted for their sake).
bool is_plain(std::string_view text) {
    constexpr std::array<std::string_view, 10> words{"null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"};
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    };
    if (text.empty() || !is_letter(text.front()) || text.back() == ' ') return false;
    // Characters that print nothing are hard to see without quotes.
    if (text.find("\xE2\x80") != std::string_view::npos || text.find("\xEF\xBB\xBF") != std::string_view::npos ||
        text.find("\xC2\xA0") != std::string_view::npos)
        return false;
    if (std::find(words.begin(), words.end(), ascii_lower(text)) != words.end()) return false;
    return text.find_first_of(":#,[]{}&*!|>'\"%@`\\") == std::string_view::npos;
}

std::string scalar(std::string_view text) {
    if (is_plain(text)) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

void add(std::string& out, std::string_view key, std::string_view value) {
    if (!value.empty()) out.append(key).append(": ").append(value).append("\n");
}

/// "[a, b]" on one line, or one item a line where that is too long.
std::string list(const std::vector<std::string>& items) {
    constexpr std::size_t widest = 110;
    if (items.empty()) return {};
    std::string line = "[", lines;
    for (const std::string& item : items) {
        line += (line.size() > 1 ? ", " : "") + scalar(item);
        lines += "\n  - " + scalar(item);
    }
    line += "]";
    return line.size() <= widest ? line : lines;
}

void add_list(std::string& out, std::string_view key, const std::vector<std::string>& items) {
    const std::string value = list(items);
    if (value.empty()) return;
    out.append(key).append(value.front() == '\n' ? ":" : ": ").append(value).append("\n");
}

/// In a flow mapping ("{url: …}") signs of its own end an address, too.
std::string address(std::string_view text, std::string_view quoted = " #\"'") {
    return text.find_first_of(quoted) == std::string_view::npos ? std::string(text) : scalar(text);
}

/// A title alone, or a mapping.
std::string source(const Reference& reference) {
    if (reference.address.empty()) return scalar(reference.title);
    const std::string title = reference.title.empty() ? "" : "title: " + scalar(reference.title) + ", ";
    return "{" + title + "url: " + address(reference.address, " #\"',[]{}") + "}";
}

/// A date or a plain code needs no quotes: nothing in it means anything to YAML.
std::string code(std::string_view text) {
    const bool safe = is_article_code(text) && text.front() != '-' && text != "_";
    const bool letter =
        !text.empty() && ((text.front() >= 'a' && text.front() <= 'z') || (text.front() >= 'A' && text.front() <= 'Z'));
    return safe && letter && is_plain(text) ? std::string(text) : scalar(text);
}

}  // namespace

std::string write_front_matter(const Article& article) {
    const Metadata& metadata = article.metadata;
    std::string out = "---\n";
    if (!metadata.code.empty()) add(out, "code", code(metadata.code));
    if (!metadata.title.empty()) add(out, "title", scalar(metadata.title));
    if (metadata.language_stated) add(out, "language", scalar(metadata.language));
    if (metadata.direction) add(out, "direction", std::string(name_of(*metadata.direction)));
    add(out, "updated", metadata.updated);
    if (!metadata.version.empty()) add(out, "version", scalar(metadata.version));
    if (!metadata.reviewed_by.empty()) add(out, "reviewed_by", scalar(metadata.reviewed_by));
    if (metadata.release.status) add(out, "status", name_of(*metadata.release.status));
    add(out, "reviewed", metadata.reviewed);
    add(out, "next_review", metadata.next_review);
    add(out, "embargo", metadata.release.embargo);
    add(out, "expires", metadata.release.expires);
    if (!metadata.topics.empty()) out += "topics:\n";
    for (const Topic& topic : metadata.topics)
        out += "  - {system: " + scalar(topic.system) + ", code: " + scalar(topic.code) + "}\n";
    add_list(out, "keywords", metadata.keywords);
    add_list(out, "synonyms", metadata.synonyms);
    if (!metadata.source.empty()) add(out, "source", scalar(metadata.source));
    if (!metadata.source_url.empty()) add(out, "source_url", address(metadata.source_url));
    if (!metadata.sources.empty()) out += "sources:\n";
    for (const Reference& each : metadata.sources) out += "  - " + source(each) + "\n";
    if (!article.own_disclaimer.empty()) add(out, "disclaimer", scalar(article.own_disclaimer));
    if (!metadata.imported_from.empty()) add(out, "imported_from", scalar(metadata.imported_from));
    if (!metadata.imported.empty()) add(out, "imported", scalar(metadata.imported));
    return out + "---\n";
}

}  // namespace carepress::article
