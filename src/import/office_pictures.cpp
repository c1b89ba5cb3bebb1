#include "import/office_pictures.h"

#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/markup.h"
#include "import/zip.h"

#include <pugixml.hpp>

#include <algorithm>
#include <deque>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace carepress::import {
namespace {

bool is_on(const pugi::xml_attribute& attribute) {
    const std::string_view value = attribute.value();
    return value == "1" || value == "true";
}

/// The first element of one of these names at or below `node`.
pugi::xml_node first_of(const pugi::xml_node& node, std::initializer_list<std::string_view> names) {
    return node.find_node([&](const pugi::xml_node& each) {
        return std::find(names.begin(), names.end(), std::string_view(each.name())) != names.end();
    });
}

/// Gathers the pictures of one part of a document.
class OfficePictures {
public:
    OfficePictures(const std::map<std::string, std::string>& targets, std::vector<OfficePicture>& out)
        : targets_(targets), out_(out) {}

    void read_word(const pugi::xml_node& node, int depth = 0) {
        if (depth > deepest_office_element) return;
        for (const pugi::xml_node& child : node) {
            const std::string_view name = child.name();
            if (name == "w:t") see(child.text().get());
            if (name == "w:p" || name == "w:tab" || name == "w:br") see(" ");
            if (name == "w:drawing" || name == "w:pict" || name == "w:object") add_word(child);
            // What was deleted, and the same drawing for older programs.
            if (name != "w:del" && name != "w:moveFrom" && name != "mc:Fallback" && name != "w:rPr")
                read_word(child, depth + 1);
        }
    }

    void read_open_document(const pugi::xml_node& node, int depth = 0) {
        if (depth > deepest_office_element) return;
        for (const pugi::xml_node& child : node) {
            const std::string_view name = child.name();
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) see(child.value());
            if (name == "text:p" || name == "text:h" || name == "text:s") see(" ");
            if (name == "draw:frame") add_open_document(child);
            if (name != "office:annotation" && name != "text:tracked-changes" && name != "svg:title" &&
                name != "svg:desc")
                read_open_document(child, depth + 1);
        }
    }

private:
    void see(std::string_view text) {
        constexpr std::size_t most = 400;
        seen_ += text;
        if (seen_.size() > 2 * most) seen_.erase(0, seen_.size() - most);
    }

    /// The last words before a picture.
    std::string last_words() const {
        constexpr std::size_t longest = 40;
        std::string words = article::one_line(seen_);
        if (words.size() <= longest) return words;
        const std::size_t space = words.find(' ', words.size() - longest);
        return space == std::string::npos ? std::string() : words.substr(space + 1);
    }

    void add_word(const pugi::xml_node& drawing) {
        OfficePicture picture;
        picture.after = last_words();
        const pugi::xml_node properties = first_of(drawing, {"wp:docPr"}), shape = first_of(drawing, {"v:shape"});
        picture.alternative = article::one_line(properties.attribute("descr").value());
        if (picture.alternative.empty()) picture.alternative = article::one_line(shape.attribute("alt").value());
        picture.decorates = is_on(first_of(properties, {"adec:decorative"}).attribute("val"));
        const pugi::xml_node blip = first_of(drawing, {"a:blip", "v:imagedata"});
        for (const char* name : {"r:embed", "r:id", "r:link"})
            if (const auto target = targets_.find(blip.attribute(name).value());
                picture.path.empty() && target != targets_.end())
                picture.path = target->second;
        // The words in a text box are compared as such, and pictures in it are met on their own.
        if (!first_of(drawing, {"w:txbxContent"})) out_.push_back(std::move(picture));
    }

    void add_open_document(const pugi::xml_node& frame) {
        const pugi::xml_node image = frame.child("draw:image"), object = frame.child("draw:object");
        if (!image && !object) return;  // a text box
        OfficePicture picture;
        picture.after = last_words();
        picture.path = image.attribute("xlink:href").value();
        if (picture.path.starts_with("./")) picture.path.erase(0, 2);
        picture.alternative = article::one_line(frame.child("svg:desc").text().get());
        if (picture.alternative.empty()) picture.alternative = article::one_line(frame.child("svg:title").text().get());
        picture.decorates = is_on(frame.attribute("loext:decorative"));
        out_.push_back(std::move(picture));
    }

    const std::map<std::string, std::string>& targets_;
    std::vector<OfficePicture>& out_;
    std::string seen_;
};

bool load(const ZipArchive& archive, std::string_view part, std::string& xml, pugi::xml_document& document) {
    std::optional<std::string> bytes = archive.read(part, largest_office_part);
    if (!bytes) return false;
    xml = std::move(*bytes);
    return document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
}

/// The files that a part of a Word document refers to, by their ids: "word/media/a.png" is "media/a.png".
std::map<std::string, std::string> targets_of(const ZipArchive& archive, const std::string& part) {
    std::map<std::string, std::string> targets;
    std::string xml;
    pugi::xml_document document;
    const std::size_t slash = part.rfind('/') + 1;
    if (!load(archive, part.substr(0, slash) + "_rels/" + part.substr(slash) + ".rels", xml, document)) return targets;
    for (const pugi::xml_node& relation : document.document_element()) {
        std::string target = relation.attribute("Target").value();
        if (target.starts_with("/word/")) target.erase(0, 6);
        targets.emplace(relation.attribute("Id").value(), std::move(target));
    }
    return targets;
}

/// The value of an attribute in a start tag that pandoc wrote, or nothing.
std::optional<std::string_view> attribute_in(std::string_view tag, std::string_view name) {
    const std::string begin = std::string(name) + "=\"";
    for (std::size_t at = tag.find(begin); at != std::string_view::npos; at = tag.find(begin, at + 1)) {
        if (at > 0 && tag[at - 1] != ' ' && tag[at - 1] != '\n') continue;
        const std::size_t end = tag.find('"', at + begin.size());
        if (end == std::string_view::npos) return std::nullopt;
        return tag.substr(at + begin.size(), end - at - begin.size());
    }
    return std::nullopt;
}

}  // namespace

std::vector<OfficePicture> pictures_of_office(std::string_view bytes, OfficeFormat format) {
    std::vector<OfficePicture> pictures;
    const std::optional<ZipArchive> archive = ZipArchive::open(bytes);
    if (!archive) return pictures;
    std::vector<std::string> parts{"content.xml"};
    if (format == OfficeFormat::word) parts = {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"};
    for (const std::string& part : parts) {
        std::string xml;
        pugi::xml_document document;
        if (!load(*archive, part, xml, document)) continue;
        const std::map<std::string, std::string> targets =
            format == OfficeFormat::word ? targets_of(*archive, part) : std::map<std::string, std::string>();
        OfficePictures reader(targets, pictures);
        if (format == OfficeFormat::word)
            reader.read_word(document);
        else
            reader.read_open_document(document.document_element().child("office:body"));
    }
    return pictures;
}

MatchedPictures match_pictures(std::string_view html, const std::vector<OfficePicture>& pictures) {
    MatchedPictures out;
    std::map<std::string_view, std::deque<const OfficePicture*>> waiting;
    for (const OfficePicture& each : pictures) {
        if (each.path.empty())
            out.left_out.push_back(each);
        else
            waiting[each.path].push_back(&each);
    }
    constexpr std::string_view begin = "<img ";
    for (std::size_t at = 0; at < html.size();) {
        const std::size_t tag = std::min(html.find(begin, at), html.size());
        const std::size_t end = std::min(html.find('>', tag), html.size());
        out.html += html.substr(at, tag - at);
        at = end;
        if (tag == html.size()) break;
        const std::string_view text = html.substr(tag, end - tag);
        const std::string_view alternative = attribute_in(text, "alt").value_or("");
        const auto own = waiting.find(attribute_in(text, "src").value_or(""));
        const OfficePicture* picture = nullptr;
        if (own != waiting.end() && !own->second.empty()) {
            picture = own->second.front();
            own->second.pop_front();
        }
        out.html += begin;
        if (is_blank(alternative) && picture != nullptr) {
            if (!picture->alternative.empty() || picture->decorates)
                out.html += "alt=\"" + escaped_html(picture->alternative) + "\" ";
            else
                out.unspoken.push_back(*picture);
        }
        out.html += text.substr(begin.size());
    }
    std::set<const OfficePicture*> left;  // in their order: they are in one array
    for (const auto& [path, own] : waiting) left.insert(own.begin(), own.end());
    for (const OfficePicture* each : left) out.left_out.push_back(*each);
    return out;
}

}  // namespace carepress::import
