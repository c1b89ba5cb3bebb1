#pragma once

#include "style/drafts.h"
#include "style/values.h"

#include <cstdint>
#include <span>

namespace carepress::style {

/// One key of a kind of mapping: what drives the reader, known_keys() and the tables of docs/layouts.md and
/// docs/brands.md, which tests/unit/style/documents_test.cpp holds against it.
template <class T>
struct Key {
    std::string_view name;
    std::string_view type;      ///< as the documents call it: "length", "colour role", …
    std::string_view standard;  ///< what counts when the key is missing; "required"
    std::string_view meaning;
    bool (*read)(T&, const Value&);

    bool required() const { return standard == "required"; }
};

template <class T>
using KeyTable = std::span<const Key<T>>;

KeyTable<LayoutDraft> layout_keys();
KeyTable<Size> page_keys();
KeyTable<FrameDraft> frame_keys();
KeyTable<BlockDraft> block_keys();
KeyTable<InlineDraft> inline_keys();
KeyTable<ListStyle> list_keys();
KeyTable<BreakCosts> break_keys();
KeyTable<PrintSettings> print_keys();
KeyTable<FitRange> fit_keys();
KeyTable<ContentSettings> content_keys();
KeyTable<BundleSettings> bundle_keys();
KeyTable<TeachBack> teach_back_keys();
KeyTable<AsideSettings> aside_keys();
KeyTable<ColumnSettings> column_keys();
KeyTable<HyphenationSettings> hyphenation_keys();
KeyTable<BilingualSettings> bilingual_keys();
KeyTable<TableDraft> table_keys();
KeyTable<UnderlineDraft> underline_keys();
KeyTable<Sides> sides_keys();
KeyTable<Size> size_keys();
KeyTable<BrandDraft> brand_keys();
KeyTable<TextsDraft> texts_keys();

/// A row of a key table with the kind of mapping it belongs to ("layout: page"), for documents.
struct KeyDescription {
    std::string kind;
    std::string_view name, type, standard, meaning;
};
std::vector<KeyDescription> describe_keys();

/// Complains about `key`, which no row of the table has.
void report_unknown_key(const YamlNode& key, const std::vector<std::string_view>& names, Diagnostics& diagnostics);

template <class T>
std::vector<std::string_view> names_of(KeyTable<T> table) {
    std::vector<std::string_view> names;
    for (const Key<T>& key : table) names.push_back(key.name);
    return names;
}

template <class T>
std::size_t index_of(KeyTable<T> table, std::string_view name) {
    std::size_t i = 0;
    while (i < table.size() && table[i].name != name) ++i;
    return i;
}

/// Reads the mapping `value` into `out`, reporting keys that the table lacks; `seen(index, span)` hears of each key
/// that was read.
template <class T, class Seen>
bool read_keys(const Value& value, KeyTable<T> table, T& out, Seen&& seen) {
    if (value.node.kind != YamlNode::Kind::mapping) {
        value.error("layout/not-a-mapping"_code, "expected a mapping of keys to values");
        return false;
    }
    bool well = true;
    for (const auto& [name, node] : value.node.entries) {
        const std::size_t i = index_of(table, name.scalar);
        if (i == table.size()) {
            report_unknown_key(name, names_of(table), value.diagnostics);
            well = false;
            continue;
        }
        seen(i, node.span);
        const Value part{node, value.diagnostics, value.context};
        if (!table[i].read(out, part)) well = false;
    }
    return well;
}

template <class T>
bool read_keys(const Value& value, KeyTable<T> table, T& out) {
    return read_keys(value, table, out, [](std::size_t, SourceSpan) {});
}

/// The same, keeping places: for mappings that several files of a layout say something about, the base read first.
template <class T>
void read_draft(const Value& value, std::uint16_t file, KeyTable<T> table, Draft<T>& draft) {
    draft.places.resize(table.size());
    read_keys(value, table, draft.value, [&](std::size_t i, SourceSpan span) { draft.places[i] = {file, span}; });
}

template <class T>
Place place_of(const Draft<T>& draft, KeyTable<T> table, std::string_view name) {
    const std::size_t i = index_of(table, name);
    return i < draft.places.size() ? draft.places[i] : Place{};
}

}  // namespace carepress::style
