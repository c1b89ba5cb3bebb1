#include "import/manifest.h"

#include "article/front_matter.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/csv.h"
#include "base/utf.h"
#include "base/yaml.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace carepress::import {
namespace {

constexpr std::array<std::string_view, 16> columns{
    "source",      "code",    "language", "title",   "translation_of", "status", "reviewed_by", "reviewed",
    "next_review", "expires", "embargo",  "updated", "version",        "topics", "keywords",    "synonyms"};

bool is_list(std::string_view column) { return column == "topics" || column == "keywords" || column == "synonyms"; }

/// A column's name as front matter writes it: "Reviewed by" and "reviewed-by" are "reviewed_by".
std::string column_name(std::string_view written) {
    std::string name = ascii_lower(trim(written));
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
    return name;
}

struct Cell {
    std::string column, text;
    SourceSpan span;
};

struct Row {
    std::size_t number = 0;
    std::vector<Cell> cells;
};

/// "ICD-10-CM R50.9; SNOMED-CT 386661006", "fever, high temperature": what semicolons, else commas separate.
std::vector<std::string> items_of(std::string_view text) {
    const char separator = text.find(';') == std::string_view::npos ? ',' : ';';
    std::vector<std::string> items;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (std::string item = article::one_line(text.substr(0, end)); !item.empty()) items.push_back(std::move(item));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return items;
}

class ManifestReader {
public:
    ManifestReader(const Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

    std::vector<Row> read_rows() {
        if (const auto at = find_malformed_utf8(source_.bytes)) {
            const auto place = static_cast<std::uint32_t>(*at);
            diagnostics_.error("manifest/encoding"_code, {place, place}, "the manifest is not UTF-8",
                               "save it as UTF-8; Excel calls this \"CSV UTF-8\"");
            return {};
        }
        const std::string lower = ascii_lower(source_.name);
        const bool is_yaml = lower.ends_with(".yaml") || lower.ends_with(".yml") || lower.ends_with(".json");
        return is_yaml ? read_yaml_rows() : read_csv_rows();
    }

private:
    /// Whether a row may have such a column; says why not.
    bool is_column(const std::string& name, std::string_view written, SourceSpan span) {
        if (std::find(columns.begin(), columns.end(), name) != columns.end()) return true;
        const std::string_view meant = nearest(name, {columns.begin(), columns.end()});
        std::string known;
        for (const std::string_view each : columns) known.append(known.empty() ? "" : ", ").append(each);
        diagnostics_.error("manifest/unknown-column"_code, span,
                           "unknown column \"" + article::shortened(article::one_line(written)) + "\"",
                           meant.empty() ? "the columns are " + known : "did you mean \"" + std::string(meant) + "\"?");
        return false;
    }

    std::vector<Row> read_csv_rows() {
        const std::vector<CsvRow> table = read_csv(source_.bytes, diagnostics_);
        if (table.empty() || diagnostics_.has_errors()) {
            if (table.empty()) say_no_rows({});
            return {};
        }
        std::vector<std::string> names;
        for (const CsvValue& head : table.front().values) {
            std::string name = column_name(head.text);
            if (is_column(name, head.text, head.span) && std::find(names.begin(), names.end(), name) != names.end())
                diagnostics_.error("manifest/repeated-column"_code, head.span, "there are two columns \"" + name + "\"",
                                   "remove one of them");
            names.push_back(std::move(name));
        }
        if (std::find(names.begin(), names.end(), "source") == names.end())
            diagnostics_.error("manifest/no-source"_code, table.front().values.front().span,
                               "the manifest has no column \"source\"",
                               "its first row has the names of the columns, as in: source,code,language");
        if (diagnostics_.has_errors()) return {};
        if (table.size() == 1) say_no_rows(table.front().values.front().span);
        std::vector<Row> rows;
        for (std::size_t i = 1; i < table.size(); ++i) {
            const std::vector<CsvValue>& values = table[i].values;
            if (values.size() != names.size())
                diagnostics_.error("manifest/row-length"_code, values.front().span,
                                   "row " + std::to_string(table[i].number) + " has " + std::to_string(values.size()) +
                                       " values, and the first row has " + std::to_string(names.size()),
                                   "a value with a comma in it needs quotes");
            Row row{table[i].number, {}};
            for (std::size_t column = 0; column < std::min(values.size(), names.size()); ++column)
                add(row, names[column], values[column].text, values[column].span);
            rows.push_back(std::move(row));
        }
        return rows;
    }

    static void add(Row& row, const std::string& column, const std::string& text, SourceSpan span) {
        if (!is_list(column)) {  // the name of a file may have two spaces
            row.cells.push_back({column, column == "source" ? std::string(trim(text)) : article::one_line(text), span});
            return;
        }
        for (std::string& item : items_of(text)) row.cells.push_back({column, std::move(item), span});
    }

    void say_no_rows(SourceSpan span) {
        diagnostics_.error("manifest/empty"_code, span, "the manifest names no article",
                           "write a row for each file, with the columns source, code and language");
    }

    std::vector<Row> read_yaml_rows() {
        const YamlNode root = read_yaml(source_.bytes, 0, diagnostics_);
        if (diagnostics_.has_errors()) return {};
        if (root.kind != YamlNode::Kind::sequence) {
            diagnostics_.error("manifest/not-a-list"_code, root.span, "the manifest is not a list",
                               "write an entry for each file: - {source: fever.docx, code: F204, language: en}");
            return {};
        }
        if (root.items.empty()) say_no_rows(root.span);
        std::vector<Row> rows;
        for (const YamlNode& item : root.items) {
            Row row{rows.size() + 1, {}};
            if (item.kind != YamlNode::Kind::mapping)
                diagnostics_.error("manifest/not-a-list"_code, item.span,
                                   "entry " + std::to_string(row.number) + " is not a mapping",
                                   "write \"source: file\" and the other keys");
            for (const auto& [key, value] : item.entries) {
                const std::string name = column_name(key.scalar);
                if (is_column(name, key.scalar, key.span)) add(row, name, value);
            }
            rows.push_back(std::move(row));
        }
        return rows;
    }

    void add(Row& row, const std::string& column, const YamlNode& value) {
        using Kind = YamlNode::Kind;
        if (value.kind == Kind::scalar) return add(row, column, value.scalar, value.span);
        if (value.kind == Kind::null) return;
        const std::vector<YamlNode> alone{value};
        for (const YamlNode& each : value.kind == Kind::sequence ? value.items : alone) {
            const YamlNode *system = each.find("system"), *code = each.find("code");
            if (column == "topics" && system != nullptr && code != nullptr)
                row.cells.push_back({column, system->scalar + " " + code->scalar, each.span});
            else if (is_list(column) && each.kind == Kind::scalar)
                row.cells.push_back({column, article::one_line(each.scalar), each.span});
            else
                return diagnostics_.error("manifest/value"_code, each.span,
                                          place_in_manifest(row.number, column) + "this is not one text",
                                          is_list(column) ? "write a list of texts" : "write one text");
        }
    }

    const Source& source_;
    Diagnostics& diagnostics_;
};

/// Makes rows of what they state, and compares them with each other.
class ManifestTable {
public:
    ManifestTable(const Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

    void take(const Row& row) {
        ManifestRow out;
        out.number = row.number;
        std::vector<article::PageMetadata> metadata;
        for (const Cell& cell : row.cells) {
            if (cell.text.empty()) continue;
            if (cell.column == "source") {
                out.source = cell.text;
                out.span = cell.span;
            } else if (cell.column == "translation_of") {
                originals_.push_back({rows_.size(), cell});
            } else {
                metadata.push_back({cell.column, cell.text, cell.span});
            }
        }
        read_metadata(row, metadata, out.metadata);
        if (out.source.empty()) {
            const SourceSpan place = row.cells.empty() ? SourceSpan() : row.cells.front().span;
            error("manifest/no-source"_code, place, out.number, "source", "it is empty", "write the file's path");
        }
        normalise(out.source);
        rows_.push_back(std::move(out));
    }

    void resolve_originals(const std::function<bool(const std::string&)>& has_article) {
        std::map<std::string, std::size_t> sources;  // their rows
        std::map<std::string, std::size_t> code_counts;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            sources.emplace(rows_[i].source, i);
            ++code_counts[rows_[i].metadata.code];
        }
        for (const auto& stated : originals_) {
            ManifestRow& row = rows_[stated.first];
            const Cell& cell = stated.second;
            std::string original = cell.text;
            normalise(original);
            const auto by_source = sources.find(original);
            const bool is_source = by_source != sources.end();
            const std::string code = is_source ? rows_[by_source->second].metadata.code : cell.text;
            const std::size_t own = row.metadata.code == code ? 1 : 0;
            const bool is_known = code_counts.contains(code) && code_counts.at(code) > own;
            const auto wrong = [&](std::string message, std::string hint) {
                error("manifest/translation"_code, cell.span, row.number, "translation_of", std::move(message),
                      std::move(hint));
            };
            if (is_source && code.empty())
                wrong("row " + std::to_string(rows_[by_source->second].number) + " has no code",
                      "give the original a code");
            else if (!is_known && !has_article(code))
                wrong("neither a row nor the library has an article \"" + article::shortened(cell.text) + "\"",
                      "write the code of the original, or its source");
            else if (!row.metadata.code.empty() && row.metadata.code != code)
                wrong("the code of this row is " + row.metadata.code + ", that of the original " + code,
                      "a translation has the code of its original");
            else
                row.metadata.code = code;
        }
    }

    void find_repeated() {
        std::map<std::string_view, std::size_t> sources;
        std::map<std::pair<std::string, std::string>, std::size_t> articles;
        for (const ManifestRow& row : rows_) {
            if (row.source.empty()) continue;
            if (const auto [first, is_new] = sources.emplace(row.source, row.number); !is_new)
                error("manifest/repeated"_code, row.span, row.number, "source",
                      "row " + std::to_string(first->second) + " has this source, too", "name each file once");
            if (row.metadata.code.empty() || row.metadata.language.empty()) continue;
            if (const auto [first, is_new] =
                    articles.emplace(std::pair(row.metadata.code, row.metadata.language), row.number);
                !is_new)
                error("manifest/repeated"_code, row.span, row.number, "code",
                      "row " + std::to_string(first->second) + " has the code " + row.metadata.code +
                          " in the language " + row.metadata.language + ", too",
                      "a code is of one article in each language");
        }
    }

    std::vector<ManifestRow> take_rows() { return std::move(rows_); }

private:
    void error(DiagnosticCode code, SourceSpan span, std::size_t row, std::string_view column, std::string message,
               std::string hint) {
        diagnostics_.error(code, span, place_in_manifest(row, column) + std::move(message), std::move(hint));
    }

    /// What front matter says of these keys; its messages name row and column.
    void read_metadata(const Row& row, const std::vector<article::PageMetadata>& metadata, article::Metadata& out) {
        Diagnostics said(source_);
        out = article::read_page_metadata(metadata, said).metadata;
        for (const Diagnostic& each : said.all()) {
            const auto cell = std::find_if(metadata.begin(), metadata.end(), [&](const article::PageMetadata& key) {
                return key.span.begin <= each.span.begin && each.span.begin <= key.span.end;
            });
            diagnostics_.add(each.severity, each.code, each.span,
                             place_in_manifest(row.number, cell == metadata.end() ? "" : cell->key) + each.message,
                             each.hint);
        }
    }

    /// "handouts\fever.docx" and "./handouts/fever.docx" are "handouts/fever.docx".
    static void normalise(std::string& source) {
        if (is_web_source(source)) return;
        std::replace(source.begin(), source.end(), '\\', '/');
        source = std::filesystem::path(source).lexically_normal().string();
    }

    const Source& source_;
    Diagnostics& diagnostics_;
    std::vector<ManifestRow> rows_;
    std::vector<std::pair<std::size_t, Cell>> originals_;  ///< translation_of of the rows by their index
};

}  // namespace

void apply_row(const ManifestRow& row, article::Metadata& metadata) {
    const article::Metadata& given = row.metadata;
    using Text = std::string article::Metadata::*;
    for (const Text text :
         {&article::Metadata::code, &article::Metadata::updated, &article::Metadata::version,
          &article::Metadata::reviewed_by, &article::Metadata::reviewed, &article::Metadata::next_review})
        if (!(given.*text).empty()) metadata.*text = given.*text;
    if (given.release.status) metadata.release.status = given.release.status;
    if (!given.release.embargo.empty()) metadata.release.embargo = given.release.embargo;
    if (!given.release.expires.empty()) metadata.release.expires = given.release.expires;
    if (!given.topics.empty()) metadata.topics = given.topics;
    if (!given.keywords.empty()) metadata.keywords = given.keywords;
    if (!given.synonyms.empty()) metadata.synonyms = given.synonyms;
}

std::string place_in_manifest(std::size_t row, std::string_view column) {
    return "row " + std::to_string(row) + (column.empty() ? "" : ", column \"" + std::string(column) + "\"") + ": ";
}

bool is_web_source(std::string_view source) {
    const std::string lower = ascii_lower(source.substr(0, 8));
    return lower.starts_with("http://") || lower.starts_with("https://");
}

std::vector<ManifestRow> read_manifest(const Source& source, const std::function<bool(const std::string&)>& has_article,
                                       Diagnostics& diagnostics) {
    ManifestTable table(source, diagnostics);
    for (const Row& row : ManifestReader(source, diagnostics).read_rows()) table.take(row);
    table.resolve_originals(has_article);
    table.find_repeated();
    return table.take_rows();
}

}  // namespace carepress::import
