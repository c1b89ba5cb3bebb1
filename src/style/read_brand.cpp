#include "base/error.h"
#include "base/language.h"
#include "style/addresses.h"
#include "style/keys.h"
#include "style/read.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace carepress::style {

namespace {

bool has_digits(std::string_view text, std::ptrdiff_t least) {
    return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >= least;
}

/// A text that has to be a telephone number.
struct NumberKey {
    std::string_view name;
    std::optional<std::string> TextsDraft::*text;
    std::ptrdiff_t fewest_digits;
    bool may_be_empty;
    const char* hint;
};

constexpr std::array<NumberKey, 5> number_keys{{
    {"telephone", &TextsDraft::telephone, 3, false, "write the whole number: 555-0134"},
    {"tty", &TextsDraft::tty, 3, true, "711 in the United States"},
    {"emergency-number", &TextsDraft::emergency_number, 2, false, "911 in the United States, 112 in Europe"},
    {"poison-help", &TextsDraft::poison_help, 3, true, "1-800-222-1222 in the United States"},
    {"crisis-line", &TextsDraft::crisis_line, 3, true, "988 in the United States"},
}};

class BrandReader {
public:
    BrandReader(LayoutFile& file, const std::string& folder) : file_(file), folder_(folder) {}

    /// What was read; worth using only when no error was added.
    Brand read() {
        if (file_.root.kind != YamlNode::Kind::mapping) {
            if (!file_.diagnostics.has_errors())
                error("brand/not-a-mapping"_code, {}, "expected a mapping of keys to values", "see docs/brands.md");
            return {};
        }
        read_draft(Value{file_.root, file_.diagnostics, context_}, 0, brand_keys(), draft_);
        for (std::size_t i = 0; i < brand_keys().size(); ++i) {
            if (brand_keys()[i].required() && !draft_.places[i].known()) {
                error("brand/missing-key"_code, {}, "the brand lacks \"" + std::string(brand_keys()[i].name) + "\"",
                      "see docs/brands.md");
            }
        }
        brand_.name = draft_.value.name;
        brand_.description = draft_.value.description;
        brand_.default_language = draft_.value.default_language;
        brand_.logo_alternative = draft_.value.logo_alternative;
        brand_.time_zone = draft_.value.time_zone;
        brand_.record_number = draft_.value.record_number;
        read_logo();
        read_colors();
        read_families();
        read_texts();
        return std::move(brand_);
    }

    /// The picture files that were read for it.
    const std::vector<std::string>& pictures() const { return context_.pictures; }

private:
    void error(DiagnosticCode code, SourceSpan span, std::string message, std::string hint = {}) {
        file_.diagnostics.error(code, span, std::move(message), std::move(hint));
    }
    SourceSpan place(std::string_view key) const { return place_of(draft_, brand_keys(), key).span; }

    void read_logo() {
        const YamlNode* logo = file_.root.find("logo");
        if (logo == nullptr) return;
        brand_.logo = read_layout_drawing(Value{*logo, file_.diagnostics, context_}, folder_);
        const bool blank = brand_.logo_alternative.find_first_not_of(' ') == std::string::npos;
        if (blank) {
            error("brand/no-alternative"_code, logo->span, "the logo has no alternative text",
                  "describe it under \"logo-alternative\" for people who use a screen reader: \"Logo of …\"");
        }
    }

    /// The mapping under `key`, or or nullptr, as of find_mapping().
    const YamlNode* mapping(const char* key) {
        return file_.find_mapping("brand/not-a-mapping"_code, key, "keys to values");
    }

    void read_colors() {
        const YamlNode* colors = mapping("colors");
        if (colors == nullptr) return;
        for (const auto& [key, value] : colors->entries) {
            Color color;
            if (value.kind == YamlNode::Kind::scalar && parse_hex_color(value.scalar, color)) {
                brand_.colors.emplace(key.scalar, color);
            } else {
                error("brand/invalid-color"_code, value.kind == YamlNode::Kind::null ? key.span : value.span,
                      "the colour role \"" + key.scalar + "\" has no colour", color_hint(value));
            }
        }
    }

    void read_families() {
        const YamlNode* families = mapping("families");
        if (families == nullptr) return;
        for (const auto& [key, value] : families->entries) {
            if (value.kind == YamlNode::Kind::scalar && !value.scalar.empty()) {
                brand_.families.emplace(key.scalar, value.scalar);
            } else {
                error("layout/no-family"_code, key.span, "the family role \"" + key.scalar + "\" has no family",
                      "name a family of fonts/fonts.yaml, such as Noto Sans");
            }
        }
    }

    void read_texts() {
        const YamlNode* texts = mapping("texts");
        if (texts == nullptr || !place_of(draft_, brand_keys(), "default-language").known()) return;
        const YamlNode* standard = texts->find(brand_.default_language);
        if (standard == nullptr) {
            std::vector<std::string> languages;
            for (const auto& [key, value] : texts->entries) languages.push_back(key.scalar);
            error("brand/no-default-language"_code, place("default-language"),
                  "there are no texts in the default language \"" + brand_.default_language + "\"",
                  choices(brand_.default_language, languages));
            return;
        }
        const Draft<TextsDraft> base = read_language(brand_.default_language, *standard);
        check_complete(base, standard->span);
        // Looked up by tags of the usual case: "zh-hant" of a file is "zh-Hant".
        const std::vector<std::string> tags = lookup_tags(brand_.default_language);
        if (tags.empty() || !is_language_tag(brand_.default_language)) {
            error("brand/invalid-language"_code, place("default-language"),
                  "\"" + brand_.default_language + "\" is not a valid language tag",
                  "write a BCP 47 tag: en, es, pt-BR, zh-Hans");
            return;
        }
        const std::string written_default = std::exchange(brand_.default_language, tags.front());
        BrandTexts unsaid;
        unsaid.organisation = brand_.name;
        unsaid.places.organisation = place("name");
        brand_.texts.emplace(brand_.default_language, with_gaps_filled(base, unsaid));
        const BrandTexts complete = brand_.texts.begin()->second;
        for (const auto& [key, value] : texts->entries) {
            if (key.scalar == written_default) continue;
            const std::vector<std::string> own = lookup_tags(key.scalar);
            if (!is_language_tag(key.scalar) || own.empty()) {
                error("brand/invalid-language"_code, key.span, "\"" + key.scalar + "\" is not a valid language tag",
                      "write a BCP 47 tag: en, es, pt-BR, zh-Hans");
                continue;
            }
            const Draft<TextsDraft> draft = read_language(key.scalar, value);
            if (!draft.value.disclaimer && !complete.disclaimer.empty()) {
                file_.diagnostics.warning("brand/no-disclaimer"_code, key.span,
                                          "there is no disclaimer in \"" + key.scalar + "\"",
                                          "its pages use the one in \"" + brand_.default_language + "\"");
            }
            if (!brand_.texts.emplace(own.front(), with_gaps_filled(draft, complete)).second)
                error("brand/duplicate-language"_code, key.span, "duplicate texts in \"" + own.front() + "\"",
                      "remove one of them");
        }
    }

    Draft<TextsDraft> read_language(const std::string& language, const YamlNode& node) {
        Draft<TextsDraft> draft;
        read_draft(Value{node, file_.diagnostics, context_}, 0, texts_keys(), draft);
        const auto span = [&](std::string_view key) { return place_of(draft, texts_keys(), key).span; };
        const auto wrong = [&](std::string_view key, const std::string& fault, const char* hint) {
            if (!fault.empty())
                error("brand/invalid-text"_code, span(key), "texts." + language + "." + std::string(key) + ": " + fault,
                      hint);
        };
        const TextsDraft& texts = draft.value;
        if (texts.article_address) {
            wrong("article-address", fault_of_pattern(*texts.article_address),
                  "write an absolute address with {code}: https://example.org/health/{code}");
        }
        if (texts.learn_more) {
            wrong("learn-more", fault_of_address(*texts.learn_more),
                  "write the address as it should be printed: example.org/health");
        }
        for (const NumberKey& key : number_keys) {
            const std::optional<std::string>& number = texts.*key.text;
            if (number && (!number->empty() || !key.may_be_empty) && !has_digits(*number, key.fewest_digits))
                error("brand/invalid-telephone"_code, span(key.name),
                      "texts." + language + "." + std::string(key.name) + " is not a telephone number", key.hint);
        }
        if (texts.organisation && texts.organisation->empty()) {
            error("brand/empty-text"_code, span("organisation"), "texts." + language + ".organisation is empty");
        }
        return draft;
    }

    /// The default language has to say everything that has no standard: other languages lean on it.
    void check_complete(const Draft<TextsDraft>& draft, SourceSpan span) {
        for (std::size_t i = 0; i < texts_keys().size(); ++i) {
            const auto& key = texts_keys()[i];
            if (draft.places[i].known()) continue;
            if (key.required()) {
                error("brand/missing-text"_code, span,
                      "the default language's texts lack \"" + std::string(key.name) + "\"", std::string(key.meaning));
            } else if (key.name == "disclaimer") {
                file_.diagnostics.warning("brand/no-disclaimer"_code, span,
                                          "the brand has no disclaimer: pages use the article's own, if it has one",
                                          "write disclaimer: \"\" if that is intended");
            }
        }
    }

    static BrandTexts with_gaps_filled(const Draft<TextsDraft>& texts, const BrandTexts& standard) {
        const TextsDraft& draft = texts.value;
        const auto place = [&](std::string_view key, const std::optional<std::string>& said, SourceSpan otherwise) {
            return said ? place_of(texts, texts_keys(), key).span : otherwise;
        };
        return {.organisation = draft.organisation.value_or(standard.organisation),
                .telephone = draft.telephone.value_or(standard.telephone),
                .tty = draft.tty.value_or(standard.tty),
                .emergency_number = draft.emergency_number.value_or(standard.emergency_number),
                .learn_more = draft.learn_more.value_or(standard.learn_more),
                .article_address = draft.article_address.value_or(standard.article_address),
                .disclaimer = draft.disclaimer.value_or(standard.disclaimer),
                // A language with a disclaimer of its own and no short form prints its own, not another language's.
                .disclaimer_short =
                    draft.disclaimer_short.value_or(draft.disclaimer ? std::string() : standard.disclaimer_short),
                .visit_disclaimer = draft.visit_disclaimer.value_or(standard.visit_disclaimer),
                .places = {place("organisation", draft.organisation, standard.places.organisation),
                           place("telephone", draft.telephone, standard.places.telephone),
                           place("disclaimer", draft.disclaimer, standard.places.disclaimer),
                           place("disclaimer-short", draft.disclaimer_short, standard.places.disclaimer_short)},
                .poison_help = draft.poison_help.value_or(standard.poison_help),
                .crisis_line = draft.crisis_line.value_or(standard.crisis_line)};
    }

    LayoutFile& file_;
    const std::string& folder_;
    ValueContext context_;
    Draft<BrandDraft> draft_;
    Brand brand_;
};

}  // namespace

BrandResult read_brand(const std::string& path) {
    namespace fs = std::filesystem;
    BrandResult result;
    std::error_code failure;
    const std::string whole = fs::is_directory(path, failure) ? (fs::path(path) / "brand.yaml").string() : path;
    if (!fs::is_regular_file(whole, failure)) {
        fs::path folder(path);
        if (folder.filename() == "brand.yaml") folder = folder.parent_path();
        if (folder.filename().empty()) folder = folder.parent_path();  // "brands/default/"
        const std::string name = folder.filename().string();
        result.diagnostics.push_back(refusal("brand/not-found"_code, path, "there is no brand \"" + name + "\"",
                                             choices(name, names_beside(folder.string(), true))));
        return result;
    }
    try {
        LayoutFile file(read_source(whole, largest_layout_file));
        file.root = read_yaml(file.source.bytes, 0, file.diagnostics);
        const std::string folder = fs::path(whole).parent_path().string();
        BrandReader reader(file, folder);
        Brand brand = reader.read();
        result.files.push_back(whole);
        result.files.insert(result.files.end(), reader.pictures().begin(), reader.pictures().end());
        const bool well = !file.diagnostics.has_errors();
        result.diagnostics = file.diagnostics.take();
        if (!well) return result;
        brand.source = std::move(file.source);
        result.brand = std::make_shared<const Brand>(std::move(brand));
    } catch (const SourceTooLarge& large) {
        result.diagnostics.push_back(refusal("brand/too-large"_code, whole, large.what(), "brands hold at most 1 MB"));
    }
    return result;
}

std::vector<std::string> known_keys() {
    std::vector<std::string> keys;
    for (const KeyDescription& key : describe_keys()) keys.push_back(key.kind + std::string(key.name));
    return keys;
}

std::string description_of(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code failure;
    const std::string whole = fs::is_directory(path, failure) ? (fs::path(path) / "brand.yaml").string() : path;
    if (!fs::is_regular_file(whole, failure)) return {};
    try {
        const Source source = read_source(whole, largest_layout_file);
        Diagnostics ignored(source);  // who lists layouts does not check them
        const YamlNode root = read_yaml(source.bytes, 0, ignored);
        const YamlNode* description = root.find("description");
        return description == nullptr ? std::string() : description->scalar.substr(0, description->scalar.find('\n'));
    } catch (const SourceTooLarge&) {
        return {};
    }
}

}  // namespace carepress::style
