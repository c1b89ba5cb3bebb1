#include "library/search_names.h"

#include "base/diagnostic.h"
#include "base/error.h"
#include "base/yaml.h"
#include "library/search_query.h"

#include <algorithm>
#include <utility>

namespace carepress::library {
namespace {

std::string folded_words(WordSplitter& splitter, std::string_view text) {
    std::string words;
    splitter.split(text, [&](std::string_view word, std::size_t, std::size_t) {
        words.append(words.empty() ? "" : " ").append(word);
        return true;
    });
    return words;
}

/// The parts of a title that name its topic by themselves: "Gout" and "GERD" of "Gout: Care Instructions" and
/// "Reflux (GERD)".
std::vector<std::string> parts_of_title(const std::string& title) {
    std::vector<std::string> parts{title};
    for (const std::string_view colon : {": ", "\uFF1A"})
        if (const std::size_t end = title.find(colon); end != std::string::npos) parts.push_back(title.substr(0, end));
    const std::size_t open = title.find('('), close = title.find(')', open == std::string::npos ? 0 : open);
    if (open != std::string::npos && close != std::string::npos) {
        parts.push_back(title.substr(0, open));
        parts.push_back(title.substr(open + 1, close - open - 1));
    }
    return parts;
}

/// Reads words/synonyms.yaml.
class SynonymReader {
public:
    SynonymReader(const Source& source, Database& database, WordSplitter& splitter)
        : source_(source),
          splitter_(splitter),
          insert_(database.prepare("INSERT OR REPLACE INTO synonyms VALUES(?, ?, ?)")) {}

    void read() {
        Diagnostics diagnostics(source_);
        const YamlNode root = read_yaml(source_.bytes, 0, diagnostics);
        for (const Diagnostic& each : diagnostics.all())
            if (each.severity == Severity::error) fail(each.span, each.message);
        // Leads first: a name that means the same counts more.
        for (const YamlNode& item : items(root, "leads_to")) {
            const YamlNode* name = item.find("name");
            if (name == nullptr || name->scalar.empty()) fail(item.span, "\"name\" is missing");
            for (const YamlNode& other : items(item, "names")) add(name->scalar, other.scalar, false);
        }
        for (const YamlNode& item : items(root, "same")) {
            const std::vector<YamlNode>& names = items(item, "names");
            for (const YamlNode& one : names)
                for (const YamlNode& other : names)
                    if (&one != &other) add(one.scalar, other.scalar, true);
        }
    }

private:
    [[noreturn]] void fail(SourceSpan span, const std::string& message) const {
        const Position at = position_at(source_.bytes, span.begin);
        throw EnvironmentError(source_.name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
                               message);
    }

    const std::vector<YamlNode>& items(const YamlNode& mapping, std::string_view key) const {
        const YamlNode* list = mapping.find(key);
        if (list == nullptr || list->kind != YamlNode::Kind::sequence)
            fail(mapping.span, "\"" + std::string(key) + "\" is missing or not a list");
        return list->items;
    }

    void add(const std::string& name, const std::string& other, bool is_same) {
        const std::string key = folded_name(splitter_, name), words = folded_words(splitter_, other);
        if (key.empty() || words.empty() || key == folded_name(splitter_, other)) return;
        insert_.bind(1, key).bind(2, words).bind(3, is_same ? 1 : 0).run();
    }

    const Source& source_;
    WordSplitter& splitter_;
    Statement insert_;
};

}  // namespace

std::string folded_name(WordSplitter& splitter, std::string_view name) {
    std::string folded, whole;
    const auto add = [](std::string& words, std::string_view word) {
        words.append(words.empty() ? "" : " ").append(word);
    };
    splitter.split(name, [&](std::string_view word, std::size_t, std::size_t) {
        const std::string stem = stem_of(word);
        add(whole, stem.empty() ? word : stem);
        if (!is_question_word(word)) add(folded, stem.empty() ? word : stem);
        return true;
    });
    return folded.empty() ? whole : folded;
}

std::vector<ArticleName> names_of(WordSplitter& splitter, const article::Metadata& metadata) {
    std::vector<ArticleName> names;
    const auto add = [&](const std::string& text, std::int64_t worth) {
        std::string name = folded_name(splitter, text);
        const bool is_known =
            std::any_of(names.begin(), names.end(), [&](const ArticleName& each) { return each.name == name; });
        if (!name.empty() && !is_known) names.push_back({std::move(name), worth});
    };
    for (const std::string& part : parts_of_title(metadata.title)) add(part, ArticleName::of_title);
    for (const std::string& synonym : metadata.synonyms) add(synonym, ArticleName::of_synonym);
    return names;
}

void store_synonyms(Database& database, WordSplitter& splitter, const Source& table) {
    database.execute("DELETE FROM synonyms");
    SynonymReader(table, database, splitter).read();
}

std::vector<Synonym> synonyms_of(Database& database, const std::string& name) {
    std::vector<Synonym> synonyms;
    Statement find =
        database.prepare("SELECT other, is_same FROM synonyms WHERE name = ? ORDER BY is_same DESC, other");
    find.bind(1, name);
    while (find.step()) synonyms.push_back({std::string(find.text(0)), find.integer(1) != 0});
    return synonyms;
}

}  // namespace carepress::library
