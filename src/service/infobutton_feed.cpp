#include "service/infobutton_feed.h"

#include "base/markup.h"

#include <initializer_list>
#include <string_view>

namespace carepress::service {
namespace {

constexpr const char* instance_namespace = "http://www.w3.org/2001/XMLSchema-instance";

Json value_json(const std::string& value) { return {{"_value", value}}; }
Json text_json(const std::string& value, const char* type = "text") { return {{"_value", value}, {"type", type}}; }

Json entry_json(const FeedEntry& entry) {
    Json link{{"title", entry.title}, {"rel", "alternate"}, {"type", "html"}, {"href", entry.address}};
    Json pdf{{"title", entry.title}, {"rel", "related"}, {"type", "application/pdf"}, {"href", entry.pdf_address}};
    return {{"lang", entry.language},
            {"title", text_json(entry.title)},
            {"link", Json::array({std::move(link), std::move(pdf)})},
            {"id", value_json(entry.id)},
            {"updated", value_json(entry.updated)},
            {"summary", text_json(entry.summary, "html")}};
}

/// Writes elements, each on a line of its own.
class AtomWriter {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    void begin(std::string_view tag, Attributes attributes = {}) {
        open(tag, attributes);
        out_ += ">\n";
    }
    void end(std::string_view tag) { out_.append("</").append(tag).append(">\n"); }
    void empty(std::string_view tag, Attributes attributes) {
        open(tag, attributes);
        out_ += "/>\n";
    }
    void text(std::string_view tag, std::string_view text, Attributes attributes = {}) {
        open(tag, attributes);
        out_.append(">").append(escaped_xml(text));
        end(tag);
    }
    std::string take() { return std::move(out_); }

private:
    void open(std::string_view tag, Attributes attributes) {
        out_.append("<").append(tag);
        for (const auto& [name, value] : attributes)
            out_.append(" ").append(name).append("=\"").append(escaped_xml(value)).append("\"");
    }

    std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
};

void add_entry(AtomWriter& atom, const FeedEntry& entry) {
    atom.begin("entry", {{"xml:lang", entry.language}});
    atom.text("title", entry.title, {{"type", "text"}});
    atom.empty("link", {{"title", entry.title},
                        {"rel", "alternate"},
                        {"type", "text/html"},
                        {"hreflang", entry.language},
                        {"href", entry.address}});
    atom.empty("link", {{"title", entry.title},
                        {"rel", "related"},
                        {"type", "application/pdf"},
                        {"hreflang", entry.language},
                        {"href", entry.pdf_address}});
    atom.text("id", entry.id);
    atom.text("updated", entry.updated);
    atom.text("summary", entry.summary, {{"type", "html"}});
    atom.end("entry");
}

}  // namespace

Json feed_json(const Feed& feed) {
    Json categories = Json::array(), entries = Json::array();
    for (const auto& [scheme, term] : feed.categories) categories.push_back({{"scheme", scheme}, {"term", term}});
    for (const FeedEntry& entry : feed.entries) entries.push_back(entry_json(entry));
    Json json{{"xsi", instance_namespace},
              {"base", feed.base},
              {"lang", feed.language},
              {"title", text_json(feed.title)},
              {"subtitle", text_json(feed.subtitle)},
              {"author", {{"name", value_json(feed.author)}, {"uri", value_json(feed.base)}}},
              {"updated", value_json(feed.updated)},
              {"category", std::move(categories)},
              {"id", value_json(feed.id)},
              {"entry", std::move(entries)}};
    return {{"feed", std::move(json)}};
}

std::string feed_atom(const Feed& feed) {
    AtomWriter atom;
    atom.begin("feed",
               {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:base", feed.base}, {"xml:lang", feed.language}});
    atom.text("title", feed.title, {{"type", "text"}});
    atom.text("subtitle", feed.subtitle, {{"type", "text"}});
    atom.begin("author");
    atom.text("name", feed.author);
    if (!feed.base.empty()) atom.text("uri", feed.base);
    atom.end("author");
    atom.text("updated", feed.updated);
    for (const auto& [scheme, term] : feed.categories) atom.empty("category", {{"scheme", scheme}, {"term", term}});
    atom.text("id", feed.id);
    for (const FeedEntry& entry : feed.entries) add_entry(atom, entry);
    atom.end("feed");
    return atom.take();
}

}  // namespace carepress::service
