#include "service/child_lists.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace carepress::service {
namespace {

/// A field after those that a line has already. What would end it becomes a space.
void add_field(std::string& text, const std::string& field) {
    for (const char c : field) text += c == '\t' || c == '\n' ? ' ' : c;
    text += '\t';
}

/// Takes the text before a mark off the front of `text`, and the mark.
std::string_view take_until(std::string_view& text, char mark) {
    const std::size_t end = std::min(text.find(mark), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
}

}  // namespace

std::string topics_as_text(const std::vector<visit::ArticleTopics>& topics) {
    std::string text;
    for (const visit::ArticleTopics& article : topics) {
        add_field(text, article.code);
        add_field(text, article.title);
        for (const visit::ArticleTopics::Topic& topic : article.topics) {
            add_field(text, topic.system);
            add_field(text, topic.code);
        }
        add_field(text, {});
        for (const std::string& name : article.names) add_field(text, name);
        text.back() = '\n';
    }
    return text;
}

std::vector<visit::ArticleTopics> topics_of_text(std::string_view text) {
    std::vector<visit::ArticleTopics> topics;
    while (!text.empty()) {
        std::string_view line = take_until(text, '\n');
        visit::ArticleTopics& article = topics.emplace_back();
        article.code = take_until(line, '\t');
        article.title = take_until(line, '\t');
        while (!line.empty()) {
            const std::string_view system = take_until(line, '\t');
            if (system.empty()) break;
            article.topics.push_back({std::string(system), std::string(take_until(line, '\t'))});
        }
        while (!line.empty()) article.names.emplace_back(take_until(line, '\t'));
    }
    return topics;
}

std::string entries_as_text(std::span<const library::LibraryEntry> entries) {
    std::string text;
    for (const library::LibraryEntry& entry : entries) {
        for (const std::string* field : {&entry.path, &entry.code, &entry.language, &entry.title, &entry.version})
            add_field(text, *field);
        text.back() = '\n';
    }
    return text;
}

std::vector<library::LibraryEntry> entries_of_text(std::string_view text) {
    std::vector<library::LibraryEntry> entries;
    while (!text.empty()) {
        std::string_view line = take_until(text, '\n');
        library::LibraryEntry& entry = entries.emplace_back();
        for (std::string* field : {&entry.path, &entry.code, &entry.language, &entry.title, &entry.version})
            *field = take_until(line, '\t');
    }
    return entries;
}

}  // namespace carepress::service
