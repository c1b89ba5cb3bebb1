#include "article/front_matter.h"

#include "article/direction.h"
#include "article/front_matter_dialects.h"
#include "article/plain_text.h"
#include "article/release.h"
#include "base/ascii.h"
#include "base/yaml.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>

namespace carepress::article {
namespace {

/// The line that begins at `begin`, without its end; `next` is where the next one begins.
std::string_view line_at(std::string_view text, std::size_t begin, std::size_t& next) {
    const std::size_t end = line_end(text, begin);
    next = end;
    if (next < text.size()) next += text.substr(next, 2) == "\r\n" ? 2 : 1;
    return text.substr(begin, end - begin);
}

std::string_view without_trailing_space(std::string_view line) {
    return line.substr(0, line.find_last_not_of(" \t") + 1);
}

/// "key:" at the line's start: what tells unclosed front matter from a thematic break.
bool looks_like_a_key(std::string_view line) {
    const std::size_t end =
        std::find_if_not(line.begin(), line.end(),
                         [](char c) { return is_ascii_letter(c) || is_digit(c) || c == '_' || c == '-'; }) -
        line.begin();
    return end > 0 && end < line.size() && line[end] == ':' && (end + 1 == line.size() || line[end + 1] == ' ');
}

bool is_web_address(std::string_view text) {
    const std::string lower = ascii_lower(text.substr(0, 8));
    return lower.starts_with("http://") || lower.starts_with("https://");
}

/// "Title", "Title <https://example.org>" or "https://example.org".
Reference reference_of(std::string_view text) {
    const auto is_address = [](std::string_view part) {
        return is_web_address(part) && part.find(' ') == std::string_view::npos;
    };
    if (is_address(text)) return {"", std::string(text)};
    const std::size_t angle = text.rfind('<');
    if (angle == std::string_view::npos || !text.ends_with('>')) return {std::string(text), ""};
    const std::string_view address = text.substr(angle + 1, text.size() - angle - 2);
    if (!is_address(address)) return {std::string(text), ""};
    return {one_line(text.substr(0, angle)), std::string(address)};
}

class MetadataReader {
public:
    MetadataReader(FrontMatter& front, Diagnostics& diagnostics)
        : front_(front), metadata_(front.metadata), diagnostics_(diagnostics) {}

    void read(const YamlNode& root) {
        if (root.kind == YamlNode::Kind::null) return;
        if (root.kind != YamlNode::Kind::mapping) {
            diagnostics_.error("front-matter/not-a-mapping"_code, root.span,
                               "the front matter is not a list of \"key: value\" lines",
                               "write one \"key: value\" a line, for example \"title: Back pain\"");
            return;
        }
        std::vector<std::string_view> seen;
        for (const auto& [key, value] : root.entries) {
            // A repeated key was reported when the YAML was read; the first one counts.
            if (std::find(seen.begin(), seen.end(), key.scalar) != seen.end()) continue;
            seen.push_back(key.scalar);
            read_key(key, value);
        }
    }

private:
    using Member = void (MetadataReader::*)(const YamlNode&);
    static constexpr std::array<std::pair<std::string_view, Member>, 26> keys();

    void read_key(const YamlNode& key, const YamlNode& value);

    /// The text of a scalar on one line; empty, with an error, for a list or mapping. `key: ` without a value is empty.
    std::string text(const YamlNode& value, std::string_view key) {
        if (value.kind == YamlNode::Kind::null) return {};
        if (value.kind == YamlNode::Kind::scalar) return one_line(value.scalar);
        diagnostics_.error("front-matter/wrong-type"_code, value.span,
                           "\"" + std::string(key) + "\" takes one text, not a list or mapping",
                           "write \"" + std::string(key) + ": text\" on one line");
        return {};
    }

    /// The texts of a list, or of one scalar.
    std::vector<std::string> texts(const YamlNode& value, std::string_view key) {
        std::vector<std::string> out;
        const auto add = [&](const YamlNode& node) {
            if (std::string item = text(node, key); !item.empty()) out.push_back(std::move(item));
        };
        if (value.kind == YamlNode::Kind::sequence)
            std::for_each(value.items.begin(), value.items.end(), add);
        else
            add(value);
        return out;
    }

    void code(const YamlNode& value) {
        std::string code = text(value, "code");
        if (code.empty()) return;
        if (is_article_code(code))
            metadata_.code = std::move(code);
        else
            diagnostics_.error("front-matter/invalid-code"_code, value.span,
                               "\"" + diagnostics_.excerpt(shortened(code)) + "\" is not an article code",
                               "use 1 to 64 letters A-Z, digits, \".\", \"_\" and \"-\", not beginning with a dot");
    }

    void title(const YamlNode& value) {
        metadata_.title = text(value, "title");
        metadata_.title_span = value.span;
        if (metadata_.title.empty() && value.kind != YamlNode::Kind::sequence && value.kind != YamlNode::Kind::mapping)
            diagnostics_.warning("front-matter/empty-title"_code, value.span, "\"title\" is empty",
                                 "write the article's title after \"title:\"");
    }

    void language(const YamlNode& value) {
        const std::string tag = text(value, "language");
        if (tag.empty()) return;
        if (auto canonical = canonical_language(tag)) {
            metadata_.language = std::move(*canonical);
            return;
        }
        std::string with_hyphens = tag;
        std::replace(with_hyphens.begin(), with_hyphens.end(), '_', '-');
        const auto meant = canonical_language(with_hyphens);
        diagnostics_.error("front-matter/invalid-language"_code, value.span,
                           "\"" + diagnostics_.excerpt(shortened(tag)) + "\" is not a language tag",
                           meant ? "did you mean \"" + *meant + "\"?"
                                 : "use a BCP 47 tag such as \"en\", \"es\", \"zh-Hant\" or \"pt-BR\"");
    }

    void direction(const YamlNode& value) {
        const std::string name = text(value, "direction");
        for (const Direction each : {Direction::left_to_right, Direction::right_to_left})
            if (name == name_of(each)) metadata_.direction = each;
        if (name.empty() || metadata_.direction) return;
        diagnostics_.error("front-matter/invalid-direction"_code, value.span,
                           "\"" + diagnostics_.excerpt(shortened(name)) + "\" is not a direction",
                           "write ltr or rtl, for a language that is usually written the other way");
    }

    /// A date; empty, with an error unless nothing is written, for what is not one.
    std::string date(const YamlNode& value, std::string_view key) {
        std::string date = text(value, key);
        if (date.empty() || is_iso_date(date)) return date;
        diagnostics_.error("front-matter/invalid-date"_code, value.span,
                           "\"" + diagnostics_.excerpt(shortened(date)) + "\" is not a date",
                           "write year, month and day as in \"2026-11-22\"");
        return {};
    }

    void updated(const YamlNode& value) { metadata_.updated = date(value, "updated"); }
    void reviewed(const YamlNode& value) { metadata_.reviewed = date(value, "reviewed"); }
    void next_review(const YamlNode& value) { metadata_.next_review = date(value, "next_review"); }
    void expires(const YamlNode& value) { metadata_.release.expires = date(value, "expires"); }
    void embargo(const YamlNode& value) { metadata_.release.embargo = date(value, "embargo"); }

    void status(const YamlNode& value) {
        const std::string name = text(value, "status");
        if (name.empty()) return;
        const std::optional<Status> status = status_named(name);
        if (!status)
            diagnostics_.error("front-matter/invalid-status"_code, value.span,
                               "\"" + diagnostics_.excerpt(shortened(name)) + "\" is not a status",
                               "write draft, review, approved or retired");
        else if (!is_draft_)
            metadata_.release.status = status;
    }

    /// What Hugo ("draft: true") and Jekyll ("published: false") call a draft. It counts whatever the status says.
    void draft(const YamlNode& value) { is_draft(value, "draft", true); }
    void published(const YamlNode& value) { is_draft(value, "published", false); }

    void is_draft(const YamlNode& value, std::string_view key, bool draft_if) {
        const std::string word = ascii_lower(text(value, key));
        const bool yes = word == "true" || word == "yes" || word == "on";
        const bool no = word == "false" || word == "no" || word == "off";
        if (!word.empty() && !yes && !no)
            diagnostics_.error("front-matter/invalid-status"_code, value.span,
                               "\"" + std::string(key) + "\" is either true or false",
                               "write draft, review, approved or retired under \"status:\"");
        if (!(draft_if ? yes : no)) return;
        is_draft_ = true;
        metadata_.release.status = Status::draft;
    }

    /// Hugo's names, which may have a time behind the date.
    void expiry_date(const YamlNode& value) {
        if (metadata_.release.expires.empty()) metadata_.release.expires = date(without_time(value), "expiryDate");
    }
    void publish_date(const YamlNode& value) {
        if (metadata_.release.embargo.empty()) metadata_.release.embargo = date(without_time(value), "publishDate");
    }

    static YamlNode without_time(YamlNode value) {
        if (value.scalar.size() > 10 && (value.scalar[10] == 'T' || value.scalar[10] == ' ')) value.scalar.resize(10);
        return value;
    }

    void version(const YamlNode& value) { metadata_.version = text(value, "version"); }

    void reviewed_by(const YamlNode& value) {
        for (const std::string& name : texts(value, "reviewed_by"))
            metadata_.reviewed_by += (metadata_.reviewed_by.empty() ? "" : ", ") + name;
    }

    void topics(const YamlNode& value) { metadata_.topics = read_topics(value, diagnostics_); }

    void keywords(const YamlNode& value) { metadata_.keywords = words(value, "keywords"); }

    void synonyms(const YamlNode& value) { metadata_.synonyms = words(value, "synonyms"); }

    void source(const YamlNode& value) { metadata_.source = text(value, "source"); }

    void source_url(const YamlNode& value) {
        metadata_.source_url = web_address(text(value, "source_url"), value.span);
    }

    /// `address` if it is one of a web page; else empty, with an error unless nothing is written.
    std::string web_address(std::string address, SourceSpan span) {
        if (address.empty() || is_web_address(address)) return address;
        diagnostics_.error("front-matter/invalid-address"_code, span,
                           "\"" + diagnostics_.excerpt(shortened(address)) + "\" is not the address of a web page",
                           "write the full address, as in \"https://medlineplus.gov/asthma.html\"");
        return {};
    }

    /// A list of "title", "title <address>", "address" and {title: …, url: …}; or one of them.
    void sources(const YamlNode& value) {
        if (value.kind != YamlNode::Kind::sequence) return add_source(value);
        for (const YamlNode& each : value.items) add_source(each);
    }

    void add_source(const YamlNode& value) {
        Reference reference;
        if (value.kind == YamlNode::Kind::mapping)
            reference = read_source_mapping(value);
        else
            reference = reference_of(text(value, "sources"));
        if (!reference.title.empty() || !reference.address.empty()) metadata_.sources.push_back(std::move(reference));
    }

    Reference read_source_mapping(const YamlNode& mapping) {
        Reference reference;
        for (const auto& [key, value] : mapping.entries) {
            if (key.scalar == "title")
                reference.title = text(value, "title");
            else if (key.scalar == "url")
                reference.address = web_address(text(value, "url"), value.span);
            else
                diagnostics_.warning(
                    "front-matter/unknown-key"_code, key.span,
                    "a source does not have a key \"" + diagnostics_.excerpt(shortened(one_line(key.scalar))) + "\"",
                    "write \"- {title: Sepsis, url: https://www.cdc.gov/sepsis}\"; a title with a "
                    "colon or a comma needs quotes");
        }
        return reference.address.empty() ? reference_of(reference.title) : reference;
    }

    void disclaimer(const YamlNode& value) {
        front_.disclaimer = text(value, "disclaimer");
        front_.disclaimer_span = value.span;
    }

    void imported_from(const YamlNode& value) { metadata_.imported_from = text(value, "imported_from"); }

    void imported(const YamlNode& value) { metadata_.imported = text(value, "imported"); }

    /// A list of texts, or texts separated by commas: "back pain, sciatica".
    std::vector<std::string> words(const YamlNode& value, std::string_view key) {
        if (value.kind != YamlNode::Kind::scalar) return texts(value, key);
        std::vector<std::string> out;
        for (std::string_view rest = value.scalar; !rest.empty();) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            if (std::string word = one_line(rest.substr(0, comma)); !word.empty()) out.push_back(std::move(word));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        return out;
    }

    FrontMatter& front_;
    Metadata& metadata_;
    Diagnostics& diagnostics_;
    bool is_draft_ = false;
};

constexpr std::array<std::pair<std::string_view, MetadataReader::Member>, 26> MetadataReader::keys() {
    return {{{"code", &MetadataReader::code},
             {"title", &MetadataReader::title},
             {"language", &MetadataReader::language},
             {"direction", &MetadataReader::direction},
             {"lang", &MetadataReader::language},  // what Hugo, pandoc and Quarto call it
             {"updated", &MetadataReader::updated},
             {"version", &MetadataReader::version},
             {"reviewed_by", &MetadataReader::reviewed_by},
             {"status", &MetadataReader::status},
             {"reviewed", &MetadataReader::reviewed},
             {"next_review", &MetadataReader::next_review},
             {"expires", &MetadataReader::expires},
             {"embargo", &MetadataReader::embargo},
             {"draft", &MetadataReader::draft},
             {"published", &MetadataReader::published},
             {"expiryDate", &MetadataReader::expiry_date},
             {"publishDate", &MetadataReader::publish_date},
             {"topics", &MetadataReader::topics},
             {"keywords", &MetadataReader::keywords},
             {"synonyms", &MetadataReader::synonyms},
             {"source", &MetadataReader::source},
             {"source_url", &MetadataReader::source_url},
             {"sources", &MetadataReader::sources},
             {"disclaimer", &MetadataReader::disclaimer},
             {"imported_from", &MetadataReader::imported_from},
             {"imported", &MetadataReader::imported}}};
}

void MetadataReader::read_key(const YamlNode& key, const YamlNode& value) {
    for (const auto& [name, member] : keys()) {
        if (key.scalar == name) {
            (this->*member)(value);
            return;
        }
    }
    std::vector<std::string_view> names;
    for (const auto& [name, member] : keys()) names.push_back(name);
    const std::string lower = ascii_lower(key.scalar);
    const std::string_view meant = nearest(lower, names);
    diagnostics_.warning("front-matter/unknown-key"_code, key.span,
                         "unknown front matter key \"" + diagnostics_.excerpt(shortened(one_line(key.scalar))) + "\"",
                         meant.empty()
                             ? "it is ignored; the known keys are code, title, language, direction, updated, version, "
                               "status, reviewed_by, reviewed, next_review, expires, embargo, topics, keywords, "
                               "synonyms, source, source_url, sources and disclaimer"
                             : "did you mean \"" + std::string(meant) + "\"?");
}

YamlNode scalar_node(std::string_view text, SourceSpan span) {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.scalar = text;
    node.span = span;
    return node;
}

/// "ICD-10-CM M54.50" as {system: ICD-10-CM, code: M54.50}.
YamlNode topic_node(std::string_view text, SourceSpan span) {
    const std::size_t end = std::min(text.find(' '), text.size());
    YamlNode node;
    node.kind = YamlNode::Kind::mapping;
    node.span = span;
    node.entries.push_back({scalar_node("system", span), scalar_node(text.substr(0, end), span)});
    node.entries.push_back({scalar_node("code", span), scalar_node(text.substr(std::min(end + 1, text.size())), span)});
    return node;
}

}  // namespace

FrontMatter read_front_matter(std::string_view text, std::uint32_t offset, Diagnostics& diagnostics) {
    FrontMatter front;
    if (const auto foreign = read_foreign_front_matter(text, offset, diagnostics)) {
        front.found = true;
        front.body = foreign->body;
        MetadataReader(front, diagnostics).read(foreign->root);
        return front;
    }
    std::size_t begin = 0;
    if (!text.starts_with("---") || without_trailing_space(line_at(text, 0, begin)) != "---") return front;
    for (std::size_t at = begin, next = 0; at < text.size(); at = next) {
        const std::string_view line = without_trailing_space(line_at(text, at, next));
        if (line != "---" && line != "...") continue;
        const std::string_view yaml = text.substr(begin, at - begin);
        // A thematic break, text and another thematic break: no front matter, but Markdown.
        std::size_t ignored = 0, first = 0;
        while (first < yaml.size() && (is_blank(line_at(yaml, first, ignored)) || yaml[first] == '#')) first = ignored;
        if (!is_blank(yaml) && first < yaml.size() && begin < at && yaml[first] != '{' && yaml[first] != '"' &&
            yaml[first] != '\'' && line_at(yaml, first, ignored).find(':') == std::string_view::npos)
            return front;
        front.found = true;
        front.body = next;
        const YamlNode root = read_yaml(yaml, offset + static_cast<std::uint32_t>(begin), diagnostics);
        MetadataReader(front, diagnostics).read(root);
        return front;
    }
    std::size_t ignored = 0;
    if (looks_like_a_key(line_at(text, begin, ignored))) {
        diagnostics.error("front-matter/no-end"_code, {offset, offset + 3},
                          "the front matter that begins here has no end",
                          "put a line with only \"---\" after its last key");
        front.found = true;
        front.body = begin;
    }
    return front;
}

FrontMatter read_page_metadata(const std::vector<PageMetadata>& metadata, Diagnostics& diagnostics) {
    YamlNode root;
    root.kind = YamlNode::Kind::mapping;
    for (const PageMetadata& each : metadata) {
        const YamlNode key = scalar_node(each.key, each.span);
        YamlNode value = scalar_node(each.value, each.span);
        if (each.key == "topics") value = topic_node(each.value, each.span);
        const bool is_list =
            each.key == "topics" || each.key == "keywords" || each.key == "synonyms" || each.key == "sources";
        const auto found = std::find_if(root.entries.begin(), root.entries.end(),
                                        [&](const YamlEntry& entry) { return entry.key.scalar == each.key; });
        if (!is_list) {
            root.entries.push_back({key, std::move(value)});
        } else if (found != root.entries.end()) {
            found->value.items.push_back(std::move(value));
        } else {
            YamlNode list;
            list.kind = YamlNode::Kind::sequence;
            list.span = each.span;
            list.items.push_back(std::move(value));
            root.entries.push_back({key, std::move(list)});
        }
    }
    FrontMatter front;
    front.found = !metadata.empty();
    MetadataReader(front, diagnostics).read(root);
    return front;
}

std::optional<std::string> canonical_language(std::string_view tag) {
    if (tag.empty() || tag.size() > 63) return std::nullopt;
    // Already canonical; ICU takes as long over one as the rest of the front matter does.
    constexpr std::string_view common[] = {"ar", "de", "el", "en", "es", "fr", "he", "it", "pl", "pt", "ru", "zh"};
    if (std::find(std::begin(common), std::end(common), tag) != std::end(common)) return std::string(tag);
    const std::string terminated(tag);
    std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
    std::array<char, ULOC_FULLNAME_CAPACITY> canonical{};
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t parsed = 0;
    uloc_forLanguageTag(terminated.c_str(), locale.data(), locale.size(), &parsed, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
        parsed != static_cast<std::int32_t>(terminated.size()))
        return std::nullopt;
    // "english" has the form of a language subtag but is not one. ICU doesn't know all of ISO 639-3's three letters.
    constexpr std::size_t iso_639_3_length = 3;
    if (tag.substr(0, tag.find('-')).size() != iso_639_3_length && *uloc_getISO3Language(locale.data()) == '\0')
        return std::nullopt;
    const std::int32_t length =
        uloc_toLanguageTag(locale.data(), canonical.data(), canonical.size(), /*strict=*/true, &status);
    if (U_FAILURE(status) || length <= 0) return std::nullopt;
    return std::string(canonical.data(), static_cast<std::size_t>(length));
}

bool is_article_code(std::string_view code) {
    return !code.empty() && code.size() <= 64 && code[0] != '.' && std::all_of(code.begin(), code.end(), [](char c) {
        return is_ascii_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
    });
}

bool is_iso_date(std::string_view date) {
    if (date.size() != 10 || date[4] != '-' || date[7] != '-') return false;
    for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
        if (!is_digit(date[i])) return false;
    int year = 0, month = 0, day = 0;
    std::from_chars(date.data(), date.data() + 4, year);
    std::from_chars(date.data() + 5, date.data() + 7, month);
    std::from_chars(date.data() + 8, date.data() + 10, day);
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || month < 1 || month > 12 || day < 1) return false;
    return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

}  // namespace carepress::article
