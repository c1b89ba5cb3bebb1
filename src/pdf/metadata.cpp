#include "pdf/metadata.h"

#include "base/ascii.h"
#include "base/markup.h"
#include "pdf/strings.h"

#include <algorithm>
#include <iterator>

namespace carepress::pdf {

namespace {

constexpr std::string_view creator_tool = "Carepress";

/// "2026-11-22" or "2026-11-22T10:00:00Z", by its shape and the ranges of its numbers; else nothing is claimed.
bool is_date(std::string_view date) {
    constexpr std::string_view shape = "0000-00-00T00:00:00Z";
    if (date.size() != 10 && date.size() != shape.size()) return false;
    for (std::size_t i = 0; i < date.size(); ++i) {
        if (shape[i] == '0' ? !is_digit(date[i]) : date[i] != shape[i]) return false;
    }
    const auto number = [&](std::size_t at) { return (date[at] - '0') * 10 + date[at + 1] - '0'; };
    if (number(5) < 1 || number(5) > 12 || number(8) < 1 || number(8) > 31) return false;
    return date.size() == 10 || (number(11) < 24 && number(14) < 60 && number(17) < 60);
}

/// D:YYYYMMDD and D:YYYYMMDDHHmmSSZ (ISO 32000-1 7.9.4).
std::string pdf_date(std::string_view date) {
    std::string out = "D:";
    std::copy_if(date.begin(), date.end(), std::back_inserter(out),
                 [](char byte) { return is_digit(byte) || byte == 'Z'; });
    return out;
}

constexpr std::string_view packet_begin =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\""
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n";

constexpr std::string_view packet_end = "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";

void append_element(std::string& out, std::string_view name, std::string_view content) {
    out.append("<").append(name).append(">").append(content).append("</").append(name).append(">\n");
}

void append_text_element(std::string& out, std::string_view name, std::string_view text) {
    if (!text.empty()) append_element(out, name, escaped_xml(text));
}

/// An ordered (Seq) or unordered (Bag) array of one text.
void append_array_element(std::string& out, std::string_view name, std::string_view kind, std::string_view items) {
    if (items.empty()) return;
    std::string array = "<rdf:";
    array.append(kind).append(">").append(items).append("</rdf:").append(kind).append(">");
    append_element(out, name, array);
}

std::string item(std::string_view text) { return text.empty() ? "" : "<rdf:li>" + escaped_xml(text) + "</rdf:li>"; }

/// A language alternative; the first is for readers without language support.
void append_alternatives(std::string& out, std::string_view name, std::string_view text, std::string_view language) {
    if (text.empty()) return;
    const std::string escaped = escaped_xml(text);
    std::string items = "<rdf:li xml:lang=\"x-default\">" + escaped + "</rdf:li>";
    if (!language.empty()) items += "<rdf:li xml:lang=\"" + escaped_xml(language) + "\">" + escaped + "</rdf:li>";
    append_array_element(out, name, "Alt", items);
}

}  // namespace

FileMetadata file_metadata(const handout::DocumentMetadata& metadata, std::string producer) {
    FileMetadata file;
    file.title = without_controls(metadata.title);
    file.language = without_controls(metadata.language);
    file.code = without_controls(metadata.code);
    file.author = without_controls(metadata.author);
    file.subject = without_controls(metadata.subject);
    file.version = without_controls(metadata.version);
    file.producer = std::move(producer);
    if (is_date(metadata.date)) file.date = metadata.date;
    // Some tools take only what names the time, too.
    if (file.date.size() == 10) file.date += "T00:00:00Z";
    for (const std::string& keyword : metadata.keywords) {
        file.topics.push_back(without_controls(keyword));
        if (!file.keywords.empty()) file.keywords += ", ";
        file.keywords += file.topics.back();
    }
    return file;
}

std::string info_body(const FileMetadata& metadata) {
    std::string out;
    const auto entry = [&out](std::string_view key, std::string_view value) {
        if (value.empty()) return;
        out += key;
        append_text(out, value);
    };
    entry("/Title", metadata.title);
    entry("/Author", metadata.author);
    entry("/Subject", metadata.subject);
    entry("/Keywords", metadata.keywords);
    entry("/Creator", creator_tool);
    if (!metadata.date.empty()) {
        const std::string date = pdf_date(metadata.date);
        append_literal(out += "/CreationDate", date);
        append_literal(out += "/ModDate", date);
    }
    return out;
}

std::string xmp_packet(const FileMetadata& metadata, const Standard& standard) {
    std::string out;
    out.reserve(4096);
    out.append(packet_begin).append(standard.identification);
    append_alternatives(out, "dc:title", metadata.title, metadata.language);
    append_alternatives(out, "dc:description", metadata.subject, metadata.language);
    append_array_element(out, "dc:language", "Bag", item(metadata.language));
    append_array_element(out, "dc:creator", "Seq", item(metadata.author));
    std::string topics;
    for (const std::string& topic : metadata.topics) topics += item(topic);
    append_array_element(out, "dc:subject", "Bag", topics);
    append_text_element(out, "dc:identifier", metadata.code);
    append_text_element(out, "xmpMM:VersionID", metadata.version);
    append_text_element(out, "pdf:Producer", metadata.producer);
    append_text_element(out, "pdf:Keywords", metadata.keywords);
    append_text_element(out, "xmp:CreatorTool", creator_tool);
    append_text_element(out, "xmp:CreateDate", metadata.date);
    append_text_element(out, "xmp:ModifyDate", metadata.date);
    append_text_element(out, "xmp:MetadataDate", metadata.date);
    out.append("</rdf:Description>\n").append(standard.extension_schemas).append(packet_end);
    return out;
}

}  // namespace carepress::pdf
