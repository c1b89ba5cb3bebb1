#include "import/spl.h"

#include "article/front_matter.h"
#include "article/html.h"
#include "article/normalize.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/markup.h"
#include "import/slug.h"
#include "import/tidy.h"
#include "import/xml_html.h"

#include <algorithm>
#include <array>
#include <set>

namespace carepress::import {
namespace {

struct Guide {
    std::string_view loinc, title;
};
constexpr std::array<Guide, 3> guides{
    {{"42231-1", "Medication Guide"}, {"42230-3", "Patient Information"}, {"59845-8", "Instructions for Use"}}};
constexpr std::string_view otc_label = "34390-5", product_data = "48780-1", principal_display_panel = "51945-4";

std::string_view loinc_of(const pugi::xml_node& section) { return section.child("code").attribute("code").value(); }

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

/// All text under a node, unchanged.
void append_text(const pugi::xml_node& node, std::string& out) {
    for (const pugi::xml_node& child : node) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
        const std::string_view name = local_name(child);
        if (name == "paragraph" || name == "item" || name == "br" || name == "td" || name == "th" || name == "caption")
            out += ' ';
        append_text(child, out);
    }
}

/// The text of a section that the reader should see: its title, its text, and its subsections'.
void append_section_text(const pugi::xml_node& section, std::string& out) {
    for (const pugi::xml_node& child : section) {
        const std::string_view name = local_name(child);
        if (name == "title" || name == "text") {
            out += ' ';
            append_text(child, out);
        }
        if (name != "component") continue;
        for (const pugi::xml_node& inner : child)
            if (local_name(inner) == "section") append_section_text(inner, out);
    }
}

/// SPL's narrative block (HL7 CDA R2, 4.3.5) in HTML.
class Narrative {
public:
    explicit Narrative(std::string& out) : out_(out) {}

    void children(const pugi::xml_node& node) {
        for (const pugi::xml_node& child : node) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
                out_ += escaped_html(child.value());
            if (child.type() == pugi::node_element) element(child);
        }
    }

    std::size_t pictures() const { return pictures_; }

private:
    void element(const pugi::xml_node& node) {
        const std::string_view name = local_name(node);
        if (name == "paragraph") return in("p", node);
        if (name == "content") return content(node);
        if (name == "list") return list(node);
        if (name == "caption") return caption(node);
        if (name == "br") {
            out_ += "<br>";
            return;
        }
        if (name == "sub" || name == "sup") return shifted(node, std::string(name));
        if (name == "linkHtml") return link(node);
        if (name == "renderMultiMedia") {
            ++pictures_;
            return;
        }
        if (name == "footnote") {
            out_ += " (";
            children(node);
            out_ += ")";
            return;
        }
        if (name == "table" || name == "thead" || name == "tbody" || name == "tfoot" || name == "tr" || name == "td" ||
            name == "th")
            return in(std::string(name), node, cell_attributes(node));
        children(node);
    }

    void in(const std::string& tag, const pugi::xml_node& node, const std::string& attributes = {}) {
        out_ += "<" + tag + attributes + ">";
        children(node);
        out_ += "</" + tag + ">";
    }

    static std::string cell_attributes(const pugi::xml_node& node) {
        std::string out;
        for (const char* name : {"colspan", "rowspan", "align"})
            if (const pugi::xml_attribute attribute = node.attribute(name))
                out += std::string(" ") + name + "=\"" + escaped_html(attribute.value()) + "\"";
        return out;
    }

    void content(const pugi::xml_node& node) {
        const std::string style = ascii_lower(node.attribute("styleCode").value());
        const bool bold = style.find("bold") != std::string::npos;
        const bool italic = style.find("italic") != std::string::npos || style.find("emphasis") != std::string::npos;
        out_ += std::string(bold ? "<strong>" : "") + (italic ? "<em>" : "");
        children(node);
        out_ += std::string(italic ? "</em>" : "") + (bold ? "</strong>" : "");
    }

    void list(const pugi::xml_node& node) {
        // A list's caption comes before it.
        for (const pugi::xml_node& child : node)
            if (local_name(child) == "caption") caption(child);
        const std::string tag = std::string_view(node.attribute("listType").value()) == "ordered" ? "ol" : "ul";
        out_ += "<" + tag + ">";
        for (const pugi::xml_node& child : node)
            if (local_name(child) == "item") in("li", child);
        out_ += "</" + tag + ">";
    }

    void caption(const pugi::xml_node& node) {
        const std::string_view around = local_name(node.parent());
        if (around == "table") return in("caption", node);
        if (around == "list") {
            out_ += "<p><strong>";
            children(node);
            out_ += "</strong></p>";
            return;
        }
        in("strong", node);
        out_ += " ";
    }

    /// A registered sign is small and high by itself.
    void shifted(const pugi::xml_node& node, const std::string& tag) {
        const std::string text = article::one_line(node.text().get());
        if (text == "®" || text == "™" || text == "©")
            children(node);
        else
            in(tag, node);
    }

    void link(const pugi::xml_node& node) {
        const std::string address = node.attribute("href").value();
        const bool web = address.starts_with("http://") || address.starts_with("https://");
        if (web) out_ += "<a href=\"" + escaped_html(address) + "\">";
        children(node);
        if (web) out_ += "</a>";
    }

    std::string& out_;
    std::size_t pictures_ = 0;
};

void append_section(const pugi::xml_node& section, int level, bool with_title, std::string& html,
                    std::size_t& pictures) {
    Narrative narrative(html);
    for (const pugi::xml_node& child : section) {
        const std::string_view name = local_name(child);
        if (name == "title" && with_title) {
            const std::string tag = "h" + std::to_string(std::min(level, 6));
            html += "<" + tag + ">";
            narrative.children(child);
            html += "</" + tag + ">";
        }
        if (name == "text") narrative.children(child);
        if (name != "component") continue;
        for (const pugi::xml_node& inner : child)
            if (local_name(inner) == "section") append_section(inner, level + 1, true, html, pictures);
    }
    pictures += narrative.pictures();
}

/// "PATIENT INFORMATION" as a title: "Patient Information". Four letters may be an abbreviation.
std::string in_title_case(std::string text) {
    if (text.size() <= 4 || std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
        return text;
    bool inside = false;
    for (char& c : text) {
        const bool letter = c >= 'A' && c <= 'Z';
        if (letter && inside) c = static_cast<char>(c + 32);
        inside = letter;
    }
    return text;
}

/// What the label says of itself.
struct Label {
    std::string set_id, version, date, maker;
    std::vector<std::string> names;  ///< of the products, each once
    std::vector<std::string> substances;
};

/// Products as the data section names them: product names and generic ones.
void find_products(const pugi::xml_node& node, Label& label) {
    for (const pugi::xml_node& child : node) {
        const std::string_view name = local_name(child);
        if (name == "name" && (local_name(node) == "manufacturedProduct" || local_name(node) == "manufacturedMedicine"))
            article::add_once(label.names, article::one_line(child.text().get()));
        if (name == "name" && (local_name(node) == "genericMedicine"))
            article::add_once(label.substances, article::one_line(child.text().get()));
        find_products(child, label);
    }
}

void find_sections(const pugi::xml_node& node, std::vector<pugi::xml_node>& out) {
    for (const pugi::xml_node& child : node) {
        if (local_name(child) == "section") out.push_back(child);
        find_sections(child, out);
    }
}

Label read_label(const pugi::xml_node& document, const std::vector<pugi::xml_node>& sections) {
    Label label;
    label.set_id = document.child("setId").attribute("root").value();
    label.version = document.child("versionNumber").attribute("value").value();
    const std::string_view date = document.child("effectiveTime").attribute("value").value();
    if (date.size() >= 8)
        label.date = std::string(date.substr(0, 4)) + "-" + std::string(date.substr(4, 2)) + "-" +
                     std::string(date.substr(6, 2));
    if (!article::is_iso_date(label.date)) label.date.clear();
    label.maker = article::one_line(
        document.child("author").child("assignedEntity").child("representedOrganization").child("name").text().get());
    for (const pugi::xml_node& section : sections)
        if (loinc_of(section) == product_data) find_products(section, label);
    return label;
}

/// "SPL-0b0be1960c62" of the set id "0b0be196-0c62-461c-94f4-9a35339b4501".
std::string code_of(std::string_view set_id) {
    constexpr std::size_t digits = 12;
    std::string code = "SPL-";
    for (const char c : set_id)
        if (c != '-' && code.size() < 4 + digits) code += c;
    return code;
}

class LabelReader {
public:
    LabelReader(const XmlRecord& xml, const Label& label, const std::string& name)
        : xml_(xml), label_(label), name_(name) {}

    /// One guide: its sections' text in HTML, read as an article.
    ImportRecord read(const std::string& kind, const std::string& html, std::string source_text, std::size_t number,
                      std::size_t pictures) {
        ImportRecord record;
        record.position = xml_.position;
        article::Article article;
        article::Metadata& metadata = article.metadata;
        metadata.code = code_of(label_.set_id) + (number > 1 ? "-" + std::to_string(number) : "");
        const std::string product = label_.names.empty() ? label_.set_id : in_title_case(label_.names.front());
        metadata.title = product + ": " + kind;
        metadata.language = "en";
        metadata.language_stated = true;
        metadata.updated = label_.date;
        metadata.version = label_.version;
        metadata.synonyms.assign(label_.names.begin() + (label_.names.empty() ? 0 : 1), label_.names.end());
        for (const std::string& substance : label_.substances)
            if (article::folded(substance) != article::folded(product)) article::add_once(metadata.synonyms, substance);
        metadata.source = (label_.maker.empty() ? std::string() : label_.maker + ", ") + "drug label";
        metadata.source_url = "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=" + label_.set_id;
        record.label = metadata.title;
        record.slug = slug_of(metadata.title);

        const Source source{name_, html};
        Diagnostics diagnostics(source);
        article.blocks = article::read_html(source.bytes, {}, diagnostics).blocks;
        lists_of_bullet_signs(article.blocks);
        tidy(article.blocks);
        headings_of_strong_paragraphs(article.blocks, 2);
        article::level_headings(article.blocks, diagnostics);
        if (pictures > 0)
            diagnostics.note("import/picture"_code, {},
                             std::to_string(pictures) + (pictures == 1 ? " picture" : " pictures") +
                                 " of the label left out: the file does not contain them");
        for (Diagnostic& each : diagnostics.take()) {
            each.position = xml_.position;
            record.diagnostics.push_back(std::move(each));
        }
        article::InlineText credit = credit_line("Source:", metadata.source, metadata.source_url);
        record.added_after = credit.text;
        record.added_before = product + ":";
        record.source_text = std::move(source_text);
        article.blocks.push_back({article::Paragraph{std::move(credit)}, {}, {}});
        record.article = std::move(article);
        return record;
    }

private:
    const XmlRecord& xml_;
    const Label& label_;
    const std::string& name_;
};

ImportRecord refused(const XmlRecord& xml, std::string label, std::string why) {
    ImportRecord record;
    record.position = xml.position;
    record.label = std::move(label);
    record.refusal = std::move(why);
    return record;
}

}  // namespace

std::vector<ImportRecord> read_spl(const XmlRecord& xml, const std::string& name) {
    pugi::xml_document document;
    std::string fault = xml.fault.empty() ? parse_record(xml.bytes, document) : xml.fault;
    if (!fault.empty()) return {refused(xml, "", std::move(fault))};
    const pugi::xml_node root = document.document_element();
    std::vector<pugi::xml_node> sections;
    find_sections(root, sections);
    const Label label = read_label(root, sections);
    const std::string shown = label.names.empty() ? label.set_id : label.names.front();
    if (!article::is_article_code(label.set_id)) return {refused(xml, shown, "the label has no set id")};

    LabelReader reader(xml, label, name);
    std::vector<ImportRecord> records;
    for (const pugi::xml_node& section : sections) {
        const auto guide = std::find_if(guides.begin(), guides.end(),
                                        [&](const Guide& each) { return each.loinc == loinc_of(section); });
        if (guide == guides.end()) continue;
        std::string html, text, title;
        std::size_t pictures = 0;
        append_section(section, 1, /*with_title=*/false, html, pictures);
        append_section_text(section, text);
        append_text(section.child("title"), title);
        title = article::one_line(title);
        if (title.empty()) text.insert(0, std::string(guide->title) + " ");
        records.push_back(reader.read(title.empty() ? std::string(guide->title) : in_title_case(title), html,
                                      std::move(text), records.size() + 1, pictures));
    }
    if (records.empty() && loinc_of(root) == otc_label) {
        std::string html, text = "Drug Facts";
        std::size_t pictures = 0;
        for (const pugi::xml_node& component : root.child("component").child("structuredBody").children("component"))
            for (const pugi::xml_node& section : component.children("section")) {
                if (loinc_of(section) == product_data || loinc_of(section) == principal_display_panel) continue;
                append_section(section, 2, /*with_title=*/true, html, pictures);
                append_section_text(section, text);
            }
        records.push_back(reader.read("Drug Facts", html, std::move(text), 1, pictures));
    }
    if (records.empty())
        return {
            refused(xml, shown, "the label has no medication guide, patient package insert or instructions for use")};
    return records;
}

}  // namespace carepress::import
