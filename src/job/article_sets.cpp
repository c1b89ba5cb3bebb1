#include "job/article_sets.h"

#include "base/language.h"
#include "base/source.h"
#include "base/yaml.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace carepress::job {
namespace {

using Kind = YamlNode::Kind;

bool is_id(std::string_view text) {
    constexpr std::size_t longest_id = 64;
    return !text.empty() && text.size() <= longest_id && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

class SetsReader {
public:
    SetsReader(const Catalog& catalog, Diagnostics& diagnostics) : catalog_(catalog), diagnostics_(diagnostics) {}

    std::vector<ArticleSet> read(const YamlNode& root) {
        if (root.kind == Kind::null) return {};
        if (root.kind != Kind::mapping) {
            error(root.span, "expected a mapping of sets by their ids", "see \"Sets\" in docs/library.md");
            return {};
        }
        std::vector<ArticleSet> sets;
        for (const YamlEntry& entry : root.entries) read_set(entry, sets);
        return sets;
    }

private:
    void error(SourceSpan span, std::string message, std::string hint) {
        diagnostics_.error("sets/invalid"_code, span, std::move(message), std::move(hint));
    }

    void read_set(const YamlEntry& entry, std::vector<ArticleSet>& sets) {
        ArticleSet set{entry.key.scalar, {}, {}};
        if (!is_id(set.id))
            return error(entry.key.span, "\"" + set.id + "\" is not a valid id of a set",
                         "use up to 64 lower-case letters, digits and hyphens");
        if (entry.value.kind != Kind::mapping)
            return error(entry.key.span, "the set \"" + set.id + "\" has no name and no articles",
                         "give it \"name\" and \"articles\"");
        for (const YamlEntry& field : entry.value.entries)
            if (field.key.scalar != "name" && field.key.scalar != "articles")
                error(field.key.span, "a set has no key \"" + field.key.scalar + "\"",
                      "its keys are name and articles");
        if (read_names(entry, set) && read_articles(entry, set)) sets.push_back(std::move(set));
    }

    /// A name is a text, which is English, or a mapping from languages to texts.
    bool read_names(const YamlEntry& entry, ArticleSet& set) {
        const YamlNode* name = entry.value.find("name");
        if (name != nullptr && name->kind == Kind::scalar) set.names.emplace("en", name->scalar);
        if (name != nullptr && name->kind == Kind::mapping) {
            for (const YamlEntry& each : name->entries) {
                if (is_language_tag(each.key.scalar) && each.value.kind == Kind::scalar)
                    set.names.emplace(each.key.scalar, each.value.scalar);
                else
                    error(each.key.span, "\"" + each.key.scalar + "\" does not name a set in a language",
                          "write, for example, \"es: Dolor de espalda\"");
            }
        }
        std::erase_if(set.names, [](const auto& each) { return each.second.empty(); });
        if (set.names.empty()) error(entry.key.span, "the set \"" + set.id + "\" has no name", "give it a \"name\"");
        return !set.names.empty();
    }

    bool read_articles(const YamlEntry& entry, ArticleSet& set) {
        const YamlNode* list = entry.value.find("articles");
        if (list != nullptr && list->kind == Kind::sequence)
            for (const YamlNode& item : list->items) add_article(item, set);
        if (set.articles.empty())
            error(entry.key.span, "the set \"" + set.id + "\" has no article of this library",
                  "list codes under \"articles\": [K977, M502]");
        return !set.articles.empty();
    }

    void add_article(const YamlNode& item, ArticleSet& set) {
        if (item.kind != Kind::scalar) return error(item.span, "expected the code of an article", "as K977");
        if (catalog_.translations(item.scalar).empty()) {
            diagnostics_.warning("sets/unknown-article"_code, item.span,
                                 "the library has no article \"" + item.scalar + "\"; the set goes without it",
                                 "check the code");
            return;
        }
        if (std::find(set.articles.begin(), set.articles.end(), item.scalar) == set.articles.end())
            set.articles.push_back(item.scalar);
    }

    const Catalog& catalog_;
    Diagnostics& diagnostics_;
};

}  // namespace

std::vector<ArticleSet> read_article_sets(const Catalog& catalog, std::vector<Diagnostic>& diagnostics) {
    const std::string path = (std::filesystem::path(catalog.folder()) / sets_file).string();
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return {};
    const Source source = read_source(path);
    Diagnostics found(source);
    const YamlNode root = read_yaml(source.bytes, 0, found);
    std::vector<ArticleSet> sets = SetsReader(catalog, found).read(root);
    for (Diagnostic& diagnostic : found.take()) diagnostics.push_back(std::move(diagnostic));
    return sets;
}

}  // namespace carepress::job
