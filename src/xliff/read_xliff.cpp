#include "article/front_matter.h"
#include "base/ascii.h"
#include "base/utf.h"
#include "xliff/document.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

namespace carepress::xliff {
namespace {

constexpr std::string_view core = "urn:oasis:names:tc:xliff:document:2.0";
constexpr int deepest = 64;  ///< levels of elements

/// Where a DOCTYPE or a reference to an entity of the document's own begins, or npos. The parser would leave the
/// reference in the text as it is written.
struct Forbidden {
    std::size_t at = std::string_view::npos;
    bool is_doctype = false;
};

Forbidden find_forbidden(std::string_view xml) {
    constexpr std::array<std::string_view, 5> known{"lt;", "gt;", "amp;", "quot;", "apos;"};
    for (std::size_t i = xml.find_first_of("<&"); i != std::string_view::npos; i = xml.find_first_of("<&", i)) {
        const std::string_view rest = xml.substr(i);
        const auto skip = [&](std::string_view end) {
            const std::size_t found = xml.find(end, i);
            i = found == std::string_view::npos ? xml.size() : found + end.size();
        };
        if (rest.starts_with("<!--"))
            skip("-->");
        else if (rest.starts_with("<![CDATA["))
            skip("]]>");
        else if (rest.starts_with("<?"))
            skip("?>");
        else if (rest.starts_with("<!"))
            return {i, true};
        else if (rest.front() == '&' && !rest.starts_with("&#") &&
                 std::none_of(known.begin(), known.end(),
                              [&](std::string_view name) { return rest.substr(1).starts_with(name); }))
            return {i, false};
        else
            ++i;
    }
    return {};
}

/// Whether an element nests deeper than is looked into. The parser itself does not recurse.
bool is_too_deep(const pugi::xml_node& document) {
    int depth = 0;
    pugi::xml_node node = document;
    while (true) {
        if (const pugi::xml_node child = node.first_child()) {
            node = child;
            if (++depth > deepest) return true;
            continue;
        }
        while (depth > 0 && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (depth == 0) return false;
        node = node.next_sibling();
    }
}

class Reader {
public:
    Reader(const Source& source, Diagnostics& diagnostics) : xml_(source.bytes), diagnostics_(diagnostics) {}

    std::optional<ReadDocument> read() {
        pugi::xml_document document;
        if (!parse(document)) return std::nullopt;
        const pugi::xml_node root = document.document_element();
        if (!is_xliff(root)) return std::nullopt;
        ReadDocument read;
        if (!language(root, "srcLang", read.source_language) || !language(root, "trgLang", read.target_language))
            return std::nullopt;
        for (const pugi::xml_node& file : root)
            if (is(file, "file")) read.files.push_back(read_file(file));
        if (read.files.empty()) refuse("xliff/not-xliff"_code, root, "the file contains no article");
        if (failed_) return std::nullopt;
        return read;
    }

private:
    bool parse(pugi::xml_document& document) {
        if (const auto bad = find_malformed_utf8(xml_))
            return refuse_at("xliff/not-xml"_code, *bad, "the file is not well-formed UTF-8");
        if (const std::size_t nul = xml_.find('\0'); nul != std::string_view::npos)
            return refuse_at("xliff/not-xml"_code, nul, "the file contains a NUL byte");
        if (const Forbidden found = find_forbidden(xml_); found.at != std::string_view::npos)
            return found.is_doctype
                       ? refuse_at("xliff/entity"_code, found.at, "the file has a DOCTYPE, which XLIFF does not have",
                                   "remove it; entities are not read")
                       : refuse_at("xliff/entity"_code, found.at, "the file has an entity of its own",
                                   "write the character itself; only &amp;, &lt;, &gt;, &quot; and &apos; are read");
        constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata |
                                   pugi::parse_wconv_attribute;
        const pugi::xml_parse_result result =
            document.load_buffer(xml_.data(), xml_.size(), flags, pugi::encoding_utf8);
        if (result && is_too_deep(document))
            return refuse_at("xliff/not-xml"_code, 0, "elements are nested too deeply");
        if (result) return true;
        return refuse_at("xliff/not-xml"_code, static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)),
                         "the file is not well-formed XML: " + ascii_lower(result.description()));
    }

    bool is_xliff(const pugi::xml_node& root) {
        const std::string_view name = root.name();
        const std::size_t colon = name.find(':');
        prefix_ = colon == std::string_view::npos ? "" : std::string(name.substr(0, colon + 1));
        const std::string_view local = name.substr(colon == std::string_view::npos ? 0 : colon + 1);
        const std::string declaration = prefix_.empty() ? "xmlns" : "xmlns:" + prefix_.substr(0, prefix_.size() - 1);
        const std::string_view space = root.attribute(declaration.c_str()).value();
        const std::string version = root.attribute("version").value();
        if (local == "xliff" && version.starts_with("1"))
            return refuse("xliff/not-xliff"_code, root, "this is XLIFF " + diagnostics_.excerpt(version),
                          "XLIFF 2.0 and 2.1 are read: translate the file that carepress translate export made");
        if (local != "xliff" || space != core || !version.starts_with("2."))
            return refuse("xliff/not-xliff"_code, root, "this is not an XLIFF 2 file",
                          "translate the file that carepress translate export made");
        return true;
    }

    bool language(const pugi::xml_node& root, const char* name, std::string& to) {
        const std::string tag = root.attribute(name).value();
        const auto canonical = article::canonical_language(tag);
        if (!canonical)
            return refuse("xliff/language"_code, root,
                          tag.empty() ? std::string("the file does not say its ") + name
                                      : "\"" + diagnostics_.excerpt(tag) + "\" is not a valid language",
                          "srcLang and trgLang are BCP 47 tags, such as es or zh-Hant");
        to = *canonical;
        return true;
    }

    bool is(const pugi::xml_node& node, std::string_view name) const {
        const std::string_view own = node.name();
        if (node.type() != pugi::node_element || own.size() != prefix_.size() + name.size() ||
            !own.starts_with(prefix_) || own.substr(prefix_.size()) != name)
            return false;
        const pugi::xml_attribute space = node.attribute("xmlns");
        return !prefix_.empty() || space.empty() || space.value() == core;
    }

    ReadFile read_file(const pugi::xml_node& node) {
        ReadFile file;
        file.id = node.attribute("id").value();
        file.original = node.attribute("original").value();
        file.span = span_of(node);
        read_metadata(node, file);
        read_units(node, file.units, true);
        return file;
    }

    static std::string_view local(const pugi::xml_node& node) {
        const std::string_view name = node.name();
        return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
    }

    /// <mda:metadata> and what is in it, whatever its prefix.
    static void read_metadata(const pugi::xml_node& node, ReadFile& file) {
        for (const pugi::xml_node& child : node) {
            if (local(child) == "metadata" ||
                (local(child) == "metaGroup" && std::string_view(child.attribute("category").value()) == "carepress"))
                read_metadata(child, file);
            if (local(child) != "meta") continue;
            const std::string_view type = child.attribute("type").value();
            if (type == "code") file.code = child.text().get();
            if (type == "texts") file.texts = child.text().get();
            if (type == "translation") file.translation = child.text().get();
        }
    }

    void read_units(const pugi::xml_node& node, std::vector<ReadUnit>& units, bool translate) {
        for (const pugi::xml_node& child : node) {
            const bool inside = translated(child, translate);
            if (is(child, "group")) read_units(child, units, inside);
            if (is(child, "unit")) units.push_back(read_unit(child, inside));
        }
    }

    static bool translated(const pugi::xml_node& node, bool inherited) {
        const std::string_view said = node.attribute("translate").value();
        return said == "no" ? false : said == "yes" ? true : inherited;
    }

    ReadUnit read_unit(const pugi::xml_node& node, bool translate) {
        ReadUnit unit;
        unit.id = node.attribute("id").value();
        unit.translate = translate;
        unit.span = span_of(node);
        data_.clear();
        std::vector<pugi::xml_node> parts;
        for (const pugi::xml_node& child : node) {
            if (is(child, "originalData"))
                for (const pugi::xml_node& data : child)
                    if (is(data, "data")) data_[data.attribute("id").value()] = text_of(data);
            if (is(child, "segment") || is(child, "ignorable")) parts.push_back(child);
        }
        read_parts(parts, unit);
        return unit;
    }

    /// Segments in the order of their sources, and in that of their targets (XLIFF 2.1, 4.3.1.28).
    void read_parts(const std::vector<pugi::xml_node>& parts, ReadUnit& unit) {
        struct Part {
            unsigned order = 0;
            std::vector<ReadPiece> pieces;
        };
        std::vector<Part> targets;
        bool whole = !parts.empty();
        unsigned number = 0;
        unit.state = State::final;
        for (const pugi::xml_node& part : parts) {
            ++number;
            const pugi::xml_node source = child_of(part, "source"), target = child_of(part, "target");
            std::vector<ReadPiece> words;
            content(source, words);
            const bool is_segment = is(part, "segment");
            Part& to = targets.emplace_back();
            to.order = target.attribute("order").as_uint(number);
            if (target)
                content(target, to.pieces);
            else if (!is_segment)
                to.pieces = words;
            else
                whole = false;
            if (is_segment) {
                unit.state = std::min(unit.state, state_of(part.attribute("state").value()));
                unit.to_check |= std::string_view(part.attribute("subState").value()) == check_state &&
                                 state_of(part.attribute("state").value()) == State::initial;
            }
            unit.source.insert(unit.source.end(), words.begin(), words.end());
        }
        if (parts.empty()) unit.state = State::initial;
        if (!whole) return;
        std::stable_sort(targets.begin(), targets.end(),
                         [](const Part& a, const Part& b) { return a.order < b.order; });
        unit.target.emplace();
        for (Part& each : targets)
            unit.target->insert(unit.target->end(), std::make_move_iterator(each.pieces.begin()),
                                std::make_move_iterator(each.pieces.end()));
    }

    static State state_of(std::string_view name) {
        for (const State each : {State::translated, State::reviewed, State::final})
            if (name == name_of(each)) return each;
        return State::initial;
    }

    pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) const {
        for (const pugi::xml_node& child : node)
            if (is(child, name)) return child;
        return {};
    }

    void content(const pugi::xml_node& node, std::vector<ReadPiece>& to) {
        for (const pugi::xml_node& child : node) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                add_text(child.value(), span_of(child), to);
            } else if (is(child, "cp")) {
                character(child, to);
            } else if (is(child, "ph")) {
                to.push_back(code(child, Piece::Kind::point, "id", "dataRef"));
            } else if (is(child, "pc")) {
                to.push_back(code(child, Piece::Kind::open, "id", "dataRefStart"));
                content(child, to);
                to.push_back(code(child, Piece::Kind::close, "id", "dataRefEnd"));
            } else if (is(child, "sc")) {
                to.push_back(code(child, Piece::Kind::open, "id", "dataRef"));
            } else if (is(child, "ec")) {
                to.push_back(
                    code(child, Piece::Kind::close, child.attribute("startRef") ? "startRef" : "id", "dataRef"));
            } else if (is(child, "mrk")) {
                content(child, to);
            } else if (child.type() == pugi::node_element && !is(child, "sm") && !is(child, "em")) {
                refuse("xliff/not-xliff"_code, child,
                       "<" + diagnostics_.excerpt(child.name()) + "> is not an element of a text in XLIFF");
            }
        }
    }

    static void add_text(std::string_view text, SourceSpan span, std::vector<ReadPiece>& to) {
        if (text.empty()) return;
        if (!to.empty() && to.back().kind == Piece::Kind::text) {
            to.back().text += text;
            to.back().span.end = std::max(to.back().span.end, span.end);
            return;
        }
        to.push_back({Piece::Kind::text, std::string(text), {}, {}, span});
    }

    void character(const pugi::xml_node& node, std::vector<ReadPiece>& to) {
        const std::string_view hex = node.attribute("hex").value();
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
        const bool is_character = error == std::errc() && end == hex.data() + hex.size() && value >= 0x20 &&
                                  value <= 0x10FFFF && !(value >= 0xD800 && value < 0xE000);
        std::string text;
        if (is_character)
            append_utf8(text, value);
        else
            refuse("xliff/not-xliff"_code, node, "<cp> does not name a character that a text can have");
        add_text(text, span_of(node), to);
    }

    ReadPiece code(const pugi::xml_node& node, Piece::Kind kind, const char* id, const char* data) const {
        const auto found = data_.find(std::string_view(node.attribute(data).value()));
        return {
            kind, {}, node.attribute(id).value(), found == data_.end() ? std::string() : found->second, span_of(node)};
    }

    std::string text_of(const pugi::xml_node& node) const {
        std::string text;
        for (const pugi::xml_node& child : node) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
            if (!is(child, "cp")) continue;
            text += child.attribute("hex").value() == std::string_view("FFFE") ? "\xEF\xBF\xBE" : "\xEF\xBF\xBF";
        }
        return text;
    }

    /// From the node's name or text on, to the next tag.
    SourceSpan span_of(const pugi::xml_node& node) const {
        const std::ptrdiff_t offset = node.offset_debug();
        if (offset < 0) return {};
        const auto begin = static_cast<std::size_t>(offset);
        const std::size_t end = std::min(xml_.find_first_of("<>", begin), xml_.size());
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }

    bool refuse(DiagnosticCode code, const pugi::xml_node& node, std::string message, std::string hint = {}) {
        failed_ = true;
        diagnostics_.error(code, span_of(node), std::move(message), std::move(hint));
        return false;
    }
    bool refuse_at(DiagnosticCode code, std::size_t at, std::string message, std::string hint = {}) {
        failed_ = true;
        const auto place = static_cast<std::uint32_t>(at);
        diagnostics_.error(code, {place, place}, std::move(message), std::move(hint));
        return false;
    }

    std::string_view xml_;
    Diagnostics& diagnostics_;
    std::string prefix_;  ///< of the core's elements, with its colon
    std::map<std::string, std::string, std::less<>> data_;
    bool failed_ = false;
};

}  // namespace

std::optional<ReadDocument> read_xliff(const Source& source, Diagnostics& diagnostics) {
    if (source.bytes.size() > largest_xliff) {
        diagnostics.error("xliff/too-large"_code, {}, "the file is larger than 32 MB", "send fewer articles at a time");
        return std::nullopt;
    }
    return Reader(source, diagnostics).read();
}

}  // namespace carepress::xliff
