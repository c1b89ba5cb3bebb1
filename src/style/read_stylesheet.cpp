#include "base/error.h"
#include "style/read_layout.h"

#include <cstdint>
#include <filesystem>

namespace carepress::style {

namespace {

using namespace literals;

constexpr Length least_type = 4_pt, largest_type = 200_pt;

/// Reads what all files say under `key`, the base first, into one draft.
template <class T>
void read_section(LayoutReading& reading, std::string_view key, KeyTable<T> table, Draft<T>& draft) {
    draft.places.resize(table.size());
    Place place;
    for (std::size_t file = reading.files.files.size(); file-- > 0;) {
        LayoutFile& from = *reading.files.files[file];
        const YamlNode* node = from.root.find(key);
        if (node == nullptr) continue;
        place = {static_cast<std::uint16_t>(file), node->span};
        read_draft(Value{*node, from.diagnostics, reading.context}, static_cast<std::uint16_t>(file), table, draft);
    }
    if (!place.known()) return;  // read_top has said that the whole section is missing, if it is needed
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].required() && !draft.places[i].known()) {
            reading.error("layout/missing-key"_code, place,
                          "\"" + std::string(key) + "\" lacks the key \"" + std::string(table[i].name) + "\"",
                          "it is a " + std::string(table[i].type));
        }
    }
}

/// The same into what the stylesheet keeps, where no place is needed later.
template <class T>
void read_section(LayoutReading& reading, std::string_view key, KeyTable<T> table, T& value) {
    Draft<T> draft;
    read_section(reading, key, table, draft);
    value = std::move(draft.value);
}

/// The floor of the chain: a layout that derives may raise it, and a reader of large print relies on that.
void read_floor(LayoutReading& reading) {
    for (std::size_t file = reading.files.files.size(); file-- > 0;) {
        LayoutFile& from = *reading.files.files[file];
        const YamlNode* floor = from.root.find("floor");
        Length length;
        if (floor == nullptr || !read_length(Value{*floor, from.diagnostics, reading.context}, length)) continue;
        if (length > largest_type) {
            from.diagnostics.error("layout/out-of-range"_code, floor->span, "the floor is out of range",
                                   "type goes from 4pt to 200pt");
        } else if (length < reading.stylesheet.floor) {
            from.diagnostics.error(
                "layout/floor-lowered"_code, floor->span,
                "the floor is lowered from " + in_points(reading.stylesheet.floor) + " to " + in_points(length),
                "a floor can only be raised; derive from a layout without one");
        } else {
            reading.stylesheet.floor = length;
            reading.floor_place = {static_cast<std::uint16_t>(file), floor->span};
        }
    }
}

/// Top-level keys: unknown ones, missing ones, and the base unit, which all lengths wait for.
void read_top(LayoutReading& reading) {
    const KeyTable<LayoutDraft> table = layout_keys();
    Draft<LayoutDraft>& draft = reading.top;
    draft.places.resize(table.size());
    for (std::size_t file = reading.files.files.size(); file-- > 0;) {
        LayoutFile& from = *reading.files.files[file];
        if (from.root.kind != YamlNode::Kind::mapping) continue;  // said already
        read_draft(Value{from.root, from.diagnostics, reading.context}, static_cast<std::uint16_t>(file), table, draft);
        if (const YamlNode* unit = from.root.find("unit")) {
            ValueContext plain;  // the unit can't be counted in itself
            Length length;
            if (!read_length(Value{*unit, from.diagnostics, plain}, length)) continue;
            if (length < 1_pt || length > 72_pt) {
                from.diagnostics.error("layout/out-of-range"_code, unit->span, "the base unit is out of range",
                                       "it goes from 1pt to 72pt");
            } else {
                reading.context.unit = length;
            }
        }
    }
    read_floor(reading);
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].required() && !draft.places[i].known()) {
            reading.error("layout/missing-key"_code, {}, "the layout lacks \"" + std::string(table[i].name) + "\"",
                          "set it here, or derive from a layout that has it");
        }
    }
}

void read_families(LayoutReading& reading, Diagnostics& brand_diagnostics) {
    auto& families = reading.context.families;
    for (std::size_t file = reading.files.files.size(); file-- > 0;) {
        LayoutFile& from = *reading.files.files[file];
        const YamlNode* node = from.find_mapping("layout/not-a-mapping"_code, "families", "roles to font families");
        if (node == nullptr) continue;
        for (const auto& [key, family] : node->entries) {
            if (family.kind != YamlNode::Kind::scalar || family.scalar.empty()) {
                from.diagnostics.error("layout/no-family"_code, key.span,
                                       "the family role \"" + key.scalar + "\" has no family",
                                       "name a family of fonts/fonts.yaml, such as Noto Sans");
            } else {
                families[key.scalar] = family.scalar;
            }
        }
    }
    std::vector<std::string> roles;
    roles.reserve(families.size());
    for (const auto& [role, family] : families) roles.push_back(role);
    for (const auto& [role, family] : reading.brand->families) {
        const auto found = families.find(role);
        if (found != families.end()) {
            found->second = family;
            continue;
        }
        brand_diagnostics.warning(
            "brand/unused-family"_code, brand_place(*reading.brand, "families", role),
            "the layout \"" + reading.files.name + "\" has no family role \"" + role + "\": this typeface is not used",
            choices(role, roles));
    }
}

/// The block that one is like where no file names it: layouts made before there were patients' handouts, asides or
/// facts need not. None for all others.
BlockRole stands_in_for(BlockRole role) {
    switch (role) {
        case BlockRole::footer_patient:
            return BlockRole::sample_notice;
        case BlockRole::aside_emergency:
            return BlockRole::callout_heading_emergency;
        case BlockRole::aside_telephone:
            return BlockRole::band_telephone;
        case BlockRole::aside_text:
            return BlockRole::footer_left;
        case BlockRole::facts:
            return BlockRole::list;
        case BlockRole::fact_label:
        case BlockRole::fact_value:
            return BlockRole::paragraph;
        case BlockRole::table_head_morning:
        case BlockRole::table_head_noon:
        case BlockRole::table_head_evening:
        case BlockRole::table_head_bedtime:
            return BlockRole::table_head;
        default:
            return BlockRole::count_;
    }
}

/// Reads the blocks of a layout, each once and after the one it is like.
class BlockReader {
public:
    explicit BlockReader(LayoutReading& reading) : reading_(reading) {
        for (std::size_t i = 0; i < block_role_count; ++i) names_.push_back(name_of(static_cast<BlockRole>(i)));
    }

    void read() {
        for (std::size_t file = reading_.files.files.size(); file-- > 0;) collect(static_cast<std::uint16_t>(file));
        for (std::size_t role = 0; role < block_role_count; ++role) resolve(role);
        for (std::size_t role = 0; role < block_role_count; ++role) finish(role);
    }

private:
    struct Layer {
        std::uint16_t file;
        const YamlNode* node;
    };
    enum class State : std::uint8_t { unread, reading, read };

    /// Notes what one file says of each block.
    void collect(std::uint16_t file) {
        LayoutFile& from = *reading_.files.files[file];
        const YamlNode* blocks = from.find_mapping("layout/not-a-mapping"_code, "blocks", "block names to styles");
        if (blocks == nullptr) return;
        for (const auto& [key, node] : blocks->entries) {
            const std::size_t role = index(key.scalar);
            if (role == block_role_count) {
                report_unknown_key(key, names_, from.diagnostics);
            } else {
                layers_[role].push_back({file, &node});
            }
        }
    }

    std::size_t index(std::string_view name) const {
        std::size_t role = 0;
        while (role < names_.size() && names_[role] != name) ++role;
        return role;
    }

    /// The last word of the files on what the block is like.
    const YamlNode* like_of(std::size_t role, std::uint16_t& file) const {
        const YamlNode* like = nullptr;
        for (const Layer& layer : layers_[role]) {
            if (const YamlNode* said = layer.node->find("like")) {
                like = said;
                file = layer.file;
            }
        }
        return like;
    }

    void resolve(std::size_t role) {
        if (states_[role] != State::unread) return;
        states_[role] = State::reading;
        Draft<BlockDraft>& draft = reading_.blocks[role];
        std::uint16_t file = 0;
        if (const YamlNode* like = like_of(role, file)) {
            const Place place{file, like->span};
            const std::size_t model = index(like->scalar);
            if (model == block_role_count) {
                const std::string_view near = nearest(like->scalar, names_);
                reading_.error("layout/unknown-block"_code, place,
                               "there is no block \"" + like->scalar + "\" to be like",
                               near.empty() ? "" : "did you mean \"" + std::string(near) + "\"?");
            } else if (states_[model] == State::reading) {
                reading_.error("layout/block-like-itself"_code, place,
                               std::string("the block \"") + names_[role].data() + "\" is like itself",
                               "remove \"like\" from one of the blocks");
            } else {
                resolve(model);
                draft = reading_.blocks[model];
                draft.value.place = {};
            }
        }
        if (const BlockRole like = stands_in_for(static_cast<BlockRole>(role));
            layers_[role].empty() && like != BlockRole::count_) {
            const std::size_t model = index(name_of(like));
            resolve(model);
            draft = reading_.blocks[model];
            layers_[role] = layers_[model];
        }
        for (const Layer& layer : layers_[role]) {
            const Value value{*layer.node, reading_.files.files[layer.file]->diagnostics, reading_.context};
            read_draft(value, layer.file, block_keys(), draft);
            draft.value.place = {layer.file, layer.node->span};
        }
        states_[role] = State::read;
    }

    void finish(std::size_t role) {
        Draft<BlockDraft>& draft = reading_.blocks[role];
        const std::string name(names_[role]);
        if (layers_[role].empty()) {
            reading_.error("layout/missing-key"_code, blocks_place(), "the layout lacks the block \"" + name + "\"",
                           "say at least which block it is like: " + name + ": {like: paragraph}");
            return;
        }
        draft.places.resize(block_keys().size());
        for (std::size_t i = 0; i < block_keys().size(); ++i) {
            if (block_keys()[i].required() && !draft.places[i].known()) {
                reading_.error("layout/missing-key"_code, draft.value.place,
                               "the block \"" + name + "\" lacks the key \"" + std::string(block_keys()[i].name) + "\"",
                               "set it, or take it from another block: like: paragraph");
            }
        }
        TextStyle& text = draft.value.style.text;
        if (draft.value.leading_thousandths > 0) text.leading = scale(text.size, draft.value.leading_thousandths);
        check_type(draft, name);
        finish(draft.value);
        reading_.stylesheet.blocks[role] = draft.value.style;
    }

    Place blocks_place() const {
        const YamlNode* blocks = reading_.files.files[0]->root.find("blocks");
        return blocks == nullptr ? Place{} : Place{0, blocks->span};
    }

    void check_type(const Draft<BlockDraft>& draft, const std::string& name) {
        const TextStyle& text = draft.value.style.text;
        const Place size = place_of(draft, block_keys(), "size"), leading = place_of(draft, block_keys(), "leading");
        if (size.known() && (text.size < least_type || text.size > largest_type)) {
            reading_.error("layout/out-of-range"_code, size, "the size of \"" + name + "\" is out of range",
                           "type goes from 4pt to 200pt");
        } else if (leading.known() && (text.leading < scale(text.size, 800) || text.leading > text.size * 4)) {
            reading_.error("layout/out-of-range"_code, leading,
                           "the leading of \"" + name + "\" does not suit its size",
                           "leading goes from 0.8 to 4 times the size; 1.4 reads well");
        }
    }

    /// Fills in the colours of the roles. Rules without a colour have the text's.
    void finish(BlockDraft& draft) const {
        const Palette& palette = reading_.context.palette;
        if (draft.color >= 0) draft.style.text.color = palette[draft.color].color;
        const int border = draft.border_color >= 0 ? draft.border_color : palette.find("text");
        if (border >= 0) draft.style.border_color = palette[border].color;
        if (draft.fill >= 0) draft.style.fill = palette[draft.fill].color;
    }

    LayoutReading& reading_;
    std::vector<std::string_view> names_;
    std::array<std::vector<Layer>, block_role_count> layers_;
    std::array<State, block_role_count> states_{};
};

void read_inlines(LayoutReading& reading) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < inline_role_count; ++i) names.push_back(name_of(static_cast<InlineRole>(i)));
    for (std::size_t file = reading.files.files.size(); file-- > 0;) {
        LayoutFile& from = *reading.files.files[file];
        const YamlNode* inlines = from.root.find("inlines");
        if (inlines == nullptr) continue;
        for (const auto& [key, node] : inlines->entries) {
            std::size_t role = 0;
            while (role < names.size() && names[role] != key.scalar) ++role;
            if (role == names.size()) {
                report_unknown_key(key, names, from.diagnostics);
                continue;
            }
            read_draft(Value{node, from.diagnostics, reading.context}, static_cast<std::uint16_t>(file), inline_keys(),
                       reading.inlines[role]);
        }
    }
    for (std::size_t role = 0; role < inline_role_count; ++role) {
        InlineDraft& draft = reading.inlines[role].value;
        if (draft.color >= 0) draft.style.color = reading.context.palette[draft.color].color;
        reading.stylesheet.inlines[role] = draft.style;
    }
}

/// Lists are replaced as a whole: steps of nesting of two files can't be told to belong together.
void read_lists(LayoutReading& reading) {
    constexpr std::size_t most_steps = 16;
    for (auto& file : reading.files.files) {
        const YamlNode* lists = file->root.find("lists");
        if (lists == nullptr) continue;
        if (lists->kind != YamlNode::Kind::sequence || lists->items.empty() || lists->items.size() > most_steps) {
            file->diagnostics.error("layout/not-a-list"_code, lists->span,
                                    "\"lists\" must be a sequence of 1 to 16 list styles",
                                    "write one \"- marker: …\" for each nesting level");
            return;
        }
        for (const YamlNode& node : lists->items) {
            ListStyle style;
            style.number_pattern = "{n}.";
            std::array<bool, 8> seen{};
            read_keys(Value{node, file->diagnostics, reading.context}, list_keys(), style,
                      [&](std::size_t i, SourceSpan) { seen.at(i) = true; });
            for (std::size_t i = 0; i < list_keys().size(); ++i) {
                if (!list_keys()[i].required() || seen.at(i)) continue;
                file->diagnostics.error("layout/missing-key"_code, node.span,
                                        "the list style lacks the key \"" + std::string(list_keys()[i].name) + "\"");
            }
            reading.stylesheet.lists.push_back(std::move(style));
        }
        return;
    }
}

bool is_script(std::string_view text) {
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    return text.size() == 4 && text[0] >= 'A' && text[0] <= 'Z' && is_lower(text[1]) && is_lower(text[2]) &&
           is_lower(text[3]);
}

/// What a mapping of script codes says, the base first.
void read_by_script(LayoutReading& reading, std::string_view section, int least, int most,
                    std::map<std::string, int>& out) {
    for (std::size_t file = reading.files.files.size(); file-- > 0;) {
        LayoutFile& from = *reading.files.files[file];
        const YamlNode* node = from.root.find(section);
        if (node == nullptr) continue;
        for (const auto& [key, value] : node->entries) {
            if (!is_script(key.scalar)) {
                from.diagnostics.error("layout/invalid-script"_code, key.span,
                                       "\"" + key.scalar + "\" is not a valid script code (ISO 15924)",
                                       "write four letters, the first one upper-case: Latn, Arab, Deva");
                continue;
            }
            int thousandths = 1000;
            if (read_multiplier(Value{value, from.diagnostics, reading.context}, least, most, thousandths))
                out[key.scalar] = thousandths;
        }
    }
}

void read_small_sections(LayoutReading& reading) {
    Stylesheet& stylesheet = reading.stylesheet;
    read_section(reading, "breaks", break_keys(), stylesheet.costs);
    read_section(reading, "print", print_keys(), stylesheet.print);
    read_section(reading, "fit", fit_keys(), reading.fit);
    stylesheet.fit = reading.fit.value;
    read_section(reading, "content", content_keys(), stylesheet.content);
    read_section(reading, "bundle", bundle_keys(), stylesheet.bundle);
    read_section(reading, "teach-back", teach_back_keys(), stylesheet.teach_back);
    read_section(reading, "aside", aside_keys(), stylesheet.aside);
    read_section(reading, "columns", column_keys(), stylesheet.columns);
    read_section(reading, "hyphenation", hyphenation_keys(), stylesheet.hyphenation);
    read_section(reading, "bilingual", bilingual_keys(), stylesheet.bilingual);
    Draft<TableDraft> table;
    read_section(reading, "table", table_keys(), table);
    stylesheet.table_rule = table.value.rule;
    if (table.value.rule_color >= 0)
        stylesheet.table_rule_color = reading.context.palette[table.value.rule_color].color;
    Draft<UnderlineDraft> underline;
    read_section(reading, "underline", underline_keys(), underline);
    stylesheet.underline_offset = {underline.value.offset};
    stylesheet.underline_thickness = {underline.value.thickness};
}

/// "inlines", "leading" and "sizes" hold mappings; anything else there would be passed over in silence.
void check_mappings(LayoutReading& reading) {
    for (auto& file : reading.files.files)
        for (const char* key : {"inlines", "leading", "sizes"})
            file->find_mapping("layout/not-a-mapping"_code, key, "keys to values");
}

}  // namespace

StylesheetResult read_stylesheet(Source layout, const std::string& folder, const Brand& brand,
                                 const std::string& standard) {
    LayoutReading reading;
    reading.files = load_layout(std::move(layout), folder, standard);
    reading.brand = &brand;
    reading.context.folder = folder;
    reading.context.standard = standard;
    Diagnostics brand_diagnostics(brand.source);
    // A file that is not a mapping, or a missing base, would only cause a flood of missing keys.
    if (!reading.files.has_errors()) {
        read_top(reading);
        reading.context.palette.read(reading.files, brand, brand_diagnostics);
        read_families(reading, brand_diagnostics);
        check_mappings(reading);
        read_section(reading, "page", page_keys(), reading.page);
        reading.stylesheet.page = reading.page.value;
        read_small_sections(reading);
        read_frames(reading);
        BlockReader(reading).read();
        read_inlines(reading);
        read_lists(reading);
        read_by_script(reading, "leading", 500, 4000, reading.stylesheet.leading_thousandths);
        read_by_script(reading, "sizes", 1000, 1500, reading.stylesheet.size_thousandths);
        check_floor(reading);
        check_geometry(reading);
        check_contrast(reading, brand_diagnostics);
    }
    StylesheetResult result;
    const bool well = !reading.files.has_errors() && !brand_diagnostics.has_errors();
    for (const auto& file : reading.files.files) result.files.push_back(file->source.name);
    result.files.insert(result.files.end(), reading.context.pictures.begin(), reading.context.pictures.end());
    result.diagnostics = reading.files.take_diagnostics();
    for (Diagnostic& diagnostic : brand_diagnostics.take()) result.diagnostics.push_back(std::move(diagnostic));
    if (!well) return result;
    reading.stylesheet.layout_name = reading.files.name;
    reading.stylesheet.brand_name = brand.name;
    reading.stylesheet.description = reading.top.value.description;
    reading.stylesheet.purpose = reading.top.value.purpose;
    reading.stylesheet.short_disclaimer = reading.top.value.short_disclaimer;
    reading.stylesheet.standard = reading.top.value.standard;
    reading.stylesheet.sections = reading.top.value.sections;
    reading.stylesheet.logo = brand.logo;
    reading.stylesheet.logo_alternative = brand.logo_alternative;
    result.stylesheet = std::make_shared<const Stylesheet>(std::move(reading.stylesheet));
    return result;
}

StylesheetResult read_stylesheet(const std::string& path, const Brand& brand, const std::string& standard) {
    namespace fs = std::filesystem;
    StylesheetResult result;
    std::error_code failure;
    if (!fs::is_regular_file(path, failure)) {
        const std::string name = fs::path(path).stem().string();
        result.diagnostics.push_back(refusal("layout/not-found"_code, path, "there is no layout \"" + name + "\"",
                                             choices(name, names_beside(path, false))));
        return result;
    }
    try {
        return read_stylesheet(read_source(path, largest_layout_file), fs::path(path).parent_path().string(), brand,
                               standard);
    } catch (const SourceTooLarge& large) {
        result.diagnostics.push_back(refusal("layout/too-large"_code, path, large.what(), "layouts hold at most 1 MB"));
        return result;
    }
}

}  // namespace carepress::style
