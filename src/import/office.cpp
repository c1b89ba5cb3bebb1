#include "import/office.h"

#include "article/plain_text.h"
#include "import/file_title.h"
#include "import/office_pictures.h"
#include "import/pandoc.h"
#include "import/pictures.h"
#include "import/proof.h"
#include "import/web_page.h"
#include "import/zip.h"

#include <pugixml.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::import {
namespace {

/// Gathers the text of one part of a document.
class OfficeText {
public:
    explicit OfficeText(std::string& out) : out_(out) {}

    void read_word(const pugi::xml_node& node, int depth = 0) {
        if (depth > deepest_office_element) return;
        for (const pugi::xml_node& child : node) {
            const std::string_view name = child.name();
            if (name == "w:t") {
                out_ += child.text().get();
            } else if (name == "w:p" || name == "w:tab" || name == "w:br" || name == "w:cr") {
                out_ += ' ';
            } else if (name == "w:noBreakHyphen") {
                out_ += "\xE2\x80\x91";
            }
            // What was deleted, what a field is made from, the same drawing for older programs, and the note's number.
            const bool is_hidden = name == "w:del" || name == "w:moveFrom" || name == "w:instrText" ||
                                   name == "mc:Fallback" || name == "w:footnoteRef" || name == "w:endnoteRef" ||
                                   is_struck(child) || is_separator(child);
            if (!is_hidden && name != "w:t") read_word(child, depth + 1);
        }
    }

    void read_open_document(const pugi::xml_node& node, int depth = 0) {
        if (depth > deepest_office_element) return;
        for (const pugi::xml_node& child : node) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                out_ += child.value();
                continue;
            }
            const std::string_view name = child.name();
            if (name == "text:p" || name == "text:h" || name == "text:s" || name == "text:tab" ||
                name == "text:line-break")
                out_ += ' ';
            const bool is_hidden = name == "office:annotation" || name == "text:tracked-changes" ||
                                   name == "text:note-citation" || name == "text:sequence-decls" ||
                                   name == "office:forms" || name == "svg:title" || name == "svg:desc";
            if (!is_hidden) read_open_document(child, depth + 1);
        }
    }

private:
    /// Struck out: the reader of pages leaves it out too, and says so.
    static bool is_struck(const pugi::xml_node& node) {
        const pugi::xml_node properties = node.child("w:rPr");
        for (const char* name : {"w:strike", "w:dstrike"}) {
            const pugi::xml_node strike = properties.child(name);
            const std::string_view value = strike.attribute("w:val").value();
            if (strike && value != "0" && value != "false") return true;
        }
        return false;
    }

    /// The line above the notes.
    static bool is_separator(const pugi::xml_node& node) {
        const std::string_view type = node.attribute("w:type").value(), name = node.name();
        return (name == "w:footnote" || name == "w:endnote") && !type.empty() && type != "normal";
    }

    std::string& out_;
};

/// Without what is between the first `begin` and `end`, both included.
void remove(std::string& html, std::string_view begin, std::string_view end) {
    const std::size_t at = html.find(begin);
    const std::size_t close = at == std::string::npos ? at : html.find(end, at);
    if (close != std::string::npos) html.erase(at, close + end.size() - at);
}

/// A web page's header is not part of its article; the one that pandoc makes of a document's title is. The style sheet,
/// and a name for the page besides its title, are pandoc's own.
void keep_title(std::string& html) {
    constexpr std::string_view begin = "<header id=\"title-block-header\">", end = "</header>";
    remove(html, "<style>", "</style>");
    const std::size_t at = html.find(begin);
    if (at == std::string::npos) return;
    html.replace(at, begin.size(), "<div>");
    if (const std::size_t close = html.find(end, at); close != std::string::npos)
        html.replace(close, end.size(), "</div>");
    if (html.find("<h1 class=\"title\"", at) != std::string::npos) remove(html, "<title>", "</title>");
}

std::string refusal_of(const PandocResult& result) {
    switch (result.end) {
        case PandocResult::End::missing:
            return "pandoc reads such documents, and is not installed; install it, as in: sudo apt-get install pandoc";
        case PandocResult::End::too_slow:
            return "pandoc took too long to read it, or made too much of it";
        default:
            break;
    }
    return "pandoc can't read it" + (result.fault.empty() ? "" : ": " + article::shortened(result.fault, 200));
}

std::string place_of(const OfficePicture& picture) {
    return picture.after.empty() ? " at the beginning" : " after \"" + picture.after + "\"";
}

/// Why a document is refused whose pictures have no words for those who don't see them.
std::string without_words(const std::vector<OfficePicture>& pictures, OfficeFormat format) {
    constexpr std::size_t most = 5;
    std::string places;
    for (std::size_t i = 0; i < std::min(pictures.size(), most); ++i)
        places += (i == 0 ? "" : ", and") + place_of(pictures[i]);
    if (pictures.size() > most) places += ", …";
    return std::to_string(pictures.size()) +
           (pictures.size() == 1 ? " picture has no alternative text:" : " pictures have no alternative text:") +
           places +
           (format == OfficeFormat::word
                ? "; say in Word what each shows, or mark it as decorative (right-click, \"Edit Alt Text\")"
                : "; say in LibreOffice what each shows, or mark it as decorative (right-click, \"Description\")");
}

std::string left_out(const OfficePicture& picture) {
    return (picture.path.empty() ? "a chart, diagram or drawing" : "the picture \"" + picture.path + "\"") +
           place_of(picture) + " is left out, because pandoc does not read it" +
           (picture.alternative.empty() ? "" : "; its alternative text was \"" + picture.alternative + "\"");
}

/// The files in the document, as pandoc names them.
PictureFiles pictures_in(std::string_view bytes, OfficeFormat format) {
    const std::optional<ZipArchive> archive = ZipArchive::open(bytes);
    const std::string folder = format == OfficeFormat::word ? "word/" : "";
    return {[archive, folder](const std::string& path) -> std::optional<std::string> {
                if (!archive) return std::nullopt;
                std::optional<std::string> file = archive->read(folder + path, largest_picture + 1);
                return file ? file : archive->read(path, largest_picture + 1);
            },
            /*are_files=*/false};
}

}  // namespace

OfficeFormat office_format(std::string_view bytes) {
    const std::optional<ZipArchive> archive = ZipArchive::open(bytes);
    if (!archive) return OfficeFormat::none;
    if (archive->has("word/document.xml")) return OfficeFormat::word;
    const std::optional<std::string> type = archive->read("mimetype", 1'000);
    const bool is_text = type && type->starts_with("application/vnd.oasis.opendocument.text");
    return is_text && archive->has("content.xml") ? OfficeFormat::open_document : OfficeFormat::none;
}

std::string text_of_office(std::string_view bytes, OfficeFormat format) {
    const std::optional<ZipArchive> archive = ZipArchive::open(bytes);
    std::vector<std::string_view> parts{"content.xml"};
    if (format == OfficeFormat::word) parts = {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"};
    std::string text;
    for (const std::string_view part : parts) {
        const std::optional<std::string> xml = archive ? archive->read(part, largest_office_part) : std::nullopt;
        if (!xml && part == parts.front()) return {};
        pugi::xml_document document;
        // White space counts: Word writes "<w:t xml:space="preserve"> </w:t>" between two words.
        if (!xml || !document.load_buffer(xml->data(), xml->size(), pugi::parse_default | pugi::parse_ws_pcdata))
            continue;
        OfficeText reader(text);
        if (format == OfficeFormat::word)
            reader.read_word(document);
        else
            reader.read_open_document(document.document_element().child("office:body"));
        text += ' ';
    }
    return text;
}

ImportRecord read_office(const Source& source, OfficeFormat format, const ImportSettings& settings) {
    ImportRecord record;
    record.label = source.name;
    const std::string text = text_of_office(source.bytes, format);
    if (article::one_line(text).empty()) {
        record.refusal = "the document has no text, or is damaged";
        return record;
    }
    PandocResult page =
        html_by_pandoc(format == OfficeFormat::word ? "docx" : "odt", source.bytes, title_of_file(source.name));
    if (page.end != PandocResult::End::done) {
        record.refusal = refusal_of(page);
        return record;
    }
    keep_title(page.html);
    const std::string lost = words_missing(text, text_of_html(page.html, /*whole_page=*/true));
    if (!lost.empty()) {
        record.refusal = "pandoc would lose words of the document: " + lost;
        return record;
    }
    MatchedPictures pictures = match_pictures(page.html, pictures_of_office(source.bytes, format));
    if (!pictures.unspoken.empty()) {
        record.refusal = without_words(pictures.unspoken, format);
        return record;
    }
    const Source html{source.name, std::move(pictures.html)};
    record = read_web_page(html, settings, pictures_in(source.bytes, format));
    for (Diagnostic& each : record.diagnostics) each.position = {};  // places in pandoc's page say nothing
    for (const OfficePicture& each : pictures.left_out)
        record.diagnostics.push_back({Severity::warning,
                                      "import/picture-left-out"_code,
                                      source.name,
                                      {},
                                      {},
                                      left_out(each),
                                      "save it as a picture (PNG or SVG), and put that into the document"});
    return record;
}

}  // namespace carepress::import
